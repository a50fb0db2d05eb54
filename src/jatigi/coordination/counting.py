"""By what people are counted where nobody is named."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sex(models.TextChoices):
    FEMALE = "female", _("female")
    MALE = "male", _("male")
    UNSAID = "unsaid", _("not counted by sex")


class AgeGroup(models.TextChoices):
    CHILDREN = "0_11", _("under 12")
    ADOLESCENTS = "12_17", _("12 to 17")
    ADULTS = "18_59", _("18 to 59")
    OLDER = "60_on", _("60 and over")
    UNSAID = "unsaid", _("not counted by age")

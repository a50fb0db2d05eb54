"""Good practices: what was done elsewhere, with what effect, at what cost, under which conditions."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Organisation
from jatigi.coordination.codes import Theme
from jatigi.kernel.models import OwnedModel
from jatigi.kernel.states import Transitions
from jatigi.places.models import Country


class PlaceType(models.TextChoices):
    ANYWHERE = "anywhere", _("anywhere")
    BORDER = "border", _("at a border")
    ROUTE = "route", _("on the route")
    TOWN = "town", _("in a town")
    VILLAGE = "village", _("in a village")
    DEPARTURE = "departure", _("in a departure area")
    RETURN = "return", _("in an area of return")


class PracticeState(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("to be reviewed")
    REVIEWED = "reviewed", _("reviewed")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Practice(OwnedModel):
    """What `organisation` tells of a practice; another organisation reviews it before it is published.

    contact: a function and its office, never a private person.
    """

    LASTS_WITH_NODE = True
    TRANSITIONS: ClassVar[Transitions] = {
        "draft": {"submit": "submitted"},
        "submitted": {"approve": "reviewed", "send_back": "draft"},
        "reviewed": {"publish": "published", "revise": "draft"},
        "published": {"withdraw": "withdrawn"},
        "withdrawn": {"revise": "draft"},
    }

    title = models.CharField(max_length=200)
    theme = models.CharField(max_length=24, choices=Theme.choices)
    place_type = models.CharField(max_length=12, choices=PlaceType.choices, default=PlaceType.ANYWHERE)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    problem = models.TextField()
    done = models.TextField()
    evidence = models.TextField()
    cost = models.CharField(max_length=300)
    conditions = models.TextField()
    contact = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=PracticeState.choices, default=PracticeState.DRAFT)
    reviewer = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    review = models.CharField(max_length=1000, blank=True)
    reviewed_on = models.DateField(null=True)
    why = models.CharField(max_length=500, blank=True)

    class Meta(OwnedModel.Meta):
        indexes = (
            models.Index(fields=["state", "theme", "title"], name="practices_on_a_theme"),
            models.Index(fields=["organisation", "state"], name="practices_of_an_author"),
        )

    def __str__(self) -> str:
        return self.title

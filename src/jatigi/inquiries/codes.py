"""Vocabulary of questions between organisations."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jatigi.protection.codes import Category


class Why(models.TextChoices):
    """Why somebody asks: the code that everybody concerned may read."""

    CARE = "care", _("to go on with help that began elsewhere")
    SAFETY = "safety", _("for the person’s safety")
    CHILD = "child", _("to find who answers for a child")
    DOCUMENTS = "documents", _("to find documents or belongings that stayed elsewhere")
    OTHER = "other", _("another reason")


class State(models.TextChoices):
    OPEN = "open", _("transmitted")
    ENDED = "ended", pgettext_lazy("a question", "ended")


class Ended(models.TextChoices):
    """Why a question is over. Never whether anybody knew the person."""

    DATE = "date", _("its date has passed")
    WITHDRAWN = "withdrawn", _("the person took the agreement back")
    ERASED = "erased", _("the person was erased")


class Answer(models.TextChoices):
    """What an organisation that holds a likely record made of a question."""

    WAITING = "waiting", _("to be decided with the person")
    KNOWN = "known", _("the person makes themselves known")
    QUIET = "quiet", _("nothing was answered")


USED = (Category.NAME, Category.AGE, Category.FAMILY, Category.CONTACT)
"""What a question may be asked with. The name always; with the birth, the mother’s name or the telephone at least:
a name alone is borne by many, and would make this a way to look people up."""

LASTS = timedelta(days=30)
"""How long a question waits: long enough for a case worker to see the person once more (a follow-up is monthly)."""

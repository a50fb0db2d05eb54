"""What is counted in a table, under which rule, under which licence."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Measure(models.TextChoices):
    """What the numbers are. Shares of people are not among them: they are made from counts by whoever reads."""

    PEOPLE = "people", _("people, files, referrals or passages")
    THINGS = "things", _("things: agreements, meetings, projects, places …")
    MONEY = "money", _("amounts in CFA francs")


class Licence(models.TextChoices):
    CC_BY = "cc-by-4.0", _("Creative Commons Attribution 4.0 (CC BY 4.0)")
    CC0 = "cc0-1.0", _("Creative Commons Zero 1.0 (CC0): no condition")
    MENTION = "mention", _("free to use where the source is named")


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    PROPOSED = "proposed", _("waits for approval")
    PUBLISHED = "published", _("published")
    SUPERSEDED = "superseded", _("replaced by a newer version")
    WITHDRAWN = "withdrawn", _("withdrawn")
    DISCARDED = "discarded", _("discarded")


PUBLIC_STATES = (State.PUBLISHED, State.SUPERSEDED, State.WITHDRAWN)

THRESHOLDS = (5, 10, 20)
LEAST_CONFIDED = 10
"""Codebook k: counts below 5 are withheld, below 10 where trafficking, gender-based violence, children or tracing are counted."""
ROUNDINGS = (1, 5, 10)
ROWS, COLUMNS = 120, 30

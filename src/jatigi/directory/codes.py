"""Vocabulary of the directory."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.people.codes import Need


class ServiceState(models.TextChoices):
    """Open Referral HSDS 3.0 knows the same: active, temporarily closed, defunct (codebook d3)."""

    PROPOSED = "proposed", _("proposed")
    ACTIVE = "active", _("open")
    SUSPENDED = "suspended", _("suspended")
    ENDED = "ended", _("ended")


class Status(models.TextChoices):
    """Whom a service may be limited to; a person with several takes what fits any of them."""

    RETURNING_NATIONAL = "returning_national", _("returning nationals")
    INTERNATIONAL_MIGRANT = "international_migrant", _("international migrants")
    ASYLUM_SEEKER = "asylum_seeker", _("asylum seekers")
    REFUGEE = "refugee", _("refugees")
    VICTIM_OF_TRAFFICKING = "victim_of_trafficking", _("victims of trafficking")
    UASC = "uasc", _("unaccompanied or separated children")


class CapacityUnit(models.TextChoices):
    """What `capacity` and `places_free` count. HSDS 3.1 names a unit with each capacity."""

    PLACES = "places", _("places")
    BEDS = "beds", _("beds")
    A_DAY = "a_day", _("persons a day")
    A_WEEK = "a_week", _("persons a week")
    A_MONTH = "a_month", _("persons a month")


class Reported(models.TextChoices):
    """What somebody saw on the spot."""

    CLOSED = "closed", _("closed")
    FULL = "full", _("full")
    MOVED = "moved", _("moved")
    WRONG = "wrong", _("something written is wrong")
    MISSING = "missing", _("a service is missing here")


class ReportOutcome(models.TextChoices):
    """How a report from the field ended."""

    CORRECTED = "corrected", _("the directory was corrected")
    UNFOUNDED = "unfounded", _("it is as the directory says")
    FORWARDED = "forwarded", _("passed on to whoever can change it")
    NOTED = "noted", _("noted for the planning")


class ProposalState(models.TextChoices):
    PROPOSED = "proposed", _("waiting for approval")
    APPROVED = "approved", _("approved")
    REFUSED = "refused", _("not approved")
    WITHDRAWN = "withdrawn", _("taken back")


RECONFIRM_AFTER = timedelta(days=180)
"""An entry older than this is « à reconfirmer »: funding and staff of services for migrants change with the half-year."""
RECONFIRM_SOONER = timedelta(days=90)
CHANGE_SOONER = frozenset(
    {
        Need.ACCOMMODATION,
        Need.FOOD,
        Need.CASH,
        Need.GBV,
        Need.TRAFFICKING,
        Need.CHILD_PROTECTION,
        Need.TRANSPORT,
    }
)
"""Kinds whose places and money run out within a project's quarter, or where going in vain is dangerous."""


def reconfirm_after(need: str) -> timedelta:
    """How long what was assured of a service of this kind counts."""
    return RECONFIRM_SOONER if need in CHANGE_SOONER else RECONFIRM_AFTER

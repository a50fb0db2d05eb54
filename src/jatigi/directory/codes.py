"""Vocabulary of the directory."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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

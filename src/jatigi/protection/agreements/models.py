"""The agreements, and their parties with what each of them signed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Organisation
from jatigi.kernel.models import OwnedModel
from jatigi.kernel.states import Transitions


class SharingState(models.TextChoices):
    DRAFT = "draft", _("to be signed")
    SIGNED = "signed", _("signed by all")
    IN_FORCE = "in_force", _("in force")
    ENDED = "ended", _("run out")
    DENOUNCED = "denounced", _("denounced")
    DISCARDED = "discarded", _("discarded before it was signed")


class SharingAgreement(OwnedModel):
    """What two or more organisations have bound themselves to; `organisation` is the one that wrote it down.

    categories, purposes: codes of `protection.codes`. paper: where the paper lies that was signed; no scan is kept.
    warned_days: how many days before the end it was last announced.
    """

    LASTS_WITH_NODE = True
    TRANSITIONS: ClassVar[Transitions] = {
        "draft": {"conclude": "signed", "discard": "discarded"},
        "signed": {"begin": "in_force", "denounce": "denounced"},
        "in_force": {"end": "ended", "denounce": "denounced"},
        "ended": {},
        "denounced": {},
        "discarded": {},
    }

    title = models.CharField(max_length=160)
    paper = models.CharField(max_length=300)
    categories = models.JSONField(default=list)
    purposes = models.JSONField(default=list)
    from_on = models.DateField()
    until = models.DateField(db_index=True)
    state = models.CharField(max_length=12, choices=SharingState.choices, default=SharingState.DRAFT)
    denounced_on = models.DateField(null=True)
    denounced_by = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=300, blank=True)
    warned_days = models.PositiveSmallIntegerField(null=True)

    def __str__(self) -> str:
        return self.title


class SharingParty(OwnedModel):
    """`organisation` is bound by `agreement`: it gives, it takes, or both. Who signed for it, in which function, when.

    entered_by: the account that wrote the signature down.
    """

    LASTS_WITH_NODE = True

    agreement = models.ForeignKey(SharingAgreement, on_delete=models.CASCADE, related_name="+")
    gives = models.BooleanField(default=True)
    takes = models.BooleanField(default=True)
    signatory = models.CharField(max_length=120, blank=True)
    function = models.CharField(max_length=120, blank=True)
    signed_on = models.DateField(null=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(OwnedModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["agreement", "organisation"], name="one_party_per_agreement"),
        )
        indexes = (models.Index(fields=["organisation", "agreement"], name="agreements_of_a_party"),)

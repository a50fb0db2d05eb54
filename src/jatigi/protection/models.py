"""The append-only ledger of lawful bases, and the grants that stand on it."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Organisation
from jatigi.kernel.access import Purpose
from jatigi.kernel.fields import SealedBytes, SealedField
from jatigi.kernel.models import OwnedModel, ProtectedModel, SealedModel
from jatigi.protection.agreements.models import SharingAgreement, SharingParty
from jatigi.protection.codes import ELSEWHERE, HERE, BasisKind, Cause, Form

__all__ = [
    "AppendOnly", "Grant", "LawfulBasis", "Overdue", "SecondLook", "SharingAgreement", "SharingParty", "Withdrawal",
]  # fmt: skip


class AppendOnly(ProtectedModel):
    """A row that is written once. Raises `TypeError` at any attempt to change it."""

    class Meta(ProtectedModel.Meta):
        abstract = True

    def _stamp(self) -> None:
        if not self._state.adding:
            raise TypeError(f"{self._meta.label} is append-only")
        super()._stamp()


class LawfulBasis(AppendOnly, SealedModel):
    """On which basis data about a person is recorded, or shared with a recipient, and until when.

    `recipient` None: recording here. `agreed` False: the person was asked and refused, which is
    kept too and never refuses help; without recipient and for purposes of sharing only (`to_nobody`)
    it means every other organisation.
    """

    KEEP = timedelta(days=5 * 365)
    CALLED = _("agreements and other lawful bases")

    subject_id = models.UUIDField()
    kind = models.CharField(max_length=16, choices=BasisKind.choices)
    agreed = models.BooleanField(default=True)
    purposes = models.JSONField(default=list)
    categories = models.JSONField(default=list)
    recipient = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until = models.DateField()
    explained_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=8)
    form = models.CharField(max_length=16, choices=Form.choices, blank=True)
    second_look_due = models.DateTimeField(null=True, db_index=True)
    reason = SealedField()
    witness = SealedField()
    guardian = SealedField()
    signature = SealedBytes()

    class Meta(AppendOnly.Meta):
        indexes = (models.Index(fields=["organisation", "subject_id"], name="bases_of_a_person"),)

    @property
    def to_nobody(self) -> bool:
        """The person refused that anything is shared with anybody."""
        return not self.agreed and self.recipient_id is None and not set(self.purposes) & set(HERE)

    @property
    def elsewhere(self) -> bool:
        """The person agreed that other organisations are asked whether they know them."""
        return self.agreed and self.recipient_id is None and ELSEWHERE in self.purposes

    @property
    def here(self) -> bool:
        """About recording here, whatever the answer was."""
        return self.recipient_id is None and not self.elsewhere and not self.to_nobody

    @property
    def ends_at(self) -> datetime:
        """The moment at which `until`, its last day, is over where the node stands."""
        after = self.until + timedelta(days=1)
        return datetime.combine(after, time.min, ZoneInfo(settings.TIME_ZONE))


class SecondLook(AppendOnly, SealedModel):
    """A second person looked at a basis of vital interest or mandate within 24 hours."""

    basis = models.OneToOneField(LawfulBasis, on_delete=models.PROTECT, related_name="+")
    confirmed = models.BooleanField()
    looked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    looked_at = models.DateTimeField()
    note = SealedField()


class Withdrawal(AppendOnly, OwnedModel):
    """The end of a basis before its time: the person withdrew, or the second look ended it."""

    basis = models.OneToOneField(LawfulBasis, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    cause = models.CharField(max_length=16, choices=Cause.choices)


class Overdue(AppendOnly, OwnedModel):
    """A second look did not come in time, and the supervisors were told once more."""

    basis = models.OneToOneField(LawfulBasis, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Grant(OwnedModel):
    """One object of `organisation` is open to `recipient` for one purpose, as long as it lives."""

    basis = models.ForeignKey(LawfulBasis, null=True, on_delete=models.PROTECT, related_name="+")
    object_type = models.CharField(max_length=60)
    object_id = models.UUIDField()
    recipient = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=32, choices=Purpose.choices)
    from_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta(OwnedModel.Meta):
        indexes = (
            models.Index(fields=["recipient", "object_type", "object_id"], name="grants_of_a_recipient"),
        )

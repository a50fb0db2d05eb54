"""Questions, the likely records that they met, and what people allowed to be answered."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.inquiries.codes import Answer, Ended, State, Why
from jatigi.kernel.fields import SealedField
from jatigi.kernel.models import SealedModel
from jatigi.kernel.states import Transitions
from jatigi.people.models import Person
from jatigi.protection.models import LawfulBasis

ACCOUNT = settings.AUTH_USER_MODEL


class Inquiry(SealedModel):
    """One question about one person of the asking organisation. Sealed under the person's key.

    `used`: categories of what it is asked with; the values are read from the record when it goes out, and never
    copied. `due_at`: when it goes out. Nothing in this row depends on whether anybody knows the person.
    """

    TRANSITIONS: ClassVar[Transitions] = {"open": {"end": "ended"}}
    KEEP = timedelta(days=2 * 365)
    CALLED = _("questions to other organisations")

    code = models.CharField(max_length=8, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    basis = models.ForeignKey(LawfulBasis, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=12, choices=Why.choices)
    words = SealedField()
    used = models.JSONField(default=list)
    by = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    slowed = models.BooleanField(default=False)
    matched_at = models.DateTimeField(null=True)
    until = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=12, choices=Ended.choices, blank=True)

    class Meta(SealedModel.Meta):
        indexes = (
            models.Index(fields=["organisation", "-asked_at", "id"], name="inquiries_newest_first"),
            models.Index(fields=["by", "-asked_at"], name="inquiries_of_an_account"),
            models.Index(fields=["state", "due_at"], name="inquiries_that_wait"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(state="open"), name="one_open_inquiry"
            ),
        )


class Hit(SealedModel):
    """A record of another organisation that may be of the person asked about. Belongs to that organisation.

    `likeness`: the reasons of the comparison, [[code, params]…]. `case_worker`: who looks after the person there.
    """

    TRANSITIONS: ClassVar[Transitions] = {"waiting": {"make_known": "known", "keep_quiet": "quiet"}}

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    likeness = SealedField()
    case_worker = models.ForeignKey(ACCOUNT, null=True, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=Answer.choices, default=Answer.WAITING)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(ACCOUNT, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(SealedModel.Meta):
        indexes = (models.Index(fields=["organisation", "state", "-found_at"], name="hits_that_wait"),)


class Reply(SealedModel):
    """The contact that somebody allows, for the organisation that asked. Ends with the agreement to it."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="+")
    hit = models.OneToOneField(Hit, on_delete=models.CASCADE, related_name="+")
    basis = models.ForeignKey(LawfulBasis, on_delete=models.PROTECT, related_name="+")
    contact = SealedField()
    at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

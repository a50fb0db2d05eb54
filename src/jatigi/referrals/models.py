"""Referrals, their snapshots, and what happened to them."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Organisation
from jatigi.cases.codes import Urgency
from jatigi.cases.models import Case
from jatigi.directory.models import Service
from jatigi.kernel.fields import SealedField
from jatigi.kernel.models import SealedModel
from jatigi.kernel.states import Transitions
from jatigi.people.codes import Need
from jatigi.people.models import Person
from jatigi.protection.models import LawfulBasis
from jatigi.referrals.following.models import Complaint, ComplaintsDesk, Feedback, Follow
from jatigi.referrals.guests.models import Channel, GuestLink, Slip

__all__ = [
    "Channel",
    "Complaint",
    "ComplaintsDesk",
    "Feedback",
    "Follow",
    "GuestLink",
    "Outcome",
    "Reason",
    "Referral",
    "ReferralEvent",
    "Slip",
    "Snapshot",
    "State",
]

ACCOUNT = settings.AUTH_USER_MODEL


class Reason(models.TextChoices):
    """Why a referral was declined. Codebook d2."""

    NO_CAPACITY = "no_capacity", _("no capacity")
    NOT_ELIGIBLE = "not_eligible", _("not eligible")
    OUT_OF_AREA = "out_of_area", _("out of the area served")
    MISSING_INFORMATION = "missing_information", _("missing information")
    SERVICE_SUSPENDED = "service_suspended", _("service suspended")
    NOT_REACHABLE = "not_reachable", _("person not reachable")
    DUPLICATE = "duplicate", _("already asked")
    DECLINED_BY_PERSON = "declined_by_person", _("declined by the person")
    SERVICE_UNAVAILABLE = "service_unavailable", _("service unavailable")
    ALREADY_RECEIVING = "already_receiving", _("already receiving it from another organisation")


class Outcome(models.TextChoices):
    NEED_MET = "need_met", _("need met")
    PARTLY_MET = "partly_met", _("need partly met")
    NOT_MET = "not_met", _("need not met")


class State(models.TextChoices):
    """The life of a referral. Codebook d2."""

    SENT = "sent", _("sent")
    RECEIVED = "received", _("received")
    WAITLISTED = "waitlisted", _("on the waiting list")
    ACCEPTED = "accepted", _("accepted")
    IN_SERVICE = "in_service", _("being served")
    NOT_REACHED = "not_reached", _("person not reached")
    DECLINED = "declined", _("declined")
    REDIRECTED = "redirected", _("directed to another service")
    COMPLETED = "completed", _("completed")
    RECALLED = "recalled", _("taken back")
    EXPIRED = "expired", _("expired without an answer")


class Referral(SealedModel):
    """`organisation` asks `recipient` for a service. `key_id` is the person's key, or one of its own where it was sent without one."""

    TRANSITIONS: ClassVar[Transitions] = {
        "sent": {
            "receive": "received", "accept": "accepted", "waitlist": "waitlisted", "decline": "declined",
            "redirect": "redirected", "recall": "recalled", "expire": "expired",
        },
        "received": {
            "accept": "accepted", "waitlist": "waitlisted", "decline": "declined",
            "redirect": "redirected", "recall": "recalled", "expire": "expired",
        },
        "waitlisted": {
            "accept": "accepted", "decline": "declined", "redirect": "redirected", "recall": "recalled",
        },
        "accepted": {
            "serve": "in_service", "complete": "completed", "not_reached": "not_reached",
            "decline": "declined", "recall": "recalled",
        },
        "in_service": {"complete": "completed", "not_reached": "not_reached", "recall": "recalled"},
        "not_reached": {"accept": "accepted", "recall": "recalled", "complete": "completed"},
        "declined": {},
        "redirected": {},
        "completed": {},
        "recalled": {},
        "expired": {"accept": "accepted", "decline": "declined", "recall": "recalled"},
    }  # fmt: skip
    OPEN_STATES: ClassVar[tuple[str, ...]] = (
        "sent",
        "received",
        "waitlisted",
        "accepted",
        "in_service",
        "not_reached",
    )
    UNANSWERED: ClassVar[tuple[str, ...]] = ("sent", "received")
    KEEP = timedelta(days=5 * 365)
    CALLED = _("referrals")

    code = models.CharField(max_length=8, unique=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.SENT)
    urgency = models.CharField(max_length=12, choices=Urgency.choices)
    need = models.CharField(max_length=20, choices=Need.choices)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+")
    basis = models.ForeignKey(LawfulBasis, null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(db_index=True)
    sent_by = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+")
    respond_by = models.DateTimeField(db_index=True)
    reminded_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(ACCOUNT, null=True, on_delete=models.PROTECT, related_name="+")
    waitlist_position = models.PositiveSmallIntegerField(null=True)
    reason = models.CharField(max_length=24, choices=Reason.choices, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    ended_at = models.DateTimeField(null=True)
    suggested_service = models.ForeignKey(Service, null=True, on_delete=models.PROTECT, related_name="+")
    redirected_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    erasure_asked_at = models.DateTimeField(null=True)
    erasure_confirmed_at = models.DateTimeField(null=True)
    erasure_confirmed_by = models.ForeignKey(ACCOUNT, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(SealedModel.Meta):
        indexes = (
            models.Index(fields=["recipient", "state", "respond_by", "id"], name="referrals_inbox"),
            models.Index(fields=["organisation", "state", "-sent_at", "id"], name="referrals_outbox"),
            models.Index(fields=["organisation", "person"], name="referrals_of_a_person"),
        )


class Snapshot(SealedModel):
    """The fields that the person agreed to, as they were when sent.

    Sealed under a key of its own, which is destroyed when the referral is recalled or the agreement
    withdrawn: nobody can read it from that moment. fields: field name → sentence.
    """

    referral = models.OneToOneField(Referral, on_delete=models.CASCADE, related_name="+")
    fields = SealedField()
    message = SealedField()


class ReferralEvent(SealedModel):
    """One step of a referral, with what was said. See `rules.events` for who reads it how long.

    channel, said_by: how an answer came that was not given from an account, and who gave it.
    """

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="+")
    verb = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.ForeignKey(ACCOUNT, null=True, on_delete=models.PROTECT, related_name="+")
    by_organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=24, blank=True)
    note = SealedField()
    channel = models.CharField(max_length=12, choices=Channel.choices, blank=True)
    said_by = SealedField()

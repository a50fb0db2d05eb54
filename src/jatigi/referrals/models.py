"""Referrals, their snapshots, and what happened to them."""

from datetime import date, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Organisation
from jatigi.cases.codes import Urgency
from jatigi.cases.models import Case
from jatigi.directory.models import Service
from jatigi.kernel.fields import SealedField
from jatigi.kernel.models import OwnedModel, SealedModel
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


class Kind(models.TextChoices):
    """A referral asks for a service and never changes who holds the case; a transfer does, on acceptance (d2)."""

    REFERRAL = "referral", _("referral")
    TRANSFER = "transfer", _("transfer of the case")


class ChosenBy(models.TextChoices):
    """Who chose the service among those that were proposed."""

    PERSON = "person", _("the person")
    NO_CHOICE = "no_choice", _("there was no other")
    SENDER = "sender", _("whoever refers, for the person")


class State(models.TextChoices):
    """The life of a referral. Codebook d2."""

    DRAFT = "draft", _("draft")
    SENT = "sent", _("sent")
    RECEIVED = "received", _("received")
    WAITLISTED = "waitlisted", _("on the waiting list")
    ACCEPTED = "accepted", _("accepted")
    IN_SERVICE = "in_service", _("being served")
    NOT_REACHED = "not_reached", _("person not reached")
    NO_SHOW = "no_show", _("person did not come")
    PERSON_DECLINED = "person_declined", _("declined by the person")
    DECLINED = "declined", _("declined")
    REDIRECTED = "redirected", _("directed to another service")
    COMPLETED = "completed", _("completed")
    TRANSFERRED = "transferred", _("case taken over")
    RECALLED = "recalled", _("taken back")
    WITHDRAWN = "withdrawn", _("withdrawn by the person")
    EXPIRED = "expired", _("expired without an answer")


class Referral(SealedModel):
    """`organisation` asks `recipient` for a service. `key_id` is the person's key, or one of its own where it was sent without one.

    A draft has a code already; its `sent_at` is when it was begun. together: the same for those of a family that were
    sent in one gesture. waitlist_position: 1..n within the service. watch_at: when the next step of `watching.steps` is
    due, None where nobody waits for an answer. proposed: ids of the services that were proposed, the first one first.
    received_case: what the receiver of a transfer holds from then on.
    """

    TRANSITIONS: ClassVar[Transitions] = {
        "draft": {"send": "sent"},
        "sent": {
            "receive": "received", "accept": "accepted", "take_over": "transferred", "waitlist": "waitlisted",
            "decline": "declined", "redirect": "redirected", "person_declines": "person_declined",
            "recall": "recalled", "withdraw": "withdrawn", "expire": "expired",
        },
        "received": {
            "accept": "accepted", "take_over": "transferred", "waitlist": "waitlisted",
            "decline": "declined", "redirect": "redirected", "person_declines": "person_declined",
            "recall": "recalled", "withdraw": "withdrawn", "expire": "expired",
        },
        "waitlisted": {
            "waitlist": "waitlisted", "accept": "accepted", "take_over": "transferred",
            "decline": "declined", "redirect": "redirected", "person_declines": "person_declined",
            "recall": "recalled", "withdraw": "withdrawn",
        },
        "accepted": {
            "serve": "in_service", "complete": "completed", "not_reached": "not_reached", "no_show": "no_show",
            "decline": "declined", "person_declines": "person_declined",
            "recall": "recalled", "withdraw": "withdrawn",
        },
        "in_service": {
            "complete": "completed", "not_reached": "not_reached", "no_show": "no_show",
            "person_declines": "person_declined", "recall": "recalled", "withdraw": "withdrawn",
        },
        "not_reached": {
            "accept": "accepted", "complete": "completed", "person_declines": "person_declined",
            "recall": "recalled", "withdraw": "withdrawn",
        },
        "no_show": {
            "accept": "accepted", "complete": "completed", "person_declines": "person_declined",
            "recall": "recalled", "withdraw": "withdrawn",
        },
        "declined": {},
        "redirected": {},
        "person_declined": {},
        "completed": {},
        "transferred": {},
        "recalled": {},
        "withdrawn": {},
        "expired": {
            "accept": "accepted", "take_over": "transferred", "decline": "declined",
            "person_declines": "person_declined", "recall": "recalled", "withdraw": "withdrawn",
        },
    }  # fmt: skip
    OPEN_STATES: ClassVar[tuple[str, ...]] = (
        "sent",
        "received",
        "waitlisted",
        "accepted",
        "in_service",
        "not_reached",
        "no_show",
    )
    UNANSWERED: ClassVar[tuple[str, ...]] = ("sent", "received")
    KEEP = timedelta(days=5 * 365)
    CALLED = _("referrals")

    code = models.CharField(max_length=8, unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.REFERRAL)
    state = models.CharField(max_length=16, choices=State.choices, default=State.SENT)
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
    sender_told_at = models.DateTimeField(null=True)
    watch_at = models.DateTimeField(null=True)
    watch_step = models.PositiveSmallIntegerField(default=0)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(ACCOUNT, null=True, on_delete=models.PROTECT, related_name="+")
    waitlist_position = models.PositiveSmallIntegerField(null=True)
    reason = models.CharField(max_length=24, choices=Reason.choices, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    ended_at = models.DateTimeField(null=True)
    suggested_service = models.ForeignKey(Service, null=True, on_delete=models.PROTECT, related_name="+")
    redirected_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    together = models.UUIDField(null=True)
    return_on = models.DateField(null=True)
    return_reminded_at = models.DateTimeField(null=True)
    proposed = models.JSONField(default=list)
    chosen_by = models.CharField(max_length=12, choices=ChosenBy.choices, blank=True)
    received_case = models.ForeignKey(Case, null=True, on_delete=models.SET_NULL, related_name="+")
    erasure_asked_at = models.DateTimeField(null=True)
    erasure_confirmed_at = models.DateTimeField(null=True)
    erasure_confirmed_by = models.ForeignKey(ACCOUNT, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(SealedModel.Meta):
        indexes = (
            models.Index(fields=["recipient", "state", "respond_by", "id"], name="referrals_inbox"),
            models.Index(fields=["organisation", "state", "-sent_at", "id"], name="referrals_outbox"),
            models.Index(fields=["organisation", "person"], name="referrals_of_a_person"),
            models.Index(
                fields=["watch_at", "id"],
                condition=models.Q(watch_at__isnull=False),
                name="referrals_to_watch",
            ),
            models.Index(
                fields=["service", "waitlist_position"],
                condition=models.Q(waitlist_position__isnull=False),
                name="referrals_waiting",
            ),
            models.Index(
                fields=["together"], condition=models.Q(together__isnull=False), name="referrals_together"
            ),
            models.Index(
                fields=["return_on", "id"],
                condition=models.Q(return_on__isnull=False, return_reminded_at__isnull=True),
                name="referrals_returning",
            ),
            models.Index(fields=["service", "-sent_at"], name="referrals_of_a_service"),
        )


class Snapshot(SealedModel):
    """The fields that the person agreed to, as they were when sent.

    Sealed under a key of its own, which is destroyed when the referral is recalled or the agreement
    withdrawn: nobody can read it from that moment. fields: field name → sentence; of a draft the names only.
    file: what a transfer hands over besides, as `transfers.file` writes it.
    """

    referral = models.OneToOneField(Referral, on_delete=models.CASCADE, related_name="+")
    fields = SealedField()
    message = SealedField()
    file = SealedField()


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


class Escort(SealedModel):
    """Who accompanies the person, and when they leave. `who`: a name and how to reach them, in words."""

    referral = models.OneToOneField(Referral, on_delete=models.CASCADE, related_name="+")
    who = SealedField()
    leaves_at = models.DateTimeField()
    arrived_at = models.DateTimeField(null=True)
    arrived_noted_by = models.ForeignKey(ACCOUNT, null=True, on_delete=models.PROTECT, related_name="+")
    reminded_at = models.DateTimeField(null=True)

    class Meta(SealedModel.Meta):
        indexes = (
            models.Index(
                fields=["leaves_at", "id"],
                condition=models.Q(arrived_at__isnull=True, reminded_at__isnull=True),
                name="escorts_on_the_way",
            ),
        )


class Duty(OwnedModel):
    """A member answers emergencies for the organisation from one moment to another.

    Kept here and not with the members: it says who answers referrals, and nothing else asks for it.
    """

    KEEP = timedelta(days=2 * 365)
    CALLED = _("desk duties")

    account = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta(OwnedModel.Meta):
        indexes = (models.Index(fields=["organisation", "ends_at", "id"], name="duties_by_end"),)

    def ends(self) -> date | None:
        """Counted from its own end: a rota may be written months ahead."""
        return (self.ends_at + self.KEEP).date()


class Pace(OwnedModel):
    """How fast a service answered lately: only where enough answers are known that they tell of nobody (`pace`)."""

    LASTS_WITH_NODE = True

    service = models.OneToOneField(Service, on_delete=models.CASCADE, related_name="+")
    answers = models.PositiveIntegerField()
    median_hours = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

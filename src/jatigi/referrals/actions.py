"""The life of a referral from the sender's side; the receiving desk's answers and the deadlines are in their own parts."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.cases.codes import CLOCKS, Urgency
from jatigi.cases.models import Case
from jatigi.directory.models import Service
from jatigi.kernel import clock, states
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.codes import free_code
from jatigi.kernel.errors import Conflict, Invalid
from jatigi.kernel.models import DataKey, new_key
from jatigi.kernel.text import NOTE_LENGTH, clean
from jatigi.people.models import Person
from jatigi.protection import grants
from jatigi.referrals import rules, sending
from jatigi.referrals.answering.actions import (
    accept,
    complete,
    confirm_erasure,
    decline,
    not_reached,
    receive,
    redirect,
    serve,
    waitlist,
)
from jatigi.referrals.models import Referral, Snapshot
from jatigi.referrals.story import actions as story
from jatigi.referrals.watching.actions import escalate, expire, remind

__all__ = [
    "accept",
    "attach",
    "complete",
    "confirm_erasure",
    "decline",
    "end_by_sender",
    "escalate",
    "expire",
    "forget",
    "not_reached",
    "recall",
    "receive",
    "redirect",
    "remind",
    "send",
    "serve",
    "waitlist",
    "write",
]

ANSWER_WITHIN_LOW = timedelta(weeks=4)
SNAPSHOT_LASTS = timedelta(days=365)


@creation("referral.send", Referral, allow=rules.may_send, purpose=Purpose.REFERRAL)
def send(
    act: Act,
    *,
    service: UUID,
    urgency: str,
    person: UUID | None = None,
    case: UUID | None = None,
    fields: Sequence[str] = (),
    message: str = "",
    redirected_from: UUID | None = None,
) -> Referral:
    """Ask a service for help, with the ticked fields and no more. Raises `Invalid` where the person did not agree."""
    asked = sending.service_for(act.access, service)
    if urgency not in Urgency.values:
        raise Invalid(urgency=_("Choose how urgent it is."))
    text = clean(message, "message", limit=NOTE_LENGTH, lines=True)
    whom = _person(act, person, case)
    parcel = sending.parcel(act.access, whom, asked, fields, urgency)
    referral = _new(act, asked, urgency, whom, case, redirected_from)
    referral.basis = parcel.basis
    referral.code = free_code(Referral)
    referral.save()
    if referral.redirected_from is not None and referral.redirected_from.state == "expired":
        story.shut(act, referral.redirected_from)
    snapshot = Snapshot(
        organisation_id=act.organisation,
        key_id=new_key(DataKey.Kind.SNAPSHOT, act.organisation),
        referral=referral,
        fields=parcel.fields,
        message=text,
    )
    snapshot.save()
    grants.open_grant(
        act,
        snapshot,
        recipient=referral.recipient_id,
        purpose=Purpose.REFERRAL,
        basis=parcel.basis,
        until=clock.now() + SNAPSHOT_LASTS,
    )
    story.happened(act, referral, "send")
    act.touched("service", "urgency", "fields", "message")
    act.details["fields"] = sorted(parcel.fields)
    act.details["recipient"] = str(referral.recipient_id)
    story.tell_receiver(act, referral, "referral.sent", _("New referral %(code)s") % {"code": referral.code})
    return referral


@action("referral.write", Referral, allow=rules.may_message, purpose=Purpose.REFERRAL)
def write(act: Act, referral: Referral, *, note: str) -> Referral:
    """A word to the other side."""
    if referral.erasure_asked_at is not None:
        raise Conflict(_("This referral was recalled; nothing more can be written."), code="recalled")
    if referral.ended_at is not None:
        raise Conflict(_("This referral is over; nothing more can be written."), code="over")
    text = clean(note, "note", limit=NOTE_LENGTH, needed=True, lines=True)
    story.happened(act, referral, "write", note=text)
    act.touched("note")
    story.tell_other(
        act, referral, "referral.written", _("A message on referral %(code)s") % {"code": referral.code}
    )
    return referral


@action("referral.attach", Referral, allow=rules.may_recall, purpose=Purpose.REFERRAL)
def attach(act: Act, referral: Referral, *, person: UUID) -> Referral:
    """What went out on a code alone was for this person, who is known by now. The receiver learns nothing of it.

    From now on it is in the person's story and case, and ends with them. Raises `Conflict` where it is about somebody.
    """
    if not rules.is_unattached(referral):
        raise Conflict(_("This referral is about somebody already, or was taken back."), code="attached")
    found = _person(act, person, None)
    referral.person = found
    referral.case = (
        Case.objects.visible_to(act.access).filter(person=found, state__in=("open", "closing")).first()
    )
    referral.save()
    story.happened(act, referral, "attach")
    act.touched("person", "case")
    return referral


@action("referral.recall", Referral, allow=rules.may_recall, purpose=Purpose.REFERRAL)
def recall(act: Act, referral: Referral, *, note: str = "") -> Referral:
    """The sender takes it back: the snapshot is unreadable from now on, the receiver is asked to confirm."""
    return end_by_sender(act, referral, "recall", note)


def end_by_sender(act: Act, referral: Referral, cause: str, note: str = "") -> Referral:
    """Recall, withdrawal of agreement, or departure: unreadable at once, in the transaction of `act`.

    A referral that was already over keeps its state; what the receiver still holds is to be destroyed all the same.
    """
    text = clean(note, "note", limit=NOTE_LENGTH, lines=True)
    if cause == "recall" or states.allows(referral, "recall"):
        states.advance(referral, "recall")
        referral.ended_at = act.at
    referral.erasure_asked_at = clock.now()
    referral.save()
    story.happened(act, referral, cause, note=text)
    story.destroy(act, referral)
    act.touched("state", "erasure_asked_at")
    act.reason = act.reason or cause
    story.tell_receiver(
        act,
        referral,
        "referral.recalled",
        _("Referral %(code)s was taken back: please confirm that nothing is kept") % {"code": referral.code},
    )
    return referral


def forget(act: Act, person: UUID) -> None:
    """Within an erasure: what was sent ends, then the referral is cut off from person, case and agreement.

    What is left has a code of its own and is the receiver's to confirm and the month's to count, about nobody.
    """
    for referral in Referral.objects.visible_to(rules.WATCH).filter(person_id=person).select_for_update():
        if referral.erasure_asked_at is None:
            end_by_sender(act, referral, "erased")
        referral.person = referral.case = referral.basis = None
        referral.key_id = new_key(DataKey.Kind.SNAPSHOT, referral.organisation_id)
        referral.save()
        story.cut_off(referral)


def _new(
    act: Act, service: Service, urgency: str, person: Person | None, case: UUID | None, origin: UUID | None
) -> Referral:
    return Referral(
        organisation_id=act.organisation,
        key_id=person.key_id if person else new_key(DataKey.Kind.SNAPSHOT, act.organisation),
        urgency=urgency,
        need=service.need,
        service=service,
        recipient_id=service.organisation_id,
        person=person,
        case_id=case,
        sent_at=act.at,
        sent_by_id=act.signed(),
        respond_by=act.at + (CLOCKS[urgency] or ANSWER_WITHIN_LOW),
        redirected_from=_origin(act, origin, person) if origin else None,
    )


def _origin(act: Act, origin: UUID, person: Person | None) -> Referral:
    """The referral that this one takes up again: our own, about the same person."""
    before = Referral.objects.visible_to(act.access).filter(pk=origin, organisation=act.organisation).first()
    if before is None or before.person_id != (person.pk if person else None):
        raise Invalid(redirected_from=_("This is not an earlier referral of the same person."))
    return before


def _person(act: Act, person: UUID | None, case: UUID | None) -> Person | None:
    if case is not None:
        about = Case.objects.visible_to(act.access).filter(pk=case, state__in=("open", "closing")).first()
        if about is None:
            raise Invalid(case=_("This case is closed or not open to you."))
        if person not in (None, about.person_id):
            raise Invalid(person=_("This is not the person of this case."))
        person = about.person_id
    if person is None:
        return None
    found = Person.objects.visible_to(act.access).filter(pk=person, erased_at=None).first()
    if found is None:
        raise Invalid(person=_("This person is not open to you."))
    return found

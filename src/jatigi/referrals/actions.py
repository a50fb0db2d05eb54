"""The life of a referral, from both sides."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from jatigi.algorithms.codes import new_code
from jatigi.cases.codes import CLOCKS, Urgency
from jatigi.cases.models import Case
from jatigi.directory.models import Service
from jatigi.kernel import clock, hooks, states
from jatigi.kernel.access import Purpose, Role
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.errors import Conflict, Invalid
from jatigi.kernel.models import DataKey, destroy_keys, new_key
from jatigi.kernel.text import NOTE_LENGTH, clean
from jatigi.people.models import Person
from jatigi.protection import grants
from jatigi.referrals import rules, sending
from jatigi.referrals.models import Outcome, Reason, Referral, ReferralEvent, Snapshot

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
    _save_with_code(referral)
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
    _happened(act, referral, "send")
    act.touched("service", "urgency", "fields", "message")
    act.details["fields"] = sorted(parcel.fields)
    act.details["recipient"] = str(referral.recipient_id)
    _tell_receiver(act, referral, "referral.sent", _("New referral %(code)s") % {"code": referral.code})
    return referral


@action("referral.receive", Referral, allow=rules.may_answer, purpose=Purpose.REFERRAL)
def receive(act: Act, referral: Referral) -> Referral:
    """The desk has it and will answer."""
    return _answer(act, referral, "receive", answered=False)


@action("referral.accept", Referral, allow=rules.may_answer, purpose=Purpose.REFERRAL)
def accept(act: Act, referral: Referral, *, note: str = "") -> Referral:
    """The person can come."""
    return _answer(act, referral, "accept", note=note)


@action("referral.waitlist", Referral, allow=rules.may_answer, purpose=Purpose.REFERRAL)
def waitlist(act: Act, referral: Referral, *, position: int, note: str = "") -> Referral:
    """Later: the person's place on the list."""
    if not 1 <= position <= 9999:
        raise Invalid(position=_("A place on the list is a number from 1."))
    referral.waitlist_position = position
    return _answer(act, referral, "waitlist", note=note)


@action("referral.decline", Referral, allow=rules.may_answer, purpose=Purpose.REFERRAL)
def decline(act: Act, referral: Referral, *, reason: str, note: str = "") -> Referral:
    """No, and why: a code, so that one can count why help is refused."""
    _set_reason(referral, reason)
    return _end(act, _answer(act, referral, "decline", note=note, reason=reason))


@action("referral.redirect", Referral, allow=rules.may_answer, purpose=Purpose.REFERRAL)
def redirect(act: Act, referral: Referral, *, service: UUID, reason: str, note: str = "") -> Referral:
    """Another service fits better. The sender asks the person and sends it there: nothing is passed on from here."""
    better = Service.objects.visible_to(act.access).filter(pk=service, state="active").first()
    if better is None or better.pk == referral.service_id:
        raise Invalid(service=_("Choose another service that is open."))
    referral.suggested_service = better
    _set_reason(referral, reason)
    return _end(act, _answer(act, referral, "redirect", note=note, reason=reason))


@action("referral.serve", Referral, allow=rules.may_answer, purpose=Purpose.REFERRAL)
def serve(act: Act, referral: Referral, *, note: str = "") -> Referral:
    """The person came and is being served."""
    return _answer(act, referral, "serve", note=note)


@action("referral.not_reached", Referral, allow=rules.may_answer, purpose=Purpose.REFERRAL)
def not_reached(act: Act, referral: Referral, *, note: str = "") -> Referral:
    """The person did not come and could not be reached."""
    return _answer(act, referral, "not_reached", note=note)


@action("referral.complete", Referral, allow=rules.may_answer, purpose=Purpose.REFERRAL)
def complete(act: Act, referral: Referral, *, outcome: str, note: str = "") -> Referral:
    """Done, with its outcome. The receiver keeps its own record; the window on ours closes."""
    if outcome not in Outcome.values:
        raise Invalid(outcome=_("Say what came of it."))
    referral.outcome = outcome
    return _end(act, _answer(act, referral, "complete", note=note))


@action("referral.write", Referral, allow=rules.may_message, purpose=Purpose.REFERRAL)
def write(act: Act, referral: Referral, *, note: str) -> Referral:
    """A word to the other side."""
    if referral.erasure_asked_at is not None:
        raise Conflict(_("This referral was recalled; nothing more can be written."), code="recalled")
    text = clean(note, "note", limit=NOTE_LENGTH, needed=True, lines=True)
    _happened(act, referral, "write", note=text)
    act.touched("note")
    _tell_other(
        act, referral, "referral.written", _("A message on referral %(code)s") % {"code": referral.code}
    )
    return referral


@action("referral.recall", Referral, allow=rules.may_recall, purpose=Purpose.REFERRAL)
def recall(act: Act, referral: Referral, *, note: str = "") -> Referral:
    """The sender takes it back: the snapshot is unreadable from now on, the receiver is asked to confirm."""
    return end_by_sender(act, referral, "recall", note)


@action("referral.confirm_erasure", Referral, allow=rules.may_answer, purpose=Purpose.REFERRAL)
def confirm_erasure(act: Act, referral: Referral) -> Referral:
    """The receiver keeps nothing of it: paper, notes, messages are destroyed."""
    if referral.erasure_asked_at is None or referral.erasure_confirmed_at is not None:
        raise Conflict(_("Nothing is waiting to be confirmed here."), code="not_asked")
    referral.erasure_confirmed_at = clock.now()
    referral.erasure_confirmed_by_id = act.account
    referral.save()
    act.touched("erasure_confirmed_at")
    _happened(act, referral, "confirm_erasure")
    _tell_sender(
        act,
        referral,
        "referral.erased",
        _("Referral %(code)s: the receiver destroyed what it held") % {"code": referral.code},
    )
    return referral


@action("referral.remind", Referral, allow=rules.may_watch, internal=True)
def remind(act: Act, referral: Referral) -> Referral:
    """Half of the time to answer is over: the desk is reminded, once."""
    referral.reminded_at = clock.now()
    referral.save()
    act.touched("reminded_at")
    _tell_receiver(
        act,
        referral,
        "referral.reminder",
        _("Referral %(code)s waits for an answer") % {"code": referral.code},
    )
    return referral


@action("referral.escalate", Referral, allow=rules.may_watch, internal=True)
def escalate(act: Act, referral: Referral) -> Referral:
    """The time to answer is over: the supervisors of both sides know it the same day."""
    referral.escalated_at = clock.now()
    referral.save()
    act.touched("escalated_at")
    text = _("Referral %(code)s has no answer in time") % {"code": referral.code}
    for side in (referral.recipient_id, referral.organisation_id):
        _tell(act, referral, "referral.overdue", text, side, frozenset({Role.SUPERVISOR}))
    return referral


@action("referral.expire", Referral, allow=rules.may_watch, internal=True)
def expire(act: Act, referral: Referral) -> Referral:
    """Nobody answered twice the time given: the sender looks for another service. A late answer still counts."""
    states.advance(referral, "expire")
    referral.save()
    act.touched("state")
    _happened(act, referral, "expire")
    _tell_sender(
        act, referral, "referral.expired", _("Referral %(code)s was never answered") % {"code": referral.code}
    )
    return referral


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
    _happened(act, referral, cause, note=text)
    _close_snapshot(act, referral)
    act.touched("state", "erasure_asked_at")
    act.reason = act.reason or cause
    _tell_receiver(
        act,
        referral,
        "referral.recalled",
        _("Referral %(code)s was taken back: please confirm that nothing is kept") % {"code": referral.code},
    )
    return referral


def _answer(
    act: Act, referral: Referral, verb: str, *, note: str = "", reason: str = "", answered: bool = True
) -> Referral:
    text = clean(note, "note", limit=NOTE_LENGTH, lines=True)
    try:
        states.advance(referral, verb)
    except Conflict as conflict:
        raise Conflict(_who_answered(referral), code=conflict.code) from None
    if answered:
        referral.answered_at = act.at
        referral.answered_by_id = act.account
    referral.save()
    _happened(act, referral, verb, note=text, reason=reason)
    act.touched("state")
    act.reason = reason
    _tell_sender(act, referral, f"referral.{verb}", _("Referral %(code)s: %(state)s") % {
        "code": referral.code, "state": referral.get_state_display().lower(),
    })  # fmt: skip
    return referral


def _who_answered(referral: Referral) -> str:
    """Tells the second of two people who answered first."""
    if referral.answered_by is None or referral.answered_at is None:
        return str(_("This referral is now: %(state)s.") % {"state": referral.get_state_display().lower()})
    return str(
        _("%(who)s already answered on %(when)s: %(state)s.")
        % {
            "who": referral.answered_by.full_name,
            "when": date_format(localtime(referral.answered_at), "SHORT_DATETIME_FORMAT"),
            "state": referral.get_state_display().lower(),
        }
    )


def _end(act: Act, referral: Referral) -> Referral:
    referral.ended_at = act.at
    referral.save()
    snapshot = Snapshot.objects.visible_to(rules.WATCH).filter(referral=referral).first()
    if snapshot is not None:
        grants.end_grants(act, snapshot)
    return referral


def _close_snapshot(act: Act, referral: Referral) -> None:
    snapshot = Snapshot.objects.visible_to(rules.WATCH).filter(referral=referral).first()
    if snapshot is None:
        return
    grants.end_grants(act, snapshot)
    snapshot.fields = snapshot.message = None
    snapshot.save()
    destroy_keys([snapshot.key_id])


def _new(
    act: Act, service: Service, urgency: str, person: Person | None, case: UUID | None, origin: UUID | None
) -> Referral:
    before = Referral.objects.visible_to(act.access).filter(pk=origin).first() if origin else None
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
        redirected_from=before,
    )


def _save_with_code(referral: Referral) -> None:
    while True:
        referral.code = new_code()
        try:
            with transaction.atomic():
                referral.save()
        except IntegrityError:
            if not Referral.objects.visible_to(rules.WATCH).filter(code=referral.code).exists():
                raise
        else:
            return


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


def _set_reason(referral: Referral, reason: str) -> None:
    if reason not in Reason.values:
        raise Invalid(reason=_("Choose a reason from the list."))
    referral.reason = reason


def _happened(act: Act, referral: Referral, verb: str, *, note: str = "", reason: str = "") -> None:
    ReferralEvent(
        organisation_id=referral.organisation_id,
        key_id=referral.key_id,
        referral=referral,
        verb=verb,
        at=act.at,
        by_id=act.account,
        by_organisation_id=act.access.organisation,
        reason=reason,
        note=note or None,
    ).save()


def _tell_receiver(act: Act, referral: Referral, kind: str, text: object) -> None:
    _tell(act, referral, kind, text, referral.recipient_id, frozenset(rules.ANSWERERS))


def _tell_sender(act: Act, referral: Referral, kind: str, text: object) -> None:
    url = reverse("referrals:detail", args=[referral.pk])
    act.tell(
        hooks.Notice(kind, str(text), url, organisation=referral.organisation_id, account=referral.sent_by_id)
    )


def _tell_other(act: Act, referral: Referral, kind: str, text: object) -> None:
    if act.access.organisation == referral.organisation_id:
        _tell_receiver(act, referral, kind, text)
    else:
        _tell_sender(act, referral, kind, text)


def _tell(
    act: Act, referral: Referral, kind: str, text: object, organisation: UUID, roles: frozenset[str]
) -> None:
    act.tell(
        hooks.Notice(
            kind, str(text), reverse("referrals:detail", args=[referral.pk]), organisation=organisation,
            roles=roles, urgent=referral.urgency == Urgency.IMMEDIATE,
        )
    )  # fmt: skip

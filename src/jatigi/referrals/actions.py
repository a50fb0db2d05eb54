"""The life of a referral from the sender's side; the receiving desk's answers and the deadlines are in their own parts."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.cases.models import Case
from jatigi.kernel import clock, states
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action
from jatigi.kernel.errors import Conflict
from jatigi.kernel.models import DataKey, new_key
from jatigi.kernel.text import NOTE_LENGTH, clean
from jatigi.referrals import rules
from jatigi.referrals.answering.actions import (
    accept,
    complete,
    confirm_erasure,
    decline,
    no_show,
    not_reached,
    person_declines,
    receive,
    redirect,
    serve,
    waitlist,
)
from jatigi.referrals.drafting.actions import discard, draft, redraft, send_draft
from jatigi.referrals.escorts.actions import accompany, agree_return, arrive, miss_arrival, remind_return
from jatigi.referrals.imports.actions import import_referrals
from jatigi.referrals.models import Referral, Snapshot, State
from jatigi.referrals.outgoing.actions import find_person, send, send_together
from jatigi.referrals.passing.actions import send_on
from jatigi.referrals.steps import actions as steps
from jatigi.referrals.story import actions as story
from jatigi.referrals.watching.actions import escalate, expire, remind, tell_sender

__all__ = [
    "accept",
    "accompany",
    "agree_return",
    "arrive",
    "attach",
    "complete",
    "confirm_erasure",
    "decline",
    "discard",
    "draft",
    "end_by_sender",
    "escalate",
    "expire",
    "forget",
    "import_referrals",
    "miss_arrival",
    "no_show",
    "not_reached",
    "person_declines",
    "recall",
    "receive",
    "redirect",
    "redraft",
    "remind",
    "remind_return",
    "send",
    "send_draft",
    "send_on",
    "send_together",
    "serve",
    "tell_sender",
    "waitlist",
    "withdraw",
    "write",
]


@action("referral.write", Referral, allow=rules.may_message, purpose=Purpose.REFERRAL)
def write(act: Act, referral: Referral, *, note: str) -> Referral:
    """A word to the other side."""
    if referral.state == State.DRAFT:
        raise Conflict(_("This is a draft: it was sent to nobody yet."), code="not_from_draft")
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
    found = find_person(act, person, None)
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


@action("referral.withdraw", Referral, allow=rules.may_recall, purpose=Purpose.REFERRAL)
def withdraw(act: Act, referral: Referral, *, note: str = "") -> Referral:
    """The person does not want it any more: as unreadable as after a recall."""
    return end_by_sender(act, referral, "withdraw", note)


OF_THE_PERSON = ("withdraw", "withdrawn")


def end_by_sender(act: Act, referral: Referral, cause: str, note: str = "") -> Referral:
    """Recall, the person's withdrawal, or departure: unreadable at once, in the transaction of `act`.

    A referral that was already over keeps its state; what the receiver still holds is to be destroyed all the same.
    What was taken over is the receiver's own file by now: only what was sent is destroyed.
    """
    text = clean(note, "note", limit=NOTE_LENGTH, lines=True)
    verb = "withdraw" if cause in OF_THE_PERSON else "recall"
    if cause == verb or states.allows(referral, verb):
        steps.advance(referral, verb)
        referral.ended_at = act.at
    if referral.state == State.TRANSFERRED:
        story.destroy(act, referral)
        return referral
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
    about = Referral.objects.visible_to(rules.WATCH).filter(person_id=person)
    drafts = about.filter(state=State.DRAFT)
    Snapshot.objects.visible_to(rules.WATCH).filter(referral__in=drafts).delete()
    drafts.delete()
    for referral in about.select_for_update():
        if referral.erasure_asked_at is None:
            end_by_sender(act, referral, "erased")
        referral.person = referral.case = referral.basis = None
        referral.key_id = new_key(DataKey.Kind.SNAPSHOT, referral.organisation_id)
        referral.save()
        story.cut_off(referral)

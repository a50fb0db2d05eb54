"""What the receiving desk answers.

Every answer may say in which state its author saw the referral (`was`): of two people answering at the
same moment exactly one wins, and the other is told who answered.
"""

from datetime import datetime
from uuid import UUID

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from jatigi.directory.models import Service
from jatigi.kernel import clock
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action, not_before
from jatigi.kernel.errors import Conflict, Invalid
from jatigi.kernel.text import NOTE_LENGTH, clean
from jatigi.referrals import rules
from jatigi.referrals.models import Kind, Outcome, Reason, Referral
from jatigi.referrals.steps import actions as steps
from jatigi.referrals.story import actions as story
from jatigi.referrals.transfers import actions as transfers

LONGEST_LIST = 9999
COMES_TO = frozenset({"decline", "redirect", "not_reached", "no_show", "person_declines", "complete"})
"""Answers after which the sender's case goes on."""


@action("referral.receive", Referral, allow=rules.may_answer, purpose=Purpose.REFERRAL)
def receive(act: Act, referral: Referral, *, was: str = "") -> Referral:
    """The desk has it and will answer."""
    return _answer(act, referral, "receive", was, answered=False)


@action("referral.accept", Referral, allow=rules.may_answer, purpose=Purpose.REFERRAL)
def accept(act: Act, referral: Referral, *, note: str = "", was: str = "") -> Referral:
    """The person can come. A transfer: the case is the receiver's from now on, with the file that was agreed."""
    if referral.kind != Kind.TRANSFER:
        return _answer(act, referral, "accept", was, note=note)
    if act.account is None or act.access.organisation != referral.recipient_id:
        raise Conflict(
            _(
                "A case is taken over by somebody who works there, with an account: neither by telephone nor by a link."
            ),
            code="needs_account",
        )
    done = _answer(act, referral, "take_over", was, note=note)
    transfers.take_over(act, done)
    return _end(act, done)


@action("referral.waitlist", Referral, allow=rules.may_answer, purpose=Purpose.REFERRAL)
def waitlist(
    act: Act, referral: Referral, *, position: int | None = None, note: str = "", was: str = ""
) -> Referral:
    """Later: the person's place on the list of the service, the last one where none is said or it lies behind the end.

    Those behind make room; when somebody leaves they move up. Asked again it moves them.
    """
    if position is not None and not 1 <= position <= LONGEST_LIST:
        raise Invalid(position=_("A place on the list is a number from 1."))
    done = _answer(act, referral, "waitlist", was, note=note)
    steps.take_place(done, position)
    done.save()
    act.touched("waitlist_position")
    return done


@action("referral.decline", Referral, allow=rules.may_answer, purpose=Purpose.REFERRAL)
def decline(act: Act, referral: Referral, *, reason: str, note: str = "", was: str = "") -> Referral:
    """No, and why: a code, so that one can count why help is refused."""
    _set_reason(referral, reason)
    return _end(act, _answer(act, referral, "decline", was, note=note, reason=reason))


@action("referral.redirect", Referral, allow=rules.may_answer, purpose=Purpose.REFERRAL)
def redirect(
    act: Act, referral: Referral, *, service: UUID, reason: str, note: str = "", was: str = ""
) -> Referral:
    """Another service fits better. The sender asks the person and sends it there: nothing is passed on from here."""
    better = Service.objects.visible_to(act.access).filter(pk=service, state="active").first()
    if better is None or better.pk == referral.service_id:
        raise Invalid(service=_("Choose another service that is open."))
    referral.suggested_service = better
    _set_reason(referral, reason)
    return _end(act, _answer(act, referral, "redirect", was, note=note, reason=reason))


@action("referral.serve", Referral, allow=rules.may_answer, purpose=Purpose.REFERRAL)
def serve(act: Act, referral: Referral, *, note: str = "", was: str = "") -> Referral:
    """The person came and is being served."""
    return _answer(act, referral, "serve", was, note=note)


@action("referral.not_reached", Referral, allow=rules.may_answer, purpose=Purpose.REFERRAL)
def not_reached(act: Act, referral: Referral, *, note: str = "", was: str = "") -> Referral:
    """The person did not come and could not be reached."""
    return _answer(act, referral, "not_reached", was, note=note)


@action("referral.no_show", Referral, allow=rules.may_answer, purpose=Purpose.REFERRAL)
def no_show(act: Act, referral: Referral, *, note: str = "", was: str = "") -> Referral:
    """The person was expected and did not come."""
    return _answer(act, referral, "no_show", was, note=note)


@action("referral.person_declines", Referral, allow=rules.may_answer, purpose=Purpose.REFERRAL)
def person_declines(act: Act, referral: Referral, *, note: str = "", was: str = "") -> Referral:
    """The person told the service that they do not want it."""
    referral.reason = Reason.DECLINED_BY_PERSON
    return _end(act, _answer(act, referral, "person_declines", was, note=note, reason=referral.reason))


@action("referral.complete", Referral, allow=rules.may_answer, purpose=Purpose.REFERRAL)
def complete(act: Act, referral: Referral, *, outcome: str, note: str = "", was: str = "") -> Referral:
    """Done, with its outcome. The receiver keeps its own record; the window on ours closes."""
    if outcome not in Outcome.values:
        raise Invalid(outcome=_("Say what came of it."))
    referral.outcome = outcome
    return _end(act, _answer(act, referral, "complete", was, note=note))


@action("referral.confirm_erasure", Referral, allow=rules.may_answer, purpose=Purpose.REFERRAL)
def confirm_erasure(act: Act, referral: Referral) -> Referral:
    """The receiver keeps nothing of it: paper, notes, messages are destroyed."""
    if referral.erasure_asked_at is None or referral.erasure_confirmed_at is not None:
        raise Conflict(_("Nothing is waiting to be confirmed here."), code="not_asked")
    referral.erasure_confirmed_at = clock.now()
    referral.erasure_confirmed_by_id = act.account
    referral.save()
    act.touched("erasure_confirmed_at")
    story.happened(act, referral, "confirm_erasure")
    text = _("Referral %(code)s: the receiver destroyed what it held") % {"code": referral.code}
    story.tell_sender(act, referral, "referral.erased", text)
    return referral


def _answer(
    act: Act,
    referral: Referral,
    verb: str,
    was: str,
    *,
    note: str = "",
    reason: str = "",
    answered: bool = True,
) -> Referral:
    text = clean(note, "note", limit=NOTE_LENGTH, lines=True)
    not_before(act, referral.sent_at)
    _advance(referral, verb, was)
    if answered:
        referral.answered_at = act.at
        referral.answered_by_id = act.account
    referral.save()
    story.happened(act, referral, verb, note=text, reason=reason)
    act.touched("state")
    act.reason = reason
    said = {"code": referral.code, "state": referral.get_state_display()}
    if verb in COMES_TO:
        story.follow_in_case(act, referral)
    story.tell_sender(act, referral, f"referral.{verb}", _("Referral %(code)s: %(state)s") % said)
    return referral


def _advance(referral: Referral, verb: str, was: str) -> None:
    if was and was != referral.state:
        raise Conflict(_who_answered(referral), code="answered_meanwhile")
    try:
        steps.advance(referral, verb)
    except Conflict as conflict:
        raise Conflict(_who_answered(referral), code=conflict.code) from None


def _who_answered(referral: Referral) -> str:
    """Tells the second of two people who answered first; and whoever answers too late that the sender took it back."""
    if referral.erasure_asked_at is not None:
        return _taken_back(referral, referral.erasure_asked_at)
    if referral.answered_by is None or referral.answered_at is None:
        return str(_("This referral is now: %(state)s.") % {"state": referral.get_state_display()})
    return str(
        _("%(who)s already answered on %(when)s: %(state)s.")
        % {
            "who": referral.answered_by.full_name,
            "when": _moment(referral.answered_at),
            "state": referral.get_state_display(),
        }
    )


def _taken_back(referral: Referral, when: datetime) -> str:
    said = {"organisation": referral.organisation.short, "when": _moment(when)}
    return str(
        _("This referral was taken back on %(when)s (%(organisation)s): it can no longer be answered.") % said
    )


def _moment(when: datetime) -> str:
    return date_format(localtime(when), "SHORT_DATETIME_FORMAT")


def _end(act: Act, referral: Referral) -> Referral:
    referral.ended_at = act.at
    referral.save()
    story.shut(act, referral)
    return referral


def _set_reason(referral: Referral, reason: str) -> None:
    if reason not in Reason.values:
        raise Invalid(reason=_("Choose a reason from the list."))
    referral.reason = reason

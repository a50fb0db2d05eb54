"""Every change by, or for, somebody who answers without an account."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.agencies import judging
from jatigi.kernel import clock, states
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, Action, action
from jatigi.kernel.errors import Conflict, Invalid, NotFound
from jatigi.kernel.models import shared_key
from jatigi.kernel.text import clean_name
from jatigi.referrals import actions as referrals
from jatigi.referrals import rules as sides
from jatigi.referrals.guests import rules, secrets
from jatigi.referrals.guests.codes import AFTERWARDS, BUTTONS, FINAL, SHORTEST, Said
from jatigi.referrals.guests.models import Channel, GuestLink, Slip
from jatigi.referrals.models import Referral, ReferralEvent
from jatigi.referrals.story import actions as story

REFERRAL = Purpose.REFERRAL


# The sender


@action("guest.invite", Referral, allow=rules.may_note_answer, purpose=REFERRAL)
def invite(act: Act, referral: Referral, *, to: str = "") -> GuestLink:
    """A one-time link and the code that opens it, in the attributes `token` and `spoken` this once.

    Those made before for the same referral open nothing any more. Raises `Conflict` where the service has a desk of
    its own, or nothing can be answered any more.
    """
    _must_be_answerable(referral)
    if rules.has_desk(referral):
        raise Conflict(_("This organisation answers here with its own accounts."), code="has_desk")
    for before in _links(act, referral).filter(withdrawn_at=None):
        _withdraw(before)
    token, spoken = secrets.new_token(32), secrets.new_spoken()
    link = GuestLink(
        organisation_id=referral.organisation_id,
        key_id=shared_key(referral.organisation_id),
        referral=referral,
        token_hash=secrets.token_hash(token),
        to=judging.email(to) or None,
        made_at=clock.now(),
        made_by_id=act.signed(),
        expires_at=max(referral.respond_by, clock.now() + SHORTEST),
    )
    link.code_hash = secrets.code_hash(link.pk, spoken)
    link.save()
    link.token, link.spoken = token, spoken  # type: ignore[attr-defined]
    act.touched("to")
    act.details["link"] = str(link.pk)
    return link


@action("guest.withdraw", GuestLink, allow=rules.may_withdraw, purpose=REFERRAL)
def withdraw(act: Act, link: GuestLink) -> GuestLink:
    """Nobody can open it any more, nor read on in the browser in which it was open."""
    if link.withdrawn_at is None:
        _withdraw(link)
        act.touched("withdrawn_at")
    return link


@action("referral.print_slip", Referral, allow=rules.may_note_answer, purpose=REFERRAL)
def print_slip(act: Act, referral: Referral) -> Slip:
    """A sheet with an answer slip is printed; the code on the slip in the attribute `code` this once."""
    _must_be_answerable(referral)
    code = secrets.new_spoken()
    slip = Slip(
        organisation_id=referral.organisation_id,
        referral=referral,
        code_hash=secrets.slip_hash(code),
        printed_at=clock.now(),
        printed_by_id=act.signed(),
    )
    slip.save()
    slip.code = code  # type: ignore[attr-defined]
    act.details["slip"] = str(slip.pk)
    return slip


@action("referral.answer_by_phone", Referral, allow=rules.may_note_answer, purpose=REFERRAL)
def answer_by_phone(
    act: Act,
    referral: Referral,
    *,
    said: str,
    who: str,
    note: str = "",
    reason: str = "",
    outcome: str = "",
    slip: UUID | None = None,
    was: str = "",
) -> Referral:
    """The sender writes down what somebody at the service said. `who`: their name; `slip`: whose code they read out."""
    if said not in Said.values:
        raise Invalid(said=_("Choose what they answered."))
    name = clean_name(who, "who", needed=True)
    proven = slip is not None and _slips(act, referral).filter(pk=slip).exists()
    if slip is not None and not proven:
        raise NotFound
    if said == Said.SERVE and not states.allows(referral, "serve"):
        _give(act, referral, "accept", name, proven)
    _give(act, referral, said, name, proven, note=note, reason=reason, outcome=outcome, was=was)
    if said in FINAL:
        _answered(act, referral)
    act.notices[:] = [notice for notice in act.notices if notice.account != act.account]
    text = _("An answer to referral %(code)s that was given by telephone was noted") % {"code": referral.code}
    story.tell_receiver(act, referral, "referral.by_phone", text)
    act.touched("said_by")
    return referral


# Whoever follows the link


@action("guest.open", GuestLink, allow=rules.may_open, purpose=REFERRAL, internal=True)
def open_link(act: Act, link: GuestLink, *, code: str, browser: str) -> str:
    """Say the code in a browser: "open", "wrong" or "elsewhere". The first browser to say it is the only one that reads.

    What was found is journalled whatever it is; after `GuestLink.WRONG_AT_MOST` wrong codes the link is dead.
    """
    right = secrets.is_code(link, code)
    if link.browser_hash is not None and not secrets.is_bound_to(link, browser):
        return _elsewhere(act, link)
    if not link.is_live(clock.now()):
        raise NotFound
    if not right:
        return _wrong(act, link)
    if link.browser_hash is None:
        link.browser_hash, link.opened_at = secrets.browser_hash(link.pk, browser), clock.now()
        link.save()
        act.touched("browser")
    return "open"


@action("guest.notice_elsewhere", GuestLink, allow=rules.may_open, purpose=REFERRAL, internal=True)
def notice_elsewhere(act: Act, link: GuestLink) -> str:
    """Somebody follows a link that is open in another browser: it was passed on. The sender is told, once."""
    return _elsewhere(act, link)


@action("guest.answer", Referral, allow=rules.is_guest, purpose=REFERRAL, internal=True)
def answer(
    act: Act,
    referral: Referral,
    *,
    verb: str,
    who: str = "",
    note: str = "",
    reason: str = "",
    was: str = "",
) -> Referral:
    """What a guest answers. An answer closes what was sent, in the same transaction. Raises `Conflict` once it is over."""
    link = _links(act, referral).select_for_update(of=("self",)).get(pk=act.access.guest)
    offered = AFTERWARDS if link.answered_at else tuple(BUTTONS)
    if not link.is_live(clock.now()) or verb not in offered:
        raise Conflict(_("This link takes no answer any more."), code="link_over")
    name = clean_name(who, "who", needed=verb in FINAL)
    if verb == "serve" and not states.allows(referral, "serve"):
        _give(act, referral, "accept", name, channel=Channel.LINK)
    _give(act, referral, verb, name, channel=Channel.LINK, note=note, reason=reason, was=was)
    if verb in FINAL:
        _answered(act, referral)
    act.details["link"] = str(link.pk)
    return referral


DESK: dict[str, Action[..., Any]] = {
    "receive": referrals.receive,
    "accept": referrals.accept,
    "decline": referrals.decline,
    "serve": referrals.serve,
    "not_reached": referrals.not_reached,
    "complete": referrals.complete,
    "confirm_erasure": referrals.confirm_erasure,
    "write": referrals.write,
}
"""What the desk of a service does with an account, and is done here in its place."""
TAKES = {
    "receive": ("was",),
    "decline": ("note", "reason", "was"),
    "complete": ("note", "outcome", "was"),
    "confirm_erasure": (),
    "write": ("note",),
}
USUALLY = ("note", "was")


def _give(
    act: Act,
    referral: Referral,
    verb: str,
    name: str,
    proven: bool = False,
    *,
    channel: str = "",
    **values: str,
) -> None:
    """The desk's own answer, for somebody who has none; the step says how it came and who said it."""
    if verb == "receive" and referral.state == "received":
        return
    wanted = {key: values.get(key, "") for key in TAKES.get(verb, USUALLY)}
    DESK[verb].body(act, referral, **wanted)
    _sign(act, referral, verb, name, channel or (Channel.SLIP if proven else Channel.TELEPHONE))


def _sign(act: Act, referral: Referral, verb: str, name: str, channel: str) -> None:
    steps = ReferralEvent.objects.visible_to(act.access).filter(referral=referral, verb=verb)
    step = steps.order_by("-entered_at").first()
    if step is not None:
        step.channel, step.said_by = channel, name or None
        step.save()


def _answered(act: Act, referral: Referral) -> None:
    """No window remains: neither for the link nor for whoever gets an account at the service later."""
    now = clock.now()
    if not rules.has_desk(referral):
        story.shut(act, referral)
    for link in _links(act, referral).filter(withdrawn_at=None):
        link.answered_at = link.answered_at or now
        over = referral.state not in ("accepted", "waitlisted")
        link.expires_at = now if over else max(link.expires_at, now + GuestLink.REPORT_WITHIN)
        link.save()


def _elsewhere(act: Act, link: GuestLink) -> str:
    act.reason = "elsewhere"
    if link.elsewhere_at is None:
        link.elsewhere_at = clock.now()
        link.save()
        _tell(act, link, "guest.elsewhere", _("The link to referral %(code)s was opened in a second place"))
    return "elsewhere"


def _wrong(act: Act, link: GuestLink) -> str:
    act.reason = "wrong_code"
    link.wrong += 1
    if link.wrong >= GuestLink.WRONG_AT_MOST:
        link.withdrawn_at = clock.now()
        _tell(act, link, "guest.guessed", _("The link to referral %(code)s was closed: too many wrong codes"))
    link.save()
    return "wrong"


def _tell(act: Act, link: GuestLink, kind: str, text: Any) -> None:
    referral = rules.asked_of(link)
    story.tell_sender(act, referral, kind, text % {"code": referral.code})


def _links(act: Act, referral: Referral) -> Any:
    access = sides.GUESTS if act.access.guest else act.access
    return GuestLink.objects.visible_to(access).filter(referral=referral)


def _slips(act: Act, referral: Referral) -> Any:
    return Slip.objects.visible_to(act.access).filter(referral=referral)


def _withdraw(link: GuestLink) -> None:
    link.withdrawn_at = clock.now()
    link.save()


def _must_be_answerable(referral: Referral) -> None:
    if referral.erasure_asked_at is not None or referral.ended_at is not None:
        raise Conflict(_("This referral is over: nothing of it is answered any more."), code="over")
    if not any(states.allows(referral, verb) for verb in DESK):
        raise Conflict(_("This referral is over: nothing of it is answered any more."), code="over")

"""What opens without an account: the link, its code, what was sent, and the answer.

The secret of the link stands behind the # of its address and reaches the node in the body of a form only. What was sent
is shown to the first browser in which the code was said, and closes with the answer.
"""

import secrets as random
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from jatigi.agencies import throttle
from jatigi.kernel import clock, reading
from jatigi.kernel.errors import Conflict, JatigiError, NotFound
from jatigi.kernel.http import Request, intent, perform, public
from jatigi.referrals import actions as referrals
from jatigi.referrals import pages
from jatigi.referrals import rules as sides
from jatigi.referrals.codes import TONES
from jatigi.referrals.guests import actions, rules, secrets
from jatigi.referrals.guests.codes import AFTERWARDS, BUTTONS
from jatigi.referrals.guests.forms import GUEST_FORMS, SpokenForm, TokenForm
from jatigi.referrals.guests.models import GuestLink
from jatigi.referrals.models import Referral, Snapshot

View = Callable[..., HttpResponse]


class Slow(JatigiError):
    """Too many tries from one place or of one link."""

    code = "too_many_tries"
    status = 429


def known(view: View) -> View:
    """Gives the browser its secret, before anything is said in it."""

    @wraps(view)
    def remembering(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        if not secrets.browser_of(request):
            secrets.remember(answer, random.token_urlsafe(32))
        return answer

    return remembering


@never_cache
@public()
@known
def start(request: Request) -> HttpResponse:
    """The link, then the code. Nothing here says who asks, for whom, or whether a link ever existed."""
    if request.method != "POST":
        return _ask_for_link(request, TokenForm())
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _ask_for_link(request, form, status=422)
    browser = secrets.browser_of(request)
    if not browser:
        form.add_error(
            None, _("Your browser keeps no cookies. Allow them for this page, then open the link again.")
        )
        return _ask_for_link(request, form, status=422)
    link = _with_token(request, form.cleaned_data["token"])
    if link is None or (not link.is_live(clock.now()) and not secrets.is_bound_to(link, browser)):
        return closed(request)
    if link.browser_hash is not None:
        return _again(request, link, browser)
    return _say(request, link, form.cleaned_data["token"], browser)


def _ask_for_link(request: Request, form: TokenForm, status: int = 200) -> HttpResponse:
    return render(request, "referrals/guests/start.html", {"form": form}, status=status)


def _with_token(request: Request, token: str) -> GuestLink | None:
    """The link; only what nobody has counts as a try, so that whoever holds one is never kept out by a neighbour's guesses."""
    found = GuestLink.objects.visible_to(sides.GUESTS).filter(token_hash=secrets.token_hash(token)).first()
    if found is None:
        _count(request)
    return found


def _count(request: Request) -> None:
    if throttle.secret_try(request) is None:
        raise Slow(_("Too many tries from here. Wait a quarter of an hour, or telephone."))


def _again(request: Request, link: GuestLink, browser: str) -> HttpResponse:
    """The link is followed once more: in its browser it leads on, anywhere else it was passed on."""
    if secrets.is_bound_to(link, browser):
        return _lead_on(link)
    return _elsewhere(request, link)


def _elsewhere(request: Request, link: GuestLink) -> HttpResponse:
    if throttle.code_try(f"elsewhere-{link.pk}") is not None:
        actions.notice_elsewhere(sides.GUESTS, link)
    return closed(request)


def _say(request: Request, link: GuestLink, token: str, browser: str) -> HttpResponse:
    said = "code" in request.POST
    form = SpokenForm(request.POST if said else None, initial={"token": token})
    if said and form.is_valid():
        tries = throttle.code_try(f"guest-{link.pk}")
        if tries is None:
            raise Slow(_("Too many codes that were wrong. Wait a quarter of an hour, or telephone."))
        try:
            found = actions.open_link(sides.GUESTS, link, code=form.cleaned_data["code"], browser=browser)
        except NotFound:
            return closed(request)
        if found == "open":
            throttle.release(tries)
            return _lead_on(link)
        if found == "elsewhere":
            return closed(request)
        form.add_error("code", _("This is not the code of this link. Ask for it again on the telephone."))
    return render(request, "referrals/guests/say.html", {"form": form}, status=422 if form.errors else 200)


def _lead_on(link: GuestLink) -> HttpResponse:
    return HttpResponseRedirect(reverse("referrals:guest_answer", args=[link.pk]), status=303)


def closed(request: Request) -> HttpResponse:
    """One answer for a link that is unknown, used, old, withdrawn, or open in another browser."""
    return render(request, "referrals/guests/closed.html", status=404)


@never_cache
@public()
def answer(request: Request, pk: UUID) -> HttpResponse:
    """What was sent, as long as it is not answered; then how it stands."""
    link = _mine(request, pk)
    return closed(request) if link is None else _page(request, link)


@require_POST
@never_cache
@public()
def give(request: Request, pk: UUID, verb: str) -> HttpResponse:
    """One answer. Sent twice, or again after the line broke, it has one effect."""
    link = _mine(request, pk)
    if link is None:
        return closed(request)
    if verb == "nothing_kept":
        return _confirm(request, link)
    if verb not in GUEST_FORMS:
        raise NotFound
    form = GUEST_FORMS[verb](request.POST, auto_id=f"{verb}-%s")
    if form.is_valid():
        values = {"verb": verb, "was": request.POST.get("was", ""), **form.cleaned_data}
        try:
            if perform(request, form, lambda: actions.answer(intent(request), link.referral_id, **values)):
                return _lead_on(link)
        except Conflict as error:
            return _page(request, _fresh(link), status=409, conflict=str(error))
    return _page(request, link, status=422, bound=(verb, form))


def _confirm(request: Request, link: GuestLink) -> HttpResponse:
    try:
        referrals.confirm_erasure(intent(request), link.referral_id)
    except Conflict as error:
        return _page(request, link, status=409, conflict=str(error))
    return _lead_on(link)


def _mine(request: Request, pk: UUID) -> GuestLink | None:
    """The link that is open in this browser; from here on the request is a guest's."""
    link = GuestLink.objects.visible_to(sides.GUESTS).filter(pk=pk).first()
    if not secrets.is_bound_to(link, secrets.browser_of(request)):
        _count(request)
        if link is not None and link.browser_hash is not None:
            _elsewhere(request, link)
        return None
    if link is not None:
        request.access = rules.guest_access(link)
    return link


def _fresh(link: GuestLink) -> GuestLink:
    return GuestLink.objects.visible_to(sides.GUESTS).get(pk=link.pk)


def _page(
    request: Request, link: GuestLink, *, status: int = 200, bound: tuple[str, Any] | None = None, **more: Any
) -> HttpResponse:
    access = request.access
    referral = reading.open_record(access, Referral, link.referral_id, what="guest_read")
    live = link.is_live(clock.now()) and referral.erasure_asked_at is None
    snapshot = None
    if live and link.answered_at is None:
        snapshot = Snapshot.objects.visible_to(access).filter(referral=referral).first()
    context = {
        "referral": referral,
        "link": link,
        "live": live,
        "readable": snapshot is not None,
        "to_confirm": referral.erasure_asked_at is not None and referral.erasure_confirmed_at is None,
        "carried": pages.carried(snapshot),
        "words": str((snapshot and snapshot.message) or ""),
        "card": pages.service_card(access, referral.service_id) if snapshot else None,
        "answers": _offered(referral, link, bound) if live else [],
        "tone": TONES[referral.state],
        **more,
    }
    return render(request, "referrals/guests/answer.html", context, status=status)


def _offered(referral: Referral, link: GuestLink, bound: tuple[str, Any] | None) -> list[dict[str, Any]]:
    verbs = [verb for verb in BUTTONS if link.answered_at is None or verb in AFTERWARDS]
    if referral.state != "sent":
        verbs = [verb for verb in verbs if verb != "receive"]
    forms = {verb: GUEST_FORMS[verb](auto_id=f"{verb}-%s") for verb in verbs} | dict([bound] if bound else [])
    return [
        {
            "verb": verb,
            "button": BUTTONS[verb],
            "form": forms[verb],
            "open": bool(bound and bound[0] == verb),
            "url": reverse("referrals:guest_give", args=[link.pk, verb]),
        }
        for verb in verbs
    ]

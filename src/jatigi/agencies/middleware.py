"""Builds the `Access` of every request from the session, once, and leads where something is missing first."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation

from jatigi.agencies import sessions, throttle, who
from jatigi.agencies.models import Account, Membership
from jatigi.agencies.sessions import ORGANISATION, STEPPED_UP
from jatigi.kernel.access import ANONYMOUS, Access

__all__ = ["ORGANISATION", "STEPPED_UP", "AccessMiddleware", "early"]

FACTOR_KNOWN = "factor_known"

V = TypeVar("V", bound=Callable[..., Any])


def early(view: V, *, factor: bool = True) -> V:
    """Mark a page that opens before an organisation is chosen, and with `factor=False` before a second factor is set up."""
    setattr(view, "jatigi_early", "factor" if factor else "account")  # noqa: B010  # a mark that the middleware reads
    return view


class AccessMiddleware:
    """Sets `request.access`, for the organisation chosen in the session (the only one where there is one).

    Every moment that the page shows or is told is one of the time zone of the member's site.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sessions.check(request)
        request.access, request.missing = _who_asks(request)  # type: ignore[attr-defined]
        with timezone.override(_zone(request)):
            response = self.get_response(request)
        if isinstance(request.user, Account):
            response.headers.setdefault("Cache-Control", "no-store, private")
        if name := getattr(request, "signed_in_as", ""):
            throttle.remember(request, response, name)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        missing = getattr(request, "missing", "")
        rule = getattr(view, "jatigi_page", None)
        if not missing or rule is None or rule.public:
            return None
        early_for = getattr(view, "jatigi_early", "")
        if early_for == "account" or (early_for == "factor" and missing != "factor"):
            return None
        return redirect(reverse("agencies:factor" if missing == "factor" else "agencies:organisations"))


def _who_asks(request: HttpRequest) -> tuple[Access, str]:
    """The access, and what must come first: "factor", "organisation" or nothing."""
    user = request.user
    if not isinstance(user, Account):
        return ANONYMOUS, ""
    request.members = members = who.memberships(user)  # type: ignore[attr-defined]
    _speak(request, user)
    if not request.session.get(FACTOR_KNOWN) and who.must_have_factor(user, members):
        if not who.has_factor(user):
            return Access(account=user.pk), "factor"
        request.session[FACTOR_KNOWN] = True
    member = _chosen(request, members)
    if member is None:
        return Access(account=user.pk), "organisation"
    request.member = member  # type: ignore[attr-defined]
    stepped_up = request.session.get(STEPPED_UP)
    return who.access_as(member, datetime.fromisoformat(stepped_up) if stepped_up else None), ""


def _chosen(request: HttpRequest, members: list[Membership]) -> Membership | None:
    chosen = request.session.get(ORGANISATION)
    found = next((member for member in members if str(member.organisation_id) == chosen), None)
    return members[0] if found is None and len(members) == 1 else found


def _zone(request: HttpRequest) -> ZoneInfo:
    """Where the member works, as the clock on the wall there; the node's zone where no site is known."""
    member = getattr(request, "member", None)
    return ZoneInfo(getattr(member, "time_zone", None) or settings.TIME_ZONE)


def _speak(request: HttpRequest, user: Account) -> None:
    """The account's language, wherever it signs in."""
    if translation.get_language() != user.language and translation.check_for_language(user.language):
        translation.activate(user.language)
        request.LANGUAGE_CODE = user.language

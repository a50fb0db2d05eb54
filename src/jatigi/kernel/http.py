"""Pages declare who may open them and why; errors of the doors become answers."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, Protocol, cast
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from jatigi.kernel import clock, hooks, journal
from jatigi.kernel.access import ANONYMOUS, Access, Intent
from jatigi.kernel.actions import STEP_UP_LASTS
from jatigi.kernel.errors import Invalid, JatigiError, NotFound, Refused, SignInNeeded, StepUpNeeded

P = ParamSpec("P")


class Request(HttpRequest):
    """A request behind `@page`: `access` says who asks and for which purpose."""

    access: Access


class View(Protocol):
    jatigi_page: "Rule"

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase: ...


class Rule:
    """What `@page` declares; the permission matrix reads it from every route."""

    def __init__(self, purpose: str, roles: frozenset[str], public: bool, step_up: bool) -> None:
        self.purpose, self.roles, self.public, self.step_up = purpose, roles, public, step_up

    def check(self, access: Access) -> None:
        """Raises `SignInNeeded`, `Refused` or `StepUpNeeded`."""
        if self.public:
            return
        if access.account is None:
            raise SignInNeeded
        if self.roles and not access.has(*self.roles):
            raise Refused(code="role")
        if self.step_up and (
            access.stepped_up_at is None or clock.now() - access.stepped_up_at > STEP_UP_LASTS
        ):
            raise StepUpNeeded


def page(
    *, purpose: str, roles: Iterable[str] = (), step_up: bool = False
) -> Callable[[Callable[Concatenate[Request, P], HttpResponseBase]], View]:
    """A page for members holding any of `roles` (any member where empty), opened for `purpose`."""
    return _declare(Rule(purpose, frozenset(roles), public=False, step_up=step_up))


def public() -> Callable[[Callable[Concatenate[Request, P], HttpResponseBase]], View]:
    """A page for anybody, without personal data."""
    return _declare(Rule("public", frozenset(), public=True, step_up=False))


def _declare(rule: Rule) -> Callable[[Callable[Concatenate[Request, P], HttpResponseBase]], View]:
    def decorate(view: Callable[Concatenate[Request, P], HttpResponseBase]) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            asking = cast(Request, request)
            asking.access = getattr(request, "access", ANONYMOUS).for_purpose(rule.purpose)
            try:
                rule.check(asking.access)
            except Refused as error:
                _journal(asking, error)
                raise
            return view(asking, *args, **kwargs)

        guarded.jatigi_page = rule  # type: ignore[attr-defined]
        return cast(View, guarded)

    return decorate


def opens(access: Access, url: str) -> bool:
    """Whether the page at an address of this site lets `access` in, perhaps after the second factor is shown again."""
    try:
        rule = _rule_of(urlsplit(url).path)
        if rule is not None:
            rule.check(access)
    except StepUpNeeded:
        return True
    except (Resolver404, Refused, SignInNeeded):
        return False
    return True


@lru_cache(maxsize=256)
def _rule_of(path: str) -> Rule | None:
    """The declaration of the page at a path, found once: a menu of 25 entries stands on every page.

    Raises `Resolver404` where there is no page.
    """
    return getattr(resolve(path).func, "jatigi_page", None)


def perform(request: Request, form: Form | None, act: Callable[[], Any]) -> Any:
    """Run `act` and put what it finds wrong next to the form's fields; None when it was refused so.

    The form's `ALIASES` say where one of its fields is called otherwise than the action's.

    Where a step-up is needed, the form says so and keeps what was written; it is made in another tab. `Stale` is left to the view, which shows both versions. Everything else goes to the middleware.
    """
    try:
        return act()
    except Invalid as error:
        if form is None:
            raise
        aliases = getattr(form, "ALIASES", {})
        for given, sentence in error.errors.items():
            name = aliases.get(given, given)
            form.add_error(name if name in form.fields else None, str(sentence))
        return None
    except StepUpNeeded:
        if form is None:
            raise
        words = _("First confirm that it is you, then send this again: nothing of it is lost.")
        where = format_html(
            '<a href="{}" target="_blank" rel="noopener">{}</a>',
            reverse("agencies:step_up"),
            _("Confirm in a new tab"),
        )
        form.add_error(None, format_html("{} {}", words, where))
        return None


def intent(request: Request, *, at: datetime | None = None) -> Intent:
    """The access with what the form says: hidden `action_id`, `seen`, and when it happened."""
    return request.access.doing(
        id=_uuid(request.POST.get("action_id", "")), seen=_int(request.POST.get("seen", "")), at=at
    )


def new_action_id() -> UUID:
    """For a form's hidden `action_id`."""
    return uuid4()


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def _int(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


def safe_next(request: HttpRequest, fallback: str) -> str:
    """The address to go back to, from `next`, never to another host."""
    following = request.POST.get("next") or request.GET.get("next") or ""
    allowed = url_has_allowed_host_and_scheme(
        following, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return following if allowed else fallback


class ErrorsMiddleware:
    """Turns errors of the doors into pages (or fragments, for htmx) with their sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, JatigiError):
            return None
        if isinstance(error, SignInNeeded):
            return sign_in_needed(request)
        elsewhere = _elsewhere(request) if isinstance(error, NotFound) else ""
        if elsewhere:
            return redirect(elsewhere)
        if isinstance(error, (NotFound, Refused, StepUpNeeded)):
            _journal(request, error)
        if isinstance(error, StepUpNeeded):
            return redirect(_with_next(reverse("agencies:step_up"), request))
        return refusal(request, error)


def _elsewhere(request: HttpRequest) -> str:
    """The same page of what took the place of the thing in its address, "" where nothing did."""
    match, access = request.resolver_match, getattr(request, "access", ANONYMOUS)
    if request.method != "GET" or match is None:
        return ""
    found = {
        name: following
        for name, pk in match.kwargs.items()
        if isinstance(pk, UUID)
        for ask in hooks.leads_to
        if (following := ask(access, pk)) is not None
    }
    return reverse(match.view_name, kwargs={**match.kwargs, **found}) if found else ""


def _journal(request: HttpRequest, error: JatigiError) -> None:
    """That a page was refused to somebody who is signed in, once, and without the address: it may name a record."""
    access = getattr(request, "access", ANONYMOUS)
    if error.journalled or access.account is None:
        return
    match = request.resolver_match
    journal.append(access, f"page.{match.url_name if match else ''}", outcome="refused", reason=error.code)
    error.journalled = True


def refusal(request: HttpRequest, error: JatigiError) -> HttpResponse:
    template = "ui/error_fragment.html" if "HX-Request" in request.headers else "ui/error.html"
    return render(
        request,
        template,
        {"error": error, "status": error.status, "current": getattr(error, "current", None)},
        status=error.status,
    )


def sign_in_needed(request: HttpRequest) -> HttpResponse:
    """To the sign-in page; or, for a form that was just sent, the headers with which it resumes."""
    if request.method == "GET" and "HX-Request" not in request.headers:
        return redirect(_with_next(reverse("account_login"), request))
    answer = refusal(request, SignInNeeded())
    answer["X-Session-Ended"] = "1"
    answer["X-Resume-Url"] = reverse("agencies:resume")
    return answer


def _with_next(url: str, request: HttpRequest) -> str:
    following = request.get_full_path() if request.method == "GET" else request.headers.get("Referer", "")
    return f"{url}?{urlencode({'next': following})}" if following else url

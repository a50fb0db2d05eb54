"""Everything that is not the thing asked for, as JSON in one shape: the interface never answers with a page."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from jatigi.agencies import throttle
from jatigi.kernel import journal
from jatigi.kernel.access import ANONYMOUS
from jatigi.kernel.api import Problem
from jatigi.kernel.errors import Invalid, JatigiError, NotFound, SignInNeeded

log = logging.getLogger("jatigi.api")

View = Callable[..., HttpResponseBase]


def problem(status: int, code: str, message: str, errors: dict[str, str] | None = None) -> JsonResponse:
    """An answer of the one shape."""
    return JsonResponse(Problem(code=code, message=message, errors=errors or {}).model_dump(), status=status)


def register(api: NinjaAPI) -> None:
    """Make `api` answer every error as a `Problem`."""
    api.add_exception_handler(JatigiError, _of_the_doors)
    api.add_exception_handler(AuthenticationError, _of_the_token)
    api.add_exception_handler(ValidationError, _of_the_schema)
    api.add_exception_handler(HttpError, _of_the_framework)
    api.add_exception_handler(SuspiciousOperation, _of_the_framework)
    api.add_exception_handler(Http404, _of_the_address)
    api.add_exception_handler(Exception, _of_ours)


def answering(view: View) -> View:
    """`view` of which nothing is kept in a cache, and whose refusals are problems too.

    No cookie opens anything here, so there is nothing that another site's form could do.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            answer = view(request, *args, **kwargs)
        except Http404 as error:
            answer = _of_the_address(request, error)
        if answer.status_code == 405:
            allowed = answer.headers["Allow"]
            answer = problem(405, "method", _("This address does not answer to this method."))
            answer.headers["Allow"] = allowed
        answer.headers.setdefault("Cache-Control", "no-store, private")
        return answer

    return guarded


def unknown(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Whatever address the interface does not have."""
    return _of_the_address(request, Http404())


def _of_the_doors(_request: HttpRequest, error: Any) -> HttpResponse:
    fields = error.errors if isinstance(error, Invalid) else {}
    named = {name: str(sentence) for name, sentence in fields.items()}
    return problem(error.status, error.code, str(error.sentence), named)


def _of_the_token(request: HttpRequest, _error: Any) -> HttpResponse:
    """A token that opens nothing is journalled, as often as passwords may be tried: or anybody could fill the journal."""
    if "Authorization" in request.headers and throttle.secret_try(request) is not None:
        access = getattr(request, "access", ANONYMOUS)
        journal.append(access, "api.token", outcome="refused", reason=SignInNeeded.code)
    answer = problem(401, SignInNeeded.code, str(SignInNeeded.sentence))
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def _of_the_schema(_request: HttpRequest, error: Any) -> HttpResponse:
    found = {".".join(str(step) for step in one["loc"][1:]): str(one["msg"]) for one in error.errors}
    return problem(422, Invalid.code, str(Invalid.sentence), found)


def _of_the_framework(_request: HttpRequest, _error: Any) -> HttpResponse:
    return problem(
        400, "request", _("This could not be read: the body must be JSON in UTF-8, of at most 5 MB.")
    )


def _of_the_address(_request: HttpRequest, _error: Any) -> HttpResponse:
    return problem(404, NotFound.code, str(NotFound.sentence))


def _of_ours(request: HttpRequest, error: Any) -> HttpResponse:
    """A fault of the program. The log keeps where, never what was sent."""
    log.error(
        "unexpected error", exc_info=error, extra={"error": type(error).__name__, "method": request.method}
    )
    return problem(500, "error", str(JatigiError.sentence))

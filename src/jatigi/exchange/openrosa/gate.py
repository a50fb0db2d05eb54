"""Lets a device in by its token, as user name and password (RFC 7617), and says in OpenRosa what is refused."""

import base64
import binascii
import logging
from collections.abc import Callable
from functools import wraps
from io import BytesIO

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from jatigi.agencies import throttle, tokens
from jatigi.exchange.openrosa.answers import VERSION, message, with_headers
from jatigi.kernel import journal
from jatigi.kernel.access import ANONYMOUS, Access
from jatigi.kernel.errors import JatigiError, NotFound, SignInNeeded, Stale, TooMany

log = logging.getLogger("jatigi.openrosa")

View = Callable[..., HttpResponseBase]
STATUS = {"answer.size": 413, "answer.file_size": 413, "answer.xml": 400, "answer.instance": 400}
"""Refusals of answers that are no question of their content."""
CHUNK = 64 * 1024


def device(view: View) -> View:
    """A page for devices only: a session opens nothing here, so another site's form could do nothing either."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        return with_headers(_answer(view, request, *args, **kwargs))

    return guarded


def _answer(view: View, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
    try:
        request.access = _access(request)  # type: ignore[attr-defined]
        if request.headers.get("X-OpenRosa-Version", "").strip() != VERSION:
            words = _("The header X-OpenRosa-Version is missing or is not 1.0. Is this ODK Collect?")
            return message(400, words, nature="error")
        return view(request, *args, **kwargs)
    except SignInNeeded as error:
        refused = message(401, str(error), nature="error")
        refused.headers["WWW-Authenticate"] = 'Basic realm="Jatigi", charset="UTF-8"'
        return refused
    except Stale:
        words = _(
            "The record has changed since the device fetched it. Fetch the forms anew, then fill it in again."
        )
        return message(409, words, nature="submit_error")
    except JatigiError as error:
        return message(STATUS.get(error.code, error.status), str(error), nature="submit_error")
    except Http404:
        return message(404, str(NotFound.sentence), nature="error")
    except (MultiPartParserError, SuspiciousOperation, UnicodeDecodeError):
        return message(400, _("This cannot be read: nothing was changed."), nature="submit_error")
    except Exception as error:  # the log keeps where, never what was sent
        log.error(
            "unexpected error",
            exc_info=error,
            extra={"error": type(error).__name__, "method": request.method},
        )
        return message(500, str(JatigiError.sentence), nature="error")


def _access(request: HttpRequest) -> Access:
    """Who works with the device. Raises `SignInNeeded`, journalled where a token was wrong, and `TooMany`.

    Wrong tokens are slowed down like wrong passwords; a right one is never kept waiting by them.
    """
    name, secret = _credentials(request)
    access = tokens.access_of_device(name, secret) if secret else None
    if access is not None:
        return access
    if "Authorization" in request.headers:
        if throttle.secret_try(request) is None:
            raise TooMany(_("Too many wrong tokens came from here. Wait a quarter of an hour."))
        journal.append(ANONYMOUS, "openrosa.token", outcome="refused", reason=SignInNeeded.code)
    raise SignInNeeded(_("This device is not, or no longer, let in. Ask your supervisor for a new code."))


def _credentials(request: HttpRequest) -> tuple[str, str]:
    scheme, _space, given = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return "", ""
    try:
        name, _colon, secret = base64.b64decode(given.strip(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return "", ""
    return name, secret


def body_length(request: HttpRequest, most: int) -> int | None:
    """Bytes of the body; None where there are more than `most`. A body in chunks is read here, and no further.

    OpenRosa asks for chunked transfer encoding. WSGI tells no length then, and Django takes that for an empty body.
    """
    chunked = request.headers.get("Transfer-Encoding", "").strip().lower() == "chunked"
    if not (chunked and request.META.get("wsgi.input_terminated")):
        length = int(request.META.get("CONTENT_LENGTH") or 0)
        return length if length <= most else None
    came = BytesIO()
    while (piece := request.META["wsgi.input"].read(CHUNK)) and came.tell() <= most:
        came.write(piece)
    length = came.tell()
    came.seek(0)
    request._stream = came
    request.META["CONTENT_LENGTH"] = str(length)
    return length if length <= most else None


def not_allowed(*methods: str) -> HttpResponse:
    """405, with the methods to which the address answers."""
    answer = message(405, _("This address does not answer to this method."), nature="error")
    answer.headers["Allow"] = ", ".join(methods)
    return answer

"""How the interface answers: JSON in the standard's envelope, conditional on what the asker has already; or line by line."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import wraps
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jatigi.agencies import throttle
from jatigi.exchange.api.problems import problem
from jatigi.exchange.hsds.asked import MOST_MINIMAL, Asked
from jatigi.kernel.errors import Invalid, JatigiError, TooMany
from jatigi.kernel.http import Request, View, public

LOOKING = ("search", "proximity", "latitude", "longitude", "postcode")
"""Parameters that let us look through everything; the rest is paged by an index."""
LOOKS = 60
IN = timedelta(minutes=1)
"""So many searches of one address, counted apart from every other door."""
FRESH = "public, max-age=300"
"""Nothing here is about whoever asks: five minutes in any cache."""


def page(total: int, number: int, size: int, contents: Sequence[Any]) -> dict[str, Any]:
    """One page in the envelope of the standard."""
    pages = max(1, -(-total // size))
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not contents,
        "contents": contents,
    }


def published(view: Callable[..., Any]) -> View:
    """A view that returns what JSON can say becomes a public, conditional answer. Errors are problems, never pages."""

    @require_safe
    @wraps(view)
    def answering(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            _slowed(request)
            if Asked(request.GET).lines:
                return _streamed(lambda: _page(view, request, args, kwargs), request)
            return _told(request, _page(view, request, args, kwargs))
        except Invalid as error:
            named = {name: str(sentence) for name, sentence in error.errors.items()}
            return problem(error.status, error.code, str(error.sentence), named)
        except SuspiciousOperation:
            return problem(400, "request", str(Invalid.sentence))
        except JatigiError as error:
            answer = problem(error.status, error.code, str(error.sentence))
            if isinstance(error, TooMany):
                answer["Retry-After"] = str(int(IN.total_seconds()))
            return answer

    return public()(answering)


def _page(view: Callable[..., Any], request: Request, args: Any, kwargs: Any) -> Any:
    with translation.override("fr"):
        return view(request, *args, **kwargs)


def _streamed(view: Callable[[], Any], request: Request) -> StreamingHttpResponse:
    """What all pages hold, as it is read: what is wrong with the question shows at the first page, before anything is sent."""
    query = request.GET.copy()
    query["per_page"] = str(MOST_MINIMAL)  # or as many as a page holds

    def of_page(number: int) -> Any:
        query["page"] = str(number)
        request.GET = query  # type: ignore[assignment]  # asked for one page after the other
        return view()

    first = of_page(1)
    headers = {"Cache-Control": FRESH, "Access-Control-Allow-Origin": "*"}
    return StreamingHttpResponse(_lines(first, of_page), content_type="application/x-ndjson", headers=headers)


def _lines(found: Any, of_page: Callable[[int], Any]) -> Iterator[bytes]:
    """Line by line; what is no page is one line."""
    number = 1
    while True:
        for record in found.get("contents", [found]):
            yield _json(record) + b"\n"
        if found.get("last_page", True):
            return
        number += 1
        found = of_page(number)


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _slowed(request: HttpRequest) -> None:
    """Raises `TooMany` where one address searches, or takes everything, more than somebody who reads the answers."""
    looks = any(request.GET.get(name) for name in LOOKING) or request.GET.get("format") == "ndjson"
    if looks and throttle.take((f"hsds:{throttle.address(request)}", LOOKS), window=IN) is None:
        raise TooMany(_("Too many searches in a short time. Wait a minute, then go on."))


def _told(request: HttpRequest, content: Any) -> HttpResponse:
    body = _json(content)
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    answer = HttpResponse(
        body,
        content_type="application/json",
        headers={"ETag": etag, "Cache-Control": FRESH, "Access-Control-Allow-Origin": "*"},
    )
    return get_conditional_response(request, etag=etag, response=answer) or answer

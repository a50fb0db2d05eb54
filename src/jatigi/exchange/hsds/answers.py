"""How the interface answers: JSON in the standard's envelope, conditional on what the asker has already."""

import hashlib
import json
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from jatigi.exchange.api.problems import problem
from jatigi.kernel.errors import Invalid, JatigiError
from jatigi.kernel.http import Request, View, public

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
            with translation.override("fr"):
                return _told(request, view(request, *args, **kwargs))
        except Invalid as error:
            named = {name: str(sentence) for name, sentence in error.errors.items()}
            return problem(error.status, error.code, str(error.sentence), named)
        except SuspiciousOperation:
            return problem(400, "request", str(Invalid.sentence))
        except JatigiError as error:
            return problem(error.status, error.code, str(error.sentence))

    return public()(answering)


def _told(request: HttpRequest, content: Any) -> HttpResponse:
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    answer = HttpResponse(
        body,
        content_type="application/json",
        headers={"ETag": etag, "Cache-Control": FRESH, "Access-Control-Allow-Origin": "*"},
    )
    return get_conditional_response(request, etag=etag, response=answer) or answer

"""What the `api.py` of every room shares: who asks, pages of a list, the shape of an error."""

from typing import Any

from django.http import HttpRequest
from ninja import Schema

from jatigi.kernel.access import Access
from jatigi.kernel.errors import Refused, SignInNeeded
from jatigi.kernel.pages import keyset

LIMIT = 100


class Problem(Schema):
    """What went wrong: a code for programs, a sentence for people, and sentences by field."""

    code: str
    message: str
    errors: dict[str, str] = {}


ERRORS: dict[int, type[Problem]] = dict.fromkeys((400, 401, 403, 404, 409, 422, 429), Problem)
"""Every answer that is not the thing asked for; declared by every operation."""


def asking(request: HttpRequest, *purposes: str) -> Access:
    """Who asks, by a token made for one of `purposes`. Raises `SignInNeeded`, `Refused`."""
    access: Access = request.access  # type: ignore[attr-defined]
    if access.account is None:
        raise SignInNeeded
    if access.purpose not in purposes:
        raise Refused(code="purpose")
    return access


def listed(queryset: Any, order: tuple[str, ...], after: str, limit: int) -> tuple[list[Any], str]:
    """One page of at most `limit` (100) rows and the cursor of the next."""
    page = keyset(queryset, order, after, size=max(1, min(limit, LIMIT)))
    return page.rows, page.next

"""What the `api.py` of every room shares: who asks, pages of a list, the shape of an error."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Schema

from jatigi.kernel import journal
from jatigi.kernel.access import Access
from jatigi.kernel.errors import Refused, SignInNeeded
from jatigi.kernel.pages import keyset

LIMIT = 100

After = Annotated[str, Query(pattern=r"^[A-Za-z0-9_-]*$", max_length=1000)]
"""The cursor of a page, as `next` of the one before gave it."""
Limit = Annotated[int, Query(ge=1, le=LIMIT)]


class Problem(Schema):
    """What went wrong: a code for programs, a sentence for people, and sentences by field."""

    code: str
    message: str
    errors: dict[str, str] = {}


ERRORS: dict[int, type[Problem]] = dict.fromkeys((400, 401, 403, 404, 409, 422, 429), Problem)
"""Every answer that is not the thing asked for; declared by every operation."""


def asking(request: HttpRequest, *purposes: str) -> Access:
    """Who asks, by a token made for one of `purposes`. Raises `SignInNeeded`, `Refused` (journalled)."""
    access: Access = request.access  # type: ignore[attr-defined]
    if access.account is None:
        raise SignInNeeded
    if access.purpose not in purposes:
        journal.append(access, "api.ask", outcome="refused", reason="purpose")
        raise Refused(code="purpose")
    return access


def listed(
    access: Access, queryset: Any, order: tuple[str, ...], after: str, limit: int
) -> tuple[list[Any], str]:
    """One page of at most `limit` (100) rows and the cursor of the next.

    The journal keeps how many rows of which table were read, so that harvesting is seen.
    """
    page = keyset(queryset, order, after, size=max(1, min(limit, LIMIT)))
    label = queryset.model._meta.label
    journal.append(
        access,
        f"{queryset.model._meta.app_label}.list",
        outcome="seen",
        object_type=label,
        details={"count": len(page.rows)},
    )
    return page.rows, page.next

"""Lists paged by keyset: a page costs the same however long the list is."""

import base64
import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q

T = TypeVar("T")
PAGE_SIZE = 25


@dataclass(frozen=True)
class Page(Generic[T]):
    """A page of rows; `next` is the opaque cursor of the following page, "" at the end."""

    rows: list[T]
    next: str


def keyset(queryset: Any, order: tuple[str, ...], cursor: str = "", size: int = PAGE_SIZE) -> Page[Any]:
    """One page of `queryset` ordered by `order` ("-name" descending; none of the columns nullable), then by id.

    A cursor that cannot be read is the first page.
    """
    columns = [*order, "id"]
    after = _read(cursor, len(columns))
    if after is not None:
        with suppress(ValidationError, ValueError, TypeError):
            queryset = queryset.filter(_after(columns, after))
    rows = list(queryset.order_by(*columns)[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    return Page(rows, _write(rows[-1], columns) if more else "")


def _after(columns: list[str], values: list[str]) -> Q:
    condition, equal = Q(), Q()
    for column, value in zip(columns, values, strict=True):
        name = column.removeprefix("-")
        step = "lt" if column.startswith("-") else "gt"
        condition |= equal & Q(**{f"{name}__{step}": value})
        equal &= Q(**{name: value})
    return condition


def _write(row: Any, columns: list[str]) -> str:
    values = [_text(getattr(row, column.removeprefix("-"))) for column in columns]
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def _text(value: Any) -> Any:
    return (
        value.isoformat()
        if isinstance(value, date | datetime)
        else str(value)
        if isinstance(value, UUID)
        else value
    )


def _read(cursor: str, count: int) -> list[str] | None:
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(values, list) or len(values) != count:
            return None
        unstorable = b"\0" in "".join(map(str, values)).encode()
    except (ValueError, RecursionError):
        return None
    return None if unstorable else values

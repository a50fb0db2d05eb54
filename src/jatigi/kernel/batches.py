"""Lists of rows that are written together or not at all: how every import reads its rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _

from jatigi.kernel.actions import Act, check_time
from jatigi.kernel.errors import Invalid

R = TypeVar("R", bound=Mapping[str, Any])
D = TypeVar("D")

MOST = 1_000
"""The most rows of one call: what is checked and written within a second or two."""


def drafted(rows: Sequence[R], draft: Callable[[R], D]) -> list[D]:
    """What `draft` makes of every row, in their order.

    Raises `Invalid` with everything that is wrong in any of them, by number from 1 and field, as in
    `row_17_birth_date`; for `rows` where there are none or more than `MOST`.
    """
    if not 1 <= len(rows) <= MOST:
        raise Invalid(rows=_("Give 1 to %(most)d rows at a time.") % {"most": MOST})
    drafts: list[D] = []
    wrong: dict[str, Any] = {}
    for number, row in enumerate(rows, 1):
        try:
            drafts.append(draft(row))
        except Invalid as error:
            wrong |= {at(number, field): sentence for field, sentence in error.errors.items()}
    if wrong:
        raise Invalid(wrong)
    return drafts


def at(number: int, field: str) -> str:
    """The name of a field of a row, as errors carry it."""
    return f"row_{number}_{field}" if field else f"row_{number}"


def known(row: Mapping[str, Any], shape: type, inside: str = "") -> None:
    """Raises `Invalid` for what `shape` (a `TypedDict`) needs and the row lacks, and for what it does not know.

    `inside`: the part of a row that this is, whose name stands before those of its fields.
    """
    needs: frozenset[str] = shape.__required_keys__  # type: ignore[attr-defined]
    knows: frozenset[str] = needs | shape.__optional_keys__  # type: ignore[attr-defined]
    wrong: dict[str, Any] = {
        f"{inside}{field}": _("Please write something here.") for field in needs - row.keys()
    }
    wrong |= {f"{inside}{field}": _("A row has no such field.") for field in row.keys() - knows}
    if wrong:
        raise Invalid(wrong)


def moment(value: datetime, field: str) -> datetime:
    """A moment that has passed. Raises `Invalid` for `field`: without a time zone, or as `check_time` does."""
    if value.tzinfo is None:
        raise Invalid({field: _("Say in which time zone this moment is.")})
    check_time(value, field)
    return value


def then(act: Act, value: datetime, field: str = "at") -> Act:
    """The same act as if it were done at the moment of a row. Raises `Invalid` for `field`."""
    return replace(act, at=moment(value, field))

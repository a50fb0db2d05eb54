"""A table as somebody pastes it from a spreadsheet, read with a sentence for every cell that cannot be read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from jatigi.kernel.errors import Invalid
from jatigi.kernel.text import clean
from jatigi.publications.codes import COLUMNS, ROWS

Value = Decimal | None
"""None: withheld."""
WITHHELD = "…"
_WITHHELD = re.compile(r"…|\.\.\.|\*+|<\s*\d+|n\.?\s?c\.?|withheld|masqué", re.IGNORECASE)
_TOTAL = re.compile(r"(sous-)?total(e|aux)?|ensemble|all|tou(s|tes)", re.IGNORECASE)
LABEL_LENGTH = 120
MOST_ERRORS = 8
BILLION = Decimal(10) ** 12


@dataclass(frozen=True, slots=True)
class Entered:
    """rows × columns of values, and what was entered as their totals (None: not entered)."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Value, ...], ...]
    row_totals: tuple[Value, ...] | None = None
    column_totals: tuple[Value, ...] | None = None
    total: Value = None


class _Unreadable(Exception):
    def __init__(self, sentence: "str | Promise") -> None:
        self.sentence = sentence


def read(text: str) -> Entered:
    """The first line holds the names of the columns, the first cell of each line the name of the row.

    A last column or line called "total" holds totals. Raises `Invalid` for `grid` with up to eight sentences that name
    line and column.
    """
    lines = [_split(line) for line in text.replace("\r", "").split("\n") if line.strip()]
    if len(lines) < 2 or len(lines[0]) < 2:
        raise Invalid(
            grid=_(
                "Paste at least two lines and two columns: names of the columns first, then one line for each row."
            )
        )
    width = len(lines[0])
    wrong = list(_shape(lines, width))
    values = [] if wrong else [[_value(cell) for cell in line[1:]] for line in lines[1:]]
    wrong = wrong or list(_wrong(values, lines))
    if wrong:
        raise Invalid(grid=format_lazy("{}" + " {}" * (len(wrong[:MOST_ERRORS]) - 1), *wrong[:MOST_ERRORS]))
    return _entered(lines, [[one for one in line if not isinstance(one, _Unreadable)] for line in values])


def _split(line: str) -> list[str]:
    mark = "\t" if "\t" in line else ";"
    return [" ".join(cell.strip().strip('"').split()) for cell in line.split(mark)]


def _shape(lines: Sequence[Sequence[str]], width: int) -> "Iterator[str | Promise]":
    if len(lines) - 1 > ROWS or width - 1 > COLUMNS:
        yield format_lazy(
            _("A table has at most {rows} lines and {columns} columns."), rows=ROWS, columns=COLUMNS
        )
        return
    for number, line in enumerate(lines, 1):
        if len(line) != width:
            yield format_lazy(
                _("Line {line} has {n} cells instead of {width}."), line=number, n=len(line), width=width
            )
    for names, what in ((lines[0][1:], _("columns")), ([line[0] for line in lines[1:]], _("lines"))):
        folded = [name.casefold() for name in names]
        if not all(names):
            yield format_lazy(_("One of the {what} has no name."), what=what)
        for name in sorted({name for name in names if name and folded.count(name.casefold()) > 1}):
            yield format_lazy(_("Two {what} are called “{name}”."), what=what, name=name)
        for name in names:
            clean(name, "grid", limit=LABEL_LENGTH)


def _value(cell: str) -> "Value | _Unreadable":
    if _WITHHELD.fullmatch(cell):
        return None
    if not cell:
        return _Unreadable(_("is empty: write 0, or … where the number is withheld."))
    plain = re.sub(r"[\s\u00a0\u202f'’]", "", cell).replace(",", ".")
    try:
        found = Decimal(plain) if re.fullmatch(r"-?\d+(\.\d+)?", plain) else None
    except InvalidOperation:
        found = None
    if found is None or abs(found) >= BILLION:
        return _Unreadable(format_lazy(_("“{text}” is not a number."), text=cell[:40]))
    return found


def _wrong(
    values: "Sequence[Sequence[Value | _Unreadable]]", lines: Sequence[Sequence[str]]
) -> "Iterator[Promise]":
    for line, named in zip(values, lines[1:], strict=True):
        for value, column in zip(line, lines[0][1:], strict=True):
            if isinstance(value, _Unreadable):
                yield format_lazy(
                    _("Line “{row}”, column “{column}” · {sentence}"),
                    row=named[0], column=column, sentence=value.sentence,
                )  # fmt: skip


def _entered(lines: Sequence[Sequence[str]], values: list[list[Value]]) -> Entered:
    columns, rows = list(lines[0][1:]), [line[0] for line in lines[1:]]
    totals_right = len(columns) > 1 and bool(_TOTAL.fullmatch(columns[-1]))
    totals_below = len(rows) > 1 and bool(_TOTAL.fullmatch(rows[-1]))
    below = values.pop() if totals_below else None
    right = [line.pop() for line in values] if totals_right else None
    corner = below.pop() if below is not None and totals_right else None
    return Entered(
        tuple(rows[:-1] if totals_below else rows),
        tuple(columns[:-1] if totals_right else columns),
        tuple(tuple(line) for line in values),
        None if right is None else tuple(right),
        None if below is None else tuple(below),
        corner,
    )

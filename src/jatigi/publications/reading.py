"""What other rooms may ask: the newest published version of a table, and one number of it with its date and its rule.

Nothing is answered here that anybody could not read on the public page.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from jatigi.kernel.access import ANONYMOUS
from jatigi.publications.codes import State
from jatigi.publications.content import Content, Number
from jatigi.publications.models import Edition


class Cell(NamedTuple):
    """A number of a table by the names of its row and its column; "" is the total."""

    row: str
    column: str


class Standing(StrEnum):
    SHOWN = "shown"
    WITHHELD = "withheld"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with where it comes from; `value` is None where it is withheld or not there (any more)."""

    standing: Standing
    value: Number = None
    edition: Edition | None = None

    @property
    def on(self) -> date | None:
        """The day of which the data is."""
        return self.edition.source_on if self.edition else None


def latest(code: str) -> Edition | None:
    """The published version of a table, None where there is none."""
    return latest_of([code]).get(code)


def latest_of(codes: Collection[str]) -> dict[str, Edition]:
    """The same for many tables: code → edition. One query."""
    rows = Edition.objects.visible_to(ANONYMOUS).filter(code__in=codes, state=State.PUBLISHED)
    return {edition.code: edition for edition in rows}


def value(code: str, cell: Cell) -> Figure:
    """One number of the newest version of a table."""
    return figure(latest(code), cell)


def figure(edition: Edition | None, cell: Cell) -> Figure:
    """One number of a version."""
    if edition is None or edition.state not in (State.PUBLISHED, State.SUPERSEDED):
        return Figure(Standing.MISSING)
    content: Content = edition.content
    row, column = _at(content, "rows", cell.row), _at(content, "columns", cell.column)
    if row is None or column is None:
        return Figure(Standing.WITHHELD if _gathered(content, cell) else Standing.MISSING, edition=edition)
    found = _number(content, row, column)
    return Figure(Standing.WITHHELD if found is None else Standing.SHOWN, found, edition)


def cells(edition: Edition) -> list[Cell]:
    """Every number that can be asked for, totals last."""
    content: Content = edition.content
    rows = [line["label"] for line in content["rows"]]
    columns = [line["label"] for line in content["columns"]]
    found = [Cell(row, column) for row in rows for column in columns]
    found += [Cell(row, "") for row in rows if content["row_totals"] is not None]
    found += [Cell("", column) for column in columns if content["column_totals"] is not None]
    return [*found, Cell("", "")] if content["total"] is not None else found


def _at(content: Content, what: str, label: str) -> int | None:
    """The number of a row or column by its name; -1 for the total, None where it is not there."""
    if not label:
        return -1
    lines = content["rows"] if what == "rows" else content["columns"]
    return next((i for i, line in enumerate(lines) if line["label"].casefold() == label.casefold()), None)


def _gathered(content: Content, cell: Cell) -> bool:
    """Whether what is asked for is a part of something that is shown only as a whole."""
    rows = {name.casefold() for line in content["rows"] for name in line["of"]}
    columns = {name.casefold() for line in content["columns"] for name in line["of"]}
    return (not cell.row or cell.row.casefold() in rows) and (
        not cell.column or cell.column.casefold() in columns
    )


def _number(content: Content, row: int, column: int) -> Number:
    if row < 0 and column < 0:
        return content["total"]
    if row < 0:
        return content["column_totals"][column] if content["column_totals"] else None
    if column < 0:
        return content["row_totals"][row] if content["row_totals"] else None
    return content["cells"][row][column]

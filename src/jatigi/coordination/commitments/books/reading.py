"""The rows of a workbook: which sheet holds commitments, what its columns are, and what each row says."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from jatigi.agencies.aliases import normalised
from jatigi.coordination.commitments.books.columns import CALLED
from jatigi.directory.workbooks.opening import NO_RESULT, Cell, Page, Unreadable, pages, text_of
from jatigi.kernel.sheets import safe
from jatigi.kernel.text import NOTE_LENGTH

MOST_ROWS = 10_000
HEAD_WITHIN = 20
BASE = "Tel qu’exporté"
"""The sheet of an exported workbook that tells what stood there then."""
NO_VALUE = "\ufdd0"
"""What is kept of a cell whose formula has no result."""


@dataclass(slots=True)
class Row:
    """A row that says something: its number in the sheet, and its cells by column."""

    number: int
    cells: dict[str, Any]


@dataclass(slots=True)
class Reading:
    """What a workbook says. columns: those that were understood; unknown: headings that were not.

    base: reference → column → how the cell stood when it was exported.
    """

    sheet: str
    columns: list[str]
    unknown: list[str]
    rows: list[Row] = field(default_factory=list)
    base: dict[str, dict[str, str]] = field(default_factory=dict)

    def kept(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "sheet": self.sheet, "columns": self.columns, "unknown": self.unknown, "base": self.base,
            "rows": [[row.number, row.cells] for row in self.rows],
        }  # fmt: skip


def opened(said: dict[str, Any]) -> Reading:
    """The reading that was kept."""
    rows = [Row(number, cells) for number, cells in said["rows"]]
    return Reading(said["sheet"], said["columns"], said["unknown"], rows, said["base"])


def read(name: str, content: bytes) -> Reading:
    """The first sheet with a column for the passage or the reference. Raises `Unreadable`."""
    sheets = pages(name, content, longest=NOTE_LENGTH + 1)
    for sheet in sheets:
        found = _sheet(sheet) if sheet.name != BASE else None
        if found is not None:
            found.base = next((_base(one, found) for one in sheets if one.name == BASE), {})
            return found
    raise Unreadable(_("No sheet of this workbook has a column « Passage »: use the template."))


def _sheet(sheet: Page) -> Reading | None:
    for index, (_number, line) in enumerate(sheet.lines[:HEAD_WITHIN]):
        columns = _columns(line)
        keys = [key for key in columns if key]
        if "text" in keys and len(keys) >= 2:
            unknown = [
                text_of(cell) for cell, key in zip(line, columns, strict=True) if text_of(cell) and not key
            ]
            found = Reading(sheet.name, keys, unknown)
            found.rows = [
                Row(number, cells)
                for number, cells in (
                    (number, _cells(columns, row)) for number, row in sheet.lines[index + 1 :]
                )
                if cells
            ]
            if len(found.rows) > MOST_ROWS:
                raise Unreadable(_("There are more than 10,000 rows in this workbook. Bring it in parts."))
            return found
    return None


def _columns(line: tuple[Cell, ...]) -> list[str]:
    """The column that each heading means, "" for none; of two of the same meaning the first."""
    found: list[str] = []
    for cell in line:
        column = CALLED.get(normalised(text_of(cell)))
        found.append(column.key if column is not None and column.key not in found else "")
    return found


def _cells(columns: list[str], line: tuple[Cell, ...]) -> dict[str, Any]:
    said = {key: _kept(cell) for key, cell in zip(columns, line, strict=False) if key}
    return {key: cell for key, cell in said.items() if cell not in (None, "")}


def _kept(cell: Cell) -> Any:
    """A cell as JSON; a day as 31/12/2026, a text without the apostrophe that kept it from being a formula."""
    if cell is NO_RESULT:
        return NO_VALUE
    if isinstance(cell, datetime | date):
        return text_of(cell)
    if isinstance(cell, str):
        bare = cell[1:] if cell.startswith("'") and safe(cell[1:]) == cell else cell
        return bare.strip()
    return cell if isinstance(cell, bool | int | float) else None


def _base(sheet: Page, found: Reading) -> dict[str, dict[str, str]]:
    """What the sheet of the export says of each reference."""
    if not sheet.lines:
        return {}
    columns = _columns(sheet.lines[0][1])
    rows = [_cells(columns, line) for _number, line in sheet.lines[1:]]
    return {str(row["reference"]): {k: str(v) for k, v in row.items()} for row in rows if "reference" in row}

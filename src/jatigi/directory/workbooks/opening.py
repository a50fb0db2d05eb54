"""A workbook opened within limits: values only, merged cells filled, formulas without a result known as such."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from datetime import time as clock_time
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from openpyxl.utils.cell import column_index_from_string, get_column_letter, range_boundaries

MOST_BYTES = 10 * 1024 * 1024
MOST_OPENED = 80 * 1024 * 1024
MOST_PARTS = 500
MOST_SHEETS = 60
MOST_ROWS = 20_000
MOST_COLUMNS = 200
LONGEST_CELL = 2_000
"""What is read of a cell, where nothing else is asked."""
MOST_MERGED = 20_000
MOST_PASSED = 200_000

Cell = str | int | float | bool | datetime | date | clock_time | None
Line = tuple[int, tuple[Cell, ...]]


class Unreadable(Exception):
    """The file as a whole cannot be read; its sentence says why."""


class NoResult:
    """What stands in a cell whose formula was never calculated, or whose result is an error."""

    def __repr__(self) -> str:
        return "NO_RESULT"


NO_RESULT: Any = NoResult()
_ERRORS = {"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"}
_UNCALCULATED = re.compile(
    rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)'
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_BLANKS = str.maketrans(
    dict.fromkeys("\u00a0\u202f\u2007\u2009\u200a", " ") | dict.fromkeys("\u200b\ufeff\u00ad")
)


@dataclass(slots=True)
class Page:
    """A sheet: its name, its rows that say something by their number, and whether somebody hid it."""

    name: str
    lines: list[Line] = field(default_factory=list)
    hidden: bool = False


def pages(name: str, content: bytes, *, longest: int = LONGEST_CELL) -> list[Page]:
    """The sheets of an .xlsx, or the one table of a .csv; of a cell `longest` characters. Raises `Unreadable`."""
    if not content:
        raise Unreadable(_("This file is empty."))
    if len(content) > MOST_BYTES:
        raise Unreadable(_("This file is too large: at most 10 MB."))
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise Unreadable(
            _(
                "This is an old .xls or a workbook with a password. Save it as .xlsx without one, then bring it."
            )
        )
    if content[:2] == b"PK":
        return _workbook(content, longest)
    if name.lower().endswith(".csv"):
        return [_comma_separated(content, longest)]
    raise Unreadable(_("This is no .xlsx that can be read."))


def _workbook(content: bytes, longest: int) -> list[Page]:
    import openpyxl

    try:
        with ZipFile(io.BytesIO(content)) as archive:
            _check(archive)
            book = openpyxl.load_workbook(
                io.BytesIO(content), read_only=True, data_only=True, keep_links=False
            )
            if len(book.sheetnames) > MOST_SHEETS:
                raise Unreadable(_("There are more than 60 sheets in this workbook. Bring it in parts."))
            left = [MOST_ROWS]
            return [_page(sheet, archive, left, longest) for sheet in book.worksheets]
    except Unreadable:
        raise
    except BadZipFile as error:
        raise Unreadable(_("This is no .xlsx that can be read.")) from error
    except Exception as error:  # whatever a damaged file makes a reader say
        raise Unreadable(
            _("This workbook is damaged: open it in a spreadsheet and save it again.")
        ) from error


def _check(archive: ZipFile) -> None:
    """What a small file opens to is asked before it is opened; a part that declares entities is none of a spreadsheet."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_OPENED:
        raise Unreadable(_("There is too much in this file: opened, it would be larger than 80 MB."))
    if "xl/workbook.xml" not in archive.namelist() and not any(
        part.filename.endswith("workbook.xml") for part in parts
    ):
        raise Unreadable(_("This is no .xlsx that can be read."))
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as file:
                if _DECLARES.search(file.read(4096)):
                    raise Unreadable(_("This is no .xlsx that can be read."))


def _page(sheet: Any, archive: ZipFile, left: list[int], longest: int) -> Page:
    page = Page(str(sheet.title), hidden=sheet.sheet_state != "visible")
    with archive.open(sheet._worksheet_path.lstrip("/")) as part:
        raw = part.read()
    missing = {
        (int(match[2]), column_index_from_string(match[1].decode()) - 1)
        for match in _UNCALCULATED.finditer(raw)
    }
    merged = _merged(raw)
    del raw
    sheet.reset_dimensions()
    grid = _lines(sheet, page.name, left, longest)
    page.lines = list(_filled(grid, missing, merged))
    return page


def _lines(sheet: Any, name: str, left: list[int], longest: int) -> Iterator[tuple[int, list[Cell]]]:
    for number, line in enumerate(sheet.iter_rows(values_only=True), 1):
        if number > MOST_PASSED:
            return
        cells = [_value(cell, longest) for cell in line[:MOST_COLUMNS]]
        if any(cell not in (None, "") for cell in cells):
            left[0] -= 1
            if left[0] < 0:
                raise Unreadable(
                    _(
                        "There are more than 20,000 rows in this workbook (sheet “%(sheet)s”). Bring it in parts."
                    )
                    % {"sheet": name}
                )
        yield number, cells


def _value(cell: Any, longest: int) -> Cell:
    if isinstance(cell, str):
        if cell.strip() in _ERRORS:
            return NO_RESULT  # type: ignore[no-any-return]
        return cell[:longest].translate(_BLANKS).strip()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return int(cell)
    return cell if isinstance(cell, bool | int | float | datetime | date | clock_time) else None


def _merged(raw: bytes) -> dict[tuple[int, int], tuple[int, int]]:
    """Each cell of a merged range (row, column from 0) to the one that holds its value; ranges of one row or more."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for match in _MERGED.finditer(raw):
        left, top, right, bottom = (each or 0 for each in range_boundaries(match[1].decode()))
        if not left or not top or (right - left + 1) * (bottom - top + 1) > MOST_MERGED:
            continue
        for row in range(top, bottom + 1):
            for column in range(left - 1, min(right, MOST_COLUMNS)):
                found[(row, column)] = (top, left - 1)
        if len(found) > 10 * MOST_MERGED:
            break
    return found


def _filled(
    lines: Iterator[tuple[int, list[Cell]]],
    missing: set[tuple[int, int]],
    merged: dict[tuple[int, int], tuple[int, int]],
) -> Iterator[Line]:
    """Rows that say something; a merged range says the same in each of its cells."""
    held: dict[tuple[int, int], Cell] = {}
    sources = set(merged.values())
    by_row: dict[int, list[int]] = {}
    for row, column in [*merged, *missing]:
        by_row.setdefault(row, []).append(column)
    for number, cells in lines:
        said = any(cell not in (None, "") for cell in cells)
        for column in sorted(by_row.get(number, ())):
            if column >= MOST_COLUMNS:
                continue
            cells.extend([None] * (column + 1 - len(cells)))
            place = (number, column)
            if place in missing and cells[column] in (None, ""):
                cells[column], said = NO_RESULT, True
            if place in sources:
                held[place] = cells[column]
            elif place in merged:
                cells[column] = held.get(merged[place])
        if said:
            yield number, tuple(cells)


def _comma_separated(content: bytes, longest: int) -> Page:
    """Text in UTF-8, or as older spreadsheets of Western Europe write it; commas, semicolons or tabs."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    head = "\n".join(text.splitlines()[:10])
    by = max(",;\t", key=head.count)
    page = Page("csv")
    try:
        for number, line in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=by), 1):
            cells = tuple(_value(_unguarded(cell), longest) for cell in line[:MOST_COLUMNS])
            if any(cells):
                page.lines.append((number, cells))
            if len(page.lines) > MOST_ROWS:
                raise Unreadable(_("There are more than 20,000 rows in this file. Bring it in parts."))
    except csv.Error as error:
        raise Unreadable(_("This is no CSV that can be read.")) from error
    return page


def _unguarded(text: str) -> str:
    """Without the apostrophe that keeps a text from being taken for a formula."""
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in "=+-@\t" else text


def letter(column: int) -> str:
    """A column from 0 as a spreadsheet shows it."""
    return str(get_column_letter(column + 1))


def text_of(cell: Cell) -> str:
    """A cell as one line of text: numbers as they are written, days as 31/12/2025."""
    if cell is None or cell is NO_RESULT:
        return ""
    if isinstance(cell, bool):
        return "oui" if cell else "non"
    if isinstance(cell, datetime | date):
        return f"{cell:%d/%m/%Y}"
    return " ".join(str(cell).split())


def texts(line: Sequence[Cell]) -> list[str]:
    return [text_of(cell) for cell in line]

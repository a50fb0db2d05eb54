"""Tables that come from elsewhere, .csv and .xlsx, opened within limits: what every import of the house reads with.

A row and a column are named as a spreadsheet shows them, so that whoever brought the file finds the place.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext_lazy as _

MOST_BYTES = 20 * 1024 * 1024
MOST_OPENED = 60 * 1024 * 1024
MOST_FILES = 50
MOST_ROWS = 5_000
MOST_COLUMNS = 500
MOST_SHEETS = 50

Cell = str | int | float | bool | datetime | date | time | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong: file or sheet, row (1 is the headings; 0: the file as a whole), column, and a sentence."""

    file: str
    row: int
    column: str
    sentence: str


class Unusable(Exception):
    """The file cannot be read at all; `finding` says why."""

    def __init__(self, file: str, sentence: Any, column: str = "", row: int = 0) -> None:
        super().__init__(str(sentence))
        self.finding = Finding(file, row, column, str(sentence))


class CsvTable:
    """The headings and lines of a .csv in UTF-8, separated by commas or semicolons. Raises `Unusable`."""

    def __init__(self, file: str, content: bytes) -> None:
        self.file = file
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise Unusable(
                file, _("This file is not in UTF-8. Export it again with that setting.")
            ) from error
        head = text.partition("\n")[0]
        by = ";" if head.count(";") > head.count(",") else ","
        self._lines = csv.reader(io.StringIO(text, newline=""), delimiter=by, strict=True)
        try:
            self.head = [heading.strip() for heading in next(self._lines, [])]
        except csv.Error as error:
            raise Unusable(file, _("This is no CSV that can be read."), row=1) from error

    def lines(self) -> Iterator[tuple[int, list[str]]]:
        """Each line that says something, by its number."""
        try:
            for row, line in enumerate(self._lines, 2):
                if any(cell.strip() for cell in line):
                    yield row, line
        except csv.Error as error:
            raise Unusable(
                self.file, _("This is no CSV that can be read."), row=self._lines.line_num
            ) from error


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A worksheet: its name, its headings, its rows by their number."""

    name: str
    head: list[str]
    rows: list[tuple[int, Sequence[Cell]]]


def worksheets(file: str, content: bytes) -> list[SheetTable]:
    """Those of an .xlsx that have headings in their first row. Values only, never formulas. Raises `Unusable`."""
    import openpyxl

    _check_size(file, content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        with_headings = [_worksheet(file, page) for page in book.worksheets[:MOST_SHEETS]]
    except Unusable:
        raise
    except Exception as error:  # whatever a damaged file makes a reader say
        raise Unusable(file, _("This is no .xlsx that can be read.")) from error
    return [sheet for sheet in with_headings if any(sheet.head)]


def _check_size(file: str, content: bytes) -> None:
    """What a small file opens to is asked before it is opened."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            if sum(one.file_size for one in archive.infolist()) > MOST_OPENED:
                raise Unusable(file, _("There is too much in this file."))
    except BadZipFile as error:
        raise Unusable(file, _("This is no .xlsx that can be read.")) from error


def _worksheet(file: str, page: Any) -> SheetTable:
    lines = page.iter_rows(values_only=True, max_col=MOST_COLUMNS)
    head = ["" if cell is None else str(cell).strip() for cell in next(lines, ())]
    rows: list[tuple[int, Sequence[Cell]]] = []
    for number, line in enumerate(lines, 2):
        if any(cell is not None and str(cell).strip() for cell in line):
            rows.append((number, line))
        if len(rows) > MOST_ROWS:
            raise Unusable(page.title, _("There are more than 5,000 rows. Bring them in several files."))
        if number > 20 * MOST_ROWS:
            raise Unusable(page.title, _("There is too much in this file."))
    return SheetTable(page.title, head, rows)

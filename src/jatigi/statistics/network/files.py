"""The tables that are shown, as .csv and .xlsx: what is withheld is not in them."""

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from jatigi.statistics.network.tables import Table
from jatigi.statistics.sheets import safe

WITHHELD = "…"


def as_csv(found: list[Table], reasons: list[tuple[str, int]]) -> bytes:
    """UTF-8 with a mark that spreadsheets know, semicolons as in French ones."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerows(_rows(found, reasons))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def as_xlsx(found: list[Table], reasons: list[tuple[str, int]]) -> bytes:
    """One sheet; numbers as numbers, no formula."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101  # a new workbook has one worksheet
    for row in _rows(found, reasons):
        sheet.append(row)
    sheet.column_dimensions["A"].width = 44
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _rows(found: list[Table], reasons: list[tuple[str, int]]) -> Iterator[list[str | int | float]]:
    for table in found:
        yield [safe(table.title), *map(safe, table.heads)]
        for line in (*table.lines, table.below):
            shown: list[str | int | float] = [WITHHELD if cell is None else cell for cell in line.cells]
            yield [safe(line.label), *shown]
        yield []
    if reasons:
        yield [_("Reasons of refusal"), _("Number")]
        for label, count in reasons:
            yield [safe(label), count]
        yield []
    yield [_("%(sign)s: withheld, so that nobody can be recognised") % {"sign": WITHHELD}]

"""The report as .xlsx: one sheet a table, numbers as numbers, no formula."""

from io import BytesIO

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from jatigi.statistics.report import Report

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def workbook(report: Report) -> bytes:
    """The file's bytes."""
    book = Workbook()
    front = book.active
    assert isinstance(front, Worksheet)  # noqa: S101  # a new workbook has one worksheet
    front.title = _("Summary")
    front.append([safe(report.site.name), date_format(report.month.first, "F Y")])
    front.append([_("Internal: not for publication")])
    front.append([])
    for label, number in report.totals:
        front.append([safe(label), number])
    _bold(front, 1)
    front.column_dimensions["A"].width = 40
    for table in report.tables:
        sheet = book.create_sheet(table.title[:31])
        sheet.append([safe(table.title), *map(safe, table.heads)])
        for label, numbers in table.rows:
            sheet.append([safe(label), *numbers])
        if table.note:
            sheet.append([])
            sheet.append([safe(table.note)])
        _bold(sheet, 1)
        sheet.column_dimensions["A"].width = 44
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula (ASVS 1.2.10)."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def _bold(sheet: Worksheet, row: int) -> None:
    for cell in sheet[row]:
        cell.font = Font(bold=True)

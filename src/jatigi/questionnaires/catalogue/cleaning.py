"""A clean workbook of a form: documented names of columns, no macros, no formatting, nothing that calculates."""

from io import BytesIO
from typing import Any

from jatigi.questionnaires.judging import sheets_of

WIDTH = 28


def clean_copy(source: bytes, number: str) -> bytes:
    """The form as .xlsx, with its version in the sheet of settings; b"" for what cannot be read."""
    from openpyxl import Workbook

    sheets = sheets_of(source)
    if not sheets:
        return b""
    settings = sheets.setdefault("settings", {"columns": [], "rows": []})
    if "version" not in settings["columns"]:
        settings["columns"].append("version")
    settings["rows"] = settings["rows"] or [{}]
    settings["rows"][0].setdefault("version", number)
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, sheet in sheets.items():
        _write(book.create_sheet(name), sheet)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _write(page: Any, sheet: dict[str, Any]) -> None:
    """Texts stay texts: what begins with "=" is no formula here."""
    for place, column in enumerate(sheet["columns"], 1):
        _put(page, 1, place, column)
        page.column_dimensions[page.cell(1, place).column_letter].width = WIDTH
        for line, row in enumerate(sheet["rows"], 2):
            if column in row:
                _put(page, line, place, row[column])
    page.freeze_panes = "A2"


def _put(page: Any, line: int, place: int, text: str) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell = page.cell(line, place)
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s"

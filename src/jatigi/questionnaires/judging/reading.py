"""From bytes to sheets. What a file is, its first bytes say, never its name; everything has its limit."""

import csv
import io
import re
import zipfile
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from jatigi.questionnaires.judging.findings import Finding, Unusable, nearest, shown

Sheets = dict[str, Any]
"""As pyxform's readers give them: sheet → rows, "<sheet>_header", "sheet_names"."""

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 80 * 1024 * 1024
MOST_PARTS = 2_000
MOST_ROWS = 25_000

NAMES = ("survey", "choices", "settings", "external_choices", "entities", "osm")
ENDINGS = {".xlsx": ".xlsx", ".xlsm": ".xlsx", ".xls": ".xls", ".csv": ".csv", ".md": ".md"}

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(name: str, content: bytes) -> tuple[str, Sheets, list[Finding]]:
    """The kind (".xlsx", ".xls", ".csv", ".md"), the sheets, and what is odd about the file. Raises `Unusable`."""
    kind = kind_of(content)
    odd: list[Finding] = []
    ending = PurePosixPath(name.lower()).suffix
    if ENDINGS.get(ending, kind) != kind and {ENDINGS[ending], kind} & {".xlsx", ".xls"}:
        odd.append(Finding("renamed", given={"ending": ending, "kind": kind}, warning=True))
    if kind in (".csv", ".md"):
        content, more = _text(content, kind)
        odd += more
    sheets = _sheets(kind, content)
    for sheet in NAMES:
        if len(sheets.get(sheet) or ()) > MOST_ROWS:
            raise Unusable("rows", sheet, most=str(MOST_ROWS))
    return kind, sheets, odd


def kind_of(content: bytes) -> str:
    """The ending that belongs to the first bytes. Raises `Unusable` for what is no form."""
    if not content.strip():
        raise Unusable("empty")
    if len(content) > MOST_BYTES:
        raise Unusable("size", most=str(MOST_BYTES // 1024 // 1024))
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _unpacked(content)
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise Unusable("encrypted")
        if "WordDocument".encode("utf-16-le") in content:
            raise Unusable("office")
        return ".xls"
    begins = content[:4096].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    for marks, code in _NO_FORMS:
        if begins.startswith(marks):
            raise Unusable(code)
    if b"\0" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unusable("kind")
    return ".md" if _is_markdown(content) else ".csv"


_NO_FORMS: tuple[tuple[tuple[bytes, ...], str], ...] = (
    ((b"%pdf",), "pdf"),
    ((b"<!doctype html", b"<html", b"<table"), "html"),
    ((b"<?xml", b"<h:html"), "xml"),
)
"""How a content begins that is something else."""


def _is_markdown(content: bytes) -> bool:
    lines = [line.strip() for line in content[:65_536].splitlines()]
    return sum(line.startswith(b"|") for line in lines) > 1


def _unpacked(content: bytes) -> str:
    """A workbook, not too large when it is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unusable("damaged") from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unusable("unpacked", most=str(MOST_UNPACKED // 1024 // 1024))
    names = {part.filename.lower() for part in parts}
    if "xl/workbook.xml" in names:
        return ".xlsx"
    if any(part.startswith(("word/", "ppt/")) for part in names):
        raise Unusable("office")
    if "content.xml" in names and "mimetype" in names:
        raise Unusable("opendocument")
    raise Unusable("damaged" if "[content_types].xml" in names else "zip")


def _text(content: bytes, kind: str) -> tuple[bytes, list[Finding]]:
    """The same in UTF-8 and with commas, as pyxform reads it."""
    odd: list[Finding] = []
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", "replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", "replace")
            odd.append(Finding("encoding", warning=True))
    text = text.replace("\0", "")
    if kind == ".csv":
        text = _with_commas(text)
    return text.encode(), odd


def _with_commas(text: str) -> str:
    """French Excel separates by semicolons."""
    first = text[:5000]
    separator = max(",;\t", key=first.count)
    if separator == ",":
        return text
    out = io.StringIO()
    csv.writer(out).writerows(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    return out.getvalue()


def _sheets(kind: str, content: bytes) -> Sheets:
    from pyxform import xls2json_backends as readers
    from pyxform.errors import PyXFormError

    read_it = {
        ".xlsx": readers.xlsx_to_dict,
        ".xls": readers.xls_to_dict,
        ".csv": readers.csv_to_dict,
        ".md": readers.md_to_dict,
    }[kind]
    try:
        sheets: Sheets = read_it(BytesIO(content))
    except PyXFormError as error:
        raise _reason(str(error), kind, content) from error
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # whatever a damaged file makes a reader say
        raise Unusable("damaged") from error
    return sheets


def _reason(said: str, kind: str, content: bytes) -> Unusable:
    found = re.search(r"Duplicate column header: (.*)$", said)
    if found:
        column = found[1].strip()
        return Unusable("column_twice", _sheet_of(column, kind, content), 1, column, column=shown(column))
    found = re.search(r"invalid date on the (.*) sheet, under the (.*) column on row number (\d+)", said)
    if found:
        return Unusable("date", found[1], int(found[3]) + 2, found[2])
    return Unusable("no_table" if kind in (".csv", ".md") else "damaged")


def _sheet_of(column: str, kind: str, content: bytes) -> str:
    """The sheet whose first row has a header twice."""
    for sheet, headers in _first_rows(kind, content):
        if [str(header).strip() for header in headers].count(column) > 1:
            return sheet
    return ""


def _first_rows(kind: str, content: bytes) -> list[tuple[str, list[Any]]]:
    if kind == ".xlsx":
        import openpyxl

        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
        return [(page.title, [cell.value for cell in next(page.rows, ())]) for page in book.worksheets]
    import xlrd  # type: ignore[import-untyped]

    pages = xlrd.open_workbook(file_contents=content).sheets()
    return [(page.name, page.row_values(0) if page.nrows else []) for page in pages]


def near_sheet(sheet: str, sheets: Sheets) -> str:
    """A sheet that was probably meant, or ""."""
    return nearest(sheet, [name for name in sheets.get("sheet_names") or () if name.lower() not in NAMES])

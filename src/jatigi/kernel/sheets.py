"""Tables as files, written as their rows come: .xlsx (Office Open XML, ECMA-376) and .csv, nothing kept in memory.

No cell is ever a formula: a text that a spreadsheet might take for one gets an apostrophe before it (ASVS 1.2.10), also
after blanks, with the wide signs of other scripts, and in .csv after a sign that some spreadsheets take for the next cell.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import IO, Protocol
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.text import slugify

Cell = str | int | float | None

MOST_ROWS = 1_048_576
LONGEST_CELL = 32_767
AT_ONCE = 500
EPOCH = (1980, 1, 1, 0, 0, 0)

_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_NEXT_CELL = re.compile(r"(?<=[;\t\r\n])(?=[ \u00a0\"]*[=+\-@\uff1d\uff0b\uff0d\uff20])")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?", re.ASCII)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class Sheet:
    """A table: its name, headings (one row or more), and rows that come when asked for."""

    name: str
    head: Sequence[Sequence[str]]
    rows: Iterable[Sequence[Cell]]


class Writer(Protocol):
    """Writes sheets to a file that may not go back."""

    def __call__(self, sheets: Sequence[Sheet], file: IO[bytes]) -> None: ...


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula; a number stays as it is."""
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def safe_line(text: str) -> str:
    """The same for .csv, where a spreadsheet set to semicolons or tabs breaks a text into several cells."""
    return _NEXT_CELL.sub("'", safe(text))


def xlsx(sheets: Sequence[Sheet], file: IO[bytes]) -> None:
    """A workbook with one worksheet per table; one that is too long for a spreadsheet goes on in a further one."""
    names: list[str] = []
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=3) as archive:
        for sheet in sheets:
            parts = _in_parts(sheet)
            for number, rows in enumerate(parts, 1):
                names.append(_title(sheet.name, number, names))
                with archive.open(_entry(f"xl/worksheets/sheet{len(names)}.xml"), "w") as part:
                    _worksheet(part, sheet.head, rows)
        for path, text in _frame(names).items():
            archive.writestr(_entry(path), text)


def comma_separated(sheets: Sequence[Sheet], file: IO[bytes]) -> None:
    """One .csv in UTF-8 with a byte-order mark, as spreadsheets open it."""
    (sheet,) = sheets
    for text in _lines(sheet):
        file.write(text)


def several_comma_separated(sheets: Sequence[Sheet], file: IO[bytes]) -> None:
    """One .csv per table, in a .zip."""
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=3) as archive:
        for number, sheet in enumerate(sheets, 1):
            with archive.open(_entry(f"{number}-{slugify(sheet.name) or 'table'}.csv"), "w") as part:
                for text in _lines(sheet):
                    part.write(text)


def _lines(sheet: Sheet) -> Iterator[bytes]:
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    buffer.write("\ufeff")
    for line in sheet.head:
        writer.writerow([safe_line(text) for text in line])
    for number, row in enumerate(sheet.rows):
        writer.writerow(
            ["" if cell is None else safe_line(cell) if isinstance(cell, str) else cell for cell in row]
        )
        if number % AT_ONCE == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode("utf-8", "replace")


def _in_parts(sheet: Sheet) -> Iterator[Iterator[Sequence[Cell]]]:
    """The rows, at most as many at a time as a worksheet holds; each part is read before the next is asked for."""
    rows = iter(sheet.rows)
    room = MOST_ROWS - len(sheet.head)
    waiting = next(rows, None)
    yield _part(rows, waiting, room)
    while (waiting := next(rows, None)) is not None:
        yield _part(rows, waiting, room)


def _part(
    rows: Iterator[Sequence[Cell]], first: Sequence[Cell] | None, room: int
) -> Iterator[Sequence[Cell]]:
    if first is None:
        return
    yield first
    for _number in range(room - 1):
        row = next(rows, None)
        if row is None:
            return
        yield row


def _worksheet(part: IO[bytes], head: Sequence[Sequence[str]], rows: Iterable[Sequence[Cell]]) -> None:
    part.write(f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
    waiting = [_row(line, style=' s="1"') for line in head]
    for row in rows:
        waiting.append(_row(row))
        if len(waiting) >= AT_ONCE:
            part.write("".join(waiting).encode("utf-8", "replace"))
            waiting.clear()
    part.write("".join([*waiting, "</sheetData></worksheet>"]).encode("utf-8", "replace"))


def _row(row: Sequence[Cell], style: str = "") -> str:
    return f"<row>{''.join([_cell(cell, style) for cell in row])}</row>"


def _cell(cell: Cell, style: str) -> str:
    """Texts stand in their cell, so that nothing has to be remembered until the end; an empty cell keeps its place."""
    if cell is None or cell == "":
        return "<c/>"
    if isinstance(cell, str):
        return f'<c t="inlineStr"{style}><is><t xml:space="preserve">{_xml(safe(cell))}</t></is></c>'
    return f"<c{style}><v>{cell!r}</v></c>"


def _xml(text: str) -> str:
    if not text.isprintable():
        text = _ILLEGAL.sub("", text)
    if len(text) > LONGEST_CELL:
        text = text[:LONGEST_CELL]
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def _title(name: str, number: int, known: Sequence[str]) -> str:
    """Worksheets have names of up to 31 letters, without some signs, no two alike."""
    tail = f" {number}" if number > 1 else ""
    title = re.sub(r"[\[\]:*?/\\']", " ", name).strip()[: 31 - len(tail)] + tail or "1"
    taken = {one.casefold() for one in known}
    again = 2
    while title.casefold() in taken:
        title, again = f"{title[:27]} ({again})", again + 1
    return title


def _entry(path: str) -> ZipInfo:
    """Without the moment at which it was written."""
    entry = ZipInfo(path, EPOCH)
    entry.compress_type = ZIP_DEFLATED
    return entry


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def _frame(names: Sequence[str]) -> dict[str, str]:
    """What makes worksheets a workbook."""
    numbers = range(1, len(names) + 1)
    attributes = [name.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;") for name in names]
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in zip(numbers, attributes, strict=True)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_KIND}.worksheet+xml"/>'
        for n in numbers
    )
    fonts = '<fonts count="2"><font/><font><b/></font></fonts>'
    fills = '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    styles = (
        f'{fonts}{fills}<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    )
    return {
        "xl/styles.xml": f'{_XML}<styleSheet xmlns="{_MAIN}">{styles}</styleSheet>',
        "xl/workbook.xml": f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{links}'
        f'<Relationship Id="rId0" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>{kinds}</Types>',
    }

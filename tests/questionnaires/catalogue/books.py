"""Forms as people bring them, made in memory: sheets of rows, the first of them the headers."""

import io
import struct
import zipfile
from collections.abc import Sequence
from functools import cache
from typing import Any

from openpyxl import Workbook

from jatigi.questionnaires.judging import Judgement, judge

Rows = Sequence[Sequence[Any]]

SURVEY: Rows = (
    ("type", "name", "label::Français (fr)", "label::English (en)", "relevant", "calculation"),
    ("text", "nom", "Comment vous appelez-vous ?", "What is your name?"),
    ("select_one oui_non", "faim", "Avez-vous faim ?", "Are you hungry?"),
    ("integer", "jours", "Depuis combien de jours ?", "For how many days?", "${faim} = 'oui'"),
)
CHOICES: Rows = (
    ("list_name", "name", "label::Français (fr)", "label::English (en)"),
    ("oui_non", "oui", "Oui", "Yes"),
    ("oui_non", "non", "Non", "No"),
)
SETTINGS: Rows = (
    ("form_id", "form_title", "version", "default_language"),
    ("faim", "La faim", "1", "Français (fr)"),
)


def sheets(**changes: Rows | None) -> dict[str, Rows]:
    """A form that is right, with sheets replaced; None takes one away."""
    whole: dict[str, Rows | None] = {"survey": SURVEY, "choices": CHOICES, "settings": SETTINGS, **changes}
    return {name: rows for name, rows in whole.items() if rows is not None}


def xlsx(**changes: Rows | None) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets(**changes).items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_of(separator: str = ",", **changes: Rows | None) -> str:
    lines = []
    for name, rows in sheets(**changes).items():
        lines.append(f'"{name}"{separator}')
        lines += [separator.join(["", *(f'"{cell}"' for cell in row)]) for row in rows]
    return "\n".join(lines) + "\n"


def with_row(*cells: Any, rows: Rows = SURVEY) -> Rows:
    """The same sheet with one row more."""
    return (*rows, cells)


HUNGRY = (
    '<data id="faim" version="1"><nom>x</nom><faim>non</faim><jours/><village/><meta>'
    "<instanceID>uuid:6f3b1a52-6c1d-4a35-9b53-0f3f8a2f1c11</instanceID></meta></data>"
)
"""Answers to the form of `judged`."""


@cache
def judged(code: str) -> Judgement:
    """A form that is right under an identifier, with a list of villages beside it."""
    settings: Rows = (SETTINGS[0], (code, "La faim", "1", "Français (fr)"))
    survey = with_row("select_one_from_file villages.csv", "village", "Quel village ?", "Which village?")
    found = judge(f"{code}.xlsx", xlsx(survey=survey, settings=settings), {"villages.csv": VILLAGES})
    assert found.ok, found.errors
    return found


VILLAGES = b"name,label\nbourem,Bourem\nansongo,Ansongo\n"


def large(questions: int) -> bytes:
    """A form of many questions."""
    many = [
        ("text", f"q{n}", f"Question {n} " + "mots " * 30, "words " * 30, "${faim} = 'oui'")
        for n in range(questions)
    ]
    return xlsx(survey=(*SURVEY, *many))


def zip_of(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


# A workbook of Excel 97: records of BIFF8 in a compound file, as [MS-XLS] and [MS-CFB] describe them

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def old_workbook() -> bytes:
    """The form as .xls."""
    return _compound(_book(sheets()))


def _book(pages: dict[str, Rows]) -> bytes:
    bodies = [_page(rows) for rows in pages.values()]
    heads = [_record(0x85, struct.pack("<IHBB", 0, 0, len(name), 0) + name.encode("ascii")) for name in pages]
    start = len(_begin(5)) + sum(map(len, heads)) + len(_record(0x0A))
    places = [start + sum(map(len, bodies[:n])) for n in range(len(bodies))]
    heads = [
        head[:4] + struct.pack("<I", place) + head[8:] for head, place in zip(heads, places, strict=True)
    ]
    return _begin(5) + b"".join(heads) + _record(0x0A) + b"".join(bodies)


def _page(rows: Rows) -> bytes:
    cells = (
        _record(0x204, struct.pack("<HHHHB", y, x, 0, len(str(cell)), 1) + str(cell).encode("utf-16-le"))
        for y, row in enumerate(rows)
        for x, cell in enumerate(row)
        if cell
    )
    return _begin(0x10) + b"".join(cells) + _record(0x0A)


def _begin(kind: int) -> bytes:
    return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 1996, 0, 6))


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _compound(stream: bytes) -> bytes:
    """Sector 0 the table of sectors, 1 the directory, the others the stream, which is long enough to have its own."""
    stream = stream.ljust(4096, b"\0")
    sectors = -(-len(stream) // _SECTOR)
    chain = [_FAT, _END, *range(3, sectors + 2), _END]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(_SECTOR, b"\xff")
    folder = _entry("Root Entry", 5, _END, 0, child=1) + _entry("Workbook", 2, 2, len(stream))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    head += struct.pack("<109I", 0, *[_FREE] * 108)
    return head + table + folder.ljust(_SECTOR, b"\0") + stream.ljust(sectors * _SECTOR, b"\0")


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE) -> bytes:
    text = name.encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text) + 2, kind, 1, _FREE, _FREE, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)

"""PDF papers that come with answers: their pages anew, without what they say of who made them, where and with what.

A new document gets the pages and, of each page, what is drawn on it. Everything else stays behind: the properties, XMP, files and
scripts within, actions, notes and links, marks of programs, what was saved earlier in the same file, and what photographs within say
of place and device. A paper can be made to cost all time and memory that there is, so it is read in a process of its own
(`python -m jatigi.questionnaires.filling.papers`): reads the paper, writes the clean one, or a reason with status 3.
"""

import os
import resource
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

from jatigi.questionnaires.filling.segments import bare_jpeg

MOST_PAGES = 200
MEMORY = 1_200 * 1024 * 1024
SECONDS = 10
WAITS = 20
REFUSED = 3
REASONS = ("paper", "locked", "long")

_OF_A_PAGE = (
    "/Type",
    "/MediaBox",
    "/CropBox",
    "/Rotate",
    "/UserUnit",
    "/Resources",
    "/Group",
    "/Contents",
    "/Annots",
    "/Parent",
)
_OF_A_FIELD = ("/Type", "/Subtype", "/Rect", "/F", "/AP", "/AS")
_TELLING = (
    "/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/AF", "/EF", "/Measure", "/PtData", "/OPI", "/Alternates",
    "/StructParent", "/StructParents",
)  # fmt: skip
_NESTED = 60


class Unreadable(Exception):
    """A paper that is not let in: `paper` (cannot be read), `locked` (asks for a password) or `long`."""


def cleaned(content: bytes) -> bytes:
    """The paper with its pages only. Raises `Unreadable`, also where it takes too much time or memory."""
    sources = str(Path(__file__).parents[3])
    environment = {"PYTHONPATH": sources, "PATH": os.environ.get("PATH", ""), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "jatigi.questionnaires.filling.papers"],
            input=content,
            capture_output=True,
            env=environment,
            timeout=WAITS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable("paper") from error
    if done.returncode:
        reason = done.stdout.decode(errors="replace") if done.returncode == REFUSED else ""
        raise Unreadable(reason if reason in REASONS else "paper")
    if len(done.stdout) > 4 * len(content) + 1_000_000:
        raise Unreadable("paper")
    return done.stdout


def anew(content: bytes) -> bytes:
    """What `cleaned` gives, made here. Raises `Unreadable`."""
    try:
        return _written(_written(content))
    except (
        PyPdfError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        IndexError,
        RecursionError,
        OSError,
    ) as error:
        raise Unreadable("paper") from error


def _opened(content: bytes) -> PdfReader:
    """What is locked against changes only is opened without a password, as everywhere."""
    reader = PdfReader(BytesIO(content), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("locked")
    if len(reader.pages) > MOST_PAGES:
        raise Unreadable("long")
    if not reader.pages:
        raise Unreadable("paper")
    return reader


def _written(content: bytes) -> bytes:
    """The pages alone. Once more over its own work, it leaves out what nothing points to any longer."""
    writer = PdfWriter()
    for page in _opened(content).pages:
        for key in [key for key in page if key not in _OF_A_PAGE]:
            del page[key]
        _only_fields(page)
        _strip(writer.add_page(page), set(), 0)
    writer.metadata = None
    kept = BytesIO()
    writer.write(kept)
    return kept.getvalue()


def _only_fields(page: Any) -> None:
    """Of notes, links and fields only how filled in fields look."""
    found = page.pop("/Annots", None)
    fields = [one.get_object() for one in (found.get_object() if found is not None else [])]
    kept = [
        field
        for field in fields
        if isinstance(field, DictionaryObject) and field.get("/Subtype") == "/Widget"
    ]
    for field in kept:
        for key in [key for key in field if key not in _OF_A_FIELD]:
            del field[key]
    if kept:
        page[NameObject("/Annots")] = ArrayObject(kept)


def _strip(thing: Any, seen: set[int], depth: int) -> None:
    """Takes out of everything that a page draws with what tells more than it shows."""
    thing = thing.get_object() if isinstance(thing, IndirectObject) else thing
    if id(thing) in seen:
        return
    seen.add(id(thing))
    if depth > _NESTED:
        raise Unreadable("paper")
    for one in _within(thing):
        _strip(one, seen, depth + 1)


def _within(thing: Any) -> list[Any]:
    """What lies in a dictionary or a list, once it is bare itself."""
    if isinstance(thing, ArrayObject):
        return list(thing)
    if not isinstance(thing, DictionaryObject):
        return []
    for key in [key for key in thing if key in _TELLING]:
        del thing[key]
    if isinstance(thing, StreamObject) and thing.get("/Subtype") == "/Image":
        _bare_picture(thing)
    return [value for key, value in thing.items() if key != "/Parent"]


def _bare_picture(picture: Any) -> None:
    filters = picture.get("/Filter")
    named = filters.get_object() if filters is not None else None
    names = [str(one) for one in named] if isinstance(named, ArrayObject) else [str(named)]
    if "/JPXDecode" in names:
        raise Unreadable("paper")
    if names == ["/DCTDecode"]:
        picture._data = bare_jpeg(picture._data)
    elif "/DCTDecode" in names:
        raise Unreadable("paper")


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    try:
        sys.stdout.buffer.write(anew(sys.stdin.buffer.read()))
    except Unreadable as refused:
        sys.stdout.write(str(refused))
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main())

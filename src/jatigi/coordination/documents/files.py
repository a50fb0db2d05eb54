"""What a file is, by its content: papers, tables and pictures are kept; programs, macros and the rest are not.

A picture is kept without what it says of the place and the device (`kernel.pictures`).
"""

import re
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext_lazy as _

from jatigi.kernel import pictures
from jatigi.kernel.errors import Invalid

LARGEST = 10 * 1024 * 1024
_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_PARTS = {
    "word/": (_OPEN_XML + "wordprocessingml.document", "docx"),
    "xl/": (_OPEN_XML + "spreadsheetml.sheet", "xlsx"),
    "ppt/": (_OPEN_XML + "presentationml.presentation", "pptx"),
}
_OPEN_DOCUMENT = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
}
_BEGINNINGS = {
    b"%PDF-": ("application/pdf", "pdf"),
    b"\xff\xd8\xff": ("image/jpeg", "jpg"),
    b"\x89PNG\r\n\x1a\n": ("image/png", "png"),
}
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_UNSAFE = re.compile(r"[^\w.-]+")
ACCEPTED = ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,.txt,.csv,.jpg,.jpeg,.png"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it may be kept: its media type, the ending of its name, its content."""

    kind: str
    ending: str
    content: bytes


def kept(content: bytes) -> Kept:
    """What is kept of a file that is brought. Raises `Invalid` for "file" as `kind_of`, or for a broken picture."""
    kind, ending = kind_of(content)
    if not kind.startswith("image/"):
        return Kept(kind, ending, content)
    try:
        kind, content = pictures.cleaned(content)
    except pictures.TooLarge:
        raise Invalid(file=_("This picture has too many pixels. Make it smaller first.")) from None
    except pictures.Unreadable:
        raise Invalid(file=_("This picture cannot be read.")) from None
    return Kept(kind, ending, content)


def kind_of(content: bytes) -> tuple[str, str]:
    """(media type, ending). Raises `Invalid` for "file": empty, too large, of no known type, with macros."""
    if not content:
        raise Invalid(file=_("This file is empty."))
    if len(content) > LARGEST:
        raise Invalid(file=_("This file is larger than 10 MB."))
    for beginning, found in _BEGINNINGS.items():
        if content.startswith(beginning):
            return found
    known = _of_archive(content) if content.startswith(b"PK") else _of_text(content)
    if known is None:
        raise Invalid(file=_("Bring a PDF, a text, table or presentation without macros, or a picture."))
    return known


def safe_name(name: str, ending: str) -> str:
    """The name without a path, with the ending that the content has."""
    stem = name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or name
    return f"{_UNSAFE.sub('-', stem).strip('-.')[:140] or 'document'}.{ending}"


def _of_archive(content: bytes) -> tuple[str, str] | None:
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
                kind = archive.read("mimetype").decode("ascii", "replace").strip()
                return (kind, _OPEN_DOCUMENT[kind]) if kind in _OPEN_DOCUMENT else None
    except (BadZipFile, OSError, NotImplementedError):
        return None
    if "[Content_Types].xml" not in names or any("vbaproject" in name.lower() for name in names):
        return None
    return next((found for part, found in _PARTS.items() if any(n.startswith(part) for n in names)), None)


def _of_text(content: bytes) -> tuple[str, str] | None:
    """Only what is text through and through; a page for a browser is none."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    if _CONTROLS.search(text) or text.lstrip()[:1] == "<":
        return None
    return ("text/plain", "txt")

"""Files beside a form, as their content says what they are: choice lists, pictures, sounds, films."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from defusedxml.ElementTree import fromstring

from jatigi.questionnaires.judging.findings import Finding, nearest, shown
from jatigi.questionnaires.judging.reading import MOST_BYTES

MOST_FILES = 30
_NAME = re.compile(r"[\w][\w .()-]{0,150}\.[A-Za-z0-9]{2,8}")
_REFERRED = re.compile(r"jr://(?:images|audio|video|file|file-csv)/([^<\"'\s)]+)")

_BEGINNINGS: tuple[tuple[bytes, int, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", 0, "image/png"),
    (b"\xff\xd8\xff", 0, "image/jpeg"),
    (b"GIF87a", 0, "image/gif"),
    (b"GIF89a", 0, "image/gif"),
    (b"WEBP", 8, "image/webp"),
    (b"WAVE", 8, "audio/wav"),
    (b"OggS", 0, "audio/ogg"),
    (b"ID3", 0, "audio/mpeg"),
    (b"\xff\xfb", 0, "audio/mpeg"),
    (b"\xff\xf3", 0, "audio/mpeg"),
    (b"\x1aE\xdf\xa3", 0, "video/webm"),
    (b"ftyp", 4, "video/mp4"),
)
_ENDINGS = {
    "image/png": (".png",), "image/jpeg": (".jpg", ".jpeg"), "image/gif": (".gif",), "image/webp": (".webp",),
    "audio/wav": (".wav",), "audio/ogg": (".ogg", ".oga", ".opus"), "audio/mpeg": (".mp3",),
    "video/webm": (".webm",), "video/mp4": (".mp4", ".m4a", ".m4v", ".3gp"),
    "text/csv": (".csv",), "application/xml": (".xml",), "application/geo+json": (".geojson",),
}  # fmt: skip


def looked_at(files: Mapping[str, bytes]) -> tuple[dict[str, str], list[Finding]]:
    """Name → media type of the files that may stand beside a form, and what is wrong with the others."""
    kinds: dict[str, str] = {}
    wrong: list[Finding] = []
    if len(files) > MOST_FILES:
        wrong.append(Finding("files_many", given={"most": str(MOST_FILES)}))
    for name, content in list(files.items())[:MOST_FILES]:
        code, kind = _kind(name, content)
        if code:
            wrong.append(Finding(code, given={"name": shown(name)}))
        else:
            kinds[name] = kind
            if kind == "text/csv":
                wrong += _list(name, content)
    return kinds, wrong


def _kind(name: str, content: bytes) -> tuple[str, str]:
    """(what is wrong, media type)."""
    if not _NAME.fullmatch(name):
        return "file_name", ""
    if len(content) > MOST_BYTES:
        return "file_size", ""
    kind = next((k for mark, at, k in _BEGINNINGS if content[at : at + len(mark)] == mark), "") or _written(
        content
    )
    fits = PurePosixPath(name.lower()).suffix in _ENDINGS.get(kind, ())
    return ("", kind) if fits else ("file_kind", "")


def _written(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""
    if "\0" in text:
        return ""
    if text.lstrip().startswith("{"):
        return "application/geo+json" if _is_json(text) else ""
    if text.lstrip().startswith("<"):
        return "application/xml" if _is_xml(text) else ""
    return "text/csv" if text.strip() else ""


def _is_json(text: str) -> bool:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and isinstance(found.get("features"), list)


def _is_xml(text: str) -> bool:
    try:
        fromstring(text, forbid_dtd=True)
    except Exception:  # noqa: BLE001  # not to be read is all there is to say
        return False
    return True


def _list(name: str, content: bytes) -> list[Finding]:
    """The header of a choice list: no column twice, a separator that the engines read."""
    headers = next(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")), [])
    if len(headers) == 1 and headers[0].count(";") > 0:
        return [Finding("file_semicolon", name, 1)]
    twice = sorted({header for header in headers if header and headers.count(header) > 1})
    return [Finding("column_twice", name, 1, header, {"column": shown(header)}) for header in twice]


def asked(xform: str) -> list[str]:
    """Names of the files that a form asks for, in its order."""
    names = (found.rpartition("/")[2] for found in _REFERRED.findall(xform))
    return list(dict.fromkeys(name for name in names if name and name != "-"))


def missing(xform: str, there: Iterable[str]) -> list[Finding]:
    """Files that a form asks for and that did not come, and those that came for nothing."""
    here, wanted = set(there), asked(xform)
    absent = [name for name in wanted if name not in here]
    idle = sorted(here.difference(wanted))
    return [
        *(
            Finding(
                "file_missing", given={"name": shown(name), "near": shown(nearest(name, idle))}, warning=True
            )
            for name in absent
        ),
        *(Finding("file_idle", given={"name": shown(name)}, warning=True) for name in idle),
    ]

"""Files that come with answers: what they are by their content, without what they say of place, device and person.

Pictures are painted anew, so nothing but what they show is left. Of MP3 the tags are cut off, of WAV everything but the
sound, of MP4 and its kin (M4A, 3GP, MOV) the boxes for notes and places are emptied. Ogg, WebM, AMR, AAC and PDF are let in
by their first bytes and kept as they came: there is nothing here that could clean them. No other type is accepted.
"""

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element

from django.conf import settings
from PIL import Image, ImageOps, UnidentifiedImageError

from jatigi.kernel import vault
from jatigi.questionnaires.shape import FILE, Node, local
from jatigi.questionnaires.submission import Unacceptable

MOST_PIXELS = 50_000_000
LARGEST_SIDE = 4096
"""A page of handwriting stays legible."""
_NEUTRAL = re.compile(r"[0-9a-f]{24}\.[a-z0-9]{3,4}", re.ASCII)
_PICTURES = ("JPEG", "PNG", "WEBP", "GIF")
EXTENSIONS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "audio/mpeg": "mp3",
    "audio/wav": "wav",
    "audio/ogg": "ogg",
    "audio/amr": "amr",
    "audio/aac": "aac",
    "audio/mp4": "m4a",
    "video/mp4": "mp4",
    "video/3gpp": "3gp",
    "video/quicktime": "mov",
    "video/webm": "webm",
    "application/pdf": "pdf",
}


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that may be kept. `sent_as`: its name in the answers as they came; `name`: the neutral one."""

    sent_as: str
    name: str
    kind: str
    content: bytes


def accepted(files: Iterable[tuple[str, bytes]]) -> list[Attached]:
    """Names and contents as they came, cleaned. Raises `Unacceptable` for what is too large or of no known type."""
    taken: dict[str, Attached] = {}
    sizes: list[int] = []
    for sent_as, content in files:
        sizes.append(len(content))
        with _about(sent_as):
            must_be_small(sizes)
            if sent_as in taken:
                raise Unacceptable("file_twice")
            kind, clean = _cleaned(content)
        taken[sent_as] = Attached(sent_as, _neutral(sent_as, kind), kind, clean)
    return list(taken.values())


@contextmanager
def _about(name: str) -> Iterator[None]:
    """What is refused within is refused for one file."""
    try:
        yield
    except Unacceptable as refused:
        refused.file = name
        raise


def must_be_small(sizes: Sequence[int]) -> None:
    """Raises `Unacceptable` where a file or all of them together are larger than the settings allow."""
    if max(sizes, default=0) > settings.FORM_FILE_LIMIT or sum(sizes) > settings.FORM_ANSWER_LIMIT:
        raise Unacceptable("file_size")


def renamed(root: Element, shape: Node, files: Iterable[Attached], held: Iterable[str] = ()) -> bool:
    """Puts the neutral names into the answers, wherever a question asks for a file; whether there were any.

    `held`: neutral names of files that came earlier, of which a page that is still open speaks by the first name.
    """
    names = {file.sent_as: file.name for file in files}
    earlier = {name.partition(".")[0]: name for name in held}
    changed = False
    for element, node in _walk(root, shape):
        text = (element.text or "").strip()
        neutral = names.get(text) or earlier.get(_stem(text))
        if node.type == FILE and text and neutral:
            element.text = neutral
            changed = True
    return changed


def named(root: Element, shape: Node) -> set[str]:
    """The names of all files that the answers speak of."""
    return {(e.text or "").strip() for e, node in _walk(root, shape) if node.type == FILE} - {""}


_FITTING = {"image": ("image",), "audio": ("audio", "video"), "video": ("audio", "video")}
"""Sound alone may come in the same wrapping as a film."""


def must_fit(values: Mapping[str, Any], shape: Node, kinds: Mapping[str, str]) -> None:
    """Raises `Unacceptable` where a question asks for a picture and a recording came, and the like. `kinds`: by name."""
    for node, text in _texts(values, shape):
        if node.type == FILE and not _fits(node, kinds.get(text, "")):
            raise Unacceptable("file_kind", node.name)


def must_be_asked(root: Element, shape: Node, files: Iterable[Attached]) -> None:
    """The same of a draft, for the files that came with it; `Unacceptable.file` says which."""
    came = {file.name: file for file in files}
    for element, node in _walk(root, shape):
        file = came.get((element.text or "").strip())
        if node.type == FILE and file is not None and not _fits(node, file.kind):
            with _about(file.sent_as):
                raise Unacceptable("file_kind", node.name)


def _fits(node: Node, kind: str) -> bool:
    fitting = _FITTING.get(node.media.partition("/")[0])
    return not fitting or kind.partition("/")[0] in fitting


def _neutral(name: str, kind: str) -> str:
    """The same for the same name, and nothing to be read from it: a name on a telephone may be a person's."""
    if _NEUTRAL.fullmatch(name) and name.endswith(f".{EXTENSIONS[kind]}"):
        return name
    return f"{_stem(name)}.{EXTENSIONS[kind]}"


def _stem(name: str) -> str:
    return vault.fingerprint("questionnaires.file", name.encode()).hex()[:24]


def _walk(element: Element, node: Node) -> Iterator[tuple[Element, Node]]:
    yield element, node
    children = {child.name: child for child in node.children}
    for child in element:
        if local(child) in children:
            yield from _walk(child, children[local(child)])


def _texts(values: Mapping[str, Any], node: Node) -> Iterator[tuple[Node, str]]:
    for child in node.children:
        found = values.get(child.name)
        for one in found if isinstance(found, list) else [found]:
            if isinstance(one, Mapping):
                yield from _texts(one, child)
            elif one:
                yield child, str(one)


def _cleaned(content: bytes) -> tuple[str, bytes]:
    head = content[:16]
    for begins, clean in _READERS:
        if begins(head):
            kind, kept = clean(content)
            return kind, kept
    raise Unacceptable("file_type")


def _picture(content: bytes) -> tuple[str, bytes]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=_PICTURES) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise Unacceptable("file_size")
                kind = "JPEG" if opened.format == "JPEG" else "PNG"
                picture = ImageOps.exif_transpose(opened).convert("RGB" if kind == "JPEG" else "RGBA")
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise Unacceptable("file_type") from error
    picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    picture.info = {}
    kept = BytesIO()
    picture.save(kept, kind, **({"quality": 88} if kind == "JPEG" else {}))
    return f"image/{kind.lower()}", kept.getvalue()


def _riff(content: bytes) -> tuple[str, bytes]:
    if content[8:12] == b"WEBP":
        return _picture(content)
    if content[8:12] != b"WAVE":
        raise Unacceptable("file_type")
    kept, at = [], 12
    while at + 8 <= len(content):
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        if content[at : at + 4] in (b"fmt ", b"data"):
            kept.append(content[at : at + 8 + size + size % 2])
        at += 8 + size + size % 2
    body = b"WAVE" + b"".join(kept)
    return "audio/wav", b"RIFF" + len(body).to_bytes(4, "little") + body


def _mp3(content: bytes) -> tuple[str, bytes]:
    while content[:3] == b"ID3" and len(content) > 10:
        size = 0
        for byte in content[6:10]:
            size = size << 7 | byte & 0x7F
        content = content[10 + size + (10 if content[5] & 0x10 else 0) :]
    if content[-128:-125] == b"TAG":
        content = content[:-128]
    if content[:1] != b"\xff" or not content[1:2] or content[1] & 0xE0 != 0xE0:
        raise Unacceptable("file_type")
    return ("audio/aac" if content[1] & 0xF6 == 0xF0 else "audio/mpeg"), content


_HOLDERS = (b"moov", b"trak", b"mdia", b"moof", b"traf")
_NOTES = (b"udta", b"meta", b"uuid", b"free", b"skip")


def _mp4(content: bytes) -> tuple[str, bytes]:
    brand = content[8:12]
    if brand in (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"avis"):
        raise Unacceptable("file_type")
    kind = "audio/mp4" if brand in (b"M4A ", b"M4B ") else "video/mp4"
    kind = "video/3gpp" if brand[:3] == b"3gp" else "video/quicktime" if brand == b"qt  " else kind
    emptied = bytearray(content)
    _empty(emptied, 0, len(emptied), 0)
    return kind, bytes(emptied)


def _empty(content: bytearray, at: int, end: int, depth: int) -> None:
    """Boxes with notes become free space of the same size, so that nothing else moves."""
    while at + 8 <= end:
        size, name, head = int.from_bytes(content[at : at + 4]), bytes(content[at + 4 : at + 8]), 8
        if size == 1:
            size, head = int.from_bytes(content[at + 8 : at + 16]), 16
        size = size or end - at
        if size < head or at + size > end or depth > 8:
            raise Unacceptable("file_type")
        if name in _NOTES:
            content[at + 4 : at + 8] = b"free"
            content[at + head : at + size] = bytes(size - head)
        elif name in _HOLDERS:
            _empty(content, at + head, at + size, depth + 1)
        at += size


def _as_it_came(kind: str) -> Any:
    return lambda content: (kind, content)


_READERS: tuple[tuple[Any, Any], ...] = (
    (lambda head: head.startswith((b"\xff\xd8\xff", b"\x89PNG", b"GIF8")), _picture),
    (lambda head: head.startswith(b"RIFF"), _riff),
    (lambda head: head[4:8] == b"ftyp", _mp4),
    (lambda head: head.startswith(b"OggS"), _as_it_came("audio/ogg")),
    (lambda head: head.startswith(b"#!AMR"), _as_it_came("audio/amr")),
    (lambda head: head.startswith(b"\x1a\x45\xdf\xa3"), _as_it_came("video/webm")),
    (lambda head: head.startswith(b"%PDF-"), _as_it_came("application/pdf")),
    (lambda head: head.startswith(b"ID3") or head[:1] == b"\xff", _mp3),
)

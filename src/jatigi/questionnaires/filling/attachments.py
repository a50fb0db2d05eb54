"""Files that come with answers: what they are by their content, without what they say of place, device and person.

Pictures are painted anew (`kernel.pictures`), so nothing but what they show is left; papers get new pages (`papers`),
recordings and films keep what plays (`recordings`). WebM is refused, as is everything that cannot be cleaned. No other type is accepted.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from django.conf import settings

from jatigi.kernel import pictures, vault
from jatigi.questionnaires.filling import papers, recordings
from jatigi.questionnaires.shape import FILE, Node, local
from jatigi.questionnaires.submission import Unacceptable

_NEUTRAL = re.compile(r"[0-9a-f]{24}\.[a-z0-9]{3,4}", re.ASCII)
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
            try:
                kind, kept = clean(content)
            except recordings.Unclean as error:
                raise Unacceptable("file_unclean") from error
            except ValueError as error:
                raise Unacceptable("file_type") from error
            return kind, kept
    raise Unacceptable("file_type")


def _picture(content: bytes) -> tuple[str, bytes]:
    try:
        return pictures.cleaned(content)
    except pictures.TooLarge as error:
        raise Unacceptable("file_size") from error
    except pictures.Unreadable as error:
        raise Unacceptable("file_type") from error


def _riff(content: bytes) -> tuple[str, bytes]:
    if content[8:12] == b"WEBP":
        return _picture(content)
    if content[8:12] != b"WAVE":
        raise Unacceptable("file_type")
    return recordings.wave(content)


def _paper(content: bytes) -> tuple[str, bytes]:
    try:
        return "application/pdf", papers.cleaned(content)
    except papers.Unreadable as refused:
        raise Unacceptable(f"file_{refused}") from refused


def _webm(_content: bytes) -> tuple[str, bytes]:
    raise Unacceptable("file_unclean")


_READERS: tuple[tuple[Any, Any], ...] = (
    (lambda head: head.startswith((b"\xff\xd8\xff", b"\x89PNG", b"GIF8")), _picture),
    (lambda head: head.startswith(b"RIFF"), _riff),
    (lambda head: head[4:8] == b"ftyp", recordings.mp4),
    (lambda head: head.startswith(b"OggS"), recordings.ogg),
    (lambda head: head.startswith(b"#!AMR"), recordings.amr),
    (lambda head: head.startswith(b"\x1a\x45\xdf\xa3"), _webm),
    (lambda head: head.startswith(b"%PDF-"), _paper),
    (lambda head: head.startswith(b"ID3") or head[:1] == b"\xff", recordings.mp3_or_aac),
)

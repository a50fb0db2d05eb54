"""The text of a file that somebody brings: .txt, .docx, .pdf or .html, within limits. What is wrong is a reason, not a sentence."""

import io
import re
import time
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from typing import Any, Literal
from zipfile import BadZipFile, ZipFile

MOST_BYTES = 10 * 1024 * 1024
MOST_OPENED = 80 * 1024 * 1024
MOST_PARTS = 500
MOST_PAGES = 60
MOST_TEXT = 400_000
MOST_SECONDS = 20

Reason = Literal[
    "empty",
    "too_large",
    "old_word",
    "protected",
    "damaged",
    "no_text",
    "too_many_pages",
    "too_long",
    "unknown",
]
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"\s*(?:page\s*)?\d{1,3}(?:\s*(?:/|sur|de)\s*\d{1,3})?\s*", re.IGNORECASE)


class Unreadable(Exception):
    """The file cannot be read; ``reason`` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


def text_of(name: str, content: bytes) -> str:
    """What the file says, one paragraph a line, items of lists with their marks, rows of tables as « | a | b | ». Raises `Unreadable`."""
    if not content:
        raise Unreadable("empty")
    if len(content) > MOST_BYTES:
        raise Unreadable("too_large")
    text = _read(name.lower(), content).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    if len(text) > MOST_TEXT:
        raise Unreadable("too_long")
    if not text.strip():
        raise Unreadable("no_text" if content[:1024].find(b"%PDF") >= 0 else "empty")
    return text.strip("\n") + "\n"


def _read(name: str, content: bytes) -> str:
    if content[:2] == b"PK":
        return _guarded(_docx, content)
    if b"%PDF" in content[:1024]:
        return _guarded(_pdf, content)
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" or content[:5] == b"{\\rtf":
        raise Unreadable("old_word")
    head = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if name.endswith((".html", ".htm", ".xhtml")) or head.startswith((b"<!doctype html", b"<html")):
        return _guarded(_html, content)
    return _plain(content)


def _guarded(reader: Any, content: bytes) -> str:
    try:
        return str(reader(content))
    except Unreadable:
        raise
    except (RecursionError, MemoryError) as error:
        raise Unreadable("damaged") from error
    except Exception as error:  # whatever a damaged file makes a reader say
        raise Unreadable("damaged") from error


def _plain(content: bytes) -> str:
    text = _decoded(content)
    strange = sum(1 for letter in text[:20_000] if ord(letter) < 32 and letter not in "\t\n\r\f\v")
    if strange > 0.01 * min(len(text), 20_000) + 2:
        raise Unreadable("unknown")
    return text


def _decoded(content: bytes) -> str:
    """UTF-16 with its mark or without, UTF-8, or as older Windows of Western Europe writes."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    sample = content[:4000]
    if sample.count(0) > len(sample) // 4:
        return content.decode(
            "utf-16-le" if sample[1::2].count(0) >= sample[::2].count(0) else "utf-16-be", "replace"
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _docx(content: bytes) -> str:
    import docx

    try:
        with ZipFile(io.BytesIO(content)) as archive:
            _check(archive)
    except BadZipFile as error:
        raise Unreadable("damaged") from error
    document = docx.Document(io.BytesIO(content))
    return "\n".join(_parts(document))


def _check(archive: ZipFile) -> None:
    """What a small file opens to is asked before it is opened; parts that declare entities are none of a document."""
    parts = archive.infolist()
    names = set(archive.namelist())
    if "word/document.xml" not in names:
        raise Unreadable("unknown")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_OPENED:
        raise Unreadable("too_large")
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as file:
                if _DECLARES.search(file.read(4096)):
                    raise Unreadable("damaged")


def _parts(document: Any) -> Iterator[str]:
    """Paragraphs and tables in the order in which they stand."""
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    numbers: Counter[tuple[str, int]] = Counter()
    formats = _formats(document)
    for part in document.element.body.iterchildren():
        tag = part.tag.rpartition("}")[2]
        if tag == "p":
            yield _paragraph(Paragraph(part, document), numbers, formats)
        elif tag == "tbl":
            yield from _table(Table(part, document))


def _paragraph(
    paragraph: Any, numbers: "Counter[tuple[str, int]]", formats: dict[tuple[str, int], str]
) -> str:
    text = " ".join(paragraph.text.split("\n")) if paragraph.text.strip() else ""
    listed = _numbering(paragraph)
    if not text or listed is None:
        return paragraph.text if text else ""
    number, level = listed
    numbers[listed] += 1
    for deeper in [key for key in numbers if key[0] == number and key[1] > level]:
        del numbers[deeper]
    kind = formats.get(listed, "bullet")
    count = numbers[listed]
    mark = (
        "•"
        if kind in ("bullet", "none")
        else f"{chr(96 + (count - 1) % 26 + 1)})"
        if "etter" in kind
        else f"{count}."
    )
    return f"{'  ' * level}{mark} {text}"


def _numbering(paragraph: Any) -> tuple[str, int] | None:
    """The list and level of an item, said by the paragraph itself or by its style."""
    style = paragraph.style
    for holder in (
        paragraph._p.pPr,
        style.element.pPr if style is not None and hasattr(style.element, "pPr") else None,
    ):
        found = holder.numPr if holder is not None else None
        if found is not None and found.numId is not None:
            level = found.ilvl.val if found.ilvl is not None else 0
            return (str(found.numId.val), int(level)) if found.numId.val else None
    return None


def _formats(document: Any) -> dict[tuple[str, int], str]:
    """How each level of each list is numbered: « bullet », « decimal », « lowerLetter » …"""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError, AttributeError):
        return {}
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    models: dict[str, dict[int, str]] = {}
    for model in root.iter(f"{space}abstractNum"):
        levels = {}
        for level in model.iter(f"{space}lvl"):
            form = level.find(f"{space}numFmt")
            levels[int(level.get(f"{space}ilvl") or 0)] = (
                form.get(f"{space}val") if form is not None else "bullet"
            )
        models[model.get(f"{space}abstractNumId")] = levels
    found: dict[tuple[str, int], str] = {}
    for number in root.iter(f"{space}num"):
        model = number.find(f"{space}abstractNumId")
        levels = models.get(model.get(f"{space}val") if model is not None else "", {})
        found.update({(number.get(f"{space}numId"), level): form for level, form in levels.items()})
    return found


def _table(table: Any) -> Iterator[str]:
    """A row a line; a table of one row or one column is a frame around paragraphs."""
    rows = []
    for row in table.rows:
        cells, seen = [], set()
        for cell in row.cells:
            if cell._tc not in seen:
                seen.add(cell._tc)
                cells.append(cell.text)
        rows.append(cells)
    if len(rows) < 2 or all(len(row) < 2 for row in rows):
        for row in rows:
            yield from row
        return
    for row in rows:
        yield "| " + " | ".join(" ".join(cell.split()) for cell in row) + " |"


def _pdf(content: bytes) -> str:
    from pypdf import PdfReader

    started = time.monotonic()
    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("protected")
    if len(reader.pages) > MOST_PAGES:
        raise Unreadable("too_many_pages")
    pages: list[list[str]] = []
    for page in reader.pages:
        if time.monotonic() - started > MOST_SECONDS:
            raise Unreadable("too_long")
        pages.append(page.extract_text().splitlines())
        if sum(len(line) for lines in pages for line in lines) > MOST_TEXT:
            raise Unreadable("too_long")
    return "\n".join(line for lines in _without_margins(pages) for line in lines)


def _without_margins(pages: list[list[str]]) -> Iterator[list[str]]:
    """Without numbers of pages, and what stands at the same edge of every page."""
    edges = Counter(line.strip() for lines in pages for line in {*lines[:1], *lines[-1:]} if line.strip())
    repeated = {line for line, times in edges.items() if len(pages) > 2 and times >= len(pages) - 1}
    for lines in pages:
        yield [
            line
            for line in lines
            if line.strip() not in repeated and not (line.strip() and _PAGE_NUMBER.fullmatch(line))
        ]


_LEFT_OUT = frozenset(
    "script style nav footer aside form noscript iframe svg button select template head figure figcaption".split()
)
_BLOCKS = frozenset(
    "p div section article main li ul ol h1 h2 h3 h4 h5 h6 tr table blockquote br header dd dt dl pre hr".split()
)


def _html(content: bytes) -> str:
    html: Any = import_module("lxml.html")

    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        content = content.decode("utf-16", "replace").encode()
    declared = re.search(rb"charset=[\"']?([\w-]+)", content[:2048])
    parser = html.HTMLParser(
        encoding=_encoding(content, declared[1].decode() if declared else ""),
        no_network=True,
        remove_comments=True,
    )
    root = html.document_fromstring(content, parser=parser)
    return re.sub(r"\n{3,}", "\n\n", _written(_main(root)))


def _encoding(content: bytes, declared: str) -> str:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252" if declared.lower() in ("", "utf-8", "utf8", "iso-8859-1", "latin1") else declared
    return "utf-8"


def _main(root: Any) -> Any:
    """The article of a page where it has one of some length."""
    for path in (".//article", ".//main", ".//*[@role='main']"):
        found = sorted(root.iterfind(path), key=lambda each: -len(each.text_content()))
        if found and len(found[0].text_content().strip()) > 400:
            return found[0]
    body = root.find(".//body")
    return body if body is not None else root


def _written(root: Any) -> str:
    """The text of an element, a block a line, without what is no text."""
    etree: Any = import_module("lxml.etree")

    pieces: list[str] = []
    skipped: Any = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start" and skipped is None:
            if tag in _LEFT_OUT or element.get("hidden") is not None:
                skipped = element
                continue
            pieces.append(
                ("\n" if tag in _BLOCKS else "")
                + ("• " if tag == "li" else " | " if tag in ("td", "th") else "")
                + _flat(element.text)
            )
        elif event == "end":
            inside = skipped is not None and skipped is not element
            if skipped is element:
                skipped = None
            if not inside:
                pieces.append(
                    ("\n" if tag in _BLOCKS else "") + (_flat(element.tail) if element is not root else "")
                )
    return re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(pieces))


def _flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")

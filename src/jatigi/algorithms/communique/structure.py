"""The parts of a text: headings, items of lists, rows of tables, paragraphs and their sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from jatigi.algorithms.communique.normalise import BULLET, Text, folded
from jatigi.algorithms.communique.words import begins_with_infinitive

LONGEST_SENTENCE = 3_000
LONGEST_HEADING = 140

BlockKind = Literal["heading", "item", "row", "text"]


@dataclass(slots=True)
class Block:
    """flat[start:end] without its marker; ``style`` is the kind of marker, "" where there is none."""

    kind: BlockKind
    start: int
    end: int
    style: str = ""
    indent: int = 0
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Page:
    """A text with its parts. ``flat`` is `Text.plain` on one line, ``fold`` the same without case and accents."""

    text: Text
    flat: str
    fold: str
    blocks: tuple[Block, ...]

    def said(self, block: Block) -> str:
        return self.flat[block.start : block.end]

    def sentences(self, block: Block) -> Iterator[tuple[int, int]]:
        yield from sentences(self.flat, block.start, block.end)


_MARKERS = (
    ("named", re.compile(r"(?:recommandation|décision|resolution|résolution|point|action|mesure|engagement|R|D|Reco)\.? ?(?:n ?°|no|n°)? ?\d{1,2} ?[:.)–-] ?", re.IGNORECASE)),
    ("bullet", re.compile(rf"[{BULLET}](?:[ {BULLET}]{{0,6}})")),
    ("dash", re.compile(r"(?:--?|–|_) ?(?=[^\d\s–-])")),
    ("dash", re.compile(r"(?:-|–) +")),
    ("star", re.compile(r"[*+>»] +(?=\S)")),
    ("o", re.compile(r"[oO§ü] +(?=[A-ZÀ-Ýa-zà-ý])")),
    ("many", re.compile(r"\d{1,2}\.\d{1,2}(?:\.\d{1,2})?[.)]? *(?=[^\d\s%])")),
    ("number", re.compile(r"\(?\d{1,2} ?(?:[.)°/]+(?: ?[-–)])?|[-–](?= )) *(?=[^\d\s.,/%])")),
    ("roman", re.compile(r"(?:\((?:i{1,3}|iv|vi{0,3}|ix|x)\)|(?:I{1,3}|IV|VI{0,3}|IX|X|i{1,3}|iv|vi{0,3}|ix|x)(?:[.)]|(?= ?[-–] )) ?[-–]?) *(?=[^\d\s])")),
    ("letter", re.compile(r"(?:\([a-z]\)|[a-z][.)]|[A-H]\)|[A-H]\.(?= (?:Aux? |À |A l|Pour |Les? |La |L['’]|Recommand|En |Sur ))|[A-H]\.(?= (?!\S+[ ,]+(?:\S+ )?[A-ZÀ-Ý]{2})[A-ZÀ-Ý][a-zà-ý' ]+(?: |$))) ?(?=\S)")),
)  # fmt: skip
_NAMES_WHO = re.compile(r"\b(?:[Rr]esponsables?|[Rr]esp\.?|[ÉéEe]chéance|[Dd]élai|[Pp]orteurs?) ?:$")
"""The end of a line that the next must complete."""
_CELL = re.compile(r" ?\| ?|\t+| {4,}")
_ENDS = frozenset(".!?:;")
_ABBREVIATED = re.compile(
    r"(?:^|[\s('\"«/.])(?:M|MM|Mr|Mrs|Mme|Mmes|Mlle|Dr|Pr|Prof|Me|S|E|S\.E|S\.E\.M|Col|Gal|Gén|Cdt|Cne|Lt|Ltn|St|Ste|Mgr|art|al|cf|n|N|p|pp|tél|Tél|"
    r"env|av|bd|etc|ex|vol|janv|févr|fév|avr|juil|sept|oct|nov|déc|[A-ZÀ-Ý])$"
)
_SENTENCE_END = re.compile(
    r"[.!?…]+[\"»)\]]*(?: +[»\"])?(?= +[\"«(–\[]? ?[A-ZÀ-ÝŒ\d])|[.!?…]+[\"»)]*(?=[A-ZÀ-Ý][a-zà-ÿ]{1,14} [a-zà-ÿ])"
)


def page(text: Text) -> Page:
    """Its parts, in order."""
    blocks = tuple(_blocks(text.plain, text.plain.replace("\n", " ")))
    flat = _flat(text.plain, blocks)
    return Page(text, flat, folded(flat), blocks)


def _flat(plain: str, blocks: tuple[Block, ...]) -> str:
    """On one line within each part; the breaks between parts stay, so that nothing is read across them."""
    pieces, at = [], 0
    for block in blocks:
        pieces += [plain[at : block.start], plain[block.start : block.end].replace("\n", " ")]
        at = block.end
    return "".join([*pieces, plain[at:]])


def sentences(flat: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the sentences of flat[start:end] begin and end."""
    at = start
    for match in _SENTENCE_END.finditer(flat, start, end):
        if (
            match[0][0] == "."
            and len(match[0]) == 1
            and _ABBREVIATED.search(flat, max(0, match.start() - 8), match.start())
        ):
            continue
        yield from _bounded(flat, at, match.end())
        at = match.end()
    yield from _bounded(flat, at, end)


def _bounded(flat: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and flat[start].isspace():
        start += 1
    while end - start > LONGEST_SENTENCE:
        cut = flat.rfind(" ", start, start + LONGEST_SENTENCE)
        cut = cut if cut > start else start + LONGEST_SENTENCE
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def marker(line: str) -> tuple[str, int]:
    """The style of the marker with which a line of a list begins and its length; ("", 0) where there is none."""
    for style, pattern in _MARKERS:
        match = pattern.match(line)
        if match and match.end() < len(line) and not (style == "letter" and line[:2] == "M."):
            return style, match.end()
    return "", 0


def _blocks(plain: str, flat: str) -> Iterator[Block]:
    lines = list(_lines(plain))
    width = _width(plain, lines)
    now: Block | None = None
    blank = False
    for start, end in lines:
        if start == end:
            blank = True
            continue
        fresh = _block(plain, start, end)
        if now is not None and fresh.kind == "text" and _continues(flat, now, fresh, width, blank=blank):
            now.end, now.lines = fresh.end, now.lines + 1
            now.kind = "item" if now.style else "text"
        else:
            if now is not None:
                yield _judged(flat, now)
            now = fresh
        blank = False
    if now is not None:
        yield _judged(flat, now)


def _lines(plain: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in plain.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        while start < end and plain[start] == " ":
            start += 1
        while end > start and plain[end - 1] == " ":
            end -= 1
        yield start, end


def _block(plain: str, start: int, end: int) -> Block:
    before = start - (plain.rfind("\n", 0, start) + 1)
    line = plain[start:end]
    style, length = marker(line[:80])
    while length and length < len(line) and line[length] == " ":
        length += 1
    block = Block("item" if style else "text", start + length, end, style, before)
    if not style and line.count("|") >= 1 and len(_CELL.split(line)) > 1:
        block.kind = "row"
    return block


def _width(plain: str, lines: list[tuple[int, int]]) -> int:
    """How wide a text is whose lines were cut at a margin; 0 where paragraphs stand on one line each."""
    lengths = sorted(end - start for start, end in lines if end > start)
    if len(lengths) < 4:
        return 0
    wide = lengths[int(0.9 * (len(lengths) - 1))]
    cut = sum(
        1
        for (start, end), (after, until) in pairwise(lines)
        if end - start > 0.6 * wide
        and until > after
        and plain[after].islower()
        and plain[end - 1] not in ".:;!?"
    )
    return wide if wide <= 140 and cut >= max(2, 0.12 * len(lengths)) else 0


def _continues(flat: str, now: Block, fresh: Block, width: int, *, blank: bool) -> bool:
    if now.kind == "row":
        return False
    if not blank and _in_brackets(flat, now):
        return True
    first = flat[fresh.start]
    if now.style and not blank:
        tail = max(now.start, now.end - 24)
        if first == "(" or _NAMES_WHO.search(flat, tail, now.end):
            return True
    if flat[now.end - 1] in _ENDS:
        return False
    if first.islower():
        own = begins_with_infinitive(folded(flat[fresh.start : fresh.start + 40]))
        return not (
            own
            and (begins_with_infinitive(folded(flat[now.start : now.start + 40])) or flat[now.end - 1] == ",")
            and now.style == ""
        )
    if blank or not width or fresh.indent < now.indent:
        return False
    last = max(now.start, flat.rfind("\n", now.start, now.end))
    return (now.end - last) % max(1, width) >= 0 and now.end - _line_start(now, flat) >= 0.75 * width


def _in_brackets(flat: str, now: Block) -> bool:
    """« (responsable : » at a line's end goes on with « l'OIM) » on the next."""
    begin = max(now.start, now.end - LONGEST_HEADING)
    return now.style != "" and flat.rfind("(", begin, now.end) > flat.rfind(")", begin, now.end)


def _line_start(now: Block, _flat: str) -> int:
    return now.start if now.lines == 1 else now.end - (now.end - now.start) // now.lines


def _judged(flat: str, block: Block) -> Block:
    """A short line that is no sentence is a heading."""
    said = flat[block.start : block.end]
    short = len(said) <= LONGEST_HEADING and block.lines <= 2
    if block.kind == "text" and short and said[-1] not in ".;,!?" and not said[0].islower():
        block.kind = "heading"
    return block

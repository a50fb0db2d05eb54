"""The table in a sheet: where its headings are, which column says what, and which rows say something of somebody."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from jatigi.directory.workbooks import headings
from jatigi.directory.workbooks.headings import field_of_tag, field_of_two, is_tag
from jatigi.directory.workbooks.opening import Line, Page, letter, texts
from jatigi.directory.workbooks.words import folded

LOOKED_THROUGH = 30
WHO = ("organisation", "acronym", "lead", "partner")
WHAT = ("sector", "subsector", "activity", "title")
WHERE = ("adm1", "adm1_code", "adm2", "adm2_code", "pcode", "place", "locality", "country", "country_code")
CODES = re.compile(r"[A-Z]{2,3}\d{1,10}", re.IGNORECASE)
_TOTAL = re.compile(r"(sous )?(grand )?(total|totaux|subtotal|somme|ensemble|grand total|total general)\b")
_NOTE = re.compile(r"(source|sources|nb|nota|note|notes|legende|legend|remarque|mise a jour|date de mise)\b")

Means = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Wide:
    """A column that says yes or no of one place or one sector."""

    column: int
    kind: str
    heading: str


@dataclass(slots=True)
class Table:
    """What a sheet holds. `columns`: field to its columns; `aside`: rows that say nothing of anybody, and why."""

    sheet: str
    header: int = 0
    columns: dict[str, list[int]] = field(default_factory=dict)
    heads: dict[int, str] = field(default_factory=dict)
    listing: set[str] = field(default_factory=set)
    wide: list[Wide] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    aside: list[tuple[int, str]] = field(default_factory=list)
    left_out: str = ""
    read: int = 0

    def has(self, *fields: str) -> bool:
        return any(name in self.columns for name in fields)

    @property
    def says_what(self) -> bool:
        return self.has(*WHAT) or any(one.kind == "sector" for one in self.wide)

    @property
    def says_where(self) -> bool:
        return self.has(*WHERE) or any(one.kind == "place" for one in self.wide)


@dataclass(slots=True)
class _Head:
    """A guess at the headings: their text and meaning by column, and the rows that they take."""

    rows: tuple[int, ...]
    heads: list[str]
    fields: list[str]
    wide: list[Wide]
    score: int = 0


def table(page: Page, is_place: Means, is_sector: Means) -> Table:
    """The table of a sheet; `left_out` says why there is none."""
    found = Table(page.name)
    if page.hidden:
        found.left_out = _("The sheet is hidden.")
        return found
    if not page.lines:
        found.left_out = _("The sheet is empty.")
        return found
    head = _head(page, is_place, is_sector)
    if head is None:
        found.left_out = _(
            "No row of headings was understood: an organisation and a place or a sector are needed."
        )
        return found
    found.header = page.lines[head.rows[-1]][0]
    _columns(found, head)
    _rows(found, page, head)
    _sniff(found, is_place)
    if not found.says_what and not found.says_where:
        found.left_out = _("The sheet names organisations, and neither what they do nor where.")
    return found


def _head(page: Page, is_place: Means, is_sector: Means) -> _Head | None:
    """The best understood row, or two rows, of the first thirty; an HXL row beside it says more than its words."""
    best: _Head | None = None
    top = page.lines[:LOOKED_THROUGH]
    tags = next((place for place, (_n, line) in enumerate(top) if _is_tags(texts(line))), None)
    for place, (_number, line) in enumerate(top):
        if place == tags:
            continue
        for rows in ((place,), (place, place + 1)):
            if rows[-1] >= len(top) or rows[-1] == tags:
                continue
            upper = texts(line) if len(rows) == 2 else []
            lower = texts(top[rows[-1]][1])
            guess = _guess(rows, upper, lower, is_place, is_sector)
            if tags is not None and 0 < tags - rows[-1] <= 3:
                guess = _tagged(guess, texts(top[tags][1]), tags)
            if _holds(guess) and (best is None or guess.score > best.score):
                best = guess
    if best is None and tags is not None:
        only = _tagged(_Head((), [], [], []), texts(top[tags][1]), tags)
        before = texts(top[tags - 1][1]) if tags else []
        only.heads = [before[n] if n < len(before) else "" for n in range(len(only.fields))]
        best = only if _holds(only) else None
    return best


def _guess(
    rows: tuple[int, ...], upper: Sequence[str], lower: Sequence[str], is_place: Means, is_sector: Means
) -> _Head:
    width = max(len(upper), len(lower))
    above = [*upper, *[""] * (width - len(upper))]
    below = [*lower, *[""] * (width - len(lower))]
    heads = [b or a for a, b in zip(above, below, strict=True)]
    fields = [field_of_two(_numberless(a), _numberless(b)) for a, b in zip(above, below, strict=True)]
    wide = []
    for column, (said, heading) in enumerate(zip(fields, below, strict=True)):
        if heading and said in ("", "activity", "number"):
            kind = "place" if is_place(heading) else "sector" if is_sector(heading) else ""
            if kind:
                wide.append(Wide(column, kind, heading))
    kinds = [one.kind for one in wide]
    wide = [one for one in wide if kinds.count(one.kind) >= 2]
    for one in wide:
        fields[one.column] = ""
    long = sum(len(heading) > 120 for heading in heads)
    score = 10 * headings.understood(fields) + min(5, len(wide)) * 5 - 5 * long
    return _Head(rows, heads, fields, wide, score)


def _tagged(guess: _Head, tags: Sequence[str], place: int) -> _Head:
    width = max(len(guess.fields), len(tags))
    fields = [*guess.fields, *[""] * (width - len(guess.fields))]
    heads = [*guess.heads, *[""] * (width - len(guess.heads))]
    for column, tag in enumerate(tags):
        if is_tag(tag):
            fields[column] = field_of_tag(tag)
            heads[column] = heads[column] or tag
    wide = [one for one in guess.wide if one.column >= len(tags) or not is_tag(tags[one.column])]
    score = 10 * headings.understood(fields) + 25 + len(wide) + headings.understood(guess.fields)
    return _Head((*guess.rows, place), heads, fields, wide, score)


def _holds(guess: _Head) -> bool:
    said = set(guess.fields)
    return bool(said & set(WHO)) and bool(said & {*WHAT, *WHERE} or guess.wide or len(said & set(WHO)) > 1)


def _is_tags(line: Sequence[str]) -> bool:
    said = [text for text in line if text]
    tags = sum(is_tag(text) for text in said)
    return tags >= 1 and tags >= len(said) * 0.6 and any(text.startswith("#") for text in said)


def _columns(found: Table, head: _Head) -> None:
    found.heads = {column: text for column, text in enumerate(head.heads) if text}
    found.wide = head.wide
    wide = {one.column for one in head.wide}
    for column, name in enumerate(head.fields):
        if name:
            found.columns.setdefault(name, []).append(column)
            if re.search(r"\d\s*$", head.heads[column]):
                found.listing.add(name)
        elif column not in wide and head.heads[column]:
            found.unknown.append(head.heads[column])


def _rows(found: Table, page: Page, head: _Head) -> None:
    """The rows below the headings; totals, notes and headings that come again are put aside with a word."""
    words = [folded(text) for text in head.heads]
    for number, line in page.lines[head.rows[-1] + 1 :]:
        said = texts(line)
        why = _aside(said, words)
        if why:
            found.aside.append((number, why))
        else:
            found.lines.append((number, line))


def _aside(said: Sequence[str], heads: Sequence[str]) -> str:
    full = [text for text in said if text]
    first = folded(full[0]) if full else ""
    if not first and not full:
        return ""
    if any(_TOTAL.match(folded(text)) for text in full[:2]):
        return _("A row of totals.")
    if _is_tags(said):
        return _("A row of HXL tags.")
    again = sum(bool(text) and folded(text) == head for text, head in zip(said, heads, strict=False))
    if again >= 2 and again >= len(full) * 0.6:
        return _("The headings once more.")
    if len(set(full)) == 1 and (_NOTE.match(first) or len(full[0]) > 80):
        return _("A note.")
    return ""


def _sniff(found: Table, is_place: Means) -> None:
    """A column that holds P-codes says so itself, whatever stands above it."""
    used = {column: name for name, columns in found.columns.items() for column in columns}
    wide = {one.column for one in found.wide}
    width = max((len(line) for _number, line in found.lines), default=0)
    for column in range(width):
        name = used.get(column, "")
        if column in wide or name in (*WHO, *WHAT, "adm1_code", "adm2_code", "pcode", "phone"):
            continue
        said = [text for text in _column(found.lines, column) if text][:200]
        codes = sum(bool(CODES.fullmatch(text)) and is_place(text) for text in said)
        if not said or codes < 0.8 * len(said):
            continue
        if name:
            found.columns[name].remove(column)
            if not found.columns[name]:
                del found.columns[name]
        better = f"{name}_code" if name in ("adm1", "adm2") else "pcode"
        found.columns.setdefault(better, []).append(column)
        heading = found.heads.get(column, "")
        if heading in found.unknown:
            found.unknown.remove(heading)
        found.heads.setdefault(column, letter(column))


def _column(lines: Sequence[Line], column: int) -> Iterator[str]:
    for _number, line in lines:
        yield texts(line[column : column + 1])[0] if column < len(line) else ""


def _numberless(heading: str) -> str:
    return (
        re.sub(r"\s*(?:n°\s*)?\d{1,2}\s*$", "", heading)
        if not re.search(r"adm\w*\s*\d$", heading, re.IGNORECASE)
        else heading
    )

"""A text with the passages of its proposals, and the proposals by kind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext_lazy as _

from jatigi.coordination.codes import Theme
from jatigi.coordination.reading.models import Communique, ProposalKind, ProposalState, ReadProposal

AROUND = 70
TONES = {ProposalState.PROPOSED: "info", ProposalState.ACCEPTED: "success", ProposalState.REFUSED: "neutral"}
HEADINGS = {
    ProposalKind.EVENT: _("Event"),
    ProposalKind.THEME: _("Themes"),
    ProposalKind.ORGANISATION: _("Organisations"),
    ProposalKind.PERSON: _("People"),
    ProposalKind.SESSION: _("Sessions"),
    ProposalKind.COMMITMENT: _("Recommendations and decisions"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text; `number`: of the proposal that begins here, 0 where none does. marked: it is of one."""

    text: str
    number: int = 0
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A proposal with its passage and what stands around it."""

    proposal: ReadProposal
    title: str
    facts: Sequence[Any]
    before: str
    passage: str
    after: str
    state: tuple[Any, str]
    waits: bool


@dataclass(frozen=True, slots=True)
class Group:
    kind: str
    heading: Any
    rows: Sequence[Shown]
    waiting: int


def groups(communique: Communique, proposals: Sequence[ReadProposal]) -> list[Group]:
    """Each kind of which something was read."""
    found = []
    for kind, heading in HEADINGS.items():
        rows = [shown(communique, one) for one in proposals if one.kind == kind]
        if rows:
            found.append(Group(kind, heading, rows, sum(1 for row in rows if row.waits)))
    return found


def shown(communique: Communique, one: ReadProposal) -> Shown:
    text = communique.text
    said = one.said
    title = _titled(one)
    facts = [
        said.get(key) for key in ("role", "organisation_name", "acronym", "city", "country", "addressee")
    ]
    days = [day_of(said[key]) for key in ("first", "last", "deadline") if said.get(key)]
    return Shown(
        one,
        " ".join(str(title).split()),
        [fact for fact in (*facts, *days, _("already on the platform") if said.get("known") else "") if fact],
        _flat(text[max(0, one.from_char - AROUND) : one.from_char], cut_before=one.from_char > AROUND),
        " ".join(text[one.from_char : one.to_char].split()),
        _flat(text[one.to_char : one.to_char + AROUND], cut_after=one.to_char + AROUND < len(text)),
        (one.get_state_display(), TONES[ProposalState(one.state)]),
        one.state == ProposalState.PROPOSED,
    )


def _titled(one: ReadProposal) -> Any:
    said = one.said
    if one.kind == ProposalKind.THEME:
        return Theme(said["theme"]).label
    return said.get("title") or said.get("name") or said.get("text") or one.get_kind_display()


def day_of(parts: Sequence[int | None]) -> str:
    """[2026, 5, None] as « 05/2026 »."""
    year, month, day = parts
    return "/".join(
        part for part in (f"{day:02}" if day else "", f"{month:02}" if month else "", str(year)) if part
    )


def pieces(communique: Communique, proposals: Sequence[ReadProposal]) -> Iterator[Piece]:
    """The whole text, cut where a passage begins or ends."""
    text = communique.text
    begins: dict[int, int] = {}
    for one in sorted(proposals, key=lambda each: -each.number):
        begins[one.from_char] = one.number
    edges = sorted(
        {
            0,
            len(text),
            *(edge for one in proposals for edge in (one.from_char, one.to_char) if edge <= len(text)),
        }
    )
    for start, end in pairwise(edges):
        marked = any(one.from_char <= start and end <= one.to_char for one in proposals)
        yield Piece(text[start:end], begins.get(start, 0) if marked else 0, marked)


def _flat(text: str, *, cut_before: bool = False, cut_after: bool = False) -> str:
    text = " ".join(text.split())
    if cut_before:
        text = "… " + text.partition(" ")[2]
    if cut_after:
        text = text.rpartition(" ")[0] + " …"
    return text

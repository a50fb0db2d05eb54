"""What was read becomes proposals: the values with which the form of each begins."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from jatigi.algorithms.communique import Event, Organisation, Person, Reading, Recommendation
from jatigi.algorithms.communique.themes import passages
from jatigi.coordination.reading.models import Communique, ProposalKind, ReadProposal

Parts = list[int | None]
"""Year, month, day; None for what the text does not say."""
MOST = 400
"""Proposals of one text that are kept."""


def proposals(communique: Communique, found: Reading) -> Iterator[ReadProposal]:
    """Unsaved, in the order of the page; at most `MOST`."""
    told: list[tuple[str, Any, dict[str, Any]]] = [
        *((ProposalKind.EVENT, one, event(one, found)) for one in found.events),
        *((ProposalKind.THEME, one, {"theme": one.code}) for one in themes(communique.text, found)),
        *((ProposalKind.ORGANISATION, one, organisation(one)) for one in found.organisations),
        *((ProposalKind.PERSON, one, person(one, found)) for one in found.people),
        *((ProposalKind.SESSION, one, {"title": typographic(one.title)[:300]}) for one in found.sessions),
        *((ProposalKind.COMMITMENT, one, commitment(one)) for one in found.recommendations),
    ]
    for number, (kind, one, said) in enumerate(told[:MOST], 1):
        starts, ends = one.passage
        yield ReadProposal(
            organisation_id=communique.organisation_id, communique=communique, kind=kind, number=number, from_char=starts,
            to_char=ends, said=said,
        )  # fmt: skip


def event(one: Event, found: Reading) -> dict[str, Any]:
    where = one.place
    return {
        "title": typographic(one.title or "")[:300],
        "kind": one.kind or "",
        "first": parts(one.date.start) if one.date else None,
        "last": parts(one.date.end) if one.date and one.date.end != one.date.start else None,
        "city": ((where.city if where else "") or "")[:120],
        "country": (where.country if where else "") or "",
        "theme": "",
    }


class Shows(NamedTuple):
    """Where a theme shows in the text."""

    code: str
    passage: tuple[int, int]


def themes(text: str, found: Reading) -> list[Shows]:
    """What the whole text is about, each with the words that show it first."""
    where = passages(text, found.themes)
    return [Shows(code, where[code]) for code in found.themes if code in where]


def typographic(title: str) -> str:
    """With the apostrophe of print: titles, names and roles; a passage stays as it stands in the text."""
    return title.replace("'", "’")


def organisation(one: Organisation) -> dict[str, Any]:
    return {"name": typographic(one.name)[:200], "acronym": one.acronym, "of": one.ref}


def person(one: Person, found: Reading) -> dict[str, Any]:
    of = next((each.ref for each in found.organisations if one.organisation in (each.name, each.acronym)), "")
    return {
        "name": one.name[:120],
        "role": typographic(one.role or "")[:200],
        "organisation_name": typographic(one.organisation or "")[:200],
        "of": of,
        "known": one.known,
    }


def commitment(one: Recommendation) -> dict[str, Any]:
    return {
        "text": one.text,
        "addressee": typographic(one.addressee or "")[:200],
        "deadline": parts(one.deadline) if one.deadline else None,
        "kind": "decision" if one.decision else "recommendation",
        "theme": one.themes[0] if one.themes else "",
    }


def parts(iso: str) -> Parts:
    """« 2026-05 » is [2026, 5, None]."""
    numbers: Parts = [int(part) for part in iso.split("-")]
    return [*numbers, None, None][:3]


def first_day(said: Parts) -> date:
    year, month, day = said
    return date(year or 1, month or 1, day or 1)


def last_day(said: Parts) -> date:
    year, month, day = said
    month = month or 12
    return date(year or 1, month, day or monthrange(year or 1, month)[1])


def precision(said: Parts) -> str:
    _year, month, day = said
    return "year" if month is None else "month" if day is None else "day"

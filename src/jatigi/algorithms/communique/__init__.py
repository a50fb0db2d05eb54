"""Reads a communiqué or minutes in French and proposes what it says; a person decides what becomes of it.

`read` gives a `Reading`: the event with its date and place, the organisations, the people with their role, the
recommendations with whom they ask and by when, the themes. Everything carries the passage of the text from which it comes;
where the text says nothing, nothing is said. The method is rules over the text's grammar and lists of names: the caller's own
organisations and places first, then those of this package. Nothing is learnt from the texts that are read.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from jatigi.algorithms.communique import (
    addressees,
    deadlines,
    events,
    lists,
    organisations,
    people,
    places,
    prose,
)
from jatigi.algorithms.communique.event_days import Calendar, of_day_only
from jatigi.algorithms.communique.mention import Known, Mention
from jatigi.algorithms.communique.normalise import normalised
from jatigi.algorithms.communique.opinion import SecondOpinion
from jatigi.algorithms.communique.persons import Found, People
from jatigi.algorithms.communique.places import Town
from jatigi.algorithms.communique.prose_words import NOTICE
from jatigi.algorithms.communique.reading import Event, Opinion, Organisation, Person, Reading, Recommendation
from jatigi.algorithms.communique.sentence import Said
from jatigi.algorithms.communique.structure import Page, page
from jatigi.algorithms.communique.themes import THEMES, themes_of, themes_of_sentence

__all__ = [
    "THEMES",
    "Event",
    "Known",
    "Opinion",
    "Organisation",
    "Person",
    "Reading",
    "Recommendation",
    "SecondOpinion",
    "Town",
    "read",
]


_HAVE = re.compile(r"\b(?:ont|a|avons)(?: (?:notamment|egalement|aussi|ainsi|entre autres))? ?:$")
_TITLES = 4
"""A title among the first parts says again what the text says."""


def read(
    text: str,
    known: Iterable[Known] = (),
    towns: Iterable[Town] = (),
    second: SecondOpinion | None = None,
    people: Iterable[str] = (),
) -> Reading:
    """What ``text`` says. Never raises: a text that is no communiqué is one that says nothing.

    ``known``, ``towns``, ``people``: organisations, places and names of people that the caller knows; they come first.
    ``second``: something that adds its opinion, « à confirmer »; it changes nothing of what the rules read.
    """
    reading = _read(text, known, towns, People(people))
    return replace(reading, opinions=tuple(second.of(text, reading))) if second else reading


def _read(text: str, known: Iterable[Known], towns: Iterable[Town], names: People) -> Reading:
    parts = page(normalised(text))
    mentions = organisations.find(parts, known)
    calendar = Calendar(parts)
    event = events.find(parts, mentions, places.find(parts, towns), calendar)
    if event is None:
        calendar.of_event(parts, 0, 0)
    said = _recommendations(parts, mentions, calendar)
    return Reading(
        events=(event,) if event else (),
        organisations=tuple(_organisation(parts, one) for one in organisations.first_of_each(mentions)),
        people=tuple(_person(parts, one, names) for one in people.find(parts, mentions, names)),
        recommendations=tuple(said),
        themes=themes_of(parts.fold),
        sessions=tuple(events.sessions(parts)),
    )


def _typographic(parts: Page, name: str, passage: tuple[int, int]) -> str:
    """With the apostrophes of the text itself."""
    name = " ".join(name.split())
    return name.replace("'", "’") if "’" in parts.text.original[passage[0] : passage[1]] else name


def _written(parts: Page, start: int, end: int) -> str:
    """What stands there, a word that a line's end cut being one."""
    return _typographic(parts, parts.flat[start:end], parts.text.passage(start, end))


def _organisation(parts: Page, one: Mention) -> Organisation:
    passage = parts.text.passage(one.start, one.end)
    return Organisation(_typographic(parts, one.name, passage), passage, one.acronym, one.ref)


def _person(parts: Page, one: Found, known: People) -> Person:
    passage = parts.text.passage(one.start, one.end)
    role, house = (" ".join(each.split()) if each else None for each in (one.role, one.organisation))
    if "’" in parts.text.original:
        role, house = (each.replace("'", "’") if each else None for each in (role, house))
    return Person(_typographic(parts, one.name, passage), role, house, passage, one.name in known)


def _recommendations(parts: Page, mentions: Sequence[Mention], calendar: Calendar) -> list[Recommendation]:
    if any(NOTICE.match(parts.fold, block.start, block.end) for block in parts.blocks[:_TITLES]):
        return []
    items, used, spans = lists.find(parts, mentions)
    found = [(one.said, one.whole) for one in items]
    completes = False
    for number, block in enumerate(parts.blocks):
        if block.kind != "item":
            completes = bool(_HAVE.search(parts.fold, max(block.start, block.end - 30), block.end))
        if number in used or (block.kind == "heading" and number < _TITLES):
            continue
        for start, end in parts.sentences(block):
            if any(begin < end and start < until for begin, until in spans):
                continue
            said = prose.find(parts, start, end, mentions, completes=completes and block.kind == "item")
            found += [(one, (start, end) if len(said) == 1 else (one.start, one.end)) for one in said]
    held = of_day_only(calendar.event)
    seen: set[str] = set()
    told = []
    for one, whole in sorted(found, key=lambda each: each[0].start):
        recommendation = _recommendation(parts, one, whole, calendar, held)
        key = " ".join(recommendation.text.casefold().split())
        if recommendation.text and key not in seen:
            seen.add(key)
            told.append(recommendation)
    return told


def _recommendation(
    parts: Page, one: Said, whole: tuple[int, int], calendar: Calendar, held: date | None
) -> Recommendation:
    passage = parts.text.passage(one.start, one.end)
    to = addressees.tidy(_written(parts, *one.to)) if one.to else None
    by = deadlines.find(parts.fold, one.start, one.end, calendar.found, held) or deadlines.find(
        parts.fold, whole[0], whole[1], calendar.found, held
    )
    text = parts.text.original[passage[0] : passage[1]]
    return Recommendation(text, to or None, by, passage, one.decision, themes_of_sentence(text))

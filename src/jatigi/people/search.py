"""Finding somebody again among the people whom one may see: what is asked, and what is shown of the answer.

Nothing of it is ever written to disk. Rights are applied twice: the finder touches only what the mask of the asker
lets be seen, and what it answers is asked of `visible_to` once more.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from jatigi.algorithms.codes import CodeError, read_code
from jatigi.algorithms.matching import MUST_LOOK, PERHAPS, Birth, Match, Query, Record, compare
from jatigi.kernel import reading
from jatigi.kernel.access import Access
from jatigi.kernel.text import clean_name
from jatigi.people import identity, reasons, shapes
from jatigi.people.duplicates import family
from jatigi.people.finder.client import OverSocket, Unready
from jatigi.people.finder.index import Finder, InMemory
from jatigi.people.finder.masks import Mask, mask_of
from jatigi.people.finder.records import FOUND, birth_of, known_sex, record_of
from jatigi.people.models import Identity, Person
from jatigi.people.rules import INDEXING
from jatigi.people.shapes import ascii_digits

__all__ = [
    "MUST_LOOK",
    "PERHAPS",
    "Found",
    "InMemory",
    "Unready",
    "candidates",
    "compared",
    "engine",
    "likely",
    "look_up",
    "looks_like_a_code",
    "query_of",
    "query_of_values",
    "record_of",
    "very_like",
    "very_like_each",
]

MOST = 10

engine: Finder = OverSocket(Path(settings.FINDER_SOCKET)) if settings.FINDER_PROCESS else InMemory()
"""The process of the node where it is supervised; in tests and in commands that come and go one in this process."""


# What is typed into the one box of the desk


def query_of(text: str, sex: str = "", birth_year: int | None = None) -> Query:
    """What somebody typed: words are names, groups of figures are telephone or document numbers."""
    plain = ascii_digits(unicodedata.normalize("NFC", text))
    numbers = [number.strip() for number in _NUMBERS.findall(plain)]
    words = _NUMBERS.sub(" ", plain).split()
    return Query(
        names=(" ".join(words),) if words else (),
        sex=known_sex(sex),
        birth=Birth(birth_year, width=1) if birth_year else None,
        phones=tuple(numbers),
        documents=tuple(numbers),
    )


def query_of_values(values: Mapping[str, Any], today: date) -> Query:
    """The keyword arguments of `person.register` as a query. Raises `Invalid` as the action would."""
    born = shapes.clean_birth(values.get("birth"), today)
    names = shapes.clean_names(values.get("names", []))
    return Query(
        names=tuple(f"{name['given']} {name['family']}".strip() for name in names),
        sex=known_sex(values["sex"]),
        birth=birth_of(born),
        father=clean_name(values.get("father") or "", "father"),
        mother=clean_name(values.get("mother") or "", "mother"),
        phones=tuple(phone["number"] for phone in shapes.clean_phones(values.get("phones", []))),
        documents=tuple(paper["number"] for paper in shapes.clean_documents(values.get("documents", []))),
        nationalities=tuple(values.get("nationalities") or ()),
        languages=tuple(values.get("languages") or ()),
        origin=clean_name(values.get("origin") or "", "origin"),
    )


def looks_like_a_code(text: str) -> bool:
    """Whether somebody probably meant a code, and one of its characters is wrong."""
    try:
        read_code(text)
    except CodeError as error:
        return error.reason == "check" and any(letter.isdigit() for letter in text)
    return False


_NUMBERS = re.compile(r"\+?[^\W\d_]{0,3}\d[\w\-./]*(?:[ \-./]+\d[\w\-./]*)*")


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody who may be meant, with what speaks for and against it in sentences."""

    person: Person
    identity: Identity | None
    score: float
    sentences: Sequence[str] = ()

    @property
    def name(self) -> str:
        return identity.display_name(self.identity)

    @property
    def other_names(self) -> list[str]:
        return identity.names_of(self.identity)[1:]

    @property
    def strength(self) -> str:
        return reasons.strength(self.score)

    @property
    def tone(self) -> str:
        return (
            "success"
            if self.score >= reasons.LIKELY
            else "info"
            if self.score >= reasons.POSSIBLE
            else "neutral"
        )


def look_up(access: Access, text: str, sex: str = "", birth_year: int | None = None) -> list[Found]:
    """People whom `text` may mean: a code, or names, telephone and document numbers. Journalled as one list.

    Raises `Unready` where it is no code and the index is being built.
    """
    by_code = _by_code(access, text)
    if by_code is not None:
        return by_code
    return candidates(access, query_of(text, sex, birth_year))


def candidates(
    access: Access,
    query: Query,
    *,
    at_least: float = 0.0,
    limit: int = MOST,
    apart_from: Collection[UUID] = (),
) -> list[Found]:
    """Whom the finder names of those whom `access` may see, the likeliest first. Journalled as one list.

    Empty where nobody is named besides those in `apart_from`. Raises `Unready` while the index is being built.
    """
    mask = mask_of(access)
    if mask.empty or not query.says_who:
        return []
    matches = {match.id: match for match in engine.find(mask, query, limit) if match.score >= at_least}
    if set(matches) <= set(apart_from):
        return []
    found = _shown(access, list(matches))
    return [
        replace(each, score=matches[pk].score, sentences=reasons.sentences(matches[pk].reasons))
        for pk, each in sorted(found.items(), key=lambda item: -matches[item[0]].score)
    ]


def very_like(organisation: UUID, record: Record, limit: int = 5) -> list[Match]:
    """Who of an organisation is so like this record that somebody must look. Raises `Unready`."""
    return likely(organisation, record, at_least=MUST_LOOK, limit=limit)


def very_like_each(
    organisation: UUID, records: Mapping[UUID, Record], limit: int = 5
) -> dict[UUID, list[Match]]:
    """The same for many records, by id; those that say nobody are left out."""
    telling = {pk: record for pk, record in records.items() if record.known.says_who}
    found = _likely_each(organisation, list(telling.values()), at_least=MUST_LOOK, limit=limit)
    return dict(zip(telling, found, strict=True))


def likely(organisation: UUID, query: Query, *, at_least: float, limit: int = MOST) -> list[Match]:
    """Whom the finder names among the people of one organisation, for work that shows nobody to whoever asked.

    The likeliest first, none that was erased or joined to another. Not journalled: what is made of it is. Raises `Unready`.
    """
    if not query.says_who:
        return []
    return _likely_each(organisation, [query], at_least=at_least, limit=limit)[0]


def _likely_each(
    organisation: UUID, queries: Sequence[Query], *, at_least: float, limit: int
) -> list[list[Match]]:
    named = [
        [match for match in matches if match.score >= at_least]
        for matches in engine.find_each(Mask(frozenset({organisation})), queries, limit)
    ]
    there = Person.objects.visible_to(INDEXING).filter(
        organisation_id=organisation, pk__in={match.id for matches in named for match in matches}, **FOUND
    )
    known = set(there.values_list("pk", flat=True))
    return [[match for match in matches if match.id in known] for matches in named]


def compared(one: Record, other: Record) -> Match:
    """How likely two records are of one person, and why."""
    return compare(one, other)


def _by_code(access: Access, text: str) -> list[Found] | None:
    try:
        code = read_code(text)
    except CodeError:
        return None
    person = family.by_code(access, code)
    found = _shown(access, [person.pk] if person else [], erased=True)
    return [
        replace(
            each,
            score=1.0,
            sentences=[reasons.same_code() if each.person.code == code else reasons.joined_code()],
        )
        for each in found.values()
    ]


def _shown(access: Access, people: list[UUID], *, erased: bool = False) -> dict[UUID, Found]:
    """Those whom `access` may see, with their identities: one event in the journal."""
    rows = Person.objects.visible_to(access).filter(pk__in=people)
    if not erased:
        rows = rows.filter(erased_at__isnull=True)
    persons = {person.pk: person for person in rows}
    reading.saw_list(access, Person, list(persons), what="search")
    known = identity.of(access, list(persons))
    return {pk: Found(person, known.get(pk), 0.0) for pk, person in persons.items()}

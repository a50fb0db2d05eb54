"""Identities as the engine compares them, read from the store through the reading door."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import F, TextField
from django.db.models.functions import Cast

from jatigi.algorithms.matching import Birth, Record, Stay
from jatigi.kernel import bulk
from jatigi.kernel.querysets import ProtectedQuerySet
from jatigi.people.codes import BirthKind, Sex
from jatigi.people.models import Identity, Person
from jatigi.people.models import Stay as StayRow
from jatigi.people.rules import INDEXING

Entry = tuple[UUID, UUID, Record]
"""A person, the organisation whose record it is, and what is compared."""

Row = list[Any]
"""The same as JSON: two ids, then what `_plain` makes of the columns."""

SEALED = ("names", "parents", "birth", "phones", "documents", "origin")
LISTED = ("nationalities", "languages")
COARSE = ("sex", *LISTED)
FOUND: dict[str, Any] = {"erased_at": None, "merged_into": None}
"""Which persons are found by a search at all."""
LAST_STAYS = 4
"""So many of somebody's stays are compared, the latest."""
MANY = 500
"""How many ids one statement may name, on every database."""


def everybody() -> Iterator[list[Row]]:
    """Whoever has an identity, in batches."""
    return _rows(Identity.objects.visible_to(INDEXING))


def some(people: Iterable[UUID]) -> Iterator[Entry]:
    """Those of these people who have an identity."""
    rest = iter(people)
    while ids := list(islice(rest, MANY)):
        for batch in _rows(Identity.objects.visible_to(INDEXING).filter(person_id__in=ids)):
            yield from map(entry, batch)


def entry(row: Row) -> Entry:
    """A row as the engine takes it."""
    person, organisation, *plain = row
    return UUID(hex=person), _organisation(organisation), _record(*plain)


@lru_cache(maxsize=1024)
def _organisation(pk: str) -> UUID:
    return UUID(hex=pk)


def _rows(identities: ProtectedQuerySet[Identity]) -> Iterator[list[Row]]:
    for batch in bulk.opened(identities, SEALED, known_by="person_id"):
        people = [person for person, _, _ in batch]
        coarse, stays = _coarse(people), _stays(people)
        yield [
            [person.hex, organisation.hex, *_plain(*[*sealed, *coarse[person]]), stays.get(person)]
            for person, organisation, sealed in batch
            if person in coarse
        ]


def _coarse(people: Sequence[UUID]) -> dict[UUID, tuple[str, list[str], list[str]]]:
    """What is not sealed; the codes of a country or of some languages are read once, not for everybody who has them.

    Who is found at all is looked at here: where nothing was counted, SQLite takes the index of who was merged for it, and
    passes over the whole table for each batch.
    """
    rows = Person.objects.visible_to(INDEXING).filter(bulk.Among(F("pk"), people))
    texts = (Cast(name, TextField()) for name in LISTED)
    return {
        pk: (sex, _codes(nationalities), _codes(languages))
        for pk, *gone, sex, nationalities, languages in rows.values_list("pk", *FOUND, "sex", *texts)
        if gone == [*FOUND.values()]
    }


@lru_cache(maxsize=4096)
def _codes(text: str) -> list[str]:
    codes: list[str] = json.loads(text)
    return codes


def _stays(people: Sequence[UUID]) -> dict[UUID, list[list[Any]]]:
    """Where each of these people slept, the latest stays first: site, first day and last as numbers."""
    stays = StayRow.objects.visible_to(INDEXING).filter(bulk.Among(F("person_id"), people))
    rows = stays.order_by("-arrived_at", "pk")
    found: dict[UUID, list[list[Any]]] = {}
    for person, site, since, until in rows.values_list("person_id", "site_id", "arrived_at", "departed_at"):
        mine = found.setdefault(person, [])
        if len(mine) < LAST_STAYS:
            mine.append([site.hex, since.toordinal(), until and until.toordinal()])
    return found


def stays_of(person: UUID) -> list[list[Any]] | None:
    """The stays of somebody as `record_of` takes them."""
    return _stays([person]).get(person)


def record_of(identity: Identity, person: Person, stays: Sequence[Sequence[Any]] | None = None) -> Record:
    """The same of one identity that was read already."""
    columns: Row = [getattr(identity, name) or None for name in SEALED]
    columns += [getattr(person, name) for name in COARSE]
    return _record(*[*_plain(*columns), stays])


def _plain(
    names: Sequence[Mapping[str, str]] | None,
    parents: Mapping[str, str] | None,
    birth: Mapping[str, Any] | None,
    phones: Sequence[Mapping[str, Any]] | None,
    documents: Sequence[Mapping[str, Any]] | None,
    origin: str | None,
    sex: str,
    nationalities: Sequence[str],
    languages: Sequence[str],
) -> Row:
    """What is compared, in the order in which `_record` takes it; nothing else of a person is handed on."""
    parents, born = parents or {}, birth_of(birth or {})
    return [
        [f"{name['given']} {name['family']}".strip() for name in names or ()],
        known_sex(sex),
        born and [born.year, born.month, born.day, born.width],
        parents.get("father", ""),
        parents.get("mother", ""),
        [phone["number"] for phone in phones or ()],
        [document["number"] for document in documents or () if document["number"]],
        origin or "",
        nationalities,
        languages,
    ]


def _record(
    names: Sequence[str],
    sex: str | None,
    birth: Sequence[int] | None,
    father: str,
    mother: str,
    phones: Sequence[str],
    documents: Sequence[str],
    origin: str,
    nationalities: Sequence[str],
    languages: Sequence[str],
    stays: Sequence[Sequence[Any]] | None,
) -> Record:
    return Record(
        tuple(names), sex, Birth(*birth) if birth else None, father, mother, tuple(phones), tuple(documents),
        nationalities=tuple(nationalities), origin=origin, languages=tuple(languages),
        stays=tuple([Stay(*stay) for stay in stays or ()]),
    )  # fmt: skip


def known_sex(sex: str) -> str | None:
    """The code where it says something, None where it does not."""
    return sex if sex in (Sex.FEMALE, Sex.MALE) else None


def birth_of(birth: Mapping[str, Any]) -> Birth | None:
    """A birth as the engine compares it; None where nothing is known."""
    kind = birth.get("kind")
    if kind == BirthKind.EXACT:
        year, month, day = map(int, birth["date"].split("-"))
        return Birth(year, month, day)
    if kind == BirthKind.YEAR:
        return Birth(birth["year"], birth.get("month"))
    if kind == BirthKind.ESTIMATED:
        return Birth(int(birth["at"][:4]) - birth["age"], width=max(1, birth["width"]))
    return None

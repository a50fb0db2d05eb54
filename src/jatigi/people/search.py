"""Finding somebody again among the people of one organisation: the interface, and the first engine.

Nothing of it is ever written to disk. The engine answers ids; who may be shown is decided afterwards, by
`visible_to`. A better engine replaces `engine`.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock, Thread
from typing import Any, Protocol
from uuid import UUID

from django.db import connection

from jatigi.algorithms.codes import CodeError, read_code
from jatigi.algorithms.matching import Birth, Index, Match, Query, Record
from jatigi.kernel import reading
from jatigi.kernel.access import Access
from jatigi.kernel.models import JournalDetail, JournalEntry, JournalHead
from jatigi.kernel.text import clean_name
from jatigi.people import identity, reasons, shapes
from jatigi.people.codes import BirthKind, Sex
from jatigi.people.models import Identity, Person
from jatigi.people.rules import INDEXING
from jatigi.people.shapes import ascii_digits

MOST = 10
CAREFUL_LOOK = 0.4
"""From here on a match is shown as a possible duplicate before a record is made."""

BEHIND = 20_000
"""More events than this since the last search: the index is built anew instead of following them."""

FOLLOWED = ("person.register", "person.update", "person.erase")
IMPORT = "person.import"
"""One event for many persons, named in its details."""


class Engine(Protocol):
    """Answers which people of an organisation may be meant; the best first, with reasons."""

    def find(self, organisation: UUID, query: Query, limit: int = MOST) -> list[Match]: ...

    def warm(self, organisation: UUID) -> None: ...


@dataclass
class _Shelf:
    """One organisation's index, and how many events of the journal it has followed."""

    index: Index = field(default_factory=Index)
    followed: int = -1
    lock: Lock = field(default_factory=Lock)


class InMemory:
    """The first engine: `algorithms.matching` in the memory of each process.

    Built from the encrypted store at the first search of an organisation. Before every answer it follows
    the journal, in which every change of a person stands in the order of its commits: what another
    process registered is found, whom another process erased is gone.
    """

    def __init__(self) -> None:
        self._shelves: dict[UUID, _Shelf] = {}

    def find(self, organisation: UUID, query: Query, limit: int = MOST) -> list[Match]:
        return self.prepare(organisation).search(organisation, query, limit)

    def prepare(self, organisation: UUID) -> Index:
        """The index of an organisation, built or brought up to the present."""
        shelf = self._shelves.setdefault(organisation, _Shelf())
        with shelf.lock:
            size = JournalHead.objects.filter(pk=1).values_list("size", flat=True).first() or 0
            if shelf.followed < 0 or not shelf.followed <= size < shelf.followed + BEHIND:
                shelf.index = _built(organisation)
            elif shelf.followed < size:
                _follow(shelf.index, organisation, shelf.followed, size)
            shelf.followed = size
            return shelf.index

    def warm(self, organisation: UUID) -> None:
        """Begin to build the index of an organisation aside, while somebody still asks for the name."""
        shelf = self._shelves.setdefault(organisation, _Shelf())
        if shelf.followed < 0 and not connection.in_atomic_block and not shelf.lock.locked():
            Thread(target=self._warm, args=(organisation,), daemon=True).start()

    def _warm(self, organisation: UUID) -> None:
        try:
            self.prepare(organisation)
        finally:
            connection.close()


def _built(organisation: UUID) -> Index:
    index = Index()
    people = Person.objects.visible_to(INDEXING).filter(organisation_id=organisation)
    sexes = dict(people.values_list("pk", "sex"))
    for row in Identity.objects.visible_to(INDEXING).filter(organisation_id=organisation).iterator():
        index.put(organisation, row.person_id, record_of(row, sexes.get(row.person_id, "")))
    return index


def _follow(index: Index, organisation: UUID, since: int, until: int) -> None:
    """Do to the index what the journal says was done to persons in events `since` to `until`."""
    changed = _changed(since, until)
    if not changed:
        return
    people = Person.objects.visible_to(INDEXING).filter(organisation_id=organisation).in_bulk(list(changed))
    known = identity.of(INDEXING, list(people))
    for pk in changed:
        if pk in known:
            index.put(organisation, pk, record_of(known[pk], people[pk].sex))
        else:
            index.remove(organisation, pk)


def _changed(since: int, until: int) -> set[UUID]:
    """The persons of whom events `since` to `until` say that something was done to them."""
    events = JournalEntry.objects.filter(seq__gte=since, seq__lt=until, outcome="done")
    one = events.filter(action__in=FOLLOWED).values_list("object_id", flat=True)
    imports = JournalDetail.objects.filter(seq__in=events.filter(action=IMPORT).values("seq"))
    many = [pk for details in imports.values_list("details", flat=True) for pk in details["people"]]
    return {UUID(pk) for pk in (*one, *many) if pk}


engine: Engine = InMemory()


def record_of(row: Identity, sex: str) -> Record:
    """An identity as the engine compares it."""
    parents = row.parents or {}
    return Record(
        names=tuple(identity.names_of(row)),
        sex=sex if sex in (Sex.FEMALE, Sex.MALE) else None,
        birth=birth_of(row.birth or {}),
        father=parents.get("father", ""),
        mother=parents.get("mother", ""),
        phones=tuple(phone["number"] for phone in row.phones or []),
        documents=tuple(document["number"] for document in row.documents or [] if document["number"]),
    )


def birth_of(birth: dict[str, Any]) -> Birth | None:
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


# What is typed into the one box of the desk


def query_of(text: str, sex: str = "", birth_year: int | None = None) -> Query:
    """What somebody typed: words are names, groups of figures are telephone or document numbers."""
    plain = ascii_digits(unicodedata.normalize("NFC", text))
    numbers = [number.strip() for number in _NUMBERS.findall(plain)]
    words = _NUMBERS.sub(" ", plain).split()
    return Query(
        names=(" ".join(words),) if words else (),
        sex=sex if sex in (Sex.FEMALE, Sex.MALE) else None,
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
        sex=values["sex"] if values["sex"] in (Sex.FEMALE, Sex.MALE) else None,
        birth=birth_of(born),
        father=clean_name(values.get("father") or "", "father"),
        mother=clean_name(values.get("mother") or "", "mother"),
        phones=tuple(phone["number"] for phone in shapes.clean_phones(values.get("phones", []))),
        documents=tuple(paper["number"] for paper in shapes.clean_documents(values.get("documents", []))),
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
    """People whom `text` may mean: a code, or names, telephone and document numbers. Journalled as one list."""
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
    """Whom the engine names and `access` may see, the likeliest first. Journalled as one list.

    Empty where nobody is named besides those in `apart_from`.
    """
    if access.organisation is None or not (query.tokens or query.phone_numbers or query.document_numbers):
        return []
    matches = {
        match.id: match for match in engine.find(access.organisation, query, limit) if match.score >= at_least
    }
    if set(matches) <= set(apart_from):
        return []
    found = _shown(access, list(matches))
    return [
        replace(each, score=matches[pk].score, sentences=reasons.sentences(matches[pk].reasons))
        for pk, each in sorted(found.items(), key=lambda item: -matches[item[0]].score)
    ]


def likely(organisation: UUID, query: Query, *, at_least: float, limit: int = MOST) -> list[Match]:
    """Whom the engine names among the people of one organisation, for work that shows nobody to whoever asked.

    The likeliest first, none that was erased. Not journalled: what is made of it is.
    """
    matches = [match for match in engine.find(organisation, query, limit) if match.score >= at_least]
    ids = [match.id for match in matches]
    there = Person.objects.visible_to(INDEXING).filter(
        organisation_id=organisation, pk__in=ids, erased_at__isnull=True
    )
    known = set(there.values_list("pk", flat=True))
    return [match for match in matches if match.id in known]


def _by_code(access: Access, text: str) -> list[Found] | None:
    try:
        code = read_code(text)
    except CodeError:
        return None
    people = Person.objects.visible_to(access).filter(code=code).values_list("pk", flat=True)
    found = _shown(access, list(people), erased=True)
    return [replace(each, score=1.0, sentences=[reasons.same_code()]) for each in found.values()]


def _shown(access: Access, people: list[UUID], *, erased: bool = False) -> dict[UUID, Found]:
    """Those whom `access` may see, with their identities: one event in the journal."""
    rows = Person.objects.visible_to(access).filter(pk__in=people)
    if not erased:
        rows = rows.filter(erased_at__isnull=True)
    persons = {person.pk: person for person in rows}
    reading.saw_list(access, Person, list(persons), what="search")
    known = identity.of(access, list(persons))
    return {pk: Found(person, known.get(pk), 0.0) for pk, person in persons.items()}

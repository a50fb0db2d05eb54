"""Whom a question may mean elsewhere: every other organisation is searched alike, whatever is found."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from jatigi.agencies.models import Organisation
from jatigi.algorithms.matching import Match, Query
from jatigi.cases.models import Case
from jatigi.inquiries.models import Inquiry
from jatigi.inquiries.rules import WORK
from jatigi.people import identity, search
from jatigi.people.finder.records import FOUND
from jatigi.people.models import Identity, Person
from jatigi.people.reasons import LIKELY
from jatigi.protection.codes import Category

AT_MOST = 3
"""Records of one organisation that a question leads to: beyond these it would be a list of namesakes."""


@dataclass(frozen=True, slots=True)
class Found:
    """A likely record, whose it is, and who looks after the person there."""

    person: Person
    match: Match
    case_worker: UUID | None


def found(inquiry: Inquiry) -> list[Found]:
    """The likely records of all other organisations. Work of the background, never of a request."""
    query = query_of(inquiry)
    if query is None:
        return []
    others = Organisation.objects.filter(active=True).exclude(pk=inquiry.organisation_id).order_by("pk")
    return [one for house in others for one in _in(house.pk, query)]


def query_of(inquiry: Inquiry) -> Query | None:
    """What the record says today of what the person agreed to be asked with."""
    known = identity.of(WORK, [inquiry.person_id]).get(inquiry.person_id)
    person = Person.objects.visible_to(WORK).filter(pk=inquiry.person_id, **FOUND).first()
    if known is None or person is None:
        return None
    return limited(search.record_of(known, person), inquiry.used)


def limited(record: Query, used: list[str]) -> Query:
    """The names of a record, and of the rest nothing but what is named in `used`."""
    return Query(
        names=record.names,
        birth=record.birth if Category.AGE in used else None,
        sex=record.sex if Category.AGE in used else None,
        father=record.father if Category.FAMILY in used else "",
        mother=record.mother if Category.FAMILY in used else "",
        phones=record.phones if Category.CONTACT in used else (),
    )


def enough(person: Person, known: Identity | None, used: list[str]) -> bool:
    """Whether a question can be asked with this: a name, and the birth, the mother's name or a telephone number."""
    if known is None or Category.NAME not in used:
        return False
    said = limited(search.record_of(known, person), used)
    return bool(said.known.names and (said.birth or said.known.mother or said.known.phones))


def _in(organisation: UUID, query: Query) -> Iterator[Found]:
    matches = search.likely(organisation, query, at_least=LIKELY, limit=AT_MOST)
    people = Person.objects.visible_to(WORK).in_bulk([match.id for match in matches])
    cases = Case.objects.visible_to(WORK).filter(person_id__in=people, closed_at__isnull=True)
    workers = dict(cases.values_list("person_id", "case_worker_id"))
    for match in matches:
        yield Found(people[match.id], match, workers.get(match.id))

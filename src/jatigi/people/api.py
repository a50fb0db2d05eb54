"""Reads: visits, people, stays. Names only where one person is opened, which the journal keeps."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from jatigi.kernel.access import Purpose
from jatigi.kernel.api import ERRORS, LIMIT, After, Limit, asking, listed
from jatigi.kernel.reading import open_record
from jatigi.people import identity
from jatigi.people.duplicates import family
from jatigi.people.models import Person, Stay, Visit

PURPOSES = (Purpose.RECEPTION, Purpose.CASE_MANAGEMENT)

visits, people, stays = Router(tags=["visits"]), Router(tags=["people"]), Router(tags=["stays"])
routers = {"/visits": visits, "/people": people, "/stays": stays}


class VisitOut(Schema):
    id: UUID
    version: int
    site_id: UUID
    at: datetime
    wishes: list[str]
    sex: str
    age_group: str
    people: int
    person_id: UUID | None


class PersonOut(Schema):
    """What is coarse about a person; no name."""

    id: UUID
    version: int
    code: str
    sex: str
    age_group: str
    nationalities: list[str]
    languages: list[str]
    registered_at: datetime


class PersonOpened(PersonOut):
    """A person with the identity as recorded."""

    names: list[dict[str, Any]] = []
    parents: dict[str, Any] = {}
    birth: dict[str, Any] = {}
    phones: list[dict[str, Any]] = []
    documents: list[dict[str, Any]] = []
    origin: str = ""


class StayOut(Schema):
    id: UUID
    version: int
    person_id: UUID
    site_id: UUID
    bed: str
    arrived_at: datetime
    from_country_id: str | None
    towards_country_id: str | None
    means: str
    departed_at: datetime | None


class Visits(Schema):
    items: list[VisitOut]
    next: str


class People(Schema):
    items: list[PersonOut]
    next: str


class Stays(Schema):
    items: list[StayOut]
    next: str


@visits.get("", response={200: Visits, **ERRORS}, operation_id="visits")
def list_visits(request: HttpRequest, after: After = "", limit: Limit = LIMIT) -> dict[str, Any]:
    """Visits of the organisation, newest first."""
    access = asking(request, *PURPOSES)
    items, following = listed(access, Visit.objects.visible_to(access), ("-at",), after, limit)
    return {"items": items, "next": following}


@people.get("", response={200: People, **ERRORS}, operation_id="people")
def list_people(request: HttpRequest, after: After = "", limit: Limit = LIMIT) -> dict[str, Any]:
    """The people registered by the organisation, newest first, without names."""
    access = asking(request, *PURPOSES)
    found = Person.objects.visible_to(access).filter(erased_at=None)
    items, following = listed(access, found, ("-registered_at",), after, limit)
    return {"items": items, "next": following}


@people.get("/{uuid:id}", response={200: PersonOpened, **ERRORS}, operation_id="person")
def open_person(request: HttpRequest, id: UUID) -> dict[str, Any]:
    """One person with the identity, also by the id of a record that was joined to theirs. The journal keeps it."""
    access = asking(request, *PURPOSES)
    left = family.left_of(access, id)
    person = open_record(access, Person, left.pk if left else id)
    known = identity.of(access, [person.pk]).get(person.pk)
    parts = ("names", "parents", "birth", "phones", "documents", "origin")
    opened = {part: value for part in parts if (value := getattr(known, part, None))}
    return PersonOut.from_orm(person).model_dump() | opened


@stays.get("", response={200: Stays, **ERRORS}, operation_id="stays")
def list_stays(
    request: HttpRequest, after: After = "", limit: Limit = LIMIT, present: bool = False
) -> dict[str, Any]:
    """Stays, newest first; `present`: of those who are here now."""
    access = asking(request, *PURPOSES)
    found = Stay.objects.visible_to(access)
    items, following = listed(
        access, found.filter(departed_at=None) if present else found, ("-arrived_at",), after, limit
    )
    return {"items": items, "next": following}

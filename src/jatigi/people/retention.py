"""Whose record is past its end date: what the list of the house shows, and what the nightly work ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from jatigi.kernel import clock, erasure
from jatigi.kernel.access import Access
from jatigi.kernel.errors import Refused
from jatigi.people import rules
from jatigi.people.models import Person

SHOWN = 500
ITSELF = ("people.Person", "people.Identity")


@dataclass(frozen=True, slots=True)
class DuePerson:
    """A person past the end date: nothing but the code. `ends_on`: when the nightly work erases them."""

    id: UUID
    code: str
    keep_until: date
    ends_on: date


def due_here(access: Access) -> list[DuePerson]:
    """Persons of the asker's organisation past their date, the oldest first, by code. Raises `Refused`."""
    if access.organisation is None or not rules.may_see_due(access):
        raise Refused(code="may_see_due")
    rows = _due(clock.today()).filter(organisation_id=access.organisation)
    return list(_shown(rows[:SHOWN]))


def to_erase() -> Iterator[UUID]:
    """Persons of all organisations whose notice is over."""
    for person in _shown(_due(clock.today() - erasure.NOTICE)[:SHOWN]):
        yield person.id


def _due(before: date) -> "erasure.Rows[Person]":
    people = Person.objects.visible_to(erasure.access_to("people.Person"))
    return people.filter(keep_until__lt=before, erased_at__isnull=True).order_by("keep_until", "id")


def _shown(rows: "erasure.Rows[Person]") -> Iterator[DuePerson]:
    people = list(rows)
    needed = erasure.still_needed({person.key_id for person in people}, apart_from=ITSELF)
    for person in people:
        if person.key_id not in needed and person.keep_until is not None:
            yield DuePerson(person.pk, person.code, person.keep_until, person.keep_until + erasure.NOTICE)

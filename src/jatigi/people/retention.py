"""Whose record is past its end date: what the list of the house shows, and what the nightly work ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Min

from jatigi.kernel import clock, erasure
from jatigi.kernel.access import Access
from jatigi.kernel.errors import Refused
from jatigi.kernel.models import OwnedModel
from jatigi.people import rules
from jatigi.people.duplicates import family
from jatigi.people.models import Person

if TYPE_CHECKING:
    from jatigi.kernel.hooks import Text

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
    return list(_shown(rows[:SHOWN], clock.today()))


@dataclass(frozen=True, slots=True)
class DueRows:
    """How many rows of one other kind are past their end. `ends_on`: when the nightly work deletes the first."""

    called: "Text"
    number: int
    keep_until: date
    ends_on: date


def other_rows_here(access: Access) -> list[DueRows]:
    """What else of the asker's organisation is past its date, by kind: numbers only, one query a kind. Raises `Refused`."""
    if access.organisation is None or not rules.may_see_due(access):
        raise Refused(code="may_see_due")
    found = []
    for model in _others():
        rows = model.objects.visible_to(erasure.access_to(model._meta.label)).filter(
            organisation_id=access.organisation, keep_until__lt=clock.today()
        )
        counted = rows.aggregate(number=Count("pk"), first=Min("keep_until"))
        if counted["number"]:
            first = counted["first"]
            found.append(DueRows(model.CALLED, counted["number"], first, first + erasure.NOTICE))
    return found


def _others() -> list[type[OwnedModel]]:
    """The kinds with an end of their own, besides persons; what has none goes with what it belongs to."""
    return [
        model
        for model in erasure.tables()
        if issubclass(model, OwnedModel) and model.KEEP is not None and model._meta.label not in ITSELF
    ]


def to_erase() -> Iterator[UUID]:
    """Persons of all organisations whose notice is over."""
    before = clock.today() - erasure.NOTICE
    for person in _shown(_due(before)[:SHOWN], before):
        yield person.id


def _due(before: date) -> "erasure.Rows[Person]":
    people = Person.objects.visible_to(erasure.access_to("people.Person"))
    return people.filter(keep_until__lt=before, erased_at__isnull=True, merged_into=None).order_by(
        "keep_until", "id"
    )


def _shown(rows: "erasure.Rows[Person]", before: date) -> Iterator[DuePerson]:
    """Whoever is needed by nothing, with all records that were joined to theirs; the last of them to end counts."""
    people = list(rows)
    joined = family.joined([person.pk for person in people])
    keys = {row.key_id for rows in [people, *joined.values()] for row in rows}
    needed = erasure.still_needed(keys, apart_from=ITSELF)
    for person in people:
        whole = [person, *joined[person.pk]]
        last = max(row.keep_until for row in whole if row.keep_until)
        if last < before and needed.isdisjoint(row.key_id for row in whole):
            yield DuePerson(person.pk, person.code, last, last + erasure.NOTICE)

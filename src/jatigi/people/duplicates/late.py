"""Whoever was entered while the search by name was getting ready is compared once it answers.

The event of such an act says so (`asking.NOT_COMPARED`); how far they were followed is remembered in the cache. Where
that is lost they are compared once more, which changes nothing.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.core.cache import cache

from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.kernel.actions import Act, creation
from jatigi.kernel.models import JournalDetail, JournalEntry, microseconds
from jatigi.people import identity, rules, search
from jatigi.people.codes import FoundBy
from jatigi.people.duplicates.asking import actions as asking
from jatigi.people.finder.records import FOUND, stays_of
from jatigi.people.models import Person, Suspicion

LOOKED_BACK = timedelta(days=2)
AT_ONCE = 200
_FOLLOWED = "people:compared-late"


@creation("duplicate.find_late", Suspicion, allow=rules.may_compare, internal=True)
def found_late(act: Act, *, person: UUID, others: list[UUID]) -> None:
    """Somebody who was entered while nobody could be compared is very like others: a task for each pair."""
    made = asking.suspect(act, person, others, FoundBy.REGISTRATION)
    act.details["people"] = [str(person), *(str(pk) for pk in others)] if made else []


def compare(access: Access) -> None:
    """Compare those who wait, the longest first. Raises `Unready`: then they wait until the next time."""
    for seq, persons in _waiting():
        for pk in persons:
            _compare(access, pk)
        cache.set(_FOLLOWED, seq + 1, LOOKED_BACK.total_seconds())


def _waiting() -> Iterator[tuple[int, list[UUID]]]:
    events = JournalEntry.objects.filter(
        time_us__gte=microseconds(clock.now() - LOOKED_BACK), seq__gte=cache.get(_FOLLOWED, 0),
        reason=asking.NOT_COMPARED, outcome="done",
    )  # fmt: skip
    for seq, about in events.order_by("seq").values_list("seq", "object_id")[:AT_ONCE]:
        details = JournalDetail.objects.filter(seq=seq).values_list("details", flat=True).first() or {}
        yield seq, [UUID(pk) for pk in ([about] if about else details.get("people", []))]


def _compare(access: Access, pk: UUID) -> None:
    person = Person.objects.visible_to(access).filter(pk=pk, **FOUND).first()
    known = identity.of(access, [pk]).get(pk)
    if person is None or known is None:
        return
    matches = search.very_like(person.organisation_id, search.record_of(known, person, stays_of(pk)))
    others = [match.id for match in matches if match.id != pk]
    if others:
        found_late(replace(access, organisation=person.organisation_id), person=pk, others=others)

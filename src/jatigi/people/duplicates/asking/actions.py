"""What every way in asks before it writes: is this person here already? One rule, see the package."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from jatigi.algorithms.matching import Match, Record
from jatigi.kernel.actions import Act
from jatigi.kernel.errors import Conflict
from jatigi.kernel.text import listed
from jatigi.people import reasons, rules, search
from jatigi.people.codes import FoundBy
from jatigi.people.duplicates import family
from jatigi.people.imports.twins import twins
from jatigi.people.models import Identity, Merge, NotTheSame, Person, Suspicion


class MustLook(Conflict):
    """Somebody who is registered already is very like the new one, and the author has not looked at them."""

    code = "must_look"


NOT_COMPARED = "not_compared"
"""What the event of an act says that nobody was compared with: `duplicates.late` does it when the search answers."""


def ready() -> None:
    """Before a transaction that asks: where the index is in this process, it is there."""
    search.engine.ready()


def likely(act: Act, record: Record, apart_from: Collection[UUID] = ()) -> list[Match]:
    """Who is registered and very like this record; `apart_from`: at whom somebody has looked.

    Nobody while the search by name is getting ready: nothing waits for it, and nobody is forgotten.
    """
    known = set(apart_from)
    try:
        found = search.very_like(act.organisation, record, limit=5 + len(known))
    except search.Unready:
        act.reason = NOT_COMPARED
        return []
    return [match for match in found if match.id not in known]


def before(act: Act, person: Person, identity: Identity, looked_at: Sequence[UUID] | None) -> list[UUID]:
    """Whom a person who is about to be registered may be, for `after`.

    Raises `MustLook` with codes and reasons where the author looks (`looked_at` is given) and has not looked at one.
    """
    found = likely(act, search.record_of(identity, person), looked_at or ())
    if looked_at is not None and found:
        raise MustLook(_words(act, found))
    return [match.id for match in found]


def _words(act: Act, found: Sequence[Match]) -> str:
    """The codes of whom it may be, with what speaks for it and without a name."""
    visible = Person.objects.visible_to(act.access).in_bulk([match.id for match in found])
    said = [
        f"{visible[match.id].code} ({', '.join(reasons.without_names(match.reasons))})"
        for match in found
        if match.id in visible
    ]
    return _("Perhaps this person is already registered: %(codes)s. Look at these records first.") % {
        "codes": listed(said)
    }


def after(
    act: Act, person: UUID, found: Collection[UUID], looked_at: Sequence[UUID] | None, found_by: FoundBy
) -> None:
    """The person is registered: what was set aside is remembered, what nobody looked at becomes a task."""
    if looked_at:
        here = Person.objects.visible_to(act.access).filter(pk__in=list(looked_at)[:50])
        for other in here.exclude(pk=person).values_list("pk", flat=True):
            tell_apart(act, person, other)
    suspect(act, person, found, found_by)


def corrected(act: Act, person: Person, identity: Identity) -> None:
    """A record says something else than before: perhaps it is very like another one now."""
    found = likely(act, search.record_of(identity, person), [person.pk])
    suspect(act, person.pk, [match.id for match in found], FoundBy.UPDATE)


def suspect(
    act: Act, person: UUID, others: Collection[UUID], found_by: FoundBy, because: Merge | None = None
) -> list[Suspicion]:
    """A task for each pair that is not one yet; none where somebody said that they are two people, or put them in one group."""
    if not others:
        return []
    apart = family.told_apart(person, others) | family.side_by_side(person, others)
    known = {
        frozenset((row.one_id, row.other_id)) for row in family.suspicions_about([person])
    }  # fmt: skip
    rows = [
        _suspicion(act, person, other, found_by, because)
        for other in dict.fromkeys(others)
        if other != person and other not in apart and frozenset((person, other)) not in known
    ]
    return Suspicion.objects.bulk_create(rows)


def _suspicion(act: Act, person: UUID, other: UUID, found_by: FoundBy, because: Merge | None) -> Suspicion:
    one, two = family.pair(person, other)
    return Suspicion(
        organisation_id=act.organisation, one_id=one, other_id=two, found_by=found_by, found_at=act.at,
        because=because,
    )  # fmt: skip


def tell_apart(act: Act, person: UUID, other: UUID) -> None:
    """Remember that these are two people."""
    one, two = family.pair(person, other)
    known = NotTheSame.objects.visible_to(rules.KNOWING).filter(one=one, other=two)
    if not known.exists():
        NotTheSame(
            organisation_id=act.organisation,
            one_id=one,
            other_id=two,
            said_by_id=act.signed(),
            said_at=act.at,
        ).save()


def imported(act: Act, records: Mapping[UUID, Record]) -> None:
    """Within an import, once its rows are written: nobody looked, so each likely pair becomes a task."""
    found: Mapping[UUID, Sequence[Match]] = {}
    try:
        found = search.very_like_each(act.organisation, records)
    except search.Unready:
        act.reason = NOT_COMPARED
    pairs = {
        family.pair(pk, match.id) for pk, matches in found.items() for match in matches if match.id != pk
    }
    people = list(records)
    within = twins(list(records.values()), at_least=search.MUST_LOOK)
    pairs |= {family.pair(people[one], people[other]) for one, other, _match in within}
    Suspicion.objects.bulk_create(
        [_suspicion(act, one, other, FoundBy.IMPORT, None) for one, other in sorted(pairs)]
    )

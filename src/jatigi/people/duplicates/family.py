"""Records that were joined: which one is left, which ones are part of it, and what was said of pairs of them."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Q

from jatigi.kernel.access import Access
from jatigi.kernel.erasure import Rows
from jatigi.people.models import GroupMember, Merge, NotTheSame, Person, Suspicion
from jatigi.people.rules import KNOWING


def survivor(person: UUID) -> UUID:
    """The record that is left of this one: itself where it was joined to none."""
    while True:
        into = (
            Person.objects.visible_to(KNOWING)
            .filter(pk=person)
            .values_list("merged_into_id", flat=True)
            .first()
        )
        if into is None:
            return person
        person = into


def left_of(access: Access, person: UUID) -> Person | None:
    """The record that is left of this one, as far as `access` may see it."""
    return Person.objects.visible_to(access).filter(pk=survivor(person)).first()


def by_code(access: Access, code: str) -> Person | None:
    """Who has this code, or had it before their records were joined."""
    if access.organisation is None:
        return None
    rows = Person.objects.visible_to(KNOWING).filter(organisation_id=access.organisation, code=code)
    found = rows.values_list("pk", flat=True).first()
    return left_of(access, found) if found else None


def joined(persons: Collection[UUID]) -> dict[UUID, list[Person]]:
    """Of each record that is left those that were joined to it, also by way of another."""
    root = {person: person for person in persons}
    found: dict[UUID, list[Person]] = {person: [] for person in persons}
    reached = list(persons)
    while reached:
        rows = list(Person.objects.visible_to(KNOWING).filter(merged_into__in=reached))
        for row in rows:
            root[row.pk] = root[row.merged_into_id]  # type: ignore[index]
            found[root[row.pk]].append(row)
        reached = [row.pk for row in rows]
    return found


def whole(person: UUID) -> list[UUID]:
    """A record and all that were joined to it."""
    return [person, *(row.pk for row in joined([person])[person])]


def pair(one: UUID, other: UUID) -> tuple[UUID, UUID]:
    return (one, other) if one < other else (other, one)


def told_apart(person: UUID, others: Collection[UUID]) -> set[UUID]:
    """Of which of `others` somebody said that they are not this person, of any record that is part of theirs."""
    root = {person: person}
    for left, rows in joined([person, *others]).items():
        root |= {left: left, **{row.pk: left for row in rows}}
    said = NotTheSame.objects.visible_to(KNOWING).filter(one__in=list(root), other__in=list(root))
    pairs = {frozenset((root[a], root[b])) for a, b in said.values_list("one_id", "other_id")}
    return {other for other in others if frozenset((person, other)) in pairs}


def side_by_side(person: UUID, others: Collection[UUID]) -> set[UUID]:
    """Of `others` those who are in one family or travel group with this person: somebody put them down as two people."""
    members = GroupMember.objects.visible_to(KNOWING)
    theirs = list(members.filter(person=person).values_list("group_id", flat=True))
    beside = members.filter(group__in=theirs, person__in=list(others))
    return set(beside.values_list("person_id", flat=True))


def suspicions_about(persons: Iterable[UUID]) -> Rows[Suspicion]:
    ids = list(persons)
    return Suspicion.objects.visible_to(KNOWING).filter(Q(one__in=ids) | Q(other__in=ids))


def merges_of(persons: Iterable[UUID]) -> Rows[Merge]:
    ids = list(persons)
    return Merge.objects.visible_to(KNOWING).filter(Q(first__in=ids) | Q(second__in=ids))


def apart_about(persons: Iterable[UUID]) -> Rows[NotTheSame]:
    ids = list(persons)
    return NotTheSame.objects.visible_to(KNOWING).filter(Q(one__in=ids) | Q(other__in=ids))

"""Whose each row is when joined records are separated.

What was moved goes back. What was added since follows what it leans on (a referral its case, a correction its
answer); what leans on nothing is asked about, and is the first's where nobody says otherwise: it was written on that
record.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from jatigi.kernel import moving
from jatigi.kernel.access import Access
from jatigi.kernel.moving import Follows, Text
from jatigi.people.duplicates.values import FIRST, SECOND
from jatigi.people.models import Merge


@dataclass(frozen=True, slots=True)
class Added:
    """A row that was added since. `whose`: first or second, by rule; `leans`: and nobody is asked."""

    table: str
    id: UUID
    words: Text
    at: datetime
    whose: str
    leans: bool


@dataclass
class Shared:
    """What goes to the second, by table, and what was added since."""

    to_second: moving.Ids = field(default_factory=dict)
    added: list[Added] = field(default_factory=list)


def settled(row: Merge, belongs: Mapping[str, str]) -> Shared:
    """Whose everything is, given what was answered about rows by id."""
    owner = {pk: SECOND for ids in row.moved.values() for pk in ids}
    owner |= {pk: FIRST for ids in row.held.values() for pk in ids}
    added = dict(_added(row, owner))
    shared = Shared()
    for pk, (each, found) in added.items():
        whose, leans = _whose(pk, added, owner, belongs)
        words = each.words(found) if each.words else ""
        shared.added.append(Added(each.table, found.pk, words, found.entered_at, whose, leans))
        if whose == SECOND:
            shared.to_second.setdefault(each.table, []).append(pk)
    for table, ids in row.moved.items():
        shared.to_second[table] = [*ids, *shared.to_second.get(table, [])]
    shared.added.sort(key=lambda one: one.at)
    return shared


def asked(access: Access, row: Merge) -> list[Added]:
    """What was added since and `access` may see, for the page."""
    added = [one for one in settled(row, {}).added if one.words]
    followers = {each.table: each for each in moving.followers()}
    seen: set[UUID] = set()
    for table in {one.table for one in added}:
        seen |= followers[table].seen(access, [one.id for one in added if one.table == table])
    return [one for one in added if one.id in seen]


def _added(row: Merge, owner: Mapping[str, str]) -> Iterator[tuple[str, tuple[Follows, Any]]]:
    for each in moving.followers():
        for found in each.of(row.first_id):
            if str(found.pk) not in owner:
                yield str(found.pk), (each, found)


def _whose(
    pk: str,
    added: Mapping[str, tuple[Follows, Any]],
    owner: Mapping[str, str],
    belongs: Mapping[str, str],
) -> tuple[str, bool]:
    """Whose a row is, and whether that follows from another one."""
    each, found = added[pk]
    for other in map(str, filter(None, each.leans_on(found))):
        if other in owner:
            return owner[other], True
        if other in added and other != pk:
            return _whose(other, added, owner, belongs)[0], True
    return (SECOND if belongs.get(pk) == SECOND else FIRST), False

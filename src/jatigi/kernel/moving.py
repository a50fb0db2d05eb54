"""What follows a person when two records are found to be of one: every room says which of its tables do, and how.

A room declares with `follows` each column in which a person stands. Moving changes that column and nothing else: a
row stays sealed under the key that it has, and both keys belong to the record that is left. Only a row that goes to
another record than the one under whose key it was written is sealed again (`seal_under`). No row is read with those
of another room.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.apps import apps
from django.utils.functional import Promise

from jatigi.kernel.access import Access
from jatigi.kernel.erasure import Rows, access_to
from jatigi.kernel.fields import SealedField
from jatigi.kernel.models import ProtectedModel, SealedModel

Text = str | Promise
Ids = dict[str, list[str]]
"""Table → the ids of rows in it."""


def _nothing(_row: Any) -> Iterable[UUID | None]:
    return ()


def _everybody(_first: UUID, _second: UUID) -> Collection[UUID]:
    return ()


@dataclass(frozen=True)
class Follows:
    """Rows of `table` follow the person in their column `column`.

    hanging: {table: path to the row} of what is sealed with it · leans_on: ids of rows that decide whose it is, the
    strongest first; a row that leans on nothing is asked about when records are separated · words: what one row is
    called where that is asked · stays(first, second): rows of the second that cannot go over, because the first has
    its like.
    """

    table: str
    column: str
    words: Callable[[Any], Text] | None = None
    leans_on: Callable[[Any], Iterable[UUID | None]] = _nothing
    hanging: Mapping[str, str] = field(default_factory=dict)
    stays: Callable[[UUID, UUID], Collection[UUID]] = _everybody

    @property
    def model(self) -> type[ProtectedModel]:
        return apps.get_model(self.table)

    def of(self, person: UUID) -> Rows[Any]:
        """All rows of a person, whoever may see them."""
        return self.model.objects.visible_to(access_to(self.table)).filter(**{self.column: person})

    def seen(self, access: Access, ids: Collection[Any]) -> set[UUID]:
        """Which of these rows `access` may know of."""
        rows = self.model.objects.visible_to(access).filter(pk__in=list(ids))
        return set(rows.values_list("pk", flat=True))


_followers: dict[tuple[str, str], Follows] = {}


def follows(follower: Follows) -> Follows:
    """Declare it: called by the rooms at start-up."""
    _followers[follower.table, follower.column] = follower
    return follower


def followers() -> Iterator[Follows]:
    """Everything that follows a person, in the order of the rooms."""
    yield from _followers.values()


def ids_of(person: UUID) -> Ids:
    """Everything that is a person's, by table."""
    found = {
        each.table: [str(pk) for pk in each.of(person).values_list("pk", flat=True)] for each in followers()
    }
    return {table: ids for table, ids in found.items() if ids}


def move_all(first: UUID, second: UUID) -> Ids:
    """What is the second's becomes the first's; returns what was moved."""
    moved: Ids = {}
    for each in followers():
        rows = each.of(second).exclude(pk__in=each.stays(first, second))
        ids = list(rows.values_list("pk", flat=True))
        if ids:
            each.of(second).filter(pk__in=ids).update(**{each.column: first})
            moved[each.table] = [str(pk) for pk in ids]
    return moved


def give(table: str, ids: Collection[UUID | str], owner: UUID, to: UUID, keys: Mapping[UUID, UUID]) -> None:
    """These rows of `owner` become those of `to`, sealed under its key where they are under one in `keys` (old → new)."""
    each = next(follower for follower in followers() if follower.table == table)
    mine = each.of(owner).filter(pk__in=list(ids))
    kept = each.stays(to, owner)
    going = [pk for pk in mine.values_list("pk", flat=True) if pk not in kept]
    _seal_with_what_hangs(each, going, keys)
    each.of(owner).filter(pk__in=going).update(**{each.column: to})


def _seal_with_what_hangs(each: Follows, ids: list[UUID], keys: Mapping[UUID, UUID]) -> None:
    if not keys:
        return
    seal_under(each.table, {"pk__in": ids}, keys)
    for table, path in each.hanging.items():
        seal_under(table, {f"{path}__in": ids}, keys)


def seal_under(table: str, which: Mapping[str, Any], keys: Mapping[UUID, UUID]) -> None:
    """Rows that are sealed under a key in `keys` are sealed under the one that it leads to; nothing else changes."""
    model = apps.get_model(table)
    if not issubclass(model, SealedModel):
        return
    opened = model.objects.visible_to(access_to(table))
    sealed = [column for column in model._meta.concrete_fields if isinstance(column, SealedField)]
    for row in opened.filter(key_id__in=list(keys), **which):
        plain = {column.attname: getattr(row, column.attname) for column in sealed}
        row.key_id = keys[row.key_id]
        model._fetched([row])
        for name, value in plain.items():
            setattr(row, name, value)
        fresh = {column.attname: column.pre_save(row, False) for column in sealed}
        opened.filter(pk=row.pk).update(key_id=row.key_id, **fresh)

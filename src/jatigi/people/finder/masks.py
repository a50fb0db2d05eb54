"""Whom a search may be told of, made from the one rule of the table: `visible_to`.

A mask names organisations, and people to add or to leave out. Nearly every rule speaks of organisations alone, and is
read off without asking the database. Whatever else a rule may say one day is asked of the database itself: then the
mask names the people in whom `visible_to` differs from a whole organisation. `tests/people/test_finder_masks.py`
proves that mask and `visible_to` are one set.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from jatigi.kernel.access import Access
from jatigi.kernel.querysets import rule_of
from jatigi.people.models import Identity, Person
from jatigi.people.rules import INDEXING


@dataclass(frozen=True, slots=True)
class Mask:
    """The records of these organisations (None: of all) and of the people `also`, those `without` left out."""

    owners: frozenset[UUID] | None = frozenset()
    also: frozenset[UUID] = frozenset()
    without: frozenset[UUID] = frozenset()

    def sees(self, person: UUID, owner: UUID) -> bool:
        """Whether a search may touch this record."""
        return person not in self.without and (
            self.owners is None or owner in self.owners or person in self.also
        )

    @property
    def empty(self) -> bool:
        """Nobody at all, whoever is there."""
        return self.owners == frozenset() and not self.also


def mask_of(access: Access) -> Mask:
    """Everybody whose record and whose identity `access` may see."""
    if access.service:
        whole = {Person._meta.label, Identity._meta.label} <= access.scope
        return Mask(None) if whole else Mask()
    known = _owners(_rule(Person, access)), _owners(_rule(Identity, access))
    if known[0] is not None and known[1] is not None:
        return Mask(known[0] & known[1])
    return _asked(access)


def _rule(model: type[Person] | type[Identity], access: Access) -> Q:
    rule = rule_of(model)
    return rule(access) if rule else Q(pk__in=[])


def _owners(rule: Q) -> frozenset[UUID] | None:
    """The organisations of whom a rule says that everybody is seen and nobody else; None where it says more."""
    if rule.negated or not rule.children:
        return None
    parts = [
        _owners(child) if isinstance(child, Q) else _of_leaf(str(child[0]), child[1])
        for child in rule.children
        if isinstance(child, Q | tuple)
    ]
    if rule.connector not in (Q.AND, Q.OR) or len(parts) < len(rule.children):
        return None
    sets = [part for part in parts if part is not None]
    if len(sets) < len(parts):
        return None
    return frozenset.intersection(*sets) if rule.connector == Q.AND else frozenset.union(*sets)


def _of_leaf(path: str, value: object) -> frozenset[UUID] | None:
    if path == "organisation_id" and isinstance(value, UUID):
        return frozenset({value})
    if path == "pk__in" and value == []:
        return frozenset()
    return None


def _asked(access: Access) -> Mask:
    """The own organisation whole, but for those in whom `visible_to` differs from it."""
    named = Identity.objects.visible_to(access).values("person_id")
    seen = Person.objects.visible_to(access).filter(pk__in=named)
    own = frozenset({access.organisation} if access.organisation else ())
    hidden = (
        Person.objects.visible_to(INDEXING).filter(organisation_id__in=own).exclude(pk__in=seen.values("pk"))
    )
    beyond = seen.exclude(organisation_id__in=own)
    return Mask(
        own,
        frozenset(beyond.values_list("pk", flat=True)),
        frozenset(hidden.values_list("pk", flat=True)),
    )

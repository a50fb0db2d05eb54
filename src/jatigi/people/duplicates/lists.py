"""What there is to decide, and what was decided, as pages show it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from jatigi.algorithms.matching import Record
from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.kernel.erasure import Rows
from jatigi.kernel.text import listed
from jatigi.people import ages, identity, reasons, rules, search, words
from jatigi.people.codes import AgeGroup, Sex, SuspicionState
from jatigi.people.duplicates import values
from jatigi.people.models import Identity, Merge, Person, Suspicion

UNDECIDED = (SuspicionState.OPEN, SuspicionState.LATER, SuspicionState.REFERRED)


@dataclass(frozen=True, slots=True)
class Side:
    """One of two records: who it is, and what it says by field, in words."""

    person: Person
    identity: Identity | None

    @property
    def name(self) -> str:
        return identity.display_name(self.identity)

    @property
    def said(self) -> values.State:
        return values.said(self.person, self.identity or Identity())


@dataclass(frozen=True, slots=True)
class Line:
    """One field side by side. `differs`: both say something, and not the same."""

    name: str
    label: str
    first: str
    second: str
    differs: bool
    same: bool


@dataclass(frozen=True, slots=True)
class Both:
    """A pair as a page shows it; `first` is the record that was made first."""

    suspicion: Suspicion
    first: Side
    second: Side
    strength: str
    tone: str
    sentences: Sequence[str]

    @property
    def lines(self) -> list[Line]:
        return compared(self.first.said, self.second.said)


@dataclass(frozen=True, slots=True)
class Joined:
    """A record that was joined to another: its code, when, by whom."""

    merge: Merge
    code: str
    at: datetime
    by: str
    last: bool


def undecided(access: Access) -> Rows[Suspicion]:
    """Every pair on which nobody has decided."""
    return Suspicion.objects.visible_to(access).filter(state__in=UNDECIDED)


def due(access: Access) -> Rows[Suspicion]:
    """Those that wait for `access` now: not put off, not with a colleague."""
    later = Q(state=SuspicionState.LATER, later_until__lte=clock.today())
    mine = Q(state=SuspicionState.REFERRED, for_account_id=access.account)
    return undecided(access).filter(Q(state=SuspicionState.OPEN) | later | mine)


def both(access: Access, suspicions: Sequence[Suspicion]) -> list[Both]:
    """Pairs with both records, those that `access` may see. Journalling is the caller's."""
    ids = {pk for row in suspicions for pk in (row.one_id, row.other_id)}
    people = Person.objects.visible_to(access).in_bulk(list(ids))
    known = identity.of(access, list(people))
    return [
        _both(
            row,
            Side(people[row.one_id], known.get(row.one_id)),
            Side(people[row.other_id], known.get(row.other_id)),
        )
        for row in suspicions
        if row.one_id in people and row.other_id in people
    ]


def _both(row: Suspicion, one: Side, other: Side) -> Both:
    first, second = sorted((one, other), key=lambda side: (side.person.registered_at, side.person.entered_at))
    match = search.compared(_record(first), _record(second))
    tone = "warning" if match.score >= reasons.LIKELY else "info"
    return Both(row, first, second, reasons.strength(match.score), tone, reasons.sentences(match.reasons))


def _record(side: Side) -> Record:
    return search.record_of(side.identity or Identity(), side.person)


def compared(first: values.State, second: values.State) -> list[Line]:
    """Every field of which either says something, in words."""
    return [
        Line(
            name,
            str(label),
            in_words(name, first[name]),
            in_words(name, second[name]),
            name in values.to_choose(first, second),
            first[name] == second[name],
        )
        for name, label in values.FIELDS.items()
        if not (values.is_empty(first, name) and values.is_empty(second, name))
    ]


def in_words(name: str, value: Any) -> str:
    """What one field says, as a person's page writes it; "" where it says nothing."""
    return str(_IN_WORDS[name](value))


def _names(names: list[dict[str, str]]) -> str:
    return listed(identity.names_of(Identity(names=names)))


def _birth(birth: dict[str, object]) -> str:
    kind = birth["birth"]
    told = ages.birth_in_words(kind) if isinstance(kind, dict) else ""
    group = birth["age_group"]
    return listed(filter(None, (told, str(AgeGroup(str(group)).label) if group else "")))


_IN_WORDS: dict[str, Callable[[Any], Any]] = {
    "names": _names,
    "sex": lambda sex: Sex(sex).label,
    "birth": _birth,
    "father": str,
    "mother": str,
    "nationalities": lambda codes: words.nationalities(Person(nationalities=codes)),
    "languages": lambda codes: words.languages(Person(languages=codes)),
    "phones": lambda phones: listed(map(_phone, phones)),
    "documents": lambda documents: listed(map(words.document, documents)),
    "origin": str,
}


def _phone(phone: dict[str, object]) -> str:
    safe = _("safe to call") if phone.get("safe_to_call") else _("do not call")
    return f"{phone['number']} ({safe})"


def merges_of(access: Access, person: UUID) -> list[Joined]:
    """The records that were joined to this one, the last first: only the last can be undone."""
    rows = Merge.objects.visible_to(access).filter(first=person, separated_at__isnull=True)
    found = list(rows.select_related("merged_by").order_by("-entered_at"))
    codes = Person.objects.visible_to(rules.KNOWING).in_bulk([row.second_id for row in found])
    return [
        Joined(row, codes[row.second_id].code, row.merged_at, str(row.merged_by), place == 0)
        for place, row in enumerate(found)
    ]

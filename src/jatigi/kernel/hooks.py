"""Where a higher room tells a lower one what it needs to know, without being imported by it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from uuid import UUID

from jatigi.kernel.access import Access
from jatigi.kernel.errors import NotFound

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from jatigi.kernel.models import ProtectedModel

    Text = str | Promise

F = TypeVar("F", bound=Callable[..., Any])


class Hook(Generic[F]):
    """A list of functions that rooms register at start-up and one room calls."""

    def __init__(self) -> None:
        self._functions: list[F] = []

    def __call__(self, function: F) -> F:
        """Register; usable as a decorator."""
        self._functions.append(function)
        return function

    def __iter__(self) -> Iterator[F]:
        return iter(self._functions)


class Danger:
    """Order of what must be done today: the most dangerous first."""

    LIFE = 0
    OVERDUE = 1
    TODAY = 2
    SOON = 3
    WHEN_POSSIBLE = 4


@dataclass(frozen=True, slots=True)
class TodayItem:
    """One thing that somebody must do: `title` is a verb phrase without a personal value in the URL."""

    danger: int
    title: "Text"
    url: str
    due: datetime | None = None
    code: str = ""
    icon: str = "circle"
    count: int = 1


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One line of a person's or a case's story. `key` orders equal moments."""

    at: datetime
    title: "Text"
    text: "Text" = ""
    icon: str = "circle"
    url: str = ""
    author: UUID | None = None
    entered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Blocker:
    """What stands in the way of a closure, with the address where it can be settled."""

    sentence: "Text"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who decides about a record that others may not open: one account, or whoever holds one of `roles`."""

    roles: frozenset[str] = frozenset()
    account: UUID | None = None


@dataclass(frozen=True, slots=True)
class NavItem:
    """An entry of the menu, shown where the asker may open the page. `within`: where all that it leads to lies."""

    label: "Text"
    url: str
    icon: str
    order: int = 100
    within: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part that a higher room adds to a page of a lower one: a template with its context."""

    title: "Text"
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    order: int = 100


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell an account, or whoever holds one of `roles` in an organisation; no personal value."""

    kind: str
    text: "Text"
    url: str
    organisation: UUID | None = None
    roles: frozenset[str] = frozenset()
    account: UUID | None = None
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """What a room below `people` may know of a person: enough to seal, to print a code, to go back.

    `youngest`: the lowest age in years that is plausible; `own_national`: whether they have the nationality of
    the country where they are. None where not known.
    """

    id: UUID
    key_id: UUID
    organisation: UUID
    code: str
    url: str
    minor: bool = False
    at_risk: bool = False
    youngest: int | None = None
    own_national: bool | None = None


subjects: Hook[Callable[[Access, UUID], "Subject | None"]] = Hook()


def subject(access: Access, person: UUID) -> Subject:
    """The person as rooms below `people` see them. Raises `NotFound` where not visible to `access`."""
    for find in subjects:
        found = find(access, person)
        if found is not None:
            return found
    raise NotFound


@dataclass(frozen=True, slots=True)
class Matter:
    """What a room below may know of a case or a referral: about whom it is, to print its code, to go back.

    `type`: the label of its table.
    """

    type: str
    id: UUID
    person: UUID
    code: str
    url: str


matters: Hook[Callable[[Access, str, UUID], "Matter | None"]] = Hook()
"""Asked with a kind ("case", "referral") and an id; for the organisation's own only."""


def matter(access: Access, kind: str, pk: UUID) -> Matter:
    """The thing on which a room below writes something. Raises `NotFound` where not visible to `access`."""
    for find in matters:
        found = find(access, kind, pk)
        if found is not None:
            return found
    raise NotFound


navigation: Hook[Callable[[Access], Iterable[NavItem]]] = Hook()
today: Hook[Callable[[Access], Iterable[TodayItem]]] = Hook()
person_timeline: Hook[Callable[[Access, UUID], Iterable[TimelineEntry]]] = Hook()
case_timeline: Hook[Callable[[Access, UUID], Iterable[TimelineEntry]]] = Hook()
person_sections: Hook[Callable[[Access, UUID], Iterable[Section]]] = Hook()
case_sections: Hook[Callable[[Access, UUID], Iterable[Section]]] = Hook()
referral_sections: Hook[Callable[[Access, UUID], Iterable[Section]]] = Hook()
"""Asked for the organisation that sent the referral."""
blocks_closure: Hook[Callable[[Access, UUID], Iterable[Blocker]]] = Hook()
blocks_merge: Hook[Callable[[Access, UUID, UUID], Iterable[Blocker]]] = Hook()
"""Asked with two persons: what must be settled before their records can be joined."""
leads_to: Hook[Callable[[Access, UUID], UUID | None]] = Hook()
"""Asked for an id in an address behind which nothing is (any more): the id that took its place."""
withheld: Hook[Callable[[Access, UUID], Iterable[Responsible]]] = Hook()
"""What of a person's record is closed to `access` and would be told by joining it to another: who decides instead."""
departing: Hook[Callable[[Any, UUID], None]] = Hook()
"""Called with the act and the case when a person departed: close what is open, in order."""
site_hidden: Hook[Callable[[Any, UUID], None]] = Hook()
"""Called with the act and the site that became a shelter: nothing may tell where it is any more."""
withdrawn: Hook[Callable[[Any, UUID], None]] = Hook()
"""Called with the act and the id of a lawful basis that ended: end what stood on it."""
refused: Hook[Callable[[Any, UUID, UUID | None], None]] = Hook()
"""Called with the act, a person who said no to sharing, and to whom (None: to anybody): end what went out unasked."""
erasing: Hook[Callable[[Any, UUID], None]] = Hook()
"""Called with the act and the person being erased: remove what is left besides sealed columns."""
notifier: Hook[Callable[[Access, "Notice"], None]] = Hook()
"""Called in the transaction of the act; who stores notices registers here."""
changed: Hook[Callable[[str, "ProtectedModel"], None]] = Hook()
"""Called after commit with the action's name and its object: caches and indexes follow here."""

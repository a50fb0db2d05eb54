"""The engine with everybody of a node, and how far in the journal it is true."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from threading import Lock, Thread
from typing import Protocol
from uuid import UUID

from django.db import connection

from jatigi.algorithms.matching import Engine, Match, Query, Visible
from jatigi.kernel.models import JournalDetail, JournalEntry
from jatigi.people.finder import records
from jatigi.people.finder.masks import Mask
from jatigi.people.models import Merge, Person, Stay
from jatigi.people.rules import INDEXING

AT_ONCE = 5_000
"""How many events are followed before the next are read."""

Read = Callable[[], Iterable[records.Entry]]

_SOMEBODY = Query(("Awa",), father="Issa", origin="Gao")
"""Asked for once before anybody asks: the first search loads what was compiled, or compiles it, for seconds."""

Event = tuple[int, bytes, str]
"""Number, leaf, and the id of the person where something was done to one, or of a stay."""


@dataclass(frozen=True, slots=True)
class State:
    """`answers`: whether anybody can be found now. `building`: if not, whether that ends by itself. `locked`: never swapped."""

    answers: bool = True
    building: bool = False
    locked: bool = True


class Finder(Protocol):
    """Whoever may be meant, of those whom a mask lets be seen; the best first, with reasons."""

    def find(self, mask: Mask, query: Query, limit: int) -> list[Match]:
        """Raises `Unready` where the index is away or not yet built."""

    def find_each(self, mask: Mask, queries: Sequence[Query], limit: int) -> list[list[Match]]:
        """The same for many, in their order; what is written meanwhile need not be among the answers."""

    def pair(self, one: UUID, other: UUID) -> Match | None:
        """Two records compared, None where one has no identity. Whoever asks was entitled to see both."""

    def warm(self) -> None:
        """Somebody is about to search."""

    def ready(self) -> None:
        """Somebody is about to write and to search meanwhile: what would take long is done now."""

    def state(self) -> State:
        """How it is."""


class Index:
    """Everybody of the node. One thread at a time brings it up to date; any number search meanwhile."""

    def __init__(self, read: Read | None = None) -> None:
        """`read`: where the records of everybody come from."""
        self._engine, self._read = Engine(), read or _everybody
        self._numbers: dict[UUID, int] = {}
        self._last = b""
        self.followed = -1
        """How many events of the journal are in it; -1 before it is built."""

    def size(self) -> int:
        return self._engine.size()

    def build(self) -> None:
        """Read the whole store, then what was done meanwhile."""
        self.followed = -1
        last = JournalEntry.objects.order_by("-seq").values_list("seq", "leaf").first()
        self._engine.build((person, self._number(owner), record) for person, owner, record in self._read())
        self._engine.search(_SOMEBODY)
        self._go_on(last[0] + 1 if last else 0, bytes(last[1]) if last else b"")
        self.follow()

    def follow(self) -> None:
        """Do what the journal says was done to persons since; build anew where it is another journal."""
        if self.followed < 0:
            return self.build()
        more = True
        while more:
            events = _events(max(0, self.followed - 1))
            if self.followed and (not events or events[0][1] != self._last):
                return self.build()
            news = [event for event in events if event[0] >= self.followed]
            more = len(events) > AT_ONCE
            if news:
                self._take(news)
        return None

    def search(self, mask: Mask, query: Query, limit: int) -> list[Match]:
        """The likeliest of those whom the mask lets be seen, the best first."""
        owners = None if mask.owners is None else frozenset(filter(None, map(self._numbers.get, mask.owners)))
        return self._engine.search(query, Visible(owners, mask.also, mask.without), limit)

    def pair(self, one: UUID, other: UUID) -> Match | None:
        """Two records compared; None where one is not there."""
        try:
            return self._engine.pair(one, other)
        except KeyError:
            return None

    def _take(self, news: list[Event]) -> None:
        changed = _changed(news)
        there = set()
        for person, owner, record in records.some(changed):
            self._engine.put(person, self._number(owner), record)
            there.add(person)
        for person in changed - there:
            self._engine.remove(person)
        self._go_on(news[-1][0] + 1, news[-1][1])

    def _go_on(self, followed: int, last: bytes) -> None:
        self._last, self.followed = last, followed

    def _number(self, owner: UUID) -> int:
        return self._numbers.setdefault(owner, len(self._numbers) + 1)


def _everybody() -> Iterator[records.Entry]:
    return map(records.entry, chain.from_iterable(records.everybody()))


def _events(since: int) -> list[Event]:
    """The events from number `since` on, one more than are followed at once."""
    columns = ("seq", "leaf", "outcome", "object_type", "object_id")
    rows = JournalEntry.objects.filter(seq__gte=since).order_by("seq").values_list(*columns)
    return [
        (seq, bytes(leaf), _about(kind, person) if outcome == "done" else "")
        for seq, leaf, outcome, kind, person in rows[: AT_ONCE + 1]
    ]


IN_DETAILS, OF_A_STAY = "several", "stay "


def _about(kind: str, person: str) -> str:
    if kind == Merge._meta.label:
        return IN_DETAILS
    if kind == Stay._meta.label:
        return OF_A_STAY + person
    return (person or IN_DETAILS) if kind == Person._meta.label else ""


def _changed(events: Iterable[Event]) -> set[UUID]:
    """The persons of whom these events say that something was done to them: by their id, that of a stay, or in the details."""
    about = {seq: person for seq, _, person in events if person}
    stays = [about.pop(seq)[len(OF_A_STAY) :] for seq, what in [*about.items()] if what.startswith(OF_A_STAY)]
    found = {UUID(person) for person in about.values() if person != IN_DETAILS} | _who_stayed(stays)
    numbers = list(about)
    for start in range(0, len(numbers), records.MANY):
        rows = JournalDetail.objects.filter(seq__in=numbers[start : start + records.MANY])
        for details in rows.values_list("details", flat=True):
            found.update(map(UUID, details.get("people", ())))
    return found


def _who_stayed(stays: Sequence[str]) -> set[UUID]:
    found: set[UUID] = set()
    for start in range(0, len(stays), records.MANY):
        ids = [each for each in stays[start : start + records.MANY] if each]
        found.update(Stay.objects.visible_to(INDEXING).filter(pk__in=ids).values_list("person_id", flat=True))
    return found


class InMemory:
    """A finder in the process that asks: for tests and for commands that come and go."""

    def __init__(self) -> None:
        self._index = Index()
        self._lock = Lock()

    def find(self, mask: Mask, query: Query, limit: int) -> list[Match]:
        return self._present().search(mask, query, limit)

    def find_each(self, mask: Mask, queries: Sequence[Query], limit: int) -> list[list[Match]]:
        index = self._present()
        return [index.search(mask, query, limit) for query in queries]

    def pair(self, one: UUID, other: UUID) -> Match | None:
        return self._present().pair(one, other)

    def warm(self) -> None:
        """Build aside, while somebody still asks for the name."""
        if self._index.followed < 0 and not connection.in_atomic_block and not self._lock.locked():
            Thread(target=self._aside, daemon=True).start()

    def ready(self) -> None:
        """Built before the transaction: nobody else waits for it."""
        if self._index.followed < 0:
            self._present()

    def state(self) -> State:
        """Built when it is needed; the memory is that of whoever asks."""
        return State()

    def _present(self) -> Index:
        with self._lock:
            self._index.follow()
        return self._index

    def _aside(self) -> None:
        try:
            self._present()
        finally:
            connection.close()

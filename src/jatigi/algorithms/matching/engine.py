"""All people of a node in memory, searched by everything that is known of somebody."""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from threading import RLock
from uuid import UUID

from jatigi.algorithms.matching.model import Match, Record
from jatigi.algorithms.matching.score import compare
from jatigi.algorithms.matching.weights import DEFAULTS, Weights

MUST_LOOK = 0.5
"""From here on whoever asks must look and decide."""


@dataclass(frozen=True, slots=True)
class Visible:
    """Whose records a search may see: those of these owners (None: of all), with or without some people."""

    owners: frozenset[int] | None = None
    also: frozenset[UUID] = frozenset()
    without: frozenset[UUID] = frozenset()

    def sees(self, id: UUID, owner: int) -> bool:
        """Whether this record may be seen; ``without`` has the last word."""
        return id not in self.without and (self.owners is None or owner in self.owners or id in self.also)


EVERYBODY = Visible()


class Engine:
    """Records by id, each with the number of its owner. Safe to use from several threads; nothing is written."""

    def __init__(self, weights: Weights = DEFAULTS) -> None:
        self._weights = weights
        self._people: dict[UUID, tuple[int, Record]] = {}
        self._lock = RLock()

    def build(self, records: Iterable[tuple[UUID, int, Record]]) -> None:
        """Take these records (id, owner, record) in place of all that were there."""
        people = {id: (owner, record) for id, owner, record in records}
        with self._lock:
            self._people = people

    def put(self, id: UUID, owner: int, record: Record) -> None:
        """Add a record or replace the one of this id; the next search sees it."""
        with self._lock:
            self._people[id] = (owner, record)

    def remove(self, id: UUID) -> None:
        """Forget a record; nothing happens if it is not there."""
        with self._lock:
            self._people.pop(id, None)

    def size(self) -> int:
        """How many records there are."""
        return len(self._people)

    def search(self, query: Record, visible: Visible = EVERYBODY, limit: int = 10) -> list[Match]:
        """The likeliest of the visible records, the best first; none that has next to nothing in common."""
        with self._lock:
            found = [
                compare(query, record, id=id)
                for id, (owner, record) in self._people.items()
                if visible.sees(id, owner)
            ]
        return heapq.nlargest(limit, (match for match in found if match.score > 0.05), key=lambda match: match.score)

    def pair(self, one: UUID, other: UUID) -> Match:
        """Two records of the engine compared. Raises KeyError where one is not there."""
        with self._lock:
            return compare(self._people[one][1], self._people[other][1], id=other)

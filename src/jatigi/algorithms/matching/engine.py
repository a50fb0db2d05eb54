"""All people of a node in memory, searched by everything that is known of somebody.

No blocking: each word of the query is compared once with the vocabulary, then every record that may be seen is scored in
one pass over columns; the best are compared in full. What may not be seen is left out inside that pass.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import RLock
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from jatigi.algorithms.matching.columns import NOBODYS, Coder, Columns
from jatigi.algorithms.matching.estimating import estimate
from jatigi.algorithms.matching.likeness import MEMORY, Ear
from jatigi.algorithms.matching.model import Match, Record
from jatigi.algorithms.matching.reading import columns_of
from jatigi.algorithms.matching.release import give_back, uncollected
from jatigi.algorithms.matching.rows import Rows
from jatigi.algorithms.matching.scan import Plan, plan, shared
from jatigi.algorithms.matching.score import Evidence, Role, compared, judged
from jatigi.algorithms.matching.sweep import best
from jatigi.algorithms.matching.weights import DEFAULTS, Weights

MUST_LOOK = 0.9
"""From here on whoever asks must look and decide: on people made by others than the weights, at most 2 of 100 who are not there
are taken for somebody."""

PERHAPS = 0.3
"""From here on a record is shown to whoever is about to make another, or is told of a row of a list."""

LEAST_BITS = 0.5
MANY = 10_000
"""From so many people on it is worth while to give back what building took."""

COMPARED_IN_FULL = 20


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
    """Records by id, each with the number of its owner (below 65,536). Safe to use from several threads.

    Nothing is written anywhere.
    """

    def __init__(self, weights: Weights = DEFAULTS) -> None:
        self.weights = self._shipped = weights
        self._lock = RLock()
        self._fill(Coder(), [])

    def build(self, records: Iterable[tuple[UUID, int, Record]]) -> None:
        """Take these records (id, owner, record) in place of all that were there; weigh anew what agreement says."""
        with self._lock:
            with uncollected():
                self._fill(Coder(), records)
            if self.size() >= MANY:
                give_back()

    def _fill(self, coder: Coder, records: Iterable[tuple[UUID, int, Record]]) -> None:
        columns = columns_of(coder, records)
        self.weights = estimate(coder, columns, self._shipped)
        self._settle(coder, columns)

    def _settle(self, coder: Coder, columns: Columns) -> None:
        coder.count(columns, 2.0 ** -self.weights.nationality[0])
        self._coder, self._rows = coder, Rows(columns)

    def put(self, id: UUID, owner: int, record: Record) -> None:
        """Add a record or replace the one of this id; the next search sees it."""
        with self._lock:
            added = columns_of(self._coder, [(id, owner, record)])
            self._rows.remove(id)
            if self._rows.add(added):
                self._settle(self._coder, self._rows.all())

    def remove(self, id: UUID) -> None:
        """Forget a record; nothing happens if it is not there."""
        with self._lock:
            self._rows.remove(id)

    def size(self) -> int:
        """How many records there are."""
        return self._rows.size

    def search(self, query: Record, visible: Visible = EVERYBODY, limit: int = 10) -> list[Match]:
        """The likeliest of the visible records, the best first; none that has next to nothing in common."""
        with self._lock:
            coder, rows = self._coder, self._rows
            ear = Ear(coder.vocabulary.sound)
            known = coder.apart(query.heard_by(ear), ear)
            weights = self.weights.in_a_search(several=len(known.names) > 1)
            if not known.says_who:
                return []
            made, parts = plan(known, coder, weights, ear), rows.parts()
        doubt = self.doubt(coder)
        most = max(COMPARED_IN_FULL, limit + 8)
        found: list[tuple[float, UUID, list[Evidence]]] = []
        each = shared(coder, weights)
        for columns, at in self._likeliest(made, rows, parts, visible, most):
            id = UUID(bytes=columns.ids[at].tobytes())
            evidence = compared(known, coder.known(columns, at), made.agreement, weights, each, ear)
            bits = sum(bits for bits, _ in evidence)
            if bits >= LEAST_BITS:
                found.append((bits, id, evidence))
        found.sort(key=lambda each: (-each[0], each[1]))
        return [judged(evidence, doubt, weights, id) for _, id, evidence in found[:limit]]

    def doubt(self, coder: Coder) -> float:
        """Bits against any one record being the person asked for: how many there are, how often people are known."""
        known = self.weights.known
        return math.log2(coder.vocabulary.people) - math.log2(known / (1 - known))

    def _likeliest(
        self, made: Plan, rows: Rows, parts: Sequence[Columns], visible: Visible, most: int
    ) -> list[tuple[Columns, int]]:
        """The best of the sorted and of the latest rows together."""
        each = [self._best(made, rows, part, columns, visible, most) for part, columns in enumerate(parts)]
        scores = np.concatenate([scores for scores, _ in each])
        places = [
            (columns, int(row)) for columns, (_, found) in zip(parts, each, strict=True) for row in found
        ]
        return [places[at] for at in np.argsort(-scores, kind="stable")[:most]]

    def _best(
        self, made: Plan, rows: Rows, part: int, columns: Columns, visible: Visible, most: int
    ) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        owners = np.zeros(65_536, np.uint8)
        if visible.owners is None:
            owners[:] = 1
        else:
            owners[list(visible.owners)] = 1
        owners[NOBODYS] = 0
        flags = rows.flags(part, visible.also, visible.without)
        bearers = rows.bearers if part == 0 else None
        return best(made, columns, bearers, owners, flags, most, LEAST_BITS - 4)

    def pair(self, one: UUID, other: UUID) -> Match:
        """Two records of the engine compared. Raises KeyError where one is not there."""
        with self._lock:
            first = self._coder.known(*self._rows.find(one))
            second = self._coder.known(*self._rows.find(other))
            weights = self.weights.in_a_search(several=min(len(first.names), len(second.names)) > 1)
            there = plan(first, self._coder, weights, MEMORY)
            back = plan(second, self._coder, weights, MEMORY)

        def both(role: Role, word: str, facing: str) -> float:
            return min(there.agreement(role, word, facing), back.agreement(role, facing, word))

        evidence = compared(first, second, both, weights, shared(self._coder, weights))
        return judged(evidence, self.doubt(self._coder), weights, other)

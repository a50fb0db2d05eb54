"""The records of an engine: columns sorted by year of birth, and a few that came since."""

from collections.abc import Iterable
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from jatigi.algorithms.matching.bearers import Bearers
from jatigi.algorithms.matching.columns import NOBODYS, Columns, joined
from jatigi.algorithms.matching.compiled import compiled
from jatigi.algorithms.matching.shelves import sorted_alike

_ROOM = 4096


class Rows:
    """Columns in two parts: those that were sorted, and the latest."""

    def __init__(self, columns: Columns) -> None:
        """The columns are taken as they are, and sorted where they stand."""
        self._sorted, shelves = sorted_alike(columns)
        self.bearers = Bearers(columns, shelves)
        self._latest = columns.take(slice(0, 0))
        self._room: Columns | None = None
        self._recent: dict[UUID, int] = {}
        self._order = np.argsort(_keys(columns.ids), kind="stable").astype(np.int32)
        self.size = int(np.count_nonzero(columns.owner != NOBODYS))

    def parts(self) -> tuple[Columns, Columns]:
        """The sorted columns and the latest."""
        return self._sorted, self._latest

    def all(self) -> Columns:
        """Everybody who was not removed."""
        every = joined([self._sorted, self._latest])
        return every.take(np.flatnonzero(every.owner != NOBODYS))

    def add(self, one: Columns) -> bool:
        """Append a row; whether it is time to sort anew."""
        used = len(self._latest)
        if self._room is None or used == len(self._room):
            more = max(_ROOM, used)
            self._room = joined([self._latest, Columns(*(np.repeat(c, more, axis=0) for c in _each(one)))])
        for column, value in zip(_each(self._room), _each(one), strict=True):
            column[used] = value[0]
        self._latest = self._room.take(slice(0, used + 1))
        self._recent[UUID(bytes=one.ids[0].tobytes())] = used
        self.size += 1
        return used + 1 > max(20_000, len(self._sorted) // 16)

    def remove(self, id: UUID) -> None:
        """Mark a record as gone, wherever it is."""
        try:
            columns, row = self.find(id)
        except KeyError:
            return
        columns.owner[row] = NOBODYS
        self._recent.pop(id, None)
        self.size -= 1

    def find(self, id: UUID) -> tuple[Columns, int]:
        """The columns and the row of a record. Raises KeyError."""
        recent = self._recent.get(id)
        if recent is not None:
            return self._latest, recent
        row = self._row(id)
        if row < 0 or self._sorted.owner[row] == NOBODYS:
            raise KeyError(id)
        return self._sorted, row

    def _row(self, id: UUID) -> int:
        return int(_row_of(np.frombuffer(id.bytes, np.uint64), self._order, self._sorted.ids))

    def flags(self, part: int, also: Iterable[UUID], without: Iterable[UUID]) -> NDArray[np.uint8]:
        """Per row 1 for let in, 2 for left out; empty when nobody is."""
        if not also and not without:
            return np.zeros(0, np.uint8)
        flags = np.zeros(len(self.parts()[part]), np.uint8)
        for ids, flag in ((also, 1), (without, 2)):
            for id in ids:
                row = self._row(id) if part == 0 else self._recent.get(id, -1)
                if row >= 0:
                    flags[row] = flag
        return flags


def _each(columns: Columns) -> list[NDArray[np.generic]]:
    return [getattr(columns, name) for name in Columns.__slots__]


def _keys(ids: NDArray[np.uint64]) -> NDArray[np.uint64]:
    return ids[:, 0] ^ ids[:, 1] if len(ids) else np.zeros(0, np.uint64)


@compiled
def _row_of(id, order, ids):  # type: ignore[no-untyped-def]
    """The row of an id, -1 if it is in none; ``order``: rows by what both halves of an id make together."""
    key = id[0] ^ id[1]
    low, high = 0, len(order)
    while low < high:
        middle = (low + high) // 2
        row = order[middle]
        if ids[row, 0] ^ ids[row, 1] < key:
            low = middle + 1
        else:
            high = middle
    while low < len(order):
        row = order[low]
        if ids[row, 0] ^ ids[row, 1] != key:
            break
        if ids[row, 0] == id[0] and ids[row, 1] == id[1]:
            return row
        low += 1
    return -1

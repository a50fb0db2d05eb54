"""The records of an engine: columns sorted by year of birth, and a few that came since."""

from collections.abc import Iterable
from itertools import pairwise
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from jatigi.algorithms.matching.bearers import Bearers
from jatigi.algorithms.matching.columns import NOBODYS, YEARS, Columns, joined

_ROOM = 4096
_SLICE = 16_384


class Rows:
    """Columns in two parts: those that were sorted, and the latest."""

    def __init__(self, columns: Columns, starts: NDArray[np.int64]) -> None:
        self._sorted = columns
        self.bearers = Bearers(columns)
        self._slices = [
            _slices(int(start), int(end), year) for year, (start, end) in enumerate(pairwise(starts))
        ]
        self._latest = columns.take(slice(0, 0))
        self._room: Columns | None = None
        self._recent: dict[UUID, int] = {}
        keys = columns.ids[:, 0] ^ columns.ids[:, 1] if len(columns) else np.zeros(0, np.uint64)
        self._order = np.argsort(keys, kind="stable").astype(np.int32)
        self._keys = keys[self._order]
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
        halves = np.frombuffer(id.bytes, np.uint64)
        key = halves[0] ^ halves[1]
        at = int(np.searchsorted(self._keys, key))
        while at < len(self._keys) and self._keys[at] == key:
            row = int(self._order[at])
            if (self._sorted.ids[row] == halves).all():
                return row
            at += 1
        return -1

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

    def ranges(self, part: int, year: int, size: int) -> NDArray[np.int64]:
        """From where to where to read in a part of this size, and of which year it is (0: of any); the likeliest first."""
        if part == 1:
            return np.array([[0, size, 0]], np.int64)
        years = sorted(range(YEARS), key=lambda each: abs(each - year) if each and year else 2.5)
        slices = [pair for each in years for pair in self._slices[each]]
        return np.array(slices or [(0, 0, 0)], np.int64)


def _slices(start: int, end: int, year: int) -> list[tuple[int, int, int]]:
    return [(at, min(at + _SLICE, end), year) for at in range(start, end, _SLICE)]


def _each(columns: Columns) -> list[NDArray[np.generic]]:
    return [getattr(columns, name) for name in Columns.__slots__]

"""Everybody compared with everybody who might be the same: a whole node, an import, or two lists.

Records that share a pair of folded keys (two words of a name; a word and the year, the place or a parent; a telephone; a
document) are compared with the weights of a search. No key is enough alone and none is needed: each of them finds
what the others miss. Pairs are looked at in portions, so that memory stays bounded.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from jatigi.algorithms.matching.columns import PARTS, Coder, Columns, columns_of
from jatigi.algorithms.matching.compiled import compiled
from jatigi.algorithms.matching.model import Record
from jatigi.algorithms.matching.pairing import Tables, bits, tables
from jatigi.algorithms.matching.score import Role
from jatigi.algorithms.matching.weights import DEFAULTS, Weights

PORTION = 1 << 20
LARGEST = 50
"""In a larger group of records with one key, each is compared with so many that follow it by year of birth."""

RIVAL = 0.02
"""Less probable pairs take nothing from others."""

SERIOUS = 0.25
"""Of rivals less likely than this (odds) it is taken for granted that they are somebody else."""

_THREADS = 2
_NONE = np.uint64(0)
Keys = NDArray[np.uint64]
Pair = tuple[int, int, float]


class Linkage:
    """The pairs of one run: rows of ``one``, rows of ``other``, probability; and how many pairs were compared."""

    def __init__(
        self, coder: Coder, columns: Columns, weights: Weights = DEFAULTS, *, second: int | None = None
    ) -> None:
        """``second``: from this row on stand the records of a second list, of which each is compared with the first."""
        self.columns, self.weights, self.second = columns, weights.in_a_linkage(), second
        coder.count(columns, 2.0 ** -weights.nationality[0])
        self.tables: Tables = tables(coder, columns, self.weights)
        self.compared = 0

    def run(self, least: float = 0.5) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64]]:
        """All pairs at least this probable, the most probable first, each once."""
        kept: list[NDArray[np.int64]] = []
        worth: list[NDArray[np.float32]] = []
        at_least = self._bits_at(min(least, RIVAL))
        with ThreadPoolExecutor(_THREADS) as threads:
            for keys in self._keys():
                for one, other in self._candidates(keys):
                    self.compared += len(one)
                    halves = [
                        threads.submit(bits, self.tables, self.columns, a, b, at_least)
                        for a, b in zip(
                            np.array_split(one, _THREADS), np.array_split(other, _THREADS), strict=True
                        )
                    ]
                    found = np.concatenate([half.result() for half in halves])
                    good = found >= at_least
                    kept.append(one[good].astype(np.int64) << 32 | other[good])
                    worth.append(found[good])
        pairs, first = np.unique(np.concatenate([*kept, np.zeros(0, np.int64)]), return_index=True)
        odds = self._odds(np.concatenate([*worth, np.zeros(0, np.float32)])[first])
        probable = self._among_rivals(pairs, odds)
        order = np.argsort(-probable, kind="stable")
        order = order[probable[order] >= least]
        pairs = pairs[order]
        return (pairs >> 32).astype(np.int32), (pairs & 0xFFFFFFFF).astype(np.int32), probable[order]

    def _odds(self, found: NDArray[np.float32]) -> NDArray[np.float64]:
        odds = self.weights.slope * (found.astype(np.float64) - self.doubt) + self.weights.shift
        return np.asarray(2.0 ** np.clip(odds, -60, 40))

    def _among_rivals(self, pairs: NDArray[np.int64], odds: NDArray[np.float64]) -> NDArray[np.float64]:
        one, other = pairs >> 32, pairs & 0xFFFFFFFF
        mine, theirs = np.concatenate([one, other]), np.concatenate([other, one])
        order = np.lexsort((theirs, mine))
        starts = np.searchsorted(mine[order], np.arange(len(self.columns) + 1))
        likely = np.concatenate([odds, odds])[order]
        thirds = np.setdiff1d(_thirds(starts, theirs[order], likely), pairs)
        apart = bits(
            self.tables, self.columns, (thirds >> 32).astype(np.int32), (thirds & 0xFFFFFFFF).astype(np.int32)
        )
        known = np.concatenate([pairs, thirds])
        both, place = np.concatenate([odds, self._odds(apart)]), np.argsort(known)
        out = np.empty(len(pairs))
        _rivals(pairs, odds, starts, theirs[order], likely, known[place], both[place], out)
        return out

    @property
    def doubt(self) -> float:
        """Bits against any two records being of one person."""
        known = self.weights.known
        return math.log2(len(self.columns) + 2048) - math.log2(known / (1 - known))

    def _bits_at(self, probability: float) -> float:
        odds = math.log2(probability / (1 - probability))
        return (odds - self.weights.shift) / self.weights.slope + self.doubt

    def _keys(self) -> Iterator[Keys]:
        """A column of keys at a time; 0 is no key."""
        columns, meant = self.columns, self.tables.meant
        words = {
            role: meant[role][columns.words[:, part]] * (columns.words[:, part] > 0)
            for role, part in PARTS.items()
        }
        names = words[Role.NAME]
        for one, other in combinations(range(3), 2):
            pair = np.sort(names[:, [one, other]], axis=1)
            yield _key(1, pair[:, 0], pair[:, 1])
        for at in range(3):
            name = names[:, at]
            year = columns.year.astype(np.int64)
            yield _key(2, name, year, columns.sex)
            yield _key(11, name, columns.nationalities[:, 0], columns.sex)
            yield _key(12, name, words[Role.ORIGIN][:, 0], columns.sex)
            yield _key(13, name, np.where(year, (year + 2) // 4 + 1, 0), columns.sex)
            for shift in (0, 1):
                yield _key(
                    3 + shift, name, np.where(year, (year + 2 * shift) // 4 + 1, 0), words[Role.ORIGIN][:, 0]
                )
            for role in (Role.MOTHER, Role.FATHER):
                for parent in range(2):
                    yield _key(
                        5, name, words[role][:, parent] + (int(role) << 24) * (words[role][:, parent] > 0)
                    )
        for at in range(2):
            for role in (Role.MOTHER, Role.FATHER):
                about = (words[role][:, at], columns.nationalities[:, 0], columns.sex)
                yield _key(14 + int(role), *about, np.where(columns.year, columns.year // 4 + 1, 0))
        for column in range(2):
            yield _key(6, columns.phones[:, column])
            yield _key(7, columns.documents[:, column])
        yield _key(8, words[Role.MOTHER][:, 0], words[Role.MOTHER][:, 1])
        yield _key(9, words[Role.MOTHER][:, 0], words[Role.FATHER][:, 0], columns.year)
        yield _key(10, columns.day, columns.year, columns.sex)

    def _candidates(self, keys: Keys) -> Iterator[tuple[NDArray[np.int32], NDArray[np.int32]]]:
        rows = np.flatnonzero(keys).astype(np.int32)
        order = np.lexsort((self.columns.year[rows], keys[rows]))
        rows = rows[order]
        ordered = keys[rows]
        begin = 0
        while begin < len(rows):
            one = np.empty(PORTION, np.int32)
            other = np.empty(PORTION, np.int32)
            begin, found = _joined(rows, ordered, begin, LARGEST, self.second or 0, one, other)
            if found:
                yield one[:found], other[:found]


def pairs(
    records: Sequence[Record] | Iterable[Record],
    against: Iterable[Record] | None = None,
    *,
    least: float = 0.5,
    weights: Weights = DEFAULTS,
    one_to_one: bool = False,
) -> Iterator[Pair]:
    """Places of two records and how probable it is that they are of one person, the most probable first.

    With ``against``, pairs of a record of the first and one of the second; otherwise pairs among themselves.
    ``one_to_one``: each record is in one pair at most, its best.
    """
    coder = Coder()
    first = [*records]
    second = [*against] if against is not None else []
    nobody = UUID(int=0)
    columns = columns_of(coder, ((nobody, 0, record.known) for record in (*first, *second)))
    linkage = Linkage(coder, columns, weights, second=len(first) if against is not None else None)
    one, other, found = linkage.run(least)
    if one_to_one:
        keep = best_of_each(one, other, len(columns))
        one, other, found = one[keep], other[keep], found[keep]
    shift = len(first) if against is not None else 0
    for a, b, probable in zip(one.tolist(), other.tolist(), found.tolist(), strict=True):
        yield a, b - shift, probable


def _key(kind: int, *parts: NDArray[np.generic]) -> Keys:
    """One number of several; none where one of them is nothing (0)."""
    mixed = np.full(len(parts[0]), kind, np.uint64)
    known = np.ones(len(parts[0]), np.bool_)
    for part in parts:
        known &= part != 0
        mixed = (mixed ^ part.astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return np.where(known, mixed | np.uint64(1), _NONE)


@compiled
def _joined(rows, keys, begin, largest, second, one, other):  # type: ignore[no-untyped-def]
    """Pairs of rows with one key into ``one`` and ``other``; where to go on, how many."""
    found = 0
    size = len(rows)
    for at in range(begin, size):
        if found + largest > len(one):
            return at, found
        for next_one in range(at + 1, min(at + 1 + largest, size)):
            if keys[next_one] != keys[at]:
                break
            a, b = min(rows[at], rows[next_one]), max(rows[at], rows[next_one])
            if second and (a >= second or b < second):
                continue
            one[found], other[found] = a, b
            found += 1
    return size, found


@compiled
def _thirds(starts, facing, likely):  # type: ignore[no-untyped-def]
    """Pairs of records that may both be a third: whether they are one person decides whether they are rivals."""
    found = [np.int64(0) for _ in range(0)]
    for record in range(len(starts) - 1):
        for at in range(starts[record], starts[record + 1]):
            for also in range(at + 1, min(starts[record + 1], at + 1 + LARGEST)):
                if likely[at] >= SERIOUS and likely[also] >= SERIOUS:
                    found.append(facing[at] << 32 | facing[also])  # noqa: PERF401  # compiled
    return np.array(found)


@compiled
def _rivals(pairs, odds, starts, facing, likely, known, known_odds, out):  # type: ignore[no-untyped-def]
    """How probable each pair is when one record cannot be of two people: others of either take from it.

    A third record takes nothing where it is likely to be of the same person too.
    """
    for pair in range(len(pairs)):
        one, other = pairs[pair] >> 32, pairs[pair] & 0xFFFFFFFF
        against = 1.0
        for a, b in ((one, other), (other, one)):
            for at in range(starts[a], starts[a + 1]):
                third = facing[at]
                if third == b:
                    continue
                key = min(b, third) << 32 | max(b, third)
                place = np.searchsorted(known, key)
                if place == len(known) or known[place] != key or known_odds[place] < 1.0:
                    against += likely[at]
        out[pair] = odds[pair] / (against + odds[pair])


@compiled
def best_of_each(one, other, size):  # type: ignore[no-untyped-def]
    """Of pairs from the best to the worst, those of which both are still alone."""
    taken = np.zeros(size, np.bool_)
    keep = np.zeros(len(one), np.bool_)
    for at in range(len(one)):
        if not taken[one[at]] and not taken[other[at]]:
            keep[at] = taken[one[at]] = taken[other[at]] = True
    return keep

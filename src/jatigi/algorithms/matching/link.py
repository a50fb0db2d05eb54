"""Everybody compared with everybody who might be the same: a whole node, an import, or two lists.

Records that share a pair of folded keys (two words of a name; a word and the year, the place or a parent; a telephone; a
document) are compared with the weights of a search. No key is enough alone and none is needed: each of them finds
what the others miss. Pairs are looked at in portions, so that memory stays bounded.
"""

import math
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue

import numpy as np
from numpy.typing import NDArray

from jatigi.algorithms.matching.blocks import Found, Key, found_by, keys
from jatigi.algorithms.matching.columns import Coder, Columns
from jatigi.algorithms.matching.compiled import compiled
from jatigi.algorithms.matching.lines import Tables, tables
from jatigi.algorithms.matching.model import NOBODY, Record
from jatigi.algorithms.matching.pairing import Notes, bits
from jatigi.algorithms.matching.reading import columns_of
from jatigi.algorithms.matching.together import taken_apart
from jatigi.algorithms.matching.usage import usage
from jatigi.algorithms.matching.weights import DEFAULTS, Weights

RIVAL = 0.02
"""Less probable pairs take nothing from others."""

SERIOUS = 0.25
"""Of rivals less likely than this (odds) it is taken for granted that they are somebody else."""

SAME = 64.0
"""From these odds on two records that may both be a third are taken to be one person, so that neither is a rival."""

MOST_KNOWN, _ROUNDS, _SETTLED, _SUPPOSED = 0.95, 8, 0.005, 100
"""Of two lists it is estimated how many of the shorter one are in the other, at most so many of one; what is supposed of it
beforehand counts as so many records."""

MOST_RIVALS = 50
"""So many rivals of a record are looked at in pairs."""

MANY_PAIRS = 1 << 22
"""So many pairs are kept before those found twice are taken out."""

_THREADS = 2
_OTHER = 0xFFFFFFFF
Pair = tuple[int, int, float]


class _Kept:
    """Pairs as the keys find them, each key some that others found too; put together as soon as they are many."""

    def __init__(self) -> None:
        self._pairs, self._bits = [np.zeros(0, np.int64)], [np.zeros(0, np.float32)]
        self._waiting = 0

    def add(self, found: Found) -> None:
        """Also these."""
        self._pairs.append(found.pairs)
        self._bits.append(found.bits)
        self._waiting += len(found.pairs)
        if self._waiting > max(MANY_PAIRS, len(self._pairs[0])):
            self.once()

    def once(self) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """All pairs, each once, in order; and their bits."""
        pairs, first = np.unique(np.concatenate(self._pairs), return_index=True)
        bits = np.concatenate(self._bits)[first]
        self._pairs, self._bits, self._waiting = [pairs], [bits], 0
        return pairs, bits


class Linkage:
    """The pairs of one run: rows of ``one``, rows of ``other``, probability; and how many pairs were compared."""

    def __init__(
        self, coder: Coder, columns: Columns, weights: Weights = DEFAULTS, *, second: int | None = None
    ) -> None:
        """``second``: from this row on stand the records of a second list, of which each is compared with the first."""
        self.columns, self.weights, self.second = columns, weights.in_a_linkage(), second
        self.known = weights.known
        taken_apart(coder, columns)
        coder.count(columns, 2.0 ** -weights.nationality[0])
        self.tables: Tables = tables(
            coder, columns, self.weights, self._doubt(self.known), usage(coder.beside(columns))
        )
        self.compared = 0

    def run(self, least: float = 0.5) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64]]:
        """All pairs at least this probable, the most probable first, each once."""
        kept = _Kept()
        at_least = self._bits_at(min(least, RIVAL), MOST_KNOWN if self.second else self.known)
        made = keys(self.columns, self.tables.rarity.meant)
        notes: SimpleQueue[Notes] = SimpleQueue()
        for _ in range(_THREADS):
            notes.put(Notes())
        with ThreadPoolExecutor(_THREADS) as threads:
            for each in threads.map(lambda key: self._found(key, at_least, notes), made):
                self.compared += each.compared
                kept.add(each)
        pairs, found_bits = kept.once()
        probable = self._among_rivals(pairs, self._odds(found_bits))
        for _ in range(_ROUNDS if self.second else 0):
            before, self.known = self.known, self._share_known(probable)
            if abs(self.known - before) < _SETTLED:
                break
            probable = self._among_rivals(pairs, self._odds(found_bits))
        order = np.argsort(-probable, kind="stable")
        order = order[probable[order] >= least]
        pairs = pairs[order]
        return (pairs >> 32).astype(np.int32), (pairs & _OTHER).astype(np.int32), probable[order]

    def _found(self, key: Key, least: float, notes: "SimpleQueue[Notes]") -> Found:
        own = notes.get()
        try:
            return found_by(key, self.columns, self.tables, least, own, second=self.second or 0)
        finally:
            notes.put(own)

    def _odds(self, found: NDArray[np.float32]) -> NDArray[np.float64]:
        odds = self.weights.slope * (found.astype(np.float64) - self._doubt(self.known)) + self.weights.shift
        return np.asarray(2.0 ** np.clip(odds, -60, 40))

    def _among_rivals(self, pairs: NDArray[np.int64], odds: NDArray[np.float64]) -> NDArray[np.float64]:
        size = len(self.columns)
        all_of = np.bincount(pairs >> 32, odds, size) + np.bincount(pairs & _OTHER, odds, size)
        serious = pairs[odds >= SERIOUS]
        thirds = np.setdiff1d(_thirds(*_neighbours(serious, size)), pairs)
        apart = bits(self.tables, (thirds >> 32).astype(np.int32), (thirds & _OTHER).astype(np.int32))
        same = np.concatenate([pairs[odds >= SAME], thirds[self._odds(apart) >= SAME]])
        out = np.empty(len(pairs))
        _rivals(pairs, odds, all_of, *_neighbours(same, size), out)
        return out

    def _share_known(self, probable: NDArray[np.float64]) -> float:
        """How many of the shorter list are expected to be in the other (expectation-maximisation, no labels)."""
        second = self.second or 0
        shorter = min(second, len(self.columns) - second) + _SUPPOSED
        share = (float(probable.sum()) + _SUPPOSED * self.weights.known) / shorter
        return min(share, MOST_KNOWN)

    def _doubt(self, known: float) -> float:
        """Bits against any two records being of one person."""
        return math.log2(len(self.columns) + 2048) - math.log2(known / (1 - known))

    def _bits_at(self, probability: float, known: float) -> float:
        odds = math.log2(probability / (1 - probability))
        return (odds - self.weights.shift) / self.weights.slope + self._doubt(known)


def pairs(
    records: Iterable[Record],
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
    return linked(records, against, least=least, weights=weights, one_to_one=one_to_one)[1]


def linked(
    records: Iterable[Record],
    against: Iterable[Record] | None = None,
    *,
    least: float = 0.5,
    weights: Weights = DEFAULTS,
    one_to_one: bool = False,
) -> tuple[Linkage, Iterator[Pair]]:
    """The pairs, and the linkage that found them."""
    coder = Coder()
    first = [*records]
    second = [*against] if against is not None else []
    columns = columns_of(coder, ((NOBODY, 0, record) for record in (*first, *second)))
    linkage = Linkage(coder, columns, weights, second=len(first) if against is not None else None)
    one, other, found = linkage.run(least)
    if one_to_one:
        keep = best_of_each(one, other, len(columns))
        one, other, found = one[keep], other[keep], found[keep]
    shift = len(first) if against is not None else 0
    return linkage, zip(one.tolist(), (other - shift).tolist(), found.tolist(), strict=True)


def _neighbours(pairs: NDArray[np.int64], size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the neighbours of each record begin, and all of them in order."""
    both = np.sort(np.concatenate([pairs, (pairs & _OTHER) << 32 | pairs >> 32]))
    return np.searchsorted(both, np.arange(size + 1, dtype=np.int64) << 32), both & _OTHER


@compiled
def _thirds(starts, facing):  # type: ignore[no-untyped-def]
    """Pairs of records that may both be a third: whether they are one person decides whether they are rivals."""
    found = [np.int64(0) for _ in range(0)]
    for record in range(len(starts) - 1):
        for at in range(starts[record], starts[record + 1]):
            for also in range(at + 1, min(starts[record + 1], at + 1 + MOST_RIVALS)):
                found.append(facing[at] << 32 | facing[also])  # noqa: PERF401  # compiled
    return np.array(found)


@compiled
def _rivals(pairs, odds, all_of, starts, same, out):  # type: ignore[no-untyped-def]
    """How probable each pair is when one record cannot be of two people: others of either take from it.

    ``all_of``: the odds of all pairs of a record together. A third record takes nothing where it is likely to be of the same
    person too (``same``).
    """
    for pair in range(len(pairs)):
        one, other = pairs[pair] >> 32, pairs[pair] & _OTHER
        against = all_of[one] + all_of[other] - 2 * odds[pair]
        for a, b in ((one, other), (other, one)):
            for at in range(starts[b], starts[b + 1]):
                third = same[at]
                key = min(a, third) << 32 | max(a, third)
                place = np.searchsorted(pairs, key)
                if third != a and place < len(pairs) and pairs[place] == key:
                    against -= odds[place]
        out[pair] = odds[pair] / (1.0 + max(0.0, against) + odds[pair])


@compiled
def best_of_each(one, other, size):  # type: ignore[no-untyped-def]
    """Of pairs from the best to the worst, those of which both are still alone."""
    taken = np.zeros(size, np.bool_)
    keep = np.zeros(len(one), np.bool_)
    for at in range(len(one)):
        if not taken[one[at]] and not taken[other[at]]:
            keep[at] = taken[one[at]] = taken[other[at]] = True
    return keep

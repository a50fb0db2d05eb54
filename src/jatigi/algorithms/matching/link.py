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

from jatigi.algorithms.matching.blocks import Found, Parts, found_by, keys
from jatigi.algorithms.matching.columns import Coder, Columns
from jatigi.algorithms.matching.compiled import compiled
from jatigi.algorithms.matching.lines import Tables, tables
from jatigi.algorithms.matching.model import NOBODY, Record
from jatigi.algorithms.matching.pairing import Notes, bits
from jatigi.algorithms.matching.reading import columns_of
from jatigi.algorithms.matching.together import taken_apart
from jatigi.algorithms.matching.weights import DEFAULTS, Weights

RIVAL = 0.02
"""Less probable pairs take nothing from others."""

SERIOUS = 0.25
"""Of rivals less likely than this (odds) it is taken for granted that they are somebody else."""

MOST_KNOWN, _ROUNDS, _SETTLED, _SUPPOSED = 0.95, 8, 0.005, 100
"""Of two lists it is estimated how many of the shorter one are in the other, at most so many of one; what is supposed of it
beforehand counts as so many records."""

MOST_RIVALS = 50
"""So many rivals of a record are looked at in pairs."""

_THREADS = 2
Pair = tuple[int, int, float]


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
        self.tables: Tables = tables(coder, columns, self.weights)
        self.compared = 0

    def run(self, least: float = 0.5) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64]]:
        """All pairs at least this probable, the most probable first, each once."""
        kept: list[NDArray[np.int64]] = []
        worth: list[NDArray[np.float32]] = []
        at_least = self._bits_at(min(least, RIVAL), MOST_KNOWN if self.second else self.known)
        made = keys(self.columns, self.tables.rarity.meant)
        notes: SimpleQueue[Notes] = SimpleQueue()
        for _ in range(_THREADS):
            notes.put(Notes())
        with ThreadPoolExecutor(_THREADS) as threads:
            for each in threads.map(lambda parts: self._found(parts, at_least, notes), made):
                self.compared += each.compared
                kept.append(each.pairs)
                worth.append(each.bits)
        pairs, first = np.unique(np.concatenate([*kept, np.zeros(0, np.int64)]), return_index=True)
        found_bits = np.concatenate([*worth, np.zeros(0, np.float32)])[first]
        probable = self._among_rivals(pairs, self._odds(found_bits))
        for _ in range(_ROUNDS if self.second else 0):
            before, self.known = self.known, self._share_known(probable)
            if abs(self.known - before) < _SETTLED:
                break
            probable = self._among_rivals(pairs, self._odds(found_bits))
        order = np.argsort(-probable, kind="stable")
        order = order[probable[order] >= least]
        pairs = pairs[order]
        return (pairs >> 32).astype(np.int32), (pairs & 0xFFFFFFFF).astype(np.int32), probable[order]

    def _found(self, parts: Parts, least: float, notes: "SimpleQueue[Notes]") -> Found:
        own = notes.get()
        try:
            return found_by(parts, self.columns, self.tables, least, own, second=self.second or 0)
        finally:
            notes.put(own)

    def _odds(self, found: NDArray[np.float32]) -> NDArray[np.float64]:
        odds = self.weights.slope * (found.astype(np.float64) - self._doubt(self.known)) + self.weights.shift
        return np.asarray(2.0 ** np.clip(odds, -60, 40))

    def _among_rivals(self, pairs: NDArray[np.int64], odds: NDArray[np.float64]) -> NDArray[np.float64]:
        one, other = pairs >> 32, pairs & 0xFFFFFFFF
        mine, theirs = np.concatenate([one, other]), np.concatenate([other, one])
        order = np.lexsort((theirs, mine))
        starts = np.searchsorted(mine[order], np.arange(len(self.columns) + 1))
        likely = np.concatenate([odds, odds])[order]
        thirds = np.setdiff1d(_thirds(starts, theirs[order], likely), pairs)
        apart = bits(self.tables, (thirds >> 32).astype(np.int32), (thirds & 0xFFFFFFFF).astype(np.int32))
        known = np.concatenate([pairs, thirds])
        both, place = np.concatenate([odds, self._odds(apart)]), np.argsort(known)
        out = np.empty(len(pairs))
        _rivals(pairs, odds, starts, theirs[order], likely, known[place], both[place], out)
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


@compiled
def _thirds(starts, facing, likely):  # type: ignore[no-untyped-def]
    """Pairs of records that may both be a third: whether they are one person decides whether they are rivals."""
    found = [np.int64(0) for _ in range(0)]
    for record in range(len(starts) - 1):
        for at in range(starts[record], starts[record + 1]):
            for also in range(at + 1, min(starts[record + 1], at + 1 + MOST_RIVALS)):
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

"""Which spellings are one name here: those that a child and its father bear, or one person whose records were joined.

A clerk who hears the name of a family twice writes it twice, two clerks write one person twice. Two sounds that were seen beside
one another as often as their likeness lets expect are judged by it alone; those seen oftener are one name, and those that were
never seen together, though they should have been, are two: observed over expected, both with a prior (the gamma-Poisson
shrinkage of DuMouchel, 1999). Nobody is asked for a label.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from jatigi.algorithms.matching.compiled import compiled, counting_nothing, inlined
from jatigi.algorithms.matching.likeness import (
    CLOSE,
    KINDRED,
    OTHER,
    SHORT,
    SHORTEST_SLIP,
    SLIPS,
    WRITTEN,
)
from jatigi.algorithms.matching.nearness import (
    FARTHEST,
    INSTEAD,
    LEFT_OUT,
    LETTERS,
    cut_short,
    distance,
    likely,
    one_slip,
)

PRIOR = 1.0
"""Observed and expected are shrunk towards one another as if so many had been seen and expected."""

LEAST, MOST = 1 / 64, 16.0
"""Factors that usage may put on a likeness."""

FEWEST = 4
"""A pair that was seen less often is not told; from four to eight on, at a secret place for each, it is, in steps of a power of two."""

UNTOLD = 1.0
"""So often a pair is taken to have been seen that is not told."""

_SLIPS = np.array(SLIPS)
_MIXING = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
Heard = tuple[Any, ...]
"""Of words: sound and customary family; of sounds: the rack; of words: the rack of what is written (`Vocabulary.as_heard`)."""

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


class Beside(NamedTuple):
    """Pairs of two sounds as one number each, in order, and how often each was seen; on how many sides each sound stood."""

    pairs: NDArray[np.int64]
    times: NDArray[np.float64]
    seen: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Usage:
    """``seen``: on how many sides each sound stood; ``others`` from ``starts`` on: what it stood beside, ``times``: how often.

    ``unseen``: how often at most a pair may have been seen that is not there.
    """

    seen: Floats
    starts: Ints
    others: Ints
    times: Floats
    unseen: float

    def factors(self, sound: int, sounds: Ints, shares: NDArray[np.float64]) -> NDArray[np.float64]:
        """How much likelier than by its likeness each of these sounds is another form of one; 1 where nothing is known.

        ``shares``: of the names that sound like it, so many are expected to be written as each.
        """
        if sound >= len(self.seen) or not self.seen[sound]:
            return np.ones(len(sounds))
        expected = self.seen[sound] * shares
        times = np.minimum(expected, self.unseen)
        of_it = slice(self.starts[sound], self.starts[sound + 1])
        _, here, there = np.intersect1d(sounds, self.others[of_it], assume_unique=True, return_indices=True)
        times[here] = self.times[of_it][there]
        out: NDArray[np.float64] = np.clip((times + PRIOR) / (expected + PRIOR), LEAST, MOST)
        return out

    @property
    def tables(self) -> tuple[Floats, Ints, Ints, Floats]:
        """The same for a compiled loop."""
        return self.seen, self.starts, self.others, self.times


def usage(beside: Beside, unseen: float = 0.0) -> Usage:
    """What was seen, laid out by sound."""
    lower, higher = (beside.pairs >> 32).astype(np.int32), (beside.pairs & 0xFFFFFFFF).astype(np.int32)
    one, other = np.concatenate([lower, higher]), np.concatenate([higher, lower])
    order = np.lexsort((other, one))
    return Usage(
        beside.seen.astype(np.float32),
        np.searchsorted(one[order], np.arange(len(beside.seen) + 1)).astype(np.int32),
        other[order],
        np.concatenate([beside.times, beside.times])[order].astype(np.float32),
        unseen,
    )


NO_USAGE = usage(Beside(np.zeros(0, np.int64), np.zeros(0), np.zeros(0)))


def coarsely(beside: Beside, seen: Floats, secret: int) -> Usage:
    """The same so that nobody's being there can be told from it; ``seen`` is as coarse already."""
    jitter = _jitter(beside.pairs, secret)
    told = beside.times >= FEWEST * 2.0**jitter
    steps = np.floor(np.log2(beside.times[told]) - jitter[told]) + jitter[told]
    return usage(Beside(beside.pairs[told], 2.0 ** (steps + 0.5), seen.astype(np.float64)), UNTOLD)


def _jitter(pairs: NDArray[np.int64], secret: int) -> NDArray[np.float64]:
    """From 0 to 1, always the same for one pair, whichever others there are (after Steele, Lea and Flood, 2014)."""
    mixed = pairs.astype(np.uint64) * _MIXING[0] + np.uint64(secret)
    for shift, factor in ((30, _MIXING[1]), (27, _MIXING[2])):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * factor
    return (mixed ^ (mixed >> np.uint64(31))) / 2.0**64


def beside_in(
    names: NDArray[Any], fathers: NDArray[Any], shared: NDArray[Any], longest: NDArray[Any], heard: Heard
) -> Beside:
    """What stands beside one another in rows of names and of fathers' names.

    ``shared``: which of the names the father bears too, as bits; ``longest``: as `Known.longest`.
    """
    told = np.flatnonzero((fathers[:, 0] > 0) | (shared > 0) | (longest > 0))
    seen = np.zeros(max(1, len(heard[3])))
    found = np.empty(names.shape[1] * len(told), np.int64)
    size = _beside(names, fathers, shared, longest, told, heard, seen, found)
    pairs, times = np.unique(found[:size], return_counts=True)
    alone = np.flatnonzero((fathers[:, 0] > 0) & (shared == 0))
    return _beyond_chance(
        Beside(pairs, times.astype(np.float64), seen),
        len(alone),
        *(_borne(heard[0], each[alone]) for each in (names, fathers)),
    )


def _borne(sounds: NDArray[Any], words: NDArray[Any]) -> NDArray[np.int64]:
    """How often each sound stands in rows of words."""
    return np.bincount(sounds[words[words > 0]], minlength=int(sounds.max(initial=0)) + 1)


def _beyond_chance(found: Beside, rows: int, mine: NDArray[Any], theirs: NDArray[Any]) -> Beside:
    """Without those that would stand beside one another if nobody were of the family of his father."""
    lower, higher = found.pairs >> 32, found.pairs & 0xFFFFFFFF
    chance = (mine[lower] * theirs[higher] + mine[higher] * theirs[lower]) / max(1, rows)
    chance = np.minimum(chance, found.times)
    seen = found.seen.copy()
    for each in (lower, higher):
        seen -= np.bincount(each, chance, len(seen))
    return Beside(found.pairs, found.times - chance, np.maximum(seen, 0.0))


@compiled
def _beside(names, fathers, shared, longest, rows, heard, seen, found):  # type: ignore[no-untyped-def]
    work = np.empty((3, LETTERS + 1), np.int32)
    size = 0
    for row in rows:
        for at in range(names.shape[1]):
            if shared[row] >> at & 1:
                seen[heard[0][names[row, at]]] += 2
        if fathers[row, 0] and not shared[row]:
            size = _of_the_father(names[row], fathers[row], heard, work, seen, found, size)
        if longest[row]:
            size = _of_several(names[row], np.int64(longest[row]), heard, work, seen, found, size)
    return size


@compiled
def _of_the_father(names, fathers, heard, work, seen, found, size):  # type: ignore[no-untyped-def]
    """The nearest of a child's names and its father's; one family has one surname."""
    least, name, beside = OTHER, 0, 0
    for at in range(len(names)):
        if names[at]:
            degree, place = _nearest(names[at], fathers, len(fathers), 0, heard, work)
            if degree < least:
                least, name, beside = degree, names[at], fathers[place]
    return _noted(name, beside, heard[0], seen, found, size) if least < OTHER else size


@compiled
def _of_several(names, longest, heard, work, seen, found, size):  # type: ignore[no-untyped-def]
    """Words of other names beside those of the first one; what has none beside it was written the same."""
    taken = 0
    for at in range(longest, len(names)):
        if names[at]:
            degree, place = _nearest(names[at], names, longest, taken, heard, work)
            if degree < OTHER:
                taken |= 1 << place
                size = _noted(names[at], names[place], heard[0], seen, found, size)
    for at in range(longest):
        if names[at] and not taken >> at & 1:
            seen[heard[0][names[at]]] += 2
    return size


@compiled
def _nearest(word, words, count, taken, heard, work):  # type: ignore[no-untyped-def]
    """The most alike of the first words of a row that are not taken, and its place."""
    sounds, kin, letters_of, lengths, letters, pairs, written, written_lengths = heard
    least, place = OTHER, -1
    for at in range(count):
        if words[at] and not taken >> at & 1:
            degree = degree_of(
                word, words[at], sounds, kin, letters_of, lengths, letters, pairs, written, written_lengths, work
            )  # fmt: skip
            if 0 <= degree < least:
                least, place = degree, at
    return least, place


@compiled
def _noted(word, beside, sounds, seen, found, size):  # type: ignore[no-untyped-def]
    """Two words were seen beside one another."""
    s, t = sounds[word], sounds[beside]
    seen[s] += 1
    seen[t] += 1
    if s == t:
        return size
    found[size] = np.int64(min(s, t)) << 32 | np.int64(max(s, t))
    return size + 1


@inlined
def factor(s, t, share, seen, starts, others, times):  # type: ignore[no-untyped-def]
    """`Usage.factors` of one pair, with nothing ``unseen``."""
    out = 1.0
    if s < len(seen) and seen[s]:
        expected = seen[s] * share
        low, high = starts[s], starts[s + 1]
        while low < high:
            middle = (low + high) // 2
            if others[middle] < t:
                low = middle + 1
            else:
                high = middle
        seen_so = times[low] if low < starts[s + 1] and others[low] == t else 0.0
        out = min(MOST, max(LEAST, (seen_so + PRIOR) / (expected + PRIOR)))
    return out


@counting_nothing
def _similarity(one, length, other, also, work):  # type: ignore[no-untyped-def]
    """As `nearness.similarity`, in a place that is given."""
    longest = max(length, also)
    most = int(10 * longest * (1 - FARTHEST))
    apart = distance(one, length, other, also, most, LEFT_OUT, INSTEAD, work)
    return 0.0 if apart > most or longest == 0 else 1.0 - apart / (10.0 * longest)


@counting_nothing
def slip_of(s, t, letters_of, lengths, letters, pairs, work):  # type: ignore[no-untyped-def]
    """The degree in which one sound is a slip of another; less than 0 where it is none."""
    m, n = np.int64(lengths[s]), np.int64(lengths[t])
    if likely(letters[s], pairs[s], m, letters[t], pairs[t], n):
        alike = _similarity(letters_of[s], m, letters_of[t], n, work)
        for slip in range(len(_SLIPS)):
            if alike >= _SLIPS[slip]:
                return 3 + slip
    return -1


@counting_nothing
def degree_of(  # type: ignore[no-untyped-def]
    x, y, sounds, kin, letters_of, lengths, letters, pairs, written, written_lengths, work
):
    """How alike two words of a vocabulary are (`likeness.degree`); less than 0 where they are two names."""
    s, t = sounds[x], sounds[y]
    if x == y:
        return 0
    if s == t:
        return 1
    degree = slip_of(s, t, letters_of, lengths, letters, pairs, work)
    if kin[x] == kin[y] and degree != CLOSE:
        degree = KINDRED
    if degree < 0 or degree > WRITTEN:
        i, j = np.int64(written_lengths[x - 1]), np.int64(written_lengths[y - 1])
        if i >= SHORTEST_SLIP and j >= SHORTEST_SLIP and one_slip(written[x - 1], i, written[y - 1], j):
            degree = WRITTEN
        elif (
            (degree < 0 or degree > SHORT)
            and (letters[s] & letters[t]) in (letters[s], letters[t])
            and cut_short(letters_of[s], np.int64(lengths[s]), letters_of[t], np.int64(lengths[t]))
        ):
            degree = SHORT
    return degree

"""Who bears each word: a search adds up near words where they stand, and passes over everybody who bears none (compiled).

What a person's words can say at the most is the sum of what each near word gains in its role: nothing of a person is read for
it. Whoever it leaves below the best is left unread; the others are weighed by the sweep.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from jatigi.algorithms.matching.bounds import Sums
from jatigi.algorithms.matching.columns import PARTS, Columns
from jatigi.algorithms.matching.compiled import compiled
from jatigi.algorithms.matching.model import SHORT_MARK, SHORT_PHONE
from jatigi.algorithms.matching.score import Role
from jatigi.algorithms.matching.shelves import Shelves

Ints = NDArray[np.int32]

_SHORT = 10**SHORT_PHONE


class Bearers:
    """The rows of sorted columns by word in each role, and by every figure. Made once, when they are sorted."""

    def __init__(self, columns: Columns, shelves: Shelves) -> None:
        self.shelves = shelves
        most = int(columns.words.max(initial=0)) + 1
        roles = [(PARTS[role], False) for role in Role] + [(PARTS[Role.FATHER], True)]
        self._lists = [_listed(columns.words, part.start, part.stop, most, alone) for part, alone in roles]
        self._phones, self._papers = _by_number(columns.phones), _by_number(columns.documents)
        self._days, self._groups = _by_number(columns.day), _by_number(columns.group)
        self._spare = [np.zeros(len(columns), np.int16)]
        self._size = len(columns)

    def sums(self, words: Ints, tops: Sums, numbers: NDArray[np.int64], worth: Ints) -> Sums:
        """For these near words, of which ``tops`` says by role what each gains, and for the numbers asked for.

        They are on loan: whoever is done with them gives them back (`take_back`).
        """
        sums = self._zeros()
        for (starts, rows), gains in zip(self._lists, tops, strict=True):
            _add(starts, rows, words, gains, sums)
        phone, phone_too, paper, paper_too, born, company = numbers[:6]
        for each in (phone, phone_too):
            if each:
                _add_phoned(*self._phones, each, max(worth[0], 0), max(worth[1], 0), sums)
        swapped = born % 32 * 32 + born // 32
        for (known, rows), number, gain in (
            (self._papers, paper, worth[3]),
            (self._papers, paper_too, worth[3]),
            (self._days, born, worth[5]),
            (self._days, swapped * (swapped != born), worth[6]),
            (self._groups, company, worth[8]),
        ):
            _add_number(known, rows, number, gain, sums)
        return sums

    def take_back(self, sums: Sums) -> None:
        """Keep them for the next search, with nothing of this one: the system is not asked for them each time."""
        sums[:] = 0
        self._spare.append(sums)

    def _zeros(self) -> Sums:
        try:
            return self._spare.pop()
        except IndexError:
            return np.zeros(self._size, np.int16)


@compiled
def _listed(words, begin, end, most, alone):  # type: ignore[no-untyped-def]
    """For each word where its rows begin, and the rows; ``alone``: of those with one name only."""
    starts = np.zeros(most + 1, np.int32)
    for row in range(len(words)):
        if alone and (words[row, 0] == 0 or words[row, 1] != 0):
            continue
        for c in range(begin, end):
            if words[row, c]:
                starts[words[row, c] + 1] += 1
    starts = np.cumsum(starts).astype(np.int32)
    free = starts[:-1].copy()
    rows = np.empty(starts[-1], np.int32)
    for row in range(len(words)):
        if alone and (words[row, 0] == 0 or words[row, 1] != 0):
            continue
        for c in range(begin, end):
            word = words[row, c]
            if word:
                rows[free[word]] = row
                free[word] += 1
    return starts, rows


def _by_number(figures: NDArray[np.integer[Any]]) -> tuple[NDArray[Any], Ints]:
    """Every number of one column or several, in order, and the row of each; 0 is none."""
    each = figures.T if figures.ndim > 1 else figures[np.newaxis]
    rows = np.concatenate([np.flatnonzero(column).astype(np.int32) for column in each])
    numbers = np.concatenate([column[column != 0] for column in each])
    order = np.argsort(numbers, kind="stable")
    return numbers[order], rows[order]


@compiled
def _add(starts, rows, words, gains, sums):  # type: ignore[no-untyped-def]
    for at in range(len(words)):
        word, gain = words[at], gains[at]
        if gain and word + 1 < len(starts):
            for place in range(starts[word], starts[word + 1]):
                sums[rows[place]] += gain


@compiled
def _add_phoned(phones, rows, phone, same, near, sums):  # type: ignore[no-untyped-def]
    """Whoever has this telephone or one that may be meant: as `score.phones_apart` tells."""
    short = phone >= SHORT_MARK
    _add_number(phones, rows, phone, same, sums)
    if short:
        for first in range(10):
            _add_number(phones, rows, first * _SHORT + phone % _SHORT, same, sums)
        return
    _add_number(phones, rows, SHORT_MARK + phone % _SHORT, same, sums)
    step = 1
    for _ in range(SHORT_PHONE + 1):
        for slip in range(1, 18):
            apart = step * (slip if slip <= 9 else 9 * (slip - 8))
            _add_number(phones, rows, phone + apart, near * (phone + apart < SHORT_MARK), sums)
            _add_number(phones, rows, phone - apart, near, sums)
        step *= 10


@compiled
def _add_number(phones, rows, phone, gain, sums):  # type: ignore[no-untyped-def]
    if gain <= 0 or phone <= 0:
        return
    at = np.searchsorted(phones, phone)
    while at < len(phones) and phones[at] == phone:
        sums[rows[at]] += gain
        at += 1

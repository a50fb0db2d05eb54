"""Who bears each word: a search adds up near words where they stand, and passes over everybody who bears none (compiled).

What a person's words can say at the most is the sum of what each near word gains in its role: nothing of a person is read for
it. Whoever it leaves below the best is left unread; the others are weighed by the scan.
"""

import numpy as np
from numpy.typing import NDArray

from jatigi.algorithms.matching.bounds import Sums, shapes_of
from jatigi.algorithms.matching.columns import PARTS, Columns
from jatigi.algorithms.matching.compiled import compiled
from jatigi.algorithms.matching.model import SHORT_MARK, SHORT_PHONE
from jatigi.algorithms.matching.score import Role

Ints = NDArray[np.int32]

_SHORT = 10**SHORT_PHONE


class Bearers:
    """The rows of sorted columns by word in each role, and by telephone. Made once, when they are sorted."""

    def __init__(self, columns: Columns) -> None:
        self.shapes = shapes_of(columns)
        self._columns = columns
        most = int(columns.words.max(initial=0)) + 1
        roles = [(PARTS[role], False) for role in Role] + [(PARTS[Role.FATHER], True)]
        self._lists = [_listed(columns.words, part.start, part.stop, most, alone) for part, alone in roles]
        self._phones, self._phoned = _by_phone(columns.phones)

    def sums(self, words: Ints, tops: Sums, numbers: NDArray[np.int64], worth: Ints) -> Sums:
        """For these near words, of which ``tops`` says by role what each gains, and for the numbers asked for."""
        sums = np.zeros(len(self.shapes), np.int16)
        for (starts, rows), gains in zip(self._lists, tops, strict=True):
            _add(starts, rows, words, gains, sums)
        for phone in numbers[:2]:
            if phone:
                _add_phoned(self._phones, self._phoned, phone, max(worth[0], 0), max(worth[1], 0), sums)
        columns = self._columns
        _add_figures(columns.documents, columns.day, columns.group, numbers, worth, sums)
        return sums


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


def _by_phone(phones: NDArray[np.int32]) -> tuple[Ints, Ints]:
    rows = np.concatenate([np.flatnonzero(phones[:, at]).astype(np.int32) for at in (0, 1)])
    numbers = np.concatenate([phones[phones[:, at] != 0, at] for at in (0, 1)])
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


@compiled
def _add_figures(documents, day, group, numbers, worth, sums):  # type: ignore[no-untyped-def]
    """What a document, the day of birth and the company of somebody can say."""
    paper, paper_too, born, company = numbers[2], numbers[3], numbers[4], numbers[5]
    swapped = (born % 32) * 32 + born // 32
    if paper and worth[3] > 0:
        for row in range(len(sums)):
            both = documents[row, 0], documents[row, 1]
            if paper in both or (paper_too and paper_too in both):
                sums[row] += worth[3]
    if born:
        for row in range(len(sums)):
            sums[row] += max(worth[5], 0) * (day[row] == born)
            sums[row] += max(worth[6], 0) * (day[row] == swapped and day[row] != born)
    if company and worth[8] > 0:
        for row in range(len(sums)):
            sums[row] += worth[8] * (group[row] == company)

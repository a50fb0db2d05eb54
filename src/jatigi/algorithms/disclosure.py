"""Counts that may be shown: no small number, and none that follows from the others by adding and taking away.

A table of counts with the totals of its rows and columns goes through three steps.

1. Rows, then columns, whose total is small are gathered into one ("others"), so that every total can be shown.
2. Primary rule: a count from 1 to below the threshold of its row is withheld. 0 is shown: it is about nobody.
3. Complementary rule: each withheld count becomes a corner of a rectangle of withheld counts (i,j) (i,j') (i',j) (i',j').
   Adding 1 to two opposite corners and taking it from the other two leaves every total as it is, so whoever sees the
   rest cannot tell where between the smallest and the largest shift the truth lies. The rectangle is the cheapest one
   whose corners are large enough that at least `threshold` different values remain possible for each corner, also for
   somebody who knows these rules and so that a withheld count is at least 1. Where a row has no such rectangle it is
   gathered into the others, and the search begins anew.

Source: the hypercube method of D. Repsilber (1994), as in S. Giessing and D. Repsilber, "Tools and strategies to protect
multiple tables with the GHQUAR cell suppression engine", in: Inference Control in Statistical Databases, LNCS 2316 (2002);
A. Hundepool et al., Statistical Disclosure Control (Wiley, 2012), chapter 4. Thresholds: codebook k.

Several tables of the same rows of data may be shown together where what they have in common are totals that all of them
show: given those, the inside of one says nothing about the inside of another. What must not be shown besides are tables for
a part of the data (one service type, one region) next to tables for all of it: their difference is a table of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Grid = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as it may be shown.

    rows, columns: which rows and columns of the original each one gathers. cells: None where withheld.
    """

    rows: tuple[tuple[int, ...], ...]
    columns: tuple[tuple[int, ...], ...]
    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int, ...]
    column_totals: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.row_totals)


def shown(
    counts: Sequence[Sequence[int]], thresholds: Sequence[int], rest: int | None = None
) -> Shown | None:
    """The table as it may be shown; None where all of it is too little.

    thresholds: of each row, at least 2. rest: the column into which small columns are gathered, if there is one that
    means "all the rest". Rows without any count are left out. Raises `ValueError` for negative counts.
    """
    grid = np.array([list(row) for row in counts], dtype=np.int64).reshape(len(counts), -1)
    if (grid < 0).any():
        raise ValueError("a count is negative")
    strictest = max(thresholds, default=2)
    if grid.sum() < strictest:
        return None
    limits = np.array(thresholds, dtype=np.int64)
    columns = gathered([int(n) for n in grid.sum(axis=0)], [strictest] * grid.shape[1], rest)
    wide = np.stack([grid[:, list(group)].sum(axis=1) for group in columns], axis=1)
    rows = [
        group for group in gathered([int(n) for n in wide.sum(axis=1)], thresholds) if wide[list(group)].any()
    ]
    while True:
        table = np.stack([wide[list(group)].sum(axis=0) for group in rows])
        least = np.array([limits[list(group)].max() for group in rows], dtype=np.int64)
        hidden, exposed = withheld(table, least)
        if exposed is None:
            return _shown(rows, columns, table, hidden)
        rows = _merged(rows, exposed, table)


def gathered(
    totals: Sequence[int], thresholds: Sequence[int], rest: int | None = None
) -> list[tuple[int, ...]]:
    """The numbers of the totals, those that are too small gathered into one group, which comes last.

    The smallest of the others join it until it is large enough itself, or nothing else is left. `rest` is always in it.
    """
    small = {i for i, n in enumerate(totals) if 0 < n < thresholds[i]}
    if rest is not None and (small or 0 < totals[rest] < thresholds[rest]):
        small.add(rest)
    others = sorted((i for i, n in enumerate(totals) if n and i not in small), key=lambda i: (totals[i], i))
    while small and sum(totals[i] for i in small) < max(thresholds[i] for i in small) and others:
        small.add(others.pop(0))
    kept: list[tuple[int, ...]] = [(i,) for i in range(len(totals)) if i not in small]
    return [*kept, tuple(sorted(small))] if small else kept


def withheld(table: Grid, least: Grid) -> tuple[NDArray[np.bool_], int | None]:
    """Which counts of a table are not shown beside its totals; and a row that cannot be protected so, if there is one."""
    hidden = (table > 0) & (table < least[:, None])
    if table.shape[0] < 2 or table.shape[1] < 2:
        return np.zeros_like(hidden), None  # every count stands among the totals, which are large enough
    primary = sorted(zip(*np.nonzero(hidden), strict=True), key=lambda at: (int(table[at]), at))
    for row, column in primary:
        corner = _rectangle(table, hidden, int(row), int(column), int(least[row]))
        if corner is None:
            return hidden, int(row)
        other_row, other_column = corner
        for at in ((row, other_column), (other_row, column), (other_row, other_column)):
            hidden[at] = True
    return hidden, None


def _rectangle(
    table: Grid, hidden: NDArray[np.bool_], row: int, column: int, least: int
) -> tuple[int, int] | None:
    """The opposite corner of the cheapest rectangle that leaves `least` values possible; None where there is none."""
    beside, below = table[row][None, :], table[:, column][:, None]
    up = np.minimum(beside, below) - 1
    down = np.minimum(table, table[row, column]) - 1
    fits = (np.minimum(np.minimum(beside, below), table) > 0) & (up + down >= least - 1)
    fits[row, :] = False
    fits[:, column] = False
    if not fits.any():
        return None
    open_ = np.where(hidden, 0, table + 1)
    cost = open_ + open_[row][None, :] + open_[:, column][:, None]
    best = int(np.argmin(np.where(fits, cost, np.iinfo(np.int64).max)))
    return best // table.shape[1], best % table.shape[1]


def _merged(rows: list[tuple[int, ...]], exposed: int, table: Grid) -> list[tuple[int, ...]]:
    """The rows with one more gathered into the others: the exposed one with the smallest besides it."""
    sums = table.sum(axis=1)
    partner = min(
        (i for i in range(len(rows)) if i != exposed), key=lambda i: (len(rows[i]) == 1, int(sums[i]))
    )
    both = tuple(sorted(rows[exposed] + rows[partner]))
    return [*(group for i, group in enumerate(rows) if i not in (exposed, partner)), both]


def _shown(
    rows: list[tuple[int, ...]], columns: list[tuple[int, ...]], table: Grid, hidden: NDArray[np.bool_]
) -> Shown:
    cells = tuple(
        tuple(None if hide else int(n) for n, hide in zip(line, mask, strict=True))
        for line, mask in zip(table, hidden, strict=True)
    )
    return Shown(
        tuple(rows), tuple(columns), cells,
        tuple(int(n) for n in table.sum(axis=1)), tuple(int(n) for n in table.sum(axis=0)),
    )  # fmt: skip

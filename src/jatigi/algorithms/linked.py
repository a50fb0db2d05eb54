"""Several tables of the same referrals, shown together: nothing withheld in one may follow from the others.

Whoever knows which organisation gives what where (the directory is public) knows which rows of two tables count the same:
the only service for a need is the whole row of its organisation. What is withheld in one table could stand in another, or be
what one row leaves of two others. So all tables are asked at once: the counts of the finest parts that anybody can tell apart
(strata) are unknowns, every shown count and every total is an equation, and a withheld count is lost where it is a linear
combination of these. Then one of the counts in that combination is withheld as well, the table is protected again with it
(`disclosure.shown`), and all are asked anew. A table that cannot be protected beside the others is not shown.

Tables of the same kind count the same columns. Tables of two kinds share totals only: a sum over all columns of one is
a sum over all columns of the other. Source: A. Hundepool et al., Statistical Disclosure Control (Wiley, 2012), 4.6 (linked
tables).
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from jatigi.algorithms import disclosure
from jatigi.algorithms.disclosure import Shown

ROUNDS = 200
EXACT = 1e-6
Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Table:
    """Counts that ask to be shown. strata: of each row, the numbers of the finest parts of which it is the sum.

    kind: tables of one kind have the same columns. thresholds, rest: as `disclosure.shown` takes them.
    """

    kind: str
    strata: Sequence[frozenset[int]]
    counts: Sequence[Sequence[int]]
    thresholds: Sequence[int]
    rest: int | None = None


@dataclass(frozen=True, slots=True)
class _Cell:
    """Something that is a sum over some strata and some columns. `at`: (table, row, column) of a count, None for a total."""

    strata: Vector
    columns: Vector
    at: tuple[int, int, int] | None = None


@dataclass(slots=True)
class _Draft:
    """A table with what is withheld in it for the sake of the others, and as it may be shown so far. size: of all strata."""

    asked: Table
    size: int
    also: set[tuple[int, int]] = field(default_factory=set)
    table: Shown | None = None

    def protect(self) -> None:
        asked = self.asked
        if asked.counts:
            self.table = disclosure.shown(asked.counts, asked.thresholds, asked.rest, self.also)


def shown_together(tables: Sequence[Table]) -> list[Shown | None]:
    """Each as it may be shown beside the others; None where it may not be at all."""
    size = 1 + max((number for table in tables for row in table.strata for number in row), default=0)
    drafts = [_Draft(table, size) for table in tables]
    for draft in drafts:
        draft.protect()
    for _round in range(ROUNDS):
        lost = _lost(drafts)
        if not lost:
            return [draft.table for draft in drafts]
        for number in {number for number, _at in lost}:
            found = {at for which, at in lost if which == number}
            _mend(drafts[number], found)
    return [None] * len(drafts)


def _mend(draft: _Draft, found: set[tuple[int, int] | None]) -> None:
    """Withhold these too; where nothing of it would help, or did not, none of it is shown."""
    before = len(draft.also)
    draft.also |= {at for at in found if at is not None}
    if None in found or len(draft.also) == before:
        draft.table = None
        return
    draft.protect()


def _lost(drafts: Sequence[_Draft]) -> set[tuple[int, tuple[int, int] | None]]:
    """(table, count to be withheld besides) for each withheld count that follows; None: that table is to be left out."""
    found: set[tuple[int, tuple[int, int] | None]] = set()
    for kind in dict.fromkeys(draft.asked.kind for draft in drafts):
        known = list(_known(drafts, kind))
        hidden = [
            cell for number, draft in enumerate(drafts) for cell in _cells(number, draft, kind, hidden=True)
        ]
        if not known or not hidden:
            continue
        share, left = _explained(known, hidden)
        for column, cell in enumerate(hidden):
            if left[column] < EXACT:
                found.add(_culprit(drafts, known, share[:, column], cell))
    return found


def _explained(known: Sequence[_Cell], hidden: Sequence[_Cell]) -> tuple[Vector, Vector]:
    """Each hidden sum as a combination of the known ones as nearly as can be, and how much of it that leaves over.

    Sums over strata × columns: their inner products are products of those of strata and of columns.
    """
    rows, columns = np.stack([c.strata for c in known]), np.stack([c.columns for c in known])
    wanted, of = np.stack([c.strata for c in hidden]), np.stack([c.columns for c in hidden])
    inner = (rows @ rows.T) * (columns @ columns.T)
    across = (rows @ wanted.T) * (columns @ of.T)
    share = np.linalg.pinv(inner, rcond=1e-10, hermitian=True) @ across
    size = wanted.sum(axis=1) * of.sum(axis=1)
    return share, (size - (across * share).sum(axis=0)) / size


def _culprit(
    drafts: Sequence[_Draft], known: Sequence[_Cell], share: Vector, lost: _Cell
) -> tuple[int, tuple[int, int] | None]:
    """The smallest count that takes part; never a zero, which is about nobody and shown."""
    taking = [cell.at for cell, part in zip(known, share, strict=True) if cell.at and abs(part) > EXACT]
    counts = sorted((_count(drafts, at), at) for at in taking if _count(drafts, at) > 0)
    assert lost.at is not None  # noqa: S101  # of a count
    if not counts:
        return lost.at[0], None
    _n, (number, row, column) = counts[0]
    table = drafts[number].table
    assert table is not None  # noqa: S101  # it shows that count
    return number, (table.rows[row][0], table.columns[column][0])


def _count(drafts: Sequence[_Draft], at: tuple[int, int, int]) -> int:
    number, row, column = at
    table = drafts[number].table
    return (table.cells[row][column] or 0) if table else 0


def _known(drafts: Sequence[_Draft], kind: str) -> Iterator[_Cell]:
    """Every shown count of a kind with the totals of its columns, and the totals of the rows of all kinds."""
    width = max(
        (len(d.asked.counts[0]) for d in drafts if d.asked.kind == kind and d.asked.counts), default=0
    )
    for number, draft in enumerate(drafts):
        if draft.table is None:
            continue
        yield from _cells(number, draft, kind, hidden=False)
        for row in draft.table.rows:
            yield _Cell(_strata(draft, row), np.ones(width))
        if draft.asked.kind == kind:
            everything = _strata(draft, range(len(draft.asked.strata)))
            for column in draft.table.columns:
                yield _Cell(everything, _among(width, column))


def _cells(number: int, draft: _Draft, kind: str, *, hidden: bool) -> Iterator[_Cell]:
    table, asked = draft.table, draft.asked
    if table is None or asked.kind != kind:
        return
    for i, line in enumerate(table.cells):
        strata = _strata(draft, table.rows[i])
        for j, cell in enumerate(line):
            if (cell is None) == hidden:
                yield _Cell(strata, _among(len(asked.counts[0]), table.columns[j]), (number, i, j))


def _strata(draft: _Draft, rows: Iterable[int]) -> Vector:
    return _among(draft.size, frozenset().union(*(draft.asked.strata[number] for number in rows)))


def _among(size: int, numbers: Collection[int]) -> Vector:
    found = np.zeros(size)
    found[list(numbers)] = 1.0
    return found

"""What can be computed of a table of which something is withheld: against every table that there could be."""

from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from jatigi.algorithms.auditing import Inconsistent, Partly, too_narrow
from jatigi.algorithms.disclosure import shown

small = st.integers(0, 3)
grids = st.tuples(st.integers(1, 3), st.integers(1, 3)).flatmap(
    lambda size: st.tuples(
        st.lists(st.lists(small, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]),
        st.lists(st.tuples(st.integers(0, size[0] - 1), st.integers(0, size[1] - 1)), min_size=1, max_size=4, unique=True),
        st.lists(st.booleans(), min_size=size[0], max_size=size[0]),
        st.lists(st.booleans(), min_size=size[1], max_size=size[1]),
        st.booleans(),
    )
)  # fmt: skip


def seen(truth, hidden, rows, columns, whole) -> Partly:
    cells = [[None if (i, j) in hidden else n for j, n in enumerate(line)] for i, line in enumerate(truth)]
    return Partly(
        cells,
        [sum(line) if known else None for line, known in zip(truth, rows, strict=True)],
        [
            sum(column) if known else None
            for column, known in zip(zip(*truth, strict=True), columns, strict=True)
        ],
        sum(map(sum, truth)) if whole else None,
    )


@settings(max_examples=120, deadline=None)
@given(grids)
def test_how_many_values_are_possible_is_what_trying_them_all_finds(given_) -> None:
    truth, hidden, rows, columns, whole = given_
    assume(all(truth[i][j] > 0 for i, j in hidden))
    table = seen(truth, hidden, rows, columns, whole)
    found: dict[tuple[int, int], set[int]] = {at: set() for at in hidden}
    for values in product(range(1, 13), repeat=len(hidden)):
        other = [list(line) for line in truth]
        for (i, j), value in zip(hidden, values, strict=True):
            other[i][j] = value
        if seen(other, hidden, rows, columns, whole) == table:
            for at, value in zip(hidden, values, strict=True):
                found[at].add(value)
    for least in (2, 4):
        narrow = {at for at, values in found.items() if len(values) < least}
        assert set(too_narrow(table, least)) == narrow


def test_one_count_withheld_in_a_row_with_its_total_is_found_and_totals_that_cannot_be_are_told() -> None:
    table = Partly([[12, None], [None, None]], [15, None], [None, None])
    assert too_narrow(table, 5) == [(0, 1)]
    assert too_narrow(table, 5, among=[(1, 1)]) == []
    with pytest.raises(Inconsistent):
        too_narrow(Partly([[12, None]], [11], [None, None]), 5)


def test_what_was_withheld_before_stays_withheld_and_still_cannot_be_computed() -> None:
    first = shown([[40, 30, 1], [25, 60, 12], [90, 10, 33]], [5] * 3)
    assert first is not None
    before = {(i, j) for i, line in enumerate(first.cells) for j, cell in enumerate(line) if cell is None}
    second = shown([[40, 30, 9], [25, 60, 12], [90, 11, 33]], [5] * 3, already=before)
    assert second is not None
    assert before <= {(i, j) for i, line in enumerate(second.cells) for j, n in enumerate(line) if n is None}
    assert too_narrow(Partly(second.cells, second.row_totals, second.column_totals), 5) == []

"""What an attacker can compute of a withheld count, exactly: the range of the linear programme of totals and shown counts."""

from collections import deque

from hypothesis import given, settings
from hypothesis import strategies as st

from jatigi.algorithms.disclosure import Shown, gathered, shown

LEAST = 5


def possible(table: Shown, truth: list[list[int]], row: int, column: int) -> int:
    """How many values a withheld count can have, for whoever sees the table and knows that withheld ones are at least 1.

    Shown counts and totals fixed, every other solution is the truth plus a circulation among the withheld counts: a
    transport problem, whose ends are two maximal flows and are whole numbers. `truth` is used as a first solution only.
    """
    free = {(i, j) for i, line in enumerate(table.cells) for j, cell in enumerate(line) if cell is None}
    more = flow(free - {(row, column)}, truth, source=("c", column), sink=("r", row))
    less = min(
        truth[row][column] - 1,
        flow(free - {(row, column)}, truth, source=("r", row), sink=("c", column)),
    )
    return more + less + 1


def flow(
    free: set[tuple[int, int]], truth: list[list[int]], source: tuple[str, int], sink: tuple[str, int]
) -> int:
    """The largest shift: from a row to a column a count grows without limit, back it shrinks to 1."""
    room: dict[tuple[tuple[str, int], tuple[str, int]], int] = {}
    for i, j in free:
        room[("r", i), ("c", j)] = 10**6
        room[("c", j), ("r", i)] = truth[i][j] - 1
    total = 0
    while path := _path(room, source, sink):
        step = min(room[edge] for edge in path)
        for start, end in path:
            room[start, end] -= step
            room[end, start] += step
        total += step
    return total


def _path(
    room: dict[tuple[tuple[str, int], tuple[str, int]], int], source: tuple[str, int], sink: tuple[str, int]
) -> list[tuple[tuple[str, int], tuple[str, int]]]:
    came: dict[tuple[str, int], tuple[str, int]] = {source: source}
    beside: dict[tuple[str, int], list[tuple[str, int]]] = {}
    for (start, end), left in room.items():
        if left > 0:
            beside.setdefault(start, []).append(end)
    waiting = deque([source])
    while waiting and sink not in came:
        here = waiting.popleft()
        for end in beside.get(here, ()):
            if end not in came:
                came[end] = here
                waiting.append(end)
    if sink not in came:
        return []
    path, here = [], sink
    while here != source:
        path.append((came[here], here))
        here = came[here]
    return path


def inside(table: Shown, counts: list[list[int]]) -> list[list[int]]:
    """The true counts behind a table, gathered as it gathers them."""
    return [
        [sum(counts[i][j] for i in row for j in column) for column in table.columns] for row in table.rows
    ]


tables = st.integers(1, 7).flatmap(
    lambda width: st.tuples(
        st.lists(
            st.lists(st.one_of(st.integers(0, 9), st.integers(0, 80)), min_size=width, max_size=width),
            min_size=1, max_size=9,
        ),
        st.sampled_from([None, width - 1]),
    )
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(tables, st.data())
def test_no_withheld_count_can_be_computed(
    given_: tuple[list[list[int]], int | None], data: st.DataObject
) -> None:
    counts, rest = given_
    thresholds = [data.draw(st.sampled_from([5, 10])) for _ in counts]
    table = shown(counts, thresholds, rest)
    total = sum(map(sum, counts))
    if table is None:
        assert total < max(thresholds)
        return
    truth = inside(table, counts)
    assert table.total == total == sum(table.column_totals)
    for i, line in enumerate(table.cells):
        least = max(thresholds[row] for row in table.rows[i])
        assert table.row_totals[i] == sum(truth[i])
        assert table.row_totals[i] >= least
        for j, cell in enumerate(line):
            if cell is None:
                assert possible(table, truth, i, j) >= min(thresholds), (i, j)
                assert truth[i][j] >= least or possible(table, truth, i, j) >= least
            else:
                assert cell == truth[i][j]
                assert not 0 < cell < least


def test_a_single_small_count_takes_three_others_with_it() -> None:
    table = shown([[40, 30, 1], [25, 60, 12], [90, 10, 33]], [LEAST] * 3)
    assert table is not None
    assert [[cell is None for cell in line] for line in table.cells] == [
        [False, True, True],
        [False, False, False],
        [False, True, True],
    ]
    assert table.row_totals == (71, 97, 133)


def test_small_rows_and_columns_are_gathered_and_too_little_is_not_shown() -> None:
    table = shown([[30, 2, 40], [1, 0, 2], [0, 1, 2], [50, 0, 60]], [LEAST] * 4, rest=2)
    assert table is not None
    assert table.columns == ((0,), (1, 2))
    assert (0,) in table.rows
    assert (1, 2) in table.rows
    assert shown([[1, 1], [1, 1]], [LEAST] * 2) is None
    assert gathered([50, 3, 20, 0, 8], [5] * 5) == [(0,), (2,), (3,), (1, 4)]


def test_a_large_table_is_protected_in_a_moment() -> None:
    counts = [[(i * 7919 + j * 104729) % 37 * (i % 5 > 0) for j in range(6)] for i in range(300)]
    table = shown(counts, [10 if i % 4 else 5 for i in range(300)])
    assert table is not None
    assert len(table.rows) > 200

"""What an attacker can compute from all tables of a quarter together, who knows which rows of which count the same."""

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from jatigi.algorithms.disclosure import Shown
from jatigi.algorithms.linked import Table, shown_together

COLUMNS = {"answers": 5, "reactions": 4}
LEAST = 5

stratum = st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(0, 4))
"""A kind of need, a region, an organisation: the directory says which of them exist."""
few = st.one_of(st.integers(0, 9), st.integers(0, 60))
worlds = st.dictionaries(
    stratum,
    st.lists(few, min_size=20, max_size=20),  # answers × reactions of the referrals of a stratum
    min_size=1, max_size=14,
)  # fmt: skip


def asked(world: dict[tuple[int, ...], list[int]], confided: int) -> list[Table]:
    """The six tables of a quarter, need, place and organisation × answers and reactions."""
    found = []
    for by in range(3):
        keys = sorted({one[by] for one in world})
        strata = [frozenset(number for number, one in enumerate(world) if one[by] == key) for key in keys]
        touched = {one[by] for one in world if one[0] == confided}
        for kind, width in COLUMNS.items():
            axis = 1 if kind == "answers" else 0
            grids = [np.array(counts).reshape(5, 4).sum(axis=axis) for counts in world.values()]
            counts = [[int(sum(grids[n][j] for n in row)) for j in range(width)] for row in strata]
            least = [2 * LEAST if key in touched else LEAST for key in keys]
            found.append(Table(kind, strata, counts, least, width - 1))
    return found


def equations(tables: list[Table], shown: list[Shown | None], size: int) -> tuple[list[Any], list[Any]]:
    """(what is known, what is withheld), as vectors over every stratum × answer × reaction."""
    known: list[Any] = []
    hidden: list[Any] = []
    for table, found in zip(tables, shown, strict=True):
        if found is None:
            continue
        everything = frozenset().union(*table.strata)
        for column, total in zip(found.columns, found.column_totals, strict=True):
            known.append((vector(size, everything, table.kind, column), total))
        for row, cells, total in zip(found.rows, found.cells, found.row_totals, strict=True):
            strata = frozenset().union(*(table.strata[i] for i in row))
            known.append((vector(size, strata, "", ()), total))
            for column, cell in zip(found.columns, cells, strict=True):
                one = vector(size, strata, table.kind, column)
                (hidden if cell is None else known).append((one, cell))
    return known, hidden


def vector(size: int, strata: frozenset[int], kind: str, columns: tuple[int, ...]) -> np.ndarray:
    found = np.zeros((size, 5, 4))
    for number in strata:
        if kind == "answers":
            found[number, list(columns), :] = 1
        elif kind == "reactions":
            found[number, :, list(columns)] = 1
        else:
            found[number] = 1
    return found.ravel()


@settings(max_examples=80, deadline=None)
@given(worlds, st.integers(0, 3))
def test_nothing_withheld_is_a_combination_of_what_all_tables_show(
    world: dict[tuple[int, ...], list[int]], confided: int
) -> None:
    tables = asked(world, confided)
    shown = shown_together(tables)
    known, hidden = equations(tables, shown, len(world))
    if not (known and hidden):
        return
    matrix = np.stack([one for one, _value in known])
    wanted = np.stack([one for one, _value in hidden])
    solved, *_rest = np.linalg.lstsq(matrix.T, wanted.T, rcond=1e-10)
    left = np.abs(matrix.T @ solved - wanted.T).max(axis=0)
    assert left.min() > 1e-6


def test_the_only_organisation_for_a_need_withholds_what_the_need_withholds() -> None:
    """Each table alone is protected, with different partners: one says what the other withholds."""
    strata = [frozenset({0}), frozenset({1}), frozenset({2})]
    by_need = Table("answers", strata, [[40, 30, 2], [25, 60, 12], [90, 20, 33]], [5] * 3)
    merged = [frozenset({0}), frozenset({1, 2})]
    by_house = Table("answers", merged, [[40, 30, 2], [115, 80, 45]], [5] * 2)
    need, house = shown_together([by_need, by_house])
    assert need is not None
    assert house is not None
    assert need.cells[0][2] is None
    assert house.cells[0][2] is None
    pairs = zip(need.cells[0], house.cells[0], strict=True)
    assert [(one is None) == (other is None) for one, other in pairs] == [True] * 3


def test_a_difference_between_two_rows_of_another_table_is_no_way_either() -> None:
    """An organisation gives all of two needs: what one of them withholds is not what its row leaves of the other."""
    by_need = Table(
        "answers", [frozenset({n}) for n in range(3)], [[3, 40, 30], [50, 20, 20], [60, 30, 25]], [5] * 3
    )
    by_house = Table("answers", [frozenset({0, 1}), frozenset({2})], [[53, 60, 50], [60, 30, 25]], [5] * 2)
    shown = shown_together([by_need, by_house])
    known, hidden = equations([by_need, by_house], shown, 3)
    matrix, wanted = (np.stack([one for one, _value in part]) for part in (known, hidden))
    solved, *_rest = np.linalg.lstsq(matrix.T, wanted.T, rcond=1e-10)
    assert np.abs(matrix.T @ solved - wanted.T).max(axis=0).min() > 1e-6


def test_a_quarter_without_referrals_has_nothing_to_show() -> None:
    empty, filled = Table("answers", [], [], []), Table("reactions", [frozenset({0})], [[12, 30]], [5])
    assert shown_together([]) == []
    assert shown_together([empty]) == [None]
    first, second = shown_together([empty, filled])
    assert first is None
    assert second is not None
    assert second.cells == ((12, 30),)

"""Rows in an order in which those alike stand together, on shelves of a few rows each (compiled).

All rows of a shelf have one year of birth, one sex and as many words in each role: what these say is the same for all of
them, and added to the most that the words of any of them say it bounds the whole shelf. A search reads the shelves from the
highest bound down and stops where no other can hold anybody who is among the best.
"""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from jatigi.algorithms.matching.bounds import STARTS, Sums, shapes_of
from jatigi.algorithms.matching.columns import WIDE, YEARS, Columns
from jatigi.algorithms.matching.compiled import compiled

ROWS = 128
"""At most so many rows stand on a shelf: their sums are a few lines of the processor's memory."""

WIDE_YEAR = YEARS
"""The year of the shelves for those of whose year one is in doubt for long."""

_SHAPE_BITS, _SEX_BITS = 9, 8

Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Shelves:
    """Where each shelf begins (and the last ends), and what its rows have in common, as one number."""

    starts: Ints
    keys: Ints

    def __len__(self) -> int:
        return len(self.keys)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most that the rows of each shelf can reach, and of it what their codes (year, sex, nationality) say and what
    is neither in these nor in the sums. ``order``: the shelves, those first that reach most."""

    most: Ints
    codes: Ints
    beside: Ints
    order: Ints


def sorted_alike(columns: Columns) -> tuple[Columns, Shelves]:
    """The columns in the order of year, sex and number of words; changed where they are. And their shelves."""
    shapes = shapes_of(columns).astype(np.int32)
    years = columns.year.astype(np.int32)
    years[columns.width > WIDE] = WIDE_YEAR
    keys = (years << _SEX_BITS | columns.sex) << _SHAPE_BITS | shapes
    del shapes, years
    order = np.argsort(keys, kind="stable").astype(np.int32)
    keys = keys[order]
    for field in fields(columns):
        setattr(columns, field.name, getattr(columns, field.name)[order])
    starts = _starts(keys)
    return columns, Shelves(starts, keys[starts[:-1]])


def bounds_of(
    shelves: Shelves, sums: Sums, years: Ints, sexes: Ints, lost: Ints, spare: int, nations: int, least: int
) -> Bounds:
    """For these sums: ``years`` by year and width, ``sexes`` by number and ``lost`` by shape are what a query makes of
    each; ``spare`` and ``nations`` the most that figures and nationalities add. Shelves that cannot reach more than
    ``least`` are not in the order."""
    top = np.append(years.max(axis=1), years.max()) + np.int32(nations)
    most, codes, beside = _bounds(shelves.starts, shelves.keys, sums, top, sexes, lost, spare)
    return Bounds(most, codes, beside, _in_order(most, least))


def plain_bounds(sums: Sums, spare: int, codes: int, least: int) -> tuple[Shelves, Bounds]:
    """Shelves of rows in no order, whose sums hold what is lost too."""
    starts = np.append(np.arange(0, len(sums), ROWS), len(sums)).astype(np.int32)
    none = np.zeros(len(starts) - 1, np.int32)
    most = _tops(starts, sums) + np.int32(spare + codes)
    return Shelves(starts, none), Bounds(most, none + codes, none + spare, _in_order(most, least))


@compiled
def _starts(keys):  # type: ignore[no-untyped-def]
    """Where a shelf begins: with another key, or where one is full."""
    starts = np.empty(len(keys) + 1, np.int32)
    shelves, begin = 0, 0
    for row in range(len(keys)):
        if row == 0 or keys[row] != keys[row - 1] or row - begin == ROWS:
            starts[shelves] = row
            shelves += 1
            begin = row
    starts[shelves] = len(keys)
    return starts[: shelves + 1].copy()


@compiled
def _tops(starts, sums):  # type: ignore[no-untyped-def]
    """The highest sum of each shelf. Rows are counted without a sign: only then are many compared at once."""
    tops = np.empty(len(starts) - 1, np.int32)
    for shelf in range(len(tops)):
        top = sums[starts[shelf]]
        for row in range(np.uint32(starts[shelf]), np.uint32(starts[shelf + 1])):
            top = sums[row] if sums[row] > top else top  # noqa: FURB136  # compiled
        tops[shelf] = top
    return tops


@compiled
def _bounds(starts, keys, sums, years, sexes, lost, spare):  # type: ignore[no-untyped-def]
    most, codes, beside = _tops(starts, sums), np.empty(len(keys), np.int32), np.empty(len(keys), np.int32)
    for shelf in range(len(keys)):
        key = keys[shelf]
        sex = key >> _SHAPE_BITS & ((1 << _SEX_BITS) - 1)
        codes[shelf] = years[key >> (_SHAPE_BITS + _SEX_BITS)] + sexes[sex]
        beside[shelf] = lost[key & ((1 << _SHAPE_BITS) - 1)] + spare
        most[shelf] += codes[shelf] + beside[shelf]
    return most, codes, beside


@compiled
def _in_order(most, least):  # type: ignore[no-untyped-def]
    """Shelves that reach more than ``least``, those that reach most first, in their own order where they reach the same."""
    highest = least
    for shelf in range(len(most)):
        highest = max(highest, most[shelf])
    places = np.zeros(highest - least + 1, np.int32)
    for shelf in range(len(most)):
        if most[shelf] > least:
            places[highest - most[shelf] + 1] += 1
    places = np.cumsum(places)
    order = np.empty(places[-1], np.int32)
    for shelf in range(len(most)):
        if most[shelf] > least:
            order[places[highest - most[shelf]]] = shelf
            places[highest - most[shelf]] += 1
    return order


assert (STARTS[1] + 1) * (STARTS[2] - STARTS[1] + 1) ** 2 * (STARTS[4] - STARTS[3] + 1) <= 1 << _SHAPE_BITS  # noqa: S101

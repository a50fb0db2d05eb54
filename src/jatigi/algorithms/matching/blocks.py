"""Which records are compared at all: those that share a pair of folded things (compiled).

Two words of a name; a word and the year, the place or a parent; a telephone; a document. No key is enough alone and none
is needed: each of them finds what the others miss. A word stands for the common name that it is likeliest a slip of.
"""

from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from jatigi.algorithms.matching.columns import PARTS, Columns
from jatigi.algorithms.matching.compiled import counting_nothing
from jatigi.algorithms.matching.lines import ROW, Tables
from jatigi.algorithms.matching.pairing import Notes, weighed
from jatigi.algorithms.matching.score import Role

LARGEST = 150
"""In a larger group of records with one key, each is compared with so many that follow it in order."""

PORTION, _ROOM = 1 << 17, 1 << 17
_ORDER = np.uint64(8)
"""The last binary digits of a key are the year or what else those of one key are in order by."""

_NAMES = 3
"""So many names of each are in keys."""

Column = NDArray[np.generic]
Parts = tuple[Column, ...]


class Found(NamedTuple):
    """Pairs of rows as one number each, the bits of each, and how many were compared."""

    pairs: NDArray[np.int64]
    bits: NDArray[np.float32]
    compared: int


class Key(NamedTuple):
    """What records must share, in any of several places of each; in which order those of one key stand, by a byte."""

    ways: list[Parts]
    order: Column


def keys(columns: Columns, meant: NDArray[np.int32]) -> list[Key]:
    """Of what each key is made, wherever in a field a word stands; nothing (0) in one of its parts is no key."""
    words = {
        role: (meant[role][columns.words[:, part]] + 1) * (columns.words[:, part] > 0)
        for role, part in PARTS.items()
    }
    names, origin, mother, father = (
        words[role] for role in (Role.NAME, Role.ORIGIN, Role.MOTHER, Role.FATHER)
    )
    year, sex, nation = columns.year, columns.sex, columns.nationalities[:, 0]
    about = [np.where(year, (year.astype(np.int16) + shift) // 4 + 1, 0) for shift in (0, 2)]
    each = [names[:, at] for at in range(_NAMES)]
    made: list[list[Parts]] = [
        [(np.minimum(one, other), np.maximum(one, other)) for one, other in combinations(each, 2)]
    ]
    for rest in (
        (nation, sex),
        (origin[:, 0], sex),
        (about[1], sex),
        *((some, origin[:, 0]) for some in about),
    ):
        made += [[(name, *rest) for name in each]]
    for parent in (mother, father):
        made.append([(name, parent[:, word]) for name in each for word in range(2)])
        made.append([(parent[:, word], nation, sex, about[0]) for word in range(2)])
    made += [[(numbers[:, at],) for at in range(2)] for numbers in (columns.phones, columns.documents)]
    made += [[(mother[:, 0], mother[:, 1])]]
    of_a_year: list[list[Parts]] = [
        [(name, year, sex) for name in each], [(mother[:, 0], father[:, 0], year)], [(columns.day, year)]
    ]  # fmt: skip
    return [Key(ways, year) for ways in made] + [Key(ways, nation.astype(np.uint8)) for ways in of_a_year]


def found_by(
    key: Key,
    columns: Columns,
    tables: Tables,
    least: float,
    notes: Notes,
    *,
    second: int = 0,
    largest: int = LARGEST,
) -> Found:
    """The pairs of one key that have at least so many bits. ``second``: from this row on stands a second list."""
    each = [_mixed(parts, key.order) for parts in key.ways]
    rows, mixed = (np.concatenate(part) for part in zip(*each, strict=True))
    order = np.argsort(mixed)
    rows, mixed = rows[order], mixed[order]
    found = [
        _of_portion(
            rows[begin : begin + PORTION + largest],
            mixed[begin : begin + PORTION + largest],
            tables,
            least,
            notes,
            second,
            largest,
        )
        for begin in range(0, len(rows), PORTION)
    ]
    nothing = Found(np.zeros(0, np.int64), np.zeros(0, np.float32), 0)
    pairs, bits, compared = zip(nothing, *found, strict=True)
    return Found(np.concatenate(pairs), np.concatenate(bits), sum(compared))


def _mixed(parts: Parts, order: Column) -> tuple[NDArray[np.int32], NDArray[np.uint64]]:
    """The rows that have all the parts of a key, and the key as one number that ends with their order."""
    mixed, known = np.zeros(len(order), np.uint64), np.ones(len(order), np.bool_)
    for part in parts:
        known &= part != 0
        mixed = (mixed ^ part.astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    rows = np.flatnonzero(known).astype(np.int32)
    return rows, (mixed[rows] >> _ORDER << _ORDER) | order[rows].astype(np.uint64)


def _of_portion(
    rows: NDArray[np.int32],
    keys: NDArray[np.uint64],
    tables: Tables,
    least: float,
    notes: Notes,
    second: int,
    largest: int,
) -> Found:
    """The pairs whose first row stands in the portion; lines are put in order first, so that they are read in order."""
    long, short = (lines[rows] for lines in tables.lines)
    pairs, bits = np.empty(_ROOM, np.int64), np.empty(_ROOM, np.float32)
    found: list[Found] = []
    begin, end = 0, min(PORTION, len(rows))
    while begin < end:
        begin, size, compared = _compared(
            keys, begin, end, largest, second, long, short, tables.documents, tables.words, tables.weights, least,
            notes.words, notes.work, notes.fields, pairs, bits,
        )  # fmt: skip
        found.append(Found(pairs[:size].copy(), bits[:size].copy(), compared))
    return Found(
        np.concatenate([each.pairs for each in found]),
        np.concatenate([each.bits for each in found]),
        sum(each.compared for each in found),
    )


@counting_nothing
def _compared(  # type: ignore[no-untyped-def]
    keys,
    begin,
    end,
    largest,
    second,
    long,
    short,
    documents,
    words,
    weights,
    least,
    noted,
    work,
    fields,
    pairs,
    bits,
):
    """Pairs of rows with one key that have so many bits; where to go on, how many they are, how many were compared."""
    (
        marks,
        sounds,
        kin,
        letters_of,
        lengths,
        letters,
        near,
        written,
        written_lengths,
        said,
        few,
        likeness,
        roles,
        usage,
    ) = words
    (figures, nations, priors, years) = weights
    found, compared = 0, 0
    size = len(keys)
    for at in range(begin, end):
        if found + largest > len(pairs):
            return at, found, compared
        key = keys[at] >> _ORDER
        for after in range(at + 1, min(at + 1 + largest, size)):
            if keys[after] >> _ORDER != key:
                break
            one, other = long[at, ROW], long[after, ROW]
            if one == other or (second and (one < second) == (other < second)):
                continue
            compared += 1
            worth = weighed(
                at, after, long, short, documents, marks, sounds, kin, letters_of, lengths, letters, near, written,
                written_lengths, said, few, likeness, roles, usage, figures, nations, priors, years, least, noted,
                work, fields,
            )  # fmt: skip
            if worth >= least:
                pairs[found] = np.int64(min(one, other)) << 32 | np.int64(max(one, other))
                bits[found] = worth
                found += 1
    return end, found, compared

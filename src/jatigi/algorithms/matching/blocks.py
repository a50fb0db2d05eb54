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
"""In a larger group of records with one key, each is compared with so many that follow it by year of birth."""

PORTION, _ROOM = 1 << 17, 1 << 17
_YEAR = np.uint64(8)
"""The last binary digits of a key are the year, by which those of one key are in order."""

Column = NDArray[np.generic]
Parts = tuple[Column, ...]


class Found(NamedTuple):
    """Pairs of rows as one number each, the bits of each, and how many were compared."""

    pairs: NDArray[np.int64]
    bits: NDArray[np.float32]
    compared: int


def keys(columns: Columns, meant: NDArray[np.int32]) -> list[Parts]:
    """Of what each key is made; nothing (0) in one of its parts is no key."""
    words = {
        role: (meant[role][columns.words[:, part]] + 1) * (columns.words[:, part] > 0)
        for role, part in PARTS.items()
    }
    names, origin, mother, father = (
        words[role] for role in (Role.NAME, Role.ORIGIN, Role.MOTHER, Role.FATHER)
    )
    year, sex, nation = columns.year, columns.sex, columns.nationalities[:, 0]
    about = [np.where(year, (year.astype(np.int16) + shift) // 4 + 1, 0) for shift in (0, 2)]
    made: list[Parts] = []
    for one, other in combinations(range(3), 2):
        pair = np.sort(names[:, [one, other]], axis=1)
        made.append((pair[:, 0], pair[:, 1]))
    for at in range(3):
        name = names[:, at]
        made += [(name, year, sex), (name, nation, sex), (name, origin[:, 0], sex), (name, about[1], sex)]
        made += [(name, each, origin[:, 0]) for each in about]
        made += [(name, parent[:, word]) for parent in (mother, father) for word in range(2)]
    made += [(parent[:, word], nation, sex, about[0]) for parent in (mother, father) for word in range(2)]
    made += [(numbers[:, at],) for numbers in (columns.phones, columns.documents) for at in range(2)]
    made += [(mother[:, 0], mother[:, 1]), (mother[:, 0], father[:, 0], year), (columns.day, year)]
    return made


def found_by(
    parts: Parts,
    columns: Columns,
    tables: Tables,
    least: float,
    notes: Notes,
    *,
    second: int = 0,
    largest: int = LARGEST,
) -> Found:
    """The pairs of one key that have at least so many bits. ``second``: from this row on stands a second list."""
    mixed, known = np.zeros(len(columns), np.uint64), np.ones(len(columns), np.bool_)
    for part in parts:
        known &= part != 0
        mixed = (mixed ^ part.astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    rows = np.flatnonzero(known).astype(np.int32)
    mixed = (mixed[rows] >> _YEAR << _YEAR) | columns.year[rows]
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
    ) = words
    (figures, nations, priors, years) = weights
    found, compared = 0, 0
    size = len(keys)
    for at in range(begin, end):
        if found + largest > len(pairs):
            return at, found, compared
        key = keys[at] >> _YEAR
        for after in range(at + 1, min(at + 1 + largest, size)):
            if keys[after] >> _YEAR != key:
                break
            one, other = long[at, ROW], long[after, ROW]
            if second and (one < second) == (other < second):
                continue
            compared += 1
            worth = weighed(
                at, after, long, short, documents, marks, sounds, kin, letters_of, lengths, letters, near, written,
                written_lengths, said, few, likeness, roles, figures, nations, priors, years, least, noted, work, fields,
            )  # fmt: skip
            if worth >= least:
                pairs[found] = np.int64(min(one, other)) << 32 | np.int64(max(one, other))
                bits[found] = worth
                found += 1
    return end, found, compared

"""Rows of the columns as lines of numbers, and what their words are worth to each other: what `pairing` compares.

A row stands in memory as two lines, with how rare each of its words is, so that a comparison reads nothing else. Bits are told
in `PARTS_OF_A_BIT`.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jatigi.algorithms.matching.columns import FIRST_YEAR, PARTS, YEARS, Coder, Columns
from jatigi.algorithms.matching.compiled import compiled
from jatigi.algorithms.matching.model import MOST_NAMES, MOST_PARENTS
from jatigi.algorithms.matching.nearness import signature
from jatigi.algorithms.matching.rarity import Rarity, rarity_of
from jatigi.algorithms.matching.scan import shared
from jatigi.algorithms.matching.score import WIDEST, Role, names_weights, year_bits
from jatigi.algorithms.matching.usage import NO_USAGE, Usage
from jatigi.algorithms.matching.vocabulary import LEAST
from jatigi.algorithms.matching.weights import Weights

PARTS_OF_A_BIT = 64

STARTS = np.array([part.start for part in PARTS.values()] + [PARTS[Role.ORIGIN].stop])
FATHER_AT = PARTS[Role.FATHER].start
WORDS_END = PARTS[Role.ORIGIN].stop
PHONE_AT, GROUP_AT, ROW, LONG = WORDS_END, WORDS_END + 2, WORDS_END + 3, WORDS_END + 4
LEAN_AT = WORDS_END
NATION_AT = LEAN_AT + MOST_NAMES
YEAR_AT, WIDTH_AT, DAY_AT, SEX_AT, PAPERS_AT, HOME_AT, MOST_AT = range(NATION_AT + 2, NATION_AT + 9)
SHORT_LINE = MOST_AT + 4
"""Where what stands: in the long line words, telephones, group and the row; in the short one the rarity of each word, how far
each of the names tells the sex, and the rest."""

MOST_WORDS = 1 << 22
"""So many words are told apart in what is noted."""

_SLACK = 0.5
Lines = tuple[NDArray[np.int32], NDArray[np.int16]]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Tables:
    """The rows as lines; what their words are worth to each other; and the other weights."""

    lines: Lines
    documents: NDArray[np.int64]
    rarity: Rarity
    words: tuple[Any, ...]
    weights: tuple[Any, ...]


def tables(
    coder: Coder, columns: Columns, weights: Weights, doubt: float = 0.0, usage: Usage = NO_USAGE
) -> Tables:
    """The tables for comparing rows of these columns; ``doubt``: bits against any two of them, ``usage``: which spellings are one name. Raises ValueError for more than `MOST_WORDS` words."""
    heard = coder.vocabulary.as_heard()
    sounds, kin, rack = heard[0], heard[1], heard[2:6]
    if len(sounds) > MOST_WORDS:
        raise ValueError(f"{len(sounds)} words")
    named = [names_weights(weights, role) for role in Role]
    rare = rarity_of(coder, columns, weights, usage)
    likeness = np.array([each.likeness for each in named], np.float32)
    roles = np.array(
        [(each.missed, each.extra, each.most, each.odd, each.borrowed) for each in named], np.float32
    )
    figures = np.array(
        [
            *weights.sex,
            *weights.nationality,
            *weights.phone,
            *weights.document,
            *weights.day,
            weights.group,
            doubt + weights.relatives,
        ],
        np.float32,
    )
    worth = shared(coder, weights)
    nations = np.array([worth(code) for code in coder.nationalities.written], np.float32)
    return Tables(
        _lines(columns, rare, sounds, roles),
        columns.documents,
        rare,
        (
            _marks(sounds, kin, *rack[1:], *heard[6:]),
            *heard,
            rare.said,
            rare.few,
            likeness,
            roles,
            (*usage.tables, rare.bearers),
        ),
        (figures, nations, rare.priors, _years(weights)),
    )


def _years(weights: Weights) -> Floats:
    """Bits for two years by their numbers, and by how many years of doubt both have."""
    bits = np.zeros((2 * WIDEST + 1, YEARS, YEARS), np.float32)
    _fill_years(weights.years, weights.round_year, weights.digits_swapped, bits)
    return bits


@compiled
def _fill_years(years, round_year, swapped, bits):  # type: ignore[no-untyped-def]
    for doubt in range(bits.shape[0]):
        for one in range(1, bits.shape[1]):
            for other in range(1, bits.shape[2]):
                bits[doubt, one, other] = year_bits(
                    FIRST_YEAR + one, FIRST_YEAR + other, doubt, years, round_year, swapped
                )


def _lines(columns: Columns, rare: Rarity, sounds: NDArray[np.int32], roles: Floats) -> Lines:
    long, short = np.empty((len(columns), LONG), np.int32), np.zeros((len(columns), SHORT_LINE), np.int16)
    long[:, :WORDS_END] = columns.words
    long[:, PHONE_AT:GROUP_AT] = columns.phones
    long[:, GROUP_AT] = columns.group
    long[:, ROW] = np.arange(len(columns))
    short[:, NATION_AT:YEAR_AT] = columns.nationalities
    for at, column in (
        (YEAR_AT, columns.year),
        (WIDTH_AT, columns.width),
        (DAY_AT, columns.day),
        (SEX_AT, columns.sex),
    ):
        short[:, at] = column
    short[:, PAPERS_AT] = columns.documents[:, 0] != 0
    short[:, HOME_AT] = rare.home
    _measure(long, short, sounds, rare.bits, rare.sexes, rare.said, rare.few, roles)
    return long, short


@compiled
def _measure(long, short, sounds, rarity, sexes, said, few, roles):  # type: ignore[no-untyped-def]
    """Into each line how rare its words are, how far its names tell the sex, and the most that each role can gain."""
    for row in range(len(long)):
        home, sex = short[row, HOME_AT], min(short[row, SEX_AT], 2)
        for role in range(4):
            most = 0.0
            for at in range(STARTS[role], STARTS[role + 1]):
                word = long[row, at]
                if word:
                    s = sounds[word]
                    rare = rarity[role, word, home]
                    short[row, at] = round(rare * PARTS_OF_A_BIT)
                    odd = math.log2(1 + (roles[role, 3] - 1) * few[role, s] / (few[role, s] + said[role, s]))
                    most += max(rare + odd + _SLACK, LEAST)
                    if role == 0:
                        short[row, LEAN_AT + at] = round(sexes[word, sex] * PARTS_OF_A_BIT)
            if role == 0 and long[row, 1] == 0:
                for at in range(FATHER_AT, FATHER_AT + MOST_PARENTS):
                    if long[row, at]:
                        most += rarity[role, long[row, at], home]
            short[row, MOST_AT + role] = math.ceil(min(most, 200.0) * PARTS_OF_A_BIT)


@compiled
def _marks(sounds, kin, lengths, letters, pairs, written, written_lengths):  # type: ignore[no-untyped-def]
    """What tells at a glance that two words are two names: letters and pairs heard, letters written, sound, family, lengths."""
    marks = np.zeros((len(sounds), 6), np.uint64)
    for word in range(1, len(sounds)):
        s = sounds[word]
        marks[word, 0], marks[word, 1] = letters[s], pairs[s]
        marks[word, 2] = signature(written[word - 1], np.int64(written_lengths[word - 1]))[0]
        marks[word, 3], marks[word, 4] = s, kin[word]
        marks[word, 5] = np.uint64(lengths[s]) | np.uint64(written_lengths[word - 1]) << np.uint64(8)
    return marks

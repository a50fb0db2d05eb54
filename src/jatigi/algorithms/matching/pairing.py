"""Rows compared two by two, many at once (compiled): the comparison of `score` without its reasons.

How alike two words are is worked out once and noted.
"""

import math

import numpy as np
from numpy.typing import NDArray

from jatigi.algorithms.matching.compiled import counting_nothing, inlined
from jatigi.algorithms.matching.likeness import KINDRED, SHORTEST_SLIP
from jatigi.algorithms.matching.lines import (
    DAY_AT,
    FATHER_AT,
    GROUP_AT,
    HOME_AT,
    LEAN_AT,
    MOST_AT,
    NATION_AT,
    PAPERS_AT,
    PARTS_OF_A_BIT,
    PHONE_AT,
    ROW,
    SEX_AT,
    STARTS,
    WIDTH_AT,
    YEAR_AT,
    Floats,
    Tables,
)
from jatigi.algorithms.matching.model import MOST_PARENTS
from jatigi.algorithms.matching.nearness import LEAST_CUT, LETTERS, SHORTEST_PART, likely, ones
from jatigi.algorithms.matching.score import WIDEST, Role, phones_apart
from jatigi.algorithms.matching.usage import degree_of, factor
from jatigi.algorithms.matching.vocabulary import LEAST

FIELDS = 10
"""Bits are told apart for names, mother, father, origin, sex, nationality, birth, telephone, and the rest; the last of them are
not counted: those of the names without the weightiest, which a brother would share."""

ORIGIN = int(Role.ORIGIN)
_NOTED = 19
_KEY, _FLOOR = np.uint64(0xFFFFFFFFFFFF0000), 1 << 15

_UNIT = np.float32(1 / PARTS_OF_A_BIT)


@counting_nothing
def _may_be_near(x, y, marks):  # type: ignore[no-untyped-def]
    """Whether it is worth a closer look how alike two words are."""
    if x == y or marks[x, 3] == marks[y, 3] or marks[x, 4] == marks[y, 4]:
        return True
    m, n = np.int64(marks[x, 5] & np.uint64(255)), np.int64(marks[y, 5] & np.uint64(255))
    i, j = np.int64(marks[x, 5] >> np.uint64(8)), np.int64(marks[y, 5] >> np.uint64(8))
    one, other = marks[x, 0], marks[y, 0]
    both = one & other
    if (both == one or both == other) and abs(m - n) >= LEAST_CUT and min(m, n) >= SHORTEST_PART:
        return True
    if abs(i - j) <= 1 and min(i, j) >= SHORTEST_SLIP and ones(marks[x, 2] ^ marks[y, 2]) <= np.uint64(2):
        return True
    return likely(one, marks[x, 1], m, other, marks[y, 1], n)


class Notes:
    """How alike pairs of words are, noted as they come: most pairs of records are of the same few."""

    def __init__(self) -> None:
        self.words = np.zeros(1 << _NOTED, np.uint64)
        self.fields = np.zeros(FIELDS, np.float32)
        self.work = np.empty((3, LETTERS + 1), np.int32)


def bits(
    tables: Tables, one: NDArray[np.int32], other: NDArray[np.int32], least: float = -math.inf
) -> NDArray[np.float32]:
    """Bits of evidence for each pair of rows; minus infinity as soon as they must be less than ``least``."""
    return fields_of(tables, one, other, least)[0]


def fields_of(
    tables: Tables, one: NDArray[np.int32], other: NDArray[np.int32], least: float = -math.inf
) -> tuple[Floats, Floats]:
    """The same, and how much of it each of the ``FIELDS`` gave."""
    out, fields, notes = np.empty(len(one), np.float32), np.empty((len(one), FIELDS), np.float32), Notes()
    _bits(
        one, other, *tables.lines, tables.documents, tables.words, tables.weights, least, notes.words, notes.work, notes.fields,
        out, fields,
    )  # fmt: skip
    return out, fields


@counting_nothing
def _bits(one, other, long, short, documents, words, weights, least, noted, work, fields, out, each):  # type: ignore[no-untyped-def]
    (
        marks,
        sounds,
        kin,
        letters_of,
        lengths,
        letters,
        pairs,
        written,
        written_lengths,
        said,
        few,
        likeness,
        roles,
        usage,
    ) = words
    (figures, nations, priors, years) = weights
    for pair in range(len(one)):
        out[pair] = weighed(
            one[pair], other[pair], long, short, documents, marks, sounds, kin, letters_of, lengths, letters, pairs, written,
            written_lengths, said, few, likeness, roles, usage, figures, nations, priors, years, least, noted, work,
            fields,
        )  # fmt: skip
        for field in range(FIELDS):
            each[pair, field] = fields[field]


@counting_nothing
def _alike(  # type: ignore[no-untyped-def]
    role, x, y, sounds, kin, letters_of, lengths, letters, pairs, written, written_lengths, said, few, likeness, roles,
    usage, work,
):  # fmt: skip
    """How alike two words are in a role, as it is noted: 0 for two names; a sign that they are worth something in any case."""
    seen, starts, others, times, bearers = usage
    degree = degree_of(x, y, sounds, kin, letters_of, lengths, letters, pairs, written, written_lengths, work)
    if degree < 0:
        return 0
    s, t = sounds[x], sounds[y]
    odd = roles[role, 3] - 1
    there = likeness[role, degree] * (1 + odd * few[role, s] / (few[role, s] + said[role, t]))
    back = likeness[role, degree] * (1 + odd * few[role, t] / (few[role, t] + said[role, s]))
    if degree > KINDRED and role != ORIGIN:
        there *= factor(s, t, there * said[role, t] / bearers[role, s], seen, starts, others, times)
        back *= factor(t, s, back * said[role, s] / bearers[role, t], seen, starts, others, times)
    worth = round((0.5 * (math.log2(there) + math.log2(back)) + 64) * PARTS_OF_A_BIT)
    return worth | _FLOOR if degree <= KINDRED else worth


@inlined
def _worth(  # type: ignore[no-untyped-def]
    role, x, y, rare, marks, sounds, kin, letters_of, lengths, letters, pairs, written, written_lengths, said, few, likeness,
    roles, usage, noted, work,
):  # fmt: skip
    """Bits for two words in a role, of which ``rare`` is how rare both are; little where they are two names."""
    worth = np.float32(-100.0)
    if _may_be_near(x, y, marks):
        key = (
            np.uint64(role) << np.uint64(44) | np.uint64(min(x, y)) << np.uint64(22) | np.uint64(max(x, y))
        ) << np.uint64(16)
        place = np.int64((key * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(64 - _NOTED))
        note = noted[place]
        if note & _KEY != key:
            alike = _alike(
                role, x, y, sounds, kin, letters_of, lengths, letters, pairs, written, written_lengths, said, few,
                likeness, roles, usage, work,
            )  # fmt: skip
            note = key | np.uint64(alike)
            noted[place] = note
        alike = np.int64(note & np.uint64(_FLOOR - 1))
        if alike:
            worth = np.float32(alike - 64 * PARTS_OF_A_BIT + rare // 2) * _UNIT
            if note & np.uint64(_FLOOR):
                worth = max(worth, np.float32(LEAST))
    return worth


@inlined
def weighed(  # type: ignore[no-untyped-def]
    a, b, long, short, documents, marks, sounds, kin, letters_of, lengths, letters, pairs, written, written_lengths, said, few,
    likeness, roles, usage, figures, nations, priors, years, least, noted, work, fields,
):  # fmt: skip
    """Bits for two rows, and those of each of the ``fields``; minus infinity when they must be less than ``least``.

    What brothers and sisters share speaks for one person only as far as the rest does.
    """
    here, there = short[a, HOME_AT], short[b, HOME_AT]
    for field in range(FIELDS):
        fields[field] = 0
    if short[a, SEX_AT] and short[b, SEX_AT]:
        fields[4] = figures[0] if short[a, SEX_AT] == short[b, SEX_AT] else figures[1]
    if short[a, NATION_AT] and short[b, NATION_AT]:
        nation = figures[3]
        for p in range(NATION_AT, YEAR_AT):
            for q in range(NATION_AT, YEAR_AT):
                if short[a, p] and short[a, p] == short[b, q]:
                    nation = max(nation, nations[short[a, p]])
        fields[5] = nation
    elif here and there:
        fields[5] = np.float32(0.5) * (priors[here] + priors[there])
    if short[a, YEAR_AT] and short[b, YEAR_AT]:
        fields[6] = years[
            min(short[a, WIDTH_AT] + short[b, WIDTH_AT], 2 * WIDEST), short[a, YEAR_AT], short[b, YEAR_AT]
        ]
        if short[a, DAY_AT] and short[b, DAY_AT]:
            if short[a, DAY_AT] == short[b, DAY_AT]:
                fields[6] += figures[9]
            elif short[a, DAY_AT] == (short[b, DAY_AT] % 32) * 32 + short[b, DAY_AT] // 32:
                fields[6] += figures[10]
            else:
                fields[6] += figures[11]
    if long[a, PHONE_AT] and long[b, PHONE_AT]:
        apart = 2
        for p in range(PHONE_AT, GROUP_AT):
            for q in range(PHONE_AT, GROUP_AT):
                if long[a, p] and long[b, q]:
                    apart = min(apart, phones_apart(np.int64(long[a, p]), np.int64(long[b, q])))
        fields[7] = figures[4 + apart]
    if long[a, GROUP_AT] and long[a, GROUP_AT] == long[b, GROUP_AT]:
        fields[8] += figures[12]
    if short[a, PAPERS_AT] and short[b, PAPERS_AT]:
        same = False
        for p in range(2):
            for q in range(2):
                paper = documents[long[a, ROW], p]
                same |= paper != 0 and paper == documents[long[b, ROW], q]
        fields[8] += figures[7] if same else figures[8]
    total = fields[4] + fields[5] + fields[6] + fields[7] + fields[8]
    sex = fields[4]
    rest = np.float32(0.0)
    for role in range(4):
        if long[a, STARTS[role]] and long[b, STARTS[role]]:
            rest += min(
                roles[role, 2],
                np.float32(0.5) * _UNIT * (short[a, MOST_AT + role] + short[b, MOST_AT + role]),
            )
    for role in range(4):
        if total + rest < least:
            total = np.float32(-np.inf)
            break
        first, last = STARTS[role], STARTS[role + 1]
        if long[a, first] == 0 or long[b, first] == 0:
            continue
        rest -= min(
            roles[role, 2], np.float32(0.5) * _UNIT * (short[a, MOST_AT + role] + short[b, MOST_AT + role])
        )
        taken, over = 0, 0
        mine, theirs, matched = 0, 0, 0
        for q in range(first, last):
            theirs += long[b, q] != 0
        got, shared = np.float32(0.0), np.float32(0.0)
        for p in range(first, last):
            x = long[a, p]
            if x == 0:
                break
            mine += 1
            top = roles[role, 0]
            place = -1
            for q in range(first, first + theirs):
                if taken >> q & 1:
                    continue
                worth = _worth(
                    role, x, long[b, q], np.int64(short[a, p]) + short[b, q], marks, sounds, kin, letters_of, lengths, letters,
                    pairs, written, written_lengths, said, few, likeness, roles, usage, noted,
                    work,
                )  # fmt: skip
                if worth > top:
                    top, place = worth, q
            if place >= 0:
                taken |= 1 << place
                over |= 1 << p
                matched += 1
                got += top
                shared = max(shared, top)
                if role == 0 and fields[4] > 0:
                    lean = np.int64(short[a, LEAN_AT + p]) + short[b, LEAN_AT + place]
                    sex = min(sex, np.float32(lean) * np.float32(0.5) * _UNIT)
        got += roles[role, 0] * (min(mine, theirs) - matched) + roles[role, 1] * abs(mine - theirs)
        if role == 0 and min(mine, theirs) == 1 and mine != theirs:
            alone, full = (a, b) if mine == 1 else (b, a)
            done = taken if mine == 1 else over
            top = np.float32(0.0)
            for q in range(max(mine, theirs)):
                if not done >> q & 1:
                    for p in range(FATHER_AT, FATHER_AT + MOST_PARENTS):
                        if long[alone, p]:
                            worth = _worth(
                                role, long[full, q], long[alone, p], 2 * np.int64(short[full, q]), marks, sounds, kin,
                                letters_of, lengths, letters, pairs, written, written_lengths, said, few, likeness, roles,
                                usage, noted, work,
                            )  # fmt: skip
                            top = max(top, worth + roles[role, 4])
            got += top
        if role == 0:
            fields[9] = got - shared
        got = min(got, roles[role, 2])
        if role == 3 and fields[5] > 0 and got > 0 and not (here and there):
            got -= min(got, fields[5])
        fields[role] = got
        total += got
        if role == 0:
            total += sex - fields[4]
            fields[4] = sex
    if long[a, 0] and long[b, 0]:
        alone = figures[13] + fields[9] + fields[4] + fields[6] + fields[8]
        low, high = min(total, alone), max(total, alone)
        if high - low < 12:
            low -= math.log2(1 + 2.0 ** (low - high))
        total = np.float32(low)
    return total

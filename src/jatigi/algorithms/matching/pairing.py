"""Two rows of the columns compared, many at once (compiled): the comparison of `score` without its reasons."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jatigi.algorithms.matching.columns import FIRST_YEAR, PARTS, Columns
from jatigi.algorithms.matching.compiled import compiled
from jatigi.algorithms.matching.likeness import SLIPS
from jatigi.algorithms.matching.nearness import likely, similarity
from jatigi.algorithms.matching.score import WIDEST, Role, names_weights, phones_apart, year_bits
from jatigi.algorithms.matching.vocabulary import LEAST, RAREST, Vocabulary
from jatigi.algorithms.matching.weights import Weights

_STARTS = np.array([part.start for part in PARTS.values()] + [PARTS[Role.ORIGIN].stop])
_SLIPS = np.array(SLIPS)
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Tables:
    """What two words are worth, by word, by sound and by customary family; and the other weights."""

    sounds: NDArray[np.int32]
    kin: NDArray[np.int32]
    rack: tuple[Any, ...]
    shares: Floats
    degrees: Floats
    roles: Floats
    figures: Floats
    years: tuple[float, ...]


def tables(vocabulary: Vocabulary, columns: Columns, weights: Weights) -> Tables:
    """The tables for comparing rows of these columns."""
    sounds, kin, rack = vocabulary.laid_out()
    shares = np.zeros((len(Role), 3, len(sounds)), np.float32)
    for role, part in PARTS.items():
        words = columns.words[:, part]
        people = int(np.count_nonzero(words[:, 0])) + 2048
        counts = np.bincount(words.ravel().astype(np.int64), minlength=len(sounds)).astype(np.float64)
        groups: tuple[NDArray[np.int32], ...] = (np.arange(len(sounds), dtype=np.int32), sounds, kin)
        for at, group in enumerate(groups):
            together = np.bincount(group, weights=counts)
            shares[role, at] = (together[group] + RAREST) / people
    degrees = np.array([names_weights(weights, role).degrees for role in Role], np.float32)
    named = [names_weights(weights, role) for role in Role]
    roles = np.array([(each.missed, each.extra, each.most) for each in named], np.float32)
    figures = np.array(
        [
            *weights.sex, *weights.nationality, *weights.phone, *weights.document, *weights.day, weights.group,
            weights.round_year, weights.digits_swapped,
        ],
        np.float32,
    )  # fmt: skip
    return Tables(sounds, kin, rack, shares, degrees, roles, figures, weights.years)


def bits(
    tables: Tables, columns: Columns, one: NDArray[np.int32], other: NDArray[np.int32]
) -> NDArray[np.float32]:
    """Bits of evidence for each pair of rows."""
    out = np.empty(len(one), np.float32)
    _bits(
        one, other, columns.words, columns.phones, columns.documents, columns.nationalities, columns.year,
        columns.width, columns.day, columns.sex, columns.group, tables.sounds, tables.kin, *tables.rack,
        tables.shares, tables.degrees, tables.roles, tables.figures, tables.years, out,
    )  # fmt: skip
    return out


@compiled
def _bits(  # type: ignore[no-untyped-def]
    one, other, words, phones, documents, nationalities, year, width, day, sex, group, sounds, kin, letters_of,
    lengths, letters, pairs, shares, degrees, roles, figures, years, out,
):  # fmt: skip
    taken = np.zeros(8, np.uint8)
    for pair in range(len(one)):
        a, b = one[pair], other[pair]
        total = np.float32(0.0)
        if sex[a] and sex[b]:
            total += figures[0] if sex[a] == sex[b] else figures[1]
        if nationalities[a, 0] and nationalities[b, 0]:
            x, y = nationalities[a], nationalities[b]
            same = x[0] == y[0] or x[0] == y[1] or (x[1] != 0 and (x[1] == y[0] or x[1] == y[1]))
            total += figures[2] if same else figures[3]
        if year[a] and year[b]:
            doubt = min(np.int64(width[a]) + np.int64(width[b]), 2 * WIDEST)
            total += year_bits(
                np.int64(year[a]) + FIRST_YEAR,
                np.int64(year[b]) + FIRST_YEAR,
                doubt,
                years,
                figures[13],
                figures[14],
            )
        if day[a] and day[b]:
            turned = (day[b] % 32) * 32 + day[b] // 32
            total += figures[9] if day[a] == day[b] else figures[10] if day[a] == turned else figures[11]
        if group[a] and group[a] == group[b]:
            total += figures[12]
        if documents[a, 0] and documents[b, 0]:
            x, y = documents[a], documents[b]
            same = x[0] == y[0] or x[0] == y[1] or (x[1] != 0 and (x[1] == y[0] or x[1] == y[1]))
            total += figures[7] if same else figures[8]
        if phones[a, 0] and phones[b, 0]:
            apart = 2
            for p in range(2):
                for q in range(2):
                    if phones[a, p] and phones[b, q]:
                        apart = min(apart, phones_apart(np.int64(phones[a, p]), np.int64(phones[b, q])))
            total += figures[4 + apart]
        for role in range(4):
            first, last = _STARTS[role], _STARTS[role + 1]
            if words[a, first] == 0 or words[b, first] == 0:
                continue
            theirs = 0
            taken[:] = 0
            for q in range(first, last):
                theirs += words[b, q] != 0
            mine = 0
            matched = 0
            got = np.float32(0.0)
            for p in range(first, last):
                x = words[a, p]
                if x == 0:
                    break
                mine += 1
                top = roles[role, 0]
                place = -1
                for q in range(theirs):
                    if taken[q]:
                        continue
                    y = words[b, first + q]
                    worth = roles[role, 0]
                    if x == y:
                        worth = max(math.log2(degrees[role, 0] / shares[role, 0, x]), LEAST)
                    elif sounds[x] == sounds[y]:
                        worth = max(math.log2(degrees[role, 1] / shares[role, 1, x]), LEAST)
                    elif kin[x] == kin[y]:
                        worth = max(math.log2(degrees[role, 2] / shares[role, 2, x]), LEAST)
                    else:
                        s, t = sounds[x], sounds[y]
                        m, n = np.int64(lengths[s]), np.int64(lengths[t])
                        if likely(letters[s], pairs[s], m, letters[t], pairs[t], n):
                            alike = similarity(letters_of[s], m, letters_of[t], n)
                            for at in range(len(_SLIPS)):
                                if alike >= _SLIPS[at]:
                                    share = (shares[role, 2, x] + shares[role, 2, y]) * (1.5 + at)
                                    worth = math.log2(degrees[role, 3 + at] / share)
                                    break
                    if worth > top:
                        top, place = worth, q
                if place >= 0:
                    taken[place] = 1
                    matched += 1
                    got += top
            got += roles[role, 0] * (min(mine, theirs) - matched) + roles[role, 1] * abs(mine - theirs)
            total += min(got, roles[role, 2])
        out[pair] = total

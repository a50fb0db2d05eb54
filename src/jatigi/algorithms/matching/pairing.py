"""Two rows of the columns compared, many at once (compiled): the comparison of `score` without its reasons."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jatigi.algorithms.matching.columns import FIRST_YEAR, PARTS, Coder, Columns
from jatigi.algorithms.matching.compiled import compiled
from jatigi.algorithms.matching.likeness import CLOSE, KINDRED, SHORT, SHORTEST_SLIP, SLIPS, WRITTEN
from jatigi.algorithms.matching.model import MOST_PARENTS
from jatigi.algorithms.matching.nearness import cut_short, likely, one_slip, similarity
from jatigi.algorithms.matching.scan import shared
from jatigi.algorithms.matching.score import WIDEST, Role, names_weights, phones_apart, year_bits
from jatigi.algorithms.matching.vocabulary import ASSUMED_PEOPLE, LEAST, ODDLY, RAREST
from jatigi.algorithms.matching.weights import Weights

_STARTS = np.array([part.start for part in PARTS.values()] + [PARTS[Role.ORIGIN].stop])
_FATHER = PARTS[Role.FATHER].start
_SLIPS = np.array(SLIPS)
_MOST_NEAR = 4096
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Tables:
    """What two words are worth, by word and by sound, in each role; and the other weights.

    ``meant``: the customary family of the common name that an odd word is likeliest to be a slip of, in each role.

    ``said``: how many bear a sound, ``few``: how many bear an odd spelling of it, ``bearers``: of all who bear a near
    word, how many may be meant by this one; each as a share of all who have a word in the role.
    """

    sounds: NDArray[np.int32]
    kin: NDArray[np.int32]
    meant: NDArray[np.int32]
    rack: tuple[Any, ...]
    letters: tuple[Any, ...]
    said: Floats
    few: Floats
    bearers: Floats
    likeness: Floats
    roles: Floats
    figures: Floats
    nations: Floats
    years: tuple[float, ...]


def tables(coder: Coder, columns: Columns, weights: Weights) -> Tables:
    """The tables for comparing rows of these columns; words are weighed as in a search."""
    sounds, kin, rack = coder.vocabulary.laid_out()
    named = [names_weights(weights, role) for role in Role]
    likeness = np.array([each.likeness for each in named], np.float32)
    said = np.zeros((len(Role), len(rack[1])), np.float32)
    few, bearers = np.zeros_like(said), np.zeros((len(Role), len(sounds)), np.float32)
    kin_of = np.zeros(len(rack[1]), np.int32)
    kin_of[sounds] = kin
    meant = np.tile(np.arange(len(rack[1]), dtype=np.int32), (len(Role), 1))
    for role, part in PARTS.items():
        words = columns.words[:, part]
        people = int(np.count_nonzero(words[:, 0])) + ASSUMED_PEOPLE
        counts = np.bincount(words.ravel().astype(np.int64), minlength=len(sounds)).astype(np.float32)
        counts[0] = 0
        counts = np.where(counts >= RAREST, counts, 0)
        heard = np.bincount(sounds, weights=counts, minlength=len(rack[1])).astype(np.float32)
        of_sounds = np.zeros_like(heard)
        _compete(*rack, kin_of, heard, likeness[role], named[role].odd, few[role], of_sounds, meant[role])
        own = likeness[role, 1] * (1 + (named[role].odd - 1) * few[role] / (few[role] + heard))
        more = counts * own[sounds] * (likeness[role, 0] / likeness[role, 1] - 1)
        bearers[role] = (of_sounds[sounds] + more) / people
        said[role] = heard
    roles = np.array(
        [(each.missed, each.extra, each.most, each.odd, each.borrowed) for each in named], np.float32
    )
    figures = np.array(
        [
            *weights.sex, *weights.nationality, *weights.phone, *weights.document, *weights.day, weights.group,
            weights.round_year, weights.digits_swapped,
        ],
        np.float32,
    )  # fmt: skip
    worth = shared(coder, weights)
    nations = np.array([worth(code) for code in coder.nationalities.written], np.float32)
    return Tables(
        sounds, kin, kin_of[meant][:, sounds], rack, coder.vocabulary.letters(), said, few, bearers, likeness, roles, figures, nations,
        weights.years,
    )  # fmt: skip


@compiled
def _compete(letters_of, lengths, letters, pairs, kin, said, likeness, odd, few, bearers, meant):  # type: ignore[no-untyped-def]
    """Of the words near each sound, how many may be meant by it: the common ones among them; and the likeliest."""
    common = np.flatnonzero(said > 0)
    near = np.empty(_MOST_NEAR, np.int32)
    degrees = np.empty(_MOST_NEAR, np.int8)
    for s in range(len(said)):
        found = 0
        m = np.int64(lengths[s])
        total, top = 0.0, 0.0
        for at in range(len(common)):
            t = common[at]
            n = np.int64(lengths[t])
            degree = -1
            if s == t:
                degree = 1
            elif kin[s] == kin[t]:
                degree = 2
            elif likely(letters[s], pairs[s], m, letters[t], pairs[t], n):
                alike = similarity(letters_of[s], m, letters_of[t], n)
                for slip in range(len(_SLIPS)):
                    if alike >= _SLIPS[slip]:
                        degree = 3 + slip
                        break
            if degree >= 0 and found < _MOST_NEAR:
                near[found], degrees[found] = t, degree
                found += 1
                total += said[t] * likeness[degree]
                if said[s] == 0 and said[t] * likeness[degree] > top:
                    top, meant[s] = said[t] * likeness[degree], t
        few[s] = RAREST + ODDLY * total
        bearers[s] = RAREST
        for at in range(found):
            there = said[near[at]]
            bearers[s] += there * likeness[degrees[at]] * (1 + (odd - 1) * few[s] / (few[s] + there))


def bits(
    tables: Tables,
    columns: Columns,
    one: NDArray[np.int32],
    other: NDArray[np.int32],
    least: float = -math.inf,
) -> NDArray[np.float32]:
    """Bits of evidence for each pair of rows; minus infinity as soon as they must be less than ``least``."""
    out = np.empty(len(one), np.float32)
    _bits(
        one, other, columns.words, columns.phones, columns.documents, columns.nationalities, columns.year,
        columns.width, columns.day, columns.sex, columns.group, tables.sounds, tables.kin, *tables.rack,
        *tables.letters, tables.said, tables.few, tables.bearers, tables.likeness, tables.roles, tables.figures,
        tables.nations, tables.years, least, out,
    )  # fmt: skip
    return out


@compiled
def _degree(  # type: ignore[no-untyped-def]
    x, y, sounds, kin, letters_of, lengths, letters, pairs, written, written_lengths
):
    """How alike two words are; less than 0 where they are two names."""
    s, t = sounds[x], sounds[y]
    if x == y:
        return 0
    if s == t:
        return 1
    degree = -1
    m, n = np.int64(lengths[s]), np.int64(lengths[t])
    if likely(letters[s], pairs[s], m, letters[t], pairs[t], n):
        alike = similarity(letters_of[s], m, letters_of[t], n)
        for slip in range(len(_SLIPS)):
            if alike >= _SLIPS[slip]:
                degree = 3 + slip
                break
    if kin[x] == kin[y] and degree != CLOSE:
        degree = KINDRED
    if degree < 0 or degree > WRITTEN:
        i, j = np.int64(written_lengths[x - 1]), np.int64(written_lengths[y - 1])
        if i >= SHORTEST_SLIP and j >= SHORTEST_SLIP and one_slip(written[x - 1], i, written[y - 1], j):
            degree = WRITTEN
        elif (
            (degree < 0 or degree > SHORT)
            and (letters[s] & letters[t]) in (letters[s], letters[t])
            and cut_short(letters_of[s], m, letters_of[t], n)
        ):
            degree = SHORT
    return degree


_NOTED = 1 << 18
"""The latest pairs of words of which it is noted how alike they are: most pairs of records are of the same few."""


@compiled
def _worth(  # type: ignore[no-untyped-def]
    role, x, y, sounds, kin, letters_of, lengths, letters, pairs, written, written_lengths, said, few, bearers,
    likeness, roles, noted, degrees,
):  # fmt: skip
    """Bits for two words in a role; less than nothing can be worth where they are two names."""
    s, t = sounds[x], sounds[y]
    key = np.uint64(min(x, y)) << np.uint64(32) | np.uint64(max(x, y))
    place = (key * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(46)
    if noted[place] == key:
        degree = np.int64(degrees[place])
    else:
        degree = _degree(x, y, sounds, kin, letters_of, lengths, letters, pairs, written, written_lengths)
        noted[place], degrees[place] = key, degree
    if degree < 0:
        return np.float32(-100.0)
    odd = roles[role, 3] - 1
    there = (
        likeness[role, degree] * (1 + odd * few[role, s] / (few[role, s] + said[role, t])) / bearers[role, x]
    )
    back = (
        likeness[role, degree] * (1 + odd * few[role, t] / (few[role, t] + said[role, s])) / bearers[role, y]
    )
    worth = 0.5 * (math.log2(there) + math.log2(back))
    return np.float32(max(worth, LEAST) if degree <= KINDRED else worth)


@compiled
def _bits(  # type: ignore[no-untyped-def]
    one, other, words, phones, documents, nationalities, year, width, day, sex, group, sounds, kin, letters_of,
    lengths, letters, pairs, written, written_lengths, said, few, bearers, likeness, roles, figures, nations, years, least, out,
):  # fmt: skip
    taken, over = np.zeros(8, np.uint8), np.zeros(8, np.uint8)
    noted, degrees = np.zeros(_NOTED, np.uint64), np.zeros(_NOTED, np.int8)
    for pair in range(len(one)):
        a, b = one[pair], other[pair]
        total = np.float32(0.0)
        if sex[a] and sex[b]:
            total += figures[0] if sex[a] == sex[b] else figures[1]
        nation = np.float32(0.0)
        if nationalities[a, 0] and nationalities[b, 0]:
            nation = figures[3]
            for p in range(2):
                for q in range(2):
                    if nationalities[a, p] and nationalities[a, p] == nationalities[b, q]:
                        nation = max(nation, nations[nationalities[a, p]])
            total += nation
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
        out[pair] = -np.inf
        for role in range(4):
            rest = np.float32(0.0)
            for also in range(role, 4):
                if words[a, _STARTS[also]] and words[b, _STARTS[also]]:
                    rest += roles[also, 2]
            if total + rest < least:
                break
            first, last = _STARTS[role], _STARTS[role + 1]
            if words[a, first] == 0 or words[b, first] == 0:
                continue
            theirs = 0
            taken[:] = 0
            for q in range(first, last):
                theirs += words[b, q] != 0
            mine = 0
            matched = 0
            over[:] = 0
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
                    worth = _worth(
                        role, x, y, sounds, kin, letters_of, lengths, letters, pairs, written, written_lengths,
                        said, few, bearers, likeness, roles, noted, degrees,
                    )  # fmt: skip
                    if worth > top:
                        top, place = worth, q
                if place >= 0:
                    taken[place] = 1
                    over[mine - 1] = 1
                    matched += 1
                    got += top
            got += roles[role, 0] * (min(mine, theirs) - matched) + roles[role, 1] * abs(mine - theirs)
            if role == 0 and min(mine, theirs) == 1 and mine != theirs:
                alone, full = (a, b) if mine == 1 else (b, a)
                top = np.float32(0.0)
                for q in range(max(mine, theirs)):
                    if not (taken[q] if mine == 1 else over[q]):
                        for p in range(_FATHER, _FATHER + MOST_PARENTS):
                            if words[alone, p]:
                                worth = _worth(
                                    role, words[full, q], words[alone, p], sounds, kin, letters_of, lengths, letters,
                                    pairs, written, written_lengths, said, few, bearers, likeness, roles, noted, degrees,
                                )  # fmt: skip
                                top = max(top, worth + roles[role, 4])
                got += top
            got = min(got, roles[role, 2])
            if role == 3 and nation > 0 and got > 0:
                got -= min(got, nation)
            total += got
        else:
            out[pair] = total

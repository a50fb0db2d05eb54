"""One pass over the columns: everything known is added up for each person who may be seen (compiled).

Bits are fixed-point numbers of `SCALE` to the bit. A person whose best case cannot enter the best any more is left after
their names; whoever may not be seen is left before anything of theirs is read.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from jatigi.algorithms.matching.columns import FIRST_YEAR, YEARS, Coder, Columns, day_number, year_number
from jatigi.algorithms.matching.model import Known
from jatigi.algorithms.matching.score import WIDEST, Role, names_weights, phones_apart, year_bits
from jatigi.algorithms.matching.vocabulary import Near, Vocabulary
from jatigi.algorithms.matching.weights import Weights

SCALE = 32
_MOST_NEAR = 65_000
_INT = NDArray[np.int32]


@dataclass(slots=True)
class Plan:
    """What a query makes of the vocabulary and the codes: tables in which the scan looks everything up."""

    near: NDArray[np.uint16]
    gains: NDArray[np.int16]
    roles: _INT
    years: _INT
    sexes: _INT
    nationalities: _INT
    numbers: NDArray[np.int64]
    worth: _INT
    words: dict[tuple[Role, str], dict[str, float]] = field(default_factory=dict)

    def agreement(self, role: Role, word: str, other: str) -> float:
        """Bits for a word of the query and one of a record."""
        return self.words.get((role, word), {}).get(other, -np.inf)


def plan(known: Known, coder: Coder, weights: Weights) -> Plan:
    """Everything that is the same for all records of a search."""
    vocabulary = coder.vocabulary
    fields = {
        Role.NAME: known.names,
        Role.MOTHER: known.mother,
        Role.FATHER: known.father,
        Role.ORIGIN: known.origin,
    }
    near = {word: vocabulary.near(word) for words in fields.values() for word in words}
    asked = [(role, word) for role, words in fields.items() for word in words]
    worth = {
        (role, word): vocabulary.bits(near[word], role, names_weights(weights, role)) for role, word in asked
    }
    index, gains = _table(asked, near, worth, vocabulary, weights)
    roles = np.zeros((len(Role), 4), np.int32)
    for role, words in fields.items():
        its = names_weights(weights, role)
        roles[role] = (len(words), its.missed * SCALE, its.extra * SCALE, its.most * SCALE)
    years = np.zeros((YEARS, WIDEST + 1), np.int32)
    if known.birth:
        _fill_years(
            years,
            known.birth.year,
            known.birth.width,
            weights.years,
            weights.round_year,
            weights.digits_swapped,
        )
    sexes = _coded((known.sex and (known.sex,)) or (), coder.sexes.known, weights.sex)
    nationalities = _coded(known.nationalities, coder.nationalities.known, weights.nationality)
    numbers = np.zeros(8, np.int64)
    numbers[: len(known.phones)] = known.phones
    numbers[2 : 2 + len(known.documents)] = known.documents
    numbers[4] = day_number(known.birth)
    numbers[5] = coder.groups.known.get(known.group, 0)
    numbers[6] = year_number(known.birth.year) if known.birth else 0
    worths = np.array([*weights.phone, *weights.document, *weights.day, weights.group])
    made = Plan(index, gains, roles, years, sexes, nationalities, numbers, (worths * SCALE).astype(np.int32))
    for (role, word), bits in worth.items():
        words = [vocabulary.words[at] for at in near[word].words]
        made.words[role, word] = dict(zip(words, bits.tolist(), strict=True))
    return made


def _table(
    asked: Sequence[tuple[Role, str]],
    near: dict[str, Near],
    worth: dict[tuple[Role, str], NDArray[np.float32]],
    vocabulary: Vocabulary,
    weights: Weights,
) -> tuple[NDArray[np.uint16], NDArray[np.int16]]:
    """For each word of the vocabulary its row in a small table of what it gains for each word of the query."""
    index = np.zeros(len(vocabulary.words), np.uint16)
    every = np.unique(np.concatenate([each.words for each in near.values()] or [np.zeros(0, np.int32)]))[
        :_MOST_NEAR
    ]
    index[every] = np.arange(1, len(every) + 1)
    gains = np.zeros((len(every) + 1, max(1, len(asked))), np.int16)
    for at, (role, word) in enumerate(asked):
        gain = (worth[role, word] - names_weights(weights, role).missed) * SCALE
        gains[index[near[word].words], at] = np.maximum(gain, 0)
    gains[0] = 0
    return index, gains


def _coded(wanted: Sequence[str], known: dict[str, int], bits: tuple[float, float]) -> _INT:
    """Bits for each code; none for the first, which is no code, and none at all when nothing is asked."""
    table = np.zeros(len(known), np.int32)
    if wanted:
        table[1:] = int(bits[1] * SCALE)
        table[[known[code] for code in wanted if code in known]] = int(bits[0] * SCALE)
    return table


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _fill_years(table: _INT, year: int, width: int, years: Any, round_year: float, swapped: float) -> None:
    for other in range(1, table.shape[0]):
        for also in range(table.shape[1]):
            bits = year_bits(
                year, other + FIRST_YEAR, min(width + also, 2 * WIDEST), years, round_year, swapped
            )
            table[other, also] = int(bits * SCALE)


def best(
    plan: Plan,
    columns: Columns,
    ranges: NDArray[np.int64],
    owners: NDArray[np.uint8],
    flags: NDArray[np.uint8],
    most: int,
    least: float,
) -> tuple[_INT, NDArray[np.int64]]:
    """Scores and rows of the best ``most`` among the visible rows in these ranges, in no order."""
    scores = np.full(most, int(least * SCALE), np.int32)
    rows = np.full(most, -1, np.int64)
    _scan(
        ranges, owners, flags, columns.names, columns.mothers, columns.fathers, columns.places,
        columns.phones, columns.documents, columns.nationalities, columns.year, columns.width, columns.day,
        columns.sex, columns.group, columns.owner, columns.alive,
        plan.near, plan.gains, plan.roles, plan.years, plan.sexes, plan.nationalities, plan.numbers, plan.worth,
        scores, rows,
    )  # fmt: skip
    found = rows >= 0
    return scores[found], rows[found]


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _scan(
    ranges, owners, flags, names, mothers, fathers, places, phones, documents, nationalities, year, width, day,
    sex, group, owner, alive, near, gains, roles, years, sexes, nations, numbers, worth, scores, rows,
):  # type: ignore[no-untyped-def]  # fmt: skip
    most = len(scores)
    threshold = scores[0]
    weakest = 0
    first_mother = roles[0, 0]
    first_father = first_mother + roles[1, 0]
    first_place = first_father + roles[2, 0]
    after = _most_after_names(gains, roles, numbers, worth)
    flagged = len(flags) > 0
    top_of = np.zeros(8, np.int32)
    words = roles[0, 0]
    for part in range(len(ranges)):
        for row in range(ranges[part, 0], ranges[part, 1]):
            if flagged:
                seen = flags[row]
                if seen == 2 or (seen == 0 and not owners[owner[row]]):
                    continue
            elif not owners[owner[row]]:
                continue
            if not alive[row]:
                continue
            score = years[year[row], width[row]] + sexes[sex[row]]
            if nationalities[row, 0]:
                nation = nations[nationalities[row, 0]]
                if nationalities[row, 1]:
                    nation = max(nation, nations[nationalities[row, 1]])
                score += nation
            if words and names[row, 0]:
                theirs = 0
                total = 0
                for q in range(words):
                    top_of[q] = 0
                for c in range(names.shape[1]):
                    word = names[row, c]
                    if word == 0:
                        break
                    theirs += 1
                    at = near[word]
                    if at:
                        top = 0
                        for q in range(words):
                            gain = gains[at, q]
                            top = max(top, gain)
                            top_of[q] = max(top_of[q], gain)
                        total += top
                also = 0
                for q in range(words):
                    also += top_of[q]
                score += (
                    min(total, also) + roles[0, 1] * min(words, theirs) + roles[0, 2] * abs(words - theirs)
                )
            if score + after <= threshold:
                continue
            score += _role(mothers, row, near, gains, first_mother, roles[1])
            score += _role(fathers, row, near, gains, first_father, roles[2])
            score += _role(places, row, near, gains, first_place, roles[3])
            score += _figures(phones, documents, day, group, row, numbers, worth)
            if score > threshold:
                scores[weakest] = score
                rows[weakest] = row
                weakest = 0
                for at in range(1, most):
                    if scores[at] < scores[weakest]:
                        weakest = at
                threshold = scores[weakest]


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _most_after_names(gains, roles, numbers, worth):  # type: ignore[no-untyped-def]
    """The most that all fields looked at after the names can add."""
    most = 0
    at = roles[0, 0]
    for role in range(1, 4):
        total = 0
        for _ in range(roles[role, 0]):
            total += gains[:, at].max()
            at += 1
        most += max(0, min(total + roles[role, 1], roles[role, 3]))
    if numbers[0]:
        most += worth[0]
    if numbers[2]:
        most += worth[3]
    if numbers[4]:
        most += worth[5]
    if numbers[5]:
        most += worth[8]
    return most


@njit(cache=True, nogil=True, inline="always")  # type: ignore[untyped-decorator]
def _role(column, row, near, gains, first, role):  # type: ignore[no-untyped-def]
    """Bits for the words of a parent or a place."""
    if role[0] == 0 or column[row, 0] == 0:
        return 0
    total = 0
    theirs = 0
    for c in range(column.shape[1]):
        word = column[row, c]
        if word == 0:
            break
        theirs += 1
        at = near[word]
        if at:
            top = 0
            for q in range(first, first + role[0]):
                top = max(top, gains[at, q])
            total += top
    total += role[1] * min(role[0], theirs) + role[2] * abs(role[0] - theirs)
    return min(total, role[3])


@njit(cache=True, nogil=True, inline="always")  # type: ignore[untyped-decorator]
def _figures(phones, documents, day, group, row, numbers, worth):  # type: ignore[no-untyped-def]
    """Bits for telephones, documents, day of birth and travel group."""
    bits = 0
    if numbers[0] and phones[row, 0]:
        apart = 2
        for q in range(2):
            for c in range(2):
                if numbers[q] and phones[row, c]:
                    apart = min(apart, phones_apart(numbers[q], phones[row, c]))
        bits += worth[apart]
    if numbers[2] and documents[row, 0]:
        same = False
        for q in range(2, 4):
            for c in range(2):
                same = same or (numbers[q] != 0 and numbers[q] == documents[row, c])
        bits += worth[3] if same else worth[4]
    if numbers[4] and day[row]:
        swapped = (day[row] % 32) * 32 + day[row] // 32
        if numbers[4] == day[row]:
            bits += worth[5]
        elif numbers[4] == swapped:
            bits += worth[6]
        else:
            bits += worth[7]
    if numbers[5] and numbers[5] == group[row]:
        bits += worth[8]
    return bits

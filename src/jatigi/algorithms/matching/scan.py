"""One pass over the columns: everything known is added up for each person who may be seen (compiled).

Bits are fixed-point numbers of `SCALE` to the bit. First the most that all words of a person can say is added up from the
lists of who bears each word; nearly everybody is left then, for that is not enough to enter the best any more. Whoever may
not be seen is left before anything of theirs is weighed.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jatigi.algorithms.matching.bearers import Bearers
from jatigi.algorithms.matching.bounds import (
    SCALE,
    STARTS,
    Sums,
    lost_by,
    most_of_roles,
    shapes_of,
    sums_of,
    tops_of,
)
from jatigi.algorithms.matching.columns import (
    FIRST_YEAR,
    NOBODYS,
    YEARS,
    Coder,
    Columns,
    day_number,
    year_number,
)
from jatigi.algorithms.matching.compiled import compiled
from jatigi.algorithms.matching.likeness import Ear
from jatigi.algorithms.matching.model import Known
from jatigi.algorithms.matching.score import WIDEST, Role, Shared, names_weights, phones_apart, year_bits
from jatigi.algorithms.matching.vocabulary import Vocabulary
from jatigi.algorithms.matching.weights import Weights

_MOST_NEAR = 65_000
_FATHER = int(STARTS[Role.FATHER])
_INT = NDArray[np.int32]
Offer = tuple[int, NDArray[np.int32], NDArray[Any]]
"""A word of the query by its place, words of the vocabulary, and the bits that each gains for it."""


@dataclass(slots=True)
class Plan:
    """What a query makes of the vocabulary and the codes: tables in which the scan looks everything up."""

    words: _INT
    near: NDArray[np.uint16]
    tops: Sums
    gains: NDArray[np.int16]
    roles: _INT
    years: _INT
    sexes: _INT
    nationalities: _INT
    numbers: NDArray[np.int64]
    worth: _INT
    ids: dict[str, int]
    places: dict[tuple[Role, str], int]
    missed: tuple[float, ...]

    def agreement(self, role: Role, word: str, other: str) -> float:
        """Bits for a word of the query and one of a record."""
        at = self.ids.get(other, 0)
        gain = int(self.gains[self.near[at], self.places[role, word]]) if at < len(self.near) else 0
        return gain / SCALE + self.missed[role] if gain else -np.inf


def plan(known: Known, coder: Coder, weights: Weights, ear: Ear) -> Plan:
    """Everything that is the same for all records of a search."""
    vocabulary = coder.vocabulary
    fields = _fields(known)
    asked = _asked(known)
    every, index, gains = _table(
        [*_offers(known, vocabulary, weights, ear)], len(asked), len(vocabulary.words)
    )
    roles = np.zeros((len(Role), 5), np.int32)
    begin = 0
    for role, words in fields.items():
        its = names_weights(weights, role)
        roles[role] = (len(words), its.missed * SCALE, its.extra * SCALE, its.most * SCALE, begin)
        begin += len(words)
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
    bits = shared(coder, weights)
    for code in known.nationalities:
        if code in coder.nationalities.known:
            nationalities[coder.nationalities.known[code]] = int(bits(code) * SCALE)
    numbers = np.zeros(8, np.int64)
    numbers[: len(known.phones)] = known.phones
    numbers[2 : 2 + len(known.documents)] = known.documents
    numbers[4] = day_number(known.birth)
    numbers[5] = coder.groups.known.get(known.group, 0)
    numbers[6] = year_number(known.birth.year) if known.birth else 0
    numbers[7] = len(asked) - begin
    its = weights.names
    worths = np.array(
        [*weights.phone, *weights.document, *weights.day, weights.group, its.missed + its.borrowed]
    )
    return Plan(
        every,
        index,
        tops_of(gains, roles, len(asked) - begin),
        gains,
        roles,
        years,
        sexes,
        nationalities,
        numbers,
        (worths * SCALE).astype(np.int32),
        vocabulary.ids,
        {word: at for at, word in enumerate(asked)},
        tuple(names_weights(weights, role).missed for role in Role),
    )


def shared(coder: Coder, weights: Weights) -> Shared:
    """What a nationality is worth that both have, as common as it is here."""
    usual = 2.0 ** -weights.nationality[0]

    def bits(code: str) -> float:
        return min(-math.log2(coder.nationalities.share(code, usual)), weights.most_of_nationality)

    return bits


def _fields(known: Known) -> dict[Role, tuple[str, ...]]:
    return {
        Role.NAME: known.names,
        Role.MOTHER: known.mother,
        Role.FATHER: known.father,
        Role.ORIGIN: known.origin,
    }


def _asked(known: Known) -> list[tuple[Role, str]]:
    """Each word of the query in its role; the father's words also as the surname that somebody with one name lacks."""
    asked = [(role, word) for role, words in _fields(known).items() for word in words]
    return asked + [(Role.NAME, word) for word in known.father if len(known.names) == 1]


def _offers(known: Known, vocabulary: Vocabulary, weights: Weights, ear: Ear) -> Iterator[Offer]:
    """What each word asked for makes of the words near it, and two words of the name of those written as one."""
    fields = _fields(known)
    near = {
        word: vocabulary.near(word, ear.asked(word), of_a_person=role != Role.ORIGIN)
        for role, words in reversed(fields.items())
        for word in words
    }
    asked = _asked(known)
    worth = [vocabulary.bits(near[word], role, names_weights(weights, role)) for role, word in asked]
    for at, (role, word) in enumerate(asked):
        yield at, near[word].words, worth[at] - names_weights(weights, role).missed
    for at, (word, following) in enumerate(pairwise(known.names)):
        joined = vocabulary.together(ear.asked(word + following))
        both = sum(float(each.max(initial=0.0)) for each in worth[at : at + 2])
        bits = np.minimum(vocabulary.bits(joined, Role.NAME, weights.names), both)
        yield at, joined.words, bits - weights.names.missed


def _table(
    offers: Sequence[Offer], asked: int, words: int
) -> tuple[_INT, NDArray[np.uint16], NDArray[np.int16]]:
    """Near words in the order of a small table of what each gains for each word of the query; for all words their row in it."""
    index = np.zeros(words, np.uint16)
    for _, near, _ in offers:
        index[near] = 1
    every = np.flatnonzero(index)[:_MOST_NEAR]
    index[:] = 0
    index[every] = np.arange(1, len(every) + 1)
    gains = np.zeros((len(every) + 1, max(1, asked)), np.int16)
    for at, near, gain in offers:
        rows = index[near]
        gains[rows, at] = np.maximum(gains[rows, at], gain * SCALE)
    gains[0] = 0
    return np.concatenate([np.zeros(1, np.int32), every.astype(np.int32)]), index, gains


def _coded(wanted: Sequence[str], known: dict[str, int], bits: tuple[float, float]) -> _INT:
    """Bits for each code; none for the first, which is no code, and none at all when nothing is asked."""
    table = np.zeros(len(known), np.int32)
    if wanted:
        table[1:] = int(bits[1] * SCALE)
        table[[known[code] for code in wanted if code in known]] = int(bits[0] * SCALE)
    return table


@compiled
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
    bearers: Bearers | None,
    ranges: NDArray[np.int64],
    owners: NDArray[np.uint8],
    flags: NDArray[np.uint8],
    most: int,
    least: float,
) -> tuple[_INT, NDArray[np.int64]]:
    """Scores and rows of the best ``most`` among the visible rows in these ranges, in no order.

    ``bearers``: the lists of these columns, None where there are few rows and no lists.
    """
    if bearers:
        sums = bearers.sums(plan.words, plan.tops, plan.numbers, plan.worth)
        shapes = bearers.shapes
    else:
        sums = sums_of(columns.words, plan.near, plan.tops, _most_of_numbers(plan))
        shapes = shapes_of(columns)
    scores = np.full(most, int(least * SCALE), np.int32)
    rows = np.full(most, -1, np.int64)
    _scan(
        ranges, owners, flags, sums, shapes, columns.words,
        columns.phones, columns.documents, columns.nationalities, columns.year, columns.width, columns.day,
        columns.sex, columns.group, columns.owner,
        plan.near, plan.gains, plan.roles, plan.years, plan.sexes, plan.nationalities, plan.numbers, plan.worth,
        scores, rows,
    )  # fmt: skip
    found = rows >= 0
    return scores[found], rows[found]


def _most_of_numbers(plan: Plan) -> int:
    phone, paper, born, company = plan.numbers[[0, 2, 4, 5]] != 0
    most = np.maximum(plan.worth, 0)
    return int(most[0] * phone + most[3] * paper + most[5] * born + most[8] * company)


@compiled
def _scan(  # type: ignore[no-untyped-def]
    ranges, owners, flags, sums, shapes, words, phones, documents, nationalities, year, width, day,
    sex, group, owner, near, gains, roles, years, sexes, nations, numbers, worth, scores, rows,
):  # fmt: skip
    most = len(scores)
    threshold = scores[0]
    weakest = 0
    flagged = len(flags) > 0
    top_of = np.zeros(8, np.int32)
    rest, lost = most_of_roles(gains, roles), lost_by(roles, STARTS)
    names, missed, extra = roles[0, 0], roles[0, 1], roles[0, 2]
    phone, phone_too, paper, paper_too, born, company, surnames = (
        numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[7]
    )  # fmt: skip
    swapped = (born % 32) * 32 + born // 32
    figures = max(worth[0], 0) * (phone != 0) + max(worth[3], 0) * (paper != 0)
    figures += max(worth[5], 0) * (born != 0) + worth[8] * (company != 0)
    spare = max(worth[2], 0) * (phone != 0) + max(worth[4], 0) * (paper != 0) + max(worth[7], 0) * (born != 0)
    coded = spare + sexes.max() + nations.max()
    for part in range(len(ranges)):
        here = ranges[part, 2]
        top = coded + (years[here].max() if here else years.max())
        for row in range(ranges[part, 0], ranges[part, 1]):
            if sums[row] + top <= threshold:
                continue
            if flagged:
                seen = flags[row]
                if seen == 2 or (seen == 0 and not owners[owner[row]]) or owner[row] == NOBODYS:
                    continue
            elif not owners[owner[row]]:
                continue
            score = years[year[row], width[row]] + sexes[sex[row]]
            nation = nations[nationalities[row, 0]]
            if nationalities[row, 1]:
                nation = max(nation, nations[nationalities[row, 1]])
            score += nation
            if score + spare + sums[row] + lost[shapes[row]] <= threshold:
                continue
            if names and words[row, 0]:
                theirs = 0
                total = 0
                top_of[:names] = 0
                for c in range(6):
                    word = words[row, c]
                    if word == 0:
                        break
                    theirs += 1
                    at = near[word]
                    if at:
                        top = 0
                        for q in range(names):
                            gain = gains[at, q]
                            top = max(top, gain)
                            top_of[q] = max(top_of[q], gain)
                        total += top
                if total:
                    also = 0
                    for q in range(names):
                        also += top_of[q]
                    total = min(total, also)
                score += total + missed * min(names, theirs) + extra * abs(names - theirs)
                if names == 1 and theirs > 1 and surnames:
                    top = 0
                    for c in range(theirs):
                        at = near[words[row, c]]
                        if at and not gains[at, 0]:
                            for q in range(gains.shape[1] - surnames, gains.shape[1]):
                                top = max(top, gains[at, q])
                    score += max(0, top + worth[9])
                elif theirs == 1 and names > 1 and words[row, _FATHER]:
                    top = 0
                    for c in range(_FATHER, _FATHER + 3):
                        at = near[words[row, c]]
                        if at:
                            for q in range(names):
                                if not top_of[q]:
                                    top = max(top, gains[at, q])
                    score += max(0, top + worth[9])
            if score + figures + rest[1] <= threshold:
                continue
            if paper and documents[row, 0]:
                one, other = documents[row, 0], documents[row, 1]
                same = (
                    paper == one
                    or paper == other
                    or (paper_too != 0 and (paper_too == one or paper_too == other))
                )
                score += worth[3] if same else worth[4]
            if born and day[row]:
                score += worth[5] if day[row] == born else worth[6] if day[row] == swapped else worth[7]
            if company and company == group[row]:
                score += worth[8]
            if phone and phones[row, 0]:
                one, other = phones[row, 0], phones[row, 1]
                if (
                    one == phone
                    or other == phone
                    or (phone_too != 0 and (one == phone_too or other == phone_too))
                ):
                    score += worth[0]
                elif score + worth[0] + rest[1] > threshold:
                    apart = phones_apart(phone, one)
                    if other:
                        apart = min(apart, phones_apart(phone, other))
                    if phone_too:
                        apart = min(apart, phones_apart(phone_too, one))
                        if other:
                            apart = min(apart, phones_apart(phone_too, other))
                    score += worth[apart]
                else:
                    continue
            for role in range(1, 4):
                if score + rest[role] <= threshold:
                    break
                asked = roles[role, 0]
                first = STARTS[role]
                if asked == 0 or words[row, first] == 0:
                    continue
                begin = roles[role, 4]
                total = 0
                theirs = 0
                for c in range(first, STARTS[role + 1]):
                    word = words[row, c]
                    if word == 0:
                        break
                    theirs += 1
                    at = near[word]
                    if at:
                        top = 0
                        for q in range(begin, begin + asked):
                            top = max(top, gains[at, q])
                        total += top
                total += roles[role, 1] * min(asked, theirs) + roles[role, 2] * abs(asked - theirs)
                total = min(total, roles[role, 3])
                if role == 3 and nation > 0 and total > 0:
                    total -= min(total, nation)
                score += total
            if score > threshold:
                scores[weakest] = score
                rows[weakest] = row
                weakest = 0
                for at in range(1, most):
                    if scores[at] < scores[weakest]:
                        weakest = at
                threshold = scores[weakest]

"""What a query makes of the vocabulary and of the codes: tables in which the sweep over the rows looks everything up.

Bits are fixed-point numbers of `SCALE` to the bit.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jatigi.algorithms.matching.bounds import SCALE, Sums, tops_of
from jatigi.algorithms.matching.columns import FIRST_YEAR, YEARS, Coder, day_number
from jatigi.algorithms.matching.compiled import compiled
from jatigi.algorithms.matching.likeness import Ear
from jatigi.algorithms.matching.model import Known
from jatigi.algorithms.matching.score import WIDEST, Role, Shared, names_weights, year_bits
from jatigi.algorithms.matching.vocabulary import Vocabulary
from jatigi.algorithms.matching.weights import Weights

_MOST_NEAR = 65_000
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
    roles = np.zeros((len(Role), 6), np.int32)
    begin = 0
    for role, words in fields.items():
        its = names_weights(weights, role)
        called = known.called if role == Role.NAME else len(words)
        roles[role] = (len(words), its.missed * SCALE, its.extra * SCALE, its.most * SCALE, begin, called)
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
    numbers = np.zeros(7, np.int64)
    numbers[: len(known.phones)] = known.phones
    numbers[2 : 2 + len(known.documents)] = known.documents
    numbers[4] = day_number(known.birth)
    numbers[5] = coder.groups.known.get(known.group, 0)
    numbers[6] = len(asked) - begin
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

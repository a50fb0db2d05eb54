"""How much two records speak for one person, field by field, with reasons.

Symmetric; no order of words or script matters; what is missing on one side says nothing.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum
from itertools import pairwise
from typing import Literal
from uuid import UUID

from jatigi.algorithms.matching.compiled import compiled
from jatigi.algorithms.matching.likeness import MEMORY, OTHER, SAME_SOUND, SAME_WORD, Ear, degree
from jatigi.algorithms.matching.model import NOBODY, Birth, Known, Match, Reason, Record, Stay
from jatigi.algorithms.matching.sound import KIN
from jatigi.algorithms.matching.weights import DEFAULTS, NameWeights, Weights


class Role(IntEnum):
    """Whose name a word is, for it is not as common in each."""

    NAME = 0
    MOTHER = 1
    FATHER = 2
    ORIGIN = 3


Agreement = Callable[[Role, str, str], float]
"""Bits for two words that stand in one role; `-inf` when they are two names."""

Shared = Callable[[str], float]
"""Bits for a nationality that both have: the fewer have it, the more."""

Evidence = tuple[float, Reason]
Pairs = list[tuple[float, str, str]]

PLAIN_DOUBT = 12.0
"""Bits against any two people being one, where nothing is known of how many there are."""

_PLAIN_SHARES = (1 / 300, 1 / 250, 1 / 150, 1 / 120, 1 / 80, 1 / 50, 1 / 30)
WIDEST = 15


def plain_agreement(weights: Weights = DEFAULTS) -> Agreement:
    """Agreement of words when nothing is known of how common they are."""

    def bits(role: Role, one: str, other: str) -> float:
        alike = degree(one, other, MEMORY)
        if alike == OTHER:
            return -math.inf
        return math.log2(names_weights(weights, role).degrees[alike] / _PLAIN_SHARES[alike])

    return bits


def names_weights(weights: Weights, role: Role) -> NameWeights:
    """The weights of a role."""
    return (weights.names, weights.mother, weights.father, weights.origin)[role]


def compare(query: Record, record: Record, *, id: UUID = NOBODY, weights: Weights = DEFAULTS) -> Match:
    """How likely it is that two records are of one person, with reasons, the weightiest first."""
    evidence = compared(query.known, record.known, plain_agreement(weights), weights)
    return judged(evidence, PLAIN_DOUBT, weights, id)


def judged(evidence: list[Evidence], doubt: float, weights: Weights, id: UUID = NOBODY) -> Match:
    """Evidence as a match; ``doubt`` are the bits that speak against any two records."""
    evidence.sort(key=lambda item: (-abs(item[0]), item[1].code))
    total = sum(bits for bits, _ in evidence)
    return Match(probability(total, doubt, weights), tuple(reason for _, reason in evidence), id)


def probability(bits: float, doubt: float, weights: Weights = DEFAULTS) -> float:
    """Bits of evidence against bits of doubt as a probability; strictly growing, never quite 0 or 1."""
    odds = weights.slope * (bits - doubt) + weights.shift
    return 1.0 / (1.0 + math.exp2(-max(min(odds, 40.0), -60.0)))


def compared(
    one: Known,
    other: Known,
    agreement: Agreement,
    weights: Weights,
    shared: Shared | None = None,
    ear: Ear = MEMORY,
) -> list[Evidence]:
    """Everything that agrees or differs, with its bits; ``one`` is what is asked for where an ear of its own hears it."""
    return [
        *_names(one, other, agreement, weights.names, ear),
        *_sex(one, other, weights),
        *_birth(one.birth, other.birth, weights),
        *_parent(Role.MOTHER, "mother", *_named(one, other, "mother", ear), agreement, weights.mother),
        *_parent(Role.FATHER, "father", *_named(one, other, "father", ear), agreement, weights.father),
        *_from_where(one, other, agreement, weights, shared or (lambda _: weights.nationality[0])),
        *_numbers(one, other, weights),
        *_company(one, other, weights),
    ]


def birth_bits(one: Birth | None, other: Birth | None, weights: Weights = DEFAULTS) -> float:
    """Bits for two births: the less sure the years, the less they say for or against."""
    return sum(bits for bits, _ in _birth(one, other, weights))


@compiled
def year_bits(
    one: int, other: int, doubt: int, years: tuple[float, ...], round_year: float, swapped: float
) -> float:
    """Bits for two years of birth, of which ``doubt`` years may be the uncertainty of both; the rest are weights."""
    apart = abs(one - other)
    bits = years[min(max(0, apart - doubt), len(years) - 1)]
    if doubt and bits > 0:
        bits = max(bits - math.log2(1 + min(doubt, 15) / 2), 0.0)
    if doubt < apart <= 5 and (one % 5 == 0 or other % 5 == 0):
        bits += round_year
    if bits < swapped and digits_swapped(one, other):
        bits = swapped
    return min(bits, years[0])


@compiled
def digits_swapped(one: int, other: int) -> bool:
    """1987 for 1978."""
    return (
        one // 100 == other // 100
        and one % 10 == other // 10 % 10
        and other % 10 == one // 10 % 10
        and one != other
    )


def aligned(
    role: Role, one: Sequence[str], other: Sequence[str], agreement: Agreement, missed: float
) -> Pairs:
    """Words that belong together, in any order, the best pairs first; each word is in one pair at most."""
    pairs = [
        (bits, word, facing)
        for word in one
        for facing in other
        if (bits := agreement(role, word, facing)) > missed
    ]
    pairs.sort(key=lambda pair: (-pair[0], min(pair[1:]), max(pair[1:])))
    kept: Pairs = []
    taken: set[str] = set()
    also: set[str] = set()
    for pair in pairs:
        if pair[1] not in taken and pair[2] not in also:
            kept.append(pair)
            taken.add(pair[1])
            also.add(pair[2])
    return kept


def _names(
    one: Known, other: Known, agreement: Agreement, weights: NameWeights, ear: Ear
) -> Iterator[Evidence]:
    if not one.names or not other.names:
        return
    left, over, joined = _written_together(one.names, other.names, ear)
    for together, apart in joined:
        yield _JOINED, Reason("name_same_form", {"query": together, "record": apart})
    pairs = aligned(Role.NAME, left, over, agreement, weights.missed)
    for bits, word, facing in pairs:
        yield bits, Reason(_alike(word, facing, ear), {"query": word, "record": facing})
    left = [word for word in left if word not in {pair[1] for pair in pairs}]
    over = [word for word in over if word not in {pair[2] for pair in pairs}]
    for bits, word, facing in _surname_of_the_father(one, other, left, over, agreement):
        if bits + weights.borrowed > 0:
            yield (
                bits + weights.borrowed,
                Reason(_alike(word, facing, ear), {"query": word, "record": facing}),
            )
    mine, theirs = _unsaid(one, left), _unsaid(other, over)
    if mine and theirs:
        bits = weights.missed * min(mine, theirs)
        yield bits, Reason("name_differs", {"query": " ".join(left), "record": " ".join(over)})
    if mine != theirs:
        yield weights.extra * abs(mine - theirs), Reason("name_extra")


def _unsaid(whose: Known, left: Sequence[str]) -> int:
    """How many words of a name agree with none: whoever has several names is called by one of them."""
    return min(len(left), max(0, whose.called - (len(whose.names) - len(left))))


_JOINED = 7.0


def _surname_of_the_father(
    one: Known, other: Known, left: list[str], over: list[str], agreement: Agreement
) -> Pairs:
    """Where one side has a single name, the likeliest of the other's names that the father bears."""
    if min(len(one.names), len(other.names)) != 1 or len(one.names) == len(other.names):
        return []
    mine, theirs = (one.father, over) if len(one.names) == 1 else (left, other.father)
    pairs = [(agreement(Role.NAME, word, facing), word, facing) for word in mine for facing in theirs]
    return [max(pairs, key=lambda pair: (pair[0], min(pair[1:]), max(pair[1:])))] if pairs else []


def _written_together(
    one: Sequence[str], other: Sequence[str], ear: Ear
) -> tuple[list[str], list[str], list[tuple[str, str]]]:
    """Two words on one side that are one on the other, such as Mohamed Lamine; and what is left on each side."""
    left, over, found = [*one], [*other], []
    common = {ear.fold(word) for word in one} & {ear.fold(word) for word in other}
    for one_side, two_side in ((left, over), (over, left)):
        for word in [*one_side]:
            pair = _made_of(word, [other for other in two_side if ear.fold(other) not in common], ear)
            if pair and ear.fold(word) not in common:
                one_side.remove(word)
                two_side[:] = [other for other in two_side if other not in pair]
                found.append((word, " ".join(pair)) if one_side is left else (" ".join(pair), word))
    return left, over, found


def _made_of(word: str, words: list[str], ear: Ear) -> tuple[str, str] | None:
    said, fold = ear.sound(word).heard, ear.fold(word)
    pairs = (pair for pair in pairwise(words) if abs(len(word) - len(pair[0]) - len(pair[1])) <= _FARTHEST)
    begun = (pair for pair in pairs if said in KIN or _begin_alike(ear.sound(pair[0]).heard, said))
    return next((pair for pair in begun if ear.fold_asked("".join(pair)) == fold), None)


def _begin_alike(one: str, other: str) -> bool:
    """Whether two sounds may begin one word: what follows turns some letters into others."""
    return one[:1].translate(_TURNED) == other[:1].translate(_TURNED)


_TURNED = str.maketrans("wyjdct", "uiiiss")
"""Ouali begins with u where it is cut after it; Diara with d, Tiam with t."""

_FARTHEST = 4
"""So many letters more or less a name may have when it is written as one."""


def _alike(one: str, other: str, ear: Ear) -> str:
    alike = degree(one, other, ear)
    if alike == SAME_WORD:
        return "name_same"
    return "name_same_form" if alike == SAME_SOUND or ear.fold(one) == ear.fold(other) else "name_near"


def _sex(one: Known, other: Known, weights: Weights) -> Iterator[Evidence]:
    if one.sex and other.sex:
        same = one.sex == other.sex
        yield weights.sex[not same], Reason("sex_same" if same else "sex_differs")


def _birth(one: Birth | None, other: Birth | None, weights: Weights) -> Iterator[Evidence]:
    if one is None or other is None:
        return
    apart = abs(one.year - other.year)
    bits = year_bits(
        one.year,
        other.year,
        min(one.width + other.width, 2 * WIDEST),
        weights.years,
        weights.round_year,
        weights.digits_swapped,
    )
    if one.exact and other.exact:
        if one.exact == other.exact:
            yield (
                bits + weights.day[0],
                Reason("birth_same_day") if not apart else Reason("birth_near", {"years": apart}),
            )
            return
        if one.exact == other.exact[::-1]:
            yield bits + weights.day[1], Reason("birth_day_month_exchanged")
            return
        bits += weights.day[2]
    if apart == 0:
        yield bits, Reason("birth_same_year")
    elif apart > 5 and digits_swapped(one.year, other.year) and one.width + other.width < apart:
        yield bits, Reason("birth_digits_swapped", {"query": one.year, "record": other.year})
    else:
        yield bits, Reason("birth_near" if bits >= 0 or apart <= 3 else "birth_far", {"years": apart})


def _named(
    one: Known, other: Known, who: Literal["mother", "father"], ear: Ear
) -> tuple[Sequence[str], Sequence[str]]:
    """A parent's words on both sides, without those that stand among the own names on either: each would lack its own."""
    mine, theirs = getattr(one, who), getattr(other, who)
    if not mine or not theirs:
        return mine, theirs
    own = {ear.fold(word) for word in (*one.names, *other.names)}
    return [word for word in mine if ear.fold(word) not in own], [
        word for word in theirs if ear.fold(word) not in own
    ]


def _parent(
    role: Role, who: str, one: Sequence[str], other: Sequence[str], agreement: Agreement, weights: NameWeights
) -> Iterator[Evidence]:
    """A parent's name, or a place: words apart from those of which the person's own names have spoken."""
    if not one or not other:
        return
    pairs = aligned(role, one, other, agreement, weights.missed)
    left = min(len(one), len(other)) - len(pairs)
    extra = abs(len(one) - len(other))
    bits = sum(bits for bits, _, _ in pairs) + weights.missed * left + weights.extra * extra
    code = f"other_{who}" if not pairs else f"similar_{who}" if left else f"same_{who}"
    yield min(bits, weights.most), Reason(code)


def _from_where(
    one: Known, other: Known, agreement: Agreement, weights: Weights, shared: Shared
) -> Iterator[Evidence]:
    """Nationality and place; that both agree says no more than the rarer of them, for one lies in the other."""
    bits = 0.0
    if one.nationalities and other.nationalities:
        both = set(one.nationalities) & set(other.nationalities)
        bits = max(map(shared, both), default=weights.nationality[1])
        yield bits, Reason("same_nationality" if both else "other_nationality")
    for place, reason in _parent(Role.ORIGIN, "origin", one.origin, other.origin, agreement, weights.origin):
        yield place - max(0.0, min(bits, place)), reason


def _numbers(one: Known, other: Known, weights: Weights) -> Iterator[Evidence]:
    if one.phones and other.phones:
        found = min(phones_apart(mine, theirs) for mine in one.phones for theirs in other.phones)
        yield weights.phone[found], Reason(("same_phone", "near_phone", "other_phone")[found])
    if one.documents and other.documents:
        same = not set(one.documents).isdisjoint(other.documents)
        yield weights.document[not same], Reason("same_document" if same else "other_document")


@compiled
def phones_apart(one: int, other: int) -> int:
    """0 for one number, 1 for one with a wrong digit or two digits exchanged, 2 for two."""
    if one == other:
        return 0
    if one >= 100_000_000 or other >= 100_000_000:
        return 0 if one % 10_000_000 == other % 10_000_000 else 2
    apart = abs(one - other)
    while apart % 10 == 0:
        apart //= 10
    return 1 if apart <= 9 or (apart <= 81 and apart % 9 == 0) else 2


def _company(one: Known, other: Known, weights: Weights) -> Iterator[Evidence]:
    if one.languages and other.languages:
        same = not one.languages.isdisjoint(other.languages)
        yield weights.languages[not same], Reason("same_language" if same else "other_language")
    if one.group and one.group == other.group:
        yield weights.group, Reason("same_group")
    if any(_exclude(mine, theirs) for mine in one.stays for theirs in other.stays):
        yield weights.stays, Reason("stays_exclude")


def _exclude(one: Stay, other: Stay) -> bool:
    """Whether nobody can have been at both: two nights or more at different sites at once."""
    if one.site == other.site:
        return False
    since = max(one.since, other.since)
    until = min(
        stay.until if stay.until is not None else max(one.since, other.since) + 2 for stay in (one, other)
    )
    return until - since >= 2

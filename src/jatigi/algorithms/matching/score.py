"""How much two records speak for one person.

Each thing that agrees or differs adds or takes bits of evidence: about the logarithm of how much more often it is
seen in two records of one person than in records of two (Fellegi and Sunter, 1969). The weights are set by hand
from what is generally known of registers in the region; a later engine learns them.
"""

import math
from collections.abc import Callable, Iterator
from itertools import pairwise
from uuid import UUID

from rapidfuzz.distance import OSA

from jatigi.algorithms.matching.model import NOBODY, Birth, Match, Query, Reason, Record, same_phone
from jatigi.algorithms.matching.sound import fold

Agreement = Callable[[str, str], float]
Evidence = tuple[float, Reason]

DOUBT = 11.0
SCALE = 3.0
MAX_EDITS = 2

PLAIN_NAME = 6.0
OTHER_NAME = -3.0
NO_NAME_IN_COMMON = -6.0
SAME_SEX, OTHER_SEX = 1.0, -5.0
SAME_DAY, DAY_AND_MONTH_EXCHANGED, SAME_YEAR = 9.0, 7.0, 4.0
PARENT_SHARE, MOST_FOR_A_PARENT, OTHER_PARENT = 0.8, 8.0, -3.0
SAME_PHONE, SAME_DOCUMENT = 7.0, 20.0

_VOWELS = str.maketrans("", "", "aiu")
_YEARS_APART = {0: 0.0, 1: 1.0, 2: 1.5, 3: 2.5, 4: 3.5, 5: 4.0}
_DOUBTFUL_YEAR, _OTHER_BIRTH = 0.3, -7.0


def closeness(one: str, other: str) -> float:
    """How near two folded words are, 1 for the same, 0 for different names.

    One slip in words of five letters, two in words of eight; in short words only a vowel; and words of which one
    was written without vowels. A wrong first letter counts twice.
    """
    if one == other:
        return 1.0
    longest = max(len(one), len(other))
    same_consonants = _consonants(one) == _consonants(other)
    allowed = max((longest >= 5) + (longest >= 8), same_consonants)
    slips = OSA.distance(one, other, score_cutoff=MAX_EDITS) + (one[:1] != other[:1])
    if slips <= allowed:
        return 1.0 - 1.5 * slips / longest
    return 0.6 if same_consonants and _lacks_vowels(one, other) else 0.0


def plain_agreement(one: str, other: str) -> float:
    """Bits for two folded words when nothing is known of how common they are."""
    return PLAIN_NAME * closeness(one, other)


def compare(
    query: Query, record: Record, *, id: UUID = NOBODY, agreement: Agreement = plain_agreement
) -> Match:
    """How likely it is that the record is of the person asked for, with reasons, the weightiest first.

    ``agreement`` gives the bits for a folded word of the query and one of the record, 0 when they are different.
    """
    evidence = [
        *_names(query, record, agreement),
        *_sex(query, record),
        *_birth(query, record),
        *_parent("father", query.father_tokens, record.father_tokens, query, record),
        *_parent("mother", query.mother_tokens, record.mother_tokens, query, record),
        *_numbers(query, record),
    ]
    evidence.sort(key=lambda item: -abs(item[0]))
    return Match(score(sum(bits for bits, _ in evidence)), tuple(reason for _, reason in evidence), id)


def score(bits: float) -> float:
    """Evidence as a number from 0 to 1; 0.5 where it outweighs the doubt that two people just look alike."""
    return 1.0 / (1.0 + math.exp((DOUBT - bits) / SCALE))


def sex_bits(one: str | None, other: str | None) -> float:
    """Bits for the sex; none where one is not known."""
    if not one or not other:
        return 0.0
    return SAME_SEX if one == other else OTHER_SEX


def birth_bits(one: Birth | None, other: Birth | None) -> float:
    """Bits for the birth: the less sure the years, the less they say for or against."""
    if one is None or other is None:
        return 0.0
    if one.exact and other.exact and one.year == other.year:
        if one.exact == other.exact:
            return SAME_DAY
        if one.exact == other.exact[::-1]:
            return DAY_AND_MONTH_EXCHANGED
    doubt = one.width + other.width
    beyond = max(0, abs(one.year - other.year) - doubt)
    agreeing = max(SAME_YEAR - math.log2(1 + doubt), _DOUBTFUL_YEAR)
    return max(agreeing - _YEARS_APART.get(beyond, 0.8 * beyond), _OTHER_BIRTH)


def aligned(
    query: dict[str, str], record: dict[str, str], agreement: Agreement
) -> list[tuple[float, str, str]]:
    """Words of the two names that belong together, in any order, the best pairs first: bits and both folded words."""
    pairs = sorted(
        ((bits, one, other) for one in query for other in record if (bits := agreement(one, other)) > 0),
        reverse=True,
    )
    kept: list[tuple[float, str, str]] = []
    for bits, one, other in pairs:
        if all(one != taken and other != also for _, taken, also in kept):
            kept.append((bits, one, other))
    return kept


def _names(query: Query, record: Record, agreement: Agreement) -> Iterator[Evidence]:
    if not query.tokens or not record.tokens:
        return
    pairs = aligned(query.tokens, record.tokens, agreement)
    for bits, one, other in pairs:
        written = {"query": query.tokens[one], "record": record.tokens[other]}
        yield bits, Reason(_degree(one, other, *written.values()), {**written})
    left = [word for heard, word in query.tokens.items() if heard not in {one for _, one, _ in pairs}]
    over = [word for heard, word in record.tokens.items() if heard not in {other for _, _, other in pairs}]
    for together, apart in _written_together(left, over):
        yield PLAIN_NAME, Reason("name_same_form", {"query": together, "record": apart})
    if left and over:
        bits = OTHER_NAME * min(len(left), len(over)) + (0.0 if pairs else NO_NAME_IN_COMMON)
        yield bits, Reason("name_differs", {"query": " ".join(left), "record": " ".join(over)})


def _written_together(left: list[str], over: list[str]) -> list[tuple[str, str]]:
    """Two words on one side that are one on the other, such as Mohamed Lamine; both are taken off the lists."""
    found: list[tuple[str, str]] = []
    for one_side, two_side in ((left, over), (over, left)):
        for word in [*one_side]:
            pair = next((pair for pair in pairwise(two_side) if fold("".join(pair)) == fold(word)), None)
            if pair:
                one_side.remove(word)
                two_side[:] = [other for other in two_side if other not in pair]
                found.append((word, " ".join(pair)) if one_side is left else (" ".join(pair), word))
    return found


def _degree(one: str, other: str, written: str, also: str) -> str:
    if written == also:
        return "name_same"
    return "name_same_form" if one == other else "name_near"


def _sex(query: Query, record: Record) -> Iterator[Evidence]:
    bits = sex_bits(query.sex, record.sex)
    if bits:
        yield bits, Reason("sex_same" if bits > 0 else "sex_differs")


def _birth(query: Query, record: Record) -> Iterator[Evidence]:
    one, other = query.birth, record.birth
    if one is None or other is None:
        return
    bits = birth_bits(one, other)
    years = abs(one.year - other.year)
    if bits == SAME_DAY:
        yield bits, Reason("birth_same_day")
    elif bits == DAY_AND_MONTH_EXCHANGED:
        yield bits, Reason("birth_day_month_exchanged")
    elif years == 0:
        yield bits, Reason("birth_same_year")
    else:
        yield bits, Reason("birth_near" if bits > 0 else "birth_far", {"years": years})


def _parent(
    who: str, asked: dict[str, str], stored: dict[str, str], query: Query, record: Record
) -> Iterator[Evidence]:
    """A parent's name apart from the family name, of which the person's own name has spoken already."""
    family = query.tokens.keys() & record.tokens.keys()
    asked = {heard: word for heard, word in asked.items() if heard not in family}
    stored = {heard: word for heard, word in stored.items() if heard not in family}
    if not asked or not stored:
        return
    pairs = aligned(asked, stored, plain_agreement)
    bits = min(PARENT_SHARE * sum(bits for bits, _, _ in pairs), MOST_FOR_A_PARENT)
    if len(pairs) == min(len(asked), len(stored)):
        yield bits, Reason(f"same_{who}")
    elif pairs:
        yield bits / 2, Reason(f"similar_{who}")
    else:
        yield OTHER_PARENT, Reason(f"other_{who}")


def _numbers(query: Query, record: Record) -> Iterator[Evidence]:
    if any(same_phone(one, other) for one in query.phone_numbers for other in record.phone_numbers):
        yield SAME_PHONE, Reason("same_phone")
    if query.document_numbers & record.document_numbers:
        yield SAME_DOCUMENT, Reason("same_document")


def _consonants(word: str) -> str:
    return word.translate(_VOWELS)


def _lacks_vowels(one: str, other: str) -> bool:
    bare = min(one, other, key=len)
    consonants = len(_consonants(bare))
    return consonants >= 3 and len(bare) - consonants <= 1

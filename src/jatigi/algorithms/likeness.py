"""Texts that say nearly the same, found among ten thousand in seconds.

A text is the set of its meaningful words and of its pairs of neighbouring ones. What stands in few texts weighs more
(TF-IDF with binary term counts: Spärck Jones 1972), and two texts are as alike as the cosine of their weights. Pairs
are found exactly, not approximately, by indexing of every text only what it needs to reach the threshold
(Bayardo, Ma, Srikant: Scaling up all pairs similarity search, WWW 2007).
"""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

K = TypeVar("K", bound=Hashable)

THRESHOLD = 0.5
"""From here on two recommendations are proposed as asking for the same: half of what weighs in them is common.
A person decides each time; below it most pairs share only the phrases that every recommendation has."""
LETTERS = 6
"""Words are compared by so many letters at their beginning: « renforcer », « renforcement » and « renforcées » are one."""

_SILENT = frozenset(
    """a afin ainsi alors au aux avec ce ces cet cette chaque comme d dans de des dont du elle elles en entre est et etre
    eux il ils l la le les leur leurs lors mais meme n ne nos notre nous on ou par pas plus pour qu que qui s sa sans se
    selon ses si son sont sous sur tous tout toute toutes un une vers vos votre y
    the of and to in for on by with from that this these those is are be been as at an or its their which""".split()
)


class Pair(NamedTuple):
    """Two texts by their place in the list, the first before the second, and how alike they are (0 to 1)."""

    one: int
    other: int
    score: float


def words(text: str) -> list[str]:
    """Words without case, accents and signs, ligatures taken apart; any script."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe")).casefold()
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.findall(r"[^\W_]+", letters)


def terms(text: str) -> frozenset[str]:
    """What a text is compared by: stems of its meaningful words, and pairs of neighbouring ones."""
    stems = [word[:LETTERS] for word in words(text) if word not in _SILENT]
    return frozenset([*stems, *(f"{one} {two}" for one, two in zip(stems, stems[1:], strict=False))])


def alike(texts: Sequence[str], threshold: float = THRESHOLD) -> list[Pair]:
    """Every pair of `texts` that is at least as alike as `threshold` (above 0), the most alike first."""
    vectors = weighed([terms(text) for text in texts])
    return sorted(_pairs(vectors, threshold), key=lambda pair: (-pair.score, pair.one, pair.other))


def weighed(sets: Sequence[frozenset[str]]) -> list[dict[str, float]]:
    """Each set as weights of length 1; what stands in every text still weighs a little, an empty set is nothing."""
    counts = Counter(term for terms_ in sets for term in terms_)
    total = len(sets)
    weight = {term: math.log((1 + total) / (1 + count)) + 1 for term, count in counts.items()}
    vectors = []
    for terms_ in sets:
        length = math.sqrt(sum(weight[term] ** 2 for term in terms_))
        vectors.append({term: weight[term] / length for term in sorted(terms_)})
    return vectors


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """How alike two weighed texts are."""
    if len(one) > len(other):
        one, other = other, one
    return sum(value * other.get(term, 0.0) for term, value in one.items())


def _pairs(vectors: Sequence[dict[str, float]], threshold: float) -> Iterable[Pair]:
    """All pairs: the commonest terms of a text stay out of the index as long as they alone cannot reach the threshold."""
    heaviest: dict[str, float] = defaultdict(float)
    frequency: Counter[str] = Counter()
    for vector in vectors:
        frequency.update(vector.keys())
        for term, value in vector.items():
            heaviest[term] = max(heaviest[term], value)
    index: dict[str, list[int]] = defaultdict(list)
    for number, vector in enumerate(vectors):
        near = {other for term in vector for other in index.get(term, ())}
        for other in near:
            score = cosine(vector, vectors[other])
            if score >= threshold:
                yield Pair(other, number, min(score, 1.0))
        bound = 0.0
        for term in sorted(vector, key=lambda term: (-frequency[term], term)):
            bound += vector[term] * heaviest[term]
            if bound >= threshold - 1e-9:
                index[term].append(number)


def groups(pairs: Iterable[tuple[K, K]]) -> list[list[K]]:
    """What hangs together by pairs, each group once, in the order in which its members were met."""
    leads: dict[K, K] = {}

    def head(member: K) -> K:
        leads.setdefault(member, member)
        while leads[member] != member:
            leads[member] = member = leads[leads[member]]
        return member

    for one, other in pairs:
        first, second = head(one), head(other)
        if first != second:
            leads[second] = first
    found: dict[K, list[K]] = {}
    for member in list(leads):
        found.setdefault(head(member), []).append(member)
    return list(found.values())

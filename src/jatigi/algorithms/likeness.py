"""Texts that say nearly the same, found among ten thousand in seconds.

A text is the set of its meaningful words and of its pairs of neighbouring ones. What stands in few texts weighs more
(TF-IDF with binary term counts: Spärck Jones 1972), and two texts are as alike as the cosine of their weights. Pairs
are found exactly, not approximately: each text is compared with those that share a term with it, through an index.
"""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
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
    return frozenset([*stems, *(f"{one} {two}" for one, two in pairwise(stems))])


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
    """All pairs: what a text shares with every later one, summed over the texts in which its terms stand."""
    postings = _postings(vectors)
    passed: Counter[str] = Counter()  # how many texts of a term's list are behind us
    for number, vector in enumerate(vectors):
        others: list[Ints] = []
        parts: list[Floats] = []
        for term, value in vector.items():
            if term not in postings:
                continue
            texts, weights = postings[term]
            passed[term] += 1
            others.append(texts[passed[term] :])
            parts.append(weights[passed[term] :] * value)
        if others:
            scores = np.bincount(np.concatenate(others), np.concatenate(parts))
            for other in np.flatnonzero(scores >= threshold):
                yield Pair(number, int(other), min(float(scores[other]), 1.0))


def _postings(vectors: Sequence[dict[str, float]]) -> dict[str, tuple[Ints, Floats]]:
    """Each term that stands in more than one text: in which, and with what weight."""
    where: dict[str, list[int]] = defaultdict(list)
    weights: dict[str, list[float]] = defaultdict(list)
    for number, vector in enumerate(vectors):
        for term, value in vector.items():
            where[term].append(number)
            weights[term].append(value)
    return {
        term: (np.array(texts, dtype=np.int64), np.array(weights[term]))
        for term, texts in where.items()
        if len(texts) > 1
    }


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

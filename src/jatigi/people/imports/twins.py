"""The same person twice among the rows of one list."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from jatigi.algorithms.matching import Match, Record, compare, fold

MOST_OF_A_KEY = 200
"""Rows that share a key and no more are no twins but namesakes: a key of more rows says nothing."""


def twins(records: Sequence[Record], *, at_least: float) -> Iterator[tuple[int, int, Match]]:
    """Pairs that may be of one person, by their places: the earlier one first, in the order of the later ones."""
    near: set[tuple[int, int]] = set()
    for places in _by_key(records).values():
        if len(places) <= MOST_OF_A_KEY:
            near.update(combinations(places, 2))
    for earlier, later in sorted(near, key=lambda pair: (pair[1], pair[0])):
        match = compare(records[later], records[earlier])
        if match.score >= at_least:
            yield earlier, later, match


def _by_key(records: Sequence[Record]) -> dict[tuple[object, ...], list[int]]:
    """Two names that sound alike, or one with the year of birth, or a telephone or document number."""
    found: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, record in enumerate(records):
        for key in _keys(record):
            found[key].append(place)
    return found


def _keys(record: Record) -> set[tuple[object, ...]]:
    sounds = sorted({fold(word) for word in record.known.names})
    keys: set[tuple[object, ...]] = set(combinations(sounds, 2))
    if record.birth is not None:
        keys |= {(sound, record.birth.year) for sound in sounds}
    return (
        keys
        | {("phone", each) for each in record.known.phones}
        | {("document", each) for each in record.known.documents}
    )

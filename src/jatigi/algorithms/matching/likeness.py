"""How alike two words of names are, in seven degrees from the same word to one that may be a slip of it."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from jatigi.algorithms.matching.nearness import (
    LETTERS,
    Rows,
    Signatures,
    Similarities,
    as_row,
    signature,
    similarities,
    similarity,
)
from jatigi.algorithms.matching.sound import KIN, heard

SAME_WORD, SAME_SOUND, KINDRED = 0, 1, 2
SLIPS = (0.88, 0.82, 0.75, 0.68)
"""Similarities from which a word is a slip of another: degrees 3 to 6."""

NEAR_KINDRED = 4
"""The degree of two words by way of a customary form of which one of them is only a slip."""

CLOSE = 3
"""A slip so small that it is likelier than another customary form."""

DEGREES = 3 + len(SLIPS)
OTHER = DEGREES
_SLIP_OF_A_CUSTOMARY_FORM = 0.86
_LONG_ENOUGH = 5


class Rack:
    """Folded words laid out as rows to be compared with one word at once; grows at its end."""

    def __init__(self, room: int = 1024) -> None:
        self.size = 0
        self.rows: Rows = np.zeros((room, LETTERS), np.uint8)
        self.lengths: Rows = np.zeros(room, np.uint8)
        self.letters: Signatures = np.zeros(room, np.uint64)
        self.pairs: Signatures = np.zeros(room, np.uint64)

    def add(self, word: str) -> int:
        """Append a word; its place."""
        if self.size == len(self.lengths):
            more = max(1024, self.size // 2)
            self.rows = np.concatenate([self.rows, np.zeros((more, LETTERS), np.uint8)])
            self.lengths = np.concatenate([self.lengths, np.zeros(more, np.uint8)])
            self.letters = np.concatenate([self.letters, np.zeros(more, np.uint64)])
            self.pairs = np.concatenate([self.pairs, np.zeros(more, np.uint64)])
        at = self.size
        self.rows[at], self.lengths[at] = as_row(word)
        self.letters[at], self.pairs[at] = signature(self.rows[at], int(self.lengths[at]))
        self.size += 1
        return at

    def similar(self, word: str) -> Similarities:
        """How similar each word is, 0 where it is another."""
        size = self.size
        out: Similarities = np.empty(size, np.float32)
        row, length = as_row(word)
        similarities(
            row, length, self.rows[:size], self.lengths[:size], self.letters[:size], self.pairs[:size], out
        )
        return out


@dataclass(frozen=True, slots=True)
class Sound:
    """A word as it is heard; the customary family it belongs to ("" for none), surely or as a slip of a member."""

    heard: str
    kin: str
    sure: bool


@lru_cache(maxsize=20_000)
def sound_of(word: str) -> Sound:
    """What is heard in a normalised word, and which customary family it belongs to."""
    said = heard(word)
    if said in KIN:
        return Sound(said, KIN[said], sure=True)
    if len(said) >= _LONG_ENOUGH:
        similar = _customary().similar(said)
        best = int(np.argmax(similar))
        if similar[best] >= _SLIP_OF_A_CUSTOMARY_FORM:
            return Sound(said, KIN[_CUSTOMARY[best]], sure=False)
    return Sound(said, "", sure=False)


def degree(one: str, other: str) -> int:
    """How alike two normalised words are: 0 for the same word, ``OTHER`` for two names. Symmetric."""
    if one == other:
        return SAME_WORD
    first, second = sound_of(one), sound_of(other)
    if first.heard == second.heard:
        return SAME_SOUND
    close = slip(similarity(*as_row(first.heard), *as_row(second.heard)))
    if close > CLOSE and first.kin and first.kin == second.kin:
        return KINDRED if first.sure and second.sure else NEAR_KINDRED
    return close


def slip(similar: float) -> int:
    """The degree of two words that sound different."""
    return next((at for at, least in enumerate(SLIPS, 3) if similar >= least), OTHER)


_CUSTOMARY = [*KIN]


@lru_cache(maxsize=1)
def _customary() -> Rack:
    rack = Rack()
    for form in _CUSTOMARY:
        rack.add(form)
    return rack

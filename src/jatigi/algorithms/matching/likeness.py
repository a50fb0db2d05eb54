"""How alike two words of names are, in seven degrees from the same word to one that may be a slip of it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from jatigi.algorithms.matching.names import normalise, ordinary
from jatigi.algorithms.matching.nearness import (
    LETTERS,
    Ints,
    Rows,
    Signatures,
    Similarities,
    as_row,
    as_rows,
    cut_short,
    one_slip,
    parts_of,
    signatures,
    similarities,
    similarity,
    slips_of,
)
from jatigi.algorithms.matching.sound import KIN, fold, heard, noted, of_kin

SAME_WORD, SAME_SOUND, KINDRED = 0, 1, 2
SLIPS = (0.88, 0.82, 0.75, 0.68)
"""Similarities from which a word is a slip of another: degrees 3 to 6."""

WRITTEN = 4
"""The degree of two words that differ by one slip in what was written, whatever is heard."""

SHORT = 5
"""The degree of a name and what is left of it when its end or its beginning is cut off: Madou, Bouba."""

SHORTEST_SLIP = 4
"""A word of fewer letters is another word with one letter changed."""

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
        self._new: list[str] = []
        self._order: Ints = np.zeros(0, np.int32)
        self._ordered = self.lengths[:0], self.letters[:0], self.pairs[:0]

    def settle(self) -> None:
        """Put all words in the order of a dictionary beside their places: comparing with them is quicker."""
        rows, lengths, letters, pairs = self._laid_out()
        self._order = np.argsort(rows.view(f"S{LETTERS}").ravel(), kind="stable").astype(np.int32)
        self._ordered = lengths[self._order], letters[self._order], pairs[self._order]

    def add(self, word: str) -> int:
        """Append a word; its place. It can be compared once it is laid out."""
        self._new.append(word)
        self.size += 1
        return self.size - 1

    def lay_out(self) -> None:
        """Make the words that were added ready to be compared."""
        size, begin = self.size, self.size - len(self._new)
        if begin == size:
            return
        self._make_room(size)
        self.rows[begin:size], self.lengths[begin:size] = as_rows(self._new)
        signatures(self.rows[:size], self.lengths[:size], begin, self.letters, self.pairs)
        self._new = []

    def _laid_out(self) -> tuple[Rows, Rows, Signatures, Signatures]:
        self.lay_out()
        size = self.size
        return self.rows[:size], self.lengths[:size], self.letters[:size], self.pairs[:size]

    def _make_room(self, size: int) -> None:
        if size > len(self.lengths):
            more = max(1024, size - len(self.lengths), self.size // 2)
            self.rows = np.concatenate([self.rows, np.zeros((more, LETTERS), np.uint8)])
            self.lengths = np.concatenate([self.lengths, np.zeros(more, np.uint8)])
            self.letters = np.concatenate([self.letters, np.zeros(more, np.uint64)])
            self.pairs = np.concatenate([self.pairs, np.zeros(more, np.uint64)])

    def similar(self, word: str) -> Similarities:
        """How similar each word is, 0 where it is another."""
        laid_out = self._laid_out()
        out: Similarities = np.empty(self.size, np.float32)
        similarities(*as_row(word), *laid_out, self._order, self._ordered, out)
        return out

    def one_slip_from(self, word: str) -> NDArray[np.int64]:
        """The places of the words that are one slip of the pen away."""
        rows, lengths, letters, _ = self._laid_out()
        out = self._flags()
        row, length = as_row(word)
        if length >= SHORTEST_SLIP:
            slips_of(row, length, rows, lengths, letters, out)
        found = np.flatnonzero(out)
        return found[lengths[found] >= SHORTEST_SLIP]

    def parts_of(self, word: str) -> NDArray[np.int64]:
        """The places of the words that begin or end this one, or that it begins or ends."""
        rows, lengths, letters, _ = self._laid_out()
        out = self._flags()
        parts_of(*as_row(word), rows, lengths, letters, out)
        return np.flatnonzero(out)

    def _flags(self) -> NDArray[np.bool_]:
        return np.zeros(-(-self.size // 8) * 8, np.bool_)


@dataclass(frozen=True, slots=True)
class Sound:
    """A word as it is heard; the customary family it belongs to ("" for none), surely or as a slip of a member."""

    heard: str
    kin: str
    sure: bool


def sound_of(word: str) -> Sound:
    """What is heard in a normalised word, and which customary family it belongs to: always heard afresh."""
    return sound_as(heard(word))


@lru_cache(maxsize=20_000)
def noted_sound(word: str) -> Sound:
    """The same for a word of a record, from memory."""
    return sound_as(noted(word))


def sound_as(said: str) -> Sound:
    """The sound of a word of which one knows what is heard in it."""
    if said in KIN:
        return Sound(said, KIN[said], sure=True)
    if len(said) >= _LONG_ENOUGH:
        similar = _customary().similar(said)
        best = int(np.argmax(similar))
        if similar[best] >= _SLIP_OF_A_CUSTOMARY_FORM:
            return Sound(said, KIN[_CUSTOMARY[best]], sure=False)
    return Sound(said, "", sure=False)


class Ear:
    """Hears the words of one comparison, each of them once; what it heard is forgotten with it.

    What is asked for is heard afresh, whoever bears it. ``known``: the sound of a word of a record, None for any other.
    """

    __slots__ = ("_folds", "_known", "_sounds")

    def __init__(self, known: Callable[[str], Sound | None] = lambda _: None) -> None:
        self._sounds: dict[str, Sound] = {}
        self._folds: dict[str, str] = {}
        self._known = known

    def words(self, name: str) -> tuple[str, ...]:
        """The words of a name that is asked for."""
        return normalise(name, ordinary)

    def asked(self, word: str) -> Sound:
        """The sound of a word that is asked for, or of words put together: no record's word is looked at."""
        sound = self._sounds.get(word)
        if sound is None:
            sound = self._sounds[word] = sound_of(word)
        return sound

    def sound(self, word: str) -> Sound:
        """The sound of a word of either side."""
        sound = self._sounds.get(word)
        if sound is None:
            sound = self._sounds[word] = self._known(word) or sound_of(word)
        return sound

    def fold_asked(self, word: str) -> str:
        """What is heard in a word that is asked for, the same for its customary forms."""
        return of_kin(self.asked(word).heard)

    def fold(self, word: str) -> str:
        """What is heard in a word of either side, the same for its customary forms."""
        said = self._folds.get(word)
        if said is None:
            said = self._folds[word] = of_kin(self.sound(word).heard)
        return said


noted_words = lru_cache(maxsize=20_000)(normalise)
"""The words of a name of a record, from memory."""

noted_fold = lru_cache(maxsize=65_536)(fold)
"""What is heard in a word of a record, the same for its customary forms, from memory."""


class Memory(Ear):
    """Knows the words of records from before: for reading them, and comparing those that one may see."""

    __slots__ = ()

    def words(self, name: str) -> tuple[str, ...]:
        return noted_words(name)

    def asked(self, word: str) -> Sound:
        return noted_sound(word)

    def fold_asked(self, word: str) -> str:
        return noted_fold(word)

    sound, fold = asked, fold_asked


MEMORY = Memory()


def degree(one: str, other: str, ear: Ear) -> int:
    """How alike two normalised words are: 0 for the same word, ``OTHER`` for two names. Symmetric."""
    if one == other:
        return SAME_WORD
    first, second = ear.sound(one), ear.sound(other)
    if first.heard == second.heard:
        return SAME_SOUND
    close = slip(similarity(*as_row(first.heard), *as_row(second.heard)))
    if close > CLOSE and first.kin and first.kin == second.kin:
        return KINDRED if first.sure and second.sure else NEAR_KINDRED
    if (
        close > WRITTEN
        and min(len(one), len(other)) >= SHORTEST_SLIP
        and one_slip(*as_row(one), *as_row(other))
    ):
        return WRITTEN
    if close > SHORT and cut_short(*as_row(first.heard), *as_row(second.heard)):
        return SHORT
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
    rack.settle()
    return rack

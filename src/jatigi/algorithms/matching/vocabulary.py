"""All words of the names of a node, each with its sound and how common it is, coarsely.

How common is taken when the engine is built and refreshed rarely, in steps of a power of two whose places are secret,
and not at all below eight: one person more or less, whom somebody may not see, changes nothing that they can see.
"""

import math
import secrets
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jatigi.algorithms.matching.compiled import compiled
from jatigi.algorithms.matching.likeness import (
    CLOSE,
    KINDRED,
    NEAR_KINDRED,
    OTHER,
    SAME_SOUND,
    SAME_WORD,
    SHORT,
    SLIPS,
    WRITTEN,
    Ear,
    Rack,
    Sound,
    sound_as,
)
from jatigi.algorithms.matching.score import Role
from jatigi.algorithms.matching.sound import heard, noted
from jatigi.algorithms.matching.usage import NO_USAGE, Beside, Heard, coarsely
from jatigi.algorithms.matching.weights import NameWeights

RAREST = 8
LEAST = 0.5
"""Bits for the same word, sound or customary form, however common it is."""

KNOWN = 2_048
"""A name that one in so many people bears is known enough to be heard in a longer word."""

_SHORTEST = 4
ODDLY = 0.001
"""Of the bearers of a name so many are written in any one odd way."""

ASSUMED_PEOPLE = 2048
"""So many people of no name in particular are added to a small node, where all names are rare."""

Ids = NDArray[np.int32]
Counts = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Near:
    """The words near one word, and in which degree each; the same of their sounds, each with so many of the words."""

    words: Ids
    degrees: NDArray[np.int8]
    sounds: Ids
    heard: NDArray[np.int8]
    spellings: Ids


class Vocabulary:
    """Words by number; 0 is no word. Words are added, never taken away."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}
        self.words: list[str] = [""]
        self._sounds: dict[str, int] = {}
        self._rack = Rack()
        self._letters = Rack()
        self._heard: list[Sound] = []
        self._kindred: defaultdict[str, list[int]] = defaultdict(list)
        self._sound_of: Ids = np.full(1024, -1, np.int32)
        self._before: Ids = np.zeros(1024, np.int32)
        self._latest: Ids = np.zeros(1024, np.int32)
        self._spellings: Ids = np.zeros(1024, np.int32)
        self._coarse: Counts = np.zeros((len(Role), 0), np.float32)
        self._said: Counts = np.zeros((len(Role), 0), np.float32)
        self._people: list[int] = [ASSUMED_PEOPLE] * len(Role)
        self._secret = secrets.token_bytes(16)
        self._usage = NO_USAGE

    def id_of(self, word: str) -> int:
        """The number of a word, new if it is new."""
        known = self.ids.get(word)
        if known is not None:
            return known
        at = len(self.words)
        if at >= len(self._sound_of):
            self._sound_of = np.concatenate([self._sound_of, np.full(at // 2, -1, np.int32)])
            self._before = np.concatenate([self._before, np.zeros(at // 2, np.int32)])
        sound = self._sound(noted(word))
        self._sound_of[at] = sound
        self._before[at], self._latest[sound] = self._latest[sound], at
        self._spellings[sound] += 1
        self.words.append(word)
        self._letters.add(word)
        self.ids[word] = at
        return at

    def _sound(self, said: str) -> int:
        known = self._sounds.get(said)
        if known is not None:
            return known
        sound, at = sound_as(said), self._rack.add(said)
        self._sounds[said] = at
        self._heard.append(sound)
        if at >= len(self._latest):
            self._latest, self._spellings = (
                np.concatenate([each, np.zeros(at // 2, np.int32)])
                for each in (self._latest, self._spellings)
            )
        if sound.kin:
            self._kindred[sound.kin].append(at)
        return at

    def count(self, role: Role, ids: NDArray[np.int32], people: int) -> None:
        """Take from a column of words how common each is among ``people`` in this role."""
        counts = np.bincount(ids.ravel().astype(np.int64), minlength=len(self.words))[: len(self.words)]
        counts[0] = 0
        if self._coarse.shape[1] != len(self.words):
            self._coarse = np.zeros((len(Role), len(self.words)), np.float32)
            self._said = np.zeros((len(Role), max(1, self._rack.size)), np.float32)
        self._coarse[role] = self.coarsely(counts)
        sounds = np.maximum(self._sound_of[: len(self.words)], 0)
        self._said[role] = self.coarsely(np.bincount(sounds, weights=counts, minlength=self._said.shape[1]))
        self._people[role] = int(2 ** (round(4 * math.log2(people + ASSUMED_PEOPLE)) / 4))

    def learn(self, beside: Beside) -> None:
        """Take which spellings are one name from what stands beside one another, coarsely."""
        seen = self.coarsely(beside.seen)
        self._usage = coarsely(beside, seen, int.from_bytes(self._secret[:8]))

    def lay_out(self) -> None:
        """Make new words ready to be compared: when they come, not when somebody asks."""
        self._rack.lay_out()
        self._letters.lay_out()

    def settle(self) -> None:
        """All words are there that will be for long: what is asked for is compared with them sooner."""
        self._rack.settle()

    def dice(self) -> np.random.Generator:
        """Always the same chance in one vocabulary, and nobody's guess."""
        return np.random.default_rng(int.from_bytes(self._secret))

    def coarsely(self, counts: NDArray[Any]) -> Counts:
        """Each count as the step below it; no step is where somebody could work it out."""
        jitter = self.dice().random(len(counts))
        steps = np.floor(np.log2(np.maximum(counts, 1)) - jitter) + jitter
        return np.where(counts >= RAREST, 2.0 ** (steps + 0.5), 0.0).astype(np.float32)

    @property
    def people(self) -> int:
        """About how many people there are."""
        return self._people[Role.NAME]

    def laid_out(self) -> tuple[Ids, Ids, tuple[NDArray[np.generic], ...]]:
        """Per word its sound and its customary family, and the rack of sounds."""
        sounds = self._sound_of[: len(self.words)].copy()
        sounds[0] = 0
        first = {kin: of_kin[0] for kin, of_kin in self._kindred.items()}
        kin = np.array(
            [first.get(kin, at) for at, kin in enumerate(sound.kin for sound in self._heard)] or [0], np.int32
        )
        rack, size = self._rack, max(1, self._rack.size)
        rack.lay_out()
        return (
            sounds,
            kin[sounds],
            (rack.rows[:size], rack.lengths[:size], rack.letters[:size], rack.pairs[:size]),
        )

    def as_heard(self) -> Heard:
        """All that is needed to tell how alike two words are (`usage.degree_of`)."""
        sounds, kin, rack = self.laid_out()
        return sounds, kin, *rack, *self.letters()

    def sound(self, word: str) -> Sound | None:
        """The sound of a word of a record, as it was heard when it came; None for any other."""
        at = self.ids.get(word)
        return self._heard[self._sound_of[at]] if at else None

    def letters(self) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        """The letters of all words as they are written, the first of them at 0, and how many."""
        self._letters.lay_out()
        size = self._letters.size
        return self._letters.rows[:size], self._letters.lengths[:size]

    def near(self, word: str, sound: Sound, *, of_a_person: bool = True) -> Near:
        """Every word of the vocabulary that may be this one, by sound, custom or a slip; or as a short form of a name."""
        by_sound = self._degrees(word, sound, of_a_person)
        sounds = np.flatnonzero(by_sound < OTHER).astype(np.int32)
        degrees = by_sound[sounds]
        words, spellings = self._spelt(sounds)
        found = np.repeat(degrees, spellings)
        itself = self.ids.get(word)
        if itself is not None:
            found[words == itself] = SAME_WORD
        return Near(words, found, sounds, degrees, spellings)

    def _degrees(self, word: str, sound: Sound, of_a_person: bool) -> NDArray[np.int8]:
        """In which degree each sound is near a word."""
        similar = self._rack.similar(sound.heard)
        degrees = np.full(len(similar), OTHER, np.int8)
        near = np.flatnonzero(similar >= SLIPS[-1])
        degrees[near] = OTHER - np.searchsorted(SLIPS[::-1], similar[near], side="right")
        if of_a_person:
            short = self._rack.parts_of(sound.heard)
            degrees[short] = np.minimum(degrees[short], SHORT)
            written = self._sound_of[1 + self._letters.one_slip_from(word)]
            degrees[written] = np.minimum(degrees[written], WRITTEN)
        kindred = np.array(self._kindred.get(sound.kin, ()) if sound.kin else (), np.int32)
        sure = [self._heard[at].sure for at in kindred.tolist()]
        custom = np.where(np.array(sure, np.bool_) & sound.sure, KINDRED, NEAR_KINDRED)
        degrees[kindred] = np.where(degrees[kindred] == CLOSE, CLOSE, custom)
        same = self._sounds.get(sound.heard)
        if same is not None:
            degrees[same] = SAME_SOUND
        return degrees

    def together(self, joined: Sound) -> Near:
        """The words that sound like two words of a name written as one; the same work is done where there are none."""
        at = self._sounds.get(joined.heard, -1)
        sounds = np.full(int(at >= 0), at, np.int32)
        words, spellings = self._spelt(sounds)
        same = np.full(len(words), SAME_SOUND, np.int8)
        return Near(words, same, sounds, np.full(len(sounds), SAME_SOUND, np.int8), spellings)

    def _spelt(self, sounds: Ids) -> tuple[Ids, Ids]:
        """The words of these sounds, one sound after the other, and how many each has."""
        spellings = self._spellings[sounds]
        words = np.empty(int(spellings.sum()), np.int32)
        _fill_words(sounds, self._latest, self._before, words)
        return words, spellings

    def apart(self, word: str, ear: Ear) -> tuple[str, ...]:
        """The two known names of which a long word that few bear is made, such as Mohamedlamine; or the word."""
        if len(word) < 2 * _SHORTEST or self._bearers(ear.asked(word).heard) > 0:
            return (word,)
        cuts = range(_SHORTEST, len(word) - _SHORTEST + 1)
        bearers = [[self._bearers(heard(part)) for part in (word[:cut], word[cut:])] for cut in cuts]
        known, cut = max((min(both), cut) for both, cut in zip(bearers, cuts, strict=True))
        return (word[:cut], word[cut:]) if known * KNOWN > self.people else (word,)

    def _bearers(self, said: str) -> float:
        at = self._sounds.get(said, self._said.shape[1])
        return float(self._said[Role.NAME, at]) if at < self._said.shape[1] else 0.0

    def bits(self, near: Near, role: Role, weights: NameWeights) -> Counts:
        """What each near word is worth in a role.

        All near words compete for the one that was asked for: of the people who may be meant, a word's share is how
        common it is times how likely scribes are to write it so. An odd spelling of a common name says little more
        than that name; only a word that is rare in every spelling says much. A near word that few bear is likelier to
        be a slip than another name.
        """
        likeness, itself = np.array(weights.likeness), near.degrees == SAME_WORD
        said = np.zeros(len(near.sounds))
        counted = near.sounds < self._said.shape[1]
        said[counted] = self._said[role, near.sounds[counted]]
        few = RAREST + ODDLY * float(said @ likeness[near.heard])
        likely = likeness[near.heard] * (1 + (weights.odd - 1) * few / (few + said))
        if role != Role.ORIGIN:
            likely = likely * self._by_usage(near, likely * said)
        bearers = RAREST + float(said @ likely)
        often = float(self._of(self._coarse[role], near, 0.0)[itself].sum())
        own = float(likely[near.heard == SAME_SOUND].sum())
        bearers += often * own * (likeness[SAME_WORD] / likeness[SAME_SOUND] - 1)
        words = np.repeat(likely, near.spellings)
        words[itself] *= likeness[SAME_WORD] / likeness[SAME_SOUND]
        worth = np.log2(words * self._people[role] / bearers)
        worth[near.degrees <= KINDRED] = np.maximum(worth[near.degrees <= KINDRED], LEAST)
        out: Counts = worth.astype(np.float32)
        return out

    def _by_usage(self, near: Near, often: NDArray[np.float64]) -> NDArray[np.float64]:
        """How much likelier each near sound is another form of the name than its likeness says, as usage here teaches."""
        itself = near.sounds[near.heard == SAME_SOUND]
        factors, whole = np.ones(len(near.sounds)), float(often.sum())
        if len(itself) and whole > 0:
            other = near.heard > KINDRED
            factors[other] = self._usage.factors(int(itself[0]), near.sounds[other], often[other] / whole)
        return factors

    @staticmethod
    def _of(column: NDArray[Any], near: Near, new: float) -> NDArray[Any]:
        """A column at the near words; ``new`` for words that came since it was taken."""
        out = np.full(len(near.words), new, column.dtype)
        known = near.words < len(column)
        out[known] = column[near.words[known]]
        return out


@compiled
def _fill_words(sounds, latest, before, out):  # type: ignore[no-untyped-def]
    found = 0
    for sound in sounds:
        word = latest[sound]
        while word:
            out[found] = word
            found += 1
            word = before[word]

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

from jatigi.algorithms.matching.likeness import (
    DEGREES,
    KINDRED,
    NEAR_KINDRED,
    OTHER,
    SAME_SOUND,
    SAME_WORD,
    SLIPS,
    Rack,
    Sound,
    sound_of,
)
from jatigi.algorithms.matching.score import Role
from jatigi.algorithms.matching.weights import NameWeights

RAREST = 8
LEAST = 0.5
"""Bits for the same word, sound or customary form, however common it is."""

RARE = 4096
"""A word whose sound has fewer bearers than one in so many is rare: a rare name, or a common one with a slip."""

ASSUMED_PEOPLE = 2048
"""So many people of no name in particular are added to a small node, where all names are rare."""

Ids = NDArray[np.int32]
Counts = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Near:
    """The words near one word, and in which degree each."""

    words: Ids
    degrees: NDArray[np.int8]


class Vocabulary:
    """Words by number; 0 is no word. Words are added, never taken away."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}
        self.words: list[str] = [""]
        self._sounds: dict[str, int] = {}
        self._rack = Rack()
        self._kin_of: list[tuple[str, bool]] = []
        self._kindred: defaultdict[str, list[int]] = defaultdict(list)
        self._spelt: list[list[int]] = []
        self._sound_of: Ids = np.full(1024, -1, np.int32)
        self._coarse: Counts = np.zeros((len(Role), 0), np.float32)
        self._alike: Counts = np.zeros((len(Role), 0), np.float32)
        self._rare: NDArray[np.bool_] = np.ones((len(Role), 0), np.bool_)
        self._people: list[int] = [ASSUMED_PEOPLE] * len(Role)
        self._secret = secrets.token_bytes(16)

    def id_of(self, word: str) -> int:
        """The number of a word, new if it is new."""
        known = self.ids.get(word)
        if known is not None:
            return known
        at = len(self.words)
        if at >= len(self._sound_of):
            self._sound_of = np.concatenate([self._sound_of, np.full(at // 2, -1, np.int32)])
        sound = self._sound(sound_of(word))
        self._sound_of[at] = sound
        self._spelt[sound].append(at)
        self.words.append(word)
        self.ids[word] = at
        return at

    def _sound(self, sound: Sound) -> int:
        known = self._sounds.get(sound.heard)
        if known is not None:
            return known
        at = self._rack.add(sound.heard)
        self._sounds[sound.heard] = at
        self._kin_of.append((sound.kin, sound.sure))
        self._spelt.append([])
        if sound.kin:
            self._kindred[sound.kin].append(at)
        return at

    def count(self, role: Role, ids: NDArray[np.int32], people: int) -> None:
        """Take from a column of words how common each is among ``people`` in this role."""
        counts = np.bincount(ids.ravel(), minlength=len(self.words))[: len(self.words)]
        counts[0] = 0
        if self._coarse.shape[1] != len(self.words):
            self._coarse = np.zeros((len(Role), len(self.words)), np.float32)
            self._alike = np.zeros((len(Role), len(self.words)), np.float32)
            self._rare = np.ones((len(Role), len(self.words)), np.bool_)
        self._coarse[role] = self._coarsely(counts)
        sounds, kin, _ = self.laid_out()
        together = np.bincount(sounds, weights=counts)[sounds]
        self._alike[role] = np.maximum(self._coarsely(np.bincount(kin, weights=counts)[kin]), RAREST)
        self._rare[role] = self._coarsely(together) < people / RARE
        self._people[role] = int(2 ** (round(4 * math.log2(people + ASSUMED_PEOPLE)) / 4))

    def _coarsely(self, counts: NDArray[Any]) -> Counts:
        """Each count as the step below it; no step is where somebody could work it out."""
        jitter = np.random.default_rng(int.from_bytes(self._secret)).random(len(counts))
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
        kin = np.array([first.get(kin, at) for at, (kin, _) in enumerate(self._kin_of)] or [0], np.int32)
        rack, size = self._rack, max(1, self._rack.size)
        return (
            sounds,
            kin[sounds],
            (rack.rows[:size], rack.lengths[:size], rack.letters[:size], rack.pairs[:size]),
        )

    def near(self, word: str) -> Near:
        """Every word of the vocabulary that may be this one, by sound, custom or a slip."""
        sound = sound_of(word)
        by_sound = np.full(self._rack.size, OTHER, np.int8)
        similar = self._rack.similar(sound.heard)
        for at, least in enumerate(SLIPS[::-1]):
            by_sound[similar >= least] = OTHER - 1 - at
        for at in self._kindred.get(sound.kin, ()) if sound.kin else ():
            by_sound[at] = min(by_sound[at], KINDRED if sound.sure and self._kin_of[at][1] else NEAR_KINDRED)
        same = self._sounds.get(sound.heard)
        if same is not None:
            by_sound[same] = SAME_SOUND
        sounds = np.flatnonzero(by_sound < OTHER)
        spelt = [self._spelt[at] for at in sounds]
        words = np.array([word for each in spelt for word in each], np.int32)
        found = np.repeat(by_sound[sounds], [len(each) for each in spelt])
        itself = self.ids.get(word)
        if itself is not None:
            found[words == itself] = SAME_WORD
        return Near(words, found)

    def bits(self, near: Near, role: Role, weights: NameWeights) -> Counts:
        """What each near word is worth in a role.

        The same word by spelling, sound or custom: the rarer all that are at least as near, the more. A slip: a rare
        word near a common one probably is that name, and worth what that name is; two common names are two.
        """
        degrees, people = near.degrees, self._people[role]
        counts = self._of(self._coarse[role], near, 0.0)
        rare = self._of(self._rare[role], near, True)
        common = np.where(rare, 0.0, counts)
        bearers = np.cumsum(np.bincount(degrees, weights=counts, minlength=DEGREES)[: KINDRED + 1]) + RAREST
        worth = np.maximum(np.log2(np.array(weights.degrees[: KINDRED + 1]) * people / bearers), LEAST)
        worth = np.minimum.accumulate(worth)
        out = worth[np.minimum(degrees, KINDRED)]
        slip = degrees > KINDRED
        heard = degrees <= SAME_SOUND
        is_slip = np.array((1.0, 1.0, 1.0, *weights.slips))[degrees]
        if not (heard & ~rare).any():
            alike = self._of(self._alike[role], near, RAREST)
            rarely = counts[rare].sum() + people * _SLIPPED
            out[slip] = np.log2(is_slip * people / np.where(rare, 2 * rarely, alike + RAREST))[slip]
        else:
            others = bearers[-1] + np.cumsum(np.bincount(degrees, weights=common, minlength=DEGREES))
            two_names = np.array(weights.degrees)[degrees] / 4 * people / others[degrees]
            out[slip] = np.log2(np.where(rare, is_slip * people / bearers[-1], two_names))[slip]
        return np.minimum(out, worth[np.minimum(degrees, KINDRED)]).astype(np.float32)

    @staticmethod
    def _of(column: NDArray[Any], near: Near, new: float) -> NDArray[Any]:
        """A column at the near words; ``new`` for words that came since it was taken."""
        out = np.full(len(near.words), new, column.dtype)
        known = near.words < len(column)
        out[known] = column[near.words[known]]
        return out


_SLIPPED = 2e-4

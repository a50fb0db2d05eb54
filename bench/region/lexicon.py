"""All names with the ways of writing them, as tables that a million people are drawn from in seconds."""

from functools import cached_property
from itertools import product
from random import Random

import numpy as np
from numpy.typing import NDArray

from bench.region import custom
from bench.region.names import COUNTRIES, PLACES, TRADITIONS, TWINS, Tradition
from bench.region.spelling import SCHOOLS, heard, without_accents, written

Ints = NDArray[np.int32]
Texts = NDArray[np.object_]

EAR_FORMS = 6
RARE = {"men": 450, "women": 350, "family": 1000}
RARE_SHARE = {"men": 0.10, "women": 0.09, "family": 0.14}


class Lexicon:
    """Names by number. ``standard`` as registered, with and without accents; ``ear`` by school; ``same`` by custom.

    ``pools[tradition][kind]`` are the numbers and cumulative frequencies of the names of men, women and families:
    Zipf with Mandelbrot's shift, the rare ones sharing ``RARE_SHARE``.
    """

    def __init__(self, seed: int, rare: float = 1.0) -> None:
        """``rare``: how many of the rare names to invent, 1 for all."""
        self._random = Random(seed)
        self._invented = {kind: int(count * rare) for kind, count in RARE.items()}
        self.texts: list[str] = []
        self._reads: list[str] = []
        self._numbers: dict[str, int] = {}
        self.pools = {name: self._pools(tradition) for name, tradition in TRADITIONS.items()}
        self.places = {country: self._all(names, "french") for country, names in PLACES.items()}
        self.twins = {name: [self.number(word) for word in words.split()] for name, words in TWINS.items()}
        self.same = self._equivalents(custom.SAME, within=True)
        self.short = self._equivalents(custom.SHORT, within=False)
        self.english = self._equivalents(custom.ENGLISH, within=False)

    def number(self, text: str, read: str = "french") -> int:
        """The number of a name; a new one if it has none yet."""
        if text not in self._numbers:
            self._numbers[text] = len(self.texts)
            self.texts.append(text)
            self._reads.append(read)
        return self._numbers[text]

    @cached_property
    def standard(self) -> Texts:
        """(names, 2): with accents, without."""
        table = np.empty((len(self.texts), 2), dtype=object)
        table[:, 0] = self.texts
        table[:, 1] = [without_accents(text) for text in self.texts]
        return table

    @cached_property
    def ear(self) -> Texts:
        """(schools, names, EAR_FORMS): as clerks of a school may spell what they hear."""
        table = np.empty((len(SCHOOLS), len(self.texts), EAR_FORMS), dtype=object)
        for (at, school), (number, text) in product(enumerate(SCHOOLS), enumerate(self.texts)):
            sounds = heard(text, self._reads[number])
            table[at, number] = [written(sounds, school, self._random) for _ in range(EAR_FORMS)]
        return table

    def draw(self, tradition: str, kind: str, chance: NDArray[np.float64]) -> Ints:
        """Names of a kind for numbers between 0 and 1."""
        numbers, cumulative = self.pools[tradition][kind]
        drawn: Ints = numbers[np.searchsorted(cumulative, chance, side="right").clip(max=len(numbers) - 1)]
        return drawn

    def _pools(self, tradition: Tradition) -> dict[str, tuple[Ints, NDArray[np.float64]]]:
        pools: dict[str, tuple[Ints, NDArray[np.float64]]] = {}
        for kind in ("men", "women", "family"):
            common = list(dict.fromkeys(getattr(tradition, kind).split()))
            if not common:
                pools[kind] = pools["men"]
                continue
            rare = self._rare(tradition, kind)
            weights = np.r_[
                _zipf(len(common), tradition.zipf, 2.7) * (1 - RARE_SHARE[kind]),
                _zipf(len(rare), 0.8, 10.0) * RARE_SHARE[kind],
            ]
            names = self._all(" ".join(common + rare), tradition.read)
            pools[kind] = (names, np.cumsum(weights))
        return pools

    def _all(self, names: str, read: str) -> Ints:
        return np.array([self.number(name.replace("_", " "), read) for name in names.split()], dtype=np.int32)

    def _rare(self, tradition: Tradition, kind: str) -> list[str]:
        onsets, vowels, codas = (part.split() for part in tradition.syllables)
        made: dict[str, None] = {}
        while len(made) < self._invented[kind]:
            count = self._random.choices((2, 3, 4), (45, 45, 10))[0]
            syllables = [
                self._random.choice(onsets)
                + self._random.choice(vowels)
                + self._random.choice(codas).strip(".")
                for _ in range(count)
            ]
            made["".join(syllables).capitalize()] = None
        return list(made)

    def _equivalents(self, text: str, *, within: bool) -> Ints:
        """(names, 8) numbers of what may stand for a name, -1 in the first place where nothing may."""
        found: dict[int, list[int]] = {}
        for line in custom.lines(text):
            numbers = [self.number(word) for word in line]
            for number in numbers if within else numbers[:1]:
                others = [other for other in numbers if other != number] or [number]
                found.setdefault(number, []).extend(others)
        table = np.full((len(self.texts), 8), -1, dtype=np.int32)
        for number, others in found.items():
            table[number] = [others[at % len(others)] for at in range(8)]
        return table


def countries() -> tuple[list[str], NDArray[np.float64], Ints]:
    """Codes, cumulative shares and the number of the home school of each country."""
    shares = np.array([entry[0] for entry in COUNTRIES.values()], dtype=np.float64)
    schools = np.array([SCHOOLS.index(entry[1]) for entry in COUNTRIES.values()], dtype=np.int32)
    return list(COUNTRIES), np.cumsum(shares / shares.sum()), schools


def _zipf(count: int, exponent: float, shift: float) -> NDArray[np.float64]:
    weights = 1.0 / (np.arange(count) + shift) ** exponent
    total: NDArray[np.float64] = weights / weights.sum()
    return total

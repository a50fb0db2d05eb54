"""One source of chance: a generator for each part of the story, so that a change in one part leaves the others as they were."""

import random
from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")


def dice(seed: int | str, *part: int | str) -> random.Random:
    """The generator of one part (a person, a site, a day) under a seed; the same words give the same numbers."""
    return random.Random(":".join(str(word) for word in (seed, *part)))  # noqa: S311 demonstration data hold no secret


def drawn(rng: random.Random, weights: Mapping[T, float]) -> T:
    """One key of `weights`, by weight."""
    return rng.choices(list(weights), list(weights.values()))[0]

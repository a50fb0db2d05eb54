"""Figures of a search or a linkage: shares with their intervals, F1, calibration."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

_Z95 = 1.959963984540054


class Share(NamedTuple):
    """So many of so many, with Wilson's interval of 95 % (Wilson, 1927)."""

    hits: int
    of: int

    @property
    def value(self) -> float:
        """The share itself; 0 of nothing is 0."""
        return self.hits / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Lower and upper bound; everything is possible where nothing was counted."""
        if not self.of:
            return (0.0, 1.0)
        share, square = self.value, _Z95**2 / self.of
        middle = share + square / 2
        half = _Z95 * math.sqrt(share * (1 - share) / self.of + square / (4 * self.of))
        return ((middle - half) / (1 + square), (middle + half) / (1 + square))

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.value:.3f} [{low:.3f}, {high:.3f}]"


def share(flags: Iterable[bool]) -> Share:
    """How many of them hold."""
    listed = list(flags)
    return Share(sum(listed), len(listed))


class Linked(NamedTuple):
    """Pairs that were found, of which so many are right, of so many that there are."""

    right: int
    found: int
    there: int

    @property
    def precision(self) -> float:
        """Right of found; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Right of those there."""
        return self.right / self.there if self.there else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.there) if self.found + self.there else 1.0


def linked(found: Iterable[tuple[int, int]], true: set[tuple[int, int]]) -> Linked:
    """Pairs counted once each, whichever is named first."""
    pairs = {(min(pair), max(pair)) for pair in found}
    wanted = {(min(pair), max(pair)) for pair in true}
    return Linked(len(pairs & wanted), len(pairs), len(wanted))


def best(said: Mapping[tuple[int, int], float], true: set[tuple[int, int]]) -> Linked:
    """The pairs from that probability on with which F1 is highest: what somebody would have who knew the truth."""
    right, found, most = 0, 0, Linked(0, 0, len(true))
    for pair in sorted(said, key=said.__getitem__, reverse=True):
        right, found = right + (pair in true), found + 1
        most = max(most, Linked(right, found, len(true)), key=lambda each: each.f1)
    return most


class Bin(NamedTuple):
    """Predictions of about the same probability: their mean, how many came true, how many there are."""

    said: float
    came: float
    size: int


def calibration(said: Sequence[float], true: Sequence[bool], bins: int = 10) -> list[Bin]:
    """The curve: predictions in bins of equal width; empty bins are left out."""
    curve = []
    for at in range(bins):
        inside = [n for n, value in enumerate(said) if min(int(value * bins), bins - 1) == at]
        if inside:
            mean = sum(said[n] for n in inside) / len(inside)
            curve.append(Bin(mean, sum(true[n] for n in inside) / len(inside), len(inside)))
    return curve


def calibration_error(curve: Sequence[Bin]) -> float:
    """Expected calibration error: how far said and came are apart, over all predictions (Naeini and others, 2015)."""
    count = sum(part.size for part in curve)
    return sum(part.size * abs(part.said - part.came) for part in curve) / count if count else 0.0

"""What agreement and difference are worth, in bits of evidence (Fellegi and Sunter, 1969).

A bit for each time that something is twice as often seen in two records of one person than in records of two. For
names, the second half of that ratio comes from how common the name is; everything else stands here.
"""

from dataclasses import dataclass

Levels = tuple[float, float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class NameWeights:
    """How often a word of a name comes back in each degree of likeness when the person is the same.

    ``missed`` are the bits when both sides have a word left that is none of the other's, ``extra`` when only one
    side has; ``most`` bounds what all words of one field can say.
    """

    degrees: Levels
    missed: float
    extra: float
    most: float


@dataclass(frozen=True, slots=True)
class Weights:
    """Evidence in bits; the shipped ones come from generated people, a node's own from `estimate`."""

    names: NameWeights = NameWeights((0.42, 0.22, 0.10, 0.09, 0.06, 0.04, 0.02), -4.0, -0.4, 40.0)
    mother: NameWeights = NameWeights((0.40, 0.22, 0.10, 0.08, 0.05, 0.03, 0.015), -3.0, -0.2, 14.0)
    father: NameWeights = NameWeights((0.40, 0.22, 0.10, 0.08, 0.05, 0.03, 0.015), -3.0, -0.2, 12.0)
    origin: NameWeights = NameWeights((0.55, 0.15, 0.03, 0.06, 0.04, 0.02, 0.01), -1.5, -0.1, 8.0)
    sex: tuple[float, float] = (0.4, -4.5)
    years: tuple[float, ...] = (4.0, 2.2, 1.4, 0.7, 0.1, -0.3, -1.3, -2.0, -2.7, -3.4, -4.0, -4.6, -5.2)
    round_year: float = 1.0
    digits_swapped: float = -0.5
    day: tuple[float, float, float] = (6.0, 3.0, -2.5)
    nationality: tuple[float, float] = (1.2, -3.0)
    phone: tuple[float, float, float] = (10.0, 7.0, -0.7)
    document: tuple[float, float] = (20.0, 0.0)
    languages: tuple[float, float] = (0.3, -0.8)
    group: float = 3.0
    stays: float = -6.0
    known: float = 0.35
    slope: float = 0.8
    shift: float = 0.0


DEFAULTS = Weights()

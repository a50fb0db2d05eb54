"""What agreement and difference are worth, in bits of evidence (Fellegi and Sunter, 1969).

A bit for each time that something is twice as often seen in two records of one person than in records of two. For
names, the second half of that ratio comes from how common the name is; everything else stands here.
"""

from dataclasses import dataclass, replace

Levels = tuple[float, float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class NameWeights:
    """How often a word of a name comes back in each degree of likeness when the person is the same.

    ``missed`` are the bits when both sides have a word left that is none of the other's, ``extra`` when only one
    side has; ``most`` bounds what all words of one field can say. ``likeness``: how likely a word is to be written by
    another scribe as one in each degree of likeness, beside a word written the same; ``odd`` times likelier one that nearly nobody bears.
    """

    degrees: Levels
    missed: float
    extra: float
    most: float
    likeness: Levels = (1.0, 0.7, 0.05, 0.13, 0.035, 0.008, 0.002)
    odd: float = 6.0
    borrowed: float = -1.0
    """Bits for a surname that one side has only as a name of the father, beside those of the word."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Evidence in bits; the shipped ones come from generated people, a node's own from `estimating`."""

    names: NameWeights = NameWeights((0.46, 0.28, 0.07, 0.05, 0.055, 0.03, 0.015), -4.8, -0.4, 40.0)
    mother: NameWeights = NameWeights((0.46, 0.27, 0.07, 0.05, 0.06, 0.03, 0.012), -4.0, -0.2, 15.0)
    father: NameWeights = NameWeights((0.45, 0.27, 0.07, 0.05, 0.04, 0.03, 0.015), -3.2, -0.2, 13.0)
    origin: NameWeights = NameWeights((0.58, 0.12, 0.01, 0.03, 0.02, 0.01, 0.005), -1.8, -0.1, 9.0)
    sex: tuple[float, float] = (0.6, -5.0)
    years: tuple[float, ...] = (4.1, 1.7, 1.1, 0.4, -0.3, -1.0, -2.0, -3.0, -4.2, -5.0, -5.4, -5.8, -6.2)
    round_year: float = 0.5
    digits_swapped: float = -0.5
    day: tuple[float, float, float] = (6.0, 3.0, -2.0)
    nationality: tuple[float, float] = (1.5, -3.8)
    most_of_nationality: float = 6.0
    phone: tuple[float, float, float] = (11.5, 7.0, -1.2)
    document: tuple[float, float] = (20.0, 0.0)
    languages: tuple[float, float] = (0.3, -0.8)
    group: float = 3.0
    stays: float = -6.0
    known: float = 0.35
    slope: float = 0.6
    shift: float = -0.3
    searched: tuple[float, float] = (0.49, -2.9)
    linked: tuple[float, float] = (0.7, -2.0)
    told: float = 1.6
    """How much more differences, years and telephones say beside words in a search. Whoever comes into question there has
    words that go together, of one people and one country: they say less than their shares multiplied."""
    unsaid: float = -2.6
    """Bits for a name too many in a search."""
    relatives: float = 2.7
    """How many bits likelier a second record is than one of a brother or sister, before given names, sex and birth are
    compared; about the share of records that have a second one over that of records that have a sibling's."""
    apart: float = 1.4
    """How much more years, and differences in what need not be written down, say in a linkage."""

    def in_a_search(self, *, several: bool = True) -> "Weights":
        """The weights of an engine, which weighs words by all that are near them; with their own slope and shift.

        ``several``: more than one name is asked for. Whoever asks for one may not know the others.
        """
        told = self.told
        names, mother, father, origin = (
            replace(each, missed=each.missed * told)
            for each in (self.names, self.mother, self.father, self.origin)
        )
        same, near, other = self.phone
        return replace(
            self,
            names=replace(names, extra=self.unsaid if several else names.extra),
            mother=mother,
            father=father,
            origin=origin,
            years=tuple(bits * told for bits in self.years),
            nationality=(self.nationality[0], self.nationality[1] * told),
            phone=(same * told, near, other * told),
            slope=self.searched[0],
            shift=self.searched[1],
        )

    def in_a_linkage(self) -> "Weights":
        """The same for batches, where others who may be meant are weighed against each pair."""
        more = self.apart
        mother, father, origin = (
            replace(each, missed=each.missed * more) for each in (self.mother, self.father, self.origin)
        )
        same, near, other = self.phone
        return replace(
            self,
            mother=mother,
            father=father,
            origin=origin,
            years=tuple(bits * more for bits in self.years),
            phone=(same, near, other * more),
            slope=self.linked[0],
            shift=self.linked[1],
        )


DEFAULTS = Weights()

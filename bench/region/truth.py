"""Who the people are: what nobody wrote down yet."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from bench.region.lexicon import Ints, Lexicon, countries
from bench.region.names import COUNTRIES, TRADITIONS

YEAR = 2026
NAMES = list(TRADITIONS)
SON_OF = np.array([bool(tradition.son) for tradition in TRADITIONS.values()])
FATHERS_NAME = np.array([not tradition.family for tradition in TRADITIONS.values()])
OFTEN_FATHERS_NAME = np.array([name in ("songhai", "hausa") for name in NAMES])
SECOND_GIVEN = np.array([tradition.second_given for tradition in TRADITIONS.values()])

SIBLING, SAME_PHONE, TWIN = 0.06, 0.35, 0.06


@dataclass(frozen=True)
class People:
    """Columns of equal length. Names are numbers in the lexicon, -1 for none; ``dated``: the birth day is on paper."""

    tradition: Ints
    country: Ints
    male: NDArray[np.bool_]
    year: Ints
    dated: NDArray[np.bool_]
    given: Ints
    second: Ints
    family: Ints
    father: Ints
    grandfather: Ints
    mother: Ints
    mother_family: Ints
    place: Ints
    phone: NDArray[np.int64]
    document: NDArray[np.int64]
    pilgrim: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.year)

    def take(self, rows: NDArray[np.intp] | slice) -> "People":
        """Some of them, in the order asked for."""
        return People(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})


def born(lexicon: Lexicon, count: int, random: Generator) -> People:
    """People as they come: six of a hundred are the brother or sister of the one before them."""
    household = _households(lexicon, count, random)
    male = random.random(count) < 0.68
    year = YEAR - _ages(count, random)
    tradition = household["tradition"]
    given = _names(lexicon, tradition, male, random)
    second = np.where(
        random.random(count) < SECOND_GIVEN[tradition], _names(lexicon, tradition, male, random), -1
    )
    phone = random.integers(50_000_000, 99_999_999, count)
    sibling = random.random(count) < SIBLING
    sibling[0] = False
    first = np.maximum.accumulate(np.where(sibling, 0, np.arange(count)))
    columns = {name: column[first] for name, column in household.items()}
    given = np.where(given == -1, 0, given)
    apart = random.integers(1, 13, count) * random.choice((-1, 1), count)
    year = np.where(sibling, np.clip(year[first] + apart, 1930, YEAR), year)
    phone = np.where(sibling & (random.random(count) < SAME_PHONE), phone[first], phone)
    people = People(
        **columns, male=male, year=year.astype(np.int32), dated=random.random(count) < 0.5,
        given=given.astype(np.int32), second=np.where(second == given, -1, second).astype(np.int32), phone=phone,
        document=random.integers(1_000_000, 9_999_999, count), pilgrim=(year < 1984) & (random.random(count) < 0.15),
    )  # fmt: skip
    _twins(lexicon, people, np.flatnonzero(sibling & (random.random(count) < TWIN)))
    return people


def _households(lexicon: Lexicon, count: int, random: Generator) -> dict[str, Ints]:
    _codes, cumulative, _schools = countries()
    country = np.searchsorted(cumulative, random.random(count)).astype(np.int32).clip(max=len(COUNTRIES) - 1)
    tradition = np.zeros(count, dtype=np.int32)
    place = np.zeros(count, dtype=np.int32)
    for number, (code, (_share, _school, _prefix, traditions)) in enumerate(COUNTRIES.items()):
        here = np.flatnonzero(country == number)
        weights = np.array(list(traditions.values()), dtype=np.float64)
        choices = np.array([NAMES.index(name) for name in traditions], dtype=np.int32)
        tradition[here] = random.choice(choices, len(here), p=weights / weights.sum())
        places = lexicon.places[code]
        near = 1.0 / (np.arange(len(places)) + 2.0)
        place[here] = random.choice(places, len(here), p=near / near.sum())
    men, women = np.ones(count, dtype=np.bool_), np.zeros(count, dtype=np.bool_)
    father = _names(lexicon, tradition, men, random)
    family = _families(lexicon, tradition, random)
    fathers = FATHERS_NAME[tradition] | (OFTEN_FATHERS_NAME[tradition] & (random.random(count) < 0.6))
    father = np.where(fathers & ~FATHERS_NAME[tradition], family, father)
    return {
        "country": country, "tradition": tradition, "place": place, "father": father,
        "family": np.where(fathers, father, family), "grandfather": _names(lexicon, tradition, men, random),
        "mother": _names(lexicon, tradition, women, random), "mother_family": _families(lexicon, tradition, random),
    }  # fmt: skip


def _names(lexicon: Lexicon, tradition: Ints, male: NDArray[np.bool_], random: Generator) -> Ints:
    drawn = np.zeros(len(tradition), dtype=np.int32)
    chance = random.random(len(tradition))
    for number, name in enumerate(NAMES):
        for kind, rows in (("men", male), ("women", ~male)):
            here = np.flatnonzero((tradition == number) & rows)
            drawn[here] = lexicon.draw(name, kind, chance[here])
    return drawn


def _families(lexicon: Lexicon, tradition: Ints, random: Generator) -> Ints:
    drawn = np.zeros(len(tradition), dtype=np.int32)
    chance = random.random(len(tradition))
    for number, name in enumerate(NAMES):
        here = np.flatnonzero(tradition == number)
        drawn[here] = lexicon.draw(name, "family", chance[here])
    return drawn


def _ages(count: int, random: Generator) -> Ints:
    """Mostly young adults, with children and some elders."""
    kind = random.random(count)
    grown = 15 + random.gamma(2.6, 4.6, count)
    ages = np.where(kind < 0.18, random.integers(0, 15, count), grown)
    return np.clip(ages, 0, 92).astype(np.int32)


def _twins(lexicon: Lexicon, people: People, rows: NDArray[np.intp]) -> None:
    """Born the same year as the one before, with the two names that custom has for twins."""
    people.year[rows] = people.year[rows - 1]
    people.male[rows] = people.male[rows - 1]
    for row in rows:
        names = lexicon.twins.get(NAMES[people.tradition[row]], lexicon.twins["songhai"])
        people.given[row - 1], people.given[row] = names[:2] if people.male[row] else names[2:]
        people.second[row - 1] = people.second[row] = -1

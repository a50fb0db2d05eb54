"""Invented names of people from West Africa and its neighbours, as people have them and as offices write them.

`NameGenerator` draws a name that is plausible for a country: several given names or one, a family name, a patronymic or none, the father's
and the mother's names, nicknames. `spelled` writes a name again the way another scribe hears it. Everything follows from the
`random.Random` that is handed in. Nobody real is meant; the naming tradition a name was drawn from is not part of the result.
"""

import random
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, Literal

Sex = Literal["male", "female"]

DATA = Path(__file__).parent / "data" / "names.toml"

FAMILY_SKEW = 0.9
GIVEN_SKEW = 0.6
LINKS = {"ag": ("Ag", "Walet"), "ould": ("Ould", "Mint")}


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A name as a person would say it. `family` is empty where there is none; parents may be unknown (empty)."""

    given: str
    family: str
    nicknames: tuple[str, ...]
    father: str
    mother: str

    @property
    def full(self) -> str:
        return f"{self.given} {self.family}".strip()


class NameGenerator:
    """Draws names; the same `rng` state gives the same names."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng

    def person(self, country: str, sex: Sex, *, father: PersonName | None = None) -> PersonName:
        """A name for somebody from `country` (ISO 3166-1 alpha-2; an unknown one draws as Mali).

        With `father`, the person is his child: family name and father's name follow from his.
        """
        tradition = self._tradition(country)
        father_given = father.given if father else self._pick(tradition.male, GIVEN_SKEW)
        family = self._family(tradition, sex, father_given, father)
        given = self._given(tradition, sex, family)
        return PersonName(
            given=given,
            family=family,
            nicknames=self._nicknames(given, sex),
            father=father.full if father else self._parent(tradition, father_given, family, rate=0.82),
            mother=self._mother(country),
        )

    def child_of(
        self, parent: PersonName, country: str, sex: Sex, *, mother: PersonName | None
    ) -> PersonName:
        """A child's name in the family of `parent` (the father) and `mother`."""
        drawn = self.person(country, sex, father=parent)
        if mother is None:
            return drawn
        return PersonName(
            given=drawn.given,
            family=drawn.family,
            nicknames=drawn.nicknames,
            father=drawn.father,
            mother=mother.full,
        )

    def _tradition(self, country: str) -> "Tradition":
        traditions = catalogue()
        weights = traditions.by_country.get(country) or traditions.by_country["ML"]
        key = self._rng.choices(list(weights), list(weights.values()))[0]
        return traditions.traditions[key]

    def _family(self, tradition: "Tradition", sex: Sex, father_given: str, father: PersonName | None) -> str:
        if father and tradition.style == "family" and father.family:
            return father.family
        if self._rng.random() < tradition.without_family:
            return ""
        first = father_given.split(maxsplit=1)[0] if tradition.style == "chain" else father_given
        if tradition.style == "family":
            return self._pick(tradition.family, FAMILY_SKEW)
        if tradition.style == "chain":
            return f"{first} {self._pick(tradition.male, GIVEN_SKEW)}"
        if tradition.style in LINKS:
            return f"{LINKS[tradition.style][sex == 'female']} {father_given}"
        return father_given

    def _given(self, tradition: "Tradition", sex: Sex, family: str) -> str:
        names = tradition.male if sex == "male" else tradition.female
        given = self._pick(names, GIVEN_SKEW)
        if given in family.split():
            given = self._pick(names, GIVEN_SKEW)
        if self._rng.random() < 0.08 and " " not in given:
            second = self._pick(names, GIVEN_SKEW)
            if second != given and " " not in second:
                return f"{given} {second}"
        return given

    def _parent(self, tradition: "Tradition", given: str, family: str, *, rate: float) -> str:
        if self._rng.random() > rate:
            return ""
        return f"{given} {family}".strip() if tradition.style == "family" else given

    def _mother(self, country: str) -> str:
        if self._rng.random() > 0.72:
            return ""
        tradition = self._tradition(country)
        given = self._pick(tradition.female, GIVEN_SKEW)
        if tradition.style == "family":
            return f"{given} {self._pick(tradition.family, FAMILY_SKEW)}"
        return given

    def _nicknames(self, given: str, sex: Sex) -> tuple[str, ...]:
        names = catalogue()
        chance = self._rng.random()
        if chance > 0.22:
            return ()
        short = names.short.get(given.split(maxsplit=1)[0], ())
        if short and chance < 0.14:
            return (self._rng.choice(short),)
        return (self._rng.choice(names.nicknames[sex]),)

    def _pick(self, names: Sequence[str], skew: float) -> str:
        return self._rng.choices(names, cum_weights=_falling_weights(len(names), skew))[0]


@cache
def _falling_weights(count: int, skew: float) -> tuple[float, ...]:
    return tuple(accumulate((rank + 1) ** -skew for rank in range(count)))


@dataclass(frozen=True, slots=True)
class Tradition:
    style: str
    without_family: float
    family: tuple[str, ...]
    male: tuple[str, ...]
    female: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    by_country: Mapping[str, Mapping[str, int]]
    traditions: Mapping[str, Tradition]
    short: Mapping[str, tuple[str, ...]]
    nicknames: Mapping[Sex, tuple[str, ...]]
    same: tuple[tuple[str, ...], ...]


@cache
def catalogue() -> Catalogue:
    """The names of `data/names.toml`, read once."""
    with DATA.open("rb") as file:
        raw: dict[str, Any] = tomllib.load(file)
    nicknames = raw["nicknames"]
    return Catalogue(
        by_country=raw["countries"],
        traditions={key: _tradition(table) for key, table in raw["traditions"].items()},
        short={name: _listed(forms) for name, forms in nicknames["short"].items()},
        nicknames={"male": _listed(nicknames["male"]), "female": _listed(nicknames["female"])},
        same=tuple(_listed(line) for line in raw["spellings"]["same"]),
    )


def _tradition(table: Mapping[str, Any]) -> Tradition:
    return Tradition(
        style=table["style"],
        without_family=table["without_family"],
        family=_listed(table.get("family", "")),
        male=_listed(table["male"]),
        female=_listed(table["female"]),
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(name for part in text.split(",") if (name := part.strip()))

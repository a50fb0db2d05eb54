"""Who travels: parties of people drawn from `data/routes.toml`, each with names, birth, papers and a situation."""

import random
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal

from jatigi.project.demo.chance import drawn
from jatigi.project.demo.events import Birth, Document, Phone
from jatigi.project.demo.names import NameGenerator, PersonName, Sex
from jatigi.project.demo.situation import Situation, imagined

Ties = Literal["alone", "family", "travel"]

DATA = Path(__file__).parent / "data" / "routes.toml"
CALLING_CODES = {
    "ML": "223", "NE": "227", "BF": "226", "SN": "221", "GM": "220", "GN": "224", "CI": "225", "CM": "237", "NG": "234",
    "SL": "232", "LR": "231", "BJ": "229", "TG": "228", "GW": "245", "GH": "233", "TD": "235", "SD": "249", "CF": "236",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Traveller:
    """One human being of the story. `age` is the true age in years, which the record may only estimate."""

    human: str
    name: PersonName
    sex: Sex
    age: int
    birth: Birth
    nationalities: tuple[str, ...]
    languages: tuple[str, ...]
    phones: tuple[Phone, ...]
    documents: tuple[Document, ...]
    origin: str
    relation: str
    facts: Situation

    @property
    def child(self) -> bool:
        return self.age < 18

    @property
    def age_group(self) -> str:
        bands = ((5, "0_4"), (12, "5_11"), (18, "12_17"), (60, "18_59"))
        return next((code for below, code in bands if self.age < below), "60")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """A way of arriving at a desk, before it is said who arrives. `home` is the country that names and languages come from."""

    journey: str
    site: str
    shape: str
    nationality: str
    home: str
    from_country: str
    from_place: str
    towards_country: str
    towards_place: str
    means: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """People who arrive together at a desk."""

    trip: Trip
    ties: Ties
    people: tuple[Traveller, ...]


@cache
def routes() -> Mapping[str, Any]:
    return tomllib.loads(DATA.read_text("utf-8"))


def trip(rng: random.Random, journey: str = "") -> Trip:
    """A trip on the given journey of `data/routes.toml`, or on one drawn by weight."""
    journeys = routes()["journeys"]
    journey = journey or drawn(rng, {key: table["weight"] for key, table in journeys.items()})
    route = journeys[journey]
    nationality = drawn(rng, route["nationalities"])
    home = nationality if nationality in routes()["languages"] else "ML"
    abroad = {key: share for key, share in route["from"].items() if key != home}
    from_country = drawn(rng, abroad or route["from"])
    towards = drawn(rng, route["towards"])
    towards = home if towards == "home" else "" if towards == "unknown" else towards
    return Trip(
        journey=journey,
        site=drawn(rng, route["desks"]),
        shape=drawn(rng, route["shape"]),
        nationality=nationality,
        home=home,
        from_country=from_country,
        from_place=_town(rng, from_country),
        towards_country=towards,
        towards_place=_town(rng, towards) if towards and rng.random() < 0.7 else "",
        means=drawn(rng, route["means"]),
    )


def party(rng: random.Random, number: int, going: Trip, today: date, most: int = 8) -> Party:
    """The `number`th party: the people on a trip who arrive on the day `today`, at most `most`."""
    people = _Maker(rng, number, going, today).people(most)
    family = going.shape == "family" and len(people) > 1
    return Party(
        trip=going, ties="alone" if len(people) == 1 else "family" if family else "travel", people=people
    )


class _Maker:
    """Makes the people of one party."""

    def __init__(self, rng: random.Random, number: int, going: Trip, today: date) -> None:
        self._rng, self._number, self._today = rng, number, today
        self._route = routes()["journeys"][going.journey]
        self._shape, self._nationality, self._home = going.shape, going.nationality, going.home
        self._names = NameGenerator(rng)
        self._made = 0

    def people(self, most: int) -> tuple[Traveller, ...]:
        shape = self._shape
        if shape == "family" and most >= 2:
            return self._family(most)
        if shape in ("child", "children"):
            size = 1 if shape == "child" else min(2, most)
            return tuple(
                self._traveller(self._sex(), self._child_age(6, 18), child_alone=True) for _ in range(size)
            )
        size = 1 if shape == "solo" else min(most, drawn(self._rng, {2: 50, 3: 30, 4: 14, 5: 6}))
        return tuple(self._adult(relation="companion" if size > 1 else "") for _ in range(size))

    def _family(self, most: int) -> tuple[Traveller, ...]:
        couple = most >= 3 and self._rng.random() < 0.45
        count = min(most - 1 - couple, drawn(self._rng, {1: 40, 2: 35, 3: 25}))
        mother = self._traveller("female", self._adult_age(), relation="parent", in_care=count)
        father = (
            self._traveller("male", self._adult_age(), relation="spouse", in_care=count) if couple else None
        )
        family = [
            self._traveller(
                self._rng.choice(("male", "female")),
                self._child_age(0, min(17, mother.age - 15)),
                name_of=(father, mother),
                relation="child",
            )
            for _ in range(count)
        ]
        return (mother, *((father,) if father else ()), *family)

    def _adult(self, relation: str = "") -> Traveller:
        return self._traveller(self._sex(), self._adult_age(), relation=relation)

    def _traveller(
        self,
        sex: Sex,
        age: int,
        *,
        relation: str = "",
        child_alone: bool = False,
        in_care: int = 0,
        name_of: tuple[Traveller | None, Traveller] | None = None,
    ) -> Traveller:
        rng = self._rng
        self._made += 1
        if name_of is None:
            name = self._names.person(self._home, sex)
        else:
            father, mother = name_of
            known = father.name if father else self._names.person(self._home, "male")
            name = self._names.child_of(known, self._home, sex, mother=mother.name)
        return Traveller(
            human=f"h{self._number:05d}.{self._made}",
            name=name,
            sex=sex,
            age=age,
            birth=self._birth(age),
            nationalities=self._nationalities(),
            languages=self._languages(age),
            phones=self._phones(age),
            documents=self._documents(age),
            origin=_town(rng, self._home) if rng.random() < 0.8 else "",
            relation=relation,
            facts=imagined(
                rng,
                self._rates(accompanied=bool(relation) and age < 18),
                sex=sex,
                age=age,
                child_alone=child_alone,
                in_care=in_care,
            ),
        )

    def _rates(self, *, accompanied: bool) -> Mapping[str, float]:
        rates: Mapping[str, float] = self._route["facts"]
        if not accompanied:
            return rates
        spared = {"violence", "held", "unpaid_work", "papers_taken", "debt", "alone", "afraid_to_return"}
        return {fact: 0.0 if fact in spared else rate for fact, rate in rates.items()}

    def _sex(self) -> Sex:
        return "female" if self._rng.random() < self._route["women"] else "male"

    def _adult_age(self) -> int:
        return min(67, 18 + int(self._rng.gammavariate(2.1, 4.6)))

    def _child_age(self, youngest: int, below: int) -> int:
        older = max(self._rng.random(), self._rng.random()) if youngest else self._rng.random()
        return youngest + int(older * (below - youngest))

    def _birth(self, age: int) -> Birth:
        """What is known of the birth. Years and estimates heap on 0 and 5, as they do at a desk."""
        rng = self._rng
        kind = drawn(rng, {"exact": 36, "year": 30, "estimated": 32, "unknown": 2 if age >= 18 else 0})
        born = self._today - timedelta(days=age * 365 + age // 4 + rng.randrange(3, 355))
        if kind == "exact":
            return Birth(kind=kind, day=born)
        if kind == "year":
            return Birth(kind=kind, year=born.year)
        if kind == "unknown":
            return Birth(kind=kind)
        said = 5 * round(age / 5) if age >= 20 and rng.random() < 0.4 else age
        basis = drawn(rng, {"said": 60, "seen": 28, "relative": 9, "document": 3})
        return Birth(kind=kind, age=said, at=self._today, width=5 if age >= 30 else 2, basis=basis)

    def _nationalities(self) -> tuple[str, ...]:
        if self._nationality in ("unknown", "stateless") or self._rng.random() > 0.02:
            return (self._nationality,)
        other = self._rng.choice(("ML", "NE", "BF", "SN", "CI"))
        return (self._nationality, other) if other != self._nationality else (self._nationality,)

    def _languages(self, age: int) -> tuple[str, ...]:
        spoken = routes()["languages"][self._home]
        chance = (0.92, 0.62, 0.22, 0.12, 0.08, 0.06) if age >= 8 else (0.92, 0.10, 0.02, 0.02, 0.02, 0.02)
        chosen = tuple(code for code, rate in zip(spoken, chance, strict=False) if self._rng.random() < rate)
        return chosen or (spoken[0],)

    def _phones(self, age: int) -> tuple[Phone, ...]:
        rng = self._rng
        if age < 15 or rng.random() > 0.55:
            return ()
        whose = drawn(rng, {"": 66, "un parent": 24, "un ami": 10})
        calling = CALLING_CODES["ML"] if not whose and rng.random() < 0.5 else CALLING_CODES[self._home]
        call = rng.random() < 0.86
        return (
            Phone(
                number=f"+{calling} 00 {rng.randrange(100):02d} {rng.randrange(100):02d} {rng.randrange(100):02d}",
                safe_to_call=call,
                safe_to_leave_message=call and not whose and rng.random() < 0.7,
                whose=whose,
            ),
        )

    def _documents(self, age: int) -> tuple[Document, ...]:
        rng = self._rng
        if rng.random() < 0.12 or self._nationality in ("unknown", "stateless"):
            return ()
        kinds = (
            {"birth_certificate": 1.0}
            if age < 15
            else _DOCUMENTS_HOME
            if self._home == "ML"
            else _DOCUMENTS_ABROAD
        )
        kind, state = drawn(rng, kinds), drawn(rng, self._route["documents"])
        number = f"DEMO-{rng.randrange(1_000_000):06d}" if state == "held" and rng.random() < 0.7 else ""
        return (Document(kind=kind, state=state, country=self._home, number=number),)


_DOCUMENTS_HOME = {"identity_card": 58.0, "birth_certificate": 24.0, "passport": 14.0, "laissez_passer": 4.0}
_DOCUMENTS_ABROAD = {
    "identity_card": 40.0,
    "passport": 34.0,
    "consular_card": 16.0,
    "laissez_passer": 6.0,
    "other": 4.0,
}


def _town(rng: random.Random, country: str) -> str:
    towns = routes()["towns"].get(country)
    return rng.choice(towns) if towns else ""

"""What a scribe writes of people: ear, habit, custom, slips of the hand, gaps."""

from dataclasses import dataclass, fields
from random import Random

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from bench.region.lexicon import EAR_FORMS, Ints, Lexicon, Texts, countries
from bench.region.names import COUNTRIES, TRADITIONS
from bench.region.spelling import SCHOOLS, slip
from bench.region.truth import FATHERS_NAME, NAMES, SON_OF, YEAR, People

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Rates:
    """How often, of one, something happens while a note is taken; per word where names are meant."""

    home_school: float = 0.5
    standard: float = 0.55
    by_custom: float = 0.06
    short: float = 0.02
    slip: float = 0.04
    second_given: float = 0.6
    grandfather: float = 0.3
    swapped: float = 0.06
    no_family: float = 0.04
    in_one_field: float = 0.03
    joined: float = 0.1
    title: float = 0.5
    no_year: float = 0.06
    heaped: float = 0.3
    wrong_sex: float = 0.006
    no_sex: float = 0.02
    wrong_country: float = 0.02
    no_country: float = 0.12
    mother: float = 0.5
    father: float = 0.45
    wrong_parent: float = 0.02
    place: float = 0.65
    other_place: float = 0.15
    phone: float = 0.4
    other_phone: float = 0.0
    document: float = 0.2


FIRST = Rates(home_school=0.7, standard=0.65)
SECOND = Rates(other_phone=0.4)

# Shares of the schools of scribes on the routes: French, English, Arabic, national.
ROAD = (0.45, 0.15, 0.18, 0.22)
PARTICLES = {
    "ag": ("Ag", "Ag", "ag", "Agh"), "walet": ("Walet", "Walet", "Oualet", "Wallet"),
    "ould": ("Ould", "Ould", "Wuld", "Oueld", ""), "mint": ("Mint", "Mint", "Bint", "Mintt", ""),
}  # fmt: skip
TITLES = (
    ("El Hadj", "El Hadji", "Elhadj", "El-Hadj"), ("Alhaji", "Alhagie", "Hadji", "Alhaji"),
    ("El Haj", "Alhadj", "Elhadji", "Haj"), ("Aladji", "Alaji", "Laji", "El Hadj"),
)  # fmt: skip


@dataclass(frozen=True)
class Notes:
    """Columns of equal length as written; an empty text or year 0 where nothing was noted."""

    given_names: Texts
    family_names: Texts
    sex: Texts
    birth_year: Ints
    nationality: Texts
    mother: Texts
    father: Texts
    phone: Texts
    place: Texts
    document: Texts

    def __len__(self) -> int:
        return len(self.birth_year)

    def only(self, *names: str) -> "Notes":
        """The same with every other column empty."""
        kept = {field.name: getattr(self, field.name) for field in fields(self)}
        for name in kept.keys() - set(names):
            kept[name] = (
                np.zeros(len(self), np.int32) if name == "birth_year" else np.full(len(self), "", object)
            )
        return Notes(**kept)


class Scribe:
    """Writes notes of people with given rates."""

    def __init__(self, lexicon: Lexicon, rates: Rates, random: Generator) -> None:
        self.lexicon, self.rates, self.random = lexicon, rates, random
        self.hand = Random(int(random.integers(2**62)))

    def notes(self, people: People) -> Notes:
        """One note of each, every one by a scribe of some school."""
        school = self._schools(people)
        given, family = self._own_names(people, school)
        country = np.where(
            self._now(people, self.rates.wrong_country),
            self.random.integers(len(COUNTRIES), size=len(people)),
            people.country,
        )
        codes = np.array(list(COUNTRIES), dtype=object)
        male = people.male ^ self._now(people, self.rates.wrong_sex)
        return Notes(
            given_names=given,
            family_names=family,
            sex=self._kept(people, 1 - self.rates.no_sex, np.where(male, "M", "F").astype(object)),
            birth_year=self._years(people),
            nationality=self._kept(people, 1 - self.rates.no_country, codes[country]),
            mother=self._kept(
                people,
                self.rates.mother,
                self._parent(people, school, people.mother, people.mother_family, "women"),
            ),
            father=self._kept(
                people, self.rates.father, self._parent(people, school, people.father, people.family, "men")
            ),
            phone=self._phones(people),
            place=self._kept(people, self.rates.place, self._places(people, school)),
            document=self._kept(people, self.rates.document, _lettered(people.country, people.document)),
        )

    def words(self, names: Ints, school: Ints) -> Texts:
        """Names as written; none where the number is -1."""
        absent = names < 0
        names = np.where(absent, 0, names)
        for table, rate in (
            (self.lexicon.same, self.rates.by_custom),
            (self.lexicon.short, self.rates.short),
        ):
            names = self._replaced(names, table, self._now(names, rate))
        english = school == SCHOOLS.index("english")
        names = self._replaced(names, self.lexicon.english, english & self._now(names, 0.5))
        standard = self.lexicon.standard[names, self.random.integers(2, size=len(names))]
        heard = self.lexicon.ear[school, names, self.random.integers(EAR_FORMS, size=len(names))]
        texts: Texts = np.where(self._now(names, self.rates.standard), standard, heard)
        for row in np.flatnonzero(self._now(names, self.rates.slip)):
            texts[row] = slip(texts[row], self.hand)
        texts[absent] = ""
        return texts

    def _own_names(self, people: People, school: Ints) -> tuple[Texts, Texts]:
        rates = self.rates
        second = np.where(self._now(people, rates.second_given), people.second, -1)
        given = _together(self.words(people.given, school), self.words(second, school))
        joined = self._now(people, rates.joined) & (second >= 0)
        given[joined] = [text.replace(" ", self.hand.choice(("", "-"))) for text in given[joined]]
        title = people.pilgrim & self._now(people, rates.title)
        titles = np.array(TITLES, dtype=object)[school, self.random.integers(4, size=len(people))]
        titles = np.where(people.male, titles, "Hadja")
        given = np.where(title, titles + " " + given, given)
        family = self._descent(people, self.words(people.family, school))
        capitals = self._now(people, 0.35)
        family[capitals] = [text.upper() for text in family[capitals]]
        family[self._now(people, rates.no_family)] = ""
        one_field = self._now(people, rates.in_one_field)
        given = np.where(one_field, _together(given, family), given)
        family = np.where(one_field, "", family)
        swapped = self._now(people, rates.swapped)
        return np.where(swapped, family, given), np.where(swapped, given, family)

    def _descent(self, people: People, family: Texts) -> Texts:
        """Son or daughter of, where the tradition says so; elsewhere the grandfather's name may follow."""
        for number, tradition in enumerate(TRADITIONS.values()):
            if not tradition.son:
                continue
            for word, rows in ((tradition.son, people.male), (tradition.daughter, ~people.male)):
                here = np.flatnonzero((people.tradition == number) & rows)
                forms = np.array(PARTICLES[word], dtype=object)
                family[here] = _together(
                    forms[self.random.integers(len(forms), size=len(here))], family[here]
                )
        chain = (
            FATHERS_NAME[people.tradition]
            & ~SON_OF[people.tradition]
            & self._now(people, self.rates.grandfather)
        )
        here = np.flatnonzero(chain)
        schools = self.random.integers(len(SCHOOLS), size=len(here)).astype(np.int32)
        family[here] = _together(family[here], self.words(people.grandfather[here], schools))
        return family

    def _parent(self, people: People, school: Ints, given: Ints, family: Ints, kind: str) -> Texts:
        wrong = np.flatnonzero(self._now(people, self.rates.wrong_parent))
        given = given.copy()
        chance = self.random.random(len(wrong))
        for number, name in enumerate(NAMES):
            here = people.tradition[wrong] == number
            given[wrong[here]] = self.lexicon.draw(name, kind, chance[here])
        chained = FATHERS_NAME[people.tradition]
        family = np.where(chained, people.grandfather, family) if kind == "men" else family
        family = np.where(self._now(people, 0.6), family, -1).astype(np.int32)
        return _together(self.words(given, school), self.words(family, school))

    def _years(self, people: People) -> Ints:
        """Papers are copied with few errors; ages are guessed, many of them in fives."""
        count = len(people)
        copied = people.year + np.where(self._now(people, 0.03), self.random.integers(-2, 3, count), 0)
        guessed = people.year + np.rint(self.random.normal(0.0, 1.4, count)).astype(np.int32)
        guessed = np.where(self._now(people, 0.04), guessed + self.random.integers(-6, 7, count), guessed)
        rounded_age = YEAR - 5 * np.rint((YEAR - guessed) / 5).astype(np.int32)
        rounded_year = 5 * np.rint(guessed / 5).astype(np.int32)
        heaped = self._now(people, self.rates.heaped) & (YEAR - guessed > 12)
        guessed = np.where(heaped, np.where(self._now(people, 0.7), rounded_age, rounded_year), guessed)
        years = np.clip(np.where(people.dated, copied, guessed), 1920, YEAR)
        swapped = self._now(people, 0.003)
        years = np.where(swapped, years // 100 * 100 + years % 10 * 10 + years // 10 % 10, years)
        years = np.where(years > YEAR, years - 100, years)
        return np.where(self._now(people, self.rates.no_year), 0, years).astype(np.int32)

    def _phones(self, people: People) -> Texts:
        count = len(people)
        numbers = np.where(
            self._now(people, self.rates.other_phone),
            self.random.integers(50_000_000, 99_999_999, count),
            people.phone,
        )
        wrong = self._now(people, 0.03)
        numbers = np.where(wrong, numbers ^ 1 + 8 * self.random.integers(0, 2, count), numbers)
        prefixes = [entry[2] for entry in COUNTRIES.values()]
        shape = self.random.integers(4, size=count)
        noted = np.full(count, "", dtype=object)
        for row in np.flatnonzero(self._now(people, self.rates.phone)):
            noted[row] = _phone(prefixes[people.country[row]], str(numbers[row]), shape[row])
        return noted

    def _places(self, people: People, school: Ints) -> Texts:
        place = people.place.copy()
        other = self._now(people, self.rates.other_place)
        for number, places in enumerate(self.lexicon.places.values()):
            here = np.flatnonzero(other & (people.country == number))
            place[here] = places[self.random.integers(len(places), size=len(here))]
        standard = self.lexicon.standard[place, self.random.integers(2, size=len(place))]
        heard = self.lexicon.ear[school, place, self.random.integers(EAR_FORMS, size=len(place))]
        return np.where(self._now(place, 0.85), standard, heard)

    def _schools(self, people: People) -> Ints:
        _codes, _cumulative, home = countries()
        road = self.random.choice(len(SCHOOLS), len(people), p=ROAD)
        return np.where(self._now(people, self.rates.home_school), home[people.country], road).astype(
            np.int32
        )

    def _replaced(self, names: Ints, table: Ints, now: Flags) -> Ints:
        # A name that came later than the table has no equivalent in it.
        known = np.where(names < len(table), names, 0)
        other = table[known, self.random.integers(table.shape[1], size=len(names))]
        return np.where(now & (names < len(table)) & (other >= 0), other, names).astype(np.int32)

    def _kept(self, people: People, rate: float, texts: Texts) -> Texts:
        return np.where(self._now(people, rate), texts, "")

    def _now(self, rows: People | Ints, rate: float) -> Flags:
        return self.random.random(len(rows)) < rate


def _together(one: Texts, other: Texts) -> Texts:
    joined = one + " " + other
    return np.array([text.strip() for text in joined], dtype=object) if len(joined) else joined


def _lettered(country: Ints, numbers: NDArray[np.int64]) -> Texts:
    letters = np.array([code[0] + code[2] for code in COUNTRIES], dtype=object)
    texts: Texts = letters[country] + numbers.astype(str).astype(object)
    return texts


def _phone(prefix: str, number: str, shape: int) -> str:
    spaced = " ".join(number[at : at + 2] for at in range(0, len(number), 2))
    return (f"+{prefix}{number}", f"00{prefix} {spaced}", spaced, number)[shape]

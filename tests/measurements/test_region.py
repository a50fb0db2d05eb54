import csv
import unicodedata
from collections import Counter
from dataclasses import fields, replace
from pathlib import Path
from random import Random

import numpy as np
import pytest

from bench.region import FIRST, SECOND, Notes, Rates, Region
from bench.region.names import COUNTRIES
from bench.region.notes import Scribe
from bench.region.region import COLUMNS
from bench.region.spelling import SCHOOLS, heard, slip, written

PERFECT = Rates(**{field.name: 0.0 for field in fields(Rates)} | {"home_school": 1.0, "standard": 1.0, "second_given": 1.0})  # fmt: skip


@pytest.fixture(scope="module")
def region() -> Region:
    return Region(seed=11, rare=0.02)


def noted_by(region: Region, rates: Rates) -> Notes:
    return Scribe(region.lexicon, rates, np.random.default_rng(5)).notes(region.part(0).take(slice(6_000)))


def written_down(notes: Notes) -> list[tuple[object, ...]]:
    return list(zip(*(getattr(notes, field.name) for field in fields(notes)), strict=True))


def test_the_same_seed_gives_the_same_people_and_notes_in_a_region_of_any_size(region: Region) -> None:
    again = Region(seed=11, rare=0.02)
    first = written_down(next(region.register(700)))
    assert first == written_down(next(again.register(2_000)))[:700]
    who, asked = region.queries(40, 700)
    same, also = again.queries(40, 700)
    assert who.tolist() == same.tolist()
    assert written_down(asked) == written_down(also)
    assert written_down(region.queries(40, 700, serial=1)[1]) != written_down(asked)


def test_another_seed_gives_other_people(region: Region) -> None:
    other = Region(seed=12, rare=0.02)
    assert written_down(next(region.register(50))) != written_down(next(other.register(50)))


def test_a_query_is_of_the_person_whom_it_names(region: Region) -> None:
    register = next(region.register(3_000, PERFECT))
    who, asked = region.queries(300, 3_000, PERFECT)
    truth = plain_names(register)
    assert [truth[number] for number in who] == plain_names(asked)


def plain_names(notes: Notes) -> list[tuple[str, str]]:
    """Without capitals, accents and particles, which are habits and not errors."""
    plain = [
        (given, family.split()[-1] if family else "")
        for given, family in zip(notes.given_names, notes.family_names, strict=True)
    ]
    return [(letters_of(given), letters_of(family)) for given, family in plain]


def letters_of(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in letters if unicodedata.category(letter) != "Mn" and letter.isalpha())


def test_common_surnames_are_as_common_as_in_mali(region: Region) -> None:
    people = region.part(0)
    malian = people.take(np.flatnonzero(people.country == list(COUNTRIES).index("MLI")))
    counts = Counter(region.lexicon.texts[number] for number in malian.family)
    assert {"Traoré", "Coulibaly", "Diarra", "Keïta", "Diallo"} <= {name for name, _ in counts.most_common(8)}
    assert 0.05 < counts["Traoré"] / len(malian) < 0.12


def test_brothers_and_sisters_share_their_parents_and_only_sometimes_a_phone(region: Region) -> None:
    people = region.part(0)
    same_mother = (people.mother[1:] == people.mother[:-1]) & (
        people.mother_family[1:] == people.mother_family[:-1]
    )
    siblings = (
        same_mother & (people.father[1:] == people.father[:-1]) & (people.family[1:] == people.family[:-1])
    )
    shared = people.phone[1:] == people.phone[:-1]
    assert 0.05 < siblings.mean() < 0.075
    assert 0.3 < shared[siblings].mean() < 0.4
    assert shared[~siblings].sum() == 0


@pytest.mark.parametrize(
    ("rate", "column", "is_wrong"),
    [
        ("no_family", "family_names", lambda value, _true: value == ""),
        ("wrong_sex", "sex", lambda value, true: value != true),
        ("no_country", "nationality", lambda value, _true: value == ""),
        ("no_year", "birth_year", lambda value, _true: value == 0),
        ("place", "place", lambda value, _true: value != ""),
        ("phone", "phone", lambda value, _true: value != ""),
        ("mother", "mother", lambda value, _true: value != ""),
    ],
)  # fmt: skip
def test_a_rate_is_how_often_it_happens(region: Region, rate: str, column: str, is_wrong: object) -> None:
    true, noted = (
        getattr(noted_by(region, rates), column) for rates in (PERFECT, replace(PERFECT, **{rate: 0.25}))
    )
    share = np.mean([is_wrong(*pair) for pair in zip(noted, true, strict=True)])  # type: ignore[operator]
    assert share == pytest.approx(0.25, abs=0.02)


def test_swapped_names_stand_in_the_other_column(region: Region) -> None:
    never, always = noted_by(region, PERFECT), noted_by(region, replace(PERFECT, swapped=1.0))
    assert list(never.given_names) == list(always.family_names)


def test_guessed_ages_are_heaped_on_fives(region: Region) -> None:
    years = next(region.register(50_000, FIRST)).birth_year
    known = years[(years > 0) & (years < 2012)]
    fives = np.mean((2026 - known) % 5 == 0)
    assert 0.23 < fives < 0.40


def test_two_notes_of_one_person_are_by_two_scribes(region: Region) -> None:
    register = next(region.register(4_000))
    who, asked = region.queries(1_000, 4_000, SECOND)
    same = [
        register.given_names[number] == given for number, given in zip(who, asked.given_names, strict=True)
    ]
    assert 0.2 < np.mean(same) < 0.5


def test_schools_hear_one_name_and_spell_it_their_way() -> None:
    assert heard("Coulibaly", "french") == "kulibali"
    assert heard("Guindo", "french") == "gindo"
    assert heard("Cissé", "french") == "sise"
    assert heard("Diallo", "french") == heard("Jallo", "english") == "Jalo"
    hands = {school: {written("kulibali", school, Random(seed)) for seed in range(60)} for school in SCHOOLS}
    assert "Koulibali" in hands["french"]
    assert "Kulibali" in hands["national"]
    assert any("oo" in name for name in hands["english"])
    assert any("Q" in name for name in hands["arabic"])


def test_a_slip_changes_one_place_of_a_name() -> None:
    for seed in range(300):
        name = slip("Konaté", Random(seed))
        assert abs(len(name) - 6) <= 1
        assert name[:1] == "K" or name[1:] == "onaté" or name[:2] == "oK" or len(name) == 5
    assert slip("Ba", Random(1)) == "Ba"


def test_the_files_are_those_that_evaluate_reads(region: Region, tmp_path: Path) -> None:
    register, asked = region.write(tmp_path, people=120, queries=30, strangers=10)
    people = list(csv.DictReader(register.open(encoding="utf-8")))
    queries = list(csv.DictReader(asked.open(encoding="utf-8")))
    assert list(people[0]) == ["id", *COLUMNS]
    assert list(queries[0]) == ["true_id", *COLUMNS]
    assert [row["id"] for row in people] == [str(number) for number in range(120)]
    assert len(queries) == 40
    assert [row["true_id"] for row in queries[30:]] == [""] * 10


def test_the_generator_knows_nothing_of_the_engine() -> None:
    sources = Path(__file__).parents[2].joinpath("bench", "region").glob("*.py")
    assert not [
        path.name
        for path in sources
        if "import jatigi" in (text := path.read_text()) or "from jatigi" in text
    ]

"""Invented names: plausible, concentrated as in reality, and the same for the same seed."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatigi.project.demo.names import NameGenerator, PersonName, Sex, catalogue
from jatigi.project.demo.spelling import EARS, Ear, spelled, written_again

COUNTRIES = sorted(catalogue().by_country)
SEXES: tuple[Sex, ...] = ("male", "female")


def draw(seed: int, country: str, sex: Sex, many: int) -> list[PersonName]:
    generator = NameGenerator(random.Random(seed))
    return [generator.person(country, sex) for _ in range(many)]


def test_the_same_seed_gives_the_same_names() -> None:
    assert draw(7, "ML", "female", 50) == draw(7, "ML", "female", 50)
    assert draw(7, "ML", "female", 50) != draw(8, "ML", "female", 50)


def test_about_seven_in_a_hundred_malians_share_the_commonest_family_name() -> None:
    families = Counter(name.family for sex in SEXES for name in draw(1, "ML", sex, 5000))
    (first, shared), *_ = families.most_common(1)
    assert first == "Traoré"
    assert 0.06 < shared / 10_000 < 0.13


def test_over_the_whole_demonstration_no_family_name_passes_one_in_ten() -> None:
    rng = random.Random(3)
    generator = NameGenerator(rng)
    mix = {"ML": 42, "GN": 12, "SN": 8, "CI": 7, "BF": 9, "GM": 5, "NE": 6, "CM": 5, "NG": 4, "SD": 2}
    countries = rng.choices(list(mix), list(mix.values()), k=8000)
    families = Counter(generator.person(country, "male").family for country in countries)
    shares = [count / 8000 for family, count in families.most_common() if family]
    assert 0.05 < shares[0] < 0.10
    assert len(families) > 300


def test_some_people_have_no_second_name_and_some_parents_are_unknown() -> None:
    names = draw(2, "NE", "male", 2000)
    assert 0.05 < sum(not name.family for name in names) / 2000 < 0.25
    assert 0.05 < sum(not name.father for name in names) / 2000 < 0.35
    assert any(name.nicknames for name in names)


def test_a_tuareg_daughter_is_walet_and_a_son_is_ag() -> None:
    sons, daughters = draw(5, "NE", "male", 800), draw(5, "NE", "female", 800)
    assert any(name.family.startswith("Ag ") for name in sons)
    assert not any(name.family.startswith("Walet ") for name in sons)
    assert any(name.family.startswith("Walet ") for name in daughters)
    assert not any(name.family.startswith("Ag ") for name in daughters)


def test_a_child_bears_the_name_of_the_father_and_knows_both_parents() -> None:
    generator = NameGenerator(random.Random(11))
    father, mother = generator.person("SN", "male"), generator.person("SN", "female")
    child = generator.child_of(father, "SN", "female", mother=mother)
    assert child.family == father.family
    assert (child.father, child.mother) == (father.full, mother.full)


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_country_has_names_for_everybody(country: str) -> None:
    for sex in SEXES:
        assert all(name.given.strip() for name in draw(4, country, sex, 60))


def test_the_customary_spellings_of_one_name_lead_to_each_other() -> None:
    written = {spelled("Diallo", "english", random.Random(seed)) for seed in range(60)}
    assert "Jallow" in written
    assert len(written) > 2


def test_an_english_ear_hears_touray_and_a_french_ear_writes_ou() -> None:
    assert "Musa" in {spelled("Moussa", "english", random.Random(seed)) for seed in range(40)}
    assert "Ousoumane" not in {spelled("Usman", "english", random.Random(seed)) for seed in range(40)}
    assert "Sulouman" not in {spelled("Suluman", "english", random.Random(seed)) for seed in range(40)}
    assert "Sissay" in {spelled("Sissay", "french", random.Random(seed)) for seed in range(40)}


@given(
    seed=st.integers(0, 10_000),
    country=st.sampled_from(COUNTRIES),
    sex=st.sampled_from(SEXES),
    ear=st.sampled_from(EARS),
)
def test_another_scribe_never_loses_a_person_and_writes_only_letters(
    seed: int, country: str, sex: Sex, ear: Ear
) -> None:
    rng = random.Random(seed)
    name = NameGenerator(rng).person(country, sex)
    again = written_again(name, ear, rng)
    assert again.given
    assert bool(again.family) == bool(name.family)
    assert all(letter.isalpha() or letter in " ’-" for letter in again.full)

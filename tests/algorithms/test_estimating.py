"""Weights found without anybody saying who is who."""

import random
from uuid import UUID

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from jatigi.algorithms.matching import Birth, Engine, Record
from jatigi.algorithms.matching.estimating import FARTHEST, STEP, mixture
from jatigi.algorithms.matching.weights import DEFAULTS

CHANCE = [np.array([0.5, 0.5]), np.array([0.03, 0.07, 0.9]), np.array([0.3, 0.7]), np.array([0.02, 0.98])]
SHIPPED = [np.array([0.9, 0.1]), np.array([0.6, 0.2, 0.2]), np.array([0.9, 0.1]), np.array([0.5, 0.5])]


@settings(max_examples=15, deadline=None)
@given(
    st.floats(0.25, 0.6),
    st.floats(0.9, 0.99),
    st.floats(0.4, 0.8),
    st.floats(0.85, 0.97),
    st.floats(0.3, 0.8),
    st.integers(0, 2**32),
)
def test_what_made_the_pairs_is_found_again(
    share: float, first: float, second: float, third: float, fourth: float, seed: int
) -> None:
    """Forty thousand pairs, a tenth of all fields unknown: the share within four hundredths, every frequency within six."""
    true = [
        np.array([first, 1 - first]),
        np.array([second, (1 - second) / 2, (1 - second) / 2]),
        np.array([third, 1 - third]),
        np.array([fourth, 1 - fourth]),
    ]
    dice = np.random.default_rng(seed)
    same = dice.random(40_000) < share
    drawn = [
        np.where(same, dice.choice(len(m), len(same), p=m), dice.choice(len(m), len(same), p=u))
        for m, u in zip(true, CHANCE, strict=True)
    ]
    patterns = np.stack(drawn, axis=1).astype(np.int8)
    patterns[dice.random(patterns.shape) < 0.1] = -1
    found = mixture(patterns, CHANCE, SHIPPED)
    assert abs(found.share - share) < 0.04
    for mine, theirs in zip(found.agree, true, strict=True):
        assert np.abs(mine - theirs).max() < 0.06


def test_pairs_of_two_people_are_no_pairs_of_one() -> None:
    dice = np.random.default_rng(4)
    patterns = np.stack([dice.choice(len(u), 20_000, p=u) for u in CHANCE], axis=1).astype(np.int8)
    assert mixture(patterns, CHANCE, SHIPPED).share < 0.01


def _people(count: int, twice: int, wrong_sex: float) -> list[Record]:
    """People of many names, some of whom were written down a second time."""
    dice = random.Random(4)

    def word() -> str:
        return "".join(dice.choice("bdfklmnst") + dice.choice("aiu") for _ in range(4))

    def again(first: Record) -> Record:
        sex = "female" if (first.sex == "male") ^ (dice.random() < wrong_sex) is False else "male"
        return Record(
            first.names, sex, first.birth, first.father, first.mother, nationalities=first.nationalities
        )

    made = [
        Record(
            (f"{word()} {word()}",),
            dice.choice(("male", "female")),
            Birth(dice.randint(1960, 2010)),
            mother=word(),
            nationalities=(dice.choice(("mli", "gin", "sen", "bfa")),),
        )
        for _ in range(count)
    ]
    return made + [again(record) for record in made[:twice]]


def _built(people: list[Record]) -> Engine:
    engine = Engine()
    engine.build((UUID(int=number + 1), 0, record) for number, record in enumerate(people))
    return engine


def test_an_engine_learns_how_often_scribes_err() -> None:
    careful, careless = (_built(_people(3_000, 1_000, wrong)) for wrong in (0.0, 0.2))
    assert careful.weights.sex[1] < careless.weights.sex[1] - 1
    for mine, shipped in zip(careful.weights.years, DEFAULTS.years, strict=True):
        assert abs(mine - shipped) <= FARTHEST + 0.125


def test_people_without_second_records_teach_nothing() -> None:
    assert _built(_people(3_000, 0, 0.0)).weights == DEFAULTS
    assert _built([]).weights == DEFAULTS


def test_one_person_more_is_lost_in_the_sample() -> None:
    people = _people(3_000, 1_000, 0.02)
    first, second = (_built(those).weights for those in (people, [*people, people[0]]))
    for mine, theirs in zip((*first.years, *first.sex), (*second.years, *second.sex), strict=True):
        assert abs(mine - theirs) <= 3 * STEP

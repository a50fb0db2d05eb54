"""Which spellings are one name is learned from what stands beside one another in the records, and betrays nobody."""

import random
from collections.abc import Iterator
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jatigi.algorithms.matching import Birth, Engine, Record
from jatigi.algorithms.matching.columns import Coder
from jatigi.algorithms.matching.likeness import MEMORY, degree
from jatigi.algorithms.matching.model import NOBODY
from jatigi.algorithms.matching.reading import columns_of
from jatigi.algorithms.matching.usage import Beside, Usage, coarsely, factor, usage

GIVEN = "Moussa Awa Fanta Oumar Seydou Kadiatou Djeneba Issa Bakary Sira".split()
FAMILIES = ("Togola", "Dogola", "Togora")
BORN = Birth(1990)
BINTA = {"Dogola": UUID(int=1), "Togora": UUID(int=2)}


def families(fathers_of_togola: str = "", times: int = 0, joined: str = "") -> Iterator[Record]:
    """As many people of each family; some of the Togola have a father, or another record, written otherwise."""
    dice = random.Random(4)
    for family in FAMILIES:
        for number in range(300):
            names, other = f"{dice.choice(GIVEN)} {family}", family == "Togola" and number < times
            father = fathers_of_togola if other and fathers_of_togola else family
            several = (names, names.replace("Togola", joined)) if other and joined else (names,)
            father = "Bassirou" if number % 2 and not other else f"Lassana {father}"
            yield Record(names=several, birth=Birth(dice.randint(1950, 2010)), father=father)


def scores(people: Iterator[Record]) -> dict[str, float]:
    """How likely two women called Binta are the one whom somebody calls Binta Togola."""
    engine = Engine()
    two = [(who, 0, Record(names=(f"Binta {family}",), birth=BORN)) for family, who in BINTA.items()]
    engine.build([*two, *((UUID(int=at), 0, record) for at, record in enumerate(people, 10))])
    found = {
        match.id: match.score
        for match in engine.search(Record(names=("Binta Togola",), birth=BORN), limit=20)
    }
    return {family: found[who] for family, who in BINTA.items()}


def test_both_are_as_like_the_name_that_is_asked_for() -> None:
    assert [degree("togola", other, MEMORY) for other in ("dogola", "togora")] == [3, 3]


@pytest.mark.parametrize(("learnt", "other"), [("Dogola", "Togora"), ("Togora", "Dogola")])
@pytest.mark.parametrize("source", ["father", "joined"])
def test_the_spelling_that_stands_beside_a_name_is_that_name(learnt: str, other: str, source: str) -> None:
    people = (
        families(fathers_of_togola=learnt, times=60)
        if source == "father"
        else families(joined=learnt, times=60)
    )
    with_usage = scores(people)
    assert with_usage[learnt] > with_usage[other] + 0.05


def test_three_records_teach_nothing() -> None:
    without = coder_of(families()).vocabulary
    three = coder_of(families(fathers_of_togola="Dogola", times=3)).vocabulary
    assert without._usage.others.tolist() == three._usage.others.tolist() == []


def test_fathers_whose_names_are_anybodys_teach_nothing() -> None:
    dice = random.Random(5)
    names = ("Togola", "Dogola", "Togora")
    people = (
        Record(names=(f"Lassana {dice.choice(names)}",), father=f"Bassirou {dice.choice(names)}")
        for _ in range(3000)
    )
    told = [record for record in people if record.names[0].split()[1] != record.father.split()[1]]
    beside = beside_of(told)
    assert beside.times.sum() < 0.4 * len(told)


def test_a_row_tells_which_of_the_names_the_father_bears_too() -> None:
    coder = Coder()
    records = [
        Record(names=("Awa Traoré",), father="Moussa Traore"),
        Record(names=("Traoré Awa",), father="Moussa Traore"),
        Record(names=("Awa Traoré",), father="Moussa Diarra"),
        Record(names=("Awa Traoré",)),
    ]
    columns = columns_of(coder, [(NOBODY, 0, record) for record in records])
    assert columns.from_father.tolist() == [0b10, 0b01, 0, 0]


def test_a_joined_person_teaches_only_what_was_written_otherwise() -> None:
    beside = beside_of([Record(names=("Awa Togola", "Awa Dogola"))])
    assert beside.times.tolist() == [1.0]
    assert sorted(beside.seen[beside.seen > 0].tolist()) == [1.0, 1.0, 2.0]


def test_observed_over_expected_shrunk_towards_what_likeness_says() -> None:
    seen = usage(Beside(np.array([0 << 32 | 1]), np.array([21.0]), np.array([100.0, 50.0, 0.0])))
    assert seen.factors(0, np.array([1, 2], np.int32), np.array([0.1, 0.1])).tolist() == [2.0, 1 / 11]
    assert seen.factors(2, np.array([0], np.int32), np.array([0.1])).tolist() == [1.0]


pairs = st.lists(
    st.tuples(st.integers(0, 8), st.integers(1, 9), st.integers(1, 60)).filter(
        lambda each: each[0] < each[1]
    ),
    unique_by=lambda each: each[:2],
)


def seen_so(found: list[tuple[int, int, int]]) -> Beside:
    found = sorted(found)
    numbers = np.array([one << 32 | other for one, other, _ in found], np.int64)
    return Beside(numbers, np.array([times for *_, times in found], np.float64), np.full(10, 80.0))


@settings(deadline=None)
@given(pairs, st.integers(0, 9), st.floats(0, 1))
def test_the_compiled_factor_is_the_same(found: list[tuple[int, int, int]], sound: int, share: float) -> None:
    here = usage(seen_so(found))
    for other in range(10):
        [told] = here.factors(sound, np.array([other], np.int32), np.array([share]))
        assert factor(sound, other, share, *here.tables) == pytest.approx(told)


@given(pairs, pairs, st.integers(0, 2**64 - 1))
def test_what_is_told_of_a_pair_does_not_depend_on_others_and_is_coarse(
    found: list[tuple[int, int, int]], others: list[tuple[int, int, int]], secret: int
) -> None:
    more = [each for each in others if each[:2] not in {known[:2] for known in found}]
    here, with_more = (told(coarsely(seen_so(each), SEEN, secret)) for each in (found, found + more))
    assert {pair: times for pair, times in with_more.items() if pair in here} == here
    for one, other, times in found:
        if (one, other) in here:
            assert times >= 4
            assert times / 2 < here[one, other] < times * 2
        else:
            assert times < 8


def test_two_names_that_are_nothing_alike_teach_nothing() -> None:
    beside = beside_of([Record(names=("Awa Togola",), father="Tahirou Konaté")])
    assert beside.pairs.tolist() == []
    assert beside.seen.tolist() == [0.0] * len(beside.seen)


SEEN = np.full(10, 80.0, np.float32)


def told(here: Usage) -> dict[tuple[int, int], float]:
    return {
        (one, int(here.others[at])): float(here.times[at])
        for one in range(10)
        for at in range(here.starts[one], here.starts[one + 1])
        if one < here.others[at]
    }


def coder_of(people: Iterator[Record]) -> Coder:
    coder = Coder()
    coder.count(columns_of(coder, ((NOBODY, 0, record) for record in people)), 0.1)
    return coder


def beside_of(people: list[Record]) -> Beside:
    coder = Coder()
    return coder.beside(columns_of(coder, ((NOBODY, 0, record) for record in people)))

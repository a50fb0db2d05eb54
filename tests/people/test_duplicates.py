"""Two records of one person: asked before one is made, a task where nobody could look."""

from typing import Any

import pytest

from jatigi.kernel import clock
from jatigi.kernel.errors import Conflict, Invalid
from jatigi.people import actions, search
from jatigi.people.duplicates import actions as duplicates
from jatigi.people.duplicates import lists
from jatigi.people.duplicates.asking import actions as asking
from jatigi.people.models import NotTheSame, Person
from tests.cast import Cast
from tests.people.conftest import Register
from tests.people.pairs import coulibaly, kulibali, now, waiting


@pytest.fixture(autouse=True)
def fresh_index() -> None:
    search.engine = search.InMemory()


@pytest.fixture
def pair(register: Register) -> tuple[Person, Person]:
    return coulibaly(register), kulibali(register)


def test_a_record_that_nobody_could_compare_is_made_and_becomes_a_task(
    cast: Cast, pair: tuple[Person, Person]
) -> None:
    (suspicion,) = waiting(cast)
    assert {suspicion.one_id, suspicion.other_id} == {each.pk for each in pair}
    assert suspicion.found_by == "registration"


def test_whoever_looks_must_look_at_this_one_before_the_record_is_made(
    cast: Cast, register: Register
) -> None:
    known = coulibaly(register)
    with pytest.raises(asking.MustLook) as refused:
        kulibali(register, looked_at=[])
    assert known.code in str(refused.value)
    assert "Coulibaly" not in str(refused.value)
    assert "la même année de naissance" in str(refused.value) or "same year" in str(refused.value)
    assert Person.objects.visible_to(cast.awa()).count() == 1


def test_not_the_same_is_remembered_and_never_asked_again_for_that_pair(
    cast: Cast, register: Register
) -> None:
    known = coulibaly(register)
    made = kulibali(register, looked_at=[known.pk])
    assert waiting(cast) == []
    actions.update(cast.awa(), made, origin="Kayes")
    assert waiting(cast) == []
    kept = NotTheSame.objects.visible_to(cast.awa()).get()
    assert {kept.one_id, kept.other_id} == {known.pk, made.pk}


def test_a_correction_that_makes_two_records_alike_becomes_a_task(cast: Cast, register: Register) -> None:
    coulibaly(register)
    other = register(name="Ibrahim Keïta", birth={"kind": "year", "year": 1997}, age_group="")
    assert waiting(cast) == []
    actions.update(
        cast.awa(),
        other,
        names=[{"given": "Mamadu", "family": "Kulibali", "kind": "main"}],
        mother="Awa Traore",
    )
    assert [row.found_by for row in waiting(cast)] == ["update"]


def test_two_who_stand_in_one_family_are_two_people_until_one_leaves_it(
    cast: Cast, register: Register
) -> None:
    first = coulibaly(register)
    other = register(name="Issa Kouyaté", birth={"kind": "year", "year": 1962}, age_group="")
    member = actions.join_group(cast.awa(), person=other.pk, companion=first.pk)
    actions.update(
        cast.awa(),
        other,
        names=[{"given": "Mamadu", "family": "Kulibali", "kind": "main"}],
        birth={"kind": "year", "year": 1997},
        mother="Hawa Traore",
    )
    assert waiting(cast) == []
    actions.leave_group(cast.awa(), member)
    actions.update(cast.awa(), other, origin="Kayes")
    (suspicion,) = waiting(cast)
    assert {suspicion.one_id, suspicion.other_id} == {first.pk, other.pk}


def test_an_import_makes_tasks_of_likely_pairs_with_whom_is_known_and_among_its_rows(
    cast: Cast, register: Register
) -> None:
    coulibaly(register)
    who = {
        "sex": "male",
        "birth": {"kind": "year", "year": 1997},
        "at": clock.now(),
        "basis": {"kind": "consent", "witness": "Oumou"},
    }
    rows: Any = [
        {**who, "names": [{"given": "Mamadu", "family": "Kulibali"}], "mother": "Hawa Traore"},
        {**who, "names": [{"given": "Salif", "family": "Diabaté"}], "father": "Bakary Diabaté"},
        {**who, "names": [{"given": "Saliff", "family": "Jabaté"}], "father": "Bakari Jabate"},
    ]
    made = actions.import_people(now(cast.boubacar), rows=rows)
    found = {frozenset((row.one_id, row.other_id)) for row in waiting(cast)}
    assert frozenset(made[1:]) in found
    assert any(made[0] in each for each in found)
    assert len(found) == 2


def test_a_pair_is_reported_by_hand_and_only_of_ones_own_house(cast: Cast, register: Register) -> None:
    one, two = register(name="Awa Diarra"), register(name="Fatou Sow")
    suspicion = duplicates.report(cast.awa(), one=one.pk, other=two.pk)
    assert duplicates.report(cast.moussa(), one=two.pk, other=one.pk).pk == suspicion.pk
    theirs = register(cast.drissa)
    with pytest.raises(Invalid):
        duplicates.report(cast.awa(), one=one.pk, other=theirs.pk)
    with pytest.raises(Invalid):
        duplicates.report(cast.awa(), one=one.pk, other=one.pk)


def test_put_off_comes_back_in_a_week(
    cast: Cast, pair: tuple[Person, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    (suspicion,) = waiting(cast)
    duplicates.postpone(cast.awa(), suspicion)
    assert lists.due(cast.awa()).count() == 0
    later = clock.today() + duplicates.PUT_OFF
    monkeypatch.setattr(clock, "today", lambda: later)
    assert lists.due(cast.awa()).count() == 1


def test_they_are_two_people_ends_the_task(cast: Cast, pair: tuple[Person, Person]) -> None:
    (suspicion,) = waiting(cast)
    duplicates.dismiss(cast.awa(), suspicion)
    assert waiting(cast) == []
    with pytest.raises(Conflict):
        duplicates.dismiss(cast.awa(), suspicion)

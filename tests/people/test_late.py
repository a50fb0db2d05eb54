"""While the search by name is getting ready everybody is registered, and compared as soon as it answers."""

from collections.abc import Iterator

import pytest

from jatigi.kernel import clock, schedule
from jatigi.kernel.models import JournalEntry
from jatigi.people import actions, rules, search
from jatigi.people.duplicates import lists
from jatigi.people.finder.index import InMemory
from jatigi.people.imports import tasks
from jatigi.people.models import Person
from jatigi.places.models import Site
from tests.cast import Cast
from tests.people.conftest import Register, filled
from tests.people.pairs import coulibaly, kulibali, now
from tests.sign_in import signed_in


class Away(InMemory):
    """A finder that is being built."""

    def find(self, *_asked: object) -> list[object]:  # type: ignore[override]
        raise search.Unready

    def find_each(self, *_asked: object) -> list[list[object]]:  # type: ignore[override]
        raise search.Unready


@pytest.fixture
def away(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    with monkeypatch.context() as while_away:
        while_away.setattr(search, "engine", Away())
        yield while_away


def compared_late() -> None:
    schedule.run_now(rules.COMPARING)


def pairs(cast: Cast) -> set[frozenset[object]]:
    return {frozenset((row.one_id, row.other_id)) for row in lists.undecided(cast.awa())}


def test_whoever_was_registered_meanwhile_is_compared_later_and_once(
    cast: Cast, register: Register, away: pytest.MonkeyPatch
) -> None:
    known, made = coulibaly(register), kulibali(register, looked_at=[])
    compared_late()
    assert pairs(cast) == set()
    away.undo()
    compared_late()
    assert pairs(cast) == {frozenset((known.pk, made.pk))}
    written = JournalEntry.objects.count()
    compared_late()
    assert JournalEntry.objects.count() == written


def test_an_import_and_a_correction_meanwhile_are_compared_later_too(
    cast: Cast, register: Register, away: pytest.MonkeyPatch
) -> None:
    known = coulibaly(register)
    row = {
        "sex": "male", "birth": {"kind": "year", "year": 1997}, "at": clock.now(), "mother": "Hawa Traore",
        "names": [{"given": "Mamadu", "family": "Kulibali"}], "basis": {"kind": "consent", "witness": "Oumou"},
    }  # fmt: skip
    (brought,) = actions.import_people(now(cast.boubacar), rows=[row])  # type: ignore[list-item]
    other = register(
        name="Ibrahim Keïta", birth={"kind": "year", "year": 1951}, age_group="", mother="Assetou Dembele"
    )
    copy = register(name="Salimata Diallo", birth={"kind": "year", "year": 1997}, age_group="")
    actions.update(cast.awa(), copy, names=[{"given": "Ibrahima", "family": "Keita"}], sex="male", mother="Assitou Dembélé",
                   birth={"kind": "year", "year": 1951})  # fmt: skip
    away.undo()
    compared_late()
    assert pairs(cast) >= {frozenset((known.pk, brought)), frozenset((other.pk, copy.pk))}


def test_the_desk_says_that_nobody_was_compared_and_registers(
    cast: Cast, gao: Site, away: pytest.MonkeyPatch
) -> None:
    sent = filled(gao, names_0_given="Mamadu", names_0_family="Kulibali")
    page = signed_in(cast.awa.account).post("/people/new/", sent, follow=True)
    assert page.status_code == 200
    assert "il n’a pas été vérifié si cette personne est déjà connue" in page.text
    assert Person.objects.visible_to(cast.awa()).count() == 1


def test_a_list_waits_for_the_search_and_is_refused_rather_than_not_compared(
    cast: Cast, away: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def judge() -> object:
        asked.append(1)
        raise search.Unready

    away.setattr(tasks, "PAUSES", (0, 0))
    verdict = tasks._patiently(judge)  # type: ignore[arg-type]
    assert len(asked) == 2
    assert [finding.row for finding in verdict.wrong] == [0]

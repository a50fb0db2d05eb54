"""Beyond the people of the story: registers of the two years before, imported, settled, plausible."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from jatigi.cases.models import Case
from jatigi.kernel import clock, verification
from jatigi.kernel.access import service_access
from jatigi.kernel.models import JournalEntry
from jatigi.people.models import Person, Stay
from jatigi.project.demo import registers, staging
from jatigi.project.demo.registers import SETTLED, YEARS, Line
from jatigi.project.demo.replay.registers import import_all
from tests.architecture.world import undone

UNTIL = datetime(2026, 8, 20, 9, 0, tzinfo=UTC)
PEOPLE = 120
everything = service_access("test", ["people.Person", "people.Stay", "cases.Case"])


def told(people: int = PEOPLE, seed: int = 7) -> list[Line]:
    return list(registers.lines(seed, people, UNTIL))


def test_the_same_seed_tells_the_same_registers() -> None:
    assert told() == told()
    assert told() != told(seed=8)


@pytest.mark.parametrize("people", [1, 2, 119])
def test_there_are_as_many_lines_as_were_asked_for(people: int) -> None:
    assert len(told(people)) == people


def test_everybody_came_in_the_two_years_before_and_has_left_their_bed() -> None:
    for line in told(2_000):
        assert UNTIL - YEARS - SETTLED <= line.at < UNTIL
        assert line.leaves is None or line.at <= line.leaves <= UNTIL


def test_cases_are_told_in_order_and_most_are_closed() -> None:
    cases = [line.case for line in told(2_000) if line.case]
    assert 300 < len(cases) < 1_500
    assert sum(case.closed_at is None for case in cases) < len(cases) / 10
    for case in cases:
        moments = [case.opened_at, *(at for at, _text in case.notes), case.closed_at or UNTIL]
        assert moments == sorted(moments)
        assert moments[-1] <= UNTIL


@pytest.fixture(scope="module")
def imported(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[tuple[int, int]]]:
    """What was said of the progress while the registers were imported."""
    heard: list[tuple[int, int]] = []
    with django_db_blocker.unblock(), undone():
        stage = staging.build(UNTIL + timedelta(days=1))
        with clock.travel(UNTIL):
            import_all(stage, 7, PEOPLE, UNTIL, lambda done, total: heard.append((done, total)))
            yield heard


@pytest.mark.slow
@pytest.mark.django_db
def test_the_registers_come_in_through_the_import_actions(imported: list[tuple[int, int]]) -> None:
    persons = Person.objects.visible_to(everything)
    assert persons.count() == PEOPLE
    assert persons.values("organisation").distinct().count() >= 3
    assert imported[-1] == (PEOPLE, PEOPLE)
    assert not Stay.objects.visible_to(everything).filter(departed_at=None).exists()
    assert Case.objects.visible_to(everything).count() == sum(line.case is not None for line in told())
    houses = {line.site.organisation for line in told()}
    assert JournalEntry.objects.filter(action="person.import", outcome="done").count() == len(houses)
    assert not JournalEntry.objects.filter(outcome="refused").exists()


@pytest.mark.slow
@pytest.mark.django_db
def test_the_journal_of_an_import_is_sound(
    imported: list[tuple[int, int]], settings: Any, tmp_path: Any
) -> None:
    settings.CHECKPOINT_FILE = str(tmp_path / "checkpoints.txt")
    assert verification.verify().sound

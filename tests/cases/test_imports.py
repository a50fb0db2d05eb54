"""Cases kept elsewhere come in together or not at all, of people of the house on whom a basis lives."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jatigi.cases import actions
from jatigi.cases.models import Case, CaseEvent, Note, Plan, Task
from jatigi.cases.story import timeline
from jatigi.kernel import clock, codes, verification
from jatigi.kernel.access import Access, Role
from jatigi.kernel.errors import Invalid, Refused, StepUpNeeded
from jatigi.kernel.models import JournalDetail, JournalEntry
from jatigi.people.models import Person
from jatigi.protection import actions as protection
from jatigi.protection import bases
from tests.cases.conftest import everything
from tests.cast import Cast, member

BEFORE = timedelta(days=40)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def row(person: Person, **more: Any) -> Any:
    """An open case as little as is mandatory."""
    return {"person": person.pk, "urgency": "high", "opened_at": clock.now() - BEFORE} | more


def closed(person: Person, **more: Any) -> Any:
    return row(person, closed_at=clock.now() - timedelta(days=9), closure_reason="goals_met") | more


def stepped_up(access: Access) -> Access:
    return replace(access, stepped_up_at=clock.now())


@pytest.fixture
def boss(cast: Cast) -> Access:
    """Boubacar, who administers the house and has just shown the second factor again."""
    return stepped_up(cast.boubacar())


def cases() -> list[Case]:
    return list(Case.objects.visible_to(everything))


def wrong(who: Access, *rows: Any) -> dict[str, str]:
    """What is said of the rows; nothing of them is there afterwards."""
    before = len(cases())
    with pytest.raises(Invalid) as refused:
        actions.import_cases(who, rows=rows)
    assert len(cases()) == before
    return {field: str(sentence) for field, sentence in refused.value.errors.items()}


def test_open_and_closed_cases_come_with_their_notes_and_moments(cast, person, boss):
    someone, moussa = person(), cast.moussa.account.pk
    opened, seen = clock.now() - BEFORE, clock.now() - timedelta(days=30)
    old, live = actions.import_cases(
        boss,
        rows=[
            closed(someone, opened_at=opened - BEFORE, closed_at=opened - timedelta(days=2)),
            row(
                someone, opened_at=opened, case_worker=moussa, tracks=["international_migrant"], why="Seule et malade.",
                notes=[{"at": seen, "text": "Va mieux."}],
            ),
        ],
    )  # fmt: skip
    case = Case.objects.visible_to(cast.moussa()).get(pk=live)
    assert (case.state, case.opened_at, case.case_worker_id) == ("open", opened, moussa)
    assert (case.urgent_until, case.first_acted_at) == (opened + timedelta(hours=72), seen)
    assert case.keep_until is None
    ended = Case.objects.visible_to(cast.moussa()).get(pk=old)
    assert (ended.state, ended.closure_reason) == ("closed", "goals_met")
    assert ended.closed_at == opened - timedelta(days=2)
    assert ended.keep_until == (ended.closed_at + timedelta(days=5 * 365)).date()
    assert [note.text for note in Note.objects.visible_to(cast.moussa()).filter(case=live)] == ["Va mieux."]
    assert Plan.objects.visible_to(everything).filter(case__in=[old, live]).count() == 2
    told = [str(entry.title) for entry in timeline.of(cast.moussa(), old)]
    assert told == ["Dossier clos", "Dossier ouvert"]


def test_an_imported_case_is_worked_on_like_any_other(cast, person, boss):
    (made,) = actions.import_cases(boss, rows=[row(person())])
    actions.assign(cast.fanta(), made, worker=cast.moussa.account.pk)
    actions.write_note(cast.moussa(), made, text="Revue ce matin.")
    actions.depart(cast.moussa(), made)
    assert [case.state for case in cases()] == ["closed"]


def test_the_case_of_a_child_alone_brings_its_task(cast, person, boss):
    child = person(age_group="12_17")
    actions.import_cases(boss, rows=[row(child, tracks=["uasc"], case_worker=cast.moussa.account.pk)])
    task = Task.objects.visible_to(cast.moussa()).get()
    assert (task.rule, task.assigned_to_id) == ("best_interests", cast.moussa.account.pk)
    verbs = CaseEvent.objects.visible_to(cast.moussa()).values_list("verb", flat=True)
    assert sorted(verbs) == ["add_task", "open"]


def test_a_bad_row_in_the_middle_is_named_and_nothing_is_written(person, boss):
    tomorrow = clock.now() + timedelta(days=1)
    rows = [row(person()), row(person(), urgency="soon"), row(person()), row(person(), opened_at=tomorrow)]
    assert set(wrong(boss, *rows)) == {"row_2_urgency", "row_4_opened_at"}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"tracks": ["moon"]}, "tracks"),
        ({"notes": [{"at": LONG_AGO, "text": "Trop tôt."}]}, "notes_0_at"),
        ({"notes": [{"text": "Sans date."}]}, "notes_0_at"),
        ({"closed_at": LONG_AGO}, "closed_at"),
        ({"closure_reason": "goals_met"}, "closed_at"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_a_row_is_judged_by_the_rules_of_the_room(person, boss, given, field):
    assert set(wrong(boss, row(person()), row(person(), **given))) == {f"row_2_{field}"}


def test_a_closure_says_why(person, boss):
    silent = row(person(), closed_at=clock.now() - timedelta(days=1))
    vague = closed(person(), closure_reason="other")
    assert set(wrong(boss, silent, vague)) == {"row_1_closure_reason", "row_2_closure_note"}


def test_a_person_has_one_open_case(person, open_case, boss):
    busy, free = person(), person()
    open_case(person=busy.pk)
    found = wrong(boss, row(busy), row(free))
    assert set(found) == {"row_1_person"}
    assert set(wrong(boss, row(free), row(free))) == {"row_2_person"}
    assert len(actions.import_cases(boss, rows=[closed(busy), closed(free), row(free)])) == 3


def test_a_case_needs_a_living_basis(cast, person, boss):
    gone, here = person(), person()
    basis = bases.recording(cast.awa(), gone.pk)
    assert basis is not None
    protection.withdraw_basis(cast.awa(), basis)
    assert set(wrong(boss, row(gone), row(here))) == {"row_1_person"}


def test_a_person_of_another_organisation_is_nobody_here(cast, person):
    found = wrong(stepped_up(cast.drissa()), row(person()))
    assert found == {"row_1_person": "Aucune personne n’est enregistrée ici sous ce code."}


def test_a_case_worker_is_one_of_the_house(cast, person, boss):
    elsewhere, desk = cast.drissa.account.pk, cast.awa.account.pk
    rows = [row(person(), case_worker=elsewhere), row(person(), case_worker=desk)]
    assert set(wrong(boss, *rows)) == {"row_1_case_worker", "row_2_case_worker"}


def test_who_works_on_cases_does_not_import_them(cast, person):
    rows = [row(person())]
    for who in (cast.awa, cast.moussa, cast.fanta, cast.node):
        with pytest.raises(Refused):
            actions.import_cases(stepped_up(who()), rows=rows)
    assert cases() == []


def test_the_data_officer_imports_and_sees_no_case_afterwards(cast, person):
    officer = stepped_up(member(cast.gao, "oumou", Role.DATA_OFFICER)())
    assert len(actions.import_cases(officer, rows=[row(person())])) == 1
    assert not Case.objects.visible_to(officer).exists()


def test_without_a_fresh_second_factor_nothing_is_imported(cast, person):
    with pytest.raises(StepUpNeeded):
        actions.import_cases(cast.boubacar(), rows=[row(person())])
    assert cases() == []


def test_a_thousand_rows_at_most(person, boss):
    assert set(wrong(boss, *[row(person())] * 1_001)) == {"rows"}


def test_a_code_that_is_taken_is_drawn_again(person, open_case, boss, monkeypatch):
    taken, rows = open_case().code, [row(person()), row(person())]
    drawn = iter([taken, "AAAA-AAA", "BBBB-BBB"])
    monkeypatch.setattr(codes, "new_code", lambda: next(drawn))
    actions.import_cases(boss, rows=rows)
    assert {case.code for case in cases()} == {taken, "AAAA-AAA", "BBBB-BBB"}


def test_questions_to_the_database_do_not_grow_with_the_rows(cast, person, boss):
    someone = person()
    full = closed(
        someone, case_worker=cast.moussa.account.pk, why="Malade.",
        notes=[{"at": clock.now() - timedelta(days=20), "text": "Vue."}],
    )  # fmt: skip
    asked = []
    for rows in ([full], [full] * 2, [full] * 30):
        with CaptureQueriesContext(connection) as queries:
            actions.import_cases(boss, rows=rows)
        asked.append(len(queries))
    assert asked[1] == asked[2]


def test_the_journal_holds_one_event_that_names_the_cases(person, boss, settings, tmp_path):
    settings.CHECKPOINT_FILE = str(tmp_path / "checkpoints.txt")
    made = actions.import_cases(boss, rows=[row(person(), why="Kanari"), closed(person())])
    event = JournalEntry.objects.get(action="case.import")
    assert JournalDetail.objects.get(seq=event.seq).details == {"cases": [str(pk) for pk in made]}
    assert verification.verify().sound


def test_what_was_imported_is_sealed(person, boss):
    note = {"at": clock.now() - timedelta(days=3), "text": "Kanarinote, vue à la gare."}
    actions.import_cases(boss, rows=[row(person(), notes=[note])])
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM cases_note")
        stored = bytes(cursor.fetchone()[0])
    assert len(stored) > 40
    assert b"Kanari" not in stored

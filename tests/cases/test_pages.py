"""The pages of cases, as a case worker and a supervisor meet them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jatigi.cases import actions
from jatigi.cases.checks import Finding
from jatigi.cases.models import AreaAssessment, Case, Goal, Note, PlanAction, Task
from jatigi.cases.plans import actions as plans
from jatigi.cases.plans.drafts import ActionDraft, GoalDraft
from jatigi.kernel import clock
from tests.cases.conftest import MakePerson, OpenCase, Team, everything, now, plan_of, write_plan
from tests.cast import Cast
from tests.sign_in import signed_in


@pytest.fixture
def moussa(cast: Cast) -> Client:
    return signed_in(cast.moussa.account)


@pytest.fixture
def fanta(cast: Cast) -> Client:
    return signed_in(cast.fanta.account)


def at(name: str, *args: object) -> str:
    return reverse(f"cases:{name}", args=args)


def test_every_page_of_a_case_opens_in_each_of_its_states(
    cast: Cast, moussa: Client, fanta: Client, open_case: OpenCase
) -> None:
    case = open_case(urgency="immediate", tracks=["uasc"])
    actions.assess(cast.moussa(), case, findings=[Finding("health", "severe", "Fever")])
    note = actions.write_note(cast.moussa(), case, text="Seen")
    actions.write_note(cast.moussa(), case, text="Seen again", follows=note.pk)
    actions.give_service(cast.moussa(), case, need="food", quantity=3)
    actions.hand_off_to_asylum(cast.moussa(), case, state="flagged")
    names = [
        "case", "assessment", "notes", "services", "story", "urgency", "tracks", "asylum", "closure", "plan",
        "plan_edit", "plan_sheet", "tasks", "assign", "reopen",
    ]  # fmt: skip

    def all_open() -> None:
        for client in (moussa, fanta):
            for name in names:
                assert client.get(at(name, case.pk)).status_code == 200, name
        for name in ("list", "team", "approvals"):
            assert fanta.get(at(name)).status_code == 200
        assert moussa.get(at("my_tasks")).status_code == 200

    all_open()
    write_plan(cast.moussa, case, due=clock.today())
    plans.submit_plan(cast.moussa(), plan_of(case))
    all_open()
    plans.approve_plan(cast.fanta(), plan_of(case))
    all_open()
    for task in Task.objects.visible_to(everything).filter(state="open"):
        actions.finish_task(cast.moussa(), task)
    actions.request_closure(cast.moussa(), case, reason="goals_met")
    all_open()
    actions.approve_closure(cast.fanta(), case)
    all_open()


def test_a_case_is_opened_from_a_person_and_the_next_step_is_named(
    cast: Cast, moussa: Client, person: MakePerson
) -> None:
    somebody = person(nationalities=["GN"])
    form = moussa.get(at("open", somebody.pk)).content.decode()
    assert 'value="international_migrant"' in form.partition("checked")[0].rpartition("<input")[2]
    answer = moussa.post(
        at("open", somebody.pk),
        {"urgency": "high", "tracks": ["international_migrant"], "case_worker": str(cast.moussa.account.pk)},
    )
    case = Case.objects.visible_to(everything).get()
    assert (answer.status_code, answer["Location"]) == (303, at("case", case.pk))
    assert "Évaluer la situation" in moussa.get(at("case", case.pk)).content.decode()


def test_bad_input_keeps_what_was_typed_and_says_what_is_wrong(moussa: Client, open_case: OpenCase) -> None:
    case = open_case()
    answer = moussa.post(at("services", case.pk), {"need": "gold", "quantity": "2", "note": "Two blankets"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Two blankets" in text
    answer = moussa.post(at("notes", case.pk), {"text": "𝐇𝐞𝐥𝐥𝐨"})
    assert answer.status_code == 422
    assert "𝐇𝐞𝐥𝐥𝐨" in answer.content.decode()
    assert not Note.objects.visible_to(everything).exists()


def test_what_happened_tomorrow_is_refused(moussa: Client, open_case: OpenCase) -> None:
    case = open_case()
    day = clock.today() + timedelta(days=1)
    when = {"happened_on_day": day.day, "happened_on_month": day.month, "happened_on_year": day.year}
    answer = moussa.post(at("notes", case.pk), {"text": "Tomorrow", **when})
    assert answer.status_code == 422
    assert not Note.objects.visible_to(everything).exists()


def test_what_happened_before_the_year_2000_is_refused_with_a_sentence_at_its_day(
    moussa: Client, open_case: OpenCase
) -> None:
    case = open_case()
    when = {"happened_on_day": 31, "happened_on_month": 12, "happened_on_year": 1999}
    answer = moussa.post(at("notes", case.pk), {"text": "Long ago", **when})
    assert answer.status_code == 422
    said = answer.context["form"].errors
    assert said == {"happened_on": ["Cette date est antérieure à l’an 2000. Vérifiez l’année."]}
    assert not Note.objects.visible_to(everything).exists()


def test_a_note_from_paper_has_its_own_date_in_the_story(moussa: Client, open_case: OpenCase) -> None:
    case = open_case()
    day = clock.today() - timedelta(days=2)
    when = {"happened_on_day": day.day, "happened_on_month": day.month, "happened_on_year": day.year}
    answer = moussa.post(at("notes", case.pk), {"text": "Notebook", "happened_time": "09:30", **when})
    assert answer.status_code == 303
    assert Note.objects.visible_to(everything).get().written_at.date() == day
    assert "saisi le" in moussa.get(at("story", case.pk)).content.decode()


def test_only_the_areas_that_were_looked_at_are_assessed(moussa: Client, open_case: OpenCase) -> None:
    case = open_case()
    moussa.post(at("assessment", case.pk), {"health-level": "severe", "family-text": "A brother in Kayes"})
    found = AreaAssessment.objects.visible_to(everything).order_by("area")
    assert [(row.area, row.level, row.text) for row in found] == [
        ("family", "unknown", "A brother in Kayes"),
        ("health", "severe", ""),
    ]


def plan_form(**more: Any) -> dict[str, Any]:
    return {
        "goals": "1", "goal-0-actions": "2", "goal-0-area": "health", "goal-0-text": "Be treated",
        "goal-0-action-0-text": "Clinic", "goal-0-action-0-need": "health", "goal-0-action-0-who": "",
        "goal-0-action-1-text": "", "goal-0-action-1-who": "", "agreed_with_person": "on", **more,
    }  # fmt: skip


def test_the_plan_form_works_without_scripts(moussa: Client, open_case: OpenCase) -> None:
    case = open_case()
    more = moussa.post(at("plan_edit", case.pk), plan_form(more="goal", seen=plan_of(case).version))
    assert more.status_code == 200
    assert 'name="goal-1-text"' in more.content.decode()
    assert "Be treated" in more.content.decode()
    assert not Goal.objects.visible_to(everything).exists()
    saved = moussa.post(at("plan_edit", case.pk), plan_form(seen=plan_of(case).version))
    assert (saved.status_code, saved["Location"]) == (303, at("plan", case.pk))
    assert [line.text for line in PlanAction.objects.visible_to(everything)] == ["Clinic"]


def test_a_fault_in_the_plan_is_shown_at_its_field_past_removed_parts(
    moussa: Client, open_case: OpenCase
) -> None:
    case = open_case()
    second = {"goal-1-actions": "1", "goal-1-area": "food", "goal-1-text": "", "goal-1-action-0-text": "Eat"}
    form = plan_form(**{"goals": "2", "goal-0-remove": "on", "seen": "1", **second})
    answer = moussa.post(at("plan_edit", case.pk), form)
    assert answer.status_code == 422
    assert 'href="#id_goal-1-text"' in answer.content.decode()
    assert "Be treated" in answer.content.decode()


def test_two_people_at_one_plan_see_both_versions_and_lose_nothing(
    cast: Cast, moussa: Client, open_case: OpenCase, team: Team
) -> None:
    case = open_case()
    write_plan(cast.moussa, case)
    seen = plan_of(case).version
    goal, line = Goal.objects.visible_to(everything).get(), PlanAction.objects.visible_to(everything).get()
    mine = {"goal-0-id": goal.pk, "goal-0-action-0-id": line.pk, "goal-0-action-0-text": "Mine", "seen": seen}
    lines = [ActionDraft("Theirs", id=line.pk), ActionDraft("Also theirs")]
    theirs = [GoalDraft("health", "Be treated", lines, goal.pk)]
    plans.save_plan(team.sira(), plan_of(case), goals=theirs, agreed_with_person=True)
    answer = moussa.post(at("plan_edit", case.pk), plan_form(**mine))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert all(words in text for words in ("Sira", 'value="Mine"', "Theirs", 'value="Also theirs"'))
    merged = {"goal-0-actions": "2", "goal-0-action-1-text": "Also theirs", "seen": plan_of(case).version}
    assert moussa.post(at("plan_edit", case.pk), plan_form(**{**mine, **merged})).status_code == 303
    kept = PlanAction.objects.visible_to(everything).order_by("position")
    assert [row.text for row in kept] == ["Mine", "Also theirs"]


def test_the_closure_page_lists_what_is_open_with_where_to_settle_it(
    cast: Cast, moussa: Client, fanta: Client, open_case: OpenCase
) -> None:
    case = open_case()
    task = actions.add_task(cast.moussa(), case, title="Call")
    text = moussa.get(at("closure", case.pk)).content.decode()
    assert f'href="{at("tasks", case.pk)}"' in text
    refused = moussa.post(at("closure", case.pk), {"reason": "goals_met"})
    assert refused.status_code == 409
    assert "tâche est encore ouverte" in refused.content.decode()
    actions.finish_task(cast.moussa(), task)
    assert moussa.post(at("closure", case.pk), {"reason": "goals_met"}).status_code == 303
    assert moussa.post(at("decide_closure", case.pk, "approve")).status_code == 403
    back = fanta.post(at("decide_closure", case.pk, "return"), {"note": ""})
    assert back.status_code == 422
    assert fanta.post(at("decide_closure", case.pk, "approve"), {"note": ""}).status_code == 303
    assert now(case).state == "closed"


def test_departed_on_the_closure_page_closes_what_is_open(
    cast: Cast, moussa: Client, open_case: OpenCase
) -> None:
    case = open_case()
    actions.add_task(cast.moussa(), case, title="Call")
    assert moussa.post(at("closure", case.pk), {"reason": "departed"}).status_code == 303
    assert now(case).closure_reason == "departed"


def test_the_supervisor_gives_cases_in_place(
    cast: Cast, fanta: Client, open_case: OpenCase, team: Team
) -> None:
    case = open_case(case_worker=None)
    text = fanta.get(at("team")).content.decode()
    assert case.code in text
    form = {"worker": str(team.sira.account.pk), "next": at("team"), "seen": str(case.version)}
    answer = fanta.post(at("assign", case.pk), form)
    assert (answer.status_code, answer["Location"]) == (303, at("team"))
    assert now(case).case_worker == team.sira.account
    again = fanta.post(at("assign", case.pk), {**form, "worker": str(cast.moussa.account.pk)})
    assert again.status_code == 409


def test_the_list_filters(cast: Cast, moussa: Client, open_case: OpenCase, team: Team) -> None:
    mine, free = open_case(urgency="high"), open_case(urgency="low", case_worker=None)
    gone = open_case(case_worker=team.sira.account.pk)
    actions.depart(team.sira(), gone)

    def listed(query: str) -> set[str]:
        text = moussa.get(f"{at('list')}?{query}").content.decode()
        return {case.code for case in (mine, free, gone) if case.code in text}

    assert listed("") == {mine.code, free.code}
    assert listed("of=mine") == {mine.code}
    assert listed("of=unassigned") == {free.code}
    assert listed("urgency=low") == {free.code}
    assert listed("state=closed") == {gone.code}
    assert listed("of=overdue") == set()
    assert listed("of=nonsense&after=garbage") == {mine.code, free.code}
    with clock.travel(clock.now() + timedelta(days=4)):
        client = signed_in(cast.moussa.account)
        assert mine.code in client.get(f"{at('list')}?of=overdue").content.decode()


@pytest.mark.parametrize("name", ["list", "team", "approvals", "my_tasks"])
def test_a_list_costs_the_same_for_three_and_for_thirty(
    cast: Cast, open_case: OpenCase, name: str, django_assert_max_num_queries: Any
) -> None:
    def fill(number: int) -> None:
        for index in range(number):
            case = open_case(case_worker=cast.moussa.account.pk if index % 2 else None)
            actions.add_task(cast.moussa(), case, title="Call", assigned_to=cast.fanta.account.pk)
            write_plan(cast.moussa, case)
            plans.submit_plan(cast.moussa(), plan_of(case))

    fill(3)
    client = signed_in(cast.fanta.account)
    client.get(at(name))
    with django_assert_max_num_queries(60) as few:
        assert client.get(at(name)).status_code == 200
    fill(17)
    with django_assert_max_num_queries(len(few)):
        assert client.get(at(name)).status_code == 200


def test_a_case_costs_the_same_however_much_is_in_it(
    cast: Cast, open_case: OpenCase, django_assert_max_num_queries: Any
) -> None:
    case = open_case()

    def fill(number: int) -> None:
        for index in range(number):
            actions.write_note(cast.moussa(), case, text=f"Note {index}")
            task = actions.add_task(cast.moussa(), case, title="Call", due=clock.now())
            actions.finish_task(cast.moussa(), task)
            actions.add_task(cast.moussa(), case, title="Call", due=clock.now())
            actions.assess(cast.moussa(), case, findings=[Finding("health", "some")])

    fill(2)
    client = signed_in(cast.moussa.account)
    for name in ("case", "story", "notes", "tasks", "assessment"):
        client.get(at(name, case.pk))
        with django_assert_max_num_queries(70) as few:
            client.get(at(name, case.pk))
        fill(6)
        with django_assert_max_num_queries(len(few)):
            client.get(at(name, case.pk))

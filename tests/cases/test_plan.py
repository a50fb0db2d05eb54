"""The plan: saved whole, two people at once, submitted, decided on, turned into tasks, revised."""

from datetime import date, timedelta

import pytest

from jatigi.cases import actions
from jatigi.cases.models import Case, Goal, Plan, PlanAction, Task
from jatigi.cases.plans import actions as plans
from jatigi.cases.plans.drafts import ActionDraft, GoalDraft
from jatigi.kernel import clock
from jatigi.kernel.errors import Conflict, Invalid, Refused, Stale
from tests.cases.conftest import OpenCase, Team, everything, plan_of, write_plan
from tests.cast import Cast


def goals(case: Case, state: str = "") -> list[tuple[str, str]]:
    rows = Goal.objects.visible_to(everything).filter(plan__case=case).order_by("position")
    return [(goal.text, goal.state) for goal in rows if not state or goal.state == state]


def test_a_plan_is_saved_whole_and_keeps_what_stays(cast: Cast, open_case: OpenCase) -> None:
    case = open_case()
    write_plan(cast.moussa, case)
    goal = Goal.objects.visible_to(everything).get()
    line = PlanAction.objects.visible_to(everything).get()
    lines = [
        ActionDraft(text="Buy the medicine", need="health", by_person=True),
        ActionDraft("Rest", id=line.pk),
    ]
    drafts = [GoalDraft("family", "Call home", []), GoalDraft("health", "Be well", lines, goal.pk)]
    plans.save_plan(cast.moussa(), plan_of(case), goals=drafts, agreed_with_person=False)
    assert goals(case) == [("Call home", "open"), ("Be well", "open")]
    assert Goal.objects.visible_to(everything).get(pk=goal.pk).text == "Be well"
    kept = PlanAction.objects.visible_to(everything).filter(goal=goal).order_by("position")
    assert [(a.text, a.by_person, a.pk == line.pk) for a in kept] == [
        ("Buy the medicine", True, False),
        ("Rest", False, True),
    ]


def test_two_case_workers_at_one_plan_the_second_sees_both(
    cast: Cast, open_case: OpenCase, team: Team
) -> None:
    case = open_case()
    seen = plan_of(case).version
    first = [GoalDraft("health", "Be treated", [ActionDraft("Clinic")])]
    plans.save_plan(cast.moussa().doing(seen=seen), plan_of(case), goals=first)
    second = [GoalDraft("family", "Call home", [ActionDraft("Telephone")])]
    with pytest.raises(Stale) as refused:
        plans.save_plan(team.sira().doing(seen=seen), plan_of(case), goals=second)
    assert isinstance(refused.value.current, Plan)
    assert refused.value.current.saved_by_id == cast.moussa.account.pk
    assert goals(case) == [("Be treated", "open")]


def test_every_fault_of_a_plan_is_named_at_its_field(cast: Cast, open_case: OpenCase) -> None:
    case = open_case()
    lines = [
        ActionDraft("", need="gold"),
        ActionDraft("Fine", due=date(2001, 1, 1)),
        ActionDraft("Theirs", owner=cast.drissa.account.pk),
    ]
    with pytest.raises(Invalid) as refused:
        plans.save_plan(cast.moussa(), plan_of(case), goals=[GoalDraft("moon", "x" * 400, lines)])
    assert sorted(refused.value.errors) == [
        "goal-0-action-0-need",
        "goal-0-action-0-text",
        "goal-0-action-1-due",
        "goal-0-action-2-owner",
        "goal-0-area",
        "goal-0-text",
    ]


def test_a_plan_without_an_action_or_without_the_person_is_not_submitted(
    cast: Cast, open_case: OpenCase
) -> None:
    case = open_case()
    with pytest.raises(Invalid):
        plans.submit_plan(cast.moussa(), plan_of(case))
    write_plan(cast.moussa, case, agreed=False)
    with pytest.raises(Invalid) as refused:
        plans.submit_plan(cast.moussa(), plan_of(case))
    assert list(refused.value.errors) == ["agreed_with_person"]


def test_a_supervisor_does_not_approve_their_own_plan(cast: Cast, open_case: OpenCase, team: Team) -> None:
    case = open_case()
    write_plan(cast.fanta, case)
    plans.submit_plan(cast.fanta(), plan_of(case))
    with pytest.raises(Refused):
        plans.approve_plan(cast.fanta(), plan_of(case))
    with pytest.raises(Refused):
        plans.approve_plan(cast.moussa(), plan_of(case))
    assert plans.approve_plan(team.oumar(), plan_of(case)).state == "approved"
    with pytest.raises(Conflict):
        plans.approve_plan(team.oumar(), plan_of(case))


def test_an_approved_plan_makes_tasks_of_what_has_a_date(cast: Cast, open_case: OpenCase) -> None:
    case = open_case()
    due = clock.today() + timedelta(days=3)
    write_plan(cast.moussa, case, due=due)
    plans.submit_plan(cast.moussa(), plan_of(case))
    plans.approve_plan(cast.fanta(), plan_of(case))
    task = Task.objects.visible_to(cast.moussa()).get(case=case)
    assert (task.rule, task.words, task.assigned_to) == (
        "plan",
        "Accompany to the clinic",
        cast.moussa.account,
    )
    assert task.due is not None
    assert task.due.date() == due
    actions.finish_task(cast.moussa(), task)
    assert [a.state for a in PlanAction.objects.visible_to(everything)] == ["done"]


def test_finishing_an_action_of_the_plan_finishes_its_task(cast: Cast, open_case: OpenCase) -> None:
    case = open_case()
    write_plan(cast.moussa, case, due=clock.today())
    plans.submit_plan(cast.moussa(), plan_of(case))
    plans.approve_plan(cast.fanta(), plan_of(case))
    plans.finish_action(cast.moussa(), PlanAction.objects.visible_to(everything).get())
    assert [task.state for task in Task.objects.visible_to(everything)] == ["done"]


def test_a_submitted_plan_is_not_changed_under_the_supervisors_eyes(cast: Cast, open_case: OpenCase) -> None:
    case = open_case()
    write_plan(cast.moussa, case)
    plans.submit_plan(cast.moussa(), plan_of(case))
    with pytest.raises(Conflict):
        write_plan(cast.moussa, case)


def test_a_returned_plan_is_a_draft_again_with_the_reason(cast: Cast, open_case: OpenCase) -> None:
    case = open_case()
    write_plan(cast.moussa, case)
    plans.submit_plan(cast.moussa(), plan_of(case))
    with pytest.raises(Invalid):
        plans.return_plan(cast.fanta(), plan_of(case), note="")
    held = plans.return_plan(cast.fanta(), plan_of(case), note="Who pays?")
    assert (held.state, held.decision_note) == ("draft", "Who pays?")


def test_what_is_taken_out_of_a_decided_plan_stays_as_dropped_and_its_task_is_cancelled(
    cast: Cast, open_case: OpenCase
) -> None:
    case = open_case()
    write_plan(cast.moussa, case, due=clock.today())
    plans.submit_plan(cast.moussa(), plan_of(case))
    plans.approve_plan(cast.fanta(), plan_of(case))
    plans.revise_plan(cast.moussa(), plan_of(case))
    other = [GoalDraft("family", "Call home", [ActionDraft("Telephone")])]
    plans.save_plan(cast.moussa(), plan_of(case), goals=other, agreed_with_person=True)
    plans.submit_plan(cast.moussa(), plan_of(case))
    plans.approve_plan(cast.fanta(), plan_of(case))
    assert sorted(goals(case)) == [("Be treated", "dropped"), ("Call home", "open")]
    assert [task.state for task in Task.objects.visible_to(everything)] == ["cancelled"]


def test_the_plan_of_a_closed_case_is_left_alone(cast: Cast, open_case: OpenCase) -> None:
    case = open_case()
    actions.depart(cast.moussa(), case)
    with pytest.raises(Conflict):
        write_plan(cast.moussa, case)


def test_a_plan_holds_twenty_goals_at_most(cast: Cast, open_case: OpenCase) -> None:
    many = [GoalDraft("health", f"Goal {n}", []) for n in range(21)]
    with pytest.raises(Invalid):
        plans.save_plan(cast.moussa(), plan_of(open_case()), goals=many)

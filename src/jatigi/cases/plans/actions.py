"""Every write on a plan."""

from typing import TypeVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.cases import checks, rules
from jatigi.cases.codes import TaskRule
from jatigi.cases.models import Case, Goal, Plan, PlanAction, Task
from jatigi.cases.plans import drafts
from jatigi.cases.plans.drafts import ActionDraft, GoalDraft
from jatigi.cases.story.actions import CM, acted, ask_approval, decide, remember
from jatigi.cases.tasks.lists import end_of_work
from jatigi.kernel import states
from jatigi.kernel.actions import Act, action
from jatigi.kernel.errors import Conflict, Invalid, NotFound
from jatigi.kernel.querysets import ProtectedQuerySet

R = TypeVar("R", Goal, PlanAction)


@action("plan.save", Plan, allow=rules.may_work, purpose=CM)
def save_plan(act: Act, plan: Plan, *, goals: list[GoalDraft], agreed_with_person: bool = False) -> Plan:
    """The whole plan in one submission; a row named by its id is replaced, one left out is removed.

    What was in a plan that had been decided on is kept as dropped. Raises `Stale` where somebody
    saved after `seen`, `Conflict` unless the plan is a draft, `Invalid` with every fault.
    """
    case = _open_case_of(act, plan)
    if plan.state != "draft":
        raise Conflict(_("This plan is not a draft. Revise it first, then change it."), code="not_draft")
    _replace(act, case, plan, drafts.checked(act.access, case, goals))
    plan.agreed_with_person = agreed_with_person
    plan.saved_by_id, plan.saved_at = act.account, act.at
    plan.save()
    acted(act, case)
    act.touched("goals", "actions", "agreed_with_person")
    return plan


@action("plan.submit", Plan, allow=rules.may_work, purpose=CM)
def submit_plan(act: Act, plan: Plan) -> Plan:
    """Ask a supervisor to approve. Raises `Invalid` for a plan without an action or not agreed with the person."""
    case = _open_case_of(act, plan)
    states.advance(plan, "submit")
    if not _actions(act, plan).filter(state="planned").exists():
        raise Invalid({"": _("A plan needs at least one goal with one action.")})
    if not plan.agreed_with_person:
        raise Invalid(agreed_with_person=_("A plan is made with the person. Say that it was agreed."))
    plan.submitted_by_id = act.account
    plan.save()
    ask_approval(act, case, "plan")
    remember(act, case, "submit_plan")
    return plan


@action("plan.approve", Plan, allow=rules.may_decide_plan, purpose=CM)
def approve_plan(act: Act, plan: Plan, *, note: str = "") -> Plan:
    """Approve what somebody else submitted; its actions with a date become tasks."""
    case = _decide(act, plan, "approve", note)
    _make_tasks(act, case, plan)
    return plan


@action("plan.return", Plan, allow=rules.may_decide_plan, purpose=CM)
def return_plan(act: Act, plan: Plan, *, note: str) -> Plan:
    """Not yet: says what is missing."""
    checks.note(note, "note", needed=True)
    _decide(act, plan, "return", note)
    return plan


@action("plan.revise", Plan, allow=rules.may_work, purpose=CM)
def revise_plan(act: Act, plan: Plan) -> Plan:
    """Open an approved plan for changes; it is approved anew afterwards."""
    case = _open_case_of(act, plan)
    states.advance(plan, "revise")
    plan.agreed_with_person = False
    plan.save()
    remember(act, case, "revise_plan")
    return plan


@action("plan.finish_action", PlanAction, allow=rules.may_work, purpose=CM)
def finish_action(act: Act, planned: PlanAction) -> PlanAction:
    """An action of the plan is done, and the task that was made from it."""
    states.advance(planned, "finish")
    planned.save()
    goal = Goal.objects.visible_to(act.access).get(pk=planned.goal_id)
    case = _open_case_of(act, Plan.objects.visible_to(act.access).get(pk=goal.plan_id))
    for task in Task.objects.visible_to(act.access).filter(plan_action=planned, state="open"):
        _end(act, task, "finish")
    remember(act, case, "finish_action", plan_action=str(planned.pk))
    acted(act, case)
    return planned


@action("plan.reach_goal", Goal, allow=rules.may_work, purpose=CM)
def reach_goal(act: Act, goal: Goal) -> Goal:
    """The person and the case worker agree that the goal is reached."""
    case = _open_case_of(act, Plan.objects.visible_to(act.access).get(pk=goal.plan_id))
    states.advance(goal, "reach")
    goal.save()
    remember(act, case, "reach_goal", goal=str(goal.pk), area=goal.area)
    return goal


def _open_case_of(act: Act, plan: Plan) -> Case:
    cases = Case.objects.visible_to(act.access).select_for_update(of=("self",))
    case = cases.filter(pk=plan.case_id).first()
    if case is None:
        raise NotFound
    checks.still_open(case)
    return case


def _decide(act: Act, plan: Plan, verb: str, note: str) -> Case:
    case = _open_case_of(act, plan)
    states.advance(plan, verb)
    words = checks.note(note, "note")
    decide(act, case, checks.asked_by_another(act, "plan", case), verb, words)
    plan.decided_by_id, plan.decided_at, plan.decision_note = act.account, act.at, words
    plan.save()
    remember(act, case, f"{verb}_plan", words)
    return case


def _actions(act: Act, plan: Plan) -> ProtectedQuerySet[PlanAction]:
    goals = Goal.objects.visible_to(act.access).filter(plan=plan).exclude(state="dropped")
    return PlanAction.objects.visible_to(act.access).filter(goal__in=list(goals))


def _replace(act: Act, case: Case, plan: Plan, wanted: list[GoalDraft]) -> None:
    goals = {g.pk: g for g in Goal.objects.visible_to(act.access).filter(plan=plan).exclude(state="dropped")}
    actions = {a.pk: a for a in _actions(act, plan).exclude(state="dropped")}
    for at, draft in enumerate(wanted):
        goal = _known(goals, draft.id) or Goal(
            plan=plan, organisation_id=case.organisation_id, key_id=case.key_id
        )
        goal.area, goal.text, goal.position = draft.area, draft.text, at
        goal.save()
        for order, line in enumerate(draft.actions):
            _put(goal, _known(actions, line.id), line, order)
    left_out: list[Goal | PlanAction] = [*actions.values(), *goals.values()]
    for row in left_out:
        _remove(row, keep=plan.decided_at is not None)


def _known(rows: dict[UUID, R], id: UUID | None) -> R | None:
    """The row that a draft replaces; one that somebody removed meanwhile is written anew."""
    return rows.pop(id, None) if id else None


def _put(goal: Goal, planned: PlanAction | None, line: ActionDraft, order: int) -> None:
    row = planned or PlanAction(organisation_id=goal.organisation_id, key_id=goal.key_id)
    row.goal, row.text, row.need, row.position = goal, line.text, line.need, order
    row.owner_id, row.by_person, row.due = line.owner, line.by_person, line.due
    row.save()


def _remove(row: Goal | PlanAction, *, keep: bool) -> None:
    if not keep:
        row.delete()
        return
    states.advance(row, "drop")
    row.save()


def _make_tasks(act: Act, case: Case, plan: Plan) -> None:
    """One open task for each planned action with a date; those of dropped actions are cancelled."""
    tasks = Task.objects.visible_to(act.access).filter(case=case, state="open", rule=TaskRule.PLAN)
    known = {task.plan_action_id: task for task in tasks}
    for planned in _actions(act, plan).filter(state="planned", due__isnull=False):
        task = known.pop(planned.pk, None) or Task(
            case=case, organisation_id=case.organisation_id, key_id=case.key_id,
            rule=TaskRule.PLAN, plan_action=planned,
        )  # fmt: skip
        task.title, task.due = planned.text, end_of_work(planned.due)
        task.assigned_to_id = planned.owner_id or case.case_worker_id
        task.save()
    for task in known.values():
        _end(act, task, "cancel")


def _end(act: Act, task: Task, verb: str) -> None:
    states.advance(task, verb)
    task.finished_at, task.finished_by_id = act.at, act.account
    task.save()

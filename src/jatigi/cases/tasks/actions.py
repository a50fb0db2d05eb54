"""Every write on a task."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jatigi.cases import checks, rules
from jatigi.cases.codes import TASK_WITHIN, TaskRule, Urgency
from jatigi.cases.models import Approval, Case, PlanAction, Task
from jatigi.cases.story.actions import CM, add, remember, tell
from jatigi.kernel import states
from jatigi.kernel.actions import Act, action
from jatigi.kernel.text import clean


@action("task.add", Case, allow=rules.may_add_task, purpose=CM)
def add_task(
    act: Act,
    case: Case,
    *,
    title: str = "",
    due: datetime | None = None,
    assigned_to: UUID | None = None,
    rule: str = "",
) -> Task:
    """Something to do, for the case worker where nobody else is named. With a `rule` the title may stay empty."""
    checks.still_open(case)
    if rule:
        checks.one_of(rule, TaskRule.values, "rule")
    somebody = checks.colleague(act.access, assigned_to, case.organisation_id, "assigned_to")
    row = add(
        case, Task, title=clean(title, "title", needed=not rule), rule=rule, due=due,
        assigned_to_id=somebody or case.case_worker_id,
    )  # fmt: skip
    remember(act, case, "add_task", task=str(row.pk))
    act.touched("title", "due", "assigned_to")
    return row


@action("task.finish", Task, allow=rules.may_work, purpose=CM)
def finish_task(act: Act, task: Task) -> Task:
    """The task is done; the plan's action that it came from too."""
    return _end_task(act, task, "finish")


@action("task.cancel", Task, allow=rules.may_work, purpose=CM)
def cancel_task(act: Act, task: Task, *, why: str) -> Task:
    """The task is not needed any more. Raises `Invalid` without a reason."""
    return _end_task(act, task, "cancel", checks.note(why, "why", needed=True))


def follow(act: Act, case: UUID, *, rule: str, title: str = "", due: datetime | None = None) -> None:
    """Another room's act entails a task in a case that its author may not open; nothing where it is closed.

    A task with a time of its own (`TASK_WITHIN`) is made once as long as it is open.
    """
    following = Act(rules.FOLLOWING, act.action, act.at)
    found = Case.objects.visible_to(rules.FOLLOWING).filter(pk=case, closed_at__isnull=True).first()
    within = TASK_WITHIN.get(rule)
    if found is None or (within and open_tasks(following, found).filter(rule=rule).exists()):
        return
    add_task.within(following, found, title=title, rule=rule, due=act.at + within if within else due)


def by_rule(act: Act, case: Case, rule: str) -> None:
    """One task of a kind at a time. A welcome desk may not read tasks: then the case is new and has none."""
    if not open_tasks(act, case).filter(rule=rule).exists():
        row = add(case, Task, rule=rule, due=act.at + TASK_WITHIN[rule], assigned_to_id=case.case_worker_id)
        remember(act, case, "add_task", task=str(row.pk))


def hand_over(act: Act, case: Case, former: UUID | None, worker: UUID) -> list[UUID]:
    """Open tasks that a rule gave to the former case worker, and those of nobody, go to the new one."""
    nobodys = Q(assigned_to__isnull=True)
    by_rule = Q(assigned_to_id=former) & ~Q(rule="")
    theirs = open_tasks(act, case).filter(nobodys | by_rule if former else nobodys)
    moved = [task for task in theirs if task.assigned_to_id != worker]
    for task in moved:
        task.assigned_to_id = worker
        task.reminded_at = None
        task.save()
    return [task.pk for task in moved]


def close_tasks(act: Act, case: UUID) -> None:
    """Cancel what is still open in a case, tasks first, then requests for approval."""
    for task in Task.objects.visible_to(act.access).filter(case_id=case, state="open"):
        states.advance(task, "cancel")
        task.finished_at, task.finished_by_id = act.at, act.account
        task.save()
    for approval in Approval.objects.visible_to(act.access).filter(case_id=case, state="requested"):
        states.advance(approval, "withdraw")
        approval.decided_at = act.at
        approval.save()


@action("task.remind", Task, allow=rules.may_escalate, purpose=CM, internal=True)
def remind_task(act: Act, task: Task) -> Task:
    """The day is past: whoever has the task is told, once."""
    case = Case.objects.visible_to(act.access).get(pk=task.case_id)
    task.reminded_at = act.at
    task.save()
    somebody = task.assigned_to_id or case.case_worker_id
    tell(act, case, "task.late", _("A task of case %(code)s is overdue."), account=somebody)
    return task


@action("task.escalate", Task, allow=rules.may_escalate, purpose=CM, internal=True)
def escalate_task(act: Act, task: Task) -> Task:
    """It is still not done: the supervisors are told, once."""
    case = Case.objects.visible_to(act.access).get(pk=task.case_id)
    task.escalated_at = act.at
    task.save()
    text = _("A task of case %(code)s is still not done.")
    tell(act, case, "task.overdue", text, urgent=case.urgency == Urgency.IMMEDIATE)
    return task


def _end_task(act: Act, task: Task, verb: str, note: str = "") -> Task:
    states.advance(task, verb)
    task.finished_at, task.finished_by_id = act.at, act.account
    task.save()
    case = Case.objects.visible_to(act.access).get(pk=task.case_id)
    remember(act, case, f"{verb}_task", note, task=str(task.pk))
    if verb == "finish" and task.plan_action_id is not None:
        for planned in PlanAction.objects.visible_to(act.access).filter(
            pk=task.plan_action_id, state="planned"
        ):
            states.advance(planned, "finish")
            planned.save()
    act.touched("state")
    return task


def open_tasks(act: Act, case: Case) -> Any:
    return Task.objects.visible_to(act.access).filter(case=case, state="open")

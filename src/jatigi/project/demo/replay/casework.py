"""Cases from opening to closure."""

from jatigi.cases import actions as cases
from jatigi.cases.checks import Finding
from jatigi.cases.codes import AsylumState, TaskRule
from jatigi.cases.models import Goal, Plan, PlanAction, Task
from jatigi.cases.plans import actions as plans
from jatigi.cases.plans.drafts import ActionDraft, GoalDraft
from jatigi.kernel.access import Access, Purpose
from jatigi.project.demo import events
from jatigi.project.demo.replay.stage import Stage, perform
from jatigi.project.demo.texts import texts

CM = Purpose.CASE_MANAGEMENT
_OfCase = events.NoteWritten | events.ServiceGiven | events.ClosureRequested


@perform.register
def opening(event: events.CaseOpened, stage: Stage) -> None:
    made = cases.open_case(
        stage.intent(event),
        person=stage.ids[event.person],
        urgency=event.urgency,
        tracks=list(event.tracks),
        site=stage.ids[event.site],
        case_worker=stage.account(event.case_worker),
    )
    stage.ids[event.case] = made.pk
    tasks = Task.objects.visible_to(stage.access(event, CM)).filter(case=made, rule=TaskRule.BEST_INTERESTS)
    for task in tasks:
        stage.ids[f"{event.case}.task.best_interests"] = task.pk


@perform.register
def assignment(event: events.CaseAssigned, stage: Stage) -> None:
    worker = stage.cast[event.case_worker].account
    if worker is not None:
        cases.assign(stage.intent(event), stage.ids[event.case], worker=worker)


@perform.register
def hand_off(event: events.AsylumHandedOff, stage: Stage) -> None:
    cases.hand_off_to_asylum(
        stage.intent(event),
        stage.ids[event.case],
        state=AsylumState.HANDED_OFF,
        note=texts()["closing"]["asylum"][event.to],
    )


@perform.register
def assessment(event: events.CaseAssessed, stage: Stage) -> None:
    if event.areas:
        findings = [Finding(area, level, text) for area, level, text in event.areas]
        cases.assess(stage.intent(event), stage.ids[event.case], findings=findings)


# The plan


@perform.register
def plan(event: events.PlanMade, stage: Stage) -> None:
    goals = [
        GoalDraft(goal.area, goal.text, [_action(stage, action) for action in goal.actions])
        for goal in event.goals
    ]
    draft = _plan(stage, event, event.case)
    plans.save_plan(stage.intent(event), draft, goals=goals, agreed_with_person=event.agreed_with_person)
    plans.submit_plan(stage.intent(event), draft)


@perform.register
def plan_again(event: events.PlanSubmittedAgain, stage: Stage) -> None:
    plans.submit_plan(stage.intent(event), _plan(stage, event, event.case))


@perform.register
def plan_decision(event: events.PlanDecided, stage: Stage) -> None:
    decided = _plan(stage, event, event.case)
    if not event.approved:
        plans.return_plan(stage.intent(event), decided, note=event.note)
        return
    plans.approve_plan(stage.intent(event), decided, note=event.note)
    _know_the_tasks(stage, stage.access(event, CM), event.case, decided)


def _action(stage: Stage, action: events.Action) -> ActionDraft:
    return ActionDraft(
        text=action.text,
        need=action.need,
        owner=stage.account(action.owner),
        by_person=action.by_person,
        due=action.due,
    )


def _plan(stage: Stage, event: events.Event, case: str) -> Plan:
    return Plan.objects.visible_to(stage.access(event, CM)).get(case_id=stage.ids[case])


def _know_the_tasks(stage: Stage, access: Access, case: str, decided: Plan) -> None:
    """The tasks that follow from an approved plan, by the places of their goal and action."""
    tasks = Task.objects.visible_to(access).filter(case_id=decided.case_id, rule=TaskRule.PLAN)
    made = {task.plan_action_id: task.pk for task in tasks}
    places = dict(Goal.objects.visible_to(access).filter(plan=decided).values_list("pk", "position"))
    for planned in PlanAction.objects.visible_to(access).filter(goal__in=list(places)):
        key = f"{case}.plan.{places[planned.goal_id]}.{planned.position}"
        if planned.pk in made:
            stage.ids[key] = made[planned.pk]


# Tasks, notes, services


@perform.register
def task(event: events.TaskAdded, stage: Stage) -> None:
    made = cases.add_task(
        stage.intent(event),
        stage.ids[event.case],
        title=event.title,
        due=event.due,
        assigned_to=stage.account(event.assigned_to),
    )
    stage.ids[event.task] = made.pk


@perform.register
def end_of_task(event: events.TaskEnded, stage: Stage) -> None:
    if event.done:
        cases.finish_task(stage.intent(event), stage.ids[event.task])
    else:
        cases.cancel_task(
            stage.intent(event), stage.ids[event.task], why=texts()["closing"]["task_cancelled"]
        )


@perform.register
def note(event: events.NoteWritten, stage: Stage) -> None:
    _see_to_referrals(event, stage)
    made = cases.write_note(
        stage.intent(event),
        stage.ids[event.case],
        text=event.text,
        follows=stage.ids[event.follows] if event.follows else None,
    )
    stage.ids[event.note] = made.pk


@perform.register
def service(event: events.ServiceGiven, stage: Stage) -> None:
    _see_to_referrals(event, stage)
    cases.give_service(
        stage.intent(event),
        stage.ids[event.case],
        need=event.need,
        quantity=event.quantity,
        note=event.note,
    )


# The end


def _see_to_referrals(event: _OfCase, stage: Stage) -> None:
    """What referrals came to was seen to by whoever works on the case next."""
    access = stage.access(event, CM)
    waiting = Task.objects.visible_to(access).filter(
        case_id=stage.ids[event.case], rule=TaskRule.FOLLOW_UP, state="open"
    )
    for task in waiting:
        cases.finish_task(access.doing(at=event.happened_at), task)


@perform.register
def closure(event: events.ClosureRequested, stage: Stage) -> None:
    _see_to_referrals(event, stage)
    cases.request_closure(stage.intent(event), stage.ids[event.case], reason=event.reason, note=event.note)


@perform.register
def closure_decision(event: events.ClosureDecided, stage: Stage) -> None:
    decide = cases.approve_closure if event.approved else cases.return_closure
    decide(stage.intent(event), stage.ids[event.case], note=event.note)


@perform.register
def departure(event: events.CaseDeparted, stage: Stage) -> None:
    cases.depart(stage.intent(event), stage.ids[event.case], note=event.note)


@perform.register
def reopening(event: events.CaseReopened, stage: Stage) -> None:
    cases.reopen(stage.intent(event), stage.ids[event.case], why=event.reason)

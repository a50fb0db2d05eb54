"""Case plans of the story: goals, actions, the supervisor's decision."""

from datetime import UTC, datetime, time, timedelta

from jatigi.project.demo.casefile import CaseFile
from jatigi.project.demo.cast import NOBODY
from jatigi.project.demo.events import Action, CaseOpened, Goal, PlanDecided, PlanMade, PlanSubmittedAgain
from jatigi.project.demo.texts import area_of, phrase, texts

DONE = 0.7


def plan(file: CaseFile, opened: CaseOpened) -> None:
    """Most cases get a plan once assessed; the supervisor approves it or asks for more."""
    if file.rng.random() > (0.9 if file.urgency in ("immediate", "high") else 0.6):
        return
    assessed = f"{file.case}.assessed"
    if assessed not in file.keys or not file.needs:
        return
    made = file.write(
        PlanMade(
            key=f"{file.case}.plan",
            organisation=file.owner,
            actor=file.worker,
            happened_at=file.in_hours(file.latest, 2, 40),
            after=(assessed,),
            case=file.case,
            goals=_goals(file, file.latest),
            agreed_with_person=True,
        )
    )
    told = texts()["closing"]
    returned = file.rng.random() < 0.12
    decided = _decide(file, made, "decided", not returned, told["returned_plan" if returned else "approved"])
    if returned:
        again = file.write(
            PlanSubmittedAgain(
                key=f"{file.case}.plan.again",
                organisation=file.owner,
                actor=file.worker,
                happened_at=file.in_hours(decided.happened_at, 2, 26),
                after=(decided.key,),
                case=file.case,
            )
        )
        decided = _decide(file, again, "decided.again", True, told["approved"])
    _carry_out(file, made, decided)


def _carry_out(file: CaseFile, made: PlanMade, decided: PlanDecided) -> None:
    """Every action of an approved plan becomes a task; most are done by their day."""
    planned = [
        (f"{file.case}.plan.{place}.{order}", action)
        for place, goal in enumerate(made.goals)
        for order, action in enumerate(goal.actions)
    ]
    file.open_tasks |= dict.fromkeys((task for task, _ in planned), decided.key)
    for task, action in planned:
        if file.rng.random() < DONE:
            due = datetime.combine(action.due, time(9), UTC)
            file.end_task(task, file.in_hours(max(decided.happened_at, due), 1, 30), done=True)


def _decide(
    file: CaseFile, cause: PlanMade | PlanSubmittedAgain, word: str, approved: bool, note: str
) -> PlanDecided:
    return file.write(
        PlanDecided(
            key=f"{file.case}.plan.{word}",
            organisation=file.owner,
            actor=file.supervisor(),
            happened_at=file.in_hours(cause.happened_at, 1, 40),
            after=(cause.key,),
            case=file.case,
            approved=approved,
            note=note,
        )
    )


def _goals(file: CaseFile, base: datetime) -> tuple[Goal, ...]:
    by_area: dict[str, list[str]] = {}
    for need in file.needs[:4]:
        by_area.setdefault(area_of(need), []).append(need)
    return tuple(
        Goal(
            area=area,
            text=texts()["goals"][area],
            actions=tuple(_action(file, need, base) for need in wanted),
        )
        for area, wanted in by_area.items()
    )


def _action(file: CaseFile, need: str, base: datetime) -> Action:
    by_person = file.rng.random() < 0.2
    days = {"immediate": 1, "high": 3}.get(file.urgency, 10) + file.rng.randrange(5)
    return Action(
        text=phrase(file.rng, "actions", need),
        need=need,
        owner=NOBODY if by_person else file.worker,
        by_person=by_person,
        due=(base + timedelta(days=days)).date(),
    )

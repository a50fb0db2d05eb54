"""A whole plan as somebody typed it: what one submission holds, cleaned and checked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.cases import checks
from jatigi.cases.codes import Area
from jatigi.cases.models import Case
from jatigi.kernel.access import Access
from jatigi.kernel.errors import Invalid
from jatigi.kernel.text import LINE_LENGTH, clean
from jatigi.people.codes import Need

MOST_GOALS = 20
MOST_ACTIONS = 20


@dataclass(frozen=True)
class ActionDraft:
    """Who does what until when. `id` names the row that this one replaces."""

    text: str
    need: str = ""
    owner: UUID | None = None
    by_person: bool = False
    due: date | None = None
    id: UUID | None = None


@dataclass(frozen=True)
class GoalDraft:
    """A goal in an area of the assessment, with its actions in their order."""

    area: str
    text: str
    actions: list[ActionDraft]
    id: UUID | None = None


def checked(access: Access, case: Case, goals: Sequence[GoalDraft]) -> list[GoalDraft]:
    """The plan with clean texts. Raises `Invalid` with every fault at once.

    Fields are named `goal-0-text`, `goal-0-action-1-due` …, as the form names them.
    """
    if len(goals) > MOST_GOALS or any(len(goal.actions) > MOST_ACTIONS for goal in goals):
        raise Invalid({"": _("This is more than a plan can hold: at most 20 goals of 20 actions.")})
    faults: dict[str, object] = {}
    clean_goals = [_goal(access, case, goal, f"goal-{at}", faults) for at, goal in enumerate(goals)]
    if faults:
        raise Invalid(faults)  # type: ignore[arg-type]
    return clean_goals


def _goal(access: Access, case: Case, goal: GoalDraft, name: str, faults: dict[str, object]) -> GoalDraft:
    text = _try(faults, lambda: clean(goal.text, f"{name}-text", limit=LINE_LENGTH, needed=True))
    _try(faults, lambda: checks.one_of(goal.area, Area.values, f"{name}-area"))
    actions = [
        _action(access, case, action, f"{name}-action-{at}", faults) for at, action in enumerate(goal.actions)
    ]
    return replace(goal, text=text, actions=actions)


def _action(
    access: Access, case: Case, action: ActionDraft, name: str, faults: dict[str, object]
) -> ActionDraft:
    text = _try(faults, lambda: clean(action.text, f"{name}-text", limit=LINE_LENGTH, needed=True))
    _try(faults, lambda: checks.one_of(action.need, ["", *Need.values], f"{name}-need"))
    _try(faults, lambda: checks.colleague(access, action.owner, case.organisation_id, f"{name}-owner"))
    if action.due and action.due < case.opened_at.date():
        faults[f"{name}-due"] = _("This lies before the case was opened.")
    return replace(action, text=text)


def _try(faults: dict[str, object], check: Callable[[], str | UUID | None]) -> str:
    try:
        return str(check() or "")
    except Invalid as error:
        faults.update(error.errors)
        return ""

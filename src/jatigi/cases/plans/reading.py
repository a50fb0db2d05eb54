"""A plan as it stands: its goals with their actions, and how it differs from what somebody typed."""

from dataclasses import dataclass, field
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from jatigi.cases.models import Goal, Plan, PlanAction
from jatigi.cases.plans import editor
from jatigi.kernel.access import Access


@dataclass
class Standing:
    """A goal with its actions."""

    goal: Goal
    actions: list[PlanAction] = field(default_factory=list)


def of(access: Access, plan: Plan, *, dropped: bool = False) -> list[Standing]:
    """The goals of a plan in their order, in two queries. `dropped`: with what was given up."""
    goals = Goal.objects.visible_to(access).filter(plan=plan).order_by("position", "entered_at")
    actions = PlanAction.objects.visible_to(access).filter(goal__in=goals).select_related("owner")
    if not dropped:
        goals, actions = goals.exclude(state="dropped"), actions.exclude(state="dropped")
    found = {goal.pk: Standing(goal) for goal in goals}
    for action in actions.order_by("position", "entered_at"):
        if action.goal_id in found:
            found[action.goal_id].actions.append(action)
    return list(found.values())


def data_of(access: Access, plan: Plan) -> editor.Data:
    standing = of(access, plan)
    actions = [action for part in standing for action in part.actions]
    return editor.data_of([part.goal for part in standing], actions, plan.agreed_with_person)


def beside(access: Access, plan: Plan, typed: editor.Data, workers: list[Any]) -> editor.Editor:
    """What was typed, with what somebody else saved meanwhile: their new parts added, their changes shown.

    A row that both had keeps what was typed; `theirs` says what is saved now where that differs.
    """
    data, theirs = dict(typed), {}
    goals = {data.get(f"goal-{n}-id"): n for n in range(int(data.get("goals") or 0))}
    for part in of(access, plan):
        number = goals.get(str(part.goal.pk))
        if number is None:
            number = int(data.get("goals") or 0)
            data["goals"] = number + 1
            editor.put_goal(data, number, part.goal, part.actions)
            theirs[str(part.goal.pk)] = _("Added meanwhile.")
            continue
        theirs[str(part.goal.pk)] = _goal_words(part.goal)
        _lay_actions(data, number, part.actions, theirs)
    return _marked(editor.Editor(data, workers), theirs)


def _lay_actions(data: editor.Data, number: int, actions: list[PlanAction], theirs: dict[str, str]) -> None:
    count = int(data.get(f"goal-{number}-actions") or 0)
    known = {data.get(f"goal-{number}-action-{line}-id") for line in range(count)}
    for action in actions:
        if str(action.pk) in known:
            theirs[str(action.pk)] = _action_words(action)
        else:
            editor.put_action(data, number, action)
            theirs[str(action.pk)] = _("Added meanwhile.")


def _marked(made: editor.Editor, theirs: dict[str, str]) -> editor.Editor:
    made.is_valid()
    for part in made.parts:
        part.theirs = _if_differs(theirs, part.form, [part.form.cleaned_data.get("text", "")])
        for line in part.actions:
            line.theirs = _if_differs(theirs, line.form, _typed_words(line.form))
    return made


def _if_differs(theirs: dict[str, str], form: editor.Place, mine: list[str]) -> str:
    found = theirs.get(form.typed("id"), "")
    return "" if found == " · ".join(mine) else found


def _goal_words(goal: Goal) -> str:
    return str(goal.text)


def _action_words(action: PlanAction) -> str:
    who = _("the person") if action.by_person else str(action.owner or "")
    return " · ".join(_said(str(action.text), who, action.due))


def _typed_words(form: editor.ActionForm) -> list[str]:
    data = form.cleaned_data
    chosen: Any = form.fields["who"]
    who = dict(chosen.choices).get(data.get("who"), "") if data.get("who") else ""
    return _said(data.get("text", ""), str(who), data.get("due"))


def _said(text: str, who: str, due: Any) -> list[str]:
    day = formats.date_format(due, "SHORT_DATE_FORMAT") if due else ""
    return [part for part in (text, who, day) if part]

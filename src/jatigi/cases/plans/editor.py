"""The plan as one page of repeated fields, which works without scripts.

A goal's fields are called `goal-0-text`, those of its actions `goal-0-action-1-text`. How many there
are stands in hidden fields; a button named `more` adds an empty one without saving.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Account
from jatigi.cases.codes import Area
from jatigi.cases.models import Goal, PlanAction
from jatigi.cases.plans.drafts import MOST_ACTIONS, MOST_GOALS, ActionDraft, GoalDraft
from jatigi.people.codes import Need
from jatigi.ui.forms import DateField

PERSON = "person"
Data = dict[str, Any]


class Place(forms.Form):
    """A place to write on: left empty or removed, nothing is asked of it."""

    SAYS: ClassVar[tuple[str, ...]] = ()
    """The fields of which one at least says something where the place is wanted."""
    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any], prefix: str) -> None:
        super().__init__(data, prefix=prefix, empty_permitted=True)

    def typed(self, name: str) -> str:
        return str(self.data.get(self.add_prefix(name)) or "")

    def has_changed(self) -> bool:
        return not self.typed("remove") and any(self.typed(name).strip() for name in self.SAYS)


class ActionForm(Place):
    SAYS = ("id", "text", "need", "who", "due_day", "due_month", "due_year")
    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(label=_("What will be done"))
    need = forms.ChoiceField(label=_("Kind of support"), required=False, choices=[("", "—"), *Need.choices])
    who = forms.ChoiceField(label=_("Who does it"), required=False)
    due = DateField(label=_("Until when"), required=False)
    remove = forms.BooleanField(label=_("Remove this action"), required=False)

    def __init__(self, data: Mapping[str, Any], prefix: str, workers: Iterable[Account]) -> None:
        super().__init__(data, prefix)
        names = [(str(worker.pk), str(worker)) for worker in workers]
        who: Any = self.fields["who"]
        who.choices = [("", _("the case worker")), (PERSON, _("the person")), *names]

    def draft(self) -> ActionDraft:
        data = self.cleaned_data
        who = data["who"]
        owner = UUID(who) if who and who != PERSON else None
        return ActionDraft(data["text"], data["need"], owner, who == PERSON, data["due"], data["id"])


class GoalForm(Place):
    SAYS = ("id", "text")
    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    actions = forms.IntegerField(widget=forms.HiddenInput, required=False)
    area = forms.ChoiceField(label=_("Area"), choices=Area.choices)
    text = forms.CharField(label=_("What should be reached"))
    remove = forms.BooleanField(label=_("Remove this goal with its actions"), required=False)

    def __init__(self, data: Mapping[str, Any], prefix: str, lines: list[ActionForm]) -> None:
        self.lines = lines
        super().__init__(data, prefix)

    def has_changed(self) -> bool:
        return super().has_changed() or (
            not self.typed("remove") and any(line.has_changed() for line in self.lines)
        )


class PlanForm(forms.Form):
    goals = forms.IntegerField(widget=forms.HiddenInput, required=False)
    agreed_with_person = forms.BooleanField(
        label=_("This plan was made with the person, who agrees to it"), required=False
    )


@dataclass
class ActionPart:
    """`theirs`: what somebody else saved in the same place meanwhile."""

    form: ActionForm
    theirs: str = ""


@dataclass
class GoalPart:
    number: int
    form: GoalForm
    actions: list[ActionPart] = field(default_factory=list)
    theirs: str = ""


class Editor:
    """A plan in the making: from what was saved (`data_of`) or from what was just typed."""

    def __init__(self, data: Mapping[str, Any], workers: list[Account]) -> None:
        self.data, self.workers = data, workers
        self.form = PlanForm(data)
        self.parts = [self._part(number) for number in range(_count(data, "goals", MOST_GOALS))]

    def _part(self, number: int) -> GoalPart:
        prefix = f"goal-{number}"
        count = _count(self.data, f"{prefix}-actions", MOST_ACTIONS)
        lines = [ActionForm(self.data, f"{prefix}-action-{line}", self.workers) for line in range(count)]
        return GoalPart(number, GoalForm(self.data, prefix, lines), [ActionPart(line) for line in lines])

    def every_form(self) -> Iterator[forms.Form]:
        """Every form of the page in its order."""
        for part in self.parts:
            yield part.form
            yield from (action.form for action in part.actions)
        yield self.form

    def is_valid(self) -> bool:
        """Whether every form can be read; all of them are looked at, so that all faults are shown."""
        return not [form for form in self.every_form() if not form.is_valid()]

    def kept(self) -> list[tuple[GoalPart, list[ActionForm]]]:
        """What is neither removed nor left empty."""
        return [
            (part, [line for line in part.form.lines if line.has_changed()])
            for part in self.parts
            if part.form.has_changed()
        ]

    def drafts(self) -> list[GoalDraft]:
        return [
            GoalDraft(part.form.cleaned_data["area"], part.form.cleaned_data["text"], [a.draft() for a in lines],
                      part.form.cleaned_data["id"])
            for part, lines in self.kept()
        ]  # fmt: skip

    def refuse(self, errors: Mapping[str, Any]) -> None:
        """Put what the action found wrong (`goal-0-action-1-due`, counted over what was kept) at its field."""
        for name, sentence in errors.items():
            form, last = self._place(name)
            form.add_error(last if last in form.fields else None, str(sentence))

    def _place(self, name: str) -> tuple[forms.Form, str]:
        steps = name.split("-")
        if steps[0] != "goal" or len(steps) < 3:
            return self.form, name
        part, lines = self.kept()[int(steps[1])]
        if steps[2] != "action":
            return part.form, steps[2]
        return lines[int(steps[3])], "who" if steps[4] == "owner" else steps[4]


def _count(data: Mapping[str, Any], name: str, most: int) -> int:
    text = str(data.get(name) or "")
    return min(int(text), most) if text.isdecimal() and len(text) < 4 else 0


def data_of(goals: Iterable[Goal], actions: Iterable[PlanAction], agreed: bool) -> Data:
    """What was saved, as the form would send it, with one empty place to write on."""
    data: Data = {"agreed_with_person": "on" if agreed else ""}
    lines: dict[UUID, list[PlanAction]] = {}
    for action in actions:
        lines.setdefault(action.goal_id, []).append(action)
    number = -1
    for number, goal in enumerate(goals):
        put_goal(data, number, goal, lines.get(goal.pk, []))
    data["goals"] = number + 1
    return with_more(data, "goal") if number < 0 else data


def put_goal(data: Data, number: int, goal: Goal, actions: list[PlanAction]) -> None:
    prefix = f"goal-{number}"
    data |= {f"{prefix}-id": str(goal.pk), f"{prefix}-area": goal.area, f"{prefix}-text": goal.text}
    data[f"{prefix}-actions"] = 0
    for action in actions:
        put_action(data, number, action)


def put_action(data: Data, number: int, action: PlanAction) -> None:
    """Append an action to a goal of the form."""
    line = int(data[f"goal-{number}-actions"])
    prefix = f"goal-{number}-action-{line}"
    data[f"goal-{number}-actions"] = line + 1
    data |= {
        f"{prefix}-id": str(action.pk), f"{prefix}-text": action.text, f"{prefix}-need": action.need,
        f"{prefix}-who": PERSON if action.by_person else str(action.owner_id or ""),
    }  # fmt: skip
    if action.due:
        day = action.due
        data |= {
            f"{prefix}-due_day": day.day,
            f"{prefix}-due_month": day.month,
            f"{prefix}-due_year": day.year,
        }


def typed(post: QueryDict) -> Data:
    return {name: post.get(name) for name in post}


def with_more(data: Data, where: str) -> Data:
    """The same with one more empty goal (`goal`), or one more action in a goal (its number)."""
    if where == "goal":
        number = _count(data, "goals", MOST_GOALS)
        return {**data, "goals": min(number + 1, MOST_GOALS), f"goal-{number}-actions": 1}
    name = f"goal-{where}-actions"
    return {**data, name: min(_count(data, name, MOST_ACTIONS) + 1, MOST_ACTIONS)}

"""Pages of the plan: as it stands, in the making, on paper, decided on."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from jatigi.cases import forms, rules
from jatigi.cases.frames import SeeOther, answer, frame, opened, url_of
from jatigi.cases.models import Approval, Case, Goal, Plan, PlanAction
from jatigi.cases.plans import actions, editor, reading
from jatigi.cases.plans.editor import Editor
from jatigi.cases.team.members import colleagues
from jatigi.kernel.access import Purpose, Role
from jatigi.kernel.errors import Invalid, NotFound, Stale
from jatigi.kernel.http import Request, intent, page, safe_next
from jatigi.kernel.reading import open_record
from jatigi.ui.forms import summary_of

WORK = (Role.CASE_WORKER, Role.SUPERVISOR)
CM = Purpose.CASE_MANAGEMENT
STEPS: dict[str, tuple[Callable[..., Any], Any]] = {
    "submit": (actions.submit_plan, gettext_lazy("The plan waits for approval.")),
    "revise": (actions.revise_plan, gettext_lazy("The plan is open for changes.")),
}


@page(purpose=CM, roles=WORK)
def plan(request: Request, pk: UUID) -> HttpResponse:
    """The plan as it stands, and what can be done with it now."""
    found = opened(request, pk)
    held = _plan_of(request, found)
    asked = Approval.objects.visible_to(request.access).filter(case=found, kind="plan")
    waiting = held.state == "submitted"
    context = {
        "plan": held,
        "goals": reading.of(request.access, held),
        "asked": asked.select_related("requested_by", "decided_by").order_by("-requested_at").first(),
        "decides": waiting and rules.may_decide_plan(request.access, held),
        "own": waiting and held.submitted_by_id == request.access.account,
        "decision": forms.DecisionForm(),
    }
    return render(request, "cases/plan.html", frame(request, found, **context))


@page(purpose=CM, roles=WORK)
def edit(request: Request, pk: UUID) -> HttpResponse:
    """The whole plan in one form. Saved by somebody else meanwhile: both versions are shown."""
    found = opened(request, pk)
    held = _plan_of(request, found)
    workers = colleagues(request.access)
    if request.method != "POST":
        return _editing(request, found, held, Editor(reading.data_of(request.access, held), workers))
    typed = editor.typed(request.POST)
    if "more" in request.POST:
        return _editing(request, found, held, Editor(editor.with_more(typed, request.POST["more"]), workers))
    made = Editor(typed, workers)
    try:
        if made.is_valid() and _saved(request, held, made):
            messages.success(request, _("The plan is saved."))
            return SeeOther(url_of(found, "plan"))
    except Stale:
        now = _plan_of(request, found)
        both = reading.beside(request.access, now, typed, workers)
        return _editing(request, found, now, both, stale=True, status=409)
    return _editing(request, found, held, made, status=422)


def _saved(request: Request, held: Plan, made: Editor) -> bool:
    agreed = made.form.cleaned_data["agreed_with_person"]
    try:
        actions.save_plan(intent(request), held, goals=made.drafts(), agreed_with_person=agreed)
    except Invalid as error:
        made.refuse(error.errors)
        return False
    return True


def _editing(
    request: Request, found: Case, held: Plan, made: Editor, *, stale: bool = False, status: int = 200
) -> HttpResponse:
    seen = held.version if stale or request.method != "POST" else request.POST.get("seen", "")
    context = {
        "plan": held,
        "editor": made,
        "errors": summary_of(*made.every_form()),
        "seen": seen,
        "stale": stale,
    }
    return render(request, "cases/plan_edit.html", frame(request, found, **context), status=status)


@require_POST
@page(purpose=CM, roles=WORK)
def step(request: Request, pk: UUID, verb: str) -> HttpResponse:
    """Submit the plan for approval, or open an approved one for changes."""
    found = opened(request, pk)
    act, said = STEPS[verb]
    try:
        act(intent(request), _plan_of(request, found))
    except Invalid as error:
        for sentence in error.errors.values():
            messages.error(request, str(sentence))
        return SeeOther(url_of(found, "plan_edit" if verb == "submit" else "plan"))
    messages.success(request, said)
    return SeeOther(url_of(found, "plan_edit" if verb == "revise" else "plan"))


@require_POST
@page(purpose=CM, roles={Role.SUPERVISOR})
def decide(request: Request, pk: UUID, verb: str) -> HttpResponse:
    """Approve a plan that somebody else submitted, or return it with what is missing."""
    found = opened(request, pk)
    held = _plan_of(request, found)
    form = forms.DecisionForm(request.POST)
    act = actions.approve_plan if verb == "approve" else actions.return_plan
    return answer(
        request, form, lambda asking: act(asking, held, note=form.cleaned_data["note"]),
        template="cases/decide.html", context=lambda: frame(request, found, verb=verb, about=_("case plan")),
        then=safe_next(request, url_of(found, "plan")), said=_("It is decided."),
    )  # fmt: skip


@require_POST
@page(purpose=CM, roles=WORK)
def finish(request: Request, pk: UUID) -> HttpResponse:
    """An action of the plan is done."""
    planned = open_record(request.access, PlanAction, pk)
    goal = Goal.objects.visible_to(request.access).get(pk=planned.goal_id)
    actions.finish_action(intent(request), planned)
    return _back_to(request, goal)


@require_POST
@page(purpose=CM, roles=WORK)
def reach(request: Request, pk: UUID) -> HttpResponse:
    """A goal is reached."""
    goal = open_record(request.access, Goal, pk)
    actions.reach_goal(intent(request), goal)
    return _back_to(request, goal)


@page(purpose=CM, roles=WORK)
def sheet(request: Request, pk: UUID) -> HttpResponse:
    """The plan on one neutral A4, for the person to carry if they want to."""
    found = opened(request, pk)
    held = _plan_of(request, found)
    context = frame(request, found, plan=held, goals=reading.of(request.access, held))
    return render(request, "cases/plan_sheet.html", context)


def _plan_of(request: Request, found: Case) -> Plan:
    plans = Plan.objects.visible_to(request.access).select_related("saved_by", "decided_by", "submitted_by")
    held: Plan | None = plans.filter(case=found).first()
    if held is None:
        raise NotFound
    return held


def _back_to(request: Request, goal: Goal) -> HttpResponse:
    held = Plan.objects.visible_to(request.access).get(pk=goal.plan_id)
    messages.success(request, _("It is written down."))
    return SeeOther(url_of(held.case_id, "plan"))

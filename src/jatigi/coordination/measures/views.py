"""Pages of measures: list, one of them, planning, changing, and what its steps propose to the secretariat."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jatigi.coordination.commitments.models import Commitment
from jatigi.coordination.measures import actions, lists, rules
from jatigi.coordination.measures.following import becomes
from jatigi.coordination.measures.forms import DayForm, MeasureForm, WhyForm
from jatigi.coordination.measures.lists import Line
from jatigi.coordination.measures.models import Measure, StateProposal
from jatigi.coordination.measures.reporting import shown
from jatigi.coordination.rules import REPORTERS, SECRETARIAT
from jatigi.kernel import clock, states
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.errors import NotFound, Refused
from jatigi.kernel.http import Request, intent, page, perform

OVERSIGHT = Purpose.OVERSIGHT


@page(purpose=OVERSIGHT)
def measures(request: Request) -> HttpResponse:
    """What is done about commitments: all of it, what involves the own organisation, what is overdue."""
    whose = request.GET.get("whose", "")
    whose = whose if whose in lists.WHOSE else "all"
    commitment = _commitment(request)
    found = lists.listed(
        request.access, whose, commitment.pk if commitment else None, request.GET.get("after", "")
    )
    context = {
        "lines": lists.lines(request.access, found.rows),
        "next": found.next,
        "whose": whose,
        "commitment": commitment,
        "may_plan": rules.may_plan(request.access),
    }
    return render(request, "coordination/measures/list.html", context)


@page(purpose=OVERSIGHT)
def measure(request: Request, pk: UUID) -> HttpResponse:
    """What is planned, by whom, how far it is; its indicators with their values and reports."""
    return _measure(request, line_of(request.access, pk))


@page(purpose=OVERSIGHT, roles=REPORTERS)
def new(request: Request) -> HttpResponse:
    """Plan a measure; `commitment` in the address is answered by it."""
    commitment = _commitment(request)
    initial = {"references": commitment.reference, "theme": commitment.theme} if commitment else {}
    form = MeasureForm(request.POST or None, access=request.access, initial=initial)
    if form.is_valid():
        made = perform(request, form, lambda: actions.plan(intent(request), **form.values()))
        if made is not None:
            messages.success(request, _("Planned. Now say how it will be measured, and when it is reported."))
            return redirect("coordination:measure", made.pk)
    return render(request, "coordination/measures/edit.html", {"form": form}, status=_status(form))


@page(purpose=OVERSIGHT, roles=REPORTERS)
def change(request: Request, pk: UUID) -> HttpResponse:
    """Other words, dates, supporters or commitments."""
    line = _workable(request.access, pk)
    form = MeasureForm(request.POST or None, access=request.access, planned=True, initial=_initial(line))
    form.fields["supporters"].initial = lists.supporters_of(request.access, line.measure)
    if form.is_valid():
        act = lambda: actions.change(intent(request), line.measure, **form.values())  # noqa: E731
        if perform(request, form, act) is not None:
            messages.success(request, _("Changed."))
            return redirect("coordination:measure", pk)
    context = {"form": form, "line": line}
    return render(request, "coordination/measures/edit.html", context, status=_status(form))


@require_POST
@page(purpose=OVERSIGHT, roles=REPORTERS)
def step(request: Request, pk: UUID, verb: str) -> HttpResponse:
    """Begin, finish, abandon, reopen."""
    if verb not in STEPS:
        raise NotFound
    line = line_of(request.access, pk)
    form = FORMS[verb](request.POST, auto_id=f"{verb}-%s") if verb in FORMS else None
    if form is None or form.is_valid():
        values = form.cleaned_data if form else {}
        if perform(request, form, lambda: STEPS[verb](intent(request), line.measure, **values)) is not None:
            messages.success(request, _("Noted. The secretariat is asked whether the commitment follows."))
            return redirect("coordination:measure", pk)
    return _measure(request, line, bound={verb: form}, status=422)


@page(purpose=OVERSIGHT, roles={SECRETARIAT})
def proposals(request: Request) -> HttpResponse:
    """What the measures suggest for the state of the own commitments: what would change, by one click."""
    rows = StateProposal.objects.visible_to(request.access).filter(state="open").order_by("entered_at")[:200]
    found = list(rows)
    known = _by_pk(Commitment, request.access, [row.commitment_id for row in found])
    measures_of = _by_pk(Measure, request.access, [row.measure_id for row in found])
    context = {
        "proposals": [
            (row, known[row.commitment_id], measures_of[row.measure_id], becomes(known[row.commitment_id], row.verb))
            for row in found
            if row.commitment_id in known
        ]
    }
    return render(request, "coordination/measures/proposals.html", context)


@require_POST
@page(purpose=OVERSIGHT, roles={SECRETARIAT})
def decide(request: Request, pk: UUID) -> HttpResponse:
    """The commitment follows its measures, or stays."""
    if request.POST.get("verb") == "take":
        actions.take(intent(request), pk)
        messages.success(request, _("The commitment follows its measures."))
    else:
        actions.dismiss(intent(request), pk)
        messages.success(request, _("The commitment stays as it is."))
    return redirect("coordination:proposals")


STEPS: dict[str, Any] = {
    "begin": actions.begin,
    "finish": actions.finish,
    "abandon": actions.abandon,
    "reopen": actions.reopen,
}
FORMS: dict[str, Any] = {"begin": DayForm, "finish": DayForm, "abandon": WhyForm}


def line_of(access: Access, pk: UUID) -> Line:
    """A measure in words. Raises `NotFound`."""
    found = Measure.objects.visible_to(access).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return lists.lines(access, [found])[0]


def _workable(access: Access, pk: UUID) -> Line:
    line = line_of(access, pk)
    if not rules.may_work_on(access, line.measure):
        raise Refused(code="may_work_on")
    return line


def _measure(
    request: Request, line: Line, bound: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    may_work = rules.may_work_on(request.access, line.measure)
    steps = [
        (verb, (bound or {}).get(verb) or _blank(verb), verb in (bound or {}))
        for verb in STEPS
        if may_work and states.allows(line.measure, verb)
    ]
    context = {
        "line": line,
        "measure": line.measure,
        "may_work": may_work,
        "steps": steps,
        "indicators": shown.indicators(request.access, line.measure),
    }
    return render(request, "coordination/measures/one.html", context, status=status)


def _blank(verb: str) -> Any:
    initial = {"on": clock.today()}
    return FORMS[verb](auto_id=f"{verb}-%s", initial=initial) if verb in FORMS else None


def _initial(line: Line) -> dict[str, Any]:
    measure = line.measure
    return {
        "title": measure.title,
        "outcome": measure.outcome,
        "due_on": measure.due_on,
        "theme": measure.theme,
        "references": " ".join(commitment.reference for commitment in line.commitments),
    }


def _commitment(request: Request) -> Commitment | None:
    """The commitment in the address, where there is one. Raises `NotFound`."""
    text = request.GET.get("commitment", "")
    if not text:
        return None
    try:
        found = Commitment.objects.visible_to(request.access).filter(pk=UUID(text)).first()
    except ValueError:
        found = None
    if found is None:
        raise NotFound
    return found


def _by_pk(model: Any, access: Access, pks: list[UUID]) -> dict[UUID, Any]:
    return {row.pk: row for row in model.objects.visible_to(access).filter(pk__in=pks)}


def _status(form: Any) -> int:
    return 422 if form.errors else 200

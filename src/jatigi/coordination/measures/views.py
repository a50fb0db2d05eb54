"""Pages of measures: list, one of them, planning, changing, and what its steps propose to the secretariat."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jatigi.agencies import who
from jatigi.coordination.asking import Asked, ask, data, found
from jatigi.coordination.commitments import actions as commitments
from jatigi.coordination.commitments.models import Commitment
from jatigi.coordination.measures import actions, lists, rules
from jatigi.coordination.measures.following import becomes
from jatigi.coordination.measures.forms import DayForm, MeasureForm, WhyForm
from jatigi.coordination.measures.lists import Line
from jatigi.coordination.measures.models import Measure
from jatigi.coordination.measures.reporting import shown
from jatigi.coordination.rules import REPORTERS, SECRETARIAT
from jatigi.kernel import clock, states
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.errors import NotFound, Refused
from jatigi.kernel.http import Request, intent, page, perform

OVERSIGHT = Purpose.OVERSIGHT
STEPS: dict[str, Any] = {
    "begin": actions.begin,
    "finish": actions.finish,
    "abandon": actions.abandon,
    "reopen": actions.reopen,
}
FORMS: dict[str, Any] = {"begin": DayForm, "finish": DayForm, "abandon": WhyForm}
LISTED = 200


@page(purpose=OVERSIGHT)
def measures(request: Request) -> HttpResponse:
    """What is done about commitments: all of it, what involves the own organisation, what is overdue."""
    whose = request.GET.get("whose", "")
    whose = whose if whose in lists.WHOSE else "all"
    commitment = _commitment(request)
    rows = lists.listed(
        request.access, whose, commitment.pk if commitment else None, request.GET.get("after", "")
    )
    context = {
        "lines": lists.lines(request.access, rows.rows),
        "next": rows.next,
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
    form = MeasureForm(data(request), access=request.access, initial=initial)
    asked = Asked(
        _("Plan a measure"),
        reverse("coordination:measures"),
        _("Measures"),
        lead=_("What will be done about one or more commitments, by whom, until when."),
        told=_("Planned. Now say how it will be measured, and when it is reported."),
    )
    act = lambda: actions.plan(intent(request), **form.values())  # noqa: E731
    return ask(request, form, asked, act, lambda made: address(made.pk))


@page(purpose=OVERSIGHT, roles=REPORTERS)
def change(request: Request, pk: UUID) -> HttpResponse:
    """Other words, dates, supporters or commitments."""
    line = workable(request.access, pk)
    form = MeasureForm(
        data(request), access=request.access, planned=True, initial=_initial(request.access, line)
    )
    asked = Asked(
        _("Change the measure"),
        address(pk),
        line.measure.title,
        told=_("Changed."),
        seen=line.measure.version,
    )
    act = lambda: actions.change(intent(request), line.measure, **form.values())  # noqa: E731
    return ask(request, form, asked, act, address(pk))


@require_POST
@page(purpose=OVERSIGHT, roles=REPORTERS)
def step(request: Request, pk: UUID, verb: str) -> HttpResponse:
    """Begin, finish, abandon, reopen."""
    if verb not in STEPS:
        raise NotFound
    line = workable(request.access, pk)
    form = FORMS[verb](request.POST, auto_id=f"{verb}-%s") if verb in FORMS else None
    if form is None or form.is_valid():
        values = form.cleaned_data if form else {}
        if perform(request, form, lambda: STEPS[verb](intent(request), line.measure, **values)) is not None:
            messages.success(request, _("Noted. The secretariat is asked whether the commitment follows."))
            return redirect("coordination:measure", pk)
    return _measure(request, line, bound={verb: form}, status=422)


@page(purpose=OVERSIGHT, roles={SECRETARIAT})
def proposed(request: Request) -> HttpResponse:
    """What the measures suggest for the state of the own commitments: what would change, by one click."""
    rows = Commitment.objects.visible_to(request.access).filter(organisation_id=who.house(request.access))
    waiting = rows.exclude(proposed="").order_by("reference")[:LISTED]
    context = {"proposed": [(one, becomes(one, one.proposed)) for one in waiting]}
    return render(request, "coordination/measures/proposed.html", context)


@require_POST
@page(purpose=OVERSIGHT, roles={SECRETARIAT})
def decide(request: Request, pk: UUID) -> HttpResponse:
    """The commitment follows its measures, or stays."""
    commitment = found(request.access, Commitment, pk)
    if request.POST.get("decision") == "take":
        commitments.move(intent(request), commitment, verb=commitment.proposed)
        messages.success(request, _("The commitment follows its measures."))
    else:
        commitments.decline(intent(request), commitment)
        messages.success(request, _("The commitment stays as it is."))
    return redirect("coordination:proposed_states")


def address(pk: UUID) -> str:
    """The page of a measure."""
    return reverse("coordination:measure", args=[pk])


def line_of(access: Access, pk: UUID) -> Line:
    """A measure in words. Raises `NotFound`."""
    return lists.lines(access, [found(access, Measure, pk)])[0]


def workable(access: Access, pk: UUID) -> Line:
    """The same for whoever works on it. Raises `NotFound`, `Refused`."""
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


def _initial(access: Access, line: Line) -> dict[str, Any]:
    measure = line.measure
    return {
        "title": measure.title,
        "outcome": measure.outcome,
        "due_on": measure.due_on,
        "theme": measure.theme,
        "references": " ".join(commitment.reference for commitment in line.commitments),
        "supporters": lists.supporters_of(access, measure),
    }


def _commitment(request: Request) -> Commitment | None:
    """The commitment in the address, where there is one. Raises `NotFound`."""
    text = request.GET.get("commitment", "")
    return found(request.access, Commitment, text) if text else None

"""Pages of indicators, due dates and reports."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jatigi.agencies.models import Account
from jatigi.coordination import houses
from jatigi.coordination.measures import rules as measures
from jatigi.coordination.measures.comments import shown as comments
from jatigi.coordination.measures.reporting import actions, judging, lists, rules, shown
from jatigi.coordination.measures.reporting.forms import (
    IndicatorForm,
    ReportForm,
    SaidForm,
    initial_of,
    initial_of_report,
)
from jatigi.coordination.measures.reporting.models import (
    MeasureIndicator,
    ProgressReport,
    ReportDue,
    ReportEvidence,
    ReportState,
)
from jatigi.coordination.measures.views import line_of
from jatigi.coordination.rules import REPORTERS
from jatigi.kernel import clock
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.errors import NotFound, Refused
from jatigi.kernel.http import Request, intent, page, perform

OVERSIGHT = Purpose.OVERSIGHT


@page(purpose=OVERSIGHT)
def dues(request: Request) -> HttpResponse:
    """Reports that are overdue, of everybody; and those of the own organisation that are still to come."""
    own = request.GET.get("whose") == "mine"
    found = lists.due(request.access, own=own, cursor=request.GET.get("after", ""))
    context = {"lines": lists.lines(request.access, found.rows), "next": found.next, "own": own}
    return render(request, "coordination/reports/dues.html", context)


@page(purpose=OVERSIGHT, roles=REPORTERS)
def new_indicator(request: Request, pk: UUID) -> HttpResponse:
    """How a measure is measured, and when it is reported."""
    line = line_of(request.access, pk)
    if not measures.may_work_on(request.access, line.measure):
        raise Refused(code="may_work_on")
    colleagues = _colleagues(request.access, line.measure.organisation_id)
    initial = {"every_months": 6, "last_due_on": line.measure.due_on, "target_on": line.measure.due_on}
    form = IndicatorForm(request.POST or None, colleagues=colleagues, initial=initial)
    if form.is_valid():
        act = lambda: actions.add_indicator(intent(request), line.measure, **form.values())  # noqa: E731
        if perform(request, form, act) is not None:
            messages.success(request, _("The indicator stands, with its due dates."))
            return redirect("coordination:measure", pk)
    context = {"form": form, "measure": line.measure}
    return render(request, "coordination/reports/indicator.html", context, status=_status(form))


@page(purpose=OVERSIGHT, roles=REPORTERS)
def change_indicator(request: Request, pk: UUID) -> HttpResponse:
    """Another target or rhythm: due dates to come are written anew."""
    indicator = _indicator(request.access, pk)
    if not rules.may_measure(request.access, indicator):
        raise Refused(code="may_measure")
    colleagues = _colleagues(request.access, indicator.organisation_id)
    form = IndicatorForm(request.POST or None, colleagues=colleagues, initial=initial_of(indicator))
    if form.is_valid():
        act = lambda: actions.change_indicator(intent(request), indicator, **_kept(form, indicator))  # noqa: E731
        if perform(request, form, act) is not None:
            messages.success(request, _("Changed. Due dates to come follow the new rhythm."))
            return redirect("coordination:measure", indicator.measure_id)
    context = {"form": form, "measure": rules.measure_of(indicator), "indicator": indicator}
    return render(request, "coordination/reports/indicator.html", context, status=_status(form))


@page(purpose=OVERSIGHT, roles=REPORTERS)
def write(request: Request, pk: UUID) -> HttpResponse:
    """Write a report on an indicator; `due` in the address says for which date."""
    indicator = _indicator(request.access, pk)
    if not rules.may_report(request.access, indicator):
        raise Refused(code="may_report")
    due = _due(request, indicator)
    form = ReportForm(request.POST or None, unit=indicator.unit, initial={"value_on": clock.today()})
    if form.is_valid():
        values = {**form.values(), "due": due.pk if due else None}
        made = perform(request, form, lambda: actions.draft(intent(request), indicator, **values))
        if made is not None:
            messages.success(request, _("Kept as a draft. Read it once more, then send it."))
            return redirect("coordination:report", made.pk)
    context = {"form": form, "indicator": indicator, "measure": rules.measure_of(indicator), "due": due}
    return render(request, "coordination/reports/write.html", context, status=_status(form))


@page(purpose=OVERSIGHT, roles=REPORTERS)
def rewrite(request: Request, pk: UUID) -> HttpResponse:
    """Other words in a draft."""
    report = _report(request.access, pk)
    if not rules.may_write(request.access, report) or report.state != ReportState.DRAFT:
        raise Refused(code="may_write")
    indicator = _indicator(request.access, report.indicator_id)
    initial = initial_of_report(report, _evidence(request.access, report))
    form = ReportForm(request.POST or None, unit=indicator.unit, initial=initial)
    if form.is_valid():
        if perform(request, form, lambda: actions.change(intent(request), report, **form.values())) is not None:
            messages.success(request, _("Changed."))
            return redirect("coordination:report", pk)
    context = {"form": form, "indicator": indicator, "measure": rules.measure_of(indicator), "report": report}
    return render(request, "coordination/reports/write.html", context, status=_status(form))


@page(purpose=OVERSIGHT)
def report(request: Request, pk: UUID) -> HttpResponse:
    """What was reported, who stands by it, what civil society says of it, and the next step."""
    return _page(request, _report(request.access, pk))


@require_POST
@page(purpose=OVERSIGHT, roles=REPORTERS)
def step(request: Request, pk: UUID, verb: str) -> HttpResponse:
    """Send, validate, return, accept, send back, correct, discard."""
    if verb not in STEPS:
        raise NotFound
    found = _report(request.access, pk)
    form = SaidForm(request.POST, auto_id=f"{verb}-%s") if verb in WITH_A_SENTENCE else None
    if form is not None and not form.is_valid():
        return _page(request, found, bound={verb: form}, status=422)
    values = form.cleaned_data if form else {}
    done = STEPS[verb](intent(request), found, **values)
    if verb == "discard":
        messages.success(request, _("The draft is gone."))
        return redirect("coordination:measure", found.measure_id)
    if verb == "correct":
        return redirect("coordination:rewrite_report", done.pk if done else pk)
    messages.success(request, _("Noted."))
    return redirect("coordination:report", pk)


STEPS: dict[str, Any] = {
    "send": actions.send,
    "validate": actions.validate,
    "return": actions.give_back,
    "accept": actions.accept,
    "send_back": actions.send_back,
    "correct": actions.correct,
    "discard": actions.discard,
}
WITH_A_SENTENCE = ("return", "send_back")


def _page(
    request: Request, found: ProgressReport, bound: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    access = request.access
    line = line_of(access, found.measure_id)
    due = ReportDue.objects.visible_to(access).filter(pk=found.due_id).first() if found.due_id else None
    steps = doable(access, found)
    context = {
        "report": found,
        "tone": shown.TONES[ReportState(found.state)],
        "line": line,
        "measure": line.measure,
        "indicator": _indicator(access, found.indicator_id),
        "due": due,
        "evidence": _evidence(access, found),
        "people": _people(access, found),
        "house": houses.names([found.organisation_id]).get(found.organisation_id, ""),
        "steps": [verb for verb in steps if verb not in WITH_A_SENTENCE],
        "sentences": [
            (verb, (bound or {}).get(verb) or SaidForm(auto_id=f"{verb}-%s"), verb in (bound or {}))
            for verb in steps
            if verb in WITH_A_SENTENCE
        ],
        "alone": _nobody_else(access, found),
        **comments.beside(access, report=found),
    }
    return render(request, "coordination/reports/one.html", context, status=status)


def doable(access: Access, found: ProgressReport) -> list[str]:
    """The verbs that the asker can do with a report now."""
    state, writes = found.state, rules.may_write(access, found)
    frozen = state not in (ReportState.DRAFT, ReportState.SENT)
    unaccounted = state == ReportState.SENT and not rules.has_accounts(found)
    decides = (state == ReportState.VALIDATED or unaccounted) and rules.may_accept(access, found)
    validates = state == ReportState.SENT and rules.may_validate(access, found)
    found_verbs = {
        "send": writes and state == ReportState.DRAFT,
        "discard": writes and state == ReportState.DRAFT,
        "validate": validates,
        "return": validates,
        "accept": decides,
        "send_back": decides,
        "correct": writes and frozen,
    }
    return [verb for verb, possible in found_verbs.items() if possible]


def _nobody_else(access: Access, found: ProgressReport) -> bool:
    """Whether the author looks at a report that somebody else must validate."""
    return found.state == ReportState.SENT and found.written_by_id == access.account


def _people(access: Access, found: ProgressReport) -> dict[str, str]:
    """Who wrote and who validated it, by name for the organisation itself; others read that it stands by it."""
    if found.organisation_id != access.organisation:
        return {"written": found.written_name, "validated": ""}
    pks = [pk for pk in (found.written_by_id, found.validated_by_id) if pk]
    names = {one.pk: one.full_name for one in Account.objects.filter(pk__in=pks)}
    return {
        "written": names.get(found.written_by_id, found.written_name) if found.written_by_id else found.written_name,
        "validated": names.get(found.validated_by_id, "") if found.validated_by_id else "",
    }


def _colleagues(access: Access, organisation: UUID) -> dict[UUID, str]:
    return judging.reporters(organisation) if organisation == access.organisation else {}


def _kept(form: IndicatorForm, indicator: MeasureIndicator) -> dict[str, Any]:
    """What a form without the question who reports leaves as it is."""
    values = form.values()
    return values if "assigned" in form.fields else {**values, "assigned": indicator.assigned_id}


def _due(request: Request, indicator: MeasureIndicator) -> ReportDue | None:
    text = request.GET.get("due", "")
    try:
        pk = UUID(text) if text else None
    except ValueError:
        raise NotFound from None
    if pk is None:
        return None
    found = ReportDue.objects.visible_to(request.access).filter(pk=pk, indicator=indicator).first()
    if found is None:
        raise NotFound
    return found


def _indicator(access: Access, pk: UUID) -> MeasureIndicator:
    found = MeasureIndicator.objects.visible_to(access).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _report(access: Access, pk: UUID) -> ProgressReport:
    found = ProgressReport.objects.visible_to(access).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _evidence(access: Access, found: ProgressReport) -> list[ReportEvidence]:
    return list(ReportEvidence.objects.visible_to(access).filter(report=found).order_by("entered_at", "pk"))


def _status(form: Any) -> int:
    return 422 if form.errors else 200


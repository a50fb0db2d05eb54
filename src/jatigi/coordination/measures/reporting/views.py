"""Pages of indicators and due dates, and where reports are written."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from jatigi.coordination.asking import Asked, ask, data, found
from jatigi.coordination.measures.reporting import actions, judging, lists, rules
from jatigi.coordination.measures.reporting.detail import evidence_of
from jatigi.coordination.measures.reporting.forms import (
    IndicatorForm,
    ReportForm,
    initial_of,
    initial_of_report,
)
from jatigi.coordination.measures.reporting.models import (
    MeasureIndicator,
    ProgressReport,
    ReportDue,
    ReportState,
)
from jatigi.coordination.measures.views import address, workable
from jatigi.coordination.rules import REPORTERS
from jatigi.kernel import clock
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.errors import NotFound, Refused
from jatigi.kernel.http import Request, intent, page
from jatigi.ui.words import dated

OVERSIGHT = Purpose.OVERSIGHT
LISTED = 100


@page(purpose=OVERSIGHT)
def dues(request: Request) -> HttpResponse:
    """Reports that are overdue, of everybody; and those of the own organisation that are still to come."""
    own = request.GET.get("whose") == "mine"
    found = lists.due(request.access, own=own, cursor=request.GET.get("after", ""))
    context = {"lines": lists.lines(request.access, found.rows), "next": found.next, "own": own}
    return render(request, "coordination/progress/dues.html", context)


@page(purpose=OVERSIGHT, roles=REPORTERS)
def waiting(request: Request) -> HttpResponse:
    """Reports that wait for the asker's word: for the own organisation, and as the secretariat."""
    rows = [*lists.to_validate(request.access)[:LISTED], *lists.to_accept(request.access)[:LISTED]]
    context = {"lines": lists.told(request.access, rows)}
    return render(request, "coordination/progress/waiting.html", context)


@page(purpose=OVERSIGHT, roles=REPORTERS)
def new_indicator(request: Request, pk: UUID) -> HttpResponse:
    """How a measure is measured, and when it is reported."""
    measure = workable(request.access, pk).measure
    initial = {"every_months": 6, "last_due_on": measure.due_on, "target_on": measure.due_on}
    colleagues = _colleagues(request.access, measure.organisation_id)
    form = IndicatorForm(data(request), colleagues=colleagues, initial=initial)
    asked = Asked(
        _("Add an indicator"), address(pk), measure.title, told=_("The indicator stands, with its due dates.")
    )
    act = lambda: actions.add_indicator(intent(request), measure, **form.values())  # noqa: E731
    return ask(request, form, asked, act, address(pk))


@page(purpose=OVERSIGHT, roles=REPORTERS)
def change_indicator(request: Request, pk: UUID) -> HttpResponse:
    """Another target or rhythm: due dates to come are written anew."""
    indicator = found(request.access, MeasureIndicator, pk)
    measure = workable(request.access, indicator.measure_id).measure
    colleagues = _colleagues(request.access, indicator.organisation_id)
    form = IndicatorForm(data(request), colleagues=colleagues, initial=initial_of(indicator))
    asked = Asked(
        _("Change the indicator"), address(measure.pk), measure.title, seen=indicator.version,
        lead=_("Due dates that are over stay; those to come follow the new rhythm."), told=_("Changed."),
    )  # fmt: skip
    act = lambda: actions.change_indicator(intent(request), indicator, **_kept(form, indicator))  # noqa: E731
    return ask(request, form, asked, act, address(measure.pk))


@page(purpose=OVERSIGHT, roles=REPORTERS)
def write(request: Request, pk: UUID) -> HttpResponse:
    """Write a report on an indicator; `due` in the address says for which date."""
    indicator = found(request.access, MeasureIndicator, pk)
    if not rules.may_report(request.access, indicator):
        raise Refused(code="may_report")
    due = _due(request, indicator)
    form = ReportForm(data(request), unit=indicator.unit, initial={"value_on": clock.today()})
    asked = _asked(indicator, due, _("Kept as a draft. Read it once more, then send it."))
    answered = due.pk if due else None
    act = lambda: actions.draft(intent(request), indicator, **form.values(), due=answered)  # noqa: E731
    return ask(request, form, asked, act, lambda made: reverse("coordination:progress", args=[made.pk]))


@page(purpose=OVERSIGHT, roles=REPORTERS)
def rewrite(request: Request, pk: UUID) -> HttpResponse:
    """Other words in a draft."""
    report = found(request.access, ProgressReport, pk)
    if not rules.may_write(request.access, report) or report.state != ReportState.DRAFT:
        raise Refused(code="may_write")
    indicator = found(request.access, MeasureIndicator, report.indicator_id)
    initial = initial_of_report(report, [one for one in evidence_of(request.access, report) if one.url])
    form = ReportForm(data(request), unit=indicator.unit, initial=initial)
    asked = _asked(indicator, None, _("Changed."), seen=report.version)
    act = lambda: actions.change(intent(request), report, **form.values())  # noqa: E731
    return ask(request, form, asked, act, reverse("coordination:progress", args=[pk]))


def _colleagues(access: Access, organisation: UUID) -> dict[UUID, str]:
    return judging.reporters(organisation) if organisation == access.organisation else {}


def _kept(form: IndicatorForm, indicator: MeasureIndicator) -> dict[str, Any]:
    """What a form without the question who reports leaves as it is."""
    values = form.values()
    return values if "assigned" in form.fields else {**values, "assigned": indicator.assigned_id}


def _asked(indicator: MeasureIndicator, due: ReportDue | None, told: str, seen: int | None = None) -> Asked:
    """The page on which a report is written."""
    measure = rules.measure_of(indicator)
    day = dated(due.due_on) if due else ""
    return Asked(
        _("Write a report"),
        address(measure.pk),
        measure.title,
        lead=f"{indicator.title} · {_('due on')} {day}" if day else indicator.title,
        told=told,
        label=_("Keep as a draft"),
        seen=seen,
    )


def _due(request: Request, indicator: MeasureIndicator) -> ReportDue | None:
    text = request.GET.get("due", "")
    due = found(request.access, ReportDue, text) if text else None
    if due is not None and due.indicator_id != indicator.pk:
        raise NotFound
    return due

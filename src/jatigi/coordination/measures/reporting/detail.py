"""The page of one report, and its steps."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jatigi.agencies.models import Account
from jatigi.coordination import houses
from jatigi.coordination.asking import found
from jatigi.coordination.measures.comments import shown as comments
from jatigi.coordination.measures.reporting import actions, rules, shown
from jatigi.coordination.measures.reporting.forms import SaidForm
from jatigi.coordination.measures.reporting.models import (
    MeasureIndicator,
    ProgressReport,
    ReportDue,
    ReportEvidence,
    ReportState,
)
from jatigi.coordination.measures.views import line_of
from jatigi.coordination.rules import REPORTERS
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.errors import NotFound
from jatigi.kernel.http import Request, intent, page, perform

OVERSIGHT = Purpose.OVERSIGHT
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


@page(purpose=OVERSIGHT)
def report(request: Request, pk: UUID) -> HttpResponse:
    """What was reported, who stands by it, what civil society says of it, and the next step."""
    return _page(request, found(request.access, ProgressReport, pk))


@require_POST
@page(purpose=OVERSIGHT, roles=REPORTERS)
def step(request: Request, pk: UUID, verb: str) -> HttpResponse:
    """Send, validate, return, accept, send back, correct, discard."""
    if verb not in STEPS:
        raise NotFound
    one = found(request.access, ProgressReport, pk)
    form = SaidForm(request.POST, auto_id=f"{verb}-%s") if verb in WITH_A_SENTENCE else None
    if form is not None and not form.is_valid():
        return _page(request, one, bound={verb: form}, status=422)
    values = form.cleaned_data if form else {}
    done = perform(request, form, lambda: (STEPS[verb](intent(request), one, **values),))
    if done is None:
        return _page(request, one, bound={verb: form}, status=422)
    if verb == "discard":
        messages.success(request, _("The draft is gone."))
        return redirect("coordination:measure", one.measure_id)
    if verb == "correct":
        return redirect("coordination:progress_change", done[0].pk)
    messages.success(request, _("Noted."))
    return redirect("coordination:progress", pk)


def evidence_of(access: Access, one: ProgressReport) -> list[ReportEvidence]:
    """The documents that show what a report says."""
    rows = ReportEvidence.objects.visible_to(access).filter(report=one).defer("content")
    return list(rows.order_by("entered_at", "pk"))


def doable(access: Access, one: ProgressReport) -> list[str]:
    """The verbs that the asker can do with a report now."""
    state, writes = one.state, rules.may_write(access, one)
    frozen = state not in (ReportState.DRAFT, ReportState.SENT)
    unaccounted = state == ReportState.SENT and not rules.has_accounts(one)
    decides = (state == ReportState.VALIDATED or unaccounted) and rules.may_accept(access, one)
    validates = state == ReportState.SENT and rules.may_validate(access, one)
    possible = {
        "send": writes and state == ReportState.DRAFT,
        "discard": writes and state == ReportState.DRAFT,
        "validate": validates,
        "return": validates,
        "accept": decides,
        "send_back": decides,
        "correct": writes and frozen,
    }
    return [verb for verb, allowed in possible.items() if allowed]


def _page(
    request: Request, one: ProgressReport, bound: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    access, steps, held = request.access, doable(request.access, one), bound or {}
    line = line_of(access, one.measure_id)
    context = {
        "report": one,
        "tone": shown.TONES[ReportState(one.state)],
        "line": line,
        "measure": line.measure,
        "indicator": found(access, MeasureIndicator, one.indicator_id),
        "due": ReportDue.objects.visible_to(access).filter(pk=one.due_id).first() if one.due_id else None,
        "evidence": evidence_of(access, one),
        "house": houses.names([one.organisation_id]).get(one.organisation_id, ""),
        "steps": [verb for verb in steps if verb not in WITH_A_SENTENCE],
        "sentences": [
            (verb, held.get(verb) or SaidForm(auto_id=f"{verb}-%s"), verb in held)
            for verb in steps
            if verb in WITH_A_SENTENCE
        ],
        "own": one.state == ReportState.SENT and one.written_by_id == access.account,
        **_people(access, one),
        **comments.beside(access, report=one),
    }
    return render(request, "coordination/progress/one.html", context, status=status)


def _people(access: Access, one: ProgressReport) -> dict[str, str]:
    """Who wrote and who validated it: by name for the organisation itself; others read that it stands by it."""
    if one.organisation_id != access.organisation:
        return {"written": one.written_name, "validated": ""}
    pks = [pk for pk in (one.written_by_id, one.validated_by_id) if pk]
    names = {account.pk: account.full_name for account in Account.objects.filter(pk__in=pks)}
    return {
        "written": names.get(one.written_by_id, "") if one.written_by_id else one.written_name,
        "validated": names.get(one.validated_by_id, "") if one.validated_by_id else "",
    }

"""Pages of workbooks: bringing one, what would become of it, answering what it leaves open, bringing it in."""

from collections import Counter
from io import BytesIO
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from jatigi.directory.workbooks import actions, publishing, rules, template, told
from jatigi.directory.workbooks.forms import AnswerForm, BringForm
from jatigi.directory.workbooks.judging import Verdict
from jatigi.directory.workbooks.known import known
from jatigi.directory.workbooks.models import Workbook, WorkbookState
from jatigi.directory.workbooks.opening import MOST_BYTES
from jatigi.kernel import clock
from jatigi.kernel.access import Purpose
from jatigi.kernel.errors import NotFound
from jatigi.kernel.http import Request, intent, page, perform, public
from jatigi.kernel.reading import open_record

SHOWN = 100
LISTED = 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TONES = {WorkbookState.CHECKED: "info", WorkbookState.DONE: "success"}


@page(purpose=Purpose.REFERRAL, roles=rules.BRINGERS)
def bring(request: Request) -> HttpResponseBase:
    """Bring a workbook; those that were brought before."""
    form = BringForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        brought = perform(
            request, form,
            lambda: actions.bring(
                intent(request), name="a.csv" if file.name.lower().endswith(".csv") else "a.xlsx",
                content=file.read(MOST_BYTES + 1), country=form.cleaned_data["country"],
            ),
        )  # fmt: skip
        if brought is not None:
            return redirect("directory:workbook", brought.pk)
    rows = Workbook.objects.visible_to(request.access).select_related("by").order_by("-brought_at")[:LISTED]
    context = {"form": form, "rows": [(row, _state(row)) for row in rows]}
    return render(request, "directory/workbooks/bring.html", context, status=422 if form.errors else 200)


@require_GET
@page(purpose=Purpose.REFERRAL, roles=rules.BRINGERS)
def empty(request: Request) -> HttpResponseBase:
    """The template, to be filled in."""
    headers = {"Content-Disposition": 'attachment; filename="qui-fait-quoi-ou.xlsx"'}
    return HttpResponse(template.workbook(), content_type=XLSX, headers=headers)


@require_GET
@page(purpose=Purpose.REFERRAL, roles=rules.BRINGERS)
def workbook(request: Request, pk: UUID) -> HttpResponseBase:
    """What would become of a workbook, and what is to be confirmed."""
    return _page(request, open_record(request.access, Workbook, pk))


@require_POST
@page(purpose=Purpose.REFERRAL, roles=rules.BRINGERS)
def answer(request: Request, pk: UUID) -> HttpResponseBase:
    """Confirm what was not recognised; with `rest`, everything else at once."""
    found = open_record(request.access, Workbook, pk)
    asked = _waiting(found)
    form = AnswerForm(request.POST, questions=asked, everybody=rules.for_everybody(request.access))
    given, rest = AnswerForm.answers(request.POST), request.POST.get("rest", "")
    done = perform(request, form, lambda: actions.answer(intent(request), found.pk, answers=given, rest=rest))
    if done is None:
        return _page(request, found, form)
    return redirect("directory:workbook", pk)


@require_POST
@page(purpose=Purpose.REFERRAL, roles=rules.BRINGERS)
def write(request: Request, pk: UUID) -> HttpResponseBase:
    """Bring in what is recognised."""
    actions.write(intent(request), pk)
    messages.success(request, _("The services of the workbook were brought in."))
    return redirect("directory:workbook", pk)


@require_POST
@page(purpose=Purpose.REFERRAL, roles=rules.BRINGERS)
def drop(request: Request, pk: UUID) -> HttpResponseBase:
    """Take it back."""
    actions.drop(intent(request), pk)
    messages.success(request, _("The workbook is gone. What came in stays."))
    return redirect("directory:workbooks")


@require_GET
@public()
def published(request: Request, kind: str) -> HttpResponseBase:
    """The public directory as a table with HXL tags. `?lang=en` for English."""
    if kind not in publishing.KINDS:
        raise NotFound
    file = BytesIO()
    publishing.write(kind, request.GET.get("lang", "fr"), file)
    headers = {"Content-Disposition": f'attachment; filename="qui-fait-quoi-ou-3w.{kind}"'}
    return HttpResponse(file.getvalue(), content_type=publishing.KINDS[kind], headers=headers)


def _page(request: Request, found: Workbook, form: AnswerForm | None = None) -> HttpResponse:
    access = request.access
    waits = found.state == WorkbookState.CHECKED and found.until >= clock.now() and bool(found.said)
    context: dict[str, Any] = {"workbook": found, "state": _state(found), "waits": waits}
    if waits:
        verdict = actions.judged(found)
        there = known(verdict.offers)
        asked = [one for one in verdict.questions if one.needed]
        mine = rules.may_bring_this(access, found)
        everybody = rules.for_everybody(access)
        foreign = any(house != str(access.organisation) for house, _n, _p in verdict.offers.keys() - there)
        context |= _told(verdict, len(there)) | {
            "questions": len(asked),
            "form": form or (AnswerForm(questions=asked, everybody=everybody) if asked and mine else None),
            "mine": mine,
            "everybody": everybody,
            "foreign": foreign and not everybody,
            "may_write": mine and len(verdict.offers) > len(there) and (everybody or not foreign),
        }
    return render(
        request, "directory/workbooks/workbook.html", context, status=422 if form is not None else 200
    )


def _told(verdict: Verdict, there: int) -> dict[str, Any]:
    """The judgement in figures and lists, each list cut at what a page can show."""
    found = told.told(verdict)
    return {
        "told": found,
        "new": len(verdict.offers) - there,
        "there": there,
        "refused": found["refused"][:SHOWN],
        "refused_more": max(0, len(found["refused"]) - SHOWN),
        "left_out": sorted(Counter(one["reason"] for one in found["left_out"]).items()),
        "houses": [one for one in found["organisations"]["recognised"] if one["text"] != one["is"]][:SHOWN],
        "unread": [one for one in found["sheets"] if not one["read"]],
        "aside": len(found["ignored"]),
    }


def _waiting(found: Workbook) -> list[Any]:
    if found.state != WorkbookState.CHECKED or not found.said:
        raise NotFound
    return [one for one in actions.judged(found).questions if one.needed]


def _state(row: Workbook) -> tuple[Any, str]:
    return row.get_state_display(), TONES.get(WorkbookState(row.state), "neutral")

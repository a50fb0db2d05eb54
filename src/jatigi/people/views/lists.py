"""Lists of people: bringing one, what the check found, having it written. Whoever brings it sees nobody who is known."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from jatigi.algorithms.matching import Reason
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.errors import NotFound
from jatigi.kernel.http import Request, intent, page
from jatigi.kernel.reading import open_record, saw_list
from jatigi.people import reasons, rules
from jatigi.people.codes import ImportState
from jatigi.people.forms.lists import ListForm
from jatigi.people.imports import tasks, template
from jatigi.people.imports.judging import SAME
from jatigi.people.imports.lists import actions as lists
from jatigi.people.models import Import, Person
from jatigi.people.views.common import first_site, perform, see_other
from jatigi.questionnaires.data.tables import MOST_BYTES

SHOWN = 200
LISTED = 20
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BUSY = (ImportState.CHECKING, ImportState.WRITING)
TONES = {ImportState.CHECKED: "info", ImportState.DONE: "success", **dict.fromkeys(BUSY, "warning")}


@page(purpose=Purpose.ADMINISTRATION, roles=rules.IMPORTERS, step_up=True)
def bring(request: Request) -> HttpResponseBase:
    """Bring a list; those that were brought before."""
    form = ListForm(
        request.access, request.POST or None, request.FILES or None, first_site=first_site(request)
    )
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read(MOST_BYTES + 1)
        kind = file.name.lower().rpartition(".")[2]
        brought = perform(
            request, form,
            lambda: lists.bring(intent(request), kind=kind, content=content, options=form.options()),
        )  # fmt: skip
        if brought is not None:
            return see_other("people:import", brought.pk)
    rows = Import.objects.visible_to(request.access).select_related("by").order_by("-brought_at")[:LISTED]
    context = {"form": form, "rows": [(row, _state(row)) for row in rows]}
    return render(request, "people/lists/bring.html", context, status=422 if form.errors else 200)


@require_GET
@page(purpose=Purpose.ADMINISTRATION, roles=rules.IMPORTERS)
def empty(request: Request) -> HttpResponseBase:
    """The template, to be filled in."""
    headers = {"Content-Disposition": 'attachment; filename="liste-de-personnes.xlsx"'}
    return HttpResponse(template.workbook(), content_type=WORKBOOK, headers=headers)


@require_GET
@page(purpose=Purpose.ADMINISTRATION, roles=rules.IMPORTERS)
def brought(request: Request, pk: UUID) -> HttpResponseBase:
    """What the check found, row by row; what can be done now."""
    found = open_record(request.access, Import, pk)
    told = found.verdict or {}
    rows = told.get("rows", [])
    context = {
        "brought": found,
        "state": _state(found),
        "wrong": told.get("wrong", [])[:SHOWN],
        "more": max(0, len(told.get("wrong", [])) - SHOWN),
        "left_out": told.get("left_out", []),
        "new": [f"{first}–{last}" if last > first else str(first) for first, last in told.get("new", [])],
        "alike": _alike(request.access, rows[:SHOWN]),
        "more_alike": max(0, len(rows) - SHOWN),
        "checked": found.state == ImportState.CHECKED,
        "may_write": found.state == ImportState.CHECKED and not found.refused
        and bool(found.new + found.perhaps) and rules.may_bring_list(request.access, found),
        **_progress(found),
    }  # fmt: skip
    return render(request, "people/lists/brought.html", context)


@require_GET
@page(purpose=Purpose.ADMINISTRATION, roles=rules.IMPORTERS)
def progress(request: Request, pk: UUID) -> HttpResponseBase:
    """How far the work is, as a part of the page."""
    found = Import.objects.visible_to(request.access).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return render(request, "people/lists/progress.html", {"brought": found, **_progress(found)})


@require_POST
@page(purpose=Purpose.ADMINISTRATION, roles=rules.IMPORTERS, step_up=True)
def accept(request: Request, pk: UUID) -> HttpResponseBase:
    """Have it written."""
    lists.accept(intent(request), pk)
    return see_other("people:import", pk)


@require_POST
@page(purpose=Purpose.ADMINISTRATION, roles=rules.IMPORTERS)
def drop(request: Request, pk: UUID) -> HttpResponseBase:
    """Take it back."""
    lists.drop(intent(request), pk)
    messages.success(request, _("The list is gone. Nothing of it was written."))
    return see_other("people:imports")


def _alike(access: Access, rows: list[Any]) -> list[dict[str, Any]]:
    """Rows that are or may be somebody known; with whom, only for those who work with people."""
    looking = access.for_purpose(Purpose.RECEPTION)
    wanted = [pk for _number, _verdict, _twins, others in rows for pk, _why in others]
    known = Person.objects.visible_to(looking).filter(pk__in=wanted).in_bulk() if wanted else {}
    saw_list(looking, Person, list(known), what="import")
    return [
        {
            "number": number,
            "same": verdict == SAME,
            "twins": twins,
            "others": [
                (known[UUID(pk)], reasons.sentences(Reason(code, params) for code, params in why))
                for pk, why in others
                if UUID(pk) in known
            ],
        }
        for number, verdict, twins, others in rows
    ]


def _state(row: Import) -> tuple[Any, str]:
    return row.get_state_display(), TONES.get(ImportState(row.state), "neutral")


def _progress(found: Import) -> dict[str, Any]:
    done, of = tasks.progress_of(found.pk)
    return {"busy": found.state in BUSY, "done": done, "of": of}

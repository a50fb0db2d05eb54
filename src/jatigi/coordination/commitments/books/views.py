"""Pages of workbooks: the template, taking commitments out, bringing a workbook, its conflicts, bringing it in."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from jatigi.coordination.commitments import finding
from jatigi.coordination.commitments.books import actions, exporting, rules
from jatigi.coordination.commitments.books.columns import BY_KEY
from jatigi.coordination.commitments.books.judging import FILE, HERE
from jatigi.coordination.commitments.books.looking import Lists
from jatigi.coordination.commitments.books.models import Book, BookState
from jatigi.coordination.commitments.books.reading import MOST_ROWS
from jatigi.coordination.commitments.forms import FilterForm
from jatigi.coordination.commitments.views import country_of
from jatigi.coordination.rules import SECRETARIAT
from jatigi.directory.workbooks.opening import MOST_BYTES
from jatigi.kernel import clock
from jatigi.kernel.access import Purpose
from jatigi.kernel.errors import Conflict
from jatigi.kernel.http import Request, intent, page, perform
from jatigi.kernel.reading import open_record

OVERSIGHT = Purpose.OVERSIGHT
LISTED = 20
CHOSEN_AT_ONCE = 50
TONES = {BookState.CHECKED: "info", BookState.DONE: "success"}


class BringForm(forms.Form):
    """A workbook."""

    file = forms.FileField(
        label=_("Workbook"),
        help_text=_(
            "An .xlsx file of at most 10 MB: the template, or commitments that were taken out and edited."
        ),
        widget=forms.ClearableFileInput({"accept": ".xlsx,.csv"}),
    )


@page(purpose=OVERSIGHT, roles=[SECRETARIAT])
def bring(request: Request) -> HttpResponseBase:
    """Bring a workbook; those that were brought before."""
    form = BringForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        name = "a.csv" if file.name.lower().endswith(".csv") else "a.xlsx"
        content = file.read(MOST_BYTES + 1)
        brought = perform(request, form, lambda: actions.bring(intent(request), name=name, content=content))
        if brought is not None:
            return redirect("coordination:book", brought.pk)
    rows = Book.objects.visible_to(request.access).select_related("by").order_by("-brought_at")[:LISTED]
    context = {"form": form, "rows": [(row, _state(row)) for row in rows]}
    return render(request, "coordination/commitments/books.html", context, status=422 if form.errors else 200)


@require_GET
@page(purpose=OVERSIGHT, roles=[SECRETARIAT])
def template(request: Request) -> HttpResponseBase:
    """The template, to be filled in."""
    lists = Lists(request.access, country_of(request.access))
    return _file("engagements-modele.xlsx", exporting.template(lists))


@require_GET
@page(purpose=OVERSIGHT)
def take_out(request: Request) -> HttpResponseBase:
    """What the list found, as a workbook to be edited and brought back; 10,000 at most."""
    wanted = FilterForm(request.GET, access=request.access).wanted()
    found = list(finding.found(request.access, wanted).order_by("due", "id")[:MOST_ROWS])
    lists = Lists(request.access, country_of(request.access))
    return _file("engagements.xlsx", exporting.taken_out(lists, found))


@require_GET
@page(purpose=OVERSIGHT, roles=[SECRETARIAT])
def book(request: Request, pk: UUID) -> HttpResponseBase:
    """What would become of a workbook: what is new, what changes, what is wrong, what is in conflict."""
    found = open_record(request.access, Book, pk)
    waits = found.state == BookState.CHECKED and found.until >= clock.now() and bool(found.said)
    told: dict[str, Any] = found.told if waits else {}
    clashes = [
        {"cell": f"{row}:{key}", "row": row, "column": BY_KEY[key].headings[0], "reference": reference,
         "there": there, "here": here}
        for row, key, reference, there, here in told.get("clashes", [])[:CHOSEN_AT_ONCE]
    ]  # fmt: skip
    context = {
        "book": found,
        "state": _state(found),
        "waits": waits,
        "told": told,
        "unknown": found.said.get("unknown", []) if waits else [],
        "clashes": clashes,
        "mine": rules.may_work_on(request.access, found),
    }
    return render(request, "coordination/commitments/book.html", context)


@require_POST
@page(purpose=OVERSIGHT, roles=[SECRETARIAT])
def choose(request: Request, pk: UUID) -> HttpResponseBase:
    """What counts where file and node contradict each other; without a choice it is only checked again."""
    found = open_record(request.access, Book, pk)
    chosen = {name[5:]: value for name, value in request.POST.items() if name.startswith("cell-")}
    rest = request.POST.get("rest", "")
    actions.choose(
        intent(request),
        found,
        choices={cell: one for cell, one in chosen.items() if one in (FILE, HERE)},
        rest=rest if rest in (FILE, HERE) else "",
    )
    return redirect("coordination:book", pk)


@require_POST
@page(purpose=OVERSIGHT, roles=[SECRETARIAT])
def write(request: Request, pk: UUID) -> HttpResponseBase:
    """Bring everything in; where something came in the way meanwhile the workbook is judged anew and nothing is written."""
    found = open_record(request.access, Book, pk)
    try:
        done = actions.write(intent(request), found)
    except Conflict as error:
        if error.code != "not_clear":
            raise
        actions.choose(intent(request).access, found.pk, choices={})
        messages.error(request, str(error))
        return redirect("coordination:book", pk)
    said = _("Brought in. New: %(new)d. Changed: %(changed)d.")
    messages.success(request, said % {"new": done.recorded, "changed": done.changed})
    return redirect("coordination:book", pk)


@require_POST
@page(purpose=OVERSIGHT, roles=[SECRETARIAT])
def drop(request: Request, pk: UUID) -> HttpResponseBase:
    """Take it back."""
    actions.drop(intent(request), pk)
    messages.success(request, _("The workbook is gone. Nothing of it was written."))
    return redirect("coordination:books")


def _state(row: Book) -> tuple[Any, str]:
    return row.get_state_display(), TONES.get(BookState(row.state), "neutral")


def _file(name: str, content: bytes) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=exporting.XLSX, headers=headers)

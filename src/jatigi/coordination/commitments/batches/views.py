"""The page on which many commitments are changed together: first what is chosen, then what is done with it."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from jatigi.agencies import who
from jatigi.coordination.codes import Theme
from jatigi.coordination.commitments import finding, saying
from jatigi.coordination.commitments.batches.actions import Row, change_many
from jatigi.coordination.commitments.clusters.actions import MOST as MOST_GROUPED
from jatigi.coordination.commitments.forms import VERB_LABELS, AddressForm, FilterForm, items
from jatigi.coordination.commitments.lines import lines
from jatigi.coordination.commitments.models import Commitment
from jatigi.coordination.commitments.views import country_of
from jatigi.coordination.rules import SECRETARIAT
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.batches import MOST
from jatigi.kernel.errors import Invalid
from jatigi.kernel.http import Request, intent, page
from jatigi.ui.forms import PartialDateField

SHOWN = 50
UNCHANGED = ("", gettext_lazy("not changed"))
_ROW = re.compile(r"row_(\d+)")


class BatchForm(AddressForm):
    """What is done with all of them; what is left empty is not touched."""

    deadline = PartialDateField(label=gettext_lazy("To be kept until"), required=False)
    theme = forms.ChoiceField(
        label=gettext_lazy("Theme"), required=False, choices=[UNCHANGED, *Theme.choices]
    )
    verb = forms.ChoiceField(label=gettext_lazy("State"), required=False, choices=[UNCHANGED, *VERB_LABELS])
    why = forms.CharField(
        label=gettext_lazy("Why"), required=False, max_length=saying.WHY_LENGTH,
        help_text=gettext_lazy("Needed where it is dropped."),
    )  # fmt: skip
    items = forms.MultipleChoiceField(
        label=gettext_lazy("Serves in frameworks"), required=False, widget=forms.SelectMultiple({"size": 6})
    )
    public = forms.ChoiceField(
        label=gettext_lazy("Public page"), required=False,
        choices=[UNCHANGED, ("yes", gettext_lazy("published")), ("no", gettext_lazy("not published"))],
    )  # fmt: skip

    field_order = (
        "names",
        "organisation",
        "first_leads",
        "deadline",
        "theme",
        "verb",
        "why",
        "items",
        "public",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = items()  # type: ignore[attr-defined]

    def change(self, country: str) -> dict[str, Any]:
        """What the action takes."""
        given = self.cleaned_data
        deadline, precision = saying.last_day(*given["deadline"]) if given["deadline"] else (None, "")
        return {
            "addressees": self.named(country), "deadline": deadline, "deadline_precision": precision,
            "theme": given["theme"], "verb": given["verb"], "why": given["why"],
            "items": [UUID(one) for one in given["items"]],
            "public": {"yes": True, "no": False}.get(given["public"]),
        }  # fmt: skip


@require_POST
@page(purpose=Purpose.OVERSIGHT, roles=[SECRETARIAT])
def batch(request: Request) -> HttpResponse:
    """Those ticked in the list, or all that it found; `rows` once they are chosen."""
    if "rows" in request.POST:
        return _change(request)
    chosen = _chosen(request)
    if not chosen:
        messages.error(request, _("Tick at least one commitment that you keep up."))
        return redirect("coordination:commitments")
    return _show(request, chosen, BatchForm())


def _change(request: Request) -> HttpResponse:
    rows = _rows(request.POST["rows"])
    form = BatchForm(request.POST)
    refused: list[tuple[str, str]] = []
    if form.is_valid():
        try:
            change_many(intent(request), rows=rows, **form.change(country_of(request.access)))
        except Invalid as error:
            refused = _refused(request.access, rows, error, form)
        else:
            said = ngettext("%(n)d commitment was changed.", "%(n)d commitments were changed.", len(rows))
            messages.success(request, said % {"n": len(rows)})
            return redirect("coordination:commitments")
    return _show(request, rows, form, refused)


def _show(
    request: Request, rows: list[Row], form: BatchForm, refused: list[tuple[str, str]] | None = None
) -> HttpResponse:
    seen = Commitment.objects.visible_to(request.access)
    there = list(seen.filter(pk__in=[row["commitment"] for row in rows]).order_by("due", "id")[:SHOWN])
    context = {
        "form": form,
        "lines": lines(request.access, there),
        "count": len(rows),
        "more": len(rows) - len(there),
        "rows": ",".join(f"{row['commitment']}:{row['seen']}" for row in rows),
        "refused": refused,
        "groupable": [row["commitment"] for row in rows] if 2 <= len(rows) <= MOST_GROUPED else [],
    }
    status = 422 if form.errors or refused else 200
    return render(request, "coordination/commitments/batch.html", context, status=status)


def _chosen(request: Request) -> list[Row]:
    """What the list showed and was ticked; with `everything` all that it found, as many as one act changes."""
    access = request.access
    if request.POST.get("everything"):
        asked = QueryDict(request.POST.get("asked", ""))
        wanted = FilterForm(asked, access=access).wanted()
        found = finding.found(access, wanted).filter(organisation_id=who.house(access))
        rows = found.order_by("due", "id").values_list("pk", "version")[:MOST]
        return [Row(commitment=pk, seen=version) for pk, version in rows]
    return _rows(",".join(request.POST.getlist("chosen")))


def _rows(text: str) -> list[Row]:
    found = []
    for part in text.split(","):
        pk, _colon, version = part.partition(":")
        try:
            found.append(Row(commitment=UUID(pk), seen=int(version)))
        except ValueError:
            continue
    return found


def _refused(access: Access, rows: list[Row], error: Invalid, form: BatchForm) -> list[tuple[str, str]]:
    """What stands in the way: the reference of the row and the sentence; what is about the form goes to its fields."""
    seen = Commitment.objects.visible_to(access).filter(pk__in=[row["commitment"] for row in rows])
    names = dict(seen.values_list("pk", "reference"))
    found = []
    for name, sentence in error.errors.items():
        row = _ROW.match(name)
        if row is None:
            field = form.ALIASES.get(name, name)
            form.add_error(field if field in form.fields else None, str(sentence))
        else:
            found.append((names.get(rows[int(row[1]) - 1]["commitment"], ""), str(sentence)))
    return found

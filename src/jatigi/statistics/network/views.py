"""The figures of the network: a page, and its tables as a file."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jatigi.kernel import journal
from jatigi.kernel.access import Purpose
from jatigi.kernel.errors import NotFound
from jatigi.kernel.http import Request, page
from jatigi.statistics.models import NetworkFigures
from jatigi.statistics.network import files, rules, tables
from jatigi.statistics.network.codes import BY
from jatigi.statistics.network.files import WITHHELD
from jatigi.ui.forms import Select

KINDS = {
    "csv": ("text/csv; charset=utf-8", files.as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", files.as_xlsx),
}


class Choice(forms.Form):
    """Which quarter, and one row of it."""

    quarter = forms.ChoiceField(label=gettext_lazy("Quarter"), widget=Select)
    only = forms.ChoiceField(label=gettext_lazy("Show"), required=False, widget=Select)

    def __init__(self, *args: Any, quarters: list[date], rows: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["quarter"]
        chosen.choices = [(f"{day:%Y-%m}", name_of(day)) for day in quarters]
        shown: Any = self.fields["only"]
        shown.choices = [("", _("all rows")), *rows]


@page(purpose=Purpose.STATISTICS, roles=rules.READERS)
def network(request: Request) -> HttpResponse:
    """The newest quarter by type of service to begin with."""
    figures, quarters = _chosen(request)
    by = _by(request)
    names = tables.names_of(figures, by) if figures else {}
    rows = tables.choices(figures, by, names) if figures else []
    only = request.GET.get("only", "")
    only = only if only in dict(rows) else ""
    shown = {"quarter": f"{figures.quarter:%Y-%m}" if figures else "", "only": only}
    context = {
        "figures": figures,
        "title": name_of(figures.quarter) if figures else "",
        "by": by,
        "tabs": [
            {
                "label": words,
                "url": f"?{urlencode({'quarter': shown['quarter'], 'by': one})}",
                "current": one == by,
            }
            for one, words in BY.items()
        ],
        "form": Choice(shown, quarters=quarters, rows=rows),
        "tables": tables.tables(figures, by, only, names) if figures else [],
        "reasons": tables.reasons(figures) if figures else [],
        "silent": tables.silent(request.access, figures) if figures else [],
        "running": bool(figures and figures.quarter == quarters[0]),
        "files": [(kind, _file(kind, by, shown["quarter"])) for kind in KINDS],
        "withheld": WITHHELD,
    }
    return render(request, "statistics/network.html", context)


@page(purpose=Purpose.STATISTICS, roles=rules.READERS)
def network_file(request: Request, kind: str) -> HttpResponse:
    """The tables of a breakdown as they are shown. Raises `NotFound` where there are none."""
    figures, _quarters = _chosen(request)
    found = tables.tables(figures, _by(request)) if figures and kind in KINDS else []
    if figures is None or not found:
        raise NotFound
    journal.append(
        request.access, "statistics.export", outcome="seen", object_type=NetworkFigures._meta.label,
        object_id=figures.pk,
    )  # fmt: skip
    media, write = KINDS[kind]
    name = f"reseau-{figures.quarter:%Y-%m}.{kind}"
    return HttpResponse(
        write(found, tables.reasons(figures)),
        content_type=media,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def name_of(quarter: date) -> str:
    """How a quarter is called."""
    names = (
        _("1st quarter %(year)d"),
        _("2nd quarter %(year)d"),
        _("3rd quarter %(year)d"),
        _("4th quarter %(year)d"),
    )
    return names[(quarter.month - 1) // 3] % {"year": quarter.year}


def _chosen(request: Request) -> tuple[NetworkFigures | None, list[date]]:
    """The quarter that is asked for, or the newest; and all there are, newest first. Two queries."""
    rows = NetworkFigures.objects.visible_to(request.access)
    quarters = list(rows.order_by("-quarter").values_list("quarter", flat=True))
    wanted = {f"{day:%Y-%m}": day for day in quarters}
    day = wanted.get(request.GET.get("quarter", ""), quarters[0] if quarters else None)
    return rows.filter(quarter=day).first() if day else None, quarters


def _by(request: Request) -> str:
    asked = request.GET.get("by", "")
    return asked if asked in BY else next(iter(BY))


def _file(kind: str, by: str, quarter: str) -> str:
    query = urlencode({"quarter": quarter, "by": by})
    return f"{reverse('statistics:network_file', args=[kind])}?{query}"

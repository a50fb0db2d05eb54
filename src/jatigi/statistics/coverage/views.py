"""Map, matrix and gaps of a country, for whoever plans."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from jatigi.kernel.access import Purpose
from jatigi.kernel.http import Request, page
from jatigi.people.codes import Need
from jatigi.places import outlines
from jatigi.places.models import Country
from jatigi.places.names import sort_key
from jatigi.statistics.coverage import matrix, rules

HOME = "ML"


class Choice(forms.Form):
    """Which country, and one need of all."""

    country = forms.ChoiceField(label=_("Country"), required=False)
    need = forms.ChoiceField(
        label=_("What is needed?"), required=False, choices=[("", _("anything")), *Need.choices]
    )

    def __init__(self, *args: Any, countries: list[Country], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["country"]
        offered.choices = [(one.pk, str(one)) for one in countries]


@page(purpose=Purpose.STATISTICS, roles=rules.READERS)
def coverage(request: Request) -> HttpResponse:
    """The map of services, then the same as a table; needs beside what exists."""
    countries = _countries()
    form = Choice({"country": HOME} | request.GET.dict(), countries=list(countries.values()))
    chosen = form.cleaned_data if form.is_valid() else {}
    country = countries[chosen.get("country") or HOME]
    need = chosen.get("need", "")
    rows = matrix.rows(request.access, country, need)
    shapes = matrix.drawn(rows, country, need)
    context = {
        "form": form,
        "country": country,
        "need": Need(need) if need else None,
        "needs": [Need(need)] if need else list(Need),
        "rows": rows,
        "shapes": shapes,
        "box": " ".join(
            map(str, outlines.box(one for one in outlines.shapes() if one.country == country.pk))
        ),
        "gaps": [(row.name, row.gaps) for row in rows if row.gaps],
    }
    return render(request, "statistics/coverage.html", context, status=422 if form.errors else 200)


def _countries() -> dict[str, Country]:
    drawn = {shape.country for shape in outlines.shapes()}
    rows = sorted(Country.objects.filter(pk__in=drawn), key=lambda one: (one.pk != HOME, sort_key(str(one))))
    return {one.pk: one for one in rows}

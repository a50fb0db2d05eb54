"""Blank forms for the day without electricity: one A4 each, nothing on them that says whose house it is."""

from django.http import HttpResponseBase
from django.shortcuts import render

from jatigi.kernel.access import Purpose
from jatigi.kernel.http import Request, page
from jatigi.people import rules
from jatigi.people.codes import (
    AgeBasis,
    AgeGroup,
    Danger,
    DocumentState,
    Means,
    Relation,
    Sex,
    Wish,
)
from jatigi.protection.codes import BasisKind, Form

LINES = range(1, 14)


@page(purpose=Purpose.RECEPTION, roles=rules.DESK)
def sheets(request: Request) -> HttpResponseBase:
    return render(request, "people/paper.html", {})


@page(purpose=Purpose.RECEPTION, roles=rules.DESK)
def visits(request: Request) -> HttpResponseBase:
    """The tally of a day: one line a visit."""
    context = {"lines": LINES, "wishes": Wish.choices, "ages": AgeGroup.choices, "sexes": Sex.choices}
    return render(request, "people/paper_visits.html", context)


@page(purpose=Purpose.RECEPTION, roles=rules.DESK)
def registration(request: Request) -> HttpResponseBase:
    """The registration form, in the order in which it is entered later."""
    context = {
        "sexes": Sex.choices,
        "ages": AgeGroup.choices,
        "age_bases": AgeBasis.choices,
        "dangers": Danger.choices,
        "documents": DocumentState.choices,
        "means": Means.choices,
        "relations": Relation.choices,
        "bases": BasisKind.choices,
        "ways": Form.choices,
    }
    return render(request, "people/paper_registration.html", context)

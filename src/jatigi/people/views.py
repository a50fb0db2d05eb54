"""Pages of the welcome desk."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render

from jatigi.kernel.access import Purpose
from jatigi.kernel.http import Request, page
from jatigi.kernel.reading import open_record
from jatigi.people import rules
from jatigi.people.models import Person


@page(purpose=Purpose.CASE_MANAGEMENT, roles=rules.WORKERS)
def person(request: Request, pk: UUID) -> HttpResponseBase:
    found = open_record(request.access, Person, pk)
    return render(request, "people/person.html", {"person": found})

"""Pages of commitments: the list, one of them, and what its secretariat does with it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from jatigi.coordination.commitments.models import Commitment
from jatigi.kernel.access import Purpose
from jatigi.kernel.http import Request, page
from jatigi.kernel.reading import open_record


@page(purpose=Purpose.OVERSIGHT)
def listed(request: Request) -> HttpResponse:
    """Every commitment that the asker may know."""
    found = Commitment.objects.visible_to(request.access).order_by("due", "id")[:25]
    return render(request, "coordination/commitments/list.html", {"found": list(found)})


@page(purpose=Purpose.OVERSIGHT)
def commitment(request: Request, pk: UUID) -> HttpResponse:
    """One commitment with everything around it."""
    found = open_record(request.access, Commitment, pk)
    return render(request, "coordination/commitments/detail.html", {"commitment": found})

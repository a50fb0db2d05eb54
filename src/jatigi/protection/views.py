"""The consent screen, a person's ledger, the second looks."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from jatigi.kernel import hooks
from jatigi.kernel.access import Purpose, Role
from jatigi.kernel.http import Request, page
from jatigi.protection import rules


@page(purpose=Purpose.CASE_MANAGEMENT, roles=rules.KEEPERS)
def ledger(request: Request, subject: UUID) -> HttpResponse:
    return render(request, "protection/ledger.html", {"person": hooks.subject(request.access, subject)})


@page(purpose=Purpose.CASE_MANAGEMENT, roles=rules.KEEPERS)
def consent(request: Request, subject: UUID) -> HttpResponse:
    return render(request, "protection/consent.html", {"person": hooks.subject(request.access, subject)})


@page(purpose=Purpose.OVERSIGHT, roles={Role.SUPERVISOR})
def second_looks(request: Request) -> HttpResponse:
    return render(request, "protection/second_looks.html", {})

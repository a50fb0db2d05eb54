"""What a person agreed to: the ledger, one row of it, its withdrawal; the neutral sheet."""

import base64
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from jatigi.kernel import hooks, journal, reading
from jatigi.kernel.access import Purpose
from jatigi.kernel.errors import NotFound
from jatigi.kernel.http import Request, intent, page, perform, safe_next
from jatigi.protection import actions, rules
from jatigi.protection.codes import LANGUAGES, Cause
from jatigi.protection.forms import WithdrawalForm
from jatigi.protection.ledger import Entry, entries, with_endings
from jatigi.protection.models import LawfulBasis


@page(purpose=Purpose.CASE_MANAGEMENT, roles=rules.KEEPERS)
def ledger(request: Request, subject: UUID) -> HttpResponse:
    """What stands, what ended and why; each agreement can be withdrawn from here."""
    person = hooks.subject(request.access, subject)
    found = entries(request.access, person.id)
    reading.saw_list(request.access, LawfulBasis, [entry.basis.pk for entry in found], what="ledger")
    context = {
        "person": person,
        "live": [entry for entry in found if entry.live],
        "ended": [entry for entry in found if not entry.live],
        "cause": Cause.GUARDIAN if person.minor else Cause.PERSON,
    }
    return render(request, "protection/ledger.html", context)


@page(purpose=Purpose.CASE_MANAGEMENT, roles=rules.KEEPERS)
def agreement(request: Request, pk: UUID) -> HttpResponse:
    """One row of the ledger with everything that was noted: who explained, how the person answered."""
    basis = reading.open_record(request.access, LawfulBasis, pk, what="open_basis")
    return render(request, "protection/agreement.html", _one(request, basis))


@page(purpose=Purpose.CASE_MANAGEMENT, roles=rules.KEEPERS)
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Withdraw at once. The dialog of the ledger sends the cause; without scripts this page asks for it."""
    if request.method == "POST":
        basis = _visible(request, pk)
    else:
        basis = reading.open_record(request.access, LawfulBasis, pk, what="open_basis")
    form = WithdrawalForm(request.POST or None)
    if form.is_valid():
        done = perform(
            request,
            form,
            lambda: actions.withdraw_basis(intent(request), basis, cause=form.cleaned_data["cause"]),
        )
        if done is not None:
            messages.success(request, _("Withdrawn. Nothing more is shared on it."))
            return redirect(safe_next(request, reverse("protection:ledger", args=[basis.subject_id])))
    context = {**_one(request, basis), "form": form}
    return render(request, "protection/withdraw.html", context, status=422 if form.errors else 200)


@page(purpose=Purpose.CASE_MANAGEMENT, roles=rules.KEEPERS)
def sheet(request: Request, subject: UUID) -> HttpResponse:
    """The neutral sheet, drawn only once the person said that they want to carry it."""
    person = hooks.subject(request.access, subject)
    if request.method == "POST" and request.POST.get("wanted") == "yes":
        journal.append(
            request.access,
            "protection.print_sheet",
            outcome="seen",
            object_type="subject",
            object_id=person.id,
            reason="at_risk" if person.at_risk else "",
        )
        return render(request, "protection/sheet.html", {"person": person, "bare": True})
    missing = request.method == "POST"
    context = {"person": person, "missing": missing}
    return render(request, "protection/sheet_question.html", context, status=422 if missing else 200)


def _visible(request: Request, pk: UUID) -> LawfulBasis:
    found = LawfulBasis.objects.visible_to(request.access).select_related("recipient", "explained_by")
    basis: LawfulBasis | None = found.filter(pk=pk).first()
    if basis is None:
        raise NotFound
    return basis


def _one(request: Request, basis: LawfulBasis) -> dict[str, Any]:
    entry: Entry = with_endings(request.access, [basis])[0]
    return {
        "person": hooks.subject(request.access, basis.subject_id),
        "entry": entry,
        "basis": basis,
        "language": dict(LANGUAGES).get(basis.language, basis.language),
        "drawing": base64.b64encode(basis.signature).decode("ascii") if basis.signature else "",
    }

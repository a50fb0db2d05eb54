"""A proposed change beside what stands in the directory, and the decision."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jatigi.directory import rules
from jatigi.directory.forms import RefuseForm
from jatigi.directory.models import Proposal, Service
from jatigi.directory.proposals import actions
from jatigi.directory.proposals.words import label_of, words_of
from jatigi.directory.saying import plain, said_of
from jatigi.kernel.access import Purpose
from jatigi.kernel.errors import NotFound
from jatigi.kernel.http import Request, intent, page, perform


@page(purpose=Purpose.REFERRAL, roles=rules.MAINTAINERS)
def proposal(request: Request, pk: UUID) -> HttpResponse:
    """What would change, field by field; who may decide finds the buttons here."""
    return _page(request, _proposal(request, pk), RefuseForm())


@require_POST
@page(purpose=Purpose.REFERRAL, roles=rules.MAINTAINERS)
def decide(request: Request, pk: UUID) -> HttpResponse:
    """Approve it, refuse it with a reason, or take it back."""
    found = _proposal(request, pk)
    verb = request.POST.get("decision", "")
    form = RefuseForm(request.POST if verb == "refuse" else None)
    if verb == "approve":
        actions.approve(intent(request), found, anyway="anyway" in request.POST)
        messages.success(request, _("Approved: the directory says it from now on."))
    elif verb == "withdraw":
        actions.withdraw(intent(request), found)
        messages.success(request, _("Taken back. The directory stays as it is."))
    elif not form.is_valid():
        return _page(request, found, form, status=422)
    else:
        note = form.cleaned_data["note"]
        if perform(request, form, lambda: actions.refuse(intent(request), found, note=note)) is None:
            return _page(request, found, form, status=422)
        messages.success(request, _("Not approved. Whoever proposed it reads why."))
    return HttpResponseRedirect(reverse("directory:service", args=[found.service_id]), status=303)


def _proposal(request: Request, pk: UUID) -> Proposal:
    found: Proposal | None = Proposal.objects.visible_to(request.access).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _page(request: Request, found: Proposal, form: RefuseForm, status: int = 200) -> HttpResponse:
    access = request.access
    service = (
        Service.objects.visible_to(access).select_related("organisation").filter(pk=found.service_id).first()
    )
    if service is None:
        raise NotFound
    open_still = found.state == "proposed"
    said = said_of(access, service) if open_still else found.before
    rows = [
        {
            "label": label_of(name), "now": words_of(name, said.get(name)), "proposed": words_of(name, value),
            "moved": plain(said.get(name)) != plain(found.before.get(name)),
        }
        for name, value in found.changes.items()
    ]  # fmt: skip
    context = {
        "proposal": found, "service": service, "rows": rows, "form": form, "open": open_still,
        "moved": any(row["moved"] for row in rows),
        "may_decide": open_still and rules.may_decide(access, found),
        "may_withdraw": open_still and rules.may_withdraw(access, found),
    }  # fmt: skip
    return render(request, "directory/proposal.html", context, status=status)

"""Complaints: for the focal points who look into them, the secretariat that counts them, and who designates."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jatigi.kernel import reading
from jatigi.kernel.access import Purpose, Role
from jatigi.kernel.errors import Conflict
from jatigi.kernel.http import Request, intent, page, perform
from jatigi.kernel.pages import keyset
from jatigi.referrals import pages
from jatigi.referrals.following import actions, rules
from jatigi.referrals.following.figures import LEAST, figures
from jatigi.referrals.following.forms import CloseForm, DesignateForm
from jatigi.referrals.following.models import Complaint, ComplaintsDesk, Kind

FOCAL_POINTS = (Role.COMPLAINTS,)
TONES = {"received": "warning", "in_hand": "info", "closed": "success"}


@page(purpose=Purpose.OVERSIGHT, roles=FOCAL_POINTS)
def complaints(request: Request) -> HttpResponse:
    """What was given to this desk, the newest first; nothing of what it says."""
    rows = Complaint.objects.visible_to(request.access).select_related("concerned")
    found = keyset(rows, ("-came_at",), request.GET.get("after", ""))
    lines = [(row, kinds(row), TONES[row.state]) for row in found.rows]
    context = {"lines": lines, "next": f"?after={found.next}" if found.next else ""}
    return render(request, "referrals/following/complaints.html", context)


@page(purpose=Purpose.OVERSIGHT, roles=FOCAL_POINTS)
def complaint(request: Request, pk: UUID) -> HttpResponse:
    """One complaint, in the words of whoever told it."""
    found = reading.open_record(request.access, Complaint, pk, what="complaint")
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        done = perform(request, form, lambda: actions.close(intent(request), found, **form.cleaned_data))
        if done is not None:
            return HttpResponseRedirect(reverse("referrals:complaint", args=[pk]), status=303)
    return _show(request, found, form)


def _show(request: Request, found: Complaint, form: CloseForm) -> HttpResponse:
    context = {
        "complaint": found,
        "kinds": kinds(found),
        "tone": TONES[found.state],
        "card": pages.service_card(request.access, found.service_id),
        "form": form if found.state == "in_hand" else None,
    }
    return render(request, "referrals/following/complaint.html", context, status=422 if form.errors else 200)


@require_POST
@page(purpose=Purpose.OVERSIGHT, roles=FOCAL_POINTS)
def take(request: Request, pk: UUID) -> HttpResponse:
    """Somebody looks into it from now on."""
    actions.take(intent(request), pk)
    return HttpResponseRedirect(reverse("referrals:complaint", args=[pk]), status=303)


@page(purpose=Purpose.STATISTICS, roles=rules.SECRETARIAT)
def counted(request: Request) -> HttpResponse:
    """How many complaints came, for the secretariat: no small number, no organisation."""
    return render(request, "referrals/following/figures.html", {"figures": figures(), "least": LEAST})


@page(purpose=Purpose.ADMINISTRATION, roles=(Role.NODE_ADMINISTRATOR,))
def desks(request: Request) -> HttpResponse:
    """Which organisations receive complaints."""
    form = DesignateForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        done = perform(request, form, lambda: actions.designate(intent(request), **form.cleaned_data))
        if done is not None:
            messages.success(request, _("Its complaints focal points receive complaints from now on."))
            return HttpResponseRedirect(reverse("referrals:complaints_desks"), status=303)
    live = ComplaintsDesk.objects.filter(ended_at=None).select_related("house").order_by("since", "id")
    context: dict[str, Any] = {"form": form, "desks": list(live[:50])}
    return render(request, "referrals/following/desks.html", context, status=422 if form.errors else 200)


@require_POST
@page(purpose=Purpose.ADMINISTRATION, roles=(Role.NODE_ADMINISTRATOR,))
def end_desk(request: Request, pk: UUID) -> HttpResponse:
    """It receives none any more; what is open goes to another one."""
    try:
        actions.end_desk(intent(request), pk)
    except Conflict as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(reverse("referrals:complaints_desks"), status=303)


def kinds(complaint: Complaint) -> list[str]:
    """What it is about, in words."""
    return [str(kind.label) for kind in Kind if kind in complaint.kinds]

"""Reports from the field: making one, settling one, and everything that maintainers look at."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from jatigi.directory import cards, rules, search
from jatigi.directory.forms import MissingForm, ReportForm, SettleForm
from jatigi.directory.models import FieldReport, Proposal, Service
from jatigi.directory.reports import actions
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.errors import NotFound
from jatigi.kernel.http import Request, intent, page, perform
from jatigi.places import units

MOST = 50


@page(purpose=Purpose.REFERRAL, roles=rules.SEERS)
def on_service(request: Request, pk: UUID) -> HttpResponse:
    """Say what is not as the directory says."""
    standing = Service.objects.visible_to(request.access).filter(pk=pk, state__in=("active", "suspended"))
    service = standing.select_related("organisation").first()
    if service is None:
        raise NotFound
    form = ReportForm(request.POST or None)
    if form.is_valid():
        said = {**form.cleaned_data, "service": service.pk}
        if perform(request, form, lambda: actions.report(intent(request), **said)) is not None:
            messages.success(request, _("Thank you. Whoever keeps this service up was told."))
            return HttpResponseRedirect(reverse("directory:service", args=[pk]), status=303)
    context = {"form": form, "service": service}
    return render(request, "directory/report_new.html", context, status=422 if form.errors else 200)


@page(purpose=Purpose.REFERRAL, roles=rules.SEERS)
def missing(request: Request) -> HttpResponse:
    """Say that nobody offers here what somebody needs."""
    looked_for = {"need": request.GET.get("need", ""), "area": request.GET.get("where", "")}
    form = MissingForm(request.POST or None, initial=looked_for)
    if form.is_valid():
        said = {**form.cleaned_data, "kind": "missing"}
        if perform(request, form, lambda: actions.report(intent(request), **said)) is not None:
            messages.success(request, _("Noted: this service is missing here. Coordinators see it."))
            return HttpResponseRedirect(reverse("directory:search"), status=303)
    return render(request, "directory/report_new.html", {"form": form}, status=422 if form.errors else 200)


@page(purpose=Purpose.REFERRAL, roles=rules.SEERS)
def report(request: Request, pk: UUID) -> HttpResponse:
    """One report; whoever keeps the service up says what came of it, whoever made it reads that."""
    rows = FieldReport.objects.visible_to(request.access).select_related("country", "unit")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    about = _services(request.access, [found]).get(found.service_id)
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if perform(request, form, lambda: actions.settle(intent(request), found, **said)) is not None:
            messages.success(request, _("Settled. Whoever reported it is told."))
            return HttpResponseRedirect(reverse("directory:upkeep"), status=303)
    may = found.state == "open" and rules.may_settle(request.access, found)
    context = {
        "report": found,
        "about": about,
        "place": _place(found, about),
        "form": form,
        "may_settle": may,
    }
    return render(request, "directory/report.html", context, status=422 if form.errors else 200)


@page(purpose=Purpose.REFERRAL, roles=rules.MAINTAINERS)
def upkeep(request: Request) -> HttpResponse:
    """What the maintainers look at: reports, proposals, new services, and what nobody confirmed for long."""
    access = request.access
    mine = Service.objects.visible_to(access).filter(rules.kept(access))
    mine = mine.select_related("organisation", "unit__parent", "country", "location")
    old = mine.filter(search.stale(), state="active").order_by("assured_at")
    reports = list(open_reports(access).select_related("country", "unit").order_by("-entered_at")[:MOST])
    proposals = Proposal.objects.visible_to(access).filter(state="proposed").order_by("entered_at")[:MOST]
    about = _services(access, [*reports, *proposals])
    context: dict[str, Any] = {
        "reports": [
            (one, about.get(one.service_id), _place(one, about.get(one.service_id))) for one in reports
        ],
        "proposals": [(one, about[one.service_id]) for one in proposals if one.service_id in about],
        "proposed": cards.cards(access, mine.filter(state="proposed").order_by("entered_at")[:MOST]),
        "old": cards.cards(access, old[:MOST]),
        "old_total": old.count(),
    }
    return render(request, "directory/upkeep.html", context)


def open_reports(access: Access) -> Any:
    """Open reports that the asker settles."""
    rows = FieldReport.objects.visible_to(access).filter(state="open")
    return rows.filter(rules.to_settle(access))


def _services(access: Access, rows: Iterable[FieldReport | Proposal]) -> dict[Any, Service]:
    """The services that rows are about, as far as the asker sees them; one query."""
    wanted = {row.service_id for row in rows if row.service_id}
    known = Service.objects.visible_to(access).select_related("organisation", "unit__parent", "country")
    return {service.pk: service for service in known.filter(pk__in=wanted)} if wanted else {}


def _place(found: FieldReport, about: Service | None) -> str:
    """Where; of a hidden service no smaller than it shows itself."""
    if about is not None:
        return cards.area(about)
    unit = units.label(found.unit) if found.unit and found.service_id is None else ""
    return ", ".join(part for part in (unit, str(found.country)) if part)

"""The monthly report as a page and as .xlsx."""

from datetime import date
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render

from jatigi.kernel import clock, journal
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.errors import NotFound
from jatigi.kernel.http import Request, page
from jatigi.places.models import Site
from jatigi.statistics import rules
from jatigi.statistics.forms import Choice
from jatigi.statistics.report import Month, Report, report
from jatigi.statistics.sheets import workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(purpose=Purpose.STATISTICS, roles=rules.READERS)
def monthly(request: Request) -> HttpResponse:
    """The report of one site for one month; the newest month of the first site to begin with."""
    sites = _sites(request.access)
    today = clock.today()
    if not sites:
        return render(request, "statistics/monthly.html", {"sites": sites})
    chosen = {"site": str(sites[0].pk), "month": f"{today:%Y-%m}"} | request.GET.dict()
    form = Choice(chosen, sites=sites, today=today)
    found = _report(request.access, form, sites) if form.is_valid() else None
    context = {
        "form": form,
        "report": found,
        "sites": sites,
        "may_export": request.access.has(*rules.EXPORTERS),
    }
    return render(request, "statistics/monthly.html", context, status=200 if found else 422)


@page(purpose=Purpose.STATISTICS, roles=rules.EXPORTERS, step_up=True)
def monthly_sheet(request: Request) -> HttpResponse:
    """The same as a file. Raises `NotFound` for a site of another organisation."""
    sites = _sites(request.access)
    form = Choice(request.GET, sites=sites, today=clock.today())
    if not form.is_valid():
        raise NotFound
    found = _report(request.access, form, sites)
    journal.append(
        request.access,
        "statistics.export",
        outcome="seen",
        object_type="places.Site",
        object_id=found.site.pk,
    )
    name = f"rapport-{found.month.first:%Y-%m}.xlsx"
    return HttpResponse(
        workbook(found), content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _sites(access: Access) -> list[Site]:
    if access.organisation is None:
        return []
    return list(
        Site.objects.visible_to(access)
        .filter(organisation_id=access.organisation, active=True)
        .order_by("name")
    )


def _report(access: Access, form: Choice, sites: list[Site]) -> Report:
    if access.organisation is None:
        raise NotFound
    site = next(one for one in sites if str(one.pk) == form.cleaned_data["site"])
    first = date.fromisoformat(f"{form.cleaned_data['month']}-01")
    return report(access.organisation, site, Month(first, ZoneInfo(site.time_zone)))

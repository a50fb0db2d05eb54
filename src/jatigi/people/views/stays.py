"""Beds for the night: arrive, who is in the house, another bed, depart."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from jatigi.kernel import reading
from jatigi.kernel.access import Purpose
from jatigi.kernel.errors import NotFound
from jatigi.kernel.http import Request, intent, page
from jatigi.kernel.pages import keyset
from jatigi.people import actions, identity, rules
from jatigi.people.forms import ArrivalForm, BedForm, DepartureForm
from jatigi.people.forms.fields import sites_of
from jatigi.people.models import Person, Stay
from jatigi.people.views.common import first_site, perform, see_other, uuid_or_none

BEDS = 100


@page(purpose=Purpose.RECEPTION, roles=rules.DESK)
def arrive(request: Request, pk: UUID) -> HttpResponseBase:
    person = _person(request, pk)
    form = ArrivalForm(request.access, request.POST or None, first_site=first_site(request))
    if request.method == "POST" and form.is_valid():
        at = form.happened_at()
        stay = perform(
            request, form, lambda: actions.begin_stay(intent(request, at=at), person=pk, **form.values())
        )
        if stay is not None:
            messages.success(request, _("The arrival is recorded."))
            return see_other("people:person", pk)
    context = {"form": form, "person": person}
    return render(request, "people/arrive.html", context, status=422 if form.errors else 200)


@page(purpose=Purpose.RECEPTION, roles=rules.DESK)
def tonight(request: Request) -> HttpResponseBase:
    """Who sleeps in a house tonight, by bed."""
    sites = [site for site in sites_of(request.access) if site.beds or site.kind in ("house", "shelter")]
    site = _chosen(sites, uuid_or_none(request.GET.get("site")) or first_site(request))
    stays = Stay.objects.visible_to(request.access).filter(departed_at__isnull=True)
    here = stays.filter(site=site).select_related("from_country", "towards_country") if site else stays.none()
    listed = keyset(here, ("bed",), request.GET.get("after", ""), size=BEDS)
    ids = [stay.person_id for stay in listed.rows]
    reading.saw_list(request.access, Person, ids, what="tonight")
    people = Person.objects.visible_to(request.access).in_bulk(ids)
    known = identity.of(request.access, ids)
    taken = here.count() if site else 0
    context = {
        "sites": sites,
        "site": site,
        "rows": [
            (stay, people[stay.person_id], identity.display_name(known.get(stay.person_id)))
            for stay in listed.rows
        ],
        "taken": taken,
        "free": max(0, site.beds - taken) if site else 0,
        "next": listed.next,
    }
    return render(request, "people/tonight.html", context)


@page(purpose=Purpose.RECEPTION, roles=rules.DESK)
def bed(request: Request, pk: UUID) -> HttpResponseBase:
    stay = _stay(request, pk)
    form = BedForm(request.POST or None, initial={"bed": stay.bed})
    if request.method == "POST" and form.is_valid():
        moved = perform(
            request, form, lambda: actions.move_bed(intent(request), stay, bed=form.cleaned_data["bed"])
        )
        if moved is not None:
            messages.success(request, _("The bed is changed."))
            return see_other("people:tonight", query=f"?site={stay.site_id}")
    context = {"form": form, "stay": stay, "person": _person(request, stay.person_id)}
    return render(request, "people/bed.html", context, status=422 if form.errors else 200)


@page(purpose=Purpose.RECEPTION, roles=rules.DESK)
def depart(request: Request, pk: UUID) -> HttpResponseBase:
    stay = _stay(request, pk)
    form = DepartureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        at, given = form.happened_at(), form.cleaned_data
        left = perform(
            request,
            form,
            lambda: actions.end_stay(
                intent(request, at=at), stay, means=given["means"], to_country=given["to_country"]
            ),
        )
        if left is not None:
            messages.success(request, _("The departure is recorded."))
            return see_other("people:person", stay.person_id)
    context = {"form": form, "stay": stay, "person": _person(request, stay.person_id)}
    return render(request, "people/depart.html", context, status=422 if form.errors else 200)


def _chosen(sites: list, wanted: UUID | None):  # type: ignore[no-untyped-def,type-arg]
    return next((site for site in sites if site.pk == wanted), sites[0] if sites else None)


def _person(request: Request, pk: UUID) -> Person:
    found = Person.objects.visible_to(request.access).filter(pk=pk, erased_at__isnull=True).first()
    if found is None:
        raise NotFound
    return found


def _stay(request: Request, pk: UUID) -> Stay:
    found = Stay.objects.visible_to(request.access).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found

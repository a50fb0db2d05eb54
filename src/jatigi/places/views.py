"""Sites of my organisation, their state of the day, the beds of everybody, regions by day."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from jatigi.kernel import clock
from jatigi.kernel.access import Purpose
from jatigi.kernel.errors import NotFound, Stale
from jatigi.kernel.http import Request, intent, page, perform, public, safe_next
from jatigi.places import actions, days, rules, units
from jatigi.places.forms import CLOSED, STAFFED, UNSTAFFED, ChangedSiteForm, DayForm, SiteForm, UnitsForm
from jatigi.places.models import Site

MOST_BUTTONS = 12


@page(purpose=Purpose.RECEPTION, roles=rules.AT_WORK)
def sites(request: Request) -> HttpResponse:
    """The sites of my organisation and how they are today."""
    own = Site.objects.visible_to(request.access).filter(rules.own(request.access))
    rows = list(own.select_related("country", "unit").order_by("-active", "name"))
    context = {
        "states": days.states(request.access, [site for site in rows if site.active]),
        "unused": [site for site in rows if not site.active],
        "may_create": rules.may_create(request.access),
    }
    return render(request, "places/sites.html", context)


@page(purpose=Purpose.RECEPTION, roles=rules.ORIENTING)
def board(request: Request) -> HttpResponse:
    """Where there is a bed now: every open site that the asker may know of, those with free beds first."""
    known = Site.objects.visible_to(request.access).filter(active=True)
    kind = request.GET.get("kind", "")
    if kind in Site.Kind.values:
        known = known.filter(kind=kind)
    rows = known.select_related("organisation", "country", "unit").order_by("name")
    states = sorted(days.states(request.access, rows), key=_usefulness)
    kinds = [(value, label, value == kind) for value, label in Site.Kind.choices]
    return render(request, "places/board.html", {"states": states, "kinds": kinds})


def _usefulness(state: days.State) -> tuple[bool, int]:
    return (not state.fresh, -(state.beds_free or 0))


@page(purpose=Purpose.RECEPTION, roles=rules.ORIENTING)
def site(request: Request, pk: UUID) -> HttpResponse:
    """One site: what is known of it, and its last two weeks."""
    found = _site(request, pk)
    context = {
        "site": found,
        "state": days.states(request.access, [found])[0],
        "history": days.history(request.access, found),
        "may_note": rules.may_note(request.access, found),
        "may_change": rules.may_change(request.access, found),
        "own": found.organisation_id == request.access.organisation,
        "unit": units.label(found.unit) if found.unit else "",
    }
    return render(request, "places/site.html", context)


@page(purpose=Purpose.RECEPTION, roles=rules.AT_WORK)
def note(request: Request, pk: UUID) -> HttpResponse:
    """The state of the day in two taps: how it is, then a number, which sends it."""
    found = _site(request, pk)
    if not rules.may_note(request.access, found):
        raise NotFound
    state = days.states(request.access, [found])[0]
    form = DayForm(request.POST or None, initial=_initial_day(state))
    if form.is_valid():
        noted = perform(request, form, lambda: actions.note_day(intent(request), found, **form.values()))
        if noted is not None:
            messages.success(request, _("Noted. Others see it now."))
            return redirect(safe_next(request, reverse("places:site", args=[found.pk])))
    context = {
        "site": found,
        "state": state,
        "form": form,
        "numbers": range(min(found.beds, MOST_BUTTONS) + 1) if found.beds else (),
        "next": safe_next(request, ""),
    }
    return render(request, "places/note.html", context, status=422 if form.errors else 200)


def _initial_day(state: days.State) -> dict[str, Any]:
    if state.noted is None:
        return {"state": STAFFED}
    open_state = STAFFED if state.noted.staffed else UNSTAFFED
    return {"state": open_state if state.noted.open else CLOSED, "beds_free": state.beds_free}


@page(purpose=Purpose.ADMINISTRATION, roles=rules.CHANGING)
def create(request: Request) -> HttpResponse:
    """A new site of my organisation."""
    form = SiteForm(request.POST or None, initial={"country": "ML", "beds": 0})
    if form.is_valid():
        made = perform(request, form, lambda: actions.create_site(intent(request), **form.cleaned_data))
        if made is not None:
            messages.success(request, _("The site is recorded."))
            return redirect("places:site", made.pk)
    return render(request, "places/edit.html", {"form": form}, status=422 if form.errors else 200)


@page(purpose=Purpose.ADMINISTRATION, roles=rules.CHANGING)
def edit(request: Request, pk: UUID) -> HttpResponse:
    """Change a site; where somebody else did meanwhile, both versions are shown."""
    found = _site(request, pk)
    if not rules.may_change(request.access, found):
        raise NotFound
    form = ChangedSiteForm(request.POST or None, initial=_known(found))
    context: dict[str, Any] = {"site": found, "form": form}
    if form.is_valid():
        try:
            if perform(
                request, form, lambda: actions.update_site(intent(request), found, **form.cleaned_data)
            ):
                messages.success(request, _("The site is changed."))
                return redirect("places:site", found.pk)
        except Stale:
            context["stale"] = _differences(found, form.cleaned_data)
            return render(request, "places/edit.html", context, status=409)
    return render(request, "places/edit.html", context, status=422 if form.errors else 200)


def _known(site: Site) -> dict[str, Any]:
    return {
        "name": site.name,
        "kind": site.kind,
        "country": site.country_id,
        "unit": site.unit.code if site.unit else "",
        "address": site.address or "",
        "beds": site.beds,
        "hidden": site.hidden,
        "time_zone": site.time_zone,
        "active": site.active,
    }


def _differences(site: Site, typed: dict[str, Any]) -> list[tuple[Any, Any, Any]]:
    """(label, what it is now, what was typed) of the fields that differ."""
    labels = ChangedSiteForm.base_fields
    known = _known(site)
    return [(labels[name].label, known[name], typed[name]) for name in typed if typed[name] != known[name]]


@public()
def regions(request: Request) -> HttpResponse:
    """What the codes of a country's regions mean on a day: reference, open to everybody."""
    form = UnitsForm(request.GET or None, initial={"country": "ML"})
    chosen = form.cleaned_data if form.is_valid() else {}
    country = chosen.get("country") or "ML"
    day = chosen.get("day") or clock.today()
    context = {"form": form, "units": units.of(country, day), "day": day}
    return render(request, "places/regions.html", context, status=422 if form.errors else 200)


def _site(request: Request, pk: UUID) -> Site:
    rows = Site.objects.visible_to(request.access).select_related("organisation", "country", "unit")
    found: Site | None = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found

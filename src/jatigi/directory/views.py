"""Pages of the directory: finding a service, its page, and keeping the own ones true."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jatigi.directory import actions, cards, places, results, rules
from jatigi.directory.forms import PersonSearchForm, PlacesForm, ServiceForm, said_of
from jatigi.directory.models import Service
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.actions import Action
from jatigi.kernel.errors import NotFound, Refused, Stale
from jatigi.kernel.http import Request, intent, page, perform, safe_next
from jatigi.kernel.text import listed
from jatigi.places.models import Site


@page(purpose=Purpose.REFERRAL, roles=rules.SEERS)
def search(request: Request) -> HttpResponse:
    """By need and place first; words, opening hours, age and sex when they help."""
    form = PersonSearchForm(request.GET or None, near=places.near(request.access, own_site(request)))
    found = results.page(request.access, form.wanted(), request.GET, only_open=form.only_open())
    context = {"form": form, "found": found, "may_maintain": rules.may_maintain(request.access)}
    return render(request, "directory/search.html", context)


@page(purpose=Purpose.REFERRAL, roles=rules.SEERS)
def service(request: Request, pk: UUID) -> HttpResponse:
    """Everything that is said of one service; whoever keeps it up finds the verbs here."""
    return _page(request, _service(request.access, pk), PlacesForm())


@page(purpose=Purpose.REFERRAL, roles=rules.MAINTAINERS)
def own(request: Request) -> HttpResponse:
    """The services of the own organisation in every state, the ones to look at first."""
    mine = Service.objects.visible_to(request.access).filter(organisation=request.access.organisation)
    mine = mine.select_related("organisation", "unit__parent", "country").order_by("assured_at", "title_fr")
    listed = [card for card in cards.cards(request.access, mine) if card.service.state != "ended"]
    return render(request, "directory/own.html", {"cards": listed})


@page(purpose=Purpose.REFERRAL, roles=rules.MAINTAINERS)
def new(request: Request) -> HttpResponse:
    """A service of the own organisation."""
    form = ServiceForm(request.POST or None, sites=_sites(request.access))
    if form.is_valid():
        made = perform(request, form, lambda: actions.create_service(intent(request), **form.values()))
        if made is not None:
            messages.success(request, _("The service is in the directory."))
            return see(made)
    context = {"form": form, "back": reverse("directory:own")}
    return render(request, "directory/edit.html", context, status=422 if form.errors else 200)


@page(purpose=Purpose.REFERRAL, roles=rules.MAINTAINERS)
def edit(request: Request, pk: UUID) -> HttpResponse:
    """What is said of a service; saving it says that it is true today."""
    found = _own(request.access, pk)
    if not actions.update_service.may(request.access, found):
        raise Refused(code="may_maintain_this")
    form = ServiceForm(request.POST or None, initial=said_of(found), sites=_sites(request.access))
    differences: list[tuple[Any, str]] = []
    if form.is_valid():
        try:
            saved = perform(
                request, form, lambda: actions.update_service(intent(request), found, **form.values())
            )
        except Stale:
            saved, differences = None, _standing(form)
        if saved is not None:
            messages.success(request, _("Saved. It counts as looked at today."))
            return see(saved)
    status = 409 if differences else 422 if form.errors else 200
    seen = found.version if differences else request.POST.get("seen", found.version)
    context = {"form": form, "service": found, "seen": seen, "differences": differences, "back": _url(found)}
    return render(request, "directory/edit.html", context, status=status)


@require_POST
@page(purpose=Purpose.REFERRAL, roles=rules.MAINTAINERS)
def places_free(request: Request, pk: UUID) -> HttpResponse:
    """How many places are free today."""
    found = _own(request.access, pk)
    form = PlacesForm(request.POST)
    if form.is_valid():
        done = perform(request, form, lambda: actions.set_places(intent(request), found, **form.cleaned_data))
        if done is not None:
            messages.success(request, _("The places are noted."))
            return HttpResponseRedirect(safe_next(request, _url(found)), status=303)
    return _page(request, found, form, status=422)


def _verb(request: Request, pk: UUID, act: Action[[Service | UUID], Service], said: str) -> HttpResponse:
    found = _own(request.access, pk)
    act(intent(request), found)
    messages.success(request, said)
    return HttpResponseRedirect(safe_next(request, _url(found)), status=303)


@require_POST
@page(purpose=Purpose.REFERRAL, roles=rules.MAINTAINERS)
def assure(request: Request, pk: UUID) -> HttpResponse:
    return _verb(request, pk, actions.assure, _("Confirmed: this is true today."))


@require_POST
@page(purpose=Purpose.REFERRAL, roles=rules.MAINTAINERS)
def suspend(request: Request, pk: UUID) -> HttpResponse:
    return _verb(
        request, pk, actions.suspend, _("The service is suspended. Nobody can be referred to it now.")
    )


@require_POST
@page(purpose=Purpose.REFERRAL, roles=rules.MAINTAINERS)
def resume(request: Request, pk: UUID) -> HttpResponse:
    return _verb(request, pk, actions.resume, _("The service is open again."))


@require_POST
@page(purpose=Purpose.REFERRAL, roles=rules.MAINTAINERS)
def end(request: Request, pk: UUID) -> HttpResponse:
    return _verb(request, pk, actions.end, _("The service is no longer in the directory."))


def own_site(request: Request) -> UUID | None:
    """Where the asker works, as far as their membership says."""
    return getattr(getattr(request, "member", None), "site_id", None)


def see(found: Service) -> HttpResponse:
    return HttpResponseRedirect(_url(found), status=303)


def _url(found: Service) -> str:
    return reverse("directory:service", args=[found.pk])


def _service(access: Access, pk: UUID) -> Service:
    rows = Service.objects.visible_to(access).select_related("organisation", "unit__parent", "country")
    found: Service | None = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _own(access: Access, pk: UUID) -> Service:
    found = _service(access, pk)
    if found.organisation_id != access.organisation:
        raise NotFound
    return found


def _sites(access: Access) -> list[Site]:
    rows = Site.objects.visible_to(access).filter(organisation=access.organisation, active=True)
    return list(rows.order_by("name"))


def _page(request: Request, found: Service, form: PlacesForm, status: int = 200) -> HttpResponse:
    access = request.access
    context = {
        "card": cards.card(access, found),
        "service": found,
        "languages": cards.languages(found),
        "may_maintain": rules.may_maintain_this(access, found),
        "may_end": rules.may_approve(access, found) and found.state in ("active", "suspended"),
        "form": form,
    }
    return render(request, "directory/service.html", context, status=status)


def _standing(form: ServiceForm) -> list[tuple[Any, str]]:
    """What stands in the directory now where it is not what was typed: (label, words)."""
    return [
        (form.fields[name].label, _words(form, name)) for name in form.changed_data if name in form.fields
    ]


def _words(form: ServiceForm, name: str) -> str:
    value = form.initial.get(name)
    if name == "hours":
        return listed(f"{days} {spans}" for days, spans in cards.week(value or {}))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    labels = dict(_flat(getattr(form.fields[name], "choices", ())))
    values = value if isinstance(value, list) else [value]
    return ", ".join(str(labels.get(str(one), one)) for one in values if one not in (None, ""))


def _flat(choices: Any) -> list[tuple[str, Any]]:
    """Choices without their groups."""
    found: list[tuple[str, Any]] = []
    for value, label in choices:
        found += _flat(label) if isinstance(label, list | tuple) else [(str(value), label)]
    return found

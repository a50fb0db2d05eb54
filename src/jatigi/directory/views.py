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
from jatigi.directory.forms import PersonSearchForm, PlacesForm, ServiceForm, initial_of
from jatigi.directory.models import Proposal, Service
from jatigi.directory.proposals import actions as proposing
from jatigi.directory.proposals.words import differences_of
from jatigi.directory.saying import Changes, differing, said_of
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.actions import Action
from jatigi.kernel.errors import NotFound, Refused, Stale
from jatigi.kernel.http import Request, intent, page, perform, safe_next
from jatigi.places.models import Site


@page(purpose=Purpose.REFERRAL, roles=rules.SEERS)
def search(request: Request) -> HttpResponse:
    """By need and place first; words, opening hours, age and sex when they help."""
    form = PersonSearchForm(request.GET or None, near=places.near(request.access, own_site(request)))
    found = results.page(request.access, form.wanted(), request.GET, only_open=form.only_open())
    context = {
        "form": form,
        "found": found,
        "may_maintain": rules.may_maintain(request.access),
        "may_report_missing": True,
    }
    return render(request, "directory/search.html", context)


@page(purpose=Purpose.REFERRAL, roles=rules.SEERS)
def service(request: Request, pk: UUID) -> HttpResponse:
    """Everything that is said of one service; whoever keeps it up finds the verbs here."""
    return _page(request, _service(request.access, pk), PlacesForm())


@page(purpose=Purpose.REFERRAL, roles=rules.MAINTAINERS)
def own(request: Request) -> HttpResponse:
    """The services of the own organisation in every state, the ones to look at first."""
    mine = Service.objects.visible_to(request.access).filter(rules.kept(request.access))
    mine = mine.select_related("organisation", "unit__parent", "country", "location").order_by(
        "assured_at", "title_fr"
    )
    listed = [card for card in cards.cards(request.access, mine) if card.service.state != "ended"]
    return render(request, "directory/own.html", {"cards": listed})


@page(purpose=Purpose.REFERRAL, roles=rules.MAINTAINERS)
def new(request: Request) -> HttpResponse:
    """A service of the own organisation; who may not approve proposes it."""
    form = ServiceForm(request.POST or None, sites=sites_of(request.access, request.access.organisation))
    if form.is_valid():
        made = perform(request, form, lambda: _create(request, form.said()))
        if made is not None:
            waits = made.state == "proposed"
            said = _("The service waits for approval.") if waits else _("The service is in the directory.")
            messages.success(request, said)
            return see(made)
    context = {
        "form": form,
        "back": reverse("directory:own"),
        "proposing": not rules.approves(request.access),
    }
    return render(request, "directory/edit.html", context, status=422 if form.errors else 200)


@page(purpose=Purpose.REFERRAL, roles=rules.MAINTAINERS)
def edit(request: Request, pk: UUID) -> HttpResponse:
    """What is said of a service; who may approve changes it, the others propose it."""
    found = _own(request.access, pk)
    if not rules.may_maintain_this(request.access, found):
        raise Refused(code="may_maintain_this")
    said = said_of(request.access, found)
    form = ServiceForm(
        request.POST or None, initial=initial_of(said), sites=sites_of(request.access, found.organisation_id)
    )
    differences: list[tuple[Any, str]] = []
    if form.is_valid():
        try:
            saved = perform(request, form, lambda: _save(request, found, differing(said, form.said())))
        except Stale:
            saved, differences = None, differences_of(said, form.said())
        if saved is not None:
            return see(found)
    status = 409 if differences else 422 if form.errors else 200
    seen = found.version if differences else request.POST.get("seen", found.version)
    context = {
        "form": form, "service": found, "seen": seen, "differences": differences, "back": _url(found),
        "proposing": not rules.may_approve(request.access, found),
    }  # fmt: skip
    return render(request, "directory/edit.html", context, status=status)


def _create(request: Request, said: Changes) -> Service:
    return actions.create_service(
        intent(request), need=said["need"], title_fr=said["title_fr"], title_en=said["title_en"], more=said
    )


def _save(request: Request, found: Service, changes: Changes) -> Service:
    """Change it, or propose to; an approval of what stands there is one too."""
    if rules.may_approve(request.access, found):
        actions.update_service(intent(request), found, changes=changes)
        messages.success(request, _("Saved. It counts as looked at today."))
    else:
        proposing.propose(intent(request), found, changes=changes)
        messages.success(request, _("Proposed. The directory shows it once somebody has approved it."))
    return found


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
def approve(request: Request, pk: UUID) -> HttpResponse:
    return _verb(request, pk, actions.approve, _("The service is in the directory."))


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
    rows = Service.objects.visible_to(access).select_related(
        "organisation", "unit__parent", "country", "location"
    )
    found: Service | None = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _own(access: Access, pk: UUID) -> Service:
    found = _service(access, pk)
    if access.organisation not in (found.organisation_id, found.kept_by_id):
        raise NotFound
    return found


def sites_of(access: Access, organisation: UUID | None) -> list[Site]:
    rows = Site.objects.visible_to(access).filter(organisation=organisation, active=True)
    return list(rows.order_by("name"))


def _page(request: Request, found: Service, form: PlacesForm, status: int = 200) -> HttpResponse:
    access = request.access
    maintains = rules.may_maintain_this(access, found)
    context = {
        "card": cards.card(access, found),
        "service": found,
        "languages": cards.languages(found),
        "nationalities": cards.nationalities(found),
        "areas": cards.areas(access, found),
        "intake": cards.intake(access, found),
        "waiting": Proposal.objects.visible_to(access).filter(service=found, state="proposed").first(),
        "may_maintain": maintains,
        "may_approve": rules.may_approve(access, found) and found.state == "proposed",
        "may_end": rules.may_approve(access, found) and found.state in ("active", "suspended", "proposed"),
        "may_report": found.state in ("active", "suspended"),
        "form": form,
    }
    return render(request, "directory/service.html", context, status=status)

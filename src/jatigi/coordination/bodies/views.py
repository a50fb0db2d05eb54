"""Pages of bodies: the list, one of them, who sits there."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from jatigi.agencies.models import Organisation
from jatigi.coordination import rules as room
from jatigi.coordination.asking import Asked, NothingForm, ask, data, following, found
from jatigi.coordination.bodies import actions, rules, showing
from jatigi.coordination.bodies.forms import (
    ArchiveForm,
    BodyForm,
    ContactForm,
    EndForm,
    FilterForm,
    SeatForm,
    contact_initial,
    initial_of,
)
from jatigi.coordination.bodies.models import Body, BodyContact, BodyMember, BodyState, ContactKind
from jatigi.coordination.documents import rules as papers
from jatigi.coordination.documents.models import Document
from jatigi.coordination.reporting import links as reporting
from jatigi.kernel.access import Purpose
from jatigi.kernel.errors import NotFound, Refused
from jatigi.kernel.http import Request, intent, page
from jatigi.kernel.pages import keyset
from jatigi.kernel.reading import open_record

OVERSIGHT = Purpose.OVERSIGHT
KEEPERS = (room.SECRETARIAT,)


def _to(pk: UUID) -> str:
    return reverse("coordination:body", args=[pk])


@page(purpose=OVERSIGHT)
def bodies(request: Request) -> HttpResponse:
    """Those at work, by name; filters by kind, level, state and name."""
    form = FilterForm(request.GET or None)
    chosen = form.cleaned_data if form.is_valid() else {}
    rows = Body.objects.visible_to(request.access)
    state = chosen.get("state") or BodyState.ACTIVE
    if state != "all":
        rows = rows.filter(state=state)
    for name in ("kind", "level"):
        if chosen.get(name):
            rows = rows.filter(**{name: chosen[name]})
    if chosen.get("words"):
        rows = rows.filter(rules.called(chosen["words"]))
    listed = keyset(rows.select_related("country", "unit"), ("name",), request.GET.get("after", ""))
    context = {
        "form": form,
        "bodies": listed.rows,
        "next": following(request, listed.next),
        "may_create": room.is_secretariat(request.access),
    }
    return render(request, "coordination/bodies/list.html", context)


@page(purpose=OVERSIGHT)
def body(request: Request, pk: UUID) -> HttpResponse:
    """What it is, who presides, what comes next, what is open."""
    access = request.access
    one = found(access, Body, pk)
    seats = showing.seats(access, one)
    papers_held = Document.objects.visible_to(access).filter(body=one).defer("content")
    context = {
        "body": one,
        "key": str(pk),
        "parent": rules.body_of(one.parent_id) if one.parent_id else None,
        "keeper": Organisation.objects.get(pk=one.organisation_id),
        "sitting": showing.sitting(access, one, seats),
        "presided": showing.presided(seats),
        "next_event": showing.next_event(access, one),
        "events": showing.latest_events(access, one),
        "promised": showing.promised(access, one),
        "pressing": showing.most_pressing(access, one),
        "work": showing.open_work(access, one),
        "documents": list(papers_held.order_by("-entered_at")[: showing.FIRST_FEW * 3]),
        "keeps": room.keeps(access, one),
        "may_add_document": papers.may_add_to_body(access, one),
        "report": reporting.report(body=pk),
    }
    return render(request, "coordination/bodies/one.html", context)


@page(purpose=OVERSIGHT, roles=KEEPERS)
def new(request: Request) -> HttpResponse:
    """Found a body."""
    form = BodyForm(data(request), access=request.access)
    asked = Asked(_("New body"), reverse("coordination:bodies"), _("Bodies"), label=_("Found it"), icon="plus",
                  told=_("The body is there. Now say who sits in it."))  # fmt: skip
    return ask(
        request,
        form,
        asked,
        lambda: actions.create(intent(request), **form.values()),
        lambda one: _to(one.pk),
    )


@page(purpose=OVERSIGHT, roles=KEEPERS)
def change(request: Request, pk: UUID) -> HttpResponse:
    """Say what it is otherwise."""
    one = _kept(request, pk)
    form = BodyForm(data(request), access=request.access, body=one, initial=initial_of(one))
    asked = Asked(_("Change the body"), _to(pk), one.name, seen=one.version)
    return ask(request, form, asked, lambda: actions.change(intent(request), one, **form.values()), _to(pk))


@page(purpose=OVERSIGHT, roles=KEEPERS)
def archive(request: Request, pk: UUID) -> HttpResponse:
    """It does not meet any more; or it meets again."""
    one = _kept(request, pk)
    if one.state == BodyState.ARCHIVED:
        form: Any = NothingForm(data(request))
        asked = Asked(_("Reopen the body?"), _to(pk), one.name, label=_("Reopen"), icon="undo-2",
                      lead=_("It meets again, and its archive notice goes."))  # fmt: skip
        return ask(request, form, asked, lambda: actions.reopen(intent(request), one), _to(pk))
    form = ArchiveForm(data(request))
    asked = Asked(_("Archive the body"), _to(pk), one.name, label=_("Archive"), icon="archive",
                  lead=_("Everything that was said there stays to be read."))  # fmt: skip
    return ask(
        request, form, asked, lambda: actions.archive(intent(request), one, **form.cleaned_data), _to(pk)
    )


@page(purpose=OVERSIGHT)
def members(request: Request, pk: UUID) -> HttpResponse:
    """Who sits there for whom, and who did before."""
    access = request.access
    one = open_record(access, Body, pk, what="members")
    seats = showing.seats(access, one)
    context = {
        "body": one,
        "sitting": showing.sitting(access, one, seats),
        "seats": seats,
        "current": {seat.pk for seat in seats if showing.sits(seat)},
        "keeps": room.keeps(access, one),
        "own": access.organisation if rules.may_name(access, one) else None,
    }
    return render(request, "coordination/bodies/members.html", context)


@page(purpose=OVERSIGHT, roles=KEEPERS)
def seat(request: Request, pk: UUID) -> HttpResponse:
    """An organisation takes a seat or an office."""
    one = _kept(request, pk)
    form = SeatForm(data(request))
    asked = Asked(_("Add a member or an office"), _members(pk), _("Members"), icon="user-plus", label=_("Add"),
                  lead=_("Whoever takes the chair ends the presidency before, on the day before."))  # fmt: skip
    return ask(
        request, form, asked, lambda: actions.seat(intent(request), one, **form.values()), _members(pk)
    )


@page(purpose=OVERSIGHT, roles=KEEPERS)
def unseat(request: Request, pk: UUID) -> HttpResponse:
    """The last day of a seat."""
    one = found(request.access, BodyMember, pk)
    _kept(request, one.body_id)
    form = EndForm(data(request))
    asked = Asked(_("End a seat"), _members(one.body_id), _("Members"), label=_("End it"), seen=one.version,
                  lead=f"{_named(one.organisation_id)} · {one.get_office_display()}")  # fmt: skip
    act = lambda: actions.unseat(intent(request), one, **form.cleaned_data)  # noqa: E731
    return ask(request, form, asked, act, _members(one.body_id))


@page(purpose=OVERSIGHT, roles=room.REPORTERS)
def contact(request: Request, pk: UUID, organisation: UUID) -> HttpResponse:
    """Who stands for a member."""
    one = found(request.access, Body, pk)
    own = organisation == request.access.organisation and rules.is_member(request.access, one)
    if not (own or room.keeps(request.access, one)):
        raise Refused(code="may_name")
    kind = request.GET.get("kind", "")
    kind = kind if kind in ContactKind.values else ContactKind.MAIN
    rows = BodyContact.objects.visible_to(request.access)
    now = rows.filter(body=one, organisation_id=organisation, kind=kind).first()
    form = ContactForm(data(request), organisation=organisation, initial=contact_initial(now, kind))
    asked = Asked(_("Who stands there"), _members(pk), _("Members"), lead=_named(organisation))
    return ask(
        request,
        form,
        asked,
        lambda: actions.name_contact(intent(request), one, organisation=organisation, **form.values()),
        _members(pk),
    )


def _members(pk: UUID) -> str:
    return reverse("coordination:body_members", args=[pk])


def _named(organisation: UUID) -> str:
    row = Organisation.objects.filter(pk=organisation).first()
    if row is None:
        raise NotFound
    return row.full


def _kept(request: Request, pk: UUID) -> Body:
    """The body, for its secretariat. Raises `NotFound`, `Refused`."""
    one = found(request.access, Body, pk)
    if not room.keeps(request.access, one):
        raise Refused(code="keeps")
    return one

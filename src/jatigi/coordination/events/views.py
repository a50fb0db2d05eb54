"""Pages of events: the list, one of them, who was there."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from jatigi.agencies.models import Organisation
from jatigi.coordination import rules as room
from jatigi.coordination.asking import Asked, NothingForm, ask, data, following, found
from jatigi.coordination.bodies.models import Body
from jatigi.coordination.commitments.models import Commitment
from jatigi.coordination.documents import rules as papers
from jatigi.coordination.documents.models import Document
from jatigi.coordination.events import actions, rules, showing
from jatigi.coordination.events.forms import (
    AttendanceForm,
    CopyForm,
    EventForm,
    FilterForm,
    ParticipantForm,
    PeopleForm,
    WhyForm,
    initial_of,
)
from jatigi.coordination.events.models import AgendaItem, Event, EventState, ItemState, Participant
from jatigi.coordination.minutes import rules as minuting
from jatigi.coordination.minutes.models import Minutes
from jatigi.coordination.reporting import links as reporting
from jatigi.kernel import clock
from jatigi.kernel.access import Purpose
from jatigi.kernel.errors import Refused
from jatigi.kernel.http import Request, intent, page, perform
from jatigi.kernel.pages import keyset
from jatigi.kernel.reading import open_record

OVERSIGHT = Purpose.OVERSIGHT
KEEPERS = (room.SECRETARIAT,)
SHOWN = 100
MOST_PEOPLE = 2_000


def to(pk: UUID) -> str:
    """The address of an event."""
    return reverse("coordination:event", args=[pk])


def kept(request: Request, pk: UUID) -> Event:
    """The event, for who called it together. Raises `NotFound`, `Refused`."""
    event = found(request.access, Event, pk)
    if not rules.keeps(request.access, event):
        raise Refused(code="keeps")
    return event


@page(purpose=OVERSIGHT)
def events(request: Request) -> HttpResponse:
    """The latest first; filters by body, kind, theme and year."""
    form = FilterForm(request.GET or None, access=request.access)
    chosen = form.cleaned_data if form.is_valid() else {}
    rows = Event.objects.visible_to(request.access)
    for name, column in (
        ("body", "body_id"),
        ("kind", "kind"),
        ("theme", "theme"),
        ("year", "starts_on__year"),
    ):
        if chosen.get(name):
            rows = rows.filter(**{column: chosen[name]})
    listed = keyset(rows, ("-starts_on",), request.GET.get("after", ""))
    context = {
        "form": form,
        "lines": showing.lines(request.access, listed.rows),
        "next": following(request, listed.next),
        "report": reporting.report(body=chosen.get("body"), year=chosen.get("year")),
        "may_create": room.is_secretariat(request.access),
    }
    return render(request, "coordination/events/list.html", context)


@page(purpose=OVERSIGHT)
def event(request: Request, pk: UUID) -> HttpResponse:
    """What it is, its programme, agenda and minutes, what was decided, its documents."""
    access = request.access
    one = found(access, Event, pk)
    items = AgendaItem.objects.visible_to(access).filter(event=one).exclude(state=ItemState.LEFT)
    commitments = Commitment.objects.visible_to(access).filter(event=one).order_by("due", "id")
    documents = Document.objects.visible_to(access).filter(event=one).defer("content").order_by("-entered_at")
    context = {
        "line": showing.lines(access, [one])[0],
        "event": one,
        "keeper": Organisation.objects.get(pk=one.organisation_id),
        "programme": showing.programme(access, one),
        "attendance": showing.attendance(access, one),
        "items": list(items.order_by("order", "entered_at")[:SHOWN]),
        "minutes": Minutes.objects.visible_to(access).filter(event=one).first(),
        "commitments": list(commitments[:SHOWN]),
        "documents": list(documents[:SHOWN]),
        "keeps": rules.keeps(access, one),
        "may_write": minuting.may_begin(access, one),
        "may_add_document": papers.may_add_to_event(access, one),
        "begun": one.starts_on <= clock.today(),
        "report": reporting.report(event=pk),
    }
    return render(request, "coordination/events/one.html", context)


@page(purpose=OVERSIGHT, roles=KEEPERS)
def new(request: Request) -> HttpResponse:
    """Call something together, perhaps for the body in `body`."""
    form = EventForm(data(request), access=request.access, initial={"body": request.GET.get("body", "")})
    asked = Asked(_("New event"), reverse("coordination:events"), _("Events"), label=_("Put it in the calendar"),
                  icon="calendar", told=_("It is in the calendar."))  # fmt: skip
    return ask(
        request, form, asked, lambda: actions.create(intent(request), **form.values()), lambda one: to(one.pk)
    )


@page(purpose=OVERSIGHT, roles=KEEPERS)
def change(request: Request, pk: UUID) -> HttpResponse:
    """Another day, another place."""
    one = kept(request, pk)
    form = EventForm(data(request), access=request.access, event=one, initial=initial_of(one))
    asked = Asked(_("Change the event"), to(pk), one.title, seen=one.version)
    return ask(request, form, asked, lambda: actions.change(intent(request), one, **form.values()), to(pk))


@page(purpose=OVERSIGHT, roles=KEEPERS)
def state(request: Request, pk: UUID) -> HttpResponse:
    """It took place; with `cancel` it does not; a cancelled one takes place after all."""
    one = kept(request, pk)
    form: Any = NothingForm(data(request))
    if one.state == EventState.CANCELLED:
        asked = Asked(
            _("Plan it again?"), to(pk), one.title, label=_("Plan it again"), icon="undo-2", lead=one.why
        )
        return ask(request, form, asked, lambda: actions.plan_again(intent(request), one), to(pk))
    if one.state == EventState.HELD:
        return redirect(to(pk))
    if "cancel" in request.GET:
        form = WhyForm(data(request))
        asked = Asked(_("Cancel the event"), to(pk), one.title, label=_("Cancel the event"), kind="danger", icon="x",
                      lead=_("It stays in the calendar as cancelled, with the reason."))  # fmt: skip
        return ask(
            request, form, asked, lambda: actions.cancel(intent(request), one, **form.cleaned_data), to(pk)
        )
    asked = Asked(_("Did it take place?"), to(pk), one.title, label=_("It took place"))
    return ask(request, form, asked, lambda: actions.hold(intent(request), one), to(pk))


@page(purpose=OVERSIGHT, roles=KEEPERS)
def copy(request: Request, pk: UUID) -> HttpResponse:
    """The same on another day."""
    one = kept(request, pk)
    form = CopyForm(data(request))
    asked = Asked(_("Copy the event"), to(pk), one.title, label=_("Copy"), icon="files",
                  lead=_("Its agenda and the organisations invited are copied; dates and names are not."))  # fmt: skip
    act = lambda: actions.clone(intent(request), one, **form.cleaned_data)  # noqa: E731
    return ask(request, form, asked, act, lambda made: to(made.pk))


@page(purpose=OVERSIGHT)
def people(request: Request, pk: UUID) -> HttpResponse:
    """Who is invited, who came; the secretariat notes it here."""
    access = request.access
    one = open_record(access, Event, pk, what="people")
    keeps = rules.keeps(access, one)
    rows = list(
        Participant.objects.visible_to(access).filter(event=one).order_by("name", "entered_at")[:MOST_PEOPLE]
    )
    form = AttendanceForm(data(request) if keeps else None, event=one, people=rows)
    if form.is_valid():
        done = perform(request, form, lambda: actions.note_attendance(intent(request), one, **form.values()))
        if done is not None:
            return redirect("coordination:event_people", pk)
    context = {
        "event": one,
        "form": form,
        "people": rows,
        "keeps": keeps,
        "counts": showing.attendance(access, one),
    }
    return render(request, "coordination/events/people.html", context, status=422 if form.errors else 200)


@page(purpose=OVERSIGHT, roles=KEEPERS)
def add_people(request: Request, pk: UUID) -> HttpResponse:
    """Several at once."""
    one = kept(request, pk)
    form = PeopleForm(data(request))
    back = reverse("coordination:event_people", args=[pk])
    asked = Asked(_("Add people"), back, _("People"), label=_("Add"), icon="user-plus", told=_("Added."))
    return ask(request, form, asked, lambda: actions.add_people(intent(request), one, **form.values()), back)


@page(purpose=OVERSIGHT, roles=KEEPERS)
def participant(request: Request, pk: UUID) -> HttpResponse:
    """Somebody was written down wrongly."""
    one = found(request.access, Participant, pk)
    kept(request, one.event_id)
    names = ("name", "role", "organisation_name")
    initial = {name: getattr(one, name) for name in names} | {"of": str(one.of_id or "")}
    form = ParticipantForm(data(request), initial=initial)
    back = reverse("coordination:event_people", args=[one.event_id])
    asked = Asked(_("Change a participant"), back, _("People"), seen=one.version,
                  template="coordination/events/participant.html", more={"participant": one})  # fmt: skip
    return ask(
        request, form, asked, lambda: actions.change_participant(intent(request), one, **form.values()), back
    )


@page(purpose=OVERSIGHT, roles=KEEPERS)
def remove_participant(request: Request, pk: UUID) -> HttpResponse:
    """Never invited and never there."""
    one = found(request.access, Participant, pk)
    kept(request, one.event_id)
    back = reverse("coordination:event_people", args=[one.event_id])
    asked = Asked(_("Remove from the list?"), back, _("People"), label=_("Remove"), kind="danger", icon="trash-2",
                  lead=str(one), told=_("Removed."))  # fmt: skip
    form = NothingForm(data(request))
    return ask(request, form, asked, lambda: actions.remove_participant(intent(request), one), back)


def body_of(event: Event, request: Request) -> Body | None:
    """The body of an event, as its page names it."""
    return showing.bodies(request.access, [event.body_id]).get(event.body_id) if event.body_id else None

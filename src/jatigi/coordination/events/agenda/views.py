"""The agenda: its items, what is proposed for it, and its sheet."""

from itertools import groupby
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jatigi.coordination import rules as room
from jatigi.coordination.asking import Asked, ask, data, found
from jatigi.coordination.events import rules
from jatigi.coordination.events.agenda import actions, proposals
from jatigi.coordination.events.forms import FillForm, ItemForm
from jatigi.coordination.events.models import AgendaItem, Event, EventState, ItemState
from jatigi.coordination.events.views import body_of, kept
from jatigi.coordination.minutes.models import Minutes
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.errors import Invalid
from jatigi.kernel.http import Request, intent, page

OVERSIGHT = Purpose.OVERSIGHT
KEEPERS = (room.SECRETARIAT,)


def to(pk: UUID) -> str:
    """The address of an agenda."""
    return reverse("coordination:agenda", args=[pk])


@page(purpose=OVERSIGHT)
def agenda(request: Request, pk: UUID) -> HttpResponse:
    """Its items and, for the secretariat, what it should take up."""
    access = request.access
    event = found(access, Event, pk)
    keeps = rules.keeps(access, event)
    offered = proposals.proposed(access, event) if keeps else []
    if request.method == "POST":
        return _fill(request, kept(request, pk), [one.key for one in offered])
    items = standing(access, event)
    context = {
        "event": event,
        "body": body_of(event, request),
        "items": items,
        "total": sum(one.minutes or 0 for one in items),
        "left": AgendaItem.objects.visible_to(access).filter(event=event, state=ItemState.LEFT),
        "groups": [
            (str(heading), list(some)) for heading, some in groupby(offered, key=lambda one: one.heading)
        ],
        "offered": len(offered),
        "keeps": keeps,
        "planned": event.state == EventState.PLANNED,
    }
    return render(request, "coordination/events/agenda.html", context)


def _fill(request: Request, event: Event, keys: list[str]) -> HttpResponse:
    form = FillForm(request.POST, keys=keys)
    chosen = form.cleaned_data["chosen"] if form.is_valid() else []
    leave = "leave" in request.POST
    actions.fill(intent(request), event, **{"leave" if leave else "take": chosen})
    count = len(chosen)
    said = (
        ngettext("%(n)d point left aside.", "%(n)d points left aside.", count)
        if leave
        else ngettext("%(n)d point taken up.", "%(n)d points taken up.", count)
    )
    messages.success(request, said % {"n": count})
    return redirect("coordination:agenda", event.pk)


@page(purpose=OVERSIGHT, roles=KEEPERS)
def add(request: Request, pk: UUID) -> HttpResponse:
    """An item of one's own."""
    event = kept(request, pk)
    form = ItemForm(data(request))
    asked = Asked(_("New item"), to(pk), _("Agenda"), label=_("Add"), icon="plus", told=_("Added."))
    return ask(request, form, asked, lambda: actions.add(intent(request), event, **form.cleaned_data), to(pk))


@page(purpose=OVERSIGHT, roles=KEEPERS)
def item(request: Request, pk: UUID) -> HttpResponse:
    """How it is called, how long it takes, who presents it."""
    one = found(request.access, AgendaItem, pk)
    kept(request, one.event_id)
    form = ItemForm(
        data(request), initial={name: getattr(one, name) for name in ("title", "minutes", "presenter")}
    )
    asked = Asked(_("Change an item"), to(one.event_id), _("Agenda"), seen=one.version)
    act = lambda: actions.change(intent(request), one, **form.cleaned_data)  # noqa: E731
    return ask(request, form, asked, act, to(one.event_id))


@page(purpose=OVERSIGHT, roles=KEEPERS)
def turn(request: Request, pk: UUID) -> HttpResponse:
    """Up, down, or what became of an item: one button each on the agenda."""
    one = found(request.access, AgendaItem, pk)
    kept(request, one.event_id)
    if request.method == "POST":
        if request.POST.get("move") in ("up", "down"):
            actions.move(intent(request), one, up=request.POST["move"] == "up")
        elif request.POST.get("state") in ItemState.values:
            actions.settle(intent(request), one, state=request.POST["state"])
        else:
            raise Invalid({"": _("Choose one of the listed answers.")})
    return redirect(to(one.event_id))


@page(purpose=OVERSIGHT)
def sheet(request: Request, pk: UUID) -> HttpResponse:
    """The agenda on one sheet of A4."""
    event = found(request.access, Event, pk)
    items = standing(request.access, event)
    context = {
        "event": event,
        "body": body_of(event, request),
        "items": items,
        "total": sum(one.minutes or 0 for one in items),
        "bare": True,
    }
    return render(request, "coordination/events/agenda_sheet.html", context)


def standing(access: Access, event: Event) -> list[AgendaItem]:
    """The items that are not left aside, in order."""
    rows = AgendaItem.objects.visible_to(access).filter(event=event).exclude(state=ItemState.LEFT)
    items = list(rows.order_by("order", "entered_at"))
    adopted = [one.adopts_id for one in items if one.adopts_id]
    if adopted:
        written = Minutes.objects.visible_to(access).filter(pk__in=adopted)
        meetings = dict(written.values_list("pk", "event_id"))
        for one in items:
            one.written_at = meetings.get(one.adopts_id)
    return items

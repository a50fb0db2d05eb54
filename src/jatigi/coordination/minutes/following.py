"""Minutes and follow-up across events in one view."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.db.models import Case, Count, Q, When, Window
from django.db.models.functions import RowNumber
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy, ngettext

from jatigi.coordination import fields
from jatigi.coordination.asking import following
from jatigi.coordination.bodies.models import Body
from jatigi.coordination.commitments.models import OPEN, Commitment
from jatigi.coordination.events import showing
from jatigi.coordination.events.models import Event, EventState
from jatigi.coordination.minutes.models import Minutes
from jatigi.kernel import clock
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.http import Request, page
from jatigi.kernel.pages import keyset

SHOWN = 5
"""Commitments of one meeting on this page; its list holds the others."""


class FilterForm(forms.Form):
    """Of which body."""

    body = forms.ChoiceField(label=gettext_lazy("Body"), required=False)

    def __init__(self, *args: object, access: Access, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["body"].choices = fields.bodies(access, gettext_lazy("every body"))  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many commitments were made at an event, how many are open, and how many of these overdue."""

    all: int = 0
    open: int = 0
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class Meeting:
    """An event that is over or under way, its minutes, and what became of what was decided there: the first few."""

    event: Event
    body: Body | None
    minutes: Minutes | None
    commitments: Sequence[Commitment]
    counted: Counted

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.counted.all - len(self.commitments)

    @property
    def told_open(self) -> str:
        return ngettext("%(n)d commitment open", "%(n)d commitments open", self.counted.open) % {
            "n": self.counted.open
        }

    @property
    def told_overdue(self) -> str:
        return ngettext("%(n)d overdue", "%(n)d overdue", self.counted.overdue) % {"n": self.counted.overdue}


@page(purpose=Purpose.OVERSIGHT)
def followed(request: Request) -> HttpResponse:
    """Meetings from the latest back, each with its minutes and commitments."""
    form = FilterForm(request.GET or None, access=request.access)
    body = form.cleaned_data.get("body") if form.is_valid() else ""
    rows = Event.objects.visible_to(request.access).filter(starts_on__lte=clock.today())
    rows = rows.exclude(state=EventState.CANCELLED)
    listed = keyset(
        rows.filter(body_id=body) if body else rows, ("-starts_on",), request.GET.get("after", "")
    )
    context = {
        "form": form,
        "meetings": meetings(request.access, listed.rows),
        "next": following(request, listed.next),
    }
    return render(request, "coordination/minutes/followed.html", context)


def meetings(access: Access, events: Iterable[Event]) -> list[Meeting]:
    """In five queries whatever their number, and however much was decided there."""
    lines = showing.lines(access, events)
    pks = [line.event.pk for line in lines]
    written = {one.event_id: one for one in Minutes.objects.visible_to(access).filter(event__in=pks)}
    counted, made = _counted(access, pks), _first_few(access, pks)
    return [
        Meeting(
            line.event,
            line.body,
            written.get(line.event.pk),
            made.get(line.event.pk, []),
            counted.get(line.event.pk, Counted()),
        )
        for line in lines
    ]


def _counted(access: Access, events: Sequence[UUID]) -> dict[UUID, Counted]:
    still, late = Q(state__in=OPEN), Q(state__in=OPEN, due__lt=clock.today())
    rows = Commitment.objects.visible_to(access).filter(event__in=events).order_by().values("event_id")
    found = rows.annotate(
        all=Count("pk"), open=Count("pk", filter=still), overdue=Count("pk", filter=late)
    ).values_list("event_id", "all", "open", "overdue")
    return {event: Counted(*counts) for event, *counts in found}


def _first_few(access: Access, events: Sequence[UUID]) -> dict[UUID, list[Commitment]]:
    """Of each event the open ones due first, then the others."""
    settled = Case(When(state__in=OPEN, then=0), default=1)
    place = Window(RowNumber(), partition_by="event_id", order_by=[settled, "due", "id"])
    seen = Commitment.objects.visible_to(access).filter(event__in=events).annotate(place=place)
    found: dict[UUID, list[Commitment]] = {}
    for one in seen.filter(place__lte=SHOWN).order_by("event_id", "place"):
        if one.event_id is not None:
            found.setdefault(one.event_id, []).append(one)
    return found

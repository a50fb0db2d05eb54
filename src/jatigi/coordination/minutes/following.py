"""Minutes and follow-up across events in one view."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from jatigi.coordination import fields
from jatigi.coordination.asking import following
from jatigi.coordination.bodies.models import Body
from jatigi.coordination.commitments.models import Commitment
from jatigi.coordination.events import showing
from jatigi.coordination.events.models import Event, EventState
from jatigi.coordination.minutes.models import Minutes
from jatigi.kernel import clock
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.http import Request, page
from jatigi.kernel.pages import keyset

MOST = 500


class FilterForm(forms.Form):
    """Of which body."""

    body = forms.ChoiceField(label=gettext_lazy("Body"), required=False)

    def __init__(self, *args: object, access: Access, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["body"].choices = fields.bodies(access, gettext_lazy("all"))  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Meeting:
    """An event that is over or under way, its minutes, and what became of what was decided there."""

    event: Event
    body: Body | None
    minutes: Minutes | None
    commitments: Sequence[Commitment]

    @property
    def open(self) -> int:
        return sum(one.open for one in self.commitments)

    @property
    def overdue(self) -> int:
        return sum(one.overdue for one in self.commitments)


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
    """In three queries whatever their number."""
    lines = showing.lines(access, events)
    pks = [line.event.pk for line in lines]
    written = {one.event_id: one for one in Minutes.objects.visible_to(access).filter(event__in=pks)}
    made: dict[UUID, list[Commitment]] = {}
    rows = Commitment.objects.visible_to(access).filter(event__in=pks).order_by("due", "id")
    for one in rows[:MOST]:
        if one.event_id is not None:
            made.setdefault(one.event_id, []).append(one)
    return [
        Meeting(line.event, line.body, written.get(line.event.pk), made.get(line.event.pk, []))
        for line in lines
    ]

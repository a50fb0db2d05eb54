"""What the page of an event shows, each part read once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count

from jatigi.coordination.bodies.models import Body
from jatigi.coordination.events.models import (
    Attendance,
    Contribution,
    Event,
    EventState,
    Participant,
    Session,
)
from jatigi.kernel.access import Access

TONES = {EventState.PLANNED: "info", EventState.HELD: "success", EventState.CANCELLED: "neutral"}


@dataclass(frozen=True, slots=True)
class Part:
    """A session with what was said in it; None: what was said in none."""

    session: Session | None
    contributions: Sequence[Contribution]


@dataclass(frozen=True, slots=True)
class Line:
    """An event of a list, with its body."""

    event: Event
    body: Body | None

    @property
    def tone(self) -> str:
        return TONES[EventState(self.event.state)]


def lines(access: Access, events: Iterable[Event]) -> list[Line]:
    """Events with their bodies, in two queries whatever their number."""
    listed = list(events)
    known = bodies(access, {one.body_id for one in listed if one.body_id})
    return [Line(one, known.get(one.body_id)) for one in listed]


def bodies(access: Access, pks: Iterable[UUID]) -> dict[Any, Body]:
    """Bodies by id, as far as `access` knows them."""
    wanted = list(pks)
    return {one.pk: one for one in Body.objects.visible_to(access).filter(pk__in=wanted)} if wanted else {}


def sessions(access: Access, event: Event) -> list[Session]:
    """In the order of the day."""
    rows = list(Session.objects.visible_to(access).filter(event=event).order_by("order"))
    return sorted(rows, key=lambda one: (one.day or event.starts_on, str(one.starts_at or ""), one.order))


def programme(access: Access, event: Event) -> list[Part]:
    """Sessions with what was said in each; what was said in none at the end."""
    said: dict[Any, list[Contribution]] = {}
    rows = Contribution.objects.visible_to(access).filter(event=event).order_by("entered_at")
    for one in rows:
        said.setdefault(one.session_id, []).append(one)
    parts = [Part(one, said.get(one.pk, [])) for one in sessions(access, event)]
    return [*parts, Part(None, said[None])] if None in said else parts


def attendance(access: Access, event: Event) -> dict[str, int]:
    """How many are written down, and of these how many came, were excused, stayed away."""
    rows = Participant.objects.visible_to(access).filter(event=event)
    counted = dict(rows.order_by().values_list("attendance").annotate(n=Count("pk")))
    return {"all": sum(counted.values()), **{name: counted.get(name, 0) for name in Attendance.values}}

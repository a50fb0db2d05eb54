"""Reads: bodies with the organisations that sit in them, and events."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, time
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from jatigi.coordination.bodies.models import Body, BodyKind, BodyMember, BodyState
from jatigi.coordination.events.models import Event, EventKind, EventState
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.api import ERRORS, LIMIT, After, Limit, asking, listed
from jatigi.kernel.reading import open_record

bodies, events = Router(tags=["bodies"]), Router(tags=["events"])


class MemberOut(Schema):
    """An organisation in a body; its office from a day until a day. Names of people are not told here."""

    organisation_id: UUID
    office: str
    from_on: date
    until: date | None


class BodyOut(Schema):
    """A body; `organisation_id` keeps its secretariat."""

    id: UUID
    version: int
    code: str
    name: str
    acronym: str
    kind: str
    level: str
    organisation_id: UUID
    country_id: str | None
    unit: str | None
    parent_id: UUID | None
    mandate: str
    closed: bool
    public: bool
    state: str
    archived_on: date | None
    members: list[MemberOut] = []

    @staticmethod
    def resolve_unit(row: Any) -> str | None:
        return unit_of(row)


class Bodies(Schema):
    items: list[BodyOut]
    next: str


class EventOut(Schema):
    """An event; `starts_on` and `ends_on` are known to the `precision`, times are those of the place."""

    id: UUID
    version: int
    title: str
    kind: str
    state: str
    organisation_id: UUID
    body_id: UUID | None
    series_id: UUID | None
    theme: str
    starts_on: date
    ends_on: date
    precision: str
    starts_at: time | None
    ends_at: time | None
    city: str
    venue: str
    country_id: str | None
    unit: str | None
    closed: bool
    public: bool
    why: str
    women: int | None
    men: int | None

    @staticmethod
    def resolve_unit(row: Any) -> str | None:
        return unit_of(row)


class Events(Schema):
    items: list[EventOut]
    next: str


def unit_of(row: Any) -> str | None:
    """A region as its code meant it: "ML07 (2023)"."""
    unit = row.unit if row.unit_id else None
    return f"{unit.code} ({unit.vintage})" if unit else None


@bodies.get("", response={200: Bodies, **ERRORS}, operation_id="bodies")
def list_bodies(
    request: HttpRequest,
    kind: BodyKind | None = None,
    state: BodyState | None = None,
    after: After = "",
    limit: Limit = LIMIT,
) -> dict[str, Any]:
    """Bodies by code."""
    access = asking(request, Purpose.OVERSIGHT)
    rows = Body.objects.visible_to(access).filter(**_chosen(kind=kind, state=state)).select_related("unit")
    found, following = listed(access, rows, ("code",), after, limit)
    return {"items": _seated(access, found), "next": following}


@bodies.get("/{uuid:id}", response={200: BodyOut, **ERRORS}, operation_id="body")
def open_body(request: HttpRequest, id: UUID) -> Body:
    """One body."""
    access = asking(request, Purpose.OVERSIGHT)
    return _seated(access, [open_record(access, Body, id)])[0]


@events.get("", response={200: Events, **ERRORS}, operation_id="events")
def list_events(
    request: HttpRequest,
    body: UUID | None = None,
    kind: EventKind | None = None,
    state: EventState | None = None,
    starts_from: date | None = None,
    starts_until: date | None = None,
    after: After = "",
    limit: Limit = LIMIT,
) -> dict[str, Any]:
    """Events, the latest first."""
    access = asking(request, Purpose.OVERSIGHT)
    said = _chosen(
        body_id=body, kind=kind, state=state, starts_on__gte=starts_from, starts_on__lte=starts_until
    )
    rows = Event.objects.visible_to(access).filter(**said).select_related("unit")
    found, following = listed(access, rows, ("-starts_on",), after, limit)
    return {"items": found, "next": following}


@events.get("/{uuid:id}", response={200: EventOut, **ERRORS}, operation_id="event")
def open_event(request: HttpRequest, id: UUID) -> Event:
    """One event."""
    return open_record(asking(request, Purpose.OVERSIGHT), Event, id)


def _seated(access: Access, rows: Sequence[Body]) -> Sequence[Body]:
    """The bodies with their members, the first seat first."""
    seats: dict[UUID, list[BodyMember]] = defaultdict(list)
    known = BodyMember.objects.visible_to(access).filter(body_id__in=[row.pk for row in rows])
    for seat in known.order_by("from_on", "entered_at", "pk"):
        seats[seat.body_id].append(seat)
    for row in rows:
        row.members = seats[row.pk]  # type: ignore[attr-defined]
    return rows


def _chosen(**said: Any) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value is not None}

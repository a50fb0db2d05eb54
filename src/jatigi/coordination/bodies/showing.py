"""What the page of a body shows: each part read once, in bounded queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from jatigi.coordination.bodies.models import OPEN_WORK, Body, BodyContact, BodyMember, Office, WorkLine
from jatigi.coordination.commitments.models import OPEN, Commitment
from jatigi.coordination.events.models import Event, EventState
from jatigi.kernel import clock
from jatigi.kernel.access import Access

FIRST_FEW = 8
PRESIDENCY = (Office.CHAIR, Office.CO_CHAIR)
RANK = {office: number for number, office in enumerate(Office.values)}


@dataclass(frozen=True, slots=True)
class Sitting:
    """An organisation in a body today: its offices, who stands there for it."""

    organisation: Any
    seats: Sequence[BodyMember]
    contacts: Sequence[BodyContact] = ()

    @property
    def offices(self) -> str:
        return ", ".join(str(seat.get_office_display()) for seat in self.seats)


@dataclass(frozen=True, slots=True)
class Promised:
    """How many commitments of a body are open, and how many of these overdue."""

    open: int
    overdue: int


def seats(access: Access, body: Body) -> list[BodyMember]:
    """Everybody who ever sat in it, the highest office and the latest first."""
    rows = BodyMember.objects.visible_to(access).filter(body=body).select_related("organisation")
    return sorted(rows, key=lambda one: (RANK[one.office], -one.from_on.toordinal(), str(one.organisation)))


def sits(seat: BodyMember, day: date | None = None) -> bool:
    """Whether a seat is held on a day, today where none is given."""
    on = day or clock.today()
    return seat.from_on <= on and (seat.until is None or seat.until >= on)


def sitting(access: Access, body: Body, seats: Iterable[BodyMember]) -> list[Sitting]:
    """The organisations of today with all their offices and those who stand there, as far as `access` may know them."""
    held: dict[Any, list[BodyMember]] = {}
    for seat in seats:
        if sits(seat):
            held.setdefault(seat.organisation_id, []).append(seat)
    rows = BodyContact.objects.visible_to(access).filter(body=body).select_related("account").order_by("kind")
    standing: dict[Any, list[BodyContact]] = {}
    for row in rows:
        standing.setdefault(row.organisation_id, []).append(row)
    return [
        Sitting(several[0].organisation, several, standing.get(organisation, []))
        for organisation, several in held.items()
    ]


def presided(seats: Iterable[BodyMember]) -> list[BodyMember]:
    """Who presided from when until when, the latest first."""
    return sorted(
        (one for one in seats if one.office in PRESIDENCY),
        key=lambda one: (one.from_on, one.office),
        reverse=True,
    )


def next_event(access: Access, body: Body) -> Event | None:
    """What is planned next."""
    rows = Event.objects.visible_to(access).filter(body=body, state=EventState.PLANNED)
    return rows.filter(ends_on__gte=clock.today()).order_by("starts_on", "starts_at").first()


def latest_events(access: Access, body: Body) -> list[Event]:
    """The last ones, and those to come."""
    return list(Event.objects.visible_to(access).filter(body=body).order_by("-starts_on", "id")[:FIRST_FEW])


def promised(access: Access, body: Body) -> Promised:
    """In one query."""
    rows = Commitment.objects.visible_to(access).filter(body=body, state__in=OPEN)
    found = rows.aggregate(all=Count("pk"), late=Count("pk", filter=Q(due__lt=clock.today())))
    return Promised(found["all"], found["late"])


def most_pressing(access: Access, body: Body) -> list[Commitment]:
    """Open ones, those due first."""
    rows = Commitment.objects.visible_to(access).filter(body=body, state__in=OPEN)
    return list(rows.order_by("due", "id")[:FIRST_FEW])


def open_work(access: Access, body: Body) -> list[WorkLine]:
    """What stands open in the work plan, what is due first."""
    rows = WorkLine.objects.visible_to(access).filter(body=body, state__in=OPEN_WORK)
    found = list(rows.select_related("responsible").order_by("due_on", "year")[: FIRST_FEW * 4])
    return sorted(found, key=lambda one: (one.due_on or date.max, one.year))[:FIRST_FEW]

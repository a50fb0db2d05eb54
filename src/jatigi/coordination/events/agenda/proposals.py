"""What an agenda should take up, in the order in which it weighs: minutes to be adopted, overdue, put off, carried over, due, open."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Organisation
from jatigi.coordination.bodies.models import OPEN_WORK, WorkLine
from jatigi.coordination.commitments.models import OPEN, Addressee, Commitment
from jatigi.coordination.events.agenda import adopting
from jatigi.coordination.events.models import AgendaItem, Event, EventState, ItemState
from jatigi.coordination.minutes import rules as minutes
from jatigi.coordination.minutes.models import Mark
from jatigi.kernel.access import Access
from jatigi.kernel.text import LINE_LENGTH

MOST = 100
"""Open commitments that are offered at once, those due first."""
AHEAD = timedelta(days=31)
"""A line of the work plan comes up at the last meeting before it is due."""
GROUPS = {
    "adopt": _("Minutes to be adopted"),
    "overdue": _("Overdue commitments"),
    "put_off": _("To be decided at this meeting"),
    "carried": _("Carried over from the meeting before"),
    "work": _("Work plan: due"),
    "open": _("Open commitments"),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing to take up. key: its address in forms. source: what the item points to. on: the day that counts."""

    key: str
    group: str
    title: str
    presenter: str = ""
    on: date | None = None
    source: dict[str, Any] = field(default_factory=dict)

    @property
    def heading(self) -> Any:
        return GROUPS[self.group]


def proposed(access: Access, event: Event) -> list[Proposal]:
    """What the body left open and this agenda neither holds nor left aside. Empty for an event of no body, or one that is over."""
    if event.body_id is None or event.state != EventState.PLANNED:
        return []
    items = list(AgendaItem.objects.visible_to(access).filter(event=event))
    known = {
        (name, getattr(item, name))
        for item in items
        for name in ("commitment_id", "work_line_id", "mark_id", "adopts_id", "carried_id")
    }
    found = [
        *_minutes(access, event),
        *_commitments(access, event),
        *_put_off(access, event),
        *_carried(access, event),
        *_work(access, event),
    ]
    fresh = [one for one in found if not known & set(one.source.items())]
    order = list(GROUPS)
    return sorted(fresh, key=lambda one: (order.index(one.group), one.on or date.max))


def _minutes(access: Access, event: Event) -> Iterator[Proposal]:
    """Those of earlier meetings that were circulated and that nobody put onto another agenda to come."""
    held = AgendaItem.objects.visible_to(access).filter(
        event__state=EventState.PLANNED, state=ItemState.PLANNED, adopts__isnull=False
    )
    elsewhere = set(held.exclude(event=event).values_list("adopts_id", flat=True))
    for written, met in adopting.waiting(event):
        if written.pk not in elsewhere:
            title = adopting.title_of(met)
            yield Proposal(
                f"minutes:{written.pk}", "adopt", title, "", met.starts_on, {"adopts_id": written.pk}
            )


def _commitments(access: Access, event: Event) -> Iterator[Proposal]:
    rows = Commitment.objects.visible_to(access).filter(Q(body_id=event.body_id), state__in=OPEN)
    rows = rows.exclude(event=event).order_by(F("deadline").asc(nulls_last=True), "entered_at")
    found = list(rows[:MOST])
    who = _addressees(access, found)
    for one in found:
        late = one.deadline is not None and one.deadline < event.starts_on
        yield Proposal(
            f"commitment:{one.pk}",
            "overdue" if late else "open",
            one.text[:LINE_LENGTH],
            who.get(one.pk, ""),
            one.deadline,
            {"commitment_id": one.pk},
        )


def _addressees(access: Access, commitments: list[Commitment]) -> dict[Any, str]:
    rows = Addressee.objects.visible_to(access).filter(commitment__in=commitments)
    rows = rows.select_related("addressed").order_by("-lead", "entered_at")
    found: dict[Any, str] = {}
    for one in rows:
        name = one.addressed.short if one.addressed else one.name
        found.setdefault(one.commitment_id, name)
    return found


def _put_off(access: Access, event: Event) -> Iterator[Proposal]:
    assert event.body_id is not None  # noqa: S101 — of a body
    rows = Mark.objects.visible_to(access).filter(minutes.still_to_decide(event.body_id))
    taken = AgendaItem.objects.visible_to(access).filter(state=ItemState.TREATED, mark__isnull=False)
    for one in rows.exclude(pk__in=taken.values("mark_id")).order_by("entered_at")[:MOST]:
        yield Proposal(f"mark:{one.pk}", "put_off", one.passage[:LINE_LENGTH], source={"mark_id": one.pk})


def _carried(access: Access, event: Event) -> Iterator[Proposal]:
    """Of the last meeting that had an agenda: typed items that were not treated; what points to something comes by itself."""
    before = Event.objects.visible_to(access).filter(Q(body_id=event.body_id), starts_on__lt=event.starts_on)
    with_agenda = AgendaItem.objects.visible_to(access).values("event_id")
    held = before.filter(pk__in=with_agenda).exclude(state=EventState.CANCELLED)
    last = held.order_by("-starts_on", "-entered_at").first()
    if last is None:
        return
    rows = AgendaItem.objects.visible_to(access).filter(
        event=last, commitment=None, work_line=None, mark=None, adopts=None
    )
    for one in rows.filter(state__in=(ItemState.PLANNED, ItemState.POSTPONED)).order_by("order"):
        yield Proposal(f"item:{one.pk}", "carried", one.title, one.presenter, source={"carried_id": one.pk})


def _work(access: Access, event: Event) -> Iterator[Proposal]:
    rows = WorkLine.objects.visible_to(access).filter(
        Q(body_id=event.body_id), state__in=OPEN_WORK, due_on__lte=event.starts_on + AHEAD
    )
    for one in rows.select_related("responsible").order_by("due_on")[:MOST]:
        responsible: Organisation | None = one.responsible
        name = responsible.short if responsible else ""
        yield Proposal(f"work:{one.pk}", "work", one.title, name, one.due_on, {"work_line_id": one.pk})

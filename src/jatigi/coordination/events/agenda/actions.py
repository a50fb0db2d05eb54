"""Every write of an agenda."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.coordination import given
from jatigi.coordination.events import rules
from jatigi.coordination.events.agenda import adopting, proposals
from jatigi.coordination.events.models import AgendaItem, Event, EventState, ItemState
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action
from jatigi.kernel.errors import Conflict, Invalid
from jatigi.kernel.querysets import ProtectedQuerySet
from jatigi.kernel.text import LINE_LENGTH, clean

OVERSIGHT = Purpose.OVERSIGHT
PRESENTER_LENGTH = 200
MOST = 200
LONGEST = 600
"""Minutes that one item may take: a day."""


@action("agenda.add", Event, allow=rules.keeps, purpose=OVERSIGHT)
def add(act: Act, event: Event, *, title: str, minutes: int | None = None, presenter: str = "") -> AgendaItem:
    """An item of one's own, at the end. Raises `Invalid` by field, `Conflict` where the event is over."""
    _must_be_planned(event)
    item = AgendaItem(organisation_id=event.organisation_id, event=event, order=_end(act, event))
    return _write(act, item, title, minutes, presenter)


@action("agenda.change", AgendaItem, allow=rules.keeps_part, purpose=OVERSIGHT)
def change(
    act: Act, item: AgendaItem, *, title: str, minutes: int | None = None, presenter: str = ""
) -> AgendaItem:
    """Say it otherwise; how long it takes and who presents it. Raises `Invalid` by field, `Stale`."""
    return _write(act, item, title, minutes, presenter)


@action("agenda.fill", Event, allow=rules.keeps, purpose=OVERSIGHT)
def fill(act: Act, event: Event, *, take: Collection[str] = (), leave: Collection[str] = ()) -> Event:
    """Take up what is proposed, or leave it aside, by the keys of `proposals`; what is no longer proposed is passed over."""
    _must_be_planned(event)
    order = _end(act, event)
    chosen = set(take) | set(leave)
    for found in proposals.proposed(act.access, event):
        if found.key not in chosen:
            continue
        state = ItemState.PLANNED if found.key in take else ItemState.LEFT
        if found.group == "adopt":
            adopting.put_first(event, found.title, found.source, state)
            order += 1
            continue
        AgendaItem(
            organisation_id=event.organisation_id,
            event=event,
            order=order,
            state=state,
            title=found.title[:LINE_LENGTH],
            presenter=found.presenter[:PRESENTER_LENGTH],
            **found.source,
        ).save()
        order += 1
    act.touched("items")
    return event


@action("agenda.move", AgendaItem, allow=rules.keeps_part, purpose=OVERSIGHT)
def move(act: Act, item: AgendaItem, *, up: bool) -> AgendaItem:
    """Before its neighbour, or after it; the first and the last stay where they are."""
    rows = list(_standing(act, item.event_id))
    at = next((n for n, one in enumerate(rows) if one.pk == item.pk), 0)
    to = max(0, min(len(rows) - 1, at + (-1 if up else 1)))
    rows.insert(to, rows.pop(at))
    for order, one in enumerate(rows):
        if one.order != order:
            one.order = order
            one.save()
    act.touched("order")
    return item


@action("agenda.settle", AgendaItem, allow=rules.keeps_part, purpose=OVERSIGHT)
def settle(act: Act, item: AgendaItem, *, state: str) -> AgendaItem:
    """What became of it: treated, put off to the next meeting, left aside, or on the agenda again."""
    item.state = given.choice(state, ItemState.values, "state")
    item.save()
    act.touched("state")
    return item


def _write(act: Act, item: AgendaItem, title: str, minutes: int | None, presenter: str) -> AgendaItem:
    if minutes is not None and not 1 <= minutes <= LONGEST:
        raise Invalid(minutes=_("Write a number of minutes between 1 and 600."))
    item.title = clean(title, "title", limit=LINE_LENGTH, needed=True)
    item.minutes = minutes
    item.presenter = clean(presenter, "presenter", limit=PRESENTER_LENGTH)
    item.save()
    act.touched("title", "minutes", "presenter")
    return item


def _must_be_planned(event: Event) -> None:
    if event.state != EventState.PLANNED:
        raise Conflict(_("This event is over or cancelled: its agenda stays as it was."), code="over")


def _standing(act: Act, event: UUID) -> ProtectedQuerySet[AgendaItem]:
    rows = AgendaItem.objects.visible_to(act.access).filter(event_id=event).exclude(state=ItemState.LEFT)
    return rows.order_by("order", "entered_at")


def _end(act: Act, event: Event) -> int:
    last = AgendaItem.objects.visible_to(act.access).filter(event=event).order_by("-order").first()
    if last is not None and last.order >= MOST:
        raise Invalid(title=_("This agenda is too long."))
    return 0 if last is None else last.order + 1

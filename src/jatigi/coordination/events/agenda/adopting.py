"""Circulated minutes come onto the next agenda of their body by themselves, before everything else."""

from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext as _

from jatigi.coordination.events import rules
from jatigi.coordination.events.models import AgendaItem, Event, EventState, ItemState
from jatigi.coordination.minutes import rules as minutes
from jatigi.coordination.minutes.models import Minutes, MinutesState
from jatigi.kernel.querysets import ProtectedQuerySet
from jatigi.kernel.text import LINE_LENGTH


def waiting(event: Event) -> list[tuple[Minutes, Event]]:
    """Minutes of earlier meetings of the same body that were circulated and not adopted, whoever asks; the oldest first."""
    if event.body_id is None:
        return []
    met = Event.objects.visible_to(rules.KNOWING).filter(
        Q(body_id=event.body_id), starts_on__lte=event.starts_on
    )
    before = {one.pk: one for one in met.exclude(pk=event.pk)}
    rows = Minutes.objects.visible_to(minutes.KNOWING).filter(
        event__in=list(before), state=MinutesState.CIRCULATED
    )
    found = [(one, before[one.event_id]) for one in rows]
    return sorted(found, key=lambda pair: (pair[1].starts_on, pair[1].entered_at))


def put_on_next(written: Minutes) -> None:
    """They were circulated: the next meeting that is planned takes them up; none where none is planned yet."""
    own = rules.event_of(written.event_id)
    if own.body_id is None:
        return
    coming = Event.objects.visible_to(rules.KNOWING).filter(
        Q(body_id=own.body_id), state=EventState.PLANNED, starts_on__gte=own.starts_on
    )
    following = coming.exclude(pk=own.pk).order_by("starts_on", "starts_at", "entered_at").first()
    if following is not None and not _items(written).filter(event=following).exists():
        put_first(following, title_of(own), {"adopts_id": written.pk})


def put_all_on(event: Event) -> None:
    """A meeting was planned: it takes up the minutes that no agenda of a planned meeting holds yet."""
    if event.state != EventState.PLANNED:
        return
    for written, own in reversed(waiting(event)):
        if not _items(written).filter(event__state=EventState.PLANNED).exists():
            put_first(event, title_of(own), {"adopts_id": written.pk})


def take_off(written: Minutes) -> None:
    """They are written on: nothing is to be adopted for now."""
    _items(written).filter(state=ItemState.PLANNED).delete()


def adopted(written: Minutes) -> None:
    """It was done where they were adopted."""
    _items(written).filter(event=written.adopted_in_id, state=ItemState.PLANNED).update(
        state=ItemState.TREATED
    )


def put_first(event: Event, title: str, source: dict[str, Any], state: str = ItemState.PLANNED) -> AgendaItem:
    """An item before all others."""
    rows = AgendaItem.objects.visible_to(rules.KNOWING).filter(event=event)
    rows.update(order=F("order") + 1)
    item = AgendaItem(
        organisation_id=event.organisation_id,
        event=event,
        order=0,
        title=title[:LINE_LENGTH],
        state=state,
        **source,
    )
    item.save()
    return item


def title_of(met: Event) -> str:
    """What the item is called."""
    return _("Adoption of the minutes · %(title)s") % {"title": met.title}


def _items(written: Minutes) -> ProtectedQuerySet[AgendaItem]:
    return AgendaItem.objects.visible_to(rules.KNOWING).filter(adopts=written)

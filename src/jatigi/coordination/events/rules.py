"""Who sees what of an event, and who keeps it up."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from jatigi.coordination import rules
from jatigi.coordination.bodies import rules as bodies
from jatigi.coordination.events.models import (
    AgendaItem,
    Contribution,
    Event,
    EventSeries,
    Participant,
    Session,
)
from jatigi.kernel.access import Access, service_access
from jatigi.kernel.querysets import NOTHING, visible

KNOWING = service_access("coordination.events", ["coordination.Event", "coordination.AgendaItem"])
"""Who keeps the event that a row belongs to, and whether an agenda holds something, never depends on who asks."""


def _of_a_seen_event(access: Access) -> Q:
    return Q(Exists(Event.objects.visible_to(access).filter(pk=OuterRef("event_id"))))


@visible(EventSeries)
def series(access: Access) -> Q:
    """Whoever works on the node; of closed bodies only who sits in them."""
    if not rules.may_see(access):
        return NOTHING
    seen = Event.objects.visible_to(access).filter(series_id=OuterRef("pk"))
    return Q(organisation_id=access.organisation) | Q(Exists(seen))


@visible(Participant)
def participants(access: Access) -> Q:
    """Names of those who were there are for the node, never for the public page."""
    return _of_a_seen_event(access) if rules.may_see(access) else NOTHING


@visible(Session)
def sessions(access: Access) -> Q:
    return _of_a_seen_event(access)


@visible(Contribution)
def contributions(access: Access) -> Q:
    return _of_a_seen_event(access) if rules.may_see(access) else NOTHING


@visible(AgendaItem)
def agenda(access: Access) -> Q:
    return _of_a_seen_event(access) if rules.may_see(access) else NOTHING


def keeps(access: Access, event: Event) -> bool:
    """The secretariat that called it together."""
    return rules.keeps(access, event)


def keeps_part(access: Access, part: Participant | Session | Contribution | AgendaItem) -> bool:
    """The same of a part of an event."""
    return rules.keeps(access, event_of(part.event_id))


def keeps_series(access: Access, series: EventSeries) -> bool:
    """The secretariat that planned it."""
    return rules.is_secretariat(access) and series.organisation_id == access.organisation


def is_of_the_circle(access: Access, event: Event) -> bool:
    """The organisations that meet there: members of the body, who called it together, and whoever took part."""
    if access.organisation is None:
        return False
    if event.organisation_id == access.organisation:
        return True
    if event.body_id is not None:
        return bodies.is_member(access, bodies.body_of(event.body_id))
    people = Participant.objects.visible_to(access).filter(event=event, of_id=access.organisation)
    return people.exists()


def event_of(pk: UUID) -> Event:
    """The event that a row belongs to, whoever asks."""
    return Event.objects.visible_to(KNOWING).get(pk=pk)

"""Events as a calendar after RFC 5545, times in the zone of the place."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
from django.utils.translation import gettext as _

from jatigi.coordination.bodies.models import Body
from jatigi.coordination.events.models import Event, EventState
from jatigi.kernel import clock
from jatigi.places import zones

STATUS = {EventState.PLANNED: "CONFIRMED", EventState.HELD: "CONFIRMED", EventState.CANCELLED: "CANCELLED"}
REFRESH = timedelta(hours=12)
USUALLY_LASTS = timedelta(hours=2)
"""A meeting of which only the beginning is known."""


def written(body: Body, events: Iterable[Event], address: Callable[[Event], str]) -> bytes:
    """A calendar of a body's events. `address`: where one reads more, "" for nowhere.

    An event keeps its UID whatever is changed in it; SEQUENCE counts its versions.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Jatigi//Coordination//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", body.name)
    calendar.add("x-wr-calname", body.name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for event in events:
        calendar.add_component(_event(event, address(event)))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(event: Event, address: str) -> icalendar.Event:
    one = icalendar.Event()
    one.add("uid", f"{event.pk}@jatigi")
    one.add("dtstamp", clock.now())
    one.add("sequence", event.version - 1)
    one.add("summary", event.title)
    begins, ends = _span(event)
    one.add("dtstart", begins)
    one.add("dtend", ends)
    one.add("status", STATUS[EventState(event.state)])
    place = ", ".join(part for part in (event.venue, event.city) if part)
    if place:
        one.add("location", place)
    if event.why:
        one.add("description", _("Cancelled: %(why)s") % {"why": event.why})
    if address:
        one.add("url", address)
    return one


def _span(event: Event) -> tuple[Any, Any]:
    """Whole days where no time is known; the end is the first moment, or day, that is no more part of it."""
    if event.starts_at is None:
        return event.starts_on, event.ends_on + timedelta(days=1)
    zone = ZoneInfo(zones.usual(event.country_id or ""))
    begins = datetime.combine(event.starts_on, event.starts_at, zone)
    if event.ends_at is None:
        return begins, max(begins + USUALLY_LASTS, datetime.combine(event.ends_on, event.starts_at, zone))
    return begins, datetime.combine(event.ends_on, event.ends_at, zone)

"""Series of events are planned and ended here."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.coordination import rules as room
from jatigi.coordination.events import actions as events
from jatigi.coordination.events import rules
from jatigi.coordination.events.models import Event, EventSeries, EventState
from jatigi.directory.schedules import parsed
from jatigi.kernel import clock
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.errors import Invalid
from jatigi.kernel.text import LINE_LENGTH, clean

OVERSIGHT = Purpose.OVERSIGHT
MOST = 60
"""Events that are planned at once: five years of months."""


@creation("series.plan", EventSeries, allow=room.is_secretariat, purpose=OVERSIGHT)
def plan(
    act: Act,
    *,
    rule: str,
    starts_on: date,
    until: date,
    title: str,
    kind: str,
    body: UUID | None = None,
    starts_at: time | None = None,
    ends_at: time | None = None,
    theme: str = "",
    city: str = "",
    venue: str = "",
    country: str = "",
    unit: str = "",
    public: bool = False,
) -> EventSeries:
    """Plan every event of a series from a day to a day. `rule`: an RRULE without DTSTART, "FREQ=MONTHLY;BYDAY=1TU".

    Raises `Invalid` by field: no rule, no day in that time or more than 60; else as for one event.
    """
    days = occurrences(rule, starts_on, until)
    series = EventSeries(organisation_id=act.organisation, rule=rule, starts_on=starts_on)
    series.title = clean(title, "title", limit=LINE_LENGTH, needed=True)
    made = [
        events.create.within(act, title=title, kind=kind, starts_on=day, body=body, starts_at=starts_at,
                             ends_at=ends_at, theme=theme, city=city, venue=venue, country=country, unit=unit,
                             public=public)
        for day in days
    ]  # fmt: skip
    series.body_id = made[0].body_id
    series.save()
    Event.objects.visible_to(act.access).filter(pk__in=[one.pk for one in made]).update(series=series)
    act.details["events"] = len(made)
    act.touched("rule", "starts_on", "title", "body")
    return series


@action("series.end", EventSeries, allow=rules.keeps_series, purpose=OVERSIGHT)
def end(act: Act, series: EventSeries, *, why: str) -> EventSeries:
    """Cancel what is still to come of a series, with the reason."""
    rows = Event.objects.visible_to(act.access).filter(series=series, state=EventState.PLANNED)
    for event in rows.filter(starts_on__gt=clock.today()):
        events.cancel.within(act, event, why=why)
    act.touched("events")
    return series


def occurrences(rule: str, starts_on: date, until: date) -> list[date]:
    """The days of a rule from a first to a last day. Raises `Invalid` for "rule" or "until"."""
    try:
        found = parsed(rule, starts_on)
    except ValueError:
        raise Invalid(rule=_("Say how often and on which day.")) from None
    last = datetime.combine(until, time())
    days = [
        moment.date() for moment in found.between(datetime.combine(starts_on, time()), last + _DAY, inc=True)
    ]
    days = [day for day in days if day <= until]
    if not days:
        raise Invalid(until=_("No such day lies in this time."))
    if len(days) > MOST:
        raise Invalid(
            until=_("These are more than %(most)d meetings. Choose an earlier last day.") % {"most": MOST}
        )
    return days


_DAY = timedelta(days=1)

"""When a service is open: recurrence rules (RFC 5545), times, exceptions and public holidays.

Plain functions over what a service says of itself (`Timed`); nothing here reads a table. Moments are aware; times of a
schedule are those of the place. An opening belongs to the day on which it begins: a night that begins before a holiday
goes on into it. docs/adr/0015.

A schedule: {"id", "rule", "starts", "opens", "closes", "from", "to", "note"}. rule: an RRULE without its DTSTART
("FREQ=WEEKLY;BYDAY=MO,TU"), "" for every day. starts: the DTSTART, a day (ISO), needed where INTERVAL or COUNT is. opens,
closes: "HH:MM"; at or before `opens`: on the next day; both "" where only `note` says when. from, to: first and last
day on which it counts, "" for without end.

A closure: {"id", "from", "to", "opens", "closes", "note"}: from day to day closed, or open at these times instead.
"""

import calendar
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from dateutil import rrule

from jatigi.directory import holidays

HORIZON = timedelta(days=400)
"""How far ahead an opening is looked for: a season that comes once a year is found."""
LONGEST_PAUSE = timedelta(days=30)
"""A clock that counts open hours does not wait longer than this for the next one."""
AT_ONCE = timedelta(days=8)
DAY = timedelta(days=1)
WHICH_DAYS = {"BYDAY", "BYMONTHDAY", "BYYEARDAY"}
"""A rule without them takes its day from its start."""
LONGEST_INTERVAL = 60
WITHIN_A_DAY = {"BYHOUR", "BYMINUTE", "BYSECOND"}
OFFICE: tuple[Mapping[str, str], ...] = (
    {"rule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "opens": "08:00", "closes": "16:00"},
)
"""Counts as working hours where nobody wrote any down."""

Entry = Mapping[str, Any]
Span = tuple[datetime, datetime]


class Timed(Protocol):
    """What a service says of its hours."""

    schedules: Any
    closures: Any
    closed_on_holidays: bool
    country_id: Any
    time_zone: str


def open_at(service: Timed, moment: datetime) -> bool | None:
    """Whether it is open then; None where no times are written down."""
    if not timed(service.schedules):
        return None
    return any(start <= moment < end for start, end in _around(service, moment))


def closing(service: Timed, moment: datetime) -> datetime | None:
    """When it closes, where it is open at `moment`: in the zone of the place. None where it is closed, or never closes."""
    end: datetime | None = None
    for start, until in openings(service, moment, moment + AT_ONCE):
        if start > (end or moment):
            break
        end = until
    return None if end is None or end >= moment + timedelta(days=7) else end.astimezone(zone_of(service))


def next_opening(service: Timed, moment: datetime) -> datetime | None:
    """`moment` itself where it is open then, else when it opens next, in the zone of the place.

    None where no times are written down, or none comes within 400 days.
    """
    found = next(openings(service, moment, moment + HORIZON), None)
    return None if found is None else max(found[0], moment).astimezone(zone_of(service))


def working_time_after(service: Timed, start: datetime, duration: timedelta) -> datetime:
    """The moment at which `duration` of open hours has passed since `start` (UTC); holidays and closures do not count.

    Where no times are written down, weekdays from 8 to 16 hours count. Where it stays closed for 30 days at a stretch,
    its hours say nothing and the rest counts by the clock: a deadline always comes.
    """
    if duration <= timedelta():
        return start.astimezone(UTC)
    at, left = start.astimezone(UTC), duration
    for opens, closes in openings(service, at, at + HORIZON, usual=OFFICE):
        if opens - at > LONGEST_PAUSE:
            break
        at = max(opens, at)
        if closes - at >= left:
            return at + left
        left -= closes - at
        at = closes
    return at + left


def working_days_after(service: Timed, start: datetime, days: int) -> datetime:
    """The same for whole days: when it closes on the `days`-th day after `start` on which it opens (UTC)."""
    zone = zone_of(service)
    entries = timed(service.schedules) or list(OFFICE)
    day, idle = start.astimezone(zone).date(), 0
    end = start.astimezone(UTC)
    while days > 0 and idle < LONGEST_PAUSE.days:
        day += DAY
        spans = _of_day(service, entries, day, zone)
        if spans:
            days, idle, end = days - 1, 0, max(closes for _opens, closes in spans)
        else:
            idle += 1
    return end + days * DAY


def openings(
    service: Timed, start: datetime, end: datetime, *, usual: Sequence[Entry] = ()
) -> Iterator[Span]:
    """The spans (UTC) in which it is open between two moments, in order; touching and overlapping ones are joined.

    A span may begin before `start` and end after `end`. What never closes comes in pieces of about a week.
    `usual`: schedules that count where none is written down.
    """
    held: Span | None = None
    for span in _spans(service, start, end, timed(service.schedules) or list(usual)):
        if held is not None and span[0] <= held[1] and span[1] - held[0] < AT_ONCE:
            held = (held[0], max(held[1], span[1]))
        else:
            if held is not None:
                yield held
            held = span if held is None else (max(held[1], span[0]), max(held[1], span[1]))
    if held is not None:
        yield held


def timed(schedules: Sequence[Entry]) -> list[Entry]:
    """The schedules that say times; others are words only."""
    return [entry for entry in schedules if entry.get("opens") and entry.get("closes")]


def zone_of(service: Timed) -> ZoneInfo:
    return ZoneInfo(service.time_zone)


def occurs(entry: Entry, day: date) -> bool:
    """Whether a schedule has an opening that begins on `day`."""
    text = day.isoformat()
    if (entry.get("from") and text < entry["from"]) or (entry.get("to") and text > entry["to"]):
        return False
    return day in _days(entry.get("rule", ""), entry.get("starts", ""), day.year, day.month)


def closure_on(closures: Sequence[Entry], day: date) -> Entry | None:
    """The exception that counts on `day`; the one that says times before the one that closes."""
    text = day.isoformat()
    found = [entry for entry in closures if entry["from"] <= text <= (entry.get("to") or entry["from"])]
    return next((entry for entry in found if entry.get("opens")), found[0] if found else None)


def times_on(service: Timed, day: date) -> list[tuple[str, str]]:
    """(opens, closes) of the openings that begin on a day, in order; holidays and exceptions regarded."""
    return _times(service, timed(service.schedules), day)


@lru_cache(maxsize=8192)
def parsed(rule: str, starts: date) -> rrule.rrule:
    """The rule from its first day on. Raises `ValueError` for what is no rule, repeats within a day, or never occurs."""
    found = _rule(rule, starts)
    if _never(rule, starts):
        raise ValueError(rule)
    return found


def _rule(rule: str, starts: date) -> rrule.rrule:
    parts = {part.partition("=")[0].upper() for part in rule.split(";")}
    if "FREQ" not in parts or parts & WITHIN_A_DAY or any(mark in rule for mark in "\n:"):
        raise ValueError(rule)
    try:
        found = rrule.rrulestr(rule, dtstart=datetime.combine(starts, time()), ignoretz=True)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError) as error:
        raise ValueError(rule) from error
    if not isinstance(found, rrule.rrule) or found._freq > rrule.DAILY:  # type: ignore[attr-defined]
        raise ValueError(rule)
    if not 0 < found._interval <= LONGEST_INTERVAL:  # type: ignore[attr-defined]
        raise ValueError(rule)
    return found


@lru_cache(maxsize=2048)
def _never(rule: str, starts: date) -> bool:
    """Whether its conditions contradict each other (31 February). The library would look for a day until the year 9999:
    so it begins near there, on the same day of the year and of the week."""
    endless = ";".join(
        part for part in rule.split(";") if part.partition("=")[0].upper() not in ("UNTIL", "COUNT")
    )
    near = (
        year for year in range(9940, 9996) if starts.month != 2 or starts.day < 29 or calendar.isleap(year)
    )
    late = (starts.replace(year=year) for year in near)
    begins = next(day for day in late if day.weekday() == starts.weekday())
    return next(iter(_rule(endless, begins)), None) is None


def _spans(service: Timed, start: datetime, end: datetime, entries: Sequence[Entry]) -> Iterator[Span]:
    zone = zone_of(service)
    day, last = start.astimezone(zone).date() - DAY, end.astimezone(zone).date()
    while entries and day <= last:
        for opens, closes in _of_day(service, entries, day, zone):
            if closes > start and opens < end:
                yield opens, closes
        day += DAY


def _around(service: Timed, moment: datetime) -> list[Span]:
    zone = zone_of(service)
    today = moment.astimezone(zone).date()
    entries = timed(service.schedules)
    return [span for day in (today - DAY, today) for span in _of_day(service, entries, day, zone)]


def _of_day(service: Timed, entries: Sequence[Entry], day: date, zone: ZoneInfo) -> list[Span]:
    return sorted(_span(day, opens, closes, zone) for opens, closes in _times(service, entries, day))


def _times(service: Timed, entries: Sequence[Entry], day: date) -> list[tuple[str, str]]:
    exception = closure_on(service.closures, day)
    if exception is not None:
        return [(exception["opens"], exception["closes"])] if exception.get("opens") else []
    if service.closed_on_holidays and holidays.on(service.country_id, day) is not None:
        return []
    return sorted((entry["opens"], entry["closes"]) for entry in entries if occurs(entry, day))


def _span(day: date, opens: str, closes: str, zone: ZoneInfo) -> Span:
    ends = day if closes > opens else day + DAY
    start = datetime.combine(day, time.fromisoformat(opens), zone)
    return start.astimezone(UTC), datetime.combine(ends, time.fromisoformat(closes), zone).astimezone(UTC)


@lru_cache(maxsize=8192)
def _days(rule: str, starts: str, year: int, month: int) -> frozenset[date]:
    """The days of a month on which a rule occurs; the cache lets many services share a rule."""
    first = date(year, month, 1)
    last = date(year, month, calendar.monthrange(year, month)[1])
    begins = date.fromisoformat(starts) if starts else date.min
    if rule:
        try:
            anchor = parsed(rule, _anchor(rule, begins if starts else None, first))
        except ValueError:
            return frozenset()
        found = anchor.between(datetime.combine(first, time()), datetime.combine(last, time()), inc=True)
        days = {moment.date() for moment in found}
    else:
        days = {first + n * DAY for n in range(last.day)}
    return frozenset(day for day in days if day >= begins)


def needs_start(rule: str) -> bool:
    """Whether what a rule means depends on the day from which it is counted."""
    said = {part.partition("=")[0].upper() for part in rule.split(";")}
    daily = "FREQ=DAILY" in rule.upper()
    return bool(said & {"INTERVAL", "COUNT"}) or not (daily or said & WHICH_DAYS)


def _anchor(rule: str, begins: date | None, first: date) -> date:
    """From where a rule is counted: its own start where that matters, else shortly before the month that is asked."""
    if begins is not None and (needs_start(rule) or begins > first):
        return begins
    year = "YEARLY" in rule.upper()
    return date(first.year, 1, 1) if year else first - timedelta(days=first.weekday() + 7)

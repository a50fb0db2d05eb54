"""Opening hours as a weekly pattern: "Mo-Fr 08:00-16:00; Sa 08:00-12:00", or "24/7"."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Opening:
    """Days (as in RFC 5545, MO … SU) on which a place is open from `opens` to `closes`, local time "HH:MM"."""

    days: tuple[str, ...]
    opens: str
    closes: str


MIDNIGHT = "23:59"
ALWAYS = (Opening(DAYS, "00:00", MIDNIGHT),)


def weekly_pattern(text: str) -> tuple[Opening, ...]:
    """The openings that `text` says. Raises `ValueError` where it cannot be read."""
    if text == "24/7":
        return ALWAYS
    return tuple(_opening(part.strip()) for part in text.split(";"))


def office_time(moment: datetime) -> datetime:
    """`moment` if people are at their desks then, otherwise the next hour at which they are."""
    return next_open(OFFICE_HOURS, moment)


def by_day(hours: Sequence[Opening]) -> dict[str, list[list[str]]]:
    """The same pattern day by day: {"mon": [["08:00", "16:00"]], …}; a day without entry is closed, midnight is 24:00."""
    days = dict(zip(DAYS, ("mon", "tue", "wed", "thu", "fri", "sat", "sun"), strict=True))
    return {
        name: spans
        for day, name in days.items()
        if (spans := [[opening.opens, _end(opening)] for opening in hours if day in opening.days])
    }


def _end(opening: Opening) -> str:
    return "24:00" if opening.closes == MIDNIGHT else opening.closes


def is_open(hours: Sequence[Opening], moment: datetime) -> bool:
    """Whether `moment`, in the place's own time, falls into `hours`."""
    day, clock = DAYS[moment.weekday()], f"{moment:%H:%M}"
    return any(day in opening.days and opening.opens <= clock <= opening.closes for opening in hours)


def next_open(hours: Sequence[Opening], moment: datetime) -> datetime:
    """The first moment from `moment` on at which the place is open: now, or the next opening within a week."""
    if is_open(hours, moment):
        return moment
    starts = (
        _at(moment + timedelta(days=ahead), opening.opens)
        for ahead in range(8)
        for opening in hours
        if DAYS[(moment + timedelta(days=ahead)).weekday()] in opening.days
    )
    return min(start for start in starts if start > moment)


def _opening(part: str) -> Opening:
    days, _, span = part.partition(" ")
    opens, _, closes = span.partition("-")
    for clock in (opens, closes):
        datetime.strptime(clock, "%H:%M")  # noqa: DTZ007 a time of day has no zone
    if opens >= closes:
        raise ValueError(f"closes before it opens: {part}")
    return Opening(_days(days.upper()), opens, closes)


def _days(text: str) -> tuple[str, ...]:
    first, dash, last = text.partition("-")
    if dash:
        return DAYS[DAYS.index(first) : DAYS.index(last) + 1]
    return tuple(DAYS[DAYS.index(day)] for day in text.split(","))


def _at(day: datetime, clock: str) -> datetime:
    hour, minute = clock.split(":")
    return day.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)


OFFICE_HOURS = weekly_pattern("Mo-Fr 08:00-16:30; Sa 08:30-12:00")

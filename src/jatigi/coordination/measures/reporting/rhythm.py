"""On which days reports are due."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

AHEAD = timedelta(days=400)
"""How far due dates are written down in advance; the rest follows as time goes on."""
LONGEST_MONTHS = 60


def days(first: date, every_months: int, last: date | None, today: date) -> list[date]:
    """The due dates from `first` to `last`, as far as they are written down on `today`.

    Counted from the first each time, so that what begins on a 31st falls on the last day of shorter months and on
    the 31st of the others. Without a rhythm (0) there is the first one alone.
    """
    end = min(last or date.max, max(today + AHEAD, first))
    if not every_months:
        return [first] if first <= end else []
    return list(_upto(first, every_months, end))


def _upto(first: date, every_months: int, end: date) -> Iterator[date]:
    number = 0
    while (day := later(first, number * every_months)) <= end:
        yield day
        number += 1


def later(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

"""Weekly opening hours: {"mon": [["08:00", "12:00"], …]}."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from jatigi.kernel.errors import Invalid

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Hours = Mapping[str, Sequence[Sequence[str]]]


def checked(hours: Hours, field: str = "hours") -> dict[str, list[list[str]]]:
    """The hours in order of days, empty days left out. Raises `Invalid` for a span that ends before it begins."""
    clean: dict[str, list[list[str]]] = {}
    for day in DAYS:
        spans = sorted(_span(pair, field) for pair in hours.get(day, []))
        for before, after in pairwise(spans):
            if after[0] < before[1]:
                raise Invalid({field: _("Two opening times on one day overlap.")})
        if spans:
            clean[day] = [[f"{start:%H:%M}", f"{end:%H:%M}"] for start, end in spans]
    return clean


def is_open(hours: Hours, moment: datetime) -> bool:
    """Whether it is open at a local moment."""
    today = hours.get(DAYS[moment.weekday()], [])
    return any(_read(start) <= moment.time() < _end(end) for start, end in today)


def _span(pair: Sequence[str], field: str) -> tuple[time, time]:
    try:
        start, end = _read(pair[0]), _read(pair[1])
    except (ValueError, IndexError):
        raise Invalid({field: _("Write opening times like 08:00–16:30.")}) from None
    if end <= start and end != time(0):
        raise Invalid({field: _("A closing time comes after the opening time.")})
    return start, end


def _read(text: str) -> time:
    return time.fromisoformat(text)


def _end(text: str) -> time:
    end = _read(text)
    return time.max if end == time(0) else end

"""Weekly opening hours: {"mon": [["08:00", "12:00"], …], …}, each day from midnight to midnight.

"00:00" or "24:00" as an end is midnight; ["00:00", "00:00"] is the whole day. A night is kept as two spans, one on
each day. Where people type them, hours are `Pattern`s: the same span on several days.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from jatigi.kernel.errors import Invalid

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MIDNIGHT = 24 * 60
CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
GROUPS = (DAYS, DAYS[:6], DAYS[:5], DAYS[:4])
"""Days that usually have the same hours, offered as one choice: every day, to Saturday, to Friday, to Thursday."""

Hours = Mapping[str, Sequence[Sequence[str]]]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Open on each of `days` from `opens` to `closes`, past midnight where `closes` is earlier."""

    days: tuple[str, ...]
    opens: str
    closes: str


def checked(hours: Hours, field: str = "hours") -> dict[str, list[list[str]]]:
    """The hours in order, closed days left out, touching spans joined, nights split at midnight.

    Raises `Invalid` for an unknown day, something that is no time, a span without length, spans that overlap.
    """
    found: dict[str, list[Span]] = {day: [] for day in DAYS}
    for day, pairs in hours.items():
        if day not in found:
            raise Invalid({field: _("Choose days of the week.")})
        for pair in pairs:
            _add(found, day, _span(pair, field))
    joined = {day: _joined(spans, field) for day, spans in found.items()}
    return {day: [[_text(a), _text(b)] for a, b in spans] for day, spans in joined.items() if spans}


def merged(hours: Hours) -> dict[str, list[list[str]]]:
    """The same for spans of different schedules, which may overlap: what is open in any of them."""
    found: dict[str, list[Span]] = {day: [] for day in DAYS}
    for day, pairs in hours.items():
        for pair in pairs:
            _add(found, day, _span(pair, "hours"))
    kept: dict[str, list[list[str]]] = {}
    for day, spans in found.items():
        joined: list[Span] = []
        for start, end in sorted(spans):
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        if joined:
            kept[day] = [[_text(a), _text(b)] for a, b in joined]
    return kept


def is_open(hours: Hours, moment: datetime) -> bool:
    """Whether it is open at a local moment."""
    minute = moment.hour * 60 + moment.minute
    return any(start <= minute < end for start, end in _of_day(hours, DAYS[moment.weekday()]))


def always(hours: Hours) -> bool:
    """Whether it never closes."""
    return all(_of_day(hours, day) == [(0, MIDNIGHT)] for day in DAYS)


def patterns(hours: Hours) -> list[Pattern]:
    """The same hours as few patterns, the largest groups of days first."""
    days: dict[tuple[str, str], list[str]] = {}
    for day in DAYS:
        for start, end in hours.get(day, []):
            days.setdefault((start, end), []).append(day)
    found = [Pattern(group, *span) for span, on in days.items() for group in _grouped(on)]
    return sorted(found, key=lambda pattern: (-len(pattern.days), DAYS.index(pattern.days[0]), pattern.opens))


def from_patterns(given: Iterable[Pattern], field: str = "hours") -> dict[str, list[list[str]]]:
    """The hours that patterns say. Raises `Invalid` like `checked`."""
    hours: dict[str, list[list[str]]] = {}
    for pattern in given:
        for day in pattern.days:
            hours.setdefault(day, []).append([pattern.opens, pattern.closes])
    return checked(hours, field)


def _add(found: dict[str, list[Span]], day: str, span: Span) -> None:
    start, end = span
    if end > start:
        found[day].append(span)
    else:
        found[day].append((start, MIDNIGHT))
        found[DAYS[(DAYS.index(day) + 1) % 7]].append((0, end))


def _joined(spans: list[Span], field: str) -> list[Span]:
    spans = sorted(spans)
    if any(after[0] < before[1] for before, after in pairwise(spans)):
        raise Invalid({field: _("Two opening times on one day overlap.")})
    joined: list[Span] = []
    for start, end in spans:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _grouped(days: list[str]) -> list[tuple[str, ...]]:
    group = next((group for group in GROUPS if set(group) <= set(days)), ())
    return [*([group] if group else []), *[(day,) for day in days if day not in group]]


def _span(pair: Sequence[str], field: str) -> Span:
    try:
        opens, closes = pair
        start, end = _minutes(opens), _end(closes)
    except (ValueError, TypeError):
        raise Invalid({field: _("Write opening times like 08:00–16:30.")}) from None
    if start in (end, MIDNIGHT):
        raise Invalid({field: _("Opening and closing time are the same.")})
    return start, end


def _minutes(text: str) -> int:
    if text == "24:00":
        return MIDNIGHT
    match = CLOCK.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return int(match[1]) * 60 + int(match[2])


def _end(text: str) -> int:
    """A minute to midnight is how many clocks write midnight."""
    minutes = _minutes(text)
    return MIDNIGHT if minutes in (0, MIDNIGHT - 1) else minutes


def _text(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def _of_day(hours: Hours, day: str) -> list[Span]:
    return [(_minutes(start), _end(end)) for start, end in hours.get(day, [])]

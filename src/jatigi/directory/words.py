"""Hours in words: rules of recurrence, exceptions, and what they mean for somebody who wants to go there today."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jatigi.directory import schedules
from jatigi.directory.shapes import CODES, week_of
from jatigi.kernel.text import listed
from jatigi.ui.words import dated

NUMBERED: Mapping[str, Any] = {
    "1": gettext_lazy("first"),
    "2": gettext_lazy("second"),
    "3": gettext_lazy("third"),
    "4": gettext_lazy("fourth"),
    "-1": gettext_lazy("last"),
}
NAMES = {code: WEEKDAYS[number] for number, code in enumerate(CODES.values())}
NTH = re.compile(r"(-?[0-9])([A-Z]{2})")


def rhythm(entry: Mapping[str, Any]) -> str:
    """On which days: “every second week on Tuesday”, “each month on the first Monday”; the rule itself where it is rarer."""
    parts = dict(part.partition("=")[::2] for part in entry["rule"].split(";") if part)
    if not parts:
        return _("every day")
    say = SAYERS.get(parts.get("FREQ", ""))
    known = set(parts) <= {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY"}
    said = say(parts, int(parts.get("INTERVAL", "1")), entry.get("starts", "")) if say and known else ""
    return said or str(entry["rule"])


def _weekly(parts: Mapping[str, str], every: int, starts: str) -> str:
    named = parts.get("BYDAY") or (list(NAMES)[date.fromisoformat(starts).weekday()] if starts else "")
    if "BYMONTHDAY" in parts or not all(code in NAMES for code in named.split(",")):
        return ""
    days = ", ".join(str(NAMES[code]) for code in named.split(","))
    if every == 1:
        return _("every week: %(days)s") % {"days": days}
    if every == 2:
        return _("every second week: %(days)s") % {"days": days}
    return _("every %(n)d weeks: %(days)s") % {"n": every, "days": days}


def _monthly(parts: Mapping[str, str], every: int, starts: str) -> str:
    days: list[str] = []
    for part in parts.get("BYDAY", "").split(","):
        match = NTH.fullmatch(part)
        if part and (match is None or match[1] not in NUMBERED or match[2] not in NAMES):
            return ""
        if match:
            days.append(_("%(which)s %(day)s") % {"which": NUMBERED[match[1]], "day": NAMES[match[2]]})
    numbers = parts.get("BYMONTHDAY", "")
    if not days and not numbers and starts:
        numbers = str(date.fromisoformat(starts).day)
    if any(not number.isdecimal() for number in numbers.split(",") if number) or (days and numbers):
        return ""
    if numbers:
        days = [_("on the %(n)s") % {"n": number} for number in numbers.split(",")]
    said = {"days": ", ".join(days), "n": every}
    return ngettext("every month: %(days)s", "every %(n)d months: %(days)s", every) % said


def _daily(parts: Mapping[str, str], every: int, starts: str) -> str:
    del starts
    if len(parts) > 2 or "BYDAY" in parts:
        return ""
    return _("every day") if every == 1 else _("every %(n)d days") % {"n": every}


SAYERS: Mapping[str, Callable[[Mapping[str, str], int, str], str]] = {
    "WEEKLY": _weekly, "MONTHLY": _monthly, "DAILY": _daily,
}  # fmt: skip


def times(entry: Mapping[str, Any]) -> str:
    if not entry.get("opens"):
        return ""
    if entry["opens"] == entry["closes"]:
        return _("day and night")
    return f"{entry['opens']}–{entry['closes']}"


def period(entry: Mapping[str, Any]) -> str:
    """From when to when it counts; "" for always."""
    first, last = day(entry.get("from", "")), day(entry.get("to", ""))
    if first and last:
        return first if first == last else _("from %(first)s to %(last)s") % {"first": first, "last": last}
    if first:
        return _("from %(first)s on") % {"first": first}
    return _("until %(last)s") % {"last": last} if last else ""


def day(iso: str) -> str:
    return dated(date.fromisoformat(iso)) if iso else ""


def special(entries: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """The schedules that are not the same every week: (on which days, when)."""
    return [
        (
            listed(part for part in (rhythm(entry), period(entry)) if part),
            listed(part for part in (times(entry), entry.get("note", "")) if part),
        )
        for entry in entries
        if not week_of(entry)
    ]


def exceptions(entries: Iterable[Mapping[str, Any]], today: date) -> list[tuple[str, str]]:
    """Closures that are not over: (when, closed or the other times, with the reason)."""
    return [
        (period(entry), listed(part for part in (times(entry) or _("closed"), entry.get("note", "")) if part))
        for entry in sorted(entries, key=lambda entry: str(entry["from"]))
        if entry["to"] >= today.isoformat()
    ]


def opens_next(service: schedules.Timed, moment: datetime) -> str:
    """“opens on Monday 23 November at 08:00”; "" where it is open, where nobody knows, or where it never opens again."""
    if schedules.open_at(service, moment) is not False:
        return ""
    found = schedules.next_opening(service, moment)
    if found is None:
        return ""
    clock = f"{found:%H:%M}"
    if found.date() == moment.astimezone(found.tzinfo).date():
        return _("opens today at %(clock)s") % {"clock": clock}
    return _("opens on %(day)s at %(clock)s") % {"day": dated(found, "l j F"), "clock": clock}


def closes(service: schedules.Timed, moment: datetime) -> str:
    """“until 16:30”, where it is open and closes within a day."""
    found = schedules.closing(service, moment)
    if found is None or (found - moment).total_seconds() > 24 * 3600:
        return ""
    return _("until %(clock)s") % {"clock": f"{found:%H:%M}"}

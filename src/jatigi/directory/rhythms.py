"""Times that are not the same every week, as people choose them: how often, on which day, from when to when."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jatigi.directory import shapes
from jatigi.directory.lines import Column
from jatigi.directory.shapes import CODES
from jatigi.directory.words import NUMBERED, rhythm

EVERY = {
    "week": gettext_lazy("every week"),
    "two": gettext_lazy("every second week"),
    "month": gettext_lazy("once a month, on the first day's date"),
}
RULE = "rule:"
"""Begins the choice that stands for a rule which cannot be chosen here; it stays as it is."""


def how_often() -> list[tuple[str, str]]:
    nth = [(which, _("the %(which)s of the month") % {"which": label}) for which, label in NUMBERED.items()]
    return [("", _("choose")), *[(key, str(label)) for key, label in EVERY.items()], *nth]


def on_days() -> list[tuple[str, str]]:
    return [("", _("every day")), *[(code, str(WEEKDAYS[n])) for n, code in enumerate(CODES.values())]]


def as_written(choice: str) -> str:
    """A rule that nobody can choose here, in words."""
    rule, _sep, starts = choice.removeprefix(RULE).partition("@")
    return rhythm({"rule": rule, "starts": starts})


COLUMNS: Sequence[Column] = (
    Column("often", gettext_lazy("How often"), choices=how_often, otherwise=as_written),
    Column("day", gettext_lazy("Day"), choices=on_days),
    Column("opens", gettext_lazy("opens"), "time"),
    Column("closes", gettext_lazy("closes"), "time"),
    Column("from", gettext_lazy("First day"), "date"),
    Column("to", gettext_lazy("Last day"), "date"),
    Column("note", gettext_lazy("Remark")),
)


def to_schedules(lines: Iterable[Mapping[str, str]]) -> shapes.Items:
    """Lines as schedules. Raises `Invalid` for "schedules"."""
    return shapes.schedules([_schedule(line) for line in lines])


def to_lines(entries: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The same back; a rule that nobody can choose here is a choice of its own."""
    return [_line(entry) for entry in entries]


def _schedule(line: Mapping[str, str]) -> dict[str, str]:
    often, day = line.get("often", ""), line.get("day", "")
    kept = {name: line.get(name, "") for name in ("id", "opens", "closes", "from", "to", "note")}
    if often.startswith(RULE):
        rule, _sep, starts = often.removeprefix(RULE).partition("@")
        return kept | {"rule": rule, "starts": starts}
    starts = kept["from"] if often in ("two", "month") else ""
    return kept | {"rule": _rule(often, day), "starts": starts}


def _rule(often: str, day: str) -> str:
    if often in NUMBERED:
        return f"FREQ=MONTHLY;BYDAY={often}{day or 'MO'}"
    if often == "month":
        return "FREQ=MONTHLY"
    weekly = "FREQ=WEEKLY;INTERVAL=2" if often == "two" else "FREQ=WEEKLY"
    if not day:
        return "" if often != "two" else f"{weekly};BYDAY={','.join(CODES.values())}"
    return f"{weekly};BYDAY={day}"


def _line(entry: Mapping[str, Any]) -> dict[str, str]:
    line = {name: str(entry.get(name, "")) for name in ("id", "opens", "closes", "from", "to", "note")}
    for often in ("week", "two", "month", *NUMBERED):
        for day in ("", *CODES.values()):
            starts = entry["from"] if often in ("two", "month") else ""
            if (
                entry["rule"] == _rule(often, day)
                and entry.get("starts", "") == starts
                and (day or often not in NUMBERED)
            ):
                return line | {"often": often if entry["rule"] or entry.get("opens") else "", "day": day}
    return line | {"often": f"{RULE}{entry['rule']}@{entry.get('starts', '')}", "day": ""}

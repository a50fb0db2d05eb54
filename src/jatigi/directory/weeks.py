"""A week of opening hours as people write it: some lines, each with its days and two times."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jatigi.directory import hours as opening
from jatigi.directory.hours import DAYS, GROUPS, Pattern
from jatigi.kernel.errors import Invalid

LINES = 3
SPARE = 2
MOST = 30
TYPED = re.compile(r"([0-9]{1,2})(?:\s*[:hH.]\s*)?([0-9]{2})?")

Line = dict[str, str]


def days_offered() -> list[tuple[str, str]]:
    """(days joined by commas, their name): the usual groups first."""
    groups = [(",".join(group), _span_of(group)) for group in GROUPS]
    return [("", _("choose")), *groups, *[(day, str(WEEKDAYS[n])) for n, day in enumerate(DAYS)]]


def _span_of(group: tuple[str, ...]) -> str:
    if len(group) == 7:
        return _("every day")
    return _("%(first)s to %(last)s") % {"first": WEEKDAYS[0], "last": WEEKDAYS[len(group) - 1]}


class HoursWidget(forms.Widget):
    """Lines of days, opening and closing time; two empty ones are always there, no script needed."""

    template_name = "directory/hours_field.html"
    use_fieldset = True

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0_days" if id_ else id_

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[Line]:
        lines: list[Line] = []
        while len(lines) < MOST and f"{name}_{len(lines)}_days" in data:
            start = f"{name}_{len(lines)}_"
            lines.append(
                {part: str(data.get(start + part, "")).strip() for part in ("days", "opens", "closes")}
            )
        return lines

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return f"{name}_0_days" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        filled = [line for line in _lines(value) if any(line.values())]
        empty: Line = {"days": "", "opens": "", "closes": ""}
        context["lines"] = filled + [empty] * max(SPARE, LINES - len(filled))
        context["days"] = days_offered()
        return context


class HoursField(forms.Field):
    """Opening hours by day, as `directory.hours` keeps them."""

    widget = HoursWidget
    default_error_messages = {
        "line": gettext_lazy("Line %(n)d: choose the days and write both times, like 08:00 and 16:30."),
    }

    def to_python(self, value: list[Line] | None) -> dict[str, list[list[str]]]:
        lines = [(n, line) for n, line in enumerate(value or [], start=1) if any(line.values())]
        try:
            return opening.from_patterns([self._pattern(n, line) for n, line in lines])
        except Invalid as error:
            raise ValidationError([str(sentence) for sentence in error.errors.values()]) from None

    def validate(self, value: Any) -> None:
        """No hours means that nobody knows them, which is allowed."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return [line for line in _lines(initial) if any(line.values())] != [
            line for line in _lines(data) if any(line.values())
        ]

    def _pattern(self, number: int, line: Line) -> Pattern:
        opens, closes = clock_text(line["opens"]), clock_text(line["closes"])
        days = tuple(line["days"].split(",")) if line["days"] else ()
        if not (days and opens and closes):
            raise ValidationError(self.error_messages["line"], code="line", params={"n": number})
        return Pattern(days, opens, closes)


def _lines(value: Any) -> list[Line]:
    """Lines from what was typed, or from stored hours."""
    if isinstance(value, Mapping):
        return [
            {"days": ",".join(found.days), "opens": found.opens, "closes": found.closes}
            for found in opening.patterns(value)
        ]
    return list(value or [])


def clock_text(text: str) -> str:
    """“8h30”, “8:30” and “830” as “08:30”, “8” as “08:00”; "" for what is no time."""
    match = TYPED.fullmatch(text)
    if match is None:
        return ""
    hour, minute = int(match[1]), int(match[2] or 0)
    return f"{hour:02}:{minute:02}" if (hour, minute) == (24, 0) or (hour < 24 and minute < 60) else ""

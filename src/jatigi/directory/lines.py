"""A list that people fill in line by line, without script: some lines are there, two of them empty."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from jatigi.directory.weeks import clock_text
from jatigi.kernel.errors import Invalid

LINES = 2
SPARE = 1
MOST = 60
TIMES = ("opens", "closes")

Line = dict[str, str]
Choices = Sequence[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class Column:
    """One box of a line. kind: "text", "date", "time", "tel" or "email". choices: what is offered, for a list to choose from."""

    name: str
    label: Any
    kind: str = "text"
    choices: Callable[[], Choices] | None = None
    otherwise: Callable[[str], Any] = str
    """What a value is called that stands there and is not offered."""


class LinesWidget(forms.Widget):
    template_name = "directory/lines_field.html"
    use_fieldset = True
    columns: Sequence[Column] = ()

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0_{self.columns[0].name}" if id_ else id_

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[Line]:
        lines: list[Line] = []
        while len(lines) < MOST and f"{name}_{len(lines)}_{self.columns[0].name}" in data:
            start = f"{name}_{len(lines)}_"
            names = ("id", *(column.name for column in self.columns))
            lines.append({part: str(data.get(start + part, "")).strip() for part in names})
        return lines

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return f"{name}_0_{self.columns[0].name}" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        filled = [line for line in value or [] if any(line.get(column.name) for column in self.columns)]
        empty: list[Line] = [{}] * max(SPARE, LINES - len(filled))
        context["lines"] = [(line.get("id", ""), self._boxes(line)) for line in [*filled, *empty]]
        return context

    def _boxes(self, line: Mapping[str, Any]) -> list[dict[str, Any]]:
        return [
            {"column": column, "value": line.get(column.name, ""), "choices": _offered(column, line)}
            for column in self.columns
        ]


class LinesField(forms.Field):
    """The lines that say something, checked by `shaped` (`directory.shapes`), whose sentences stand at the field."""

    widget = LinesWidget

    def __init__(
        self, *, columns: Sequence[Column], shaped: Callable[[Any], list[dict[str, Any]]], **kwargs: Any
    ) -> None:
        super().__init__(required=False, **kwargs)
        self.widget.columns = columns
        self.columns, self._shaped = columns, shaped

    def to_python(self, value: list[Line] | None) -> list[dict[str, Any]]:
        said = [line for line in value or [] if any(line.get(column.name) for column in self.columns)]
        try:
            return self._shaped([_read(line) for line in said])
        except Invalid as error:
            raise ValidationError([str(sentence) for sentence in error.errors.values()]) from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return [_said(line) for line in initial or []] != [line for line in map(_said, data or []) if line]


def _read(line: Line) -> Line:
    """Times as people type them (“8h30”) in figures; a time that is none stays as it is, to be refused."""
    return line | {name: clock_text(line[name]) or line[name] for name in TIMES if name in line}


def _said(line: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in line.items() if value and name != "id"}


def _offered(column: Column, line: Mapping[str, Any]) -> Choices:
    """The choices, with what stands there although nobody would choose it (an imported rule)."""
    if column.choices is None:
        return ()
    offered, value = list(column.choices()), line.get(column.name, "")
    return offered if not value or value in dict(offered) else [*offered, (value, column.otherwise(value))]

"""Several lines of the same small form in one form, without script: those that are there, and empty ones."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SPARE = 2
MOST = 60
DAY_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]


class Line(forms.Form):
    """Base of what stands in one line."""

    use_required_attribute = False


class DayField(forms.DateField):
    """A day typed in one box, as on a list."""

    def __init__(self, **kwargs: Any) -> None:
        box = forms.DateInput({"placeholder": "31/12/2026", "size": 10}, format="%d/%m/%Y")
        super().__init__(input_formats=DAY_FORMATS, widget=box, **kwargs)
        self.error_messages["invalid"] = gettext_lazy("Write the day like 31/12/2026.")


class NumberField(forms.DecimalField):
    """A number from 0, with a comma or a point, with or without blanks between thousands."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            min_value=0,
            widget=forms.TextInput({"inputmode": "decimal", "size": 12}),
            localize=False,
            **kwargs,
        )

    def to_python(self, value: Any) -> Any:
        plain = "".join(str(value or "").split()).replace("\u202f", "").replace("\u00a0", "")
        return super().to_python(plain.replace(",", "."))


class LinesWidget(forms.Widget):
    template_name = "coordination/lines_field.html"
    use_fieldset = True
    line: type[Line] = Line

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-0" if id_ else id_

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[Line]:
        lines: list[Line] = []
        while len(lines) < MOST and f"{name}-{len(lines)}-here" in data:
            lines.append(self._line(name, len(lines), data=data, empty_permitted=True))
        return lines

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return f"{name}-0-here" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        lines = [
            one if isinstance(one, Line) else self._line(name, number, initial=one)
            for number, one in enumerate(value or [])
        ]
        empty = sum(one.is_bound and not one.has_changed() for one in lines)
        lines += [self._line(name, len(lines) + extra) for extra in range(SPARE - empty)]
        context["lines"] = list(enumerate(lines))
        context["name"] = name
        return context

    def _line(self, name: str, number: int, **kwargs: Any) -> Line:
        return self.line(prefix=f"{name}-{number}", auto_id="id_%s", use_required_attribute=False, **kwargs)


class LinesField(forms.Field):
    """The lines that say something, each checked by its small form; a list of their cleaned values."""

    def __init__(self, line: type[Line], **kwargs: Any) -> None:
        widget = type("Lines", (LinesWidget,), {"line": line})
        super().__init__(required=False, widget=widget, **kwargs)

    def to_python(self, value: list[Line] | None) -> list[dict[str, Any]]:
        said = [(number, line) for number, line in enumerate(value or [], start=1) if line.has_changed()]
        wrong = [
            f"{_('Line %(n)d') % {'n': number}} · {line.fields[name].label or ''} · {sentence}"
            if name in line.fields
            else f"{_('Line %(n)d') % {'n': number}} · {sentence}"
            for number, line in said
            for name, sentences in line.errors.items()
            for sentence in sentences
        ]
        if wrong:
            raise ValidationError(wrong)
        return [line.cleaned_data for _number, line in said]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return True

"""Forms: the renderer (settings.FORM_RENDERER), and the fields and widgets that Django lacks."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates, TemplatesSetting
from django.template import TemplateDoesNotExist
from django.utils.functional import Promise
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

Text = str | Promise
YEARS = range(1900, 2101)


class Renderer(TemplatesSetting):
    """Draws forms with the templates of this room; `{{ form.name.as_field_group }}` is one question."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"

    def render(self, template_name: str, context: Any, request: Any = None) -> SafeString:
        """What every form is made of is written here: as templates, a field took as long as a query."""
        write = WRITTEN.get(template_name)
        if write is not None:
            return write(context["widget"])
        return SafeString(super().render(template_name, context, request))

    def get_template(self, template_name: str) -> Any:
        try:
            return super().get_template(template_name)
        except TemplateDoesNotExist:
            return DjangoTemplates().get_template(template_name)


class LongSelect(forms.Select):
    """A list of many choices, written in one go: what Django makes of each choice first costs more than to read it.

    For lists by which a search is narrowed, of which a page shows several.
    """

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        attributes = _attributes(self.build_attrs(self.attrs, attrs))
        chosen = set(self.format_value(value))
        return SafeString(
            f'<select name="{escape(name)}"{attributes}>{_options(self.choices, chosen)}</select>'
        )


def _options(choices: Any, chosen: set[str]) -> str:
    lines = []
    for value, label in choices:
        if isinstance(label, list | tuple):
            lines.append(f'<optgroup label="{escape(value)}">{_options(label, chosen)}</optgroup>')
            continue
        text = "" if value is None else str(value)
        marked = " selected" if text in chosen else ""
        lines.append(f'<option value="{escape(text)}"{marked}>{escape(label)}</option>')
    return "".join(lines)


def _select(widget: Mapping[str, Any]) -> SafeString:
    """What `django/forms/widgets/select.html` says, without a template for each choice."""
    lines = []
    for group, options, _number in widget["optgroups"]:
        written = format_html_join("", '<option value="{}"{}>{}</option>', map(_option, options))
        lines.append(format_html('<optgroup label="{}">{}</optgroup>', group, written) if group else written)
    name, attributes = widget["name"], _attributes(widget["attrs"])
    return format_html('<select name="{}"{}>{}</select>', name, attributes, SafeString("".join(lines)))


def _input(widget: Mapping[str, Any]) -> SafeString:
    """What `django/forms/widgets/input.html` says."""
    value = "" if widget["value"] is None else format_html(' value="{}"', str(widget["value"]))
    attributes = _attributes(widget["attrs"])
    return format_html('<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], value, attributes)


def _textarea(widget: Mapping[str, Any]) -> SafeString:
    """What `django/forms/widgets/textarea.html` says; browsers leave the first line break out."""
    attributes = _attributes(widget["attrs"])
    return format_html(
        '<textarea name="{}"{}>\n{}</textarea>', widget["name"], attributes, widget["value"] or ""
    )


def _option(option: Mapping[str, Any]) -> tuple[str, SafeString, Any]:
    return str(option["value"]), _attributes(option["attrs"]), option["label"]


def _attributes(attributes: Mapping[str, Any]) -> SafeString:
    return SafeString(
        "".join(
            format_html(" {}", name) if value is True else format_html(' {}="{}"', name, str(value))
            for name, value in attributes.items()
            if value is not False
        )
    )


INPUTS = (
    forms.TextInput, forms.NumberInput, forms.EmailInput, forms.URLInput, forms.HiddenInput, forms.PasswordInput,
    forms.DateTimeInput, forms.DateInput, forms.TimeInput,
)  # fmt: skip
WRITTEN: Mapping[str, Callable[[Mapping[str, Any]], SafeString]] = {
    forms.Select.template_name: _select,
    forms.Textarea.template_name: _textarea,
    **dict.fromkeys((widget.template_name for widget in INPUTS), _input),
}


class Select(forms.Select):
    """A list of choices; drawn once for the same choices and answer, whoever asks. Never for choices about people."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        attributes = tuple(self.build_attrs(self.attrs, attrs).items())
        return _drawn(name, tuple(self.format_value(value)), attributes, _texts(self.choices))


@lru_cache(maxsize=512)
def _drawn(name: str, values: tuple[str, ...], attributes: Any, choices: Any) -> SafeString:
    return _select(forms.Select(choices=choices).get_context(name, list(values), dict(attributes))["widget"])


def _texts(choices: Any) -> tuple[Any, ...]:
    return tuple(
        (str(value), _texts(label) if isinstance(label, list | tuple) else str(label))
        for value, label in choices
    )


def summary_of(*several: forms.BaseForm) -> list[tuple[str, str]]:
    """Every error of the forms in the order of their fields: (id to focus, or "", and the sentence)."""
    return [found for form in several if form.is_bound for found in _errors_of(form)]


def _errors_of(form: forms.BaseForm) -> Iterator[tuple[str, str]]:
    for text in form.non_field_errors():
        yield "", str(text)
    for bound in form:
        for text in bound.errors:
            yield (
                ("", str(text))
                if bound.is_hidden
                else (_focus(bound), _named(str(bound.label or ""), str(text)))
            )


def _named(label: str, text: str) -> str:
    if not label or label[-1] in "?!.:…":
        return f"{label} {text}".strip()
    return gettext("%(label)s: %(sentence)s") % {"label": label, "sentence": text}


def _focus(bound: forms.BoundField) -> str:
    widget = bound.field.widget
    first = isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
    return f"{bound.auto_id}_0" if first else bound.id_for_label or bound.auto_id


class _Described:
    """Choices that carry a hint and a drawing each, and may stand side by side when they are short."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Any = (),
        *,
        hints: Mapping[Any, Text] | None = None,
        icons: Mapping[Any, str] | None = None,
        short: bool = False,
    ) -> None:
        super().__init__(attrs, choices)  # type: ignore[call-arg]
        self.hints, self.icons, self.short = dict(hints or {}), dict(icons or {}), short

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        key = getattr(value, "value", value)
        return {**option, "hint": self.hints.get(key, ""), "icon": self.icons.get(key, "")}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)  # type: ignore[misc]
        context["widget"]["short"] = self.short
        return context


class RadioCards(_Described, forms.RadioSelect):
    """One answer among big targets."""


class CheckboxCards(_Described, forms.CheckboxSelectMultiple):
    """Several answers among big targets."""


class DayMonthYear(forms.MultiWidget):
    """A date typed as day, month and year; what was typed stays, even when it is no date."""

    template_name = "ui/forms/date.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        number = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "4"}
        super().__init__({part: forms.TextInput(number) for part in ("day", "month", "year")}, attrs)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else id_

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        known = self.decompress(value) if isinstance(value, tuple) else value
        context = super().get_context(name, known, attrs)
        for part, label in zip(
            context["widget"]["subwidgets"], (_("Day"), _("Month"), _("Year")), strict=True
        ):
            part["label"] = label
        return context

    def decompress(self, value: Any) -> list[Any]:
        if isinstance(value, str):
            value = _iso(value)
        if isinstance(value, tuple):
            return list(reversed(value))
        return [value.day, value.month, value.year] if isinstance(value, date) else [None, None, None]


class _CarriedParts(DayMonthYear):
    """The same, carried along unseen by a form of several steps."""

    template_name = "django/forms/widgets/multiwidget.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        for part in self.widgets:
            part.input_type = "hidden"  # type: ignore[attr-defined]


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class _Parts(forms.Field):
    widget = DayMonthYear
    hidden_widget = _CarriedParts
    default_error_messages = {
        "required": _("Give the day, the month and the year."),
        "number": _("Write the date in figures, for example 27 3 1998."),
        "missing": _("The date is not complete: give the day, the month and the year."),
        "invalid": _("This day does not exist in the calendar."),
        "year": _("Write the year with four figures."),
        "future": _("This date is in the future."),
    }

    def __init__(self, *, latest: Any = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.latest = latest

    def parts(self, value: Any) -> list[int | None]:
        """[day, month, year] as numbers, None where nothing was typed; raises ValidationError on other text."""
        typed = [str(part or "").strip() for part in (value or ("", "", ""))]
        if any(part and not part.isdecimal() for part in typed):
            raise ValidationError(self.error_messages["number"], code="number")
        return [int(part) if part else None for part in typed]

    def check(self, year: int, month: int, day: int) -> date:
        if year not in YEARS:
            raise ValidationError(self.error_messages["year"], code="year")
        try:
            found = date(year, month, day)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        latest = self.latest() if callable(self.latest) else self.latest
        if latest is not None and found > latest:
            raise ValidationError(self.error_messages["future"], code="future")
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = DayMonthYear().decompress(initial)
        return [str(part or "") for part in before] != [str(part or "") for part in (data or ["", "", ""])]


class DateField(_Parts):
    """A whole date, typed. `latest` is a date, or a function that gives one, after which a date is "in the future"."""

    def to_python(self, value: Any) -> date | None:
        day, month, year = self.parts(value)
        if day is None and month is None and year is None:
            return None
        if day is None or month is None or year is None:
            raise ValidationError(self.error_messages["missing"], code="missing")
        return self.check(year, month, day)


class PartialDateField(_Parts):
    """A date of which only the year, or the month and the year, may be known: (year, month or None, day or None)."""

    default_error_messages = {
        "required": _("Give at least the year."),
        "missing": _("Give the year, and the month if you give the day."),
    }

    def to_python(self, value: Any) -> tuple[int, int | None, int | None] | None:
        day, month, year = self.parts(value)
        if day is None and month is None and year is None:
            return None
        if year is None or (day is not None and month is None):
            raise ValidationError(self.error_messages["missing"], code="missing")
        self.check(year, month or 1, day or 1)
        return year, month, day

"""Forms of workbooks: a file, and the questions that it leaves."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jatigi.directory.workbooks.judging import LEAVE, NEW, ORGANISATION, PLACE, Question
from jatigi.directory.workbooks.told import runs
from jatigi.places import choices

AT_ONCE = 20
MOST_OFFERED = 300
ROWS_SAID = 12


class BringForm(forms.Form):
    """A workbook, and the country it is about."""

    file = forms.FileField(
        label=_("Workbook"),
        help_text=_(
            "An .xlsx or .csv file of at most 10 MB: the template, or the “who does what where” of your agency."
        ),
        widget=forms.ClearableFileInput({"accept": ".xlsx,.csv"}),
    )
    country = forms.ChoiceField(
        label=_("Which country is it about?"),
        required=False,
        choices=lambda: choices.countries(empty=_("as its places say")),
    )


class AnswerForm(forms.Form):
    """The first questions, each a choice: what is likely, then everything, then leaving the rows out."""

    def __init__(self, *args: Any, questions: Sequence[Question], everybody: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ALIASES: dict[str, str] = {}
        for number, one in enumerate(questions[:AT_ONCE]):
            name = f"q{number}"
            self.ALIASES[one.name] = name
            self.fields[name] = forms.ChoiceField(
                label=_label(one), required=False, choices=_choices(one, everybody), help_text=_help(one)
            )
            self.fields[f"n{number}"] = forms.CharField(
                widget=forms.HiddenInput, initial=one.name, required=False
            )

    def shown(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Each question with the field that says which one it is."""
        return [(self[name], self[f"n{name[1:]}"]) for name in self.ALIASES.values()]

    @staticmethod
    def answers(data: Any) -> dict[str, str]:
        """Question → code, as they were sent."""
        return {
            name: data.get(f"q{number}", "")
            for number in range(AT_ONCE)
            if (name := data.get(f"n{number}", "")) and data.get(f"q{number}", "")
        }


def _label(one: Question) -> Any:
    asked = {ORGANISATION: _("Organisation: “%(text)s”"), PLACE: _("Place: “%(text)s”")}
    return asked.get(one.kind, _("Sector: “%(text)s”")) % {"text": one.text}


def _help(one: Question) -> str:
    sheets: dict[str, list[int]] = {}
    for sheet, row in one.rows:
        sheets.setdefault(sheet, []).append(row)
    where = "; ".join(
        _("sheet “%(sheet)s”, rows %(rows)s")
        % {"sheet": sheet, "rows": ", ".join(found[:ROWS_SAID]) + ("…" if len(found) > ROWS_SAID else "")}
        for sheet, rows in sheets.items()
        for found in [runs(rows)]
    )
    return f"{one.found.sentence} {where}"


def _choices(one: Question, everybody: bool) -> list[Any]:
    found: list[Any] = [("", _("not now"))]
    found += [
        (each.code, f"{each.label} – {each.why}" if each.why else each.label) for each in one.found.choices
    ]
    if one.kind == ORGANISATION and everybody:
        found.append((NEW, _("a new organisation, which has nobody here")))
    found.append((LEAVE, _("leave these rows out")))
    offered = {each.code for each in one.found.choices}
    others = [(each.code, each.label) for each in one.everything if each.code not in offered]
    if others:
        found.append((_("All others"), others[:MOST_OFFERED]))
    return found

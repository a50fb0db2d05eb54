"""Forms of tables. Thin: the actions judge."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from jatigi.kernel import clock
from jatigi.kernel.text import LINE_LENGTH
from jatigi.publications import showing
from jatigi.publications.actions import NAME_LENGTH, TITLE_LENGTH, Draft
from jatigi.publications.codes import ROUNDINGS, THRESHOLDS, Licence, Measure
from jatigi.publications.models import Edition
from jatigi.ui.forms import DateField, RadioCards

ROUNDED = [(1, _("no: exact numbers")), *((n, str(n)) for n in ROUNDINGS[1:])]


class DraftForm(forms.Form):
    """What is said of a table, and the table."""

    title = forms.CharField(label=_("Title"), max_length=TITLE_LENGTH)
    question = forms.CharField(
        label=_("Which question does it answer?"),
        max_length=LINE_LENGTH,
        help_text=_("A whole question, as a journalist would ask it."),
    )
    measure = forms.ChoiceField(label=_("What is counted?"), choices=Measure.choices, widget=RadioCards())
    confided = forms.BooleanField(
        label=_("Victims of trafficking or of violence, children, or people who are looked for are counted"),
        required=False,
    )
    threshold = forms.TypedChoiceField(
        label=_("Withhold counts of people below"),
        choices=[(n, str(n)) for n in THRESHOLDS],
        coerce=int,
        initial=5,
    )
    rounding = forms.TypedChoiceField(
        label=_("Round counts of people to"), choices=ROUNDED, coerce=int, initial=1
    )
    row_name = forms.CharField(
        label=_("What are the lines?"), max_length=NAME_LENGTH, help_text=_("For example: Region.")
    )
    column_name = forms.CharField(
        label=_("What are the columns?"),
        max_length=NAME_LENGTH,
        required=False,
        help_text=_("For example: Sex."),
    )
    grid = forms.CharField(
        label=_("The table"),
        strip=False,
        widget=forms.Textarea({"rows": 12, "spellcheck": "false", "wrap": "off"}),
        help_text=_(
            "Copy it from your spreadsheet and paste it here, with the names of lines and columns. Enter all counts: what is "
            "too small is withheld by the gate and is not kept. Write … where the source itself withholds a number. A last "
            "line or column called “Total” holds totals."
        ),
    )
    from_on = DateField(label=_("First day of the period"), latest=clock.today)
    until = DateField(label=_("Last day of the period"), latest=clock.today)
    source = forms.CharField(
        label=_("Source"),
        max_length=LINE_LENGTH,
        help_text=_("Which register or which document, kept by whom."),
    )
    source_on = DateField(
        label=_("Data of"), latest=clock.today, help_text=_("The day on which it was counted.")
    )
    licence = forms.ChoiceField(label=_("Licence"), choices=Licence.choices, initial=Licence.CC_BY)
    remarks = forms.CharField(
        label=_("Remarks for readers"), required=False, widget=forms.Textarea({"rows": 3})
    )

    def values(self) -> Draft:
        """What the actions take."""
        return cast(Draft, self.cleaned_data)


def initial_of(edition: Edition) -> dict[str, Any]:
    """The values of a version, as the form shows them."""
    names = set(DraftForm.base_fields) - {"grid"}
    return {name: getattr(edition, name) for name in names} | {"grid": showing.as_text(edition)}


class SentenceForm(forms.Form):
    """Why it is withdrawn, or what is to be changed."""

    text = forms.CharField(max_length=LINE_LENGTH, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, label: Any, field: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label
        self.ALIASES = {field: "text"}

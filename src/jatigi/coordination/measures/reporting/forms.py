"""Forms of indicators and reports. Thin: the actions judge."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from jatigi.coordination.documents import files
from jatigi.coordination.measures.reporting import judging
from jatigi.coordination.measures.reporting.actions import SAID_LENGTH
from jatigi.coordination.measures.reporting.models import MeasureIndicator, ProgressReport, ReportEvidence
from jatigi.directory.lines import Column, LinesField
from jatigi.kernel import clock
from jatigi.kernel.text import NAME_LENGTH, NOTE_LENGTH
from jatigi.ui.forms import DateField, RadioCards

RHYTHMS = [
    (0, _("once, or without a rhythm")),
    (1, _("every month")),
    (3, _("every 3 months")),
    (6, _("every 6 months")),
    (12, _("every year")),
    (24, _("every 2 years")),
]
EVIDENCE = (
    Column("title", _("Title of the document")),
    Column("url", _("Address on the web"), "url"),
    Column("dated_on", _("Its date"), "date"),
)


def _figure(label: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=False, localize=True, max_digits=18, decimal_places=3,
        widget=forms.TextInput({"inputmode": "decimal"}),
    )  # fmt: skip


def _note(label: Any, *, required: bool = False, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=NOTE_LENGTH, widget=forms.Textarea({"rows": rows})
    )


class IndicatorForm(forms.Form):
    """What shows that the measure works, and how often it is reported."""

    title = forms.CharField(
        label=_("What is counted or looked at?"),
        max_length=judging.TITLE_LENGTH,
        help_text=_("For example: sites where the referral form is used."),
    )
    unit = forms.CharField(
        label=_("In which unit?"),
        required=False,
        max_length=judging.UNIT_LENGTH,
        help_text=_("For example: sites, people, %."),
    )
    baseline = _figure(_("Value at the beginning"))
    baseline_on = DateField(label=_("On which day was it so?"), required=False)
    target = _figure(_("Value to be reached"))
    target_on = DateField(label=_("Until which day?"), required=False)
    every_months = forms.TypedChoiceField(
        label=_("How often is it reported?"),
        choices=RHYTHMS,
        coerce=int,
        initial=6,
        widget=RadioCards(short=True),
    )
    first_due_on = DateField(label=_("First report due on"), required=False)
    last_due_on = DateField(
        label=_("Last report due on"), required=False, help_text=_("Empty: until the measure is over.")
    )
    assigned = forms.ChoiceField(label=_("Who reports?"), required=False)

    def __init__(self, *args: Any, colleagues: dict[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not colleagues:
            del self.fields["assigned"]
            return
        nobody = [("", _("whoever reports for the organisation"))]
        self.fields["assigned"].choices = nobody + [(str(pk), name) for pk, name in colleagues.items()]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What the actions take."""
        data = dict(self.cleaned_data)
        data["assigned"] = UUID(data["assigned"]) if data.get("assigned") else None
        return data


def initial_of(indicator: MeasureIndicator) -> dict[str, Any]:
    """An indicator as its form shows it."""
    names = ("title", "unit", "baseline_on", "target_on", "every_months", "first_due_on", "last_due_on")
    return {
        **{name: getattr(indicator, name) for name in names},
        "baseline": _short(indicator.baseline),
        "target": _short(indicator.target),
        "assigned": str(indicator.assigned_id or ""),
    }


class ReportForm(forms.Form):
    """What was done, the value, what stands in the way, what comes next, and the documents that show it."""

    text = _note(_("What was done?"), required=True, rows=5)
    value = _figure(_("Value reached"))
    value_on = DateField(label=_("On which day was it so?"), required=False, latest=clock.today)
    challenges = _note(_("What stands in the way?"))
    next_steps = _note(_("What comes next?"))
    evidence = LinesField(
        label=_("Documents that show it"),
        columns=EVIDENCE,
        shaped=judging.evidence,
        help_text=_("Only what anybody may read: no list of people, no document about one person."),
    )

    def __init__(self, *args: Any, unit: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if unit:
            self.fields["value"].help_text = unit

    def values(self) -> dict[str, Any]:
        """What the actions take."""
        return dict(self.cleaned_data)


def initial_of_report(report: ProgressReport, evidence: list[ReportEvidence]) -> dict[str, Any]:
    """A report as its form shows it."""
    return {
        "text": report.text,
        "value": _short(report.value),
        "value_on": report.value_on,
        "challenges": report.challenges,
        "next_steps": report.next_steps,
        "evidence": [
            {"title": one.title, "url": one.url, "dated_on": _iso(one.dated_on)} for one in evidence
        ],
    }


class SaidForm(forms.Form):
    """The sentence with which a report goes back."""

    said = forms.CharField(
        label=_("What is missing?"), max_length=SAID_LENGTH, widget=forms.Textarea({"rows": 3})
    )


class LinkForm(forms.Form):
    """To whom the link goes."""

    to = forms.EmailField(
        label=_("E-mail address of who reports"),
        help_text=_("The message names the measure and the day, nothing else."),
    )
    ALIASES: ClassVar[dict[str, str]] = {"email": "to"}


class TokenForm(forms.Form):
    """The link itself, which a browser with scripts fills in and sends by itself."""

    token = forms.CharField(
        label=_("Link that you received"),
        max_length=400,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "data-from-fragment": ""}),
    )


class Several(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, none of them needed."""

    widget = Several

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        single = super().clean
        return [single(one, initial) for one in data or []]


class GuestReportForm(ReportForm):
    """A report through a link: who writes, files that show it, and the link again."""

    who = forms.CharField(
        label=_("Your name"),
        max_length=NAME_LENGTH,
        help_text=_("So that it is known whom to ask. It stands under the report."),
    )
    file = FilesField(
        label=_("Files that show it"),
        required=False,
        widget=Several({"accept": files.ACCEPTED}),
        help_text=_(
            "Three at most, of 10 MB each. Only what anybody may read: no list of people, no document about one person."
        ),
    )
    field_order = ("who", "text", "value", "value_on", "challenges", "next_steps", "evidence", "file")

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        data = dict(self.cleaned_data)
        brought = data.pop("file")
        read = [{"name": one.name, "content": one.read(files.LARGEST + 1)} for one in brought]
        return {**data, "documents": read}


def _short(value: Any) -> Any:
    return None if value is None else Decimal(f"{value.normalize():f}")


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""

"""Thin forms: widgets and labels. What is right is decided by the actions."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Account
from jatigi.cases.checks import Finding
from jatigi.cases.codes import Area, AsylumState, CaseState, ClosureReason, Level, Track, Urgency
from jatigi.people.codes import Need
from jatigi.ui.forms import CheckboxCards, DateField, RadioCards
from jatigi.ui.paper import Answers, PaperForm

URGENCY_HINTS = {
    Urgency.IMMEDIATE: _("Somebody acts within 24 hours."),
    Urgency.HIGH: _("Somebody acts within 72 hours."),
    Urgency.MEDIUM: _("Somebody acts within two weeks."),
    Urgency.LOW: _("No clock runs."),
}
URGENCY_ICONS = {Urgency.IMMEDIATE: "siren", Urgency.HIGH: "clock-alert", Urgency.MEDIUM: "calendar-check"}


def long_text(label: Any, *, required: bool = False, help_text: Any = "", rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, help_text=help_text, widget=forms.Textarea({"rows": rows})
    )


class OpenForm(PaperForm):
    urgency = forms.ChoiceField(
        label=_("How urgent is it?"),
        choices=Urgency.choices,
        widget=RadioCards(hints=URGENCY_HINTS, icons=URGENCY_ICONS),
    )
    tracks = forms.MultipleChoiceField(
        label=_("Which procedures apply?"),
        choices=Track.choices,
        required=False,
        widget=CheckboxCards(),
        help_text=_("Several or none."),
    )
    case_worker = forms.ChoiceField(label=_("Case worker"), required=False)
    why = long_text(_("What brings the person here, in a few words"))

    field_order = ("urgency", "tracks", "case_worker", "why", "happened_on", "happened_time")

    def __init__(self, *args: Any, workers: Iterable[Account] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self.fields["case_worker"], workers, _("A supervisor will decide"))


class UrgencyForm(Answers):
    urgency = forms.ChoiceField(
        label=_("How urgent is it now?"),
        choices=Urgency.choices,
        widget=RadioCards(hints=URGENCY_HINTS, icons=URGENCY_ICONS),
    )
    why = long_text(_("Why"), help_text=_("Needed where the case becomes less urgent."))


class TracksForm(Answers):
    tracks = forms.MultipleChoiceField(
        label=_("Which procedures apply?"),
        choices=Track.choices,
        required=False,
        widget=CheckboxCards(),
        help_text=_("Several or none."),
    )


class AsylumForm(PaperForm):
    state = forms.ChoiceField(label=_("What was done"), choices=AsylumState.choices, widget=RadioCards())
    note = long_text(_("Note"))
    field_order = ("state", "note", "happened_on", "happened_time")


class AssignForm(Answers):
    worker = forms.ChoiceField(label=_("Case worker"))

    def __init__(self, *args: Any, workers: Iterable[Account] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self.fields["worker"], workers, _("Choose"))


class AssessmentForm(PaperForm):
    """Every area with a level and a text; areas without a level are not assessed now."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for area, label in Area.choices:
            self.fields[f"{area}-level"] = forms.ChoiceField(
                label=_("%(area)s: what is found") % {"area": label},
                choices=[("", _("not looked at today")), *Level.choices],
                required=False,
            )
            self.fields[f"{area}-text"] = forms.CharField(
                label=_("What was said and seen"), required=False, widget=forms.Textarea({"rows": 2})
            )

    def areas(self) -> list[tuple[Any, Any, Any]]:
        """(label, level, text) of each area, to be drawn together."""
        return [(label, self[f"{area}-level"], self[f"{area}-text"]) for area, label in Area.choices]

    def findings(self) -> list[Finding]:
        """What was said about the areas that were looked at."""
        data = self.cleaned_data
        return [
            Finding(area, data[f"{area}-level"] or Level.UNKNOWN, data[f"{area}-text"])
            for area in Area.values
            if data[f"{area}-level"] or data[f"{area}-text"]
        ]


class NoteForm(PaperForm):
    text = long_text(
        _("Note"), required=True, help_text=_("Notes are never changed. A later note may follow.")
    )
    follows = forms.UUIDField(required=False, widget=forms.HiddenInput)
    field_order = ("text", "follows", "happened_on", "happened_time")


class ServiceForm(PaperForm):
    need = forms.ChoiceField(label=_("What was given"), choices=Need.choices)
    quantity = forms.IntegerField(
        label=_("How many"),
        initial=1,
        widget=forms.NumberInput({"min": 1, "max": 1000, "inputmode": "numeric"}),
    )
    note = long_text(_("Note"), rows=2)
    field_order = ("need", "quantity", "note", "happened_on", "happened_time")


class TaskForm(Answers):
    title = forms.CharField(label=_("What is to be done"))
    due = DateField(label=_("Until which day"), required=False)
    assigned_to = forms.ChoiceField(label=_("Who does it"), required=False)

    def __init__(self, *args: Any, workers: Iterable[Account] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self.fields["assigned_to"], workers, _("the case worker"))


class WhyForm(Answers):
    why = long_text(_("Why"), required=True)


class ReopenForm(Answers):
    why = long_text(_("Why is the case opened again?"), required=True)
    urgency = forms.ChoiceField(
        label=_("How urgent is it now?"),
        choices=Urgency.choices,
        widget=RadioCards(hints=URGENCY_HINTS, icons=URGENCY_ICONS),
    )


class ClosureForm(PaperForm):
    reason = forms.ChoiceField(
        label=_("Why does the case end?"),
        choices=ClosureReason.choices,
        widget=RadioCards(
            hints={
                ClosureReason.DEPARTED: _("Open tasks are cancelled and open referrals taken back."),
                ClosureReason.OTHER: _("Say which one in the note."),
            }
        ),
    )
    note = long_text(_("Note"))
    field_order = ("reason", "note", "happened_on", "happened_time")


class DecisionForm(Answers):
    """Approve, or return with what is missing."""

    note = long_text(_("Note"), help_text=_("Needed where you return it: say what is missing."))


class FilterForm(Answers):
    """Which cases to list; every field may be left out."""

    of = forms.ChoiceField(
        label=_("Which cases"),
        required=False,
        choices=[
            ("", _("all")),
            ("mine", _("mine")),
            ("unassigned", _("without a case worker")),
            ("overdue", _("overdue")),
        ],
    )
    urgency = forms.ChoiceField(
        label=_("Urgency"), required=False, choices=[("", _("any")), *Urgency.choices]
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("not closed")), *CaseState.choices]
    )


def choose(field: Any, workers: Iterable[Account], nobody: Any) -> None:
    """Fill a choice of members with an answer for nobody."""
    field.choices = [("", nobody), *[(str(worker.pk), str(worker)) for worker in workers]]

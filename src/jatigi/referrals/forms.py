"""Forms of referrals: widgets and labels. What may be sent or answered is decided by the actions."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jatigi.algorithms.codes import CodeError, read_code
from jatigi.cases.codes import Urgency
from jatigi.directory.cards import Card
from jatigi.directory.forms import SearchForm
from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.kernel.text import NAME_LENGTH
from jatigi.people.codes import Need
from jatigi.people.forms.fields import PersonCodeField, person_with
from jatigi.referrals.models import Outcome, Reason
from jatigi.ui.forms import DateField, RadioCards, Select
from jatigi.ui.paper import Answers

NOON = time(12)


def note_field(label: Any, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, help_text=help_text, widget=forms.Textarea({"rows": 3})
    )


def moment_field(label: Any, *, required: bool = False) -> forms.DateTimeField:
    """A day and an hour of the reader's clock."""
    shape = "%Y-%m-%dT%H:%M"
    widget = forms.DateTimeInput({"type": "datetime-local"}, format=shape)
    return forms.DateTimeField(label=label, required=required, widget=widget, input_formats=[shape])


class ChooseServiceForm(SearchForm):
    """Looking for a service to refer to: what does not fit the person is left out unless asked for."""

    unfit = forms.BooleanField(label=_("Also what is for another age or sex"), required=False)


class EmergencyForm(forms.Form):
    """Which service, and a few words without a name."""

    service = forms.ChoiceField(label=_("Who must help now?"), widget=RadioCards())
    message = note_field(
        _("What they must know to come or to receive"), _("No name, nothing that says who it is.")
    )

    def __init__(self, *args: Any, cards: Sequence[Card] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ChoiceField", self.fields["service"])
        field.choices = [
            (str(card.service.pk), f"{card.service} · {card.service.organisation.short}") for card in cards
        ]
        hints = {str(card.service.pk): _hint(card) for card in cards}
        field.widget = RadioCards(choices=field.choices, hints=hints)


def _hint(card: Card) -> str:
    when = _("open now") if card.open_now else _("day and night") if card.service.emergency else card.today
    said = (card.service.get_need_display(), card.place, when, card.service.phone)
    return " · ".join(str(part) for part in said if part)


class HappenedForm(forms.Form):
    """An answer that was given by telephone or on paper before it is written down."""

    happened_at = DateField(
        label=_("Day on which it happened, if not today"), required=False, latest=clock.today
    )
    happened_hour = forms.TimeField(
        label=_("At what time"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        help_text=_("Leave empty if not known."),
    )  # fmt: skip

    def when(self) -> datetime | None:
        """The moment in UTC, None for now; noon where only the day is known, but not later than now."""
        day, hour = self.cleaned_data.get("happened_at"), self.cleaned_data.get("happened_hour")
        if day is None and hour is None:
            return None
        moment = timezone.make_aware(datetime.combine(day or clock.today(), hour or NOON)).astimezone(UTC)
        return moment if hour else min(moment, clock.now())

    def values(self) -> dict[str, Any]:
        """Keyword arguments of the answer's action."""
        return {name: value for name, value in self.cleaned_data.items() if not name.startswith("happened_")}


class NoteForm(HappenedForm):
    note = note_field(_("Message to the sender"))
    field_order = ("position", "reason", "outcome", "note", "happened_at", "happened_hour")


class WaitlistForm(NoteForm):
    position = forms.IntegerField(
        label=_("Place on the list"), widget=forms.NumberInput({"inputmode": "numeric", "min": 1})
    )


class DeclineForm(NoteForm):
    reason = forms.ChoiceField(label=_("Why?"), choices=Reason.choices, widget=RadioCards(short=True))


class CompleteForm(NoteForm):
    outcome = forms.ChoiceField(
        label=_("What came of it?"), choices=Outcome.choices, widget=RadioCards(short=True)
    )


ANSWER_FORMS: dict[str, type[HappenedForm]] = {
    "receive": HappenedForm,
    "accept": NoteForm,
    "waitlist": WaitlistForm,
    "decline": DeclineForm,
    "redirect": DeclineForm,
    "serve": NoteForm,
    "not_reached": NoteForm,
    "no_show": NoteForm,
    "person_declines": NoteForm,
    "complete": CompleteForm,
}


class MessageForm(forms.Form):
    note = note_field(_("Message to the other side"), required=True)


class AccompanyForm(forms.Form):
    """Who goes along, and when they leave."""

    escort = forms.CharField(
        label=_("Who accompanies the person"),
        help_text=_("Name and telephone of whoever goes along. Both organisations see it."),
        max_length=NAME_LENGTH,
    )
    leaves_at = moment_field(_("When they leave"))


class ReturnForm(forms.Form):
    return_on = DateField(label=_("Day on which the person comes back, as agreed with them"), required=False)


class DutyForm(forms.Form):
    """Who is on duty from when to when."""

    account = forms.ChoiceField(label=_("Who is on duty?"))
    starts_at = moment_field(_("Begins"), required=True)
    ends_at = moment_field(_("Ends"), required=True)
    weeks = forms.IntegerField(
        label=_("How many weeks in a row"), min_value=1, max_value=26, initial=1,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )  # fmt: skip

    def __init__(self, *args: Any, members: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["account"]).choices = members

    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "account": UUID(self.cleaned_data["account"])}


class RecallForm(forms.Form):
    because = forms.ChoiceField(
        label=_("Whose wish is it?"),
        choices=(("recall", _("ours: it was a mistake or is not needed")), ("withdraw", _("the person’s"))),
        required=False,
        initial="recall",
        widget=RadioCards(short=True),
    )
    note = note_field(_("Why, in a few words"), _("The receiving desk does not see this."))


class FilterForm(forms.Form):
    """Which referrals to list; every field may be left out."""

    need = forms.ChoiceField(
        label=_("Need"), required=False, choices=[("", _("all")), *Need.choices], widget=Select
    )
    urgency = forms.ChoiceField(
        label=_("Urgency"), required=False, choices=[("", _("any")), *Urgency.choices], widget=Select
    )


class SentFilterForm(FilterForm):
    mine = forms.BooleanField(label=_("Only what I sent"), required=False)


class AttachForm(Answers):
    """The person for whom something went out on a code alone."""

    person = PersonCodeField(label=_("Code of the person"))

    def __init__(self, access: Access, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.access = access

    def clean_person(self) -> UUID | None:
        return person_with(self.access, self.cleaned_data["person"])


class CodeForm(forms.Form):
    """The code on a sheet, typed or scanned."""

    code = forms.CharField(
        label=_("Code on the sheet"),
        max_length=40,
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> str:
        try:
            return read_code(self.cleaned_data["code"])
        except CodeError:
            raise forms.ValidationError(
                _("This is not a code: one of its characters is wrong or missing. Please read it again.")
            ) from None

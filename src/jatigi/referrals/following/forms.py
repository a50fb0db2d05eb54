"""Forms to follow a referral, to say how the service was, and for complaints."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Organisation
from jatigi.algorithms.codes import CodeError, read_code
from jatigi.kernel import clock
from jatigi.referrals.following import words
from jatigi.referrals.following.models import Cost, Finding, Kind, Received, Respect
from jatigi.referrals.forms import note_field
from jatigi.ui.forms import CheckboxCards, DateField, RadioCards

TYPED = {"autocomplete": "off", "spellcheck": "false"}


class FollowForm(forms.Form):
    """The code and the word of whoever wants to know."""

    code = forms.CharField(
        label=_("Code"), max_length=40, widget=forms.TextInput({**TYPED, "autocapitalize": "characters"})
    )
    word = forms.CharField(
        label=_("Secret word"),
        max_length=words.LONGEST,
        widget=forms.PasswordInput({**TYPED, "autocapitalize": "none"}),
        help_text=_("Accents and capitals do not matter."),
    )

    def clean_code(self) -> str:
        try:
            return read_code(self.cleaned_data["code"])
        except CodeError:
            raise ValidationError(
                _("This is not a code: one of its characters is wrong or missing. Please read it again.")
            ) from None


class MakeForm(forms.Form):
    """The secret word, as the person wants it."""

    word = forms.CharField(
        label=_("Secret word that the person chooses"),
        max_length=words.LONGEST,
        required=False,
        widget=forms.TextInput(TYPED),
        help_text=_("A word that they will not forget and nobody else thinks of. Empty: one is proposed."),
    )
    address = forms.BooleanField(label=_("Also print the address of the page"), required=False)


class FeedbackForm(forms.Form):
    """How the service was. What stands under money or worse goes to somebody independent."""

    received = forms.ChoiceField(
        label=_("Did you receive what was promised?"), choices=Received.choices, widget=RadioCards(short=True)
    )
    received_on = DateField(label=_("When, if you remember?"), required=False, latest=clock.today)
    respect = forms.ChoiceField(
        label=_("Were you treated with respect?"), choices=Respect.choices, widget=RadioCards(short=True)
    )
    cost = forms.ChoiceField(label=_("Were you asked to pay?"), choices=Cost.choices, widget=RadioCards())
    worse = forms.MultipleChoiceField(
        label=_("Did something else happen that should not?"),
        choices=[choice for choice in Kind.choices if choice[0] != Kind.MONEY],
        required=False,
        widget=CheckboxCards(),
    )
    words_of_complaint = note_field(
        _("What happened, if you want to tell it"),
        _("Only somebody independent reads this: never the service concerned."),
    )
    contact = forms.CharField(
        label=_("How can they reach you safely?"),
        required=False,
        max_length=300,
        help_text=_("Only if you want to be asked. Leave empty to stay unknown."),
    )


class CloseForm(forms.Form):
    finding = forms.ChoiceField(label=_("What came of it?"), choices=Finding.choices, widget=RadioCards())
    note = note_field(_("What was done"))


class DesignateForm(forms.Form):
    """Which organisation receives complaints."""

    organisation = forms.TypedChoiceField(label=_("Organisation"), coerce=UUID)
    ALIASES: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        houses = Organisation.objects.filter(active=True).order_by("name_fr")
        self.fields["organisation"].choices = [(str(house.pk), house.full) for house in houses]  # type: ignore[attr-defined]

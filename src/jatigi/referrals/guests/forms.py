"""Forms of a link, of what a guest answers, and of what was said on the telephone."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jatigi.kernel import states
from jatigi.referrals.forms import CodeForm, HappenedForm, note_field
from jatigi.referrals.guests import secrets
from jatigi.referrals.guests.codes import GUEST_REASONS, Said
from jatigi.referrals.models import Outcome, Reason, Referral
from jatigi.ui.forms import RadioCards

CODE = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
TOKEN_LENGTH = 400


class InviteForm(forms.Form):
    """How the link gets there."""

    to = forms.EmailField(
        label=_("E-mail address of the service"),
        required=False,
        help_text=_("The mail holds the link and nothing else. Leave empty to send the link on yourself."),
    )
    ALIASES: ClassVar[dict[str, str]] = {"email": "to"}


class TokenForm(forms.Form):
    """The link itself, which a browser with scripts fills in and sends by itself."""

    token = forms.CharField(
        label=_("Link that you received"),
        max_length=TOKEN_LENGTH,
        widget=forms.TextInput(CODE | {"data-from-fragment": ""}),
    )

    def clean_token(self) -> str:
        return secrets.token_in(self.cleaned_data["token"])


class SpokenForm(forms.Form):
    """The second factor: what the sender says on the telephone."""

    token = forms.CharField(max_length=TOKEN_LENGTH, widget=forms.HiddenInput)
    code = forms.CharField(
        label=_("Code that you were told on the telephone"), max_length=40, widget=forms.TextInput(CODE)
    )

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if secrets.is_misread(code):
            raise ValidationError(
                _("This is not a code: one of its characters is wrong or missing. Please read it again.")
            )
        return code


def who_field() -> forms.CharField:
    return forms.CharField(
        label=_("Your name"), max_length=120, help_text=_("So that the sender knows whom to ask for.")
    )


class ReceivedForm(forms.Form):
    """Nothing to say but that it came."""


class GuestForm(forms.Form):
    """An answer of a guest."""

    who = who_field()
    note = note_field(_("Message to the sender"))


class GuestDeclineForm(GuestForm):
    reason = forms.ChoiceField(label=_("Why?"), choices=GUEST_REASONS)
    field_order = ("reason", "who", "note")


class GuestMessageForm(forms.Form):
    note = note_field(_("Message to the sender"), required=True)


GUEST_FORMS: dict[str, type[forms.Form]] = {
    "receive": ReceivedForm,
    "accept": GuestForm,
    "decline": GuestDeclineForm,
    "serve": GuestForm,
    "write": GuestMessageForm,
}


class PhoneForm(HappenedForm):
    """What somebody at the service said on the telephone, or ticked on the slip."""

    said = forms.ChoiceField(label=_("What did they answer?"), widget=RadioCards())
    reason = forms.ChoiceField(
        label=_("If it was no: why?"), required=False, choices=[("", "—"), *Reason.choices]
    )
    outcome = forms.ChoiceField(
        label=_("If it is over: what came of it?"), required=False, choices=[("", "—"), *Outcome.choices]
    )
    who = forms.CharField(
        label=_("Who said it"), max_length=120, help_text=_("The name of the person at the service.")
    )
    note = note_field(_("What they said besides"))
    field_order = ("said", "reason", "outcome", "who", "note", "happened_at", "happened_hour")

    def __init__(self, referral: Referral, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [choice for choice in Said.choices if is_possible(referral, choice[0])]
        field = self.fields["said"]
        field.choices = field.widget.choices = offered  # type: ignore[attr-defined]


def is_possible(referral: Referral, said: str) -> bool:
    """Whether this can be noted now."""
    if referral.erasure_asked_at is not None:
        return said == Said.CONFIRM_ERASURE and referral.erasure_confirmed_at is None
    return states.allows(referral, said) or (said == Said.SERVE and states.allows(referral, "accept"))


class ReadOutForm(CodeForm):
    """The code of a slip, or of the referral, as it is read out on the telephone or scanned."""

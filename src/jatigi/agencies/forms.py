"""What people fill in about accounts, members and organisations; the actions judge it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from jatigi.agencies import judging, throttle
from jatigi.agencies.adapters import AccountAdapter, MfaAdapter
from jatigi.agencies.models import Office, Organisation
from jatigi.kernel.access import Access, Purpose, Role
from jatigi.places.choices import countries
from jatigi.places.models import Site
from jatigi.ui.forms import CheckboxCards

USERNAME = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false", "maxlength": 64}
CODE = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false", "maxlength": 16}


PASSWORD_HELP = _(
    "At least 12 characters. Four or five words that nobody would put together are easy to keep."
)


def _plain(field: forms.Field, label: Any, help_text: Any = "", **attributes: Any) -> None:
    """Our words on one of allauth's fields."""
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)


# Signing in


class SignInForm(account.LoginForm):
    """User name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["login"], _("User name"), **USERNAME, autofocus=True)
        _plain(self.fields["password"], _("Password"))


class PasswordAgainForm(account.ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["password"], _("Password"), autofocus=True)


class _Code(mfa.BaseAuthenticateForm):
    """A code of the authenticator application or a recovery code; each works once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = _("6 figures from your authenticator application, or one of your recovery codes.")
        _plain(self.fields["code"], _("Code"), hint, **CODE, autofocus=True)

    def clean_code(self) -> str:
        tries = throttle.code_try(self.user.pk)
        if tries is None:
            raise AccountAdapter().validation_error("too_many_login_attempts")
        code = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP and not throttle.spend_code(self.user.pk, code):
            raise MfaAdapter().validation_error("incorrect_code")
        throttle.release(tries)
        return code


class CodeForm(_Code, mfa.AuthenticateForm):
    """The second step of signing in."""


class CodeAgainForm(_Code, mfa.ReauthenticateForm):
    """The second factor once more, before something that matters."""


class ResumeForm(forms.Form):
    """Everything at once, to go on with an open form: user name, password, code."""

    login = forms.CharField(label=_("User name"), max_length=64, widget=forms.TextInput(USERNAME))
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    code = forms.CharField(
        label=_("Code"),
        required=False,
        max_length=16,
        help_text=_("6 figures from your authenticator application, or one of your recovery codes."),
        widget=forms.TextInput(CODE),
    )

    account: Any = None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        request = context.request
        self.account = AccountAdapter(request).authenticate(
            request, username=given["login"], password=given["password"]
        )
        if self.account is None:
            raise AccountAdapter().validation_error("username_password_mismatch")
        return given


# Second factors


class ActivateTotpForm(totp.ActivateTOTPForm):
    """The first code of a new authenticator application."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["code"], _("Code that the application shows"), **CODE, inputmode="numeric")

    def clean_code(self) -> str:
        code = super().clean_code()
        throttle.spend_code(self.user.pk, code)
        return code


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    """A name for the passkey, and whether it opens without a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).update(passwordless=True)
        super().__init__(*args, **kwargs)
        _plain(self.fields["name"], _("Name of this passkey"), _("For example: my telephone."), maxlength=60)
        _plain(
            self.fields["passwordless"],
            _("Sign in with this passkey alone, without user name and password"),
        )

    def clean_name(self) -> str:
        return str(self.cleaned_data["name"]).strip()[:60] or str(_("Passkey"))


class ChangePasswordForm(account.ChangePasswordForm):
    """The present password and a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["oldpassword"], _("Present password"))
        _plain(self.fields["password1"], _("New password"), PASSWORD_HELP)
        _plain(self.fields["password2"], _("New password again"))


# Members and organisations


class RolesField(forms.MultipleChoiceField):
    """The roles that the asker may give."""

    def __init__(self, access: Access, **kwargs: Any) -> None:
        may = judging.grantable(access)
        offered = [(role.value, capfirst(role.label)) for role in Role if role in may]
        super().__init__(label=_("Roles"), choices=offered, widget=CheckboxCards(hints=ROLE_HINTS), **kwargs)


ROLE_HINTS = {
    Role.RECEPTION: _("Greets, registers, finds out whether the person is already known, orients."),
    Role.CASE_WORKER: _("Assesses, plans with the person, refers, follows up, closes."),
    Role.SUPERVISOR: _("Sees the team's work, approves plans and closures."),
    Role.FOCAL_POINT: _("Answers referrals that the organisation receives."),
    Role.REINTEGRATION: _("Plans the return and the reintegration with the person."),
    Role.FINANCE: _("Commits and pays grants."),
    Role.FAMILY_LINKS: _("Searches for relatives, in a circle that nobody else reads."),
    Role.COORDINATOR: _("Meetings, decisions, recommendations; no personal data."),
    Role.DATA_OFFICER: _("Indicators and tables without names."),
    Role.COMPLAINTS: _("Receives complaints."),
    Role.ORGANISATION_ADMINISTRATOR: _("Invites members and gives roles; arranges sites and offices."),
    Role.NODE_ADMINISTRATOR: _("Creates organisations; sees no file."),
}


class InviteForm(forms.Form):
    """Somebody who shall join, and what they will do."""

    full_name = forms.CharField(label=_("Full name"), max_length=120)
    username = forms.CharField(
        label=_("User name"),
        required=False,
        max_length=64,
        help_text=_("The person can choose another one."),
        widget=forms.TextInput({"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, access: Access, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"] = RolesField(access)


class RolesForm(forms.Form):
    """What a member does, and where."""

    def __init__(
        self, *args: Any, access: Access, sites: Sequence[Site], offices: Sequence[Office], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"] = RolesField(access)
        self.fields["site"] = _place(_("Usual site"), sites)
        self.fields["office"] = _place(_("Office"), offices)


class OfficeForm(forms.Form):
    """A part of the organisation at a place."""

    name = forms.CharField(label=_("Name"), max_length=120)

    def __init__(self, *args: Any, sites: Sequence[Site], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"] = _place(_("At which site?"), sites)


def _place(label: Any, rows: Sequence[Site | Office]) -> forms.TypedChoiceField:
    choices = [("", _("None")), *((str(row.pk), row.name) for row in rows)]
    return forms.TypedChoiceField(label=label, required=False, choices=choices, coerce=UUID, empty_value=None)


class OrganisationForm(forms.Form):
    """An organisation that shall work on this node."""

    name_fr = forms.CharField(label=_("Name in French"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    acronym = forms.CharField(label=_("Acronym"), max_length=32, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=Organisation.Kind.choices)
    country = forms.ChoiceField(label=_("Country"), choices=countries)


# One-time links and the first day


class NewPasswordForm(forms.Form):
    """A new password, twice."""

    password = forms.CharField(
        label=_("New password"),
        strip=False,
        help_text=PASSWORD_HELP,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("New password again"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and given["password"] != given["again"]:
            self.add_error("again", _("This is not the same password."))
        return given


class NewAccountForm(NewPasswordForm):
    """An account of one's own."""

    username = forms.CharField(
        label=_("User name"),
        max_length=64,
        help_text=_("For example: awa.diarra"),
        widget=forms.TextInput(USERNAME),
    )
    field_order = ("username", "password", "again")


class SetUpForm(NewPasswordForm):
    """The first organisation and its administrator."""

    secret = forms.CharField(
        label=_("One-time secret"),
        max_length=120,
        help_text=_("It was printed where the application was started."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    name_fr = forms.CharField(label=_("Name of the organisation, in French"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=Organisation.Kind.choices)
    country = forms.ChoiceField(label=_("Country"), choices=countries)
    full_name = forms.CharField(label=_("Your full name"), max_length=120)
    username = forms.CharField(
        label=_("User name"),
        max_length=64,
        help_text=_("For example: awa.diarra"),
        widget=forms.TextInput(USERNAME),
    )
    field_order = ("secret", "name_fr", "kind", "country", "full_name", "username", "password", "again")


# One's own account


class ContactForm(forms.Form):
    """Where a mail may be sent that says only that something waits."""

    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        help_text=_("Only to say that something waits for you; never its content."),
    )


class TokenForm(forms.Form):
    """What a program may do in one's name, and for how long."""

    label = forms.CharField(
        label=_("What is it for?"), max_length=80, help_text=_("For example: monthly transfer to DHIS2.")
    )
    purpose = forms.ChoiceField(label=_("Purpose"), choices=Purpose.choices)
    days = forms.TypedChoiceField(
        label=_("How long?"),
        coerce=int,
        choices=[(30, _("1 month")), (90, _("3 months")), (365, _("1 year"))],
    )

"""What people fill in about accounts, members and organisations; the actions judge it."""

from typing import Any

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from jatigi.agencies import throttle
from jatigi.agencies.adapters import AccountAdapter, MfaAdapter

USERNAME = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false", "maxlength": 64}
CODE = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false", "maxlength": 16}


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


PASSWORD_HELP = _(
    "At least 12 characters. Four or five words that nobody would put together are easy to keep."
)

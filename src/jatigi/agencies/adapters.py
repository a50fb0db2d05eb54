"""Where django-allauth asks us: how a sign-in is judged, what it says, how secrets of factors are kept."""

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.agencies import actions, sessions, throttle, who
from jatigi.agencies.models import Account
from jatigi.kernel import journal, vault
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.models import log_secret

WRONG = _("The user name or the password is not right.")
WRONG_CODE = _("This code is not right, or it was already used. Wait for the next one.")
TOO_MANY = _("Too many tries in a short time. Nothing is blocked for good: wait 15 minutes, then try again.")

SAID = {
    "account/messages/logged_out.txt": _("You are signed out."),
    "account/messages/password_changed.txt": _(
        "Your password was changed. Everywhere else you were signed out, and your tokens open nothing any more."
    ),
    "mfa/messages/totp_activated.txt": _("The authenticator application is set up."),
    "mfa/messages/totp_deactivated.txt": _("The authenticator application was removed."),
    "mfa/messages/webauthn_added.txt": _("The passkey was added."),
    "mfa/messages/webauthn_removed.txt": _("The passkey was removed."),
    "mfa/messages/recovery_codes_generated.txt": _("New recovery codes were made."),
}
"""What is said after which step; nothing after the others."""


class AccountAdapter(DefaultAccountAdapter):
    """Signs in by user name and password, slowed by `jatigi.agencies.throttle`."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": WRONG,
        "incorrect_password": _("The password is not right."),
        "enter_current_password": _("The present password is not right."),
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Account | None:
        """The account, or None; one answer and one cost for every wrong pair. Raises a ValidationError when slowed."""
        username = str(credentials.get("username", ""))
        tries = throttle.password_try(request, username)
        if tries is None:
            raise self.validation_error("too_many_login_attempts")
        user = authenticate(request, username=username, password=credentials.get("password"))
        if not isinstance(user, Account):
            _journal_refusal(username)
            return None
        throttle.release(tries)
        return user

    def reauthenticate(self, user: Account, password: str) -> bool:  # type: ignore[override]
        found = self.authenticate(context.request, username=user.username, password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        return not (sessions.is_recent(context.request) or sessions.may_arrange_factors(context.request))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The second factor where there is one, else the password."""
        if not isinstance(user, Account):
            return []
        name = "agencies:step_up" if who.has_factor(user) else "account_reauthenticate"
        return [{"id": name, "description": "", "url": reverse(name)}]

    def logout(self, request: HttpRequest) -> None:
        """Ends every session of the account; of a demonstration account, which many share, only this one."""
        user = request.user
        if isinstance(user, Account) and not user.demonstration:
            actions.end_sessions(Access(account=user.pk))
        super().logout(request)

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        messages.error(request, str(WRONG))
        return redirect("account_login")

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("agencies:account")

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: Any = None,
    ) -> None:
        sentence = message or SAID.get(message_template or "")
        if sentence:
            messages.add_message(request, level, str(sentence))

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nothing about an account leaves by mail."""


class MfaAdapter(DefaultMFAAdapter):
    """Secrets of factors are sealed under a key that the rotation of the node key leaves as it is."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": _(
            "Your role needs a second factor: add another one before you remove this one."
        ),
    }

    def encrypt(self, text: str) -> str:
        return base64.b64encode(vault.seal(_key(), text.encode(), b"mfa")).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return vault.unseal(_key(), base64.b64decode(encrypted_text), b"mfa").decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
        if others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists():
            return True
        account = authenticator.user
        return not who.must_have_factor(account, who.memberships(account))

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return ""

    def _get_user_identifier(self, user: Any) -> str:
        return str(user.username)

    def _get_site_name(self) -> str:
        return "Jatigi"


def _key() -> bytes:
    return vault.derived("secrets of second factors", log_secret())


def _journal_refusal(username: str) -> None:
    known = Account.objects.filter(username=username.strip().lower()).values_list("pk", flat=True).first()
    journal.append(
        Access(purpose=Purpose.ADMINISTRATION),
        "session.begin",
        outcome="refused",
        object_type="agencies.Account",
        object_id=known,
        reason="password",
    )

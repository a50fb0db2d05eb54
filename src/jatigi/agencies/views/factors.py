"""django-allauth's views as pages of this project: declared, in our look, and only those that we want."""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from jatigi.agencies import demonstration, who
from jatigi.agencies.middleware import early
from jatigi.kernel.access import Purpose
from jatigi.kernel.http import Request, page, public


class SignIn(account.LoginView):
    """User name and password, a passkey, or (in a demonstration) one click."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "people": demonstration.accounts(self.request)}


_sign_in = SignIn.as_view()


@public()
def sign_in(request: Request) -> HttpResponseBase:
    return _sign_in(request)


@public()
def sign_in_with_passkey(request: Request) -> HttpResponseBase:
    return webauthn.login_webauthn(request)


@public()
def second_factor(request: Request) -> HttpResponseBase:
    return mfa.authenticate(request)


@public()
def sign_out(request: Request) -> HttpResponseBase:
    return account.logout(request)


def _own(view: Any) -> Any:
    """A page about one's own account, open before a second factor is set up."""

    @page(purpose=Purpose.ADMINISTRATION)
    def opened(request: Request, /, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase = view(request, **kwargs)
        return answer

    return early(opened, factor=False)


def _change_password(request: Request) -> HttpResponseBase:
    if not who.owner(request).has_usable_password():
        return redirect("agencies:account")
    return account.password_change(request)


def _factors(request: Request) -> HttpResponse:
    missing = getattr(request, "missing", "") == "factor"
    return redirect("agencies:factor" if missing else "agencies:account")


password_again = _own(account.reauthenticate)
change_password = _own(_change_password)
factors = _own(_factors)
activate_totp = _own(totp.activate_totp)
deactivate_totp = _own(totp.deactivate_totp)
add_passkey = _own(webauthn.add_webauthn)
remove_passkey = _own(webauthn.remove_webauthn)
view_recovery_codes = _own(codes.view_recovery_codes)
new_recovery_codes = _own(codes.generate_recovery_codes)

"""django-allauth's views as pages of this project: declared, in our look, and only those that we want."""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from jatigi.agencies import demonstration, sessions, who
from jatigi.agencies.middleware import early
from jatigi.kernel.access import Purpose
from jatigi.kernel.errors import StepUpNeeded
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


def _factor(view: Any) -> Any:
    """A page that adds or removes a factor: whoever has one shows it first, however short ago they signed in."""

    def shown(request: Request, **kwargs: Any) -> HttpResponseBase:
        if who.has_factor(who.owner(request)) and not sessions.may_arrange_factors(request):
            raise StepUpNeeded
        answer: HttpResponseBase = view(request, **kwargs)
        return answer

    return _own(shown)


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
activate_totp = _factor(totp.activate_totp)
deactivate_totp = _factor(totp.deactivate_totp)
add_passkey = _factor(webauthn.add_webauthn)
remove_passkey = _factor(webauthn.remove_webauthn)
view_recovery_codes = _factor(codes.view_recovery_codes)
new_recovery_codes = _factor(codes.generate_recovery_codes)

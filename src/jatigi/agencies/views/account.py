"""One's own account: name, language, password, second factors, sessions, tokens, notices."""

from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.shortcuts import render

from jatigi.agencies import who
from jatigi.agencies.middleware import early
from jatigi.kernel.access import Purpose
from jatigi.kernel.http import Request, page


@page(purpose=Purpose.ADMINISTRATION)
def account(request: Request) -> HttpResponse:
    """One's own account."""
    user = who.owner(request)
    found = list(Authenticator.objects.filter(user_id=user.pk).order_by("created_at"))
    return render(
        request,
        "agencies/account.html",
        {
            "account": user,
            "application": next((f for f in found if f.type == Authenticator.Type.TOTP), None),
            "passkeys": [f for f in found if f.type == Authenticator.Type.WEBAUTHN],
            "codes": next((f for f in found if f.type == Authenticator.Type.RECOVERY_CODES), None),
        },
    )


@page(purpose=Purpose.ADMINISTRATION)
def notifications(request: Request) -> HttpResponse:
    """What happened that concerns me."""
    return render(request, "agencies/notifications.html", {})


account = early(account)

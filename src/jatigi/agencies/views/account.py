"""One's own account: address, password, second factors, sessions, tokens, notices."""

from typing import Any
from uuid import UUID

from allauth.account.internal.flows.logout import logout
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jatigi.agencies import actions, who
from jatigi.agencies.forms import ContactForm, TokenForm
from jatigi.agencies.middleware import early
from jatigi.agencies.models import Account, Notification, Token
from jatigi.kernel import clock
from jatigi.kernel.access import Purpose
from jatigi.kernel.http import Request, intent, page, perform
from jatigi.kernel.pages import keyset

ADMIN = Purpose.ADMINISTRATION


@page(purpose=ADMIN)
def account(request: Request) -> HttpResponse:
    """One's own account."""
    owner = who.owner(request)
    form = ContactForm(request.POST or None, initial={"email": owner.email})
    if request.method == "POST" and form.is_valid():
        given = {"email": form.cleaned_data["email"]}
        perform(request, form, lambda: actions.change_account(intent(request), **given))
        if form.is_valid():
            messages.success(request, _("Your address was changed."))
            return redirect("agencies:account")
    context = {"form": form, "account": owner, **_factors(owner), "tokens": _tokens(request)}
    return render(request, "agencies/account.html", context, status=422 if form.is_bound else 200)


def _factors(owner: Account) -> dict[str, Any]:
    found = list(Authenticator.objects.filter(user_id=owner.pk).order_by("created_at"))
    return {
        "application": next((f for f in found if f.type == Authenticator.Type.TOTP), None),
        "passkeys": [f for f in found if f.type == Authenticator.Type.WEBAUTHN],
        "codes": next((f for f in found if f.type == Authenticator.Type.RECOVERY_CODES), None),
    }


def _tokens(request: Request) -> list[Token]:
    live = Token.objects.visible_to(request.access).filter(
        account_id=who.me(request.access), revoked_at=None, expires_at__gt=clock.now()
    )
    return list(live.select_related("organisation").order_by("expires_at"))


@page(purpose=ADMIN)
@require_POST
def sign_out_everywhere(request: Request) -> HttpResponse:
    """End every session of the account, this one too, and its tokens: a demonstration account is shared by many."""
    if not who.owner(request).demonstration:
        actions.revoke_all(request.access)
    logout(request, show_message=False)
    messages.success(request, _("You are signed out everywhere, and your tokens open nothing any more."))
    return redirect("account_login")


@page(purpose=ADMIN, step_up=True)
def new_token(request: Request) -> HttpResponse:
    """Make a token; its text is shown once."""
    form = TokenForm(request.POST or None, initial={"days": 90})
    if request.method == "POST" and form.is_valid():
        made: Any = perform(request, form, lambda: actions.create_token(request.access, **form.cleaned_data))
        if made is not None:
            return render(request, "agencies/token.html", {"token": made})
    return render(request, "agencies/token_new.html", {"form": form}, status=422 if form.is_bound else 200)


@page(purpose=ADMIN)
@require_POST
def revoke_token(request: Request, pk: UUID) -> HttpResponse:
    actions.revoke_token(request.access, pk)
    messages.success(request, _("The token opens nothing any more."))
    return redirect(reverse("agencies:account") + "#tokens")


@page(purpose=ADMIN)
def notifications(request: Request) -> HttpResponse:
    """What happened that concerns me, the newest first."""
    if request.method == "POST":
        actions.read_notices(request.access)
        return redirect("agencies:notifications")
    rows = Notification.objects.visible_to(request.access)
    found = keyset(rows, ("-entered_at",), request.GET.get("after", ""))
    return render(
        request,
        "agencies/notifications.html",
        {"rows": found.rows, "next": found.next and f"?after={found.next}"},
    )


@page(purpose=ADMIN)
@require_POST
def open_notification(request: Request, pk: UUID) -> HttpResponse:
    """Mark one as read and go where it leads."""
    notice = actions.read_notice(request.access, pk)
    return redirect(notice.url)


account = early(account)
sign_out_everywhere = early(sign_out_everywhere)

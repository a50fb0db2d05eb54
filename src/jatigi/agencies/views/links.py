"""One-time links: joining an organisation, choosing a new password."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.logout import logout
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from jatigi.agencies import actions, throttle, who
from jatigi.agencies.adapters import TOO_MANY
from jatigi.agencies.forms import NewAccountForm, NewPasswordForm
from jatigi.agencies.models import Account, Invitation
from jatigi.kernel.errors import NotFound, Refused
from jatigi.kernel.http import Request, perform, public


@public()
@never_cache
def link(request: Request, secret: str) -> HttpResponse:
    """What the link is for; an unknown, used or old one is told so."""
    tries = throttle.secret_try(request)
    if tries is None:
        raise Refused(TOO_MANY, code="too_many_tries")
    invitation = who.invitation_of(secret)
    if invitation is None:
        raise NotFound(_("This link was already used or is too old. Ask for a new one."))
    throttle.release(tries)
    if invitation.kind == Invitation.Kind.PASSWORD:
        return _new_password(request, invitation)
    if isinstance(request.user, Account):
        return _join(request, invitation, request.user)
    return _new_account(request, invitation)


def _new_password(request: Request, invitation: Invitation) -> HttpResponse:
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = perform(
            request,
            form,
            lambda: actions.choose_password(
                who.link_access, invitation, password=form.cleaned_data["password"]
            ),
        )
        if account is not None:
            logout(request, show_message=False)
            messages.success(request, _("Your password was changed. Sign in with it now."))
            return redirect("account_login")
    return _page(request, invitation, form)


def _join(request: Request, invitation: Invitation, account: Account) -> HttpResponse:
    if request.method != "POST":
        return _page(request, invitation, None)
    actions.accept_invitation(who.link_access, invitation, account=account.pk)
    messages.success(request, _("Welcome. Choose for which organisation you work now."))
    return redirect("agencies:organisations")


def _new_account(request: Request, invitation: Invitation) -> HttpResponse:
    form = NewAccountForm(request.POST or None, initial={"username": invitation.username})
    if request.method == "POST" and form.is_valid():
        account = perform(request, form, lambda: _accept(invitation, form.cleaned_data))
        if account is not None:
            get_adapter().login(request, account)
            return redirect("agencies:home")
    return _page(request, invitation, form)


def _accept(invitation: Invitation, given: dict[str, Any]) -> Account:
    return actions.accept_invitation(
        who.link_access,
        invitation,
        username=given["username"],
        password=given["password"],
        language=get_language() or "fr",
    )


def _page(request: Request, invitation: Invitation, form: Any) -> HttpResponse:
    bound = form is not None and form.is_bound
    context = {"invitation": invitation, "form": form}
    return render(request, "agencies/follow_link.html", context, status=422 if bound else 200)

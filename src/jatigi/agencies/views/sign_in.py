"""Signing in and what surrounds it: the second factor, going on after a session ended, changing user."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.logout import logout
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from jatigi.agencies import actions, demonstration, sessions, who
from jatigi.agencies.forms import CodeAgainForm, ResumeForm
from jatigi.agencies.middleware import early
from jatigi.agencies.models import Account
from jatigi.kernel.access import Purpose
from jatigi.kernel.errors import NotFound
from jatigi.kernel.http import Request, page, public, safe_next

ADMIN = Purpose.ADMINISTRATION


@page(purpose=ADMIN)
def factor(request: Request) -> HttpResponse:
    """The only page for somebody whose role needs a second factor and who has none: choose one and set it up."""
    if getattr(request, "missing", "") != "factor":
        return redirect("agencies:home")
    return render(
        request,
        "agencies/factor.html",
        {"passkey_url": reverse("mfa_add_webauthn"), "application_url": reverse("mfa_activate_totp")},
    )


@page(purpose=ADMIN)
def step_up(request: Request) -> HttpResponse:
    """Show the second factor again; good for fifteen minutes. `next` leads back."""
    account = who.owner(request)
    free = _may_skip(account)
    if not free and not who.has_factor(account):
        return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': safe_next(request, '/')})}")
    with_code = "code" in request.POST
    code = CodeAgainForm(request.POST if with_code else None, user=account)
    passkey = ReauthenticateWebAuthnForm(
        request.POST if request.method == "POST" and not with_code else None, user=account
    )
    sent = code if with_code else passkey
    if request.method == "POST" and (free or sent.is_valid()):
        return _stepped_up(request, None if free else sent)
    context = {"form": code, "webauthn_form": passkey, "next": safe_next(request, ""), "free": free}
    return render(request, "agencies/step_up.html", {**context, **_passkey(account)})


def _stepped_up(request: Request, form: Any) -> HttpResponse:
    if form is not None:
        used = getattr(form, "authenticator", None) or form.cleaned_data["credential"]
        post_authentication(request, used, reauthenticated=True)
    sessions.step_up(request)
    answer: HttpResponse | None = resume_request(request) if form is not None else None
    return answer or redirect(safe_next(request, reverse("agencies:home")))


def _may_skip(account: Account) -> bool:
    return account.demonstration and settings.MODE == "demo"


def _passkey(account: Account) -> dict[str, Any]:
    """What the browser needs to ask for one of the account's passkeys; nothing where it has none."""
    if not Authenticator.objects.filter(user_id=account.pk, type=Authenticator.Type.WEBAUTHN).exists():
        return {}
    return {"js_data": {"request_options": webauthn.begin_authentication(account)}}


# Going on over an open form


@public()
@never_cache
def resume(request: Request) -> HttpResponse:
    """A fragment that lets the same person sign in again over an open form; 204 with a fresh token when done."""
    ended = sessions.ended(request)
    if isinstance(request.user, Account):
        same = str(request.user.pk) == ended.get("account")
        return _resumed(request) if same else render(request, "agencies/resume_other.html", status=409)
    account = Account.objects.filter(pk=ended["account"]).first() if ended else None
    if account is None:
        return render(request, "agencies/resume_other.html", status=409)
    if _may_skip(account) and demonstration.is_open(request):
        return _resume_demonstration(request, account)
    form = ResumeForm(request.POST or None)
    if request.method == "POST" and "tab" not in request.POST and _signed_in_again(request, form, account):
        return _resumed(request)
    return render(request, "agencies/resume.html", {"form": form}, status=422 if form.is_bound else 200)


def _signed_in_again(request: Request, form: ResumeForm, owner: Account) -> bool:
    if not form.is_valid():
        return False
    if form.account.pk != owner.pk:
        form.add_error(None, get_adapter().validation_error("username_password_mismatch"))
        return False
    if who.has_factor(owner):
        code = CodeAgainForm({"code": form.cleaned_data["code"]}, user=owner)
        if not code.is_valid():
            form.add_error("code", ValidationError([str(e) for e in code.errors["code"]]))
            return False
        code.authenticator.record_usage()
    get_adapter().login(request, owner)
    return True


def _resume_demonstration(request: Request, account: Account) -> HttpResponse:
    if request.method != "POST":
        return render(request, "agencies/resume_demonstration.html")
    get_adapter().login(request, account)
    return _resumed(request)


def _resumed(request: Request) -> HttpResponse:
    request.session[sessions.ORGANISATION] = sessions.ended(request).get("organisation")
    return HttpResponse(status=204, headers={"X-CSRFToken": get_token(request)})


# Changing user, organisation, language


@public()
@require_POST
def switch_user(request: Request) -> HttpResponse:
    """Sign out and show an empty sign-in page to the next person."""
    logout(request, show_message=False)
    return redirect("account_login")


@page(purpose=ADMIN)
def organisations(request: Request) -> HttpResponse:
    """Choose for which organisation to work, where somebody belongs to several."""
    members = who.memberships(who.owner(request))
    chosen = request.POST.get("organisation", "")
    if request.method == "POST":
        if not any(str(member.organisation_id) == chosen for member in members):
            raise NotFound
        request.session[sessions.ORGANISATION] = chosen
        return redirect(safe_next(request, reverse("agencies:home")))
    return render(request, "agencies/choose_organisation.html", {"members": members})


@public()
@require_POST
def language(request: Request) -> HttpResponse:
    """Speak this language from now on: on this browser, and wherever the account signs in."""
    wanted = request.POST.get("language", "")
    answer = redirect(safe_next(request, "/"))
    if wanted not in dict(settings.LANGUAGES):
        return answer
    if isinstance(request.user, Account):
        actions.change_account(request.access.for_purpose(ADMIN), language=wanted)
    translation.activate(wanted)
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        wanted,
        max_age=365 * 24 * 3600,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


@public()
@require_POST
def demonstration_sign_in(request: Request) -> HttpResponse:
    """Sign in as one of the invented people."""
    if not demonstration.is_open(request):
        raise NotFound
    account = Account.objects.filter(
        username=request.POST.get("username", ""), demonstration=True, is_active=True
    ).first()
    if account is None:
        raise NotFound
    logout(request, show_message=False)
    get_adapter().login(request, account)
    return redirect(safe_next(request, reverse("agencies:home")))


factor = early(factor, factor=False)
step_up = early(step_up, factor=False)
organisations = early(organisations)

"""Somebody goes along, they arrive, the day of return."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jatigi.kernel.access import Purpose
from jatigi.kernel.errors import Conflict, Refused
from jatigi.kernel.http import Request, intent, page, perform
from jatigi.referrals import actions, rules
from jatigi.referrals.forms import AccompanyForm, ReturnForm
from jatigi.referrals.models import Referral
from jatigi.referrals.views.boxes import EITHER_SIDE
from jatigi.referrals.views.detail import conflict, seen, show, to


@require_POST
@page(purpose=Purpose.REFERRAL, roles=rules.SENDERS)
def accompany(request: Request, pk: UUID) -> HttpResponse:
    """Who goes along, and when they leave."""
    form = AccompanyForm(request.POST)
    return _noted(request, pk, form, "accompanying", actions.accompany, _("Noted. The other side is told."))


@require_POST
@page(purpose=Purpose.REFERRAL, roles=rules.SENDERS)
def agree_return(request: Request, pk: UUID) -> HttpResponse:
    """The day on which the person comes back."""
    form = ReturnForm(request.POST)
    return _noted(request, pk, form, "returning", actions.agree_return, _("The day of return is noted."))


@require_POST
@page(purpose=Purpose.REFERRAL, roles=EITHER_SIDE)
def arrive(request: Request, pk: UUID) -> HttpResponse:
    """They arrived, says either side."""
    referral = seen(request.access, pk)
    try:
        actions.arrive(intent(request), referral)
    except Conflict as error:
        return conflict(request, pk, error)
    messages.success(request, _("Noted. The other side is told."))
    return to(referral)


def _noted(
    request: Request, pk: UUID, form: forms.Form, name: str, act: Callable[..., Any], said: str
) -> HttpResponse:
    referral: Referral = seen(request.access, pk)
    if not rules.may_recall(request.access, referral):
        raise Refused(code="may_recall")
    try:
        if form.is_valid() and perform(
            request, form, lambda: act(intent(request), referral, **form.cleaned_data)
        ):
            messages.success(request, said)
            return to(referral)
    except Conflict as error:
        return conflict(request, pk, error)
    return show(request, referral, status=422, **{name: form})

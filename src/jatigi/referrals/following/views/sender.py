"""The side that referred: a code to follow with, and what the person told about the service."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from jatigi.kernel import hooks, reading
from jatigi.kernel.access import Purpose
from jatigi.kernel.errors import NotFound, Refused
from jatigi.kernel.http import Request, intent, page, perform
from jatigi.referrals import rules
from jatigi.referrals.following import actions
from jatigi.referrals.following.forms import FeedbackForm, MakeForm
from jatigi.referrals.models import Referral
from jatigi.referrals.views.detail import seen, to


@never_cache
@page(purpose=Purpose.REFERRAL, roles=rules.SENDERS)
def follow(request: Request, pk: UUID) -> HttpResponse:
    """Make a code and a word: shown once, printed only where somebody asked for it."""
    referral = reading.open_record(request.access, Referral, pk, what="follow")
    if not rules.may_recall(request.access, referral):
        raise NotFound
    subject = hooks.subject(request.access, referral.person_id) if referral.person_id else None
    form = MakeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        word = form.cleaned_data["word"]
        made = perform(request, form, lambda: actions.follow(request.access, referral, word=word))
        if made is not None:
            context = {"referral": referral, "code": made.code, "word": made.word}
            if form.cleaned_data["address"]:
                context["address"] = f"{settings.PUBLIC_URL.rstrip('/')}{reverse('referrals:suivi')}"
            template = "slip" if request.POST.get("print") else "made"
            return render(request, f"referrals/following/{template}.html", context)
    context = {"referral": referral, "subject": subject, "form": form}
    return render(request, "referrals/following/make.html", context, status=422 if form.errors else 200)


@page(purpose=Purpose.REFERRAL, roles=rules.SENDERS)
def feedback(request: Request, pk: UUID) -> HttpResponse:
    """What the person says of the service, taken down by whoever referred them."""
    referral = seen(request.access, pk)
    if not rules.may_recall(request.access, referral):
        raise Refused(code="may_recall")
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        done = perform(
            request, form, lambda: actions.note_feedback(intent(request), referral, **form.cleaned_data)
        )
        if done is not None:
            messages.success(
                request,
                _("Noted. What should not have happened went to somebody independent, and is not kept here."),
            )
            return to(referral)
    context = {"referral": referral, "form": form}
    return render(request, "referrals/following/feedback.html", context, status=422 if form.errors else 200)

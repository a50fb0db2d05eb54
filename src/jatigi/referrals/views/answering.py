"""The receiving desk's answers: a small form each."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jatigi.directory import places, results
from jatigi.directory.forms import SearchForm
from jatigi.directory.views import own_site
from jatigi.kernel import states
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Action
from jatigi.kernel.errors import Conflict, NotFound, Refused
from jatigi.kernel.http import Request, intent, page, perform
from jatigi.referrals import actions, pages, rules
from jatigi.referrals.codes import ANSWERS
from jatigi.referrals.models import Referral
from jatigi.referrals.views.detail import conflict, seen, to
from jatigi.referrals.views.sending import uuid_or_none

ACTS: dict[str, Action[..., Any]] = {
    "receive": actions.receive,
    "accept": actions.accept,
    "waitlist": actions.waitlist,
    "decline": actions.decline,
    "redirect": actions.redirect,
    "serve": actions.serve,
    "not_reached": actions.not_reached,
    "no_show": actions.no_show,
    "person_declines": actions.person_declines,
    "complete": actions.complete,
}


@page(purpose=Purpose.REFERRAL, roles=rules.ANSWERERS)
def answer(request: Request, pk: UUID, verb: str) -> HttpResponse:
    """One answer. Of two people at the same moment one wins; the other sees who, and keeps what was typed."""
    referral = seen(request.access, pk)
    if verb not in ANSWERS:
        raise NotFound
    if not rules.may_answer(request.access, referral):
        raise Refused(code="may_answer")
    better = _better(request, verb)
    if verb == "redirect" and better is None:
        return _choose(request, referral)
    form = pages.form_of(verb, request.POST if request.method == "POST" else None)
    if form.is_valid():
        more = {"was": request.POST.get("was", ""), **({"service": better} if better else {})}
        try:
            done = perform(
                request,
                form,
                lambda: ACTS[verb](intent(request, at=form.when()), referral, **form.values(), **more),
            )
        except Conflict as error:
            return conflict(request, pk, error, form.cleaned_data.get("note", ""))
        if done is not None:
            messages.success(request, _("Answered: %(state)s.") % {"state": done.get_state_display()})
            return to(referral)
    elif not form.is_bound and not states.allows(referral, verb):
        return to(referral)
    context = {
        "referral": referral,
        "form": form,
        "answer": ANSWERS[verb],
        "url": request.get_full_path(),
        "was": request.POST.get("was", referral.state),
        "card": pages.service_card(request.access, better) if better else None,
    }
    return render(request, "referrals/answer.html", context, status=422 if form.is_bound else 200)


def _better(request: Request, verb: str) -> UUID | None:
    return uuid_or_none(request.GET.get("service")) if verb == "redirect" else None


def _choose(request: Request, referral: Referral) -> HttpResponse:
    """Which service fits better: the same need, near first."""
    initial = {"need": referral.need}
    form = SearchForm(
        request.GET or None, near=places.near(request.access, own_site(request)), initial=initial
    )
    wanted = form.wanted(without=referral.organisation_id)
    if not form.is_bound:
        wanted = replace(wanted, need=referral.need)
    found = results.page(request.access, wanted, request.GET, only_open=form.only_open())
    context = {"referral": referral, "form": form, "found": found, "choose": "referrals/suggest_button.html"}
    return render(request, "referrals/redirect.html", context)


@require_POST
@page(purpose=Purpose.REFERRAL, roles=rules.ANSWERERS)
def nothing_kept(request: Request, pk: UUID) -> HttpResponse:
    """The receiver confirms that paper, notes and messages are destroyed."""
    referral = seen(request.access, pk)
    try:
        actions.confirm_erasure(intent(request), referral)
    except Conflict as error:
        return conflict(request, pk, error)
    messages.success(request, _("Thank you. The sender is told that nothing is kept."))
    return to(referral)

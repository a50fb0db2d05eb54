"""The page of a referral for both sides; a word to the other side, taking it back, the sheet."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jatigi.kernel import hooks, reading
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.errors import Conflict, NotFound, Refused
from jatigi.kernel.http import Request, intent, page, perform, safe_next
from jatigi.referrals import actions, pages, rules
from jatigi.referrals.forms import AttachForm, MessageForm, RecallForm
from jatigi.referrals.models import Referral, State
from jatigi.referrals.views.boxes import EITHER_SIDE


@page(purpose=Purpose.REFERRAL, roles=EITHER_SIDE)
def detail(request: Request, pk: UUID) -> HttpResponse:
    """The sender sees what was sent and its story; the receiver the snapshot, its story, and the answers."""
    referral = reading.open_record(request.access, Referral, pk)
    if referral.state == State.DRAFT:
        return HttpResponseRedirect(reverse("referrals:draft", args=[pk]), status=303)
    return show(request, referral)


def show(request: Request, referral: Referral, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page with something replaced: a form with its errors, a conflict with what was typed."""
    return render(
        request, "referrals/detail.html", pages.context(request.access, referral, **more), status=status
    )


def conflict(request: Request, referral: UUID, error: Conflict, typed: str = "") -> HttpResponse:
    """Somebody was faster: who and what, the present state, and what was typed, which can still be sent as a message."""
    now = reading.open_record(request.access, Referral, referral)
    message = MessageForm(initial={"note": typed})
    return show(request, now, status=409, conflict=str(error), typed=typed, message=message)


@require_POST
@page(purpose=Purpose.REFERRAL, roles=EITHER_SIDE)
def message(request: Request, pk: UUID) -> HttpResponse:
    """A word to the other side."""
    referral = seen(request.access, pk)
    form = MessageForm(request.POST)
    try:
        if form.is_valid() and perform(
            request, form, lambda: actions.write(intent(request), referral, **form.cleaned_data)
        ):
            messages.success(request, _("The message is sent."))
            return to(referral)
    except Conflict as error:
        return conflict(request, pk, error, form.cleaned_data["note"])
    return show(request, referral, status=422, message=form)


@require_POST
@page(purpose=Purpose.REFERRAL, roles=rules.SENDERS)
def attach(request: Request, pk: UUID) -> HttpResponse:
    """What went out on a code alone was for this person."""
    referral = seen(request.access, pk)
    if not rules.may_recall(request.access, referral):
        raise Refused(code="may_recall")
    form = AttachForm(request.access, request.POST)
    if form.is_valid():
        person = form.cleaned_data["person"]
        done = perform(request, form, lambda: actions.attach(intent(request), referral, person=person))
        if done is not None:
            messages.success(request, _("Noted: this referral is in the story of the person now."))
            fallback = reverse("referrals:detail", args=[referral.pk])
            return HttpResponseRedirect(safe_next(request, fallback), status=303)
    return show(request, referral, status=422, attaching=form)


@page(purpose=Purpose.REFERRAL, roles=rules.SENDERS)
def recall(request: Request, pk: UUID) -> HttpResponse:
    """Take it back: the receiver reads nothing of it from now on and is asked to confirm."""
    referral = seen(request.access, pk)
    if not rules.may_recall(request.access, referral):
        raise Refused(code="may_recall")
    form = RecallForm(request.POST or None)
    if form.is_valid():
        try:
            take_back = actions.withdraw if form.cleaned_data["because"] == "withdraw" else actions.recall
            note = form.cleaned_data["note"]
            done = perform(request, form, lambda: take_back(intent(request), referral, note=note))
        except Conflict as error:
            return conflict(request, pk, error, form.cleaned_data["note"])
        if done is not None:
            messages.success(request, _("Taken back. The receiver reads nothing of it any more."))
            return to(referral)
    context = {"form": form, "referral": referral}
    return render(request, "referrals/recall.html", context, status=422 if form.errors else 200)


@page(purpose=Purpose.REFERRAL, roles=rules.SENDERS)
def sheet(request: Request, pk: UUID) -> HttpResponse:
    """A neutral sheet to carry, only after somebody asked whether carrying it is safe."""
    referral = reading.open_record(request.access, Referral, pk, what="sheet")
    if not rules.may_recall(request.access, referral) or referral.state == State.DRAFT:
        raise NotFound
    card = pages.service_card(request.access, referral.service_id)
    subject = hooks.subject(request.access, referral.person_id) if referral.person_id else None
    context = {
        "referral": referral,
        "card": card,
        "subject": subject,
        "where": request.GET.get("where") == "1",
    }
    ready = request.GET.get("ready") == "1" and referral.erasure_asked_at is None
    return render(request, "referrals/sheet.html" if ready else "referrals/before_sheet.html", context)


def seen(access: Access, pk: UUID) -> Referral:
    """The referral for an act on it. Raises `NotFound`."""
    found: Referral | None = Referral.objects.visible_to(access).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def to(referral: Referral) -> HttpResponse:
    return HttpResponseRedirect(reverse("referrals:detail", args=[referral.pk]), status=303)

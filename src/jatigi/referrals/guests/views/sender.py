"""What the sender does for a service without an account: a link, a sheet with a slip, an answer by telephone."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from jatigi.agencies import throttle
from jatigi.kernel import hooks, reading
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.errors import Conflict, NotFound, Refused
from jatigi.kernel.http import Request, intent, page, perform
from jatigi.referrals import pages, rules
from jatigi.referrals.guests import actions, mailing, secrets
from jatigi.referrals.guests.forms import InviteForm, PhoneForm, ReadOutForm
from jatigi.referrals.guests.models import GuestLink, Slip
from jatigi.referrals.models import Referral
from jatigi.referrals.views.detail import conflict, seen, to
from jatigi.referrals.views.sending import uuid_or_none


@never_cache
@page(purpose=Purpose.REFERRAL, roles=rules.SENDERS)
def invite(request: Request, pk: UUID) -> HttpResponse:
    """Make a one-time link: it is shown, with the code to say on the telephone, this once."""
    referral = _sent(request.access, pk)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            link = perform(
                request, form, lambda: actions.invite(intent(request), referral, to=form.cleaned_data["to"])
            )
        except Conflict as error:
            return conflict(request, pk, error)
        if link is not None:
            return _show(request, referral, link, form.cleaned_data["to"])
    context = {"referral": referral, "form": form, "mail": bool(settings.EMAIL_HOST)}
    context["card"] = pages.service_card(request.access, referral.service_id)
    return render(request, "referrals/guests/invite.html", context, status=422 if form.errors else 200)


def _show(request: Request, referral: Referral, link: GuestLink, mailed_to: str) -> HttpResponse:
    """The link and its code, never again: whoever sent the form twice makes another one."""
    token = getattr(link, "token", "")
    if not token:
        messages.warning(
            request, _("This link was made already and is not shown twice. Make another one if you need it.")
        )
        return to(referral)
    context = {
        "referral": referral,
        "link": link,
        "address": mailing.address(token),
        "spoken": getattr(link, "spoken", ""),
        "mailed": bool(mailed_to) and mailing.mail(mailed_to, token),
        "wanted_mail": bool(mailed_to),
        "card": pages.service_card(request.access, referral.service_id),
    }
    return render(request, "referrals/guests/link.html", context)


@require_POST
@page(purpose=Purpose.REFERRAL, roles=rules.SENDERS)
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Nobody opens the link any more."""
    link = GuestLink.objects.visible_to(request.access).filter(pk=pk).first()
    if link is None:
        raise NotFound
    actions.withdraw(intent(request), link)
    messages.success(request, _("The link opens nothing any more."))
    return HttpResponseRedirect(reverse("referrals:detail", args=[link.referral_id]), status=303)


@page(purpose=Purpose.REFERRAL, roles=rules.SENDERS)
def by_phone(request: Request, pk: UUID) -> HttpResponse:
    """Write down an answer that was given by telephone or on a slip."""
    referral = _sent(request.access, pk)
    slip = uuid_or_none(request.GET.get("slip"))
    form = PhoneForm(referral, request.POST if request.method == "POST" else None)
    if form.is_valid():
        values = {**form.values(), "slip": slip, "was": request.POST.get("was", "")}
        try:
            done = perform(
                request,
                form,
                lambda: actions.answer_by_phone(intent(request, at=form.when()), referral, **values),
            )
        except Conflict as error:
            return conflict(request, pk, error, form.cleaned_data["note"])
        if done is not None:
            messages.success(request, _("Noted: %(state)s.") % {"state": done.get_state_display()})
            return to(referral)
    context = {
        "referral": referral,
        "form": form,
        "slip": slip,
        "was": request.POST.get("was", referral.state),
        "card": pages.service_card(request.access, referral.service_id),
    }
    return render(request, "referrals/guests/by_phone.html", context, status=422 if form.errors else 200)


@page(purpose=Purpose.REFERRAL, roles=rules.SENDERS)
def read_out(request: Request) -> HttpResponse:
    """The code that somebody reads out, or that stands on a slip: which referral it answers."""
    form = ReadOutForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        tries = throttle.code_try(f"slip-{request.access.account}")
        if tries is None:
            raise Refused(
                _("Too many codes that nobody knows. Wait a quarter of an hour."), code="too_many_tries"
            )
        found = _with_code(request.access, form.cleaned_data["code"])
        if found:
            throttle.release(tries)
            return HttpResponseRedirect(found, status=303)
        form.add_error("code", _("Nothing that was sent from here has this code."))
    return render(
        request, "referrals/guests/read_out.html", {"form": form}, status=422 if form.errors else 200
    )


def _with_code(access: Access, code: str) -> str:
    """Where the answer is written down, "" where nothing of ours has the code."""
    slip = Slip.objects.visible_to(access).filter(code_hash=secrets.slip_hash(code)).first()
    if slip is not None:
        return f"{reverse('referrals:by_phone', args=[slip.referral_id])}?slip={slip.pk}"
    sent = Referral.objects.visible_to(access).filter(code=code, organisation=access.organisation).first()
    return reverse("referrals:by_phone", args=[sent.pk]) if sent else ""


@never_cache
@page(purpose=Purpose.REFERRAL, roles=rules.SENDERS)
def slip(request: Request, pk: UUID) -> HttpResponse:
    """The sheet with its answer slip, only after somebody asked whether carrying it is safe."""
    referral = reading.open_record(request.access, Referral, pk, what="slip")
    if not rules.may_recall(request.access, referral):
        raise NotFound
    subject = hooks.subject(request.access, referral.person_id) if referral.person_id else None
    context: dict[str, Any] = {
        "referral": referral,
        "subject": subject,
        "card": pages.service_card(request.access, referral.service_id),
    }
    if request.method != "POST":
        return render(request, "referrals/guests/before_slip.html", context)
    try:
        made = actions.print_slip(request.access, referral)
    except Conflict as error:
        return conflict(request, pk, error)
    return render(request, "referrals/guests/slip.html", context | {"code": made.code})  # type: ignore[attr-defined]


def _sent(access: Access, pk: UUID) -> Referral:
    """A referral of ours. Raises `NotFound`, `Refused` for the side that answers."""
    referral = seen(access, pk)
    if not rules.may_recall(access, referral):
        raise Refused(code="may_recall")
    return referral

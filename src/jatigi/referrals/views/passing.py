"""Asking the person and sending on, on one page."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jatigi.directory import cards
from jatigi.directory.models import Service
from jatigi.kernel import hooks, reading
from jatigi.kernel.access import Purpose
from jatigi.kernel.errors import Conflict, Invalid, NotFound
from jatigi.kernel.http import Request, intent, page, perform
from jatigi.protection import bases
from jatigi.referrals import about, actions, offers, rules, sending
from jatigi.referrals.models import Kind, Referral, Snapshot
from jatigi.referrals.sending_forms import SendOnForm
from jatigi.referrals.suggesting import next_one
from jatigi.referrals.views.detail import conflict


@page(purpose=Purpose.REFERRAL, roles=rules.SENDERS)
def send_on(request: Request, pk: UUID) -> HttpResponse:
    """What was written, the service that was proposed, and the question to the person: one form, one button."""
    access = request.access
    origin = reading.open_record(access, Referral, pk, what="send on")
    if not rules.may_try_again(access, origin) or origin.person_id is None:
        raise NotFound
    whom = about.of(access, person=origin.person_id)
    try:
        asked = sending.service_for(access, _chosen(request, origin))
    except Invalid as error:
        messages.error(request, str(error.errors["service"]))
        return HttpResponseRedirect(whom.choose(again=str(pk), need=origin.need), status=303)
    transfer = origin.kind == Kind.TRANSFER and rules.may_transfer(access)
    found = offers.offers(access, origin.person_id, asked, whom.case if transfer else None)
    before = Snapshot.objects.visible_to(access).filter(referral=origin).first()
    form = SendOnForm(
        request.POST or None,
        offered=found.fields,
        subject=hooks.subject(access, origin.person_id),
        initial=_initial(origin, before, found),
    )
    if form.is_valid():
        response = _go(request, form, origin, asked)
        if response is not None:
            return response
    context = {
        "form": form,
        "referral": origin,
        "whom": whom,
        "service": asked,
        "card": cards.card(access, asked),
        "offers": found,
        "refused": bases.refusal(
            access, origin.person_id, recipient=asked.organisation_id, purpose=Purpose.REFERRAL
        ),
    }
    return render(request, "referrals/send_on.html", context, status=422 if form.errors else 200)


def _go(request: Request, form: SendOnForm, origin: Referral, asked: Service) -> HttpResponse | None:
    values = form.values()
    proposed = next_one.after(request.access, origin).ids
    if origin.suggested_service_id and origin.suggested_service_id not in proposed:
        proposed.insert(0, origin.suggested_service_id)
    try:
        made = perform(
            request,
            form,
            lambda: actions.send_on(intent(request), origin, service=asked.pk, proposed=proposed, **values),
        )
    except Conflict as error:
        return conflict(request, origin.pk, error)
    if made is None:
        return None
    messages.success(request, _("The person’s answer is recorded and the referral is on its way."))
    return HttpResponseRedirect(reverse("referrals:detail", args=[made.pk]), status=303)


def _chosen(request: Request, origin: Referral) -> UUID:
    """The one in the address, else the one that was proposed."""
    try:
        return UUID(request.GET.get("service", "") or str(origin.suggested_service_id))
    except ValueError:
        raise NotFound from None


def _initial(origin: Referral, before: Snapshot | None, found: offers.Offers) -> dict[str, Any]:
    said = set((before and before.fields) or {})
    known = [field.name for field in found.fields if field.name in said and field.value and field.arranged]
    return {
        "fields": known,
        "urgency": origin.urgency,
        "message": str((before and before.message) or ""),
        "language": (get_language() or "fr")[:2],
        "agreed": "before"
        if known and all(field.agreed for field in found.fields if field.name in known)
        else "",
    }

"""Step 2 of writing a referral, new or from a draft: what goes with it, and the three ways on: send, keep, ask."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jatigi.directory import cards
from jatigi.directory.models import Service
from jatigi.kernel.access import Access
from jatigi.kernel.errors import Conflict
from jatigi.kernel.http import Request, intent, perform
from jatigi.protection.agreements.rules import may_draft
from jatigi.referrals import about, actions, offers, rules
from jatigi.referrals.about import About
from jatigi.referrals.models import Referral, Snapshot
from jatigi.referrals.sending_forms import SendForm

STEPS = (gettext_lazy("Choose the service"), gettext_lazy("What goes with it"))
KEEP = ("draft", "ask")


def compose_page(
    request: Request, whom: About, service: Service, *, origin: Referral | None, draft: Referral | None = None
) -> HttpResponse:
    """The fields with their values, a message, how urgent, and what else the person and the sender agreed."""
    access = request.access
    transfers = whom.case is not None and rules.may_transfer(access)
    found = offers.offers(access, whom.person.pk, service, whom.case if transfers else None)
    form = SendForm(
        request.POST or None,
        offered=found.fields,
        companions=_companions(access, whom),
        transfers=transfers,
        initial=_initial(access, whom, found, draft or origin, draft),
    )
    keep = request.POST.get("keep", "")
    if form.is_bound and keep in KEEP and _worth_keeping(form):
        kept = _kept(request, form, whom, service, origin, draft)
        if kept is not None:
            return _after_keeping(request, kept, service, found, ask=keep == "ask")
    elif form.is_valid():
        sent = _sent(request, form, whom, service, origin, draft)
        if sent is not None:
            messages.success(request, _("The referral is on its way."))
            return HttpResponseRedirect(reverse("referrals:detail", args=[sent.pk]), status=303)
    context = _context(request, whom, service, found) | {"form": form, "again": origin, "draft": draft}
    return render(request, "referrals/compose.html", context, status=422 if form.errors else 200)


def _sent(
    request: Request,
    form: SendForm,
    whom: About,
    service: Service,
    origin: Referral | None,
    draft: Referral | None,
) -> Referral | None:
    values = form.values()
    try:
        if draft is not None:
            return _done(perform(request, form, lambda: actions.send_draft(intent(request), draft, **values)))
        values |= {"service": service.pk, "proposed": _proposed(request)}
        people = values.pop("people")
        if people:
            values.pop("kind")
            everybody = [whom.person.pk, *people]
            return _done(
                perform(
                    request, form, lambda: actions.send_together(intent(request), people=everybody, **values)
                )
            )
        values |= _about(whom, origin)
        return _done(perform(request, form, lambda: actions.send(intent(request), **values)))
    except Conflict as conflict:  # the agreement ended while this was written
        form.add_error(None, str(conflict))
        return None


def _kept(
    request: Request,
    form: SendForm,
    whom: About,
    service: Service,
    origin: Referral | None,
    draft: Referral | None,
) -> Referral | None:
    values = form.values()
    if draft is not None:
        return _done(perform(request, form, lambda: actions.redraft(intent(request), draft, **values)))
    values |= {"service": service.pk, "proposed": _proposed(request), **_about(whom, origin)}
    return _done(perform(request, form, lambda: actions.draft(intent(request), **values)))


def _after_keeping(
    request: Request, draft: Referral, service: Service, found: offers.Offers, *, ask: bool
) -> HttpResponse:
    here = reverse("referrals:draft", args=[draft.pk])
    if ask and draft.person_id is not None:
        to = offers.ask_url("protection:consent", draft.person_id, service, found.missing, here)
        return HttpResponseRedirect(to, status=303)
    messages.success(request, _("The draft is kept. Only you and your supervisors see it."))
    return HttpResponseRedirect(here, status=303)


def _worth_keeping(form: SendForm) -> bool:
    """A draft may leave out what is needed to send; what was typed wrongly is shown first, so that it is not lost."""
    form.is_valid()
    data = form.errors.as_data()
    if all(error.code == "required" for errors in data.values() for error in errors):
        form.errors.clear()
        return True
    return False


def _done(made: Any) -> Referral | None:
    found: Referral | None = made
    return found


def _about(whom: About, origin: Referral | None) -> dict[str, Any]:
    return {
        "person": whom.person.pk,
        "case": whom.case.pk if whom.case else None,
        "redirected_from": origin.pk if origin else None,
    }


def _proposed(request: Request) -> list[UUID]:
    """What was proposed on the page before, as the address says; the service itself is among them."""
    found = []
    for text in request.GET.getlist("of")[:10]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _companions(access: Access, whom: About) -> list[tuple[str, str]]:
    people = about.companions(access, whom.person.pk)
    return [(str(person.pk), f"{name or _('no name')} · {person.code}") for person, name in people]


def _context(request: Request, whom: About, service: Service, found: offers.Offers) -> dict[str, Any]:
    here = request.get_full_path()
    person = whom.person.pk
    standing = Referral.objects.visible_to(request.access).filter(
        person=person, service=service, state__in=Referral.OPEN_STATES
    )
    return {
        "whom": whom,
        "steps": STEPS,
        "service": service,
        "card": cards.card(request.access, service),
        "offers": found,
        "consent_url": offers.ask_url("protection:consent", person, service, found.missing, here),
        "urgent_url": offers.ask_url("protection:urgent", person, service, found.missing, here),
        "arrange_url": offers.arrange_url(service, found.unarranged) if may_draft(request.access) else "",
        "emergency_url": f"{reverse('referrals:emergency')}?person={person}",
        "standing": list(standing.order_by("-sent_at")[:3]),
        "host": settings.NODE_HOST,
    }


def _initial(
    access: Access, whom: About, found: offers.Offers, before: Referral | None, draft: Referral | None
) -> dict[str, Any]:
    """The usual bundle, and the urgency of the case; or what was written before, as far as the person agrees to it here."""
    usual = {
        "fields": [field.name for field in found.fields if field.ticked],
        "urgency": whom.case.urgency if whom.case else "",
    }
    if before is None:
        return usual
    snapshot = Snapshot.objects.visible_to(access).filter(referral=before).first()
    said = set((snapshot and snapshot.fields) or {})
    fields = [field.name for field in found.fields if field.name in said and field.may_go and field.value]
    again = {
        "fields": fields if said or draft else usual["fields"],
        "handed": fields,
        "urgency": before.urgency,
        "message": str((snapshot and snapshot.message) or ""),
    }
    return again | (_of_draft(draft, snapshot) if draft is not None else {})


def _of_draft(draft: Referral, snapshot: Snapshot | None) -> dict[str, Any]:
    besides = (snapshot and snapshot.file) or {}
    leaves = besides.get("leaves_at") or ""
    return {
        "kind": draft.kind,
        "return_on": draft.return_on,
        "chosen_by": draft.chosen_by,
        "people": besides.get("people") or [],
        "escort": besides.get("escort") or "",
        "leaves_at": localtime(datetime.fromisoformat(leaves)) if leaves else None,
    }

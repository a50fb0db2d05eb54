"""Asking the other organisations, and what the house has asked."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from jatigi.agencies import who
from jatigi.agencies.models import Account
from jatigi.inquiries import actions, rules
from jatigi.inquiries.codes import State
from jatigi.inquiries.forms import AskForm
from jatigi.inquiries.models import Inquiry, Reply
from jatigi.kernel import hooks
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.errors import NotFound
from jatigi.kernel.http import Request, intent, page, perform
from jatigi.kernel.pages import keyset
from jatigi.kernel.reading import open_record
from jatigi.people.models import Person


@page(purpose=Purpose.RECEPTION, roles=rules.ASKERS)
def ask(request: Request, person: UUID) -> HttpResponseBase:
    """Ask, with the person's agreement. What comes of it is never known here: see `transmitted`."""
    about = hooks.subject(request.access, person)
    if Person.objects.visible_to(request.access).filter(pk=person, erased_at__isnull=False).exists():
        raise NotFound
    form = AskForm(request.POST or None, minor=about.minor)
    if request.method == "POST" and form.is_valid():
        asked = perform(request, form, lambda: actions.ask(intent(request), person=person, **form.values()))
        if asked is not None:
            return HttpResponseRedirect(reverse("inquiries:transmitted"), status=303)
    context = {"form": form, "person": about}
    return render(request, "inquiries/ask.html", context, status=422 if form.errors else 200)


@require_GET
@page(purpose=Purpose.RECEPTION, roles=rules.ASKERS)
def transmitted(request: Request) -> HttpResponseBase:
    """The answer to every question: it names no question, so that there is nothing in it that could differ."""
    return render(request, "inquiries/transmitted.html")


@require_GET
@page(purpose=Purpose.RECEPTION, roles=rules.ASKERS | rules.OVERSEERS)
def asked(request: Request) -> HttpResponseBase:
    """All questions of the house, the newest first: codes, and by whom."""
    own = Inquiry.objects.visible_to(request.access).filter(organisation_id=who.house(request.access))
    listed = keyset(own, ("-asked_at",), request.GET.get("after", ""))
    names = _names(listed.rows)
    context = {
        "rows": [(row, names.get(row.by_id, ""), _state(row)) for row in listed.rows],
        "next": listed.next,
        "overseen": request.access.has(*rules.OVERSEERS),
        "opens": request.access.has(*rules.ASKERS),
        "tabs": tabs(request.access, 0),
    }
    return render(request, "inquiries/asked.html", context)


@require_GET
@page(purpose=Purpose.RECEPTION, roles=rules.ASKERS)
def inquiry(request: Request, pk: UUID) -> HttpResponseBase:
    """One question of the house, with the contacts that people allowed."""
    found = open_record(request.access, Inquiry, pk)
    if found.organisation_id != request.access.organisation:
        raise NotFound
    replies = Reply.objects.visible_to(request.access).filter(inquiry=found).select_related("organisation")
    context = {
        "inquiry": found,
        "person": hooks.subject(request.access, found.person_id),
        "by": _names([found]).get(found.by_id, ""),
        "state": _state(found),
        "replies": list(replies.order_by("at")),
        "open": found.state == State.OPEN,
    }
    return render(request, "inquiries/inquiry.html", context)


def tabs(access: Access, current: int) -> list[dict[str, Any]]:
    """The two lists, where both are somebody's."""
    from django.utils.translation import gettext as _

    if not access.has(*rules.HOLDERS):
        return []
    listed = ((_("Asked by us"), "inquiries:asked"), (_("Asked of us"), "inquiries:received"))
    return [
        {"label": label, "url": reverse(name), "current": place == current}
        for place, (label, name) in enumerate(listed)
    ]


def _names(rows: Any) -> dict[UUID, str]:
    accounts = Account.objects.filter(pk__in={row.by_id for row in rows})
    return {account.pk: account.get_full_name() for account in accounts}


def _state(row: Inquiry) -> tuple[str, str]:
    """Words and tone. The same for every question of the same age, whatever it met."""
    if row.state == State.ENDED:
        return str(row.get_ended_why_display()), "neutral"
    return str(row.get_state_display()), "info"

"""The desk's inbox and the outbox."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from jatigi.kernel.access import Purpose
from jatigi.kernel.http import Request, page
from jatigi.kernel.pages import Page
from jatigi.referrals import lists, rules
from jatigi.referrals.forms import CodeForm, FilterForm, SentFilterForm
from jatigi.referrals.lists import Line
from jatigi.referrals.models import Referral
from jatigi.ui.shell import Link

EITHER_SIDE = {*rules.SENDERS, *rules.ANSWERERS}
INBOX_PARTS = {
    "answer": gettext_lazy("To answer"),
    "under_way": gettext_lazy("Under way"),
    "over": gettext_lazy("Over"),
}
OUTBOX_PARTS = {
    "waiting": gettext_lazy("Waiting for an answer"),
    "under_way": gettext_lazy("Under way"),
    "over": gettext_lazy("Over"),
    "drafts": gettext_lazy("Drafts"),
}


@page(purpose=Purpose.REFERRAL, roles=rules.ANSWERERS)
def inbox(request: Request) -> HttpResponse:
    """What other organisations ask of this desk, the most dangerous and urgent first."""
    return _inbox(request, CodeForm())


def _inbox(request: Request, code: CodeForm, status: int = 200) -> HttpResponse:
    form = FilterForm(request.GET)
    part = _part(request, INBOX_PARTS)
    back = lists.taken_back(request.access)
    found = lists.received(request.access, part, back, **_wanted(form), after=request.GET.get("after", ""))
    tabs = _tabs(request, INBOX_PARTS, part, {"answer": lists.to_answer(request.access, back)})
    context = {"code": code, **_context(request, form, part, found, tabs)}
    return render(request, "referrals/inbox.html", context, status=status)


@page(purpose=Purpose.REFERRAL, roles=rules.SENDERS)
def outbox(request: Request) -> HttpResponse:
    """What was asked of others and what became of it."""
    form = SentFilterForm(request.GET)
    part = _part(request, OUTBOX_PARTS)
    found = lists.sent(request.access, part, **_wanted(form), after=request.GET.get("after", ""))
    tabs = _tabs(request, OUTBOX_PARTS, part, {})
    return render(request, "referrals/outbox.html", _context(request, form, part, found, tabs))


@require_POST
@page(purpose=Purpose.REFERRAL, roles=EITHER_SIDE)
def code(request: Request) -> HttpResponse:
    """The referral whose code stands on the sheet that somebody brings."""
    form = CodeForm(request.POST)
    if form.is_valid():
        found = Referral.objects.visible_to(request.access).filter(code=form.cleaned_data["code"]).first()
        if found is not None:
            return HttpResponseRedirect(reverse("referrals:detail", args=[found.pk]), status=303)
        form.add_error("code", _("No referral with this code was sent to this desk."))
    return _inbox(request, form, status=422)


def _part(request: Request, parts: dict[str, Any]) -> str:
    asked = request.GET.get("part", "")
    return asked if asked in parts else next(iter(parts))


def _wanted(form: FilterForm) -> dict[str, Any]:
    return dict(form.cleaned_data) if form.is_valid() else {}


def _tabs(request: Request, parts: dict[str, Any], current: str, counts: dict[str, int]) -> list[Link]:
    return [
        Link(label, f"?{urlencode({'part': name})}", "", name == current, counts.get(name))
        for name, label in parts.items()
    ]


def _context(
    request: Request, form: FilterForm, part: str, found: Page[Line], tabs: list[Link]
) -> dict[str, Any]:
    chosen = {name: value for name, value in _wanted(form).items() if value} | {"part": part}
    return {
        "form": form,
        "part": part,
        "tabs": tabs,
        "lines": found.rows,
        "filtered": any(_wanted(form).values()),
        "next": f"?{urlencode({**chosen, 'after': found.next})}" if found.next else "",
        "first": f"?{urlencode(chosen)}" if "after" in request.GET else "",
    }

"""A one-time link: making and withdrawing it, and what opens without an account.

The secret of the link stands behind the # of its address and reaches the node in the body of a form only.
"""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from jatigi.agencies import one_time, throttle
from jatigi.coordination import houses
from jatigi.coordination.asking import found
from jatigi.coordination.measures.links import actions, mailing, rules
from jatigi.coordination.measures.links.models import ReportLink
from jatigi.coordination.measures.reporting.forms import GuestReportForm, LinkForm, TokenForm
from jatigi.coordination.measures.reporting.models import ReportDue
from jatigi.coordination.rules import REPORTERS
from jatigi.kernel import clock
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.errors import Conflict, JatigiError, Refused
from jatigi.kernel.http import Request, intent, page, perform, public

OVERSIGHT = Purpose.OVERSIGHT


class Slow(JatigiError):
    """Too many links that nobody has, from one place."""

    code = "too_many_tries"
    status = 429


# Who sends it


@never_cache
@page(purpose=OVERSIGHT, roles=REPORTERS)
def make(request: Request, pk: UUID) -> HttpResponse:
    """Mail a link for one due date; it is shown this once, to be sent on otherwise."""
    due = _due(request.access, pk)
    form = LinkForm(request.POST or None)
    if form.is_valid():
        to = form.cleaned_data["to"]
        made = perform(request, form, lambda: actions.make(intent(request), due, to=to))
        if made is not None:
            return _show(request, due, made, to)
    context = {"form": form, "sent": _sent(request.access, due), "mail": bool(settings.EMAIL_HOST)}
    return render(
        request,
        "coordination/links/make.html",
        {**context, **_about(due)},
        status=422 if form.errors else 200,
    )


def _show(request: Request, due: ReportDue, link: ReportLink, to: str) -> HttpResponse:
    token = getattr(link, "token", "")
    if not token:
        messages.warning(
            request, _("This link was made already and is not shown twice. Make another one if you need it.")
        )
        return redirect("coordination:report_link", due.pk)
    context = {"link": link, "address": mailing.address(token), "mailed": mailing.mail(to, token, due)}
    return render(request, "coordination/links/link.html", {**context, **_about(due)})


@require_POST
@page(purpose=OVERSIGHT, roles=REPORTERS)
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Nobody reports with it any more."""
    link = actions.withdraw(intent(request), pk)
    messages.success(request, _("The link opens nothing any more."))
    return redirect("coordination:report_link", link.due_id if link else pk)


# Whoever follows it


@never_cache
@public()
def by_link(request: Request) -> HttpResponse:
    """The link, then the report. A link that is unknown, used, old or withdrawn gets one answer."""
    if request.method != "POST":
        return render(request, "coordination/links/start.html", {"form": TokenForm()})
    token, writing = one_time.token_in(request.POST.get("token", "")), "text" in request.POST
    link = _with_token(request, token)
    if link is None or (not writing and not link.is_live(clock.now())):
        return _closed(request)
    due = rules.due_of(link)
    request.access = rules.guest_access(link)
    about = _about(due)
    form = GuestReportForm(
        request.POST if writing else None,
        request.FILES if writing else None,
        unit=about["indicator"].unit,
        initial={"value_on": clock.today()},
    )
    if writing and form.is_valid():
        try:
            act = lambda: actions.report(intent(request), link, **form.values())  # noqa: E731
            if perform(request, form, act) is not None:
                return render(request, "coordination/links/thanks.html", about)
        except Conflict:
            return _closed(request)
    if not link.is_live(clock.now()):
        return _closed(request)
    if not writing:
        actions.open_link(rules.LINKS, link)
    context = {"form": form, "token": token, "passages": rules.passages(due), **about}
    return render(request, "coordination/links/report.html", context, status=422 if form.errors else 200)


def _closed(request: Request) -> HttpResponse:
    return render(request, "coordination/links/closed.html", status=404)


def _with_token(request: Request, token: str) -> ReportLink | None:
    """The link; only what nobody has counts as a try."""
    link = ReportLink.objects.visible_to(rules.LINKS).filter(token_hash=one_time.token_hash(token)).first()
    if link is None and throttle.secret_try(request) is None:
        raise Slow(_("Too many tries from here. Wait a quarter of an hour."))
    return link


def _about(due: ReportDue) -> dict[str, Any]:
    indicator = rules.indicator_of(due)
    return {
        "due": due,
        "indicator": indicator,
        "measure": rules.measure_of(due),
        "house": houses.names([due.organisation_id]).get(due.organisation_id, ""),
    }


def _due(access: Access, pk: UUID) -> ReportDue:
    due = found(access, ReportDue, pk)
    if not rules.may_invite(access, due):
        raise Refused(code="may_invite")
    return due


def _sent(access: Access, due: ReportDue) -> list[tuple[ReportLink, str, str]]:
    """The links of a due date with what became of each, in words, and the tone."""
    rows = ReportLink.objects.visible_to(access).filter(due=due).order_by("-made_at")[:10]
    return [(link, *_state(link)) for link in rows]


def _state(link: ReportLink) -> tuple[str, str]:
    if link.answered_at:
        return _("link answered"), "success"
    if link.withdrawn_at:
        return _("link withdrawn"), "neutral"
    if not link.is_live(clock.now()):
        return _("link too old"), "neutral"
    return (_("link opened"), "info") if link.opened_at else (_("link not opened yet"), "warning")

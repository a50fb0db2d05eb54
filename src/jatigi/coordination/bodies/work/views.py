"""Pages of a work plan."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from jatigi.coordination import rules as room
from jatigi.coordination.asking import Asked, ask, data, found
from jatigi.coordination.bodies import rules
from jatigi.coordination.bodies.forms import WorkForm
from jatigi.coordination.bodies.models import Body, WorkLine
from jatigi.coordination.bodies.work import actions
from jatigi.kernel import clock
from jatigi.kernel.access import Purpose
from jatigi.kernel.errors import Refused
from jatigi.kernel.http import Request, intent, page

OVERSIGHT = Purpose.OVERSIGHT
MOST = 500


def _to(pk: UUID) -> str:
    return reverse("coordination:body_work", args=[pk])


@page(purpose=OVERSIGHT)
def plan(request: Request, pk: UUID) -> HttpResponse:
    """Every line, the latest year first."""
    body = found(request.access, Body, pk)
    rows = WorkLine.objects.visible_to(request.access).filter(body=body).select_related("responsible")
    context = {
        "body": body,
        "lines": rows.order_by("-year", "due_on", "entered_at")[:MOST],
        "keeps": room.keeps(request.access, body),
        "today": clock.today(),
    }
    return render(request, "coordination/bodies/work.html", context)


@page(purpose=OVERSIGHT, roles=[room.SECRETARIAT])
def new(request: Request, pk: UUID) -> HttpResponse:
    """One line more."""
    body = found(request.access, Body, pk)
    if not room.keeps(request.access, body):
        raise Refused(code="keeps")
    form = WorkForm(data(request))
    asked = Asked(_("New line of the work plan"), _to(pk), _("Work plan"))
    return ask(request, form, asked, lambda: actions.plan(intent(request), body, **form.values()), _to(pk))


@page(purpose=OVERSIGHT, roles=[room.SECRETARIAT])
def change(request: Request, pk: UUID) -> HttpResponse:
    """Say it otherwise, or how far it is."""
    line = found(request.access, WorkLine, pk)
    if not rules.keeps_work(request.access, line):
        raise Refused(code="keeps_work")
    names = ("title", "year", "due_on", "state")
    known = {name: getattr(line, name) for name in names} | {"responsible": str(line.responsible_id or "")}
    form = WorkForm(data(request), line=line, initial=known)
    asked = Asked(_("Change a line of the work plan"), _to(line.body_id), _("Work plan"), seen=line.version)
    return ask(
        request,
        form,
        asked,
        lambda: actions.change(intent(request), line, **form.values()),
        _to(line.body_id),
    )

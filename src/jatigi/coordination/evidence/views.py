"""Indicators fed by published tables: all of them, one more, one less."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jatigi.coordination.evidence import actions, rules, shown
from jatigi.coordination.evidence.forms import CellForm, TableForm
from jatigi.coordination.evidence.models import EvidenceFeed
from jatigi.coordination.frameworks.models import FrameworkItem
from jatigi.coordination.measures.reporting.models import MeasureIndicator
from jatigi.kernel.access import ANONYMOUS, Access, Purpose
from jatigi.kernel.errors import NotFound, Refused
from jatigi.kernel.http import Request, intent, page, perform
from jatigi.kernel.pages import keyset
from jatigi.publications import reading
from jatigi.publications.codes import State
from jatigi.publications.models import Edition

OVERSIGHT = Purpose.OVERSIGHT
MOST = 300


@page(purpose=OVERSIGHT)
def evidence(request: Request) -> HttpResponse:
    """What feeds what, with the number of today, its date and its rule."""
    rows = EvidenceFeed.objects.visible_to(request.access)
    found = keyset(rows, ("-entered_at",), request.GET.get("after", ""))
    named = _names(request.access, found.rows)
    lines = [
        (one, named[one.feed.indicator_id or one.feed.item_id], rules.may_stop(request.access, one.feed))
        for one in shown.evidence(found.rows)
        if (one.feed.indicator_id or one.feed.item_id) in named
    ]
    return render(request, "coordination/evidence/list.html", {"lines": lines, "next": found.next})


@page(purpose=OVERSIGHT, roles=rules.FEEDERS)
def new(request: Request) -> HttpResponse:
    """Feed an indicator (`indicator`) or an item of a plan (`item`): first the table (`table`), then the number."""
    aim, name = _aim(request)
    editions = list(_published()[:MOST])
    code = request.GET.get("table", "")
    edition = reading.latest(code) if code else None
    context: dict[str, Any] = {"name": name, "aim": aim, "edition": edition, "editions": editions}
    if edition is None:
        context["form"] = TableForm(editions=editions)
        return render(request, "coordination/evidence/new.html", context)
    form = CellForm(request.POST or None, edition=edition)
    if form.is_valid():
        cell = form.chosen()
        asked: dict[str, Any] = {aim[0]: aim[1], "table": code, "row": cell.row, "column": cell.column}
        if perform(request, form, lambda: actions.feed(intent(request), **asked)) is not None:
            messages.success(request, _("From now on this number shows how it goes."))
            return redirect("coordination:evidence")
    return render(
        request,
        "coordination/evidence/new.html",
        {**context, "form": form},
        status=422 if form.errors else 200,
    )


@require_POST
@page(purpose=OVERSIGHT, roles=rules.FEEDERS)
def stop(request: Request, pk: UUID) -> HttpResponse:
    """It is fed no more."""
    actions.stop(intent(request), pk)
    messages.success(request, _("It is not fed by this number any more."))
    return redirect("coordination:evidence")


def _published() -> Any:
    rows = Edition.objects.visible_to(ANONYMOUS).filter(state=State.PUBLISHED)
    return rows.order_by("title")


def _aim(request: Request) -> tuple[tuple[str, UUID], str]:
    """What is fed, and how it is called. Raises `NotFound`."""
    for field, rows in (
        ("indicator", MeasureIndicator.objects.visible_to(request.access)),
        ("item", FrameworkItem.objects.all()),
    ):
        found = rows.filter(pk=_uuid(request.GET[field])).first() if field in request.GET else None
        if found is not None:
            _must_feed(request.access, found)
            return (field, found.pk), str(found)
    raise NotFound


def _must_feed(access: Access, thing: MeasureIndicator | FrameworkItem) -> None:
    """Raises `Refused`."""
    indicator = isinstance(thing, MeasureIndicator)
    if not (rules.may_feed_indicator(access, thing) if indicator else rules.may_feed_item(access)):  # type: ignore[arg-type]
        raise Refused(code="may_feed")


def _names(access: Access, feeds: list[EvidenceFeed]) -> dict[UUID | None, str]:
    indicators = MeasureIndicator.objects.visible_to(access).filter(
        pk__in={feed.indicator_id for feed in feeds}
    )
    items = FrameworkItem.objects.filter(pk__in={feed.item_id for feed in feeds})
    return {thing.pk: str(thing) for thing in (*indicators, *items)}


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None

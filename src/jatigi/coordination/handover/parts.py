"""What is open and personally somebody's, part by part. Another part of the room is one more line of `PARTS`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.coordination.bodies.models import Body, BodyContact, BodyState
from jatigi.coordination.measures.models import Measure
from jatigi.coordination.measures.reporting.models import (
    MeasureIndicator,
    ProgressReport,
    ReportDue,
    ReportState,
)
from jatigi.coordination.measures.rules import LIVE
from jatigi.kernel.access import Access
from jatigi.ui.words import dated

if TYPE_CHECKING:
    from jatigi.kernel.hooks import Text


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that goes, with the page on which it is found."""

    title: "Text"
    url: str


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of things: the rows of (access, organisation, account) that are open, and how they are called.

    column: what of a row names the person.
    """

    name: str
    label: "Text"
    rows: Callable[[Access, UUID, UUID], Any]
    told: Callable[[Access, Sequence[Any]], list[Thing]]
    column: str


def _drafts(access: Access, organisation: UUID, account: UUID) -> Any:
    rows = ProgressReport.objects.visible_to(access)
    return rows.filter(organisation_id=organisation, written_by_id=account, state=ReportState.DRAFT)


def _dues(access: Access, organisation: UUID, account: UUID) -> Any:
    rows = ReportDue.objects.visible_to(access).filter(organisation_id=organisation, assigned_id=account)
    return rows.filter(answered_at=None, indicator__measure__state__in=LIVE)


def _indicators(access: Access, organisation: UUID, account: UUID) -> Any:
    rows = MeasureIndicator.objects.visible_to(access)
    return rows.filter(organisation_id=organisation, assigned_id=account, measure__state__in=LIVE)


def _seats(access: Access, organisation: UUID, account: UUID) -> Any:
    rows = BodyContact.objects.visible_to(access).filter(organisation_id=organisation, account_id=account)
    return rows.filter(body__state=BodyState.ACTIVE)


def _measures_of(access: Access, rows: Sequence[Any]) -> dict[UUID, Measure]:
    found = Measure.objects.visible_to(access).filter(pk__in={row.measure_id for row in rows})
    return {measure.pk: measure for measure in found}


def _told_of_measures(access: Access, rows: Sequence[Any]) -> list[Thing]:
    known = _measures_of(access, rows)
    return [
        Thing(known[row.measure_id].title, _page(row.measure_id)) for row in rows if row.measure_id in known
    ]


def _told_of_drafts(access: Access, rows: Sequence[Any]) -> list[Thing]:
    known = _measures_of(access, rows)
    return [
        Thing(known[row.measure_id].title, reverse("coordination:progress", args=[row.pk]))
        for row in rows
        if row.measure_id in known
    ]


def _told_of_dues(access: Access, rows: Sequence[Any]) -> list[Thing]:
    indicators = MeasureIndicator.objects.visible_to(access).filter(pk__in={row.indicator_id for row in rows})
    about = {indicator.pk: indicator for indicator in indicators}
    return [
        Thing(
            f"{dated(row.due_on)} · {about[row.indicator_id].title}",
            _page(about[row.indicator_id].measure_id),
        )
        for row in rows
        if row.indicator_id in about
    ]


def _told_of_seats(access: Access, rows: Sequence[Any]) -> list[Thing]:
    found = Body.objects.visible_to(access).filter(pk__in={row.body_id for row in rows})
    names = {body.pk: body.name for body in found}
    return [Thing(f"{names.get(row.body_id, '')} · {row.get_kind_display()}", "") for row in rows]


def _page(measure: UUID) -> str:
    return reverse("coordination:measure", args=[measure])


PARTS = (
    Part("drafts", _("Reports begun"), _drafts, _told_of_drafts, "written_by_id"),
    Part("dues", _("Reports to write"), _dues, _told_of_dues, "assigned_id"),
    Part("indicators", _("Indicators to report on"), _indicators, _told_of_measures, "assigned_id"),
    Part("seats", _("Seats in bodies"), _seats, _told_of_seats, "account_id"),
)
AT_MOST = 2000
"""Rows of one part that go in one act."""


def count(access: Access, organisation: UUID, account: UUID) -> int:
    """How much is open and personally theirs."""
    return sum(part.rows(access, organisation, account).count() for part in PARTS)


def listed(access: Access, organisation: UUID, account: UUID) -> list[tuple["Text", list[Thing]]]:
    """Everything that is open and theirs, part by part; parts with nothing are left out."""
    found = []
    for part in PARTS:
        rows = list(part.rows(access, organisation, account).order_by("entered_at", "pk")[:AT_MOST])
        if rows:
            found.append((part.label, part.told(access, rows)))
    return found

"""Due dates as they are listed: overdue ones of everybody, those to come of the own organisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from jatigi.agencies import who
from jatigi.coordination import houses
from jatigi.coordination.measures import rules as measures
from jatigi.coordination.measures.models import Measure
from jatigi.coordination.measures.reporting import rules
from jatigi.coordination.measures.reporting.models import (
    Channel,
    MeasureIndicator,
    ProgressReport,
    ReportDue,
    ReportState,
)
from jatigi.coordination.rules import VALIDATORS, is_secretariat, may_see
from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.kernel.pages import Page, keyset


@dataclass(frozen=True, slots=True)
class Line:
    """A due date in words."""

    due: ReportDue
    indicator: MeasureIndicator
    measure: Measure
    house: str
    late: bool
    may_report: bool


def due(access: Access, *, own: bool, cursor: str = "") -> Page[ReportDue]:
    """A page of due dates, the longest overdue first."""
    rows = ReportDue.objects.visible_to(access)
    if own:
        rows = rows.filter(rules.waiting(), organisation_id=who.house(access))
    else:
        rows = rows.filter(rules.overdue())
    return keyset(rows, ("due_on",), cursor)


def lines(access: Access, dues: Sequence[ReportDue]) -> list[Line]:
    """The due dates in words; three queries for all of them."""
    indicators = {
        row.pk: row
        for row in MeasureIndicator.objects.visible_to(access).filter(
            pk__in=[one.indicator_id for one in dues]
        )
    }
    found = Measure.objects.visible_to(access).filter(pk__in=[row.measure_id for row in indicators.values()])
    known = {row.pk: row for row in found}
    called = houses.names(one.organisation_id for one in dues)
    return [
        Line(
            one,
            indicators[one.indicator_id],
            known[indicators[one.indicator_id].measure_id],
            called.get(one.organisation_id, ""),
            one.due_on < clock.today(),
            rules.may_report(access, indicators[one.indicator_id]),
        )
        for one in dues
    ]


def to_validate(access: Access) -> Any:
    """Reports that wait for the asker's word for the own organisation."""
    rows = ProgressReport.objects.visible_to(access)
    if not may_see(access) or not access.has(*VALIDATORS):
        return rows.none()
    rows = rows.filter(organisation_id=who.house(access), state=ReportState.SENT)
    if rules.answers_alone(access):
        return rows
    return rows.filter(Q(written_by=None) | ~Q(written_by_id=access.account))


def to_accept(access: Access) -> Any:
    """Reports that wait for the asker as the secretariat: validated, or come by a link from who has no account."""
    rows = ProgressReport.objects.visible_to(access)
    if not is_secretariat(access):
        return rows.none()
    others = Q(written_by=None) | ~Q(written_by_id=access.account)
    by_link = Q(state=ReportState.SENT, channel=Channel.LINK) & ~rules.validating_themselves(
        "organisation_id"
    )
    minded = rows.filter(measures.minded_by(access.organisation, "measure_id"), others)
    return minded.filter(Q(state=ReportState.VALIDATED) | by_link).exclude(validated_by_id=access.account)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A report that waits for somebody's word."""

    report: ProgressReport
    measure: Measure
    house: str


def told(access: Access, reports: Sequence[ProgressReport]) -> list[Waiting]:
    """The reports with their measures; each once."""
    found = Measure.objects.visible_to(access).filter(pk__in={one.measure_id for one in reports})
    known = {row.pk: row for row in found}
    called = houses.names(one.organisation_id for one in reports)
    once = {one.pk: one for one in reports}.values()
    return [Waiting(one, known[one.measure_id], called.get(one.organisation_id, "")) for one in once]

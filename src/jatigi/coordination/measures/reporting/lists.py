"""Due dates as they are listed: overdue ones of everybody, those to come of the own organisation."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from jatigi.coordination import houses
from jatigi.coordination.measures import rules as measures
from jatigi.coordination.measures.models import Measure
from jatigi.coordination.measures.reporting import rules
from jatigi.coordination.measures.reporting.models import MeasureIndicator, ProgressReport, ReportDue, ReportState
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
        rows = rows.filter(rules.waiting(), organisation_id=access.organisation)
    else:
        rows = rows.filter(rules.overdue())
    return keyset(rows, ("due_on",), cursor)


def lines(access: Access, dues: Sequence[ReportDue]) -> list[Line]:
    """The due dates in words; three queries for all of them."""
    indicators = {
        row.pk: row
        for row in MeasureIndicator.objects.visible_to(access).filter(pk__in=[one.indicator_id for one in dues])
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


def to_validate(access: Access) -> int:
    """Reports that wait for the asker's word for the own organisation."""
    if not may_see(access) or not access.has(*VALIDATORS):
        return 0
    rows = ProgressReport.objects.visible_to(access).filter(
        organisation_id=access.organisation, state=ReportState.SENT
    )
    return rows.filter(Q(written_by=None) | ~Q(written_by_id=access.account)).count()


def to_accept(access: Access) -> int:
    """Validated reports that wait for the asker as the secretariat."""
    if not is_secretariat(access):
        return 0
    rows = ProgressReport.objects.visible_to(access).filter(
        measures.minded_by(access.organisation, "measure_id"), state=ReportState.VALIDATED
    )
    others = Q(written_by=None) | ~Q(written_by_id=access.account)
    return rows.filter(others).exclude(validated_by_id=access.account).count()

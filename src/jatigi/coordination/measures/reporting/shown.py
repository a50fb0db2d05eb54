"""Indicators and reports as a page shows them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from jatigi.coordination.evidence import shown as evidence
from jatigi.coordination.evidence.shown import Evidence
from jatigi.coordination.measures.models import Measure
from jatigi.coordination.measures.reporting import rules
from jatigi.coordination.measures.reporting.models import (
    MeasureIndicator,
    ProgressReport,
    ReportDue,
    ReportState,
)
from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.ui.words import dated

TONES = {
    ReportState.DRAFT: "neutral",
    ReportState.SENT: "warning",
    ReportState.VALIDATED: "info",
    ReportState.ACCEPTED: "success",
    ReportState.SENT_BACK: "danger",
}
SHOWN_DUES, SHOWN_REPORTS = 4, 12
"""Due dates that are still open, and reports, of one indicator on the page of its measure."""

Figure = tuple[str, float | int | None]


@dataclass(frozen=True, slots=True)
class Due:
    """A due date that is not answered."""

    due: ReportDue
    late: bool


@dataclass(frozen=True, slots=True)
class Report:
    """A report with its tone."""

    report: ProgressReport

    @property
    def tone(self) -> str:
        return TONES[ReportState(self.report.state)]


@dataclass(frozen=True, slots=True)
class Shown:
    """An indicator with what is due, what was reported, and its values over time."""

    indicator: MeasureIndicator
    dues: Sequence[Due]
    reports: Sequence[Report]
    figures: Sequence[Figure]
    may_report: bool
    fed: Sequence[Evidence]


def indicators(access: Access, measure: Measure) -> list[Shown]:
    """Those of a measure, in five queries."""
    rows = list(MeasureIndicator.objects.visible_to(access).filter(measure=measure).order_by("entered_at"))
    dues: dict[UUID, list[Due]] = defaultdict(list)
    open_dues = ReportDue.objects.visible_to(access).filter(rules.waiting(), indicator__in=rows)
    for due in open_dues.order_by("due_on"):
        dues[due.indicator_id].append(Due(due, due.due_on < clock.today()))
    reports: dict[UUID, list[ProgressReport]] = defaultdict(list)
    written = ProgressReport.objects.visible_to(access).filter(measure=measure)
    for report in written.order_by("-entered_at")[:400]:
        reports[report.indicator_id].append(report)
    fed = evidence.of_indicators(access, [row.pk for row in rows])
    return [
        Shown(
            row,
            dues[row.pk][:SHOWN_DUES],
            [Report(report) for report in reports[row.pk][:SHOWN_REPORTS]],
            figures(row, reports[row.pk]),
            rules.may_report(access, row),
            fed.get(row.pk, []),
        )
        for row in rows
    ]


def figures(indicator: MeasureIndicator, reports: Sequence[ProgressReport]) -> list[Figure]:
    """Baseline, what was officially reported by day, target. Of several reports for a day the last one counts.

    A report that another one corrects is not shown any more. Nothing where no value is known at all.
    """
    official = [one for one in reports if one.state in rules.OFFICIAL and one.value is not None]
    corrected = {one.corrects_id for one in official}
    kept = [one for one in official if one.pk not in corrected]
    kept.sort(key=lambda one: (one.value_on or one.entered_at.date(), one.entered_at))
    by_day = {one.value_on: one for one in kept}
    found: list[Figure] = []
    if indicator.baseline is not None:
        found.append((_labelled(_("baseline"), indicator.baseline_on), plain(indicator.baseline)))
    for day, report in by_day.items():
        found.append((_day(day), plain(report.value)))
    if found and indicator.target is not None:
        found.append((_labelled(_("target"), indicator.target_on), plain(indicator.target)))
    return found


def plain(value: Decimal | None) -> float | int | None:
    """A figure as charts take it: whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _labelled(word: str, day: date | None) -> str:
    return f"{word} · {_day(day)}" if day else word


def _day(day: date | None) -> str:
    return dated(day) if day else _("day not given")

"""Reads: measures, what shows whether they work, and what is reported on them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from jatigi.coordination.measures import rules
from jatigi.coordination.measures.models import (
    Measure,
    MeasureCommitment,
    MeasureOrganisation,
    MeasureState,
)
from jatigi.coordination.measures.reporting.models import (
    MeasureIndicator,
    ProgressReport,
    ReportEvidence,
    ReportState,
)
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.api import ERRORS, LIMIT, After, Limit, asking, listed
from jatigi.kernel.reading import open_record

measures, indicators, reports = (
    Router(tags=["measures"]),
    Router(tags=["indicators"]),
    Router(tags=["progress reports"]),
)


class MeasureOut(Schema):
    """What `organisation_id` is responsible for doing; it answers `commitments`, and `supporters` help."""

    id: UUID
    version: int
    code: str
    title: str
    outcome: str
    theme: str
    organisation_id: UUID
    supporters: list[UUID] = []
    commitments: list[UUID] = []
    state: str
    due_on: date | None
    began_on: date | None
    ended_on: date | None
    why: str


class Measures(Schema):
    items: list[MeasureOut]
    next: str


class IndicatorOut(Schema):
    """What shows whether a measure works: values in `unit`; a report every so many months, 0 where none is asked."""

    id: UUID
    version: int
    measure_id: UUID
    organisation_id: UUID
    title: str
    unit: str
    baseline: Decimal | None
    baseline_on: date | None
    target: Decimal | None
    target_on: date | None
    every_months: int
    first_due_on: date | None
    last_due_on: date | None


class Indicators(Schema):
    items: list[IndicatorOut]
    next: str


class EvidenceOut(Schema):
    """A document that shows what a report says; of a file its name, never what it holds."""

    title: str
    url: str
    name: str
    dated_on: date | None


class ReportOut(Schema):
    """What an organisation says of an indicator. Who wrote it is not told here."""

    id: UUID
    version: int
    indicator_id: UUID
    measure_id: UUID
    organisation_id: UUID
    corrects_id: UUID | None
    text: str
    value: Decimal | None
    value_on: date | None
    challenges: str
    next_steps: str
    state: str
    channel: str
    sent_at: datetime | None
    validated_at: datetime | None
    decided_at: datetime | None
    evidence: list[EvidenceOut] = []


class Reports(Schema):
    items: list[ReportOut]
    next: str


@measures.get("", response={200: Measures, **ERRORS}, operation_id="measures")
def list_measures(
    request: HttpRequest,
    commitment: UUID | None = None,
    organisation: UUID | None = None,
    state: MeasureState | None = None,
    after: After = "",
    limit: Limit = LIMIT,
) -> dict[str, Any]:
    """Measures, the newest first. `organisation`: is responsible or supports."""
    access = asking(request, Purpose.OVERSIGHT)
    rows = Measure.objects.visible_to(access)
    rows = rows.filter(state=state) if state else rows
    if commitment:
        links = MeasureCommitment.objects.visible_to(access).filter(commitment_id=commitment)
        rows = rows.filter(pk__in=links.values("measure_id"))
    rows = rows.filter(rules.involving(organisation)) if organisation else rows
    found, following = listed(access, rows, ("-entered_at",), after, limit)
    return {"items": _answering(access, found), "next": following}


@measures.get("/{uuid:id}", response={200: MeasureOut, **ERRORS}, operation_id="measure")
def open_measure(request: HttpRequest, id: UUID) -> Measure:
    """One measure."""
    access = asking(request, Purpose.OVERSIGHT)
    return _answering(access, [open_record(access, Measure, id)])[0]


@indicators.get("", response={200: Indicators, **ERRORS}, operation_id="indicators")
def list_indicators(
    request: HttpRequest, measure: UUID | None = None, after: After = "", limit: Limit = LIMIT
) -> dict[str, Any]:
    """Indicators of measures, the newest first."""
    access = asking(request, Purpose.OVERSIGHT)
    rows = MeasureIndicator.objects.visible_to(access)
    rows = rows.filter(measure_id=measure) if measure else rows
    found, following = listed(access, rows, ("-entered_at",), after, limit)
    return {"items": found, "next": following}


@reports.get("", response={200: Reports, **ERRORS}, operation_id="progress_reports")
def list_reports(
    request: HttpRequest,
    measure: UUID | None = None,
    indicator: UUID | None = None,
    state: ReportState | None = None,
    after: After = "",
    limit: Limit = LIMIT,
) -> dict[str, Any]:
    """Progress reports, the newest first: the own ones, and what other organisations stand by."""
    access = asking(request, Purpose.OVERSIGHT)
    said = {"measure_id": measure, "indicator_id": indicator, "state": state}
    rows = ProgressReport.objects.visible_to(access)
    rows = rows.filter(**{name: value for name, value in said.items() if value})
    found, following = listed(access, rows, ("-entered_at",), after, limit)
    return {"items": _shown(access, found), "next": following}


@reports.get("/{uuid:id}", response={200: ReportOut, **ERRORS}, operation_id="progress_report")
def open_report(request: HttpRequest, id: UUID) -> ProgressReport:
    """One progress report."""
    access = asking(request, Purpose.OVERSIGHT)
    return _shown(access, [open_record(access, ProgressReport, id)])[0]


def _answering(access: Access, rows: Sequence[Measure]) -> Sequence[Measure]:
    """The measures with whoever supports them and what they answer, as far as the asker may know it."""
    pks = [row.pk for row in rows]
    supporters: dict[UUID, list[UUID]] = defaultdict(list)
    for one in MeasureOrganisation.objects.visible_to(access).filter(measure_id__in=pks):
        supporters[one.measure_id].append(one.organisation_id)
    answered: dict[UUID, list[UUID]] = defaultdict(list)
    for link in MeasureCommitment.objects.visible_to(access).filter(measure_id__in=pks):
        answered[link.measure_id].append(link.commitment_id)
    for row in rows:
        row.supporters = sorted(supporters[row.pk])  # type: ignore[attr-defined]
        row.commitments = sorted(answered[row.pk])  # type: ignore[attr-defined]
    return rows


def _shown(access: Access, rows: Sequence[ProgressReport]) -> Sequence[ProgressReport]:
    """The reports with the documents that show what they say; of files nothing but the name is read."""
    documents: dict[UUID, list[ReportEvidence]] = defaultdict(list)
    known = ReportEvidence.objects.visible_to(access).filter(report_id__in=[row.pk for row in rows])
    for one in known.defer("content").order_by("entered_at", "pk"):
        documents[one.report_id].append(one)
    for row in rows:
        row.evidence = documents[row.pk]  # type: ignore[attr-defined]
    return rows

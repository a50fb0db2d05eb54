"""What stands beside one public commitment: measures with what organisations say and show, comments, published figures."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from jatigi.agencies.models import Organisation
from jatigi.coordination.commitments.models import Commitment
from jatigi.coordination.engagements.reading import web
from jatigi.coordination.engagements.rules import BESIDE
from jatigi.coordination.evidence import shown
from jatigi.coordination.evidence.shown import Evidence
from jatigi.coordination.measures.comments.models import Comment, CommentAnswer, CommentState
from jatigi.coordination.measures.models import Measure, MeasureCommitment
from jatigi.coordination.measures.reporting.models import (
    MeasureIndicator,
    ProgressReport,
    ReportEvidence,
)
from jatigi.coordination.measures.reporting.rules import OFFICIAL


@dataclass(frozen=True, slots=True)
class Said:
    """What an organisation says officially, with what it shows for it and what civil society says of that."""

    report: ProgressReport
    who: str
    indicator: MeasureIndicator
    documents: Sequence[tuple[ReportEvidence, str]]
    comments: Sequence["Remark"]


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment that was moderated, with the answers of those it concerns."""

    comment: Comment
    who: str
    answers: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Done:
    """A measure that answers a commitment."""

    measure: Measure
    who: str
    indicators: Sequence[tuple[MeasureIndicator, Sequence[Evidence]]]
    said: Sequence[Said]


def of(commitment: Commitment) -> tuple[list[Done], list[Remark]]:
    """The measures that answer a public commitment, and the comments on it. A fixed number of queries."""
    measures = _measures(commitment.pk)
    found = _reports(measures)
    indicators = _by("measure_id", MeasureIndicator.objects.visible_to(BESIDE).filter(measure__in=measures))
    known = {one.pk: one for rows in indicators.values() for one in rows}
    fed = shown.of_indicators(BESIDE, known)
    remarks = _remarks(commitment.pk, [report.pk for report in found])
    documents = _by("report_id", ReportEvidence.objects.visible_to(BESIDE).filter(report__in=found, content=None))
    names = _names([*measures, *found])
    said: dict[UUID, list[Said]] = defaultdict(list)
    for report in found:
        said[report.measure_id].append(
            Said(
                report, names[report.organisation_id], known[report.indicator_id],
                [(one, web(one.url)) for one in documents.get(report.pk, [])], remarks.get(report.pk, []),
            )
        )  # fmt: skip
    done = [
        Done(
            measure, names[measure.organisation_id],
            [(one, fed.get(one.pk, [])) for one in indicators.get(measure.pk, [])], said[measure.pk],
        )
        for measure in measures
    ]  # fmt: skip
    return done, remarks.get(commitment.pk, [])


def _measures(commitment: UUID) -> list[Measure]:
    links = MeasureCommitment.objects.visible_to(BESIDE).filter(commitment_id=commitment)
    rows = Measure.objects.visible_to(BESIDE).filter(pk__in=links.values("measure_id"))
    return list(rows.order_by("due_on", "code"))


def _reports(measures: Sequence[Measure]) -> list[ProgressReport]:
    """What organisations stand by, the newest first; a report that a later one corrects is left out."""
    rows = ProgressReport.objects.visible_to(BESIDE).filter(measure__in=measures, state__in=OFFICIAL)
    found = list(rows.order_by("-validated_at"))
    corrected = {report.corrects_id for report in found}
    return [report for report in found if report.pk not in corrected]


def _remarks(commitment: UUID, reports: Sequence[UUID]) -> dict[UUID, list[Remark]]:
    """Commitment or report → published comments on it."""
    rows = Comment.objects.visible_to(BESIDE).filter(state=CommentState.PUBLISHED)
    listed = sorted(
        [*rows.filter(commitment_id=commitment), *rows.filter(report_id__in=reports)],
        key=lambda comment: comment.entered_at,
    )
    answers = _by("comment_id", CommentAnswer.objects.visible_to(BESIDE).filter(comment__in=listed))
    names = _names([*listed, *(answer for rows in answers.values() for answer in rows)])
    found: dict[UUID, list[Remark]] = defaultdict(list)
    for comment in listed:
        said = [(names[answer.organisation_id], answer.text) for answer in answers.get(comment.pk, [])]
        about = comment.commitment_id or comment.report_id
        if about is not None:
            found[about].append(Remark(comment, names[comment.organisation_id], said))
    return found


def _by(name: str, rows: Any) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows.order_by("entered_at", "pk"):
        found[getattr(row, name)].append(row)
    return found


def _names(things: Iterable[Any]) -> dict[UUID, str]:
    pks = {thing.organisation_id for thing in things}
    return {row.pk: row.full for row in Organisation.objects.filter(pk__in=pks)}

"""What stands beside the commitments of a report, in narrow rows: addressees, answers, measures with what was said and shown."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from jatigi.agencies.models import Organisation
from jatigi.coordination.commitments.models import Addressee
from jatigi.coordination.evidence import shown
from jatigi.coordination.evidence.shown import Evidence
from jatigi.coordination.measures.models import Measure, MeasureCommitment
from jatigi.coordination.measures.reporting.models import (
    MeasureIndicator,
    ProgressReport,
    ReportEvidence,
)
from jatigi.coordination.measures.reporting.rules import OFFICIAL
from jatigi.kernel.access import Access

AT_ONCE = 5000
"""As many ids as one query names."""


class Said(NamedTuple):
    """What an addressee officially says of a commitment."""

    who: str
    answer: str
    text: str
    on: date | None


class Reported(NamedTuple):
    """What an organisation stands by; `documents`: titles and addresses of what shows it."""

    text: str
    value: Decimal | None
    value_on: date | None
    by_author: bool
    indicator: str
    unit: str
    documents: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Step:
    """A measure: who is responsible, what they said last and officially, which published figures show it."""

    title: str
    who: str
    state: str
    due_on: date | None
    code: str
    said: Sequence[Reported]
    fed: Sequence[tuple[str, Evidence]]


class _Indicator(NamedTuple):
    pk: UUID
    measure: UUID
    title: str
    unit: str


def addressees(
    access: Access, commitments: Sequence[UUID]
) -> tuple[dict[UUID, list[str]], dict[UUID, list[Said]]]:
    """Commitment → whom it is addressed to, the first to answer first; commitment → what they answered."""
    rows = Addressee.objects.visible_to(access).filter(commitment_id__in=commitments)
    columns = ("commitment_id", "addressed_id", "name", "answer", "answer_text", "answered_on")
    found = list(rows.order_by("-lead", "entered_at", "pk").values_list(*columns))
    names = _houses({row[1] for row in found})
    to: dict[UUID, list[str]] = defaultdict(list)
    answers: dict[UUID, list[Said]] = defaultdict(list)
    for commitment, house, name, answer, text, on in found:
        who = names[house] if house else name
        to[commitment].append(who)
        if answer:
            answers[commitment].append(Said(who, answer, text, on))
    return to, answers


def steps(access: Access, commitments: Sequence[UUID]) -> dict[UUID, list[Step]]:
    """Commitment → the measures that answer it, what is due first first."""
    rows = MeasureCommitment.objects.visible_to(access).filter(commitment_id__in=commitments)
    links = list(rows.values_list("commitment_id", "measure_id"))
    found = _measures(access, {measure for _commitment, measure in links})
    result: dict[UUID, list[Step]] = defaultdict(list)
    for commitment, measure in links:
        if measure in found:
            result[commitment].append(found[measure])
    for done in result.values():
        done.sort(key=lambda step: (step.due_on or date.max, step.code))
    return result


def _measures(access: Access, ids: Collection[UUID]) -> dict[UUID, Step]:
    columns = ("pk", "title", "organisation_id", "state", "due_on", "code")
    measures = list(_some(Measure.objects.visible_to(access), "pk", ids, columns))
    asked = ("pk", "measure_id", "title", "unit")
    rows = _some(MeasureIndicator.objects.visible_to(access), "measure_id", ids, asked)
    indicators = {row[0]: _Indicator(*row) for row in rows}
    said = _said(access, ids, indicators)
    fed: dict[UUID, list[tuple[str, Evidence]]] = defaultdict(list)
    for pk, figures in shown.of_indicators(access, indicators).items():
        one = indicators[pk]
        fed[one.measure] += [(one.title, figure) for figure in figures]
    names = _houses({row[2] for row in measures})
    return {
        pk: Step(title, names[house], state, due_on, code, said.get(pk, ()), fed.get(pk, ()))
        for pk, title, house, state, due_on, code in measures
    }


def _said(
    access: Access, measures: Collection[UUID], indicators: Mapping[UUID, _Indicator]
) -> dict[UUID, list[Reported]]:
    """Measure → the last official report on each of its indicators. Only of those the words are read."""
    rows = ProgressReport.objects.visible_to(access).filter(state__in=OFFICIAL)
    official = _some(rows, "measure_id", measures, ("validated_at", "entered_at", "pk", "indicator_id"))
    newest = {row[3]: row[2] for row in sorted(official, key=lambda row: (row[0] or row[1], row[1]))}
    columns = (
        "pk",
        "measure_id",
        "indicator_id",
        "text",
        "value",
        "value_on",
        "validated_by_id",
        "written_by_id",
    )
    words = list(_some(rows, "pk", newest.values(), columns))
    documents: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    named = ReportEvidence.objects.visible_to(access).filter(content=None)
    for report, title, url in _some(named, "report_id", newest.values(), ("report_id", "title", "url")):
        documents[report].append((title, url))
    found: dict[UUID, list[Reported]] = defaultdict(list)
    for pk, measure, indicator, text, value, value_on, validated, written in words:
        if indicator in indicators:
            alone, one = validated is not None and validated == written, indicators[indicator]
            found[measure].append(
                Reported(text, value, value_on, alone, one.title, one.unit, documents.get(pk, ()))
            )
    return found


def _some(rows: Any, name: str, ids: Collection[UUID], columns: tuple[str, ...]) -> Iterator[Any]:
    """`columns` of the rows whose `name` is among `ids`, however many these are, in the order in which they were written."""
    wanted = list(ids)
    for start in range(0, len(wanted), AT_ONCE):
        chosen = rows.filter(**{f"{name}__in": wanted[start : start + AT_ONCE]})
        yield from chosen.order_by("entered_at", "pk").values_list(*columns)


def _houses(ids: Collection[UUID | None]) -> dict[UUID | None, str]:
    """Organisations by their full names."""
    return {row.pk: row.full for row in Organisation.objects.filter(pk__in={pk for pk in ids if pk})}

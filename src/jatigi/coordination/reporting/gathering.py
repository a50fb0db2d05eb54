"""What stands in a follow-up report: commitments of an event, a body, a framework or a period with all that became of them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from jatigi.agencies.models import Organisation
from jatigi.coordination.bodies.models import Body
from jatigi.coordination.codes import Theme
from jatigi.coordination.commitments.models import Addressee, Commitment
from jatigi.coordination.engagements.reading import GROUPS, answers, deadline_of, standing_of
from jatigi.coordination.events.models import Event
from jatigi.coordination.evidence import shown
from jatigi.coordination.evidence.shown import Evidence
from jatigi.coordination.frameworks.models import Framework
from jatigi.coordination.measures.models import Measure, MeasureCommitment
from jatigi.coordination.measures.reporting.models import (
    MeasureIndicator,
    ProgressReport,
    ReportEvidence,
)
from jatigi.coordination.measures.reporting.rules import OFFICIAL
from jatigi.coordination.reporting import rules
from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.kernel.errors import NotFound
from jatigi.publications.showing import dated

CHUNK = 5000
"""As many ids as one query names."""
RANK = {name: place for place, name in enumerate(("overdue", "under_way", "kept", "dropped"))}

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a report is about: its title, and which commitments it holds."""

    title: str
    condition: Q


@dataclass(frozen=True, slots=True)
class Step:
    """A measure: who is responsible, what they said last and officially, what shows it."""

    measure: Measure
    who: str
    said: Sequence[tuple[ProgressReport, MeasureIndicator, Sequence[ReportEvidence]]]
    fed: Sequence[tuple[MeasureIndicator, Sequence[Evidence]]]


@dataclass(frozen=True, slots=True)
class Entry:
    commitment: Commitment
    addressees: Sequence[str]
    answers: Sequence[str]
    steps: Sequence[Step]

    @property
    def standing(self) -> str:
        return standing_of(self.commitment)

    @property
    def deadline(self) -> str:
        return deadline_of(self.commitment)


@dataclass(frozen=True, slots=True)
class Group:
    """The commitments on one theme, what is overdue first."""

    title: str
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Report:
    title: str
    on: date
    by: str
    groups: Sequence[Group]

    @property
    def total(self) -> int:
        return sum(len(group.entries) for group in self.groups)

    @property
    def counts(self) -> list[tuple[Any, int]]:
        """(how it stands, how many)."""
        found = Counter(entry.standing for group in self.groups for entry in group.entries)
        return [(label, found[name]) for name, label in GROUPS.items()]


def scope(
    access: Access,
    *,
    event: UUID | None = None,
    body: UUID | None = None,
    framework: UUID | None = None,
    first: date | None = None,
    last: date | None = None,
) -> Scope:
    """What is asked for; several together narrow it down. Raises `NotFound` for what the asker may not know of."""
    titles: list[str] = []
    condition = Q()
    if event is not None:
        found = _known(Event.objects.visible_to(access), event)
        titles.append(f"{found.title}, {dated(found.starts_on)}")
        condition &= Q(event_id=event)
    if body is not None:
        titles.append(_known(Body.objects.visible_to(access), body).name)
        condition &= Q(body_id=body)
    if framework is not None:
        titles.append(str(_known(Framework.objects.all(), framework)))
        condition &= rules.under(access, framework)
    if first is not None and last is not None:
        titles.append(
            _("commitments made from %(first)s to %(last)s") % {"first": dated(first), "last": dated(last)}
        )
        condition &= Q(made_on__gte=first, made_on__lte=last)
    if not titles:
        raise NotFound
    return Scope(" · ".join(titles), condition)


def gathered(
    access: Access, about: Scope, most: int | None = None, progress: Progress | None = None
) -> Report:
    """The report, of `most` commitments at most. A fixed number of queries for every 5,000 commitments."""
    rows = list(Commitment.objects.visible_to(access).filter(about.condition).order_by("reference"))
    rows.sort(key=lambda one: (_theme(one) or "\uffff", RANK[standing_of(one)], one.deadline or date.max))
    entries: list[Entry] = []
    for start in range(0, len(rows[:most]), CHUNK):
        entries += _entries(access, rows[:most][start : start + CHUNK])
        if progress is not None:
            progress(len(entries), len(rows))
    groups = [
        Group(theme or _("without a theme"), list(found))
        for theme, found in groupby(entries, key=lambda entry: _theme(entry.commitment))
    ]
    own = Organisation.objects.filter(pk=access.organisation).first() if access.organisation else None
    return Report(about.title, clock.today(), own.full if own else "", groups)


def _theme(commitment: Commitment) -> str:
    return str(Theme(commitment.theme).label) if commitment.theme else ""


def _entries(access: Access, rows: Sequence[Commitment]) -> list[Entry]:
    ids = [row.pk for row in rows]
    to: dict[UUID, list[Addressee]] = defaultdict(list)
    named = Addressee.objects.visible_to(access).filter(commitment_id__in=ids).select_related("addressed")
    for row in named.order_by("-lead", "entered_at", "pk"):
        to[row.commitment_id].append(row)
    steps = _steps(access, ids)
    return [
        Entry(row, [str(one) for one in to[row.pk]], answers(to[row.pk]), steps.get(row.pk, []))
        for row in rows
    ]


def _steps(access: Access, commitments: Sequence[UUID]) -> dict[UUID, list[Step]]:
    """Commitment → the measures that answer it."""
    links = list(
        MeasureCommitment.objects.visible_to(access)
        .filter(commitment_id__in=commitments)
        .values_list("commitment_id", "measure_id")
    )
    ids = list({measure for _commitment, measure in links})
    measures = {row.pk: row for row in _some(Measure.objects.visible_to(access), "pk", ids)}
    indicators = {
        row.pk: row for row in _some(MeasureIndicator.objects.visible_to(access), "measure_id", ids)
    }
    said = _said(access, ids, indicators)
    fed = shown.of_indicators(access, indicators)
    by_measure: dict[UUID, list[tuple[MeasureIndicator, Sequence[Evidence]]]] = defaultdict(list)
    for pk, found in fed.items():
        by_measure[indicators[pk].measure_id].append((indicators[pk], found))
    names = {
        row.pk: row.full
        for row in Organisation.objects.filter(pk__in={m.organisation_id for m in measures.values()})
    }
    steps = {
        pk: Step(measure, names[measure.organisation_id], said.get(pk, []), by_measure.get(pk, []))
        for pk, measure in measures.items()
    }
    result: dict[UUID, list[Step]] = defaultdict(list)
    for commitment, measure_id in sorted(links, key=lambda link: _when(measures.get(link[1]))):
        if measure_id in steps:
            result[commitment].append(steps[measure_id])
    return result


def _when(measure: Measure | None) -> tuple[date, str]:
    return (measure.due_on or date.max, measure.code) if measure else (date.max, "")


def _said(
    access: Access, measures: Sequence[UUID], indicators: dict[UUID, MeasureIndicator]
) -> dict[UUID, list[tuple[ProgressReport, MeasureIndicator, Sequence[ReportEvidence]]]]:
    """Measure → the last official report on each of its indicators."""
    rows = ProgressReport.objects.visible_to(access).filter(state__in=OFFICIAL)
    newest: dict[UUID, ProgressReport] = {}
    for row in sorted(
        _some(rows, "measure_id", measures), key=lambda row: row.validated_at or row.entered_at
    ):
        newest[row.indicator_id] = row
    documents: dict[UUID, list[ReportEvidence]] = defaultdict(list)
    shown_by = ReportEvidence.objects.visible_to(access).filter(content=None)
    for document in _some(shown_by, "report_id", [row.pk for row in newest.values()]):
        documents[document.report_id].append(document)
    found: dict[UUID, list[tuple[ProgressReport, MeasureIndicator, Sequence[ReportEvidence]]]] = defaultdict(
        list
    )
    for row in newest.values():
        if row.indicator_id in indicators:
            found[row.measure_id].append((row, indicators[row.indicator_id], documents.get(row.pk, [])))
    return found


def _some(rows: Any, name: str, ids: Sequence[UUID]) -> Iterator[Any]:
    """The rows whose `name` is among `ids`, however many these are."""
    for start in range(0, len(ids), CHUNK):
        yield from rows.filter(**{f"{name}__in": ids[start : start + CHUNK]}).order_by("entered_at", "pk")


def _known(rows: Any, pk: UUID) -> Any:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found

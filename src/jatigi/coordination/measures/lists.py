"""Measures as they are listed: each with its organisations and the references that it answers, in few queries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from jatigi.coordination import houses
from jatigi.coordination.commitments.models import Commitment
from jatigi.coordination.measures import rules
from jatigi.coordination.measures.models import Measure, MeasureCommitment, MeasureOrganisation, MeasureState
from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.kernel.pages import Page, keyset

TONES = {
    MeasureState.PLANNED: "neutral",
    MeasureState.UNDER_WAY: "info",
    MeasureState.DONE: "success",
    MeasureState.ABANDONED: "danger",
}
WHOSE = ("all", "mine", "overdue")


@dataclass(frozen=True, slots=True)
class Line:
    """A measure in words."""

    measure: Measure
    responsible: str
    supporters: Sequence[str]
    commitments: Sequence[Commitment]

    @property
    def tone(self) -> str:
        return TONES[MeasureState(self.measure.state)]

    @property
    def overdue(self) -> bool:
        due = self.measure.due_on
        return due is not None and self.measure.state in rules.LIVE and due < clock.today()


def listed(access: Access, whose: str, commitment: UUID | None = None, cursor: str = "") -> Page[Measure]:
    """A page of measures: all, those that involve the own organisation, or overdue ones; of one commitment alone."""
    rows = Measure.objects.visible_to(access)
    if whose == "mine" and access.organisation is not None:
        rows = rows.filter(rules.involving(access.organisation))
    if commitment is not None:
        rows = rows.filter(rules.answering([commitment]))
    if whose == "overdue":
        return keyset(rows.filter(rules.overdue()), ("due_on",), cursor)
    return keyset(rows, ("-entered_at",), cursor)


def lines(access: Access, measures: Sequence[Measure]) -> list[Line]:
    """The measures in words; five queries for all of them."""
    pks = [measure.pk for measure in measures]
    supporting: dict[UUID, list[UUID]] = defaultdict(list)
    for row in MeasureOrganisation.objects.visible_to(access).filter(measure_id__in=pks):
        supporting[row.measure_id].append(row.organisation_id)
    links = MeasureCommitment.objects.visible_to(access).filter(measure_id__in=pks)
    answering: dict[UUID, list[UUID]] = defaultdict(list)
    for link in links:
        answering[link.measure_id].append(link.commitment_id)
    wanted = {pk for several in answering.values() for pk in several}
    commitments = {row.pk: row for row in Commitment.objects.visible_to(access).filter(pk__in=wanted)}
    called = houses.names(
        {m.organisation_id for m in measures} | {pk for several in supporting.values() for pk in several}
    )
    return [
        Line(
            measure,
            called.get(measure.organisation_id, ""),
            sorted(called[pk] for pk in supporting[measure.pk] if pk in called),
            sorted(
                (commitments[pk] for pk in answering[measure.pk] if pk in commitments),
                key=lambda commitment: commitment.reference,
            ),
        )
        for measure in measures
    ]


def supporters_of(access: Access, measure: Measure) -> list[str]:
    """The ids of the organisations that support a measure, as a form holds them."""
    rows = MeasureOrganisation.objects.visible_to(access).filter(measure=measure)
    return [str(pk) for pk in rows.values_list("organisation_id", flat=True)]

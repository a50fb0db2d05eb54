"""Who plans and changes measures, and which secretariat minds them."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from jatigi.coordination.commitments.models import Commitment
from jatigi.coordination.measures.models import Measure, MeasureCommitment, MeasureOrganisation
from jatigi.coordination.rules import REPORTERS, is_secretariat, may_see
from jatigi.kernel import clock
from jatigi.kernel.access import Access, service_access
from jatigi.kernel.querysets import NOTHING

LIVE = ("planned", "under_way")

FOLLOWING = service_access(
    "coordination.measures",
    [
        "coordination.Commitment",
        "coordination.Addressee",
        "coordination.Measure",
        "coordination.MeasureCommitment",
        "coordination.MeasureOrganisation",
    ],
)
"""Which secretariat a measure concerns, and how its commitments stand, never depends on who asks."""


def may_plan(access: Access) -> bool:
    return may_see(access) and access.has(*REPORTERS)


def is_responsible(access: Access, measure: Measure) -> bool:
    """Says for the responsible organisation what it does."""
    return may_plan(access) and measure.organisation_id == access.organisation


def minds(access: Access, measure: Measure | UUID) -> bool:
    """The secretariat of a commitment that the measure answers."""
    pk = measure.pk if isinstance(measure, Measure) else measure
    return is_secretariat(access) and access.organisation in secretariats(pk)


def may_work_on(access: Access, measure: Measure) -> bool:
    return is_responsible(access, measure) or minds(access, measure)


def answered_by(measure: UUID) -> list[Commitment]:
    """The commitments that a measure answers, whoever asks."""
    links = MeasureCommitment.objects.visible_to(FOLLOWING).filter(measure_id=measure)
    answered = Commitment.objects.visible_to(FOLLOWING).filter(pk__in=links.values("commitment_id"))
    return list(answered.order_by("reference"))


def secretariats(measure: UUID) -> set[UUID]:
    """The organisations that keep up what a measure answers."""
    return {commitment.organisation_id for commitment in answered_by(measure)}


def minded_by(organisation: UUID | None, path: str = "pk") -> Q:
    """Rows whose measure, to which `path` leads, answers a commitment that `organisation` keeps up."""
    if organisation is None:
        return NOTHING
    links = MeasureCommitment.objects.visible_to(FOLLOWING).filter(
        measure_id=OuterRef(path), commitment__organisation_id=organisation
    )
    return Q(Exists(links))


def answering_visible(access: Access, path: str) -> Q:
    """Rows whose measure, to which `path` leads, answers a commitment that `access` may know of."""
    return Q(Exists(MeasureCommitment.objects.visible_to(access).filter(measure_id=OuterRef(path))))


def involving(organisation: UUID) -> Q:
    """Measures that an organisation is responsible for, or supports."""
    supported = MeasureOrganisation.objects.visible_to(FOLLOWING).filter(
        measure_id=OuterRef("pk"), organisation_id=organisation
    )
    return Q(organisation_id=organisation) | Q(Exists(supported))


def answering(commitments: Sequence[UUID]) -> Q:
    """Measures that answer one of `commitments`."""
    links = MeasureCommitment.objects.visible_to(FOLLOWING).filter(
        measure_id=OuterRef("pk"), commitment_id__in=commitments
    )
    return Q(Exists(links))


def overdue() -> Q:
    """Measures that should be done already."""
    return Q(state__in=LIVE, due_on__lt=clock.today())

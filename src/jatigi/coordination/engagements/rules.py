"""What of a public commitment anybody may read besides its own row."""

from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Q, When
from django.db.models import Value as Literal

from jatigi.coordination.commitments.models import OPEN, Addressee, Commitment
from jatigi.coordination.frameworks.models import CommitmentLink
from jatigi.kernel import clock
from jatigi.kernel.access import ANONYMOUS, Purpose, service_access

BESIDE = service_access(
    "coordination.engagements",
    [
        "coordination.Measure",
        "coordination.MeasureCommitment",
        "coordination.MeasureIndicator",
        "coordination.ProgressReport",
        "coordination.ReportEvidence",
        "coordination.Comment",
        "coordination.CommentAnswer",
        "coordination.EvidenceFeed",
    ],
    Purpose.PUBLIC,
)
"""What organisations stand by and what was moderated, of public commitments only: every query begins with their ids."""

DONE = ("kept",)
DROPPED = ("dropped",)


def standing(name: str) -> Q:
    """Commitments that were kept, are under way, are overdue or were dropped; all of them for any other name."""
    late = Q(state__in=OPEN, deadline__lt=clock.today())
    known = {
        "kept": Q(state__in=DONE),
        "overdue": late,
        "under_way": Q(state__in=OPEN) & ~late,
        "dropped": Q(state__in=DROPPED),
    }
    return known.get(name, Q())


def standing_column() -> Case:
    """The same as a column, to count by."""
    late = When(Q(state__in=OPEN, deadline__lt=clock.today()), then=Literal("overdue"))
    kept, dropped = (When(state__in=states, then=Literal(states[0])) for states in (DONE, DROPPED))
    return Case(late, kept, dropped, default=Literal("under_way"))


def addressed_to(organisation: UUID) -> Q:
    rows = Addressee.objects.visible_to(ANONYMOUS).filter(
        commitment_id=OuterRef("pk"), addressed_id=organisation
    )
    return Q(Exists(rows))


def under(framework: UUID) -> Q:
    """Commitments that serve an item of a framework."""
    links = CommitmentLink.objects.visible_to(ANONYMOUS).filter(
        commitment_id=OuterRef("pk"), item__framework_id=framework
    )
    return Q(Exists(links))


def served() -> Q:
    """Frameworks that some public commitment serves."""
    links = CommitmentLink.objects.visible_to(ANONYMOUS).filter(item__framework_id=OuterRef("pk"))
    return Q(Exists(links))


def told_of(path: str) -> Q:
    """Bodies or events of which some public commitment is; `path` leads from it to them."""
    return Q(Exists(Commitment.objects.visible_to(ANONYMOUS).filter(**{path: OuterRef("pk")})))


def named_somewhere() -> Q:
    """Organisations to which some public commitment is addressed."""
    return Q(Exists(Addressee.objects.visible_to(ANONYMOUS).filter(addressed_id=OuterRef("pk"))))

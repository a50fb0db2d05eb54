"""Every table of the room; each stands with its own part."""

from jatigi.coordination.bodies.models import Body, BodyMember
from jatigi.coordination.commitments.models import Addressee, Cluster, Commitment
from jatigi.coordination.events.models import Event
from jatigi.coordination.evidence.models import EvidenceFeed
from jatigi.coordination.frameworks.models import CommitmentLink, Framework, FrameworkItem
from jatigi.coordination.handover.models import HandOver
from jatigi.coordination.measures.comments.models import Comment, CommentAnswer, CommentConcern
from jatigi.coordination.measures.links.models import ReportLink
from jatigi.coordination.measures.models import (
    Measure,
    MeasureCommitment,
    MeasureOrganisation,
    StateProposal,
)
from jatigi.coordination.measures.reporting.models import (
    MeasureIndicator,
    ProgressReport,
    ReportDue,
    ReportEvidence,
)

__all__ = [
    "Addressee",
    "Body",
    "BodyMember",
    "Cluster",
    "Comment",
    "CommentAnswer",
    "CommentConcern",
    "Commitment",
    "CommitmentLink",
    "Event",
    "EvidenceFeed",
    "Framework",
    "FrameworkItem",
    "HandOver",
    "Measure",
    "MeasureCommitment",
    "MeasureIndicator",
    "MeasureOrganisation",
    "ProgressReport",
    "ReportDue",
    "ReportEvidence",
    "ReportLink",
    "StateProposal",
]

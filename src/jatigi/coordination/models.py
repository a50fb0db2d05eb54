"""Every table of the room; each stands with its own part."""

from jatigi.coordination.bodies.models import Body, BodyContact, BodyMember, CalendarFeed, WorkLine
from jatigi.coordination.commitments.models import Addressee, Cluster, Commitment, Likeness, Step
from jatigi.coordination.documents.models import Document
from jatigi.coordination.events.models import (
    AgendaItem,
    Contribution,
    Event,
    EventSeries,
    Participant,
    Session,
)
from jatigi.coordination.evidence.models import EvidenceFeed
from jatigi.coordination.frameworks.models import CommitmentLink, Framework, FrameworkItem
from jatigi.coordination.handover.models import HandOver
from jatigi.coordination.measures.comments.models import Comment, CommentAnswer, CommentConcern
from jatigi.coordination.measures.links.models import ReportLink
from jatigi.coordination.measures.models import Measure, MeasureCommitment, MeasureOrganisation
from jatigi.coordination.measures.reporting.models import (
    MeasureIndicator,
    ProgressReport,
    ReportDue,
    ReportEvidence,
)
from jatigi.coordination.minutes.models import Mark, Minutes, MinutesVersion, Paragraph, ParagraphText

__all__ = [
    "Addressee",
    "AgendaItem",
    "Body",
    "BodyContact",
    "BodyMember",
    "CalendarFeed",
    "Cluster",
    "Comment",
    "CommentAnswer",
    "CommentConcern",
    "Commitment",
    "CommitmentLink",
    "Contribution",
    "Document",
    "Event",
    "EventSeries",
    "EvidenceFeed",
    "Framework",
    "FrameworkItem",
    "HandOver",
    "Likeness",
    "Mark",
    "Measure",
    "MeasureCommitment",
    "MeasureIndicator",
    "MeasureOrganisation",
    "Minutes",
    "MinutesVersion",
    "Paragraph",
    "ParagraphText",
    "Participant",
    "ProgressReport",
    "ReportDue",
    "ReportEvidence",
    "ReportLink",
    "Session",
    "Step",
    "WorkLine",
]

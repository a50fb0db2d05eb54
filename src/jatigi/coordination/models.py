"""Every table of the room; each stands with its own part."""

from jatigi.coordination.awareness.models import (
    Campaign,
    CampaignAnswer,
    CampaignOrigin,
    CampaignReach,
    Fact,
    Training,
    TrainingCount,
)
from jatigi.coordination.bodies.models import Body, BodyContact, BodyMember, CalendarFeed, WorkLine
from jatigi.coordination.commitments.books.models import Book
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
from jatigi.coordination.frameworks.models import (
    CommitmentLink,
    Framework,
    FrameworkItem,
    InstrumentParty,
    Position,
    RightsLine,
)
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
from jatigi.coordination.plans.models import PlanCost, PlanIndicator, PlanValue
from jatigi.coordination.practices.models import Practice
from jatigi.coordination.projects.models import (
    Exposure,
    Project,
    ProjectBudget,
    ProjectCommitment,
    ProjectPartner,
    ProjectPlace,
    ProjectReach,
    ProjectResult,
)
from jatigi.coordination.reading.models import Communique, ReadProposal
from jatigi.coordination.reporting.models import FollowUp
from jatigi.coordination.treaties.models import Clause, Observance, Treaty

__all__ = [
    "Addressee",
    "AgendaItem",
    "Body",
    "BodyContact",
    "BodyMember",
    "Book",
    "CalendarFeed",
    "Campaign",
    "CampaignAnswer",
    "CampaignOrigin",
    "CampaignReach",
    "Clause",
    "Cluster",
    "Comment",
    "CommentAnswer",
    "CommentConcern",
    "Commitment",
    "CommitmentLink",
    "Communique",
    "Contribution",
    "Document",
    "Event",
    "EventSeries",
    "EvidenceFeed",
    "Exposure",
    "Fact",
    "FollowUp",
    "Framework",
    "FrameworkItem",
    "HandOver",
    "InstrumentParty",
    "Likeness",
    "Mark",
    "Measure",
    "MeasureCommitment",
    "MeasureIndicator",
    "MeasureOrganisation",
    "Minutes",
    "MinutesVersion",
    "Observance",
    "Paragraph",
    "ParagraphText",
    "Participant",
    "PlanCost",
    "PlanIndicator",
    "PlanValue",
    "Position",
    "Practice",
    "ProgressReport",
    "Project",
    "ProjectBudget",
    "ProjectCommitment",
    "ProjectPartner",
    "ProjectPlace",
    "ProjectReach",
    "ProjectResult",
    "ReadProposal",
    "ReportDue",
    "ReportEvidence",
    "ReportLink",
    "RightsLine",
    "Session",
    "Step",
    "Training",
    "TrainingCount",
    "Treaty",
    "WorkLine",
]

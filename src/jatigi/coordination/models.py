"""Every table of the room; each stands with its own part."""

from jatigi.coordination.bodies.models import Body, BodyContact, BodyMember, CalendarFeed, WorkLine
from jatigi.coordination.documents.models import Document
from jatigi.coordination.events.models import (
    AgendaItem,
    Contribution,
    Event,
    EventSeries,
    Participant,
    Session,
)
from jatigi.coordination.commitments.books.models import Book
from jatigi.coordination.commitments.models import Addressee, Cluster, Commitment, Likeness, Step
from jatigi.coordination.frameworks.models import CommitmentLink, Framework, FrameworkItem
from jatigi.coordination.measures.models import Measure, MeasureCommitment, MeasureOrganisation
from jatigi.coordination.minutes.models import Mark, Minutes, MinutesVersion, Paragraph, ParagraphText
from jatigi.coordination.reading.models import Communique, ReadProposal

__all__ = [
    "Addressee",
    "AgendaItem",
    "Body",
    "BodyContact",
    "BodyMember",
    "CalendarFeed",
    "Book",
    "Cluster",
    "Commitment",
    "CommitmentLink",
    "Communique",
    "Contribution",
    "Document",
    "Event",
    "EventSeries",
    "Framework",
    "FrameworkItem",
    "Mark",
    "Likeness",
    "Measure",
    "MeasureCommitment",
    "MeasureOrganisation",
    "Minutes",
    "MinutesVersion",
    "Paragraph",
    "ParagraphText",
    "Participant",
    "ReadProposal",
    "Session",
    "Step",
    "WorkLine",
]

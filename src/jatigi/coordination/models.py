"""Every table of the room; each stands with its own part."""

from jatigi.coordination.bodies.models import Body, BodyContact, BodyMember, CalendarFeed, WorkLine
from jatigi.coordination.commitments.models import Addressee, Cluster, Commitment
from jatigi.coordination.events.models import (
    AgendaItem,
    Contribution,
    Event,
    EventSeries,
    Participant,
    Session,
)
from jatigi.coordination.frameworks.models import CommitmentLink, Framework, FrameworkItem
from jatigi.coordination.measures.models import Measure, MeasureCommitment, MeasureOrganisation

__all__ = [
    "Addressee",
    "AgendaItem",
    "Body",
    "BodyContact",
    "BodyMember",
    "CalendarFeed",
    "Cluster",
    "Commitment",
    "CommitmentLink",
    "Contribution",
    "Event",
    "EventSeries",
    "Framework",
    "FrameworkItem",
    "Measure",
    "MeasureCommitment",
    "MeasureOrganisation",
    "Participant",
    "Session",
    "WorkLine",
]

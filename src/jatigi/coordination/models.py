"""Every table of the room; each stands with its own part."""

from jatigi.coordination.bodies.models import Body, BodyMember
from jatigi.coordination.commitments.models import Addressee, Cluster, Commitment
from jatigi.coordination.events.models import Event
from jatigi.coordination.frameworks.models import CommitmentLink, Framework, FrameworkItem
from jatigi.coordination.measures.models import Measure, MeasureCommitment, MeasureOrganisation

__all__ = [
    "Addressee",
    "Body",
    "BodyMember",
    "Cluster",
    "Commitment",
    "CommitmentLink",
    "Event",
    "Framework",
    "FrameworkItem",
    "Measure",
    "MeasureCommitment",
    "MeasureOrganisation",
]

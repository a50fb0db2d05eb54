"""Every table of the room; each stands with its own part."""

from jatigi.coordination.awareness.models import Campaign, CampaignReach, Fact, Training, TrainingCount
from jatigi.coordination.bodies.models import Body, BodyMember
from jatigi.coordination.commitments.models import Addressee, Cluster, Commitment
from jatigi.coordination.events.models import Event
from jatigi.coordination.frameworks.models import (
    CommitmentLink,
    Framework,
    FrameworkItem,
    InstrumentParty,
    Position,
    RightsLine,
)
from jatigi.coordination.measures.models import Measure, MeasureCommitment, MeasureOrganisation
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
from jatigi.coordination.treaties.models import Clause, Observance, Treaty

__all__ = [
    "Addressee",
    "Body",
    "BodyMember",
    "Campaign",
    "CampaignReach",
    "Clause",
    "Cluster",
    "Commitment",
    "CommitmentLink",
    "Event",
    "Exposure",
    "Fact",
    "Framework",
    "FrameworkItem",
    "InstrumentParty",
    "Measure",
    "MeasureCommitment",
    "MeasureOrganisation",
    "Observance",
    "PlanCost",
    "PlanIndicator",
    "PlanValue",
    "Position",
    "Practice",
    "Project",
    "ProjectBudget",
    "ProjectCommitment",
    "ProjectPartner",
    "ProjectPlace",
    "ProjectReach",
    "ProjectResult",
    "RightsLine",
    "Training",
    "TrainingCount",
    "Treaty",
]

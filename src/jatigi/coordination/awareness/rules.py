"""Trainings and campaigns everybody on the node may know; who held them keeps them up."""

from jatigi.coordination.awareness.models import (
    Campaign,
    CampaignAnswer,
    CampaignOrigin,
    CampaignReach,
    Training,
    TrainingCount,
)
from jatigi.coordination.frameworks.rules import WRITERS, everybody, holds, may_tell
from jatigi.kernel.querysets import visible

__all__ = ["WRITERS", "holds", "may_tell"]

for _table in (Training, TrainingCount, Campaign, CampaignReach, CampaignOrigin, CampaignAnswer):
    visible(_table)(everybody)

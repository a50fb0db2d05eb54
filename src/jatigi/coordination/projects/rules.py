"""Projects everybody on the node may know; who carries one out keeps it up."""

from jatigi.coordination.frameworks.rules import WRITERS, everybody, holds, may_tell
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
from jatigi.kernel.querysets import visible

__all__ = ["WRITERS", "holds", "may_tell"]

TABLES = (ProjectPartner, ProjectBudget, ProjectPlace, ProjectReach, ProjectResult)
"""What belongs to a project."""

for _table in (Project, Exposure, *TABLES, ProjectCommitment):
    visible(_table)(everybody)

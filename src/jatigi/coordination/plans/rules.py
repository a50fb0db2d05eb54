"""What a plan counts and costs everybody on the node may know; who wrote it down keeps it up."""

from jatigi.coordination.frameworks.models import FrameworkItem
from jatigi.coordination.frameworks.rules import WRITERS, everybody, holds, may_tell
from jatigi.coordination.plans.models import PlanCost, PlanIndicator, PlanValue
from jatigi.kernel.access import Access
from jatigi.kernel.querysets import visible

for _table in (PlanIndicator, PlanValue, PlanCost):
    visible(_table)(everybody)

__all__ = ["WRITERS", "may_add", "may_cost", "may_keep"]

may_add = may_tell
may_keep = holds


def may_cost(access: Access, _item: FrameworkItem) -> bool:
    """Each organisation says what it read of the cost; it replaces only its own lines."""
    return may_tell(access)

"""Scheduled work: clocks that ran out are told to the supervisors, once each."""

from datetime import timedelta

from jatigi.cases import actions, clocks, rules
from jatigi.cases.models import Case
from jatigi.kernel.access import Access
from jatigi.kernel.schedule import scheduled

AT_ONCE = 500


@scheduled(rules.CLOCKS_JOB, every=timedelta(minutes=5), scope=("cases.Case",))
def escalate_overdue(access: Access) -> None:
    """Cases on which nobody acted in time, of all organisations."""
    late = Case.objects.visible_to(access).filter(clocks.overdue(), escalated_at__isnull=True)
    for case in late.order_by("urgent_until")[:AT_ONCE]:
        actions.escalate(access, case)

"""Scheduled work: second looks that did not come in time."""

from datetime import timedelta

from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.kernel.schedule import scheduled
from jatigi.protection import actions, rules
from jatigi.protection.models import LawfulBasis


@scheduled(rules.ESCALATION, every=timedelta(minutes=15), scope=("protection.LawfulBasis",))
def escalate_second_looks(access: Access) -> int:
    """Tell the supervisors once more about each second look that is overdue. Returns how many."""
    overdue = list(
        LawfulBasis.objects.visible_to(access)
        .filter(rules.awaiting_second_look(), rules.not_yet_escalated(), second_look_due__lt=clock.now())
        .values_list("pk", flat=True)
    )
    for basis in overdue:
        actions.escalate(access, basis)
    return len(overdue)

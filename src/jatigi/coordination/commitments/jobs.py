"""Scheduled work: deadlines that come near or are over are recalled, once for each step and never one by one."""

from datetime import timedelta

from jatigi.coordination.commitments import actions, rules
from jatigi.kernel.access import Access
from jatigi.kernel.schedule import scheduled


@scheduled(
    rules.REMINDING,
    every=timedelta(hours=24),
    scope=("coordination.Commitment", "coordination.Addressee", "agencies.Notification"),
)
def remind(access: Access) -> None:
    """30 and 7 days before, on the day, then every month: one notice for each organisation, however many are due."""
    actions.remind(access)

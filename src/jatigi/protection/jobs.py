"""Scheduled work: second looks that did not come in time, agreements between organisations that begin and end."""

from datetime import timedelta

from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.kernel.schedule import scheduled
from jatigi.protection import actions, bases, rules
from jatigi.protection.agreements import actions as sharing
from jatigi.protection.agreements import rules as agreements
from jatigi.protection.models import LawfulBasis, SharingAgreement

ANNOUNCED = (14, 60)
"""Days before its end at which an agreement between organisations is announced; the later one wins where both are due."""


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


@scheduled(agreements.SCHEDULE, every=timedelta(hours=6), scope=("protection.SharingAgreement",))
def watch_agreements(access: Access) -> None:
    """Agreements between organisations begin on their first day and end after their last; the end is announced twice."""
    rows, today = SharingAgreement.objects.visible_to(access), bases.today()
    for pk in list(rows.filter(state="signed", from_on__lte=today).values_list("pk", flat=True)):
        sharing.begin(access, pk)
    for pk in list(rows.filter(state="in_force", until__lt=today).values_list("pk", flat=True)):
        sharing.end(access, pk)
    for days in ANNOUNCED:
        soon = rows.filter(agreements.ending_within(days)).exclude(warned_days__lte=days)
        for pk in list(soon.values_list("pk", flat=True)):
            sharing.announce(access, pk, days=days)

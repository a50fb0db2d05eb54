"""Scheduled work: the next due dates, and reminders."""

from datetime import timedelta

from jatigi.coordination.measures import rules as measures
from jatigi.coordination.measures.links import mailing
from jatigi.coordination.measures.reporting import actions, rules
from jatigi.coordination.measures.reporting.models import MeasureIndicator, ReportDue
from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.kernel.schedule import scheduled

REMINDED = (-14, 1, 30)
"""Days from the due date on which who reports is told; the last one that has come wins."""
AT_ONCE = 500


@scheduled(
    rules.SCHEDULE,
    every=timedelta(hours=6),
    scope=("coordination.MeasureIndicator", "coordination.ReportDue"),
)
def keep_dues(access: Access) -> None:
    """Write down the due dates that have come into sight, and remind of those that come or are late."""
    rhythmic = MeasureIndicator.objects.visible_to(access).filter(
        every_months__gt=0, measure__state__in=measures.LIVE
    )
    for pk in list(rhythmic.values_list("pk", flat=True)):
        actions.schedule(access, pk)
    remind(access)


def remind(access: Access) -> None:
    """Each reminder once."""
    today = clock.today()
    for day in REMINDED:
        come = ReportDue.objects.visible_to(access).filter(
            rules.waiting(), due_on__lte=today - timedelta(days=day)
        )
        fresh = come.exclude(reminded__gte=day).order_by("due_on")
        if day != REMINDED[-1]:  # told what is nearest to the truth, not everything that was missed
            following = REMINDED[REMINDED.index(day) + 1]
            fresh = fresh.filter(due_on__gt=today - timedelta(days=following))
        for pk in list(fresh.values_list("pk", flat=True)[:AT_ONCE]):
            actions.remind(access, pk, day=day)
            mailing.remind(pk)

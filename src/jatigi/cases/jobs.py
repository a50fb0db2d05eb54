"""Scheduled work: clocks that ran out and tasks past their day are told, once each."""

from contextlib import suppress
from datetime import timedelta

from jatigi.cases import actions, clocks, rules
from jatigi.cases.codes import TASK_LATE
from jatigi.cases.models import Case, Task
from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.kernel.errors import JatigiError
from jatigi.kernel.schedule import scheduled

AT_ONCE = 500


@scheduled(rules.CLOCKS_JOB, every=timedelta(minutes=5), scope=("cases.Case", "cases.Task"))
def escalate_overdue(access: Access) -> None:
    """Cases on which nobody acted in time and tasks past their day, of all organisations."""
    late = Case.objects.visible_to(access).filter(clocks.overdue(), escalated_at__isnull=True)
    for case in late.order_by("urgent_until")[:AT_ONCE]:
        actions.escalate(access, case)
    for urgency, (first, then) in TASK_LATE.items():
        _tell_of_late_tasks(access, urgency, first, then)


def _tell_of_late_tasks(access: Access, urgency: str, first: timedelta, then: timedelta) -> None:
    """Whoever has a task first; the supervisors where that did not help. A task that ended meanwhile is left out."""
    now = clock.now()
    late = Task.objects.visible_to(access).filter(
        state="open", due__lt=now - first, case__urgency=urgency, case__closed_at__isnull=True
    )
    reminded = late.filter(escalated_at=None, due__lt=now - then, reminded_at__lt=now - (then - first))
    for task in [*reminded.order_by("due")[:AT_ONCE]]:
        with suppress(JatigiError):
            actions.escalate_task(access, task.pk)
    for task in [*late.filter(reminded_at=None).order_by("due")[:AT_ONCE]]:
        with suppress(JatigiError):
            actions.remind_task(access, task.pk)

"""Scheduled work: what a workbook said is kept for a week."""

from datetime import timedelta

from jatigi.directory.workbooks import actions, rules
from jatigi.directory.workbooks.models import Workbook, WorkbookState
from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.kernel.schedule import scheduled


@scheduled(rules.WORKBOOKS, every=timedelta(hours=6), scope=("directory.Workbook",))
def end_workbooks(access: Access) -> None:
    """Workbooks that nobody brought in within a week: what they said goes. Those of all organisations."""
    over = Workbook.objects.visible_to(access).filter(until__lt=clock.now(), state=WorkbookState.CHECKED)
    for workbook in list(over):
        actions.end(access, workbook)

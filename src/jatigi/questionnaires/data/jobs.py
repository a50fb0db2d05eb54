"""Scheduled work: requests that nobody approved and files that nobody took end after a day."""

from datetime import timedelta

from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.kernel.schedule import scheduled
from jatigi.questionnaires.codes import ExportState
from jatigi.questionnaires.data import actions, rules
from jatigi.questionnaires.models import Export

OPEN = (ExportState.WAITING, ExportState.MAKING, ExportState.READY)


@scheduled(
    rules.EXPORTS, every=timedelta(hours=1), scope=("questionnaires.Export", "questionnaires.ExportPart")
)
def end_exports(access: Access) -> None:
    """Those of all organisations."""
    for export in list(Export.objects.visible_to(access).filter(state__in=OPEN, until__lt=clock.now())):
        actions.end(access, export)

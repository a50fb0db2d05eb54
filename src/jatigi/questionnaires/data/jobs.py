"""Scheduled work: requests and files end after a day, and a file whose making broke off does not stay "being made"."""

from datetime import timedelta

from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.kernel.schedule import scheduled
from jatigi.questionnaires.codes import ExportState
from jatigi.questionnaires.data import actions, rules
from jatigi.questionnaires.models import Export

OPEN = (ExportState.WAITING, ExportState.MAKING, ExportState.READY)
LONGEST = timedelta(hours=1)
"""How long a file may be in the making, with the wait for its turn; whoever made it has died then."""


@scheduled(
    rules.EXPORTS, every=timedelta(minutes=10), scope=("questionnaires.Export", "questionnaires.ExportPart")
)
def end_exports(access: Access) -> None:
    """Those of all organisations."""
    _fail_broken_off(access)
    for export in list(Export.objects.visible_to(access).filter(state__in=OPEN, until__lt=clock.now())):
        actions.end(access, export)


def _fail_broken_off(access: Access) -> None:
    making = Export.objects.visible_to(access).filter(state=ExportState.MAKING, until__gt=clock.now())
    for export in list(making):
        if (export.decided_at or export.asked_at) < clock.now() - LONGEST:
            actions.fail(access, export)

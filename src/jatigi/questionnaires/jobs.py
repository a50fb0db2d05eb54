"""Scheduled work: drafts that nobody went on with end."""

from datetime import timedelta

from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.kernel.schedule import scheduled
from jatigi.questionnaires import rules
from jatigi.questionnaires.filling import actions
from jatigi.questionnaires.models import Draft


@scheduled(rules.DRAFTS, every=timedelta(days=1), scope=("questionnaires.Draft", "questionnaires.DraftFile"))
def end_drafts(access: Access) -> None:
    """Those of all organisations that are older than `Draft.KEEP`."""
    if Draft.objects.visible_to(access).filter(saved_at__lt=clock.now() - Draft.KEEP).exists():
        actions.end(access)

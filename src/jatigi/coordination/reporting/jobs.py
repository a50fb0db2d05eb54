"""Scheduled work: documents go after a day, and one whose making broke off does not stay "being made"."""

from datetime import timedelta

from jatigi.coordination.reporting import actions, rules
from jatigi.coordination.reporting.models import FollowUp, PaperState
from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.kernel.schedule import scheduled

LONGEST = timedelta(hours=1)
"""How long a document may be in the making, with the wait for its turn; whoever made it has died then."""


@scheduled(rules.PAPERS, every=timedelta(minutes=30), scope=("coordination.FollowUp",))
def end_papers(access: Access) -> None:
    """Those of all organisations."""
    rows, now = FollowUp.objects.visible_to(access).defer("content"), clock.now()
    for paper in list(rows.filter(until__lt=now).exclude(state=PaperState.ENDED)):
        actions.end(access, paper)
    for paper in list(rows.filter(state=PaperState.MAKING, asked_at__lt=now - LONGEST)):
        actions.fail(access, paper)

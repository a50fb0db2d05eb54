"""Scheduled work: questions go out, and end by their date."""

from datetime import timedelta

from jatigi.inquiries import actions, matching, rules
from jatigi.inquiries.codes import State
from jatigi.inquiries.models import Inquiry
from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.kernel.errors import JatigiError
from jatigi.kernel.schedule import scheduled

AT_ONCE = 50


@scheduled(rules.MATCHING, every=timedelta(minutes=1), scope=rules.SCOPE)
def match_and_end(access: Access) -> None:
    """Each question is one action of its own: what changed meanwhile does not stop the others."""
    waiting = Inquiry.objects.visible_to(access).filter(state=State.OPEN)
    for inquiry in list(waiting.filter(until__lte=clock.now())):
        try:
            actions.end(access, inquiry)
        except JatigiError:
            continue
    due = waiting.filter(matched_at=None, due_at__lte=clock.now(), until__gt=clock.now())
    for inquiry in list(due.order_by("due_at")[:AT_ONCE]):
        try:
            actions.match(access, inquiry, found=matching.found(inquiry))
        except JatigiError:
            continue

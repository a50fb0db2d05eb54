"""Scheduled work: the figures of the network, once a night."""

from datetime import date, timedelta

from django.db.models import Min

from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.kernel.schedule import scheduled
from jatigi.referrals.models import Referral
from jatigi.statistics.models import NetworkFigures
from jatigi.statistics.network import actions, counting, rules

BACK = timedelta(days=3 * 366)


@scheduled(rules.COUNTING, every=timedelta(hours=24), scope=rules.SCOPE)
def count_network(access: Access) -> None:
    """The running quarter and the one before anew, older ones once. Answers that come later do not change what stood."""
    for quarter in _wanted(access):
        actions.keep(access, quarter=quarter, content=counting.figures(access, quarter))


def _wanted(access: Access) -> list[date]:
    today = clock.today()
    running = counting.quarter_of(today)
    before = counting.quarter_of(running - timedelta(days=1))
    first = Referral.objects.visible_to(access).aggregate(first=Min("sent_at"))["first"]
    quarter = counting.quarter_of(max((first or clock.now()).date(), today - BACK))
    known = set(NetworkFigures.objects.visible_to(access).values_list("quarter", flat=True))
    found = []
    while quarter <= running:
        if quarter not in known or quarter in (before, running):
            found.append(quarter)
        quarter = counting.following(quarter)
    return found

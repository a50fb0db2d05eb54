"""Who sees what feeds an indicator, and who says so."""

from django.db.models import Exists, OuterRef, Q

from jatigi.coordination.evidence.models import EvidenceFeed
from jatigi.coordination.measures import rules as measures
from jatigi.coordination.measures.reporting import rules as reporting
from jatigi.coordination.measures.reporting.models import MeasureIndicator
from jatigi.coordination.rules import REPORTERS, is_secretariat, may_see
from jatigi.kernel.access import Access, service_access
from jatigi.kernel.querysets import NOTHING, visible

FEEDERS = REPORTERS

KNOWING = service_access("coordination.evidence", ["coordination.EvidenceFeed"])
"""Whom a new version of a table concerns never depends on who publishes it."""


@visible(EvidenceFeed)
def feeds(access: Access) -> Q:
    """Of items of frameworks whoever works on the node; of an indicator whoever may know of its measure."""
    if not may_see(access):
        return NOTHING
    seen = MeasureIndicator.objects.visible_to(access).filter(pk=OuterRef("indicator_id"))
    return Q(indicator=None) | Q(Exists(seen))


def may_feed(access: Access) -> bool:
    return may_see(access) and access.has(*FEEDERS)


def may_feed_indicator(access: Access, indicator: MeasureIndicator) -> bool:
    """Whoever works on its measure."""
    return may_feed(access) and reporting.may_measure(access, indicator)


def may_feed_item(access: Access) -> bool:
    """A secretariat, of any item of a framework: it says what shows how a plan goes."""
    return is_secretariat(access)


def may_stop(access: Access, feed: EvidenceFeed) -> bool:
    """Who made it, or the secretariat that minds the measure."""
    own = may_feed(access) and feed.organisation_id == access.organisation
    return own or (feed.indicator_id is not None and _minds(access, feed))


def _minds(access: Access, feed: EvidenceFeed) -> bool:
    rows = MeasureIndicator.objects.visible_to(access)
    indicator = rows.filter(pk=feed.indicator_id).first() if feed.indicator_id else None
    return indicator is not None and measures.minds(access, indicator.measure_id)

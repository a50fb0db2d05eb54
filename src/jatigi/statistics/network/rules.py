"""Who reads the figures of the network, and what counting them looks at: rows of all organisations, nobody by name."""

from django.db.models import OuterRef, Q, Subquery

from jatigi.kernel.access import Access, Purpose, Role
from jatigi.kernel.querysets import NOTHING, visible
from jatigi.referrals.models import ReferralEvent
from jatigi.statistics.models import NetworkFigures
from jatigi.statistics.network.codes import SAID

READERS = frozenset({Role.COORDINATOR})
COUNTING = "statistics.network"
SCOPE = ("referrals.Referral", "referrals.ReferralEvent", "directory.Service", "statistics.NetworkFigures")


@visible(NetworkFigures)
def figures(access: Access) -> Q:
    return Q() if may_read(access) and access.purpose == Purpose.STATISTICS else NOTHING


def may_read(access: Access) -> bool:
    """The secretariat, whichever organisation it works for."""
    return access.organisation is not None and access.has(*READERS)


def may_count(access: Access) -> bool:
    return access.service == COUNTING


def first_said(access: Access, verbs: tuple[str, ...] = SAID) -> Subquery:
    """When the receiving side of a referral first let hear from it; or first said one of `verbs`."""
    events = ReferralEvent.objects.visible_to(access).filter(referral_id=OuterRef("pk"), verb__in=verbs)
    return Subquery(events.order_by("at").values("at")[:1])

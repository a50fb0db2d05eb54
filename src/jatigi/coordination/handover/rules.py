"""Who hands over what is personally theirs, or a colleague's who leaves, and to whom."""

from uuid import UUID

from django.db.models import Q

from jatigi.agencies import who
from jatigi.agencies.models import Membership
from jatigi.coordination.handover.models import HandOver
from jatigi.coordination.rules import REPORTERS, VALIDATORS, may_see
from jatigi.kernel.access import Access, Role
from jatigi.kernel.querysets import NOTHING, visible

ARRANGERS = VALIDATORS | {Role.ORGANISATION_ADMINISTRATOR}
"""Who hands over for somebody who is not there any more."""
HANDING = REPORTERS | ARRANGERS


@visible(HandOver)
def handovers(access: Access) -> Q:
    """Within the organisation."""
    return Q(organisation_id=access.organisation) if may_hand_over(access) else NOTHING


def may_hand_over(access: Access) -> bool:
    return may_see(access) and access.has(*HANDING)


def may_hand_over_of(access: Access, giver: UUID) -> bool:
    """One's own; for whoever answers for the organisation or administers it, a colleague's."""
    if not may_hand_over(access):
        return False
    return giver == access.account or (access.has(*ARRANGERS) and was_here(access, giver))


def was_here(access: Access, account: UUID) -> bool:
    """Whether somebody works, or worked, for the own organisation."""
    rows = Membership.objects.visible_to(access).filter(organisation_id=who.house(access))
    return rows.filter(account_id=account).exists()


def takers(access: Access, giver: UUID) -> dict[UUID, str]:
    """Colleagues who can take it over: account → name."""
    members = [one for one in who.working_for(who.house(access)) if not REPORTERS.isdisjoint(one.roles)]
    found = {one.account_id: one.account.full_name for one in members if one.account_id != giver}
    return dict(sorted(found.items(), key=lambda one: one[1]))

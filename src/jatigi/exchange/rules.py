"""Who sees and sends what waits here."""

from django.db.models import Q

from jatigi.exchange.models import Part
from jatigi.kernel.access import Access
from jatigi.kernel.querysets import NOTHING, visible
from jatigi.questionnaires.rules import may_fill

__all__ = ["may_fill"]


@visible(Part)
def parts(access: Access) -> Q:
    """Whoever sent them, at work for the same organisation."""
    if access.account is None or access.organisation is None:
        return NOTHING
    return Q(account_id=access.account, organisation_id=access.organisation)

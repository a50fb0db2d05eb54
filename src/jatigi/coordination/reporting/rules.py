"""Which commitments belong to a report, and whose the documents are."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from jatigi.coordination.frameworks.models import CommitmentLink
from jatigi.coordination.reporting.models import FollowUp
from jatigi.coordination.rules import may_see
from jatigi.kernel.access import Access, service_access
from jatigi.kernel.querysets import NOTHING, visible

PAPERS = "coordination.papers"
MAKING = service_access(PAPERS, ["coordination.FollowUp"])
"""The work behind documents; what stands in them is read as whoever asked."""


@visible(FollowUp)
def follow_ups(access: Access) -> Q:
    """Who asked for it, for the organisation for which they asked."""
    own = Q(organisation_id=access.organisation, by_id=access.account)
    return own if may_see(access) else NOTHING


def may_ask(access: Access) -> bool:
    """Whoever may read commitments: the document holds what they may know of."""
    return may_see(access)


def may_make(access: Access, _paper: FollowUp) -> bool:
    """The work behind documents alone."""
    return access.service == PAPERS


def under(access: Access, framework: UUID) -> Q:
    """Commitments that serve an item of a framework."""
    links = CommitmentLink.objects.visible_to(access).filter(
        commitment_id=OuterRef("pk"), item__framework_id=framework
    )
    return Q(Exists(links))

"""Which commitments belong to a report."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from jatigi.coordination.frameworks.models import CommitmentLink
from jatigi.kernel.access import Access


def under(access: Access, framework: UUID) -> Q:
    """Commitments that serve an item of a framework."""
    links = CommitmentLink.objects.visible_to(access).filter(
        commitment_id=OuterRef("pk"), item__framework_id=framework
    )
    return Q(Exists(links))

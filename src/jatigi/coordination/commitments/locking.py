"""Many commitments about to be changed by one act: locked one after the other in one order, so that no two acts wait for each other."""

from collections.abc import Collection
from uuid import UUID

from jatigi.coordination.commitments.models import Commitment
from jatigi.kernel.access import Access

AT_ONCE = 500


def locked(access: Access, commitments: Collection[UUID]) -> list[Commitment]:
    """Those of them that `access` may know, as they stand once nobody else changes them, by id."""
    wanted = sorted(set(commitments))
    found: list[Commitment] = []
    for start in range(0, len(wanted), AT_ONCE):
        rows = Commitment.objects.visible_to(access).select_for_update(of=("self",))
        found += rows.filter(pk__in=wanted[start : start + AT_ONCE]).order_by("pk")
    return found

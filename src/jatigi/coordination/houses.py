"""What organisations are called."""

from collections.abc import Iterable
from uuid import UUID

from jatigi.agencies.models import Organisation


def names(pks: Iterable[UUID]) -> dict[UUID, str]:
    """What some organisations are called, in full."""
    return {one.pk: one.full for one in Organisation.objects.filter(pk__in=set(pks))}

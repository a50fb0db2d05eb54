"""Organisations as they are offered to choose from, and named."""

from collections.abc import Iterable
from uuid import UUID

from jatigi.agencies.models import Organisation


def offered(without: Iterable[UUID] = ()) -> list[tuple[str, str]]:
    """(id, full name) of every organisation at work, by name."""
    rows = Organisation.objects.filter(active=True).exclude(pk__in=set(without))
    return sorted(((str(one.pk), one.full) for one in rows), key=lambda choice: choice[1].casefold())


def names(pks: Iterable[UUID]) -> dict[UUID, str]:
    """What some organisations are called, in full."""
    return {one.pk: one.full for one in Organisation.objects.filter(pk__in=set(pks))}

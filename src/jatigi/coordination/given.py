"""What people give to the actions of the room, checked once: places, days, organisations, choices."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Organisation
from jatigi.kernel.actions import EARLIEST, Act
from jatigi.kernel.errors import Invalid
from jatigi.places import units
from jatigi.places.models import AdminUnit, Country

LATEST = date(2100, 12, 31)


def choice(value: str, known: Collection[Any], field: str, *, needed: bool = True) -> str:
    """One of the values of `known`, "" where nothing is needed. Raises `Invalid` for `field`."""
    if value not in known and (needed or value):
        raise Invalid({field: _("Choose one of the listed answers.")})
    return value


def country(code: str | None, field: str = "country") -> Country | None:
    """Raises `Invalid` for a code that no country has."""
    if not code:
        return None
    found = Country.objects.filter(pk=code).first()
    if found is None:
        raise Invalid({field: _("Choose one of the listed answers.")})
    return found


def unit(act: Act, where: Country | None, code: str, field: str = "unit") -> AdminUnit | None:
    """The unit that a code means in a country today. Raises `Invalid`."""
    if not code:
        return None
    found = units.on(act.at.date(), where.pk, code) if where is not None else None
    if found is None:
        raise Invalid({field: _("This region is not one of that country today.")})
    return found


def day(value: date | None, field: str) -> date | None:
    """A day that a calendar of this work can hold. Raises `Invalid` for other years."""
    if value is not None and not EARLIEST.date() <= value <= LATEST:
        raise Invalid({field: _("Please check the year.")})
    return value


def period(first: date | None, last: date | None, field: str) -> None:
    """Raises `Invalid` for `field` where the last day lies before the first."""
    if first is not None and last is not None and last < first:
        raise Invalid({field: _("The last day lies before the first.")})


def organisation(pk: UUID | str | None, field: str, *, needed: bool = False) -> Organisation | None:
    """An organisation of the node. Raises `Invalid`."""
    if not pk:
        if needed:
            raise Invalid({field: _("Choose organisations from the list.")})
        return None
    try:
        found = Organisation.objects.filter(pk=UUID(str(pk)), active=True).first()
    except ValueError:
        found = None
    if found is None:
        raise Invalid({field: _("Choose organisations from the list.")})
    return found

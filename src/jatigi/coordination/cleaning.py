"""What the actions of the room ask of values: codes from a list, countries and places that exist, spans, amounts."""

import re
from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from jatigi.coordination import given
from jatigi.coordination.sourced import SourcedModel
from jatigi.kernel import clock, text
from jatigi.kernel.actions import Act
from jatigi.kernel.errors import Conflict, Invalid
from jatigi.places import countries
from jatigi.places.models import AdminUnit

SOURCE_LENGTH = 300
LINES = 60
"""How many lines of one kind a thing has at most."""
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
CURRENCY = re.compile(r"[A-Z]{3}")
WITHOUT_DECIMALS = ("XOF", "XAF", "GNF")
LARGEST = Decimal(10) ** 13


def code(value: str, field: str, *, limit: int = 40) -> str:
    """A short code as people write it: letters, figures, . - _ /. Raises `Invalid`."""
    found = text.clean(value, field, limit=limit, needed=True)
    if not CODE.fullmatch(found):
        raise Invalid({field: _("Use letters without accents, figures, points and hyphens only.")})
    return found


def among(value: str, field: str, known: Iterable[str], *, needed: bool = True) -> str:
    """One of the codes of a list, or nothing where nothing is needed. Raises `Invalid`."""
    return given.choice(value, list(known), field, needed=needed)


def country(value: str, field: str, *, needed: bool = True) -> str | None:
    """The code of a country that exists; None where nothing is needed. Raises `Invalid`."""
    if not value and not needed:
        return None
    if not countries.known([value]):
        raise Invalid({field: _("Choose a country from the list.")})
    return value


def unit(value: int | None, field: str, *, needed: bool = False) -> int | None:
    """The id of an administrative unit. Raises `Invalid`."""
    if (value is None and needed) or (value is not None and not AdminUnit.objects.filter(pk=value).exists()):
        raise Invalid({field: _("Choose a place from the list.")})
    return value


def organisation(value: UUID | None, field: str) -> UUID | None:
    """The id of an organisation of the node. Raises `Invalid`."""
    found = given.organisation(value, field)
    return found.pk if found else None


def amount(value: Decimal | None, field: str) -> Decimal | None:
    """A number from 0, None where nobody said. Raises `Invalid`."""
    return None if value is None else number(value, field)


def sum_of_money(value: Decimal, field: str, currency: str) -> Decimal:
    """An amount, without decimals where the currency has none. Raises `Invalid`."""
    if value != value.to_integral_value() and currency in WITHOUT_DECIMALS:
        raise Invalid({field: _("This currency has no decimals.")})
    return number(value, field)


def number(value: Decimal, field: str) -> Decimal:
    """From 0 upwards. Raises `Invalid`."""
    if not value.is_finite() or not 0 <= value < LARGEST:
        raise Invalid({field: _("Write a number from 0 upwards.")})
    return value


def currency(value: str, field: str) -> str:
    """Three capital letters, ISO 4217. Raises `Invalid`."""
    if not CURRENCY.fullmatch(value):
        raise Invalid({field: _("Write the currency with three capital letters, for example XOF or EUR.")})
    return value


def few(lines: Iterable[object], field: str) -> None:
    """Raises `Invalid` for a list that nobody would write by hand."""
    if len(list(lines)) > LINES:
        raise Invalid({field: _("These are too many lines: write several things instead.")})


def sourced(thing: SourcedModel, source: str, *, confirmed: bool) -> None:
    """Where it stands, and whether somebody has read it there; shipped files no longer change it. Raises `Invalid`."""
    thing.source = text.clean(source, "source", limit=SOURCE_LENGTH, needed=True)
    thing.to_confirm = not confirmed
    thing.edited_on = clock.today()


def mine(act: Act, thing: object) -> None:
    """Put the organisation that acts down as the one that holds `thing`."""
    thing.organisation_id = act.organisation  # type: ignore[attr-defined]


def unique(taken: bool, field: str = "code") -> None:
    """Raises `Conflict` where another thing has this code already."""
    if taken:
        raise Conflict(_("There is already one with this code. Choose another."), code=f"{field}_taken")

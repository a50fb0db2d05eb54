"""Choices for forms: countries in the order in which they are likely, in the language of the page."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from jatigi.places import units
from jatigi.places.models import Country
from jatigi.places.names import sort_key

UNKNOWN = "unknown"
STATELESS = "stateless"
UNSAID = "unsaid"

Choice = tuple[str, Any]


def countries(*, empty: object = None) -> list[Choice]:
    """Every country in two groups: consortium and neighbours of Mali, then the others, each by name.

    `empty` is the label of a first choice without value.
    """
    near, far = _by_nearness()
    groups: list[Choice] = [(_("Consortium and neighbours"), near), (_("Other countries"), far)]
    return groups if empty is None else [("", empty), *groups]


def nationalities() -> list[Choice]:
    """The answers that are not a country first, where nobody overlooks them; then the countries."""
    answers = [
        (UNKNOWN, _("Unknown")),
        (STATELESS, _("Stateless")),
        (UNSAID, _("Prefers not to say")),
    ]
    return [(_("Without a country"), answers), *countries()]


def country_codes() -> frozenset[str]:
    return frozenset(Country.objects.values_list("code", flat=True))


def regions(countries: Iterable[str], *, empty: object = None) -> list[Choice]:
    """First-level units in force today, grouped by country; the value is the unit's code."""
    names = {country.code: str(country) for country in Country.objects.filter(code__in=list(countries))}
    groups: list[Choice] = [
        (name, [(unit.code, units.label(unit)) for unit in units.of(code)]) for code, name in names.items()
    ]
    found = sorted((group for group in groups if group[1]), key=lambda group: sort_key(group[0]))
    return found if empty is None else [("", empty), *found]


def _by_nearness() -> tuple[list[Choice], list[Choice]]:
    near: list[Choice] = []
    far: list[Choice] = []
    for country in sorted(Country.objects.all(), key=lambda country: sort_key(str(country))):
        is_near = country.consortium or country.borders_mali
        (near if is_near else far).append((country.code, str(country)))
    return near, far

"""Where there is something for a need: regions of today and whole countries, with how many services."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from jatigi.directory.cards import unit_shown
from jatigi.directory.hsds import public
from jatigi.directory.models import Service
from jatigi.people.codes import Need
from jatigi.places import units
from jatigi.places.models import AdminUnit, Country
from jatigi.places.names import sort_key

NEEDS: dict[int, Need] = dict(enumerate(Need, 1))


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to tap: `code` in the address, `name`, how many services."""

    code: str
    name: str
    count: int


def needs() -> list[Choice]:
    """The kinds of need for which somebody offers something."""
    counts = Counter(public.active().values_list("need", flat=True))
    found = [
        Choice(str(n), str(need.label), counts[need.value]) for n, need in NEEDS.items() if counts[need.value]
    ]
    return sorted(found, key=lambda choice: sort_key(choice.name))


def regions(need: Need) -> list[tuple[str, list[Choice]]]:
    """(country, its regions with services and the whole country last), Mali first."""
    rows = list(public.active().filter(need=need).select_related("country", "unit__parent"))
    countries = {row.country_id: row.country for row in rows}
    first = sorted(countries.values(), key=lambda country: (country.pk != "ML", sort_key(str(country))))
    return [
        (str(country), _of(country, [row for row in rows if row.country_id == country.pk]))
        for country in first
    ]


def _of(country: Country, rows: Iterable[Service]) -> list[Choice]:
    listed = list(rows)
    today = {unit.name_fr: unit for unit in units.of(country.pk)}
    counts = Counter(name for row in listed if (name := _region(unit_shown(row))) in today)
    there = [Choice(unit.code, str(unit), counts[name]) for name, unit in today.items() if counts[name]]
    whole = _("%(country)s, the whole country") % {"country": country}
    return [*sorted(there, key=lambda choice: sort_key(choice.name)), Choice(country.pk, whole, len(listed))]


def _region(unit: AdminUnit | None) -> str:
    while unit is not None and unit.level > 1:
        unit = unit.parent
    return unit.name_fr if unit else ""

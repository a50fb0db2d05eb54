"""Where a commitment holds: a country of the routes, or one of its regions, chosen and read by one code."""

from functools import lru_cache
from typing import Any

from django.db.models import Q
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from jatigi.kernel import clock
from jatigi.kernel.errors import Invalid
from jatigi.places import choices, units
from jatigi.places.models import AdminUnit, Country
from jatigi.places.names import sort_key


def offered() -> list[tuple[str, Any]]:
    """("Mali", [("ML", whole country), ("ML07", "Gao"), …]) for each country of the routes."""
    return _offered(get_language() or "fr", clock.today().isoformat())


@lru_cache(maxsize=8)
def _offered(_language: str, _today: str) -> list[tuple[str, Any]]:
    listed = list(Country.objects.filter(Q(consortium=True) | Q(borders_mali=True)))
    regions = dict(choices.regions(country.pk for country in listed))
    names = sorted(((country.pk, str(country)) for country in listed), key=lambda pair: sort_key(pair[1]))
    first = sorted(names, key=lambda pair: pair[0] != "ML")
    whole = _("%(country)s, the whole country")
    return [(name, [(code, whole % {"country": name}), *regions.get(name, [])]) for code, name in first]


def place_of(code: str, field: str = "place") -> tuple[str, int | None]:
    """(country, unit as it is called today) of a code; ("", None) of none. Raises `Invalid` for `field`."""
    if not code:
        return "", None
    if len(code) == 2 and Country.objects.filter(pk=code).exists():
        return code, None
    unit = units.on(clock.today(), code[:2], code)
    if unit is None:
        raise Invalid({field: gettext_lazy("Choose from the list.")})
    return unit.country_id, unit.pk


def code_of(country: str | None, unit: AdminUnit | None) -> str:
    """The code under which a place is chosen; that of its country where the unit is none of today."""
    if unit is None:
        return country or ""
    today = units.on(clock.today(), unit.country_id, unit.code)
    return unit.code if today is not None and today.pk == unit.pk else unit.country_id


def within(code: str) -> Q:
    """What holds there: in the country; or in the unit and its parts, by whichever list of units it was written down."""
    country, pk = place_of(code)
    if pk is None:
        return Q(country_id=country)
    unit = AdminUnit.objects.get(pk=pk)
    same = Q(name_fr=unit.name_fr, level=unit.level)
    same |= Q(parent__name_fr=unit.name_fr, parent__level=unit.level)
    inside = AdminUnit.objects.filter(same, country_id=country).values_list("pk", flat=True)
    return Q(unit_id__in=list(inside))

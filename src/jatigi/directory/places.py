"""Places to choose from: countries of the routes and their regions as of today."""

from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jatigi.directory.search import Place, place_of
from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.places import choices, units
from jatigi.places.models import AdminUnit, Country, Site
from jatigi.places.names import sort_key

Groups = list[tuple[str, Any]]


def offered() -> Groups:
    """("Mali", [("ML", whole country), ("ML07", "Gao"), …]) for each country of the routes."""
    return _offered(get_language() or "fr", clock.today())


def code_of(service: Any) -> str:
    """The code under which a service's area is chosen; "" where its unit is not one of today."""
    unit: AdminUnit | None = service.unit
    if unit is None:
        return str(service.country_id)
    today = units.on(clock.today(), unit.country_id, unit.code)
    return unit.code if today is not None and today.pk == unit.pk else ""


def near(access: Access, site: Any) -> Place | None:
    """The region of the asker's own site, where a search begins; None where it is not known."""
    found = Site.objects.visible_to(access).filter(pk=site).select_related("unit").first() if site else None
    if found is None:
        return None
    return (place_of(found.unit.code) if found.unit else None) or place_of(found.country_id)


@lru_cache(maxsize=8)
def _offered(language: str, today: date) -> Groups:
    listed = Country.objects.filter(Q(consortium=True) | Q(borders_mali=True))
    regions = dict(choices.regions(country.pk for country in listed))
    names = sorted(((country.pk, str(country)) for country in listed), key=lambda pair: sort_key(pair[1]))
    first = sorted(names, key=lambda pair: pair[0] != "ML")
    whole = _("%(country)s, the whole country")
    return [(name, [(code, whole % {"country": name}), *regions.get(name, [])]) for code, name in first]

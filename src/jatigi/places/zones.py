"""Time zones: each site has one, and every country a usual one to begin with."""

from datetime import date
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings

from jatigi.kernel import clock
from jatigi.places.models import Site

OF_COUNTRY = {
    "ML": "Africa/Bamako",
    "NE": "Africa/Niamey",
    "BF": "Africa/Ouagadougou",
    "SN": "Africa/Dakar",
    "GM": "Africa/Banjul",
    "DZ": "Africa/Algiers",
    "MR": "Africa/Nouakchott",
    "GN": "Africa/Conakry",
    "CI": "Africa/Abidjan",
    "LY": "Africa/Tripoli",
    "MA": "Africa/Casablanca",
    "TN": "Africa/Tunis",
    "TG": "Africa/Lome",
    "BJ": "Africa/Porto-Novo",
    "GH": "Africa/Accra",
    "NG": "Africa/Lagos",
    "TD": "Africa/Ndjamena",
}
"""The usual zone of the countries of the routes. Source: IANA time zone database, zone.tab."""


@lru_cache(maxsize=1)
def known() -> frozenset[str]:
    return frozenset(available_timezones())


def usual(country: str) -> str:
    """The zone to begin with for a site in `country`."""
    return OF_COUNTRY.get(country, settings.TIME_ZONE)


def zone(site: Site) -> ZoneInfo:
    return ZoneInfo(site.time_zone)


def today_at(site: Site) -> date:
    """The calendar day at a site."""
    return clock.today(zone(site))

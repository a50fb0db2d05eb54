"""Time zones: each site has one, and every country a usual one to begin with."""

from datetime import date, datetime
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings

from jatigi.kernel import clock
from jatigi.kernel.access import Access
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


def of_site(access: Access, site: UUID | None) -> ZoneInfo:
    """The zone of a site that `access` may see; the node's where there is none."""
    found = Site.objects.visible_to(access).filter(pk=site).first() if site else None
    return zone(found) if found else ZoneInfo(settings.TIME_ZONE)


def today_at(site: Site) -> date:
    """The calendar day at a site."""
    return clock.today(zone(site))


def local(moment: datetime, site: Site) -> datetime:
    """The moment as the clock on the wall of the site shows it."""
    return moment.astimezone(zone(site))

"""Sites and their state of the day."""

from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.kernel import hooks
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.errors import Invalid
from jatigi.kernel.models import shared_key
from jatigi.kernel.text import LINE_LENGTH, clean
from jatigi.places import rules, units, zones
from jatigi.places.models import AdminUnit, Country, Site, SiteDay

NAME_LENGTH = 160
MOST_BEDS = 2000
LATEST_NOTE = timedelta(days=31)


@creation("site.create", Site, allow=rules.may_create, purpose=Purpose.ADMINISTRATION)
def create_site(
    act: Act,
    *,
    name: str,
    kind: str,
    country: str,
    unit: str = "",
    beds: int = 0,
    hidden: bool = False,
    time_zone: str = "",
    address: str = "",
    organisation: UUID | None = None,
) -> Site:
    """A site of the asker's organisation. `unit` is a first-level code of today; a shelter is always hidden.

    `organisation` counts for the set-up of the node only. Raises `Invalid` by field.
    """
    holder = organisation if act.access.service and organisation else act.organisation
    site = Site(organisation_id=holder, key_id=shared_key(holder))
    _fill(act, site, name, kind, country, unit, beds, hidden, time_zone, address)
    site.save()
    return site


@action("site.update", Site, allow=rules.may_change, purpose=Purpose.ADMINISTRATION)
def update_site(
    act: Act,
    site: Site,
    *,
    name: str,
    kind: str,
    country: str,
    unit: str = "",
    beds: int = 0,
    hidden: bool = False,
    time_zone: str = "",
    address: str = "",
    active: bool = True,
) -> Site:
    """Change what is known of a site, or take it out of use. Raises `Invalid` by field, `Stale`."""
    site.active = active
    was_hidden = site.hidden
    _fill(act, site, name, kind, country, unit, beds, hidden, time_zone, address)
    act.touched("active")
    site.save()
    if site.hidden and not was_hidden:
        for hide in hooks.site_hidden:
            hide(act, site.pk)
    return site


@action("site.note_day", Site, allow=rules.may_note, purpose=Purpose.RECEPTION)
def note_day(
    act: Act, site: Site, *, open: bool, staffed: bool, beds_free: int | None = None, day: date | None = None
) -> SiteDay:
    """Note how a site is today (or was on `day`, up to a month ago); the last word of a day counts.

    Raises `Invalid` for more free beds than there are, or a day that is not over or too long ago.
    """
    today = zones.today_at(site)
    noted = day or today
    if not today - LATEST_NOTE <= noted <= today:
        raise Invalid(day=_("Choose a day within the last month, today at the latest."))
    state = SiteDay.objects.visible_to(act.access).filter(site=site, day=noted).first()
    state = state or SiteDay(organisation_id=site.organisation_id, site=site, day=noted)
    state.open = open
    state.staffed = open and staffed
    state.beds_free = _beds_free(site, beds_free) if open else None
    state.noted_at = act.at
    state.save()
    act.touched("open", "staffed", "beds_free")
    act.details.update(day=noted.isoformat())
    return state


def _fill(
    act: Act,
    site: Site,
    name: str,
    kind: str,
    country: str,
    unit: str,
    beds: int,
    hidden: bool,
    time_zone: str,
    address: str,
) -> None:
    if kind not in Site.Kind.values:
        raise Invalid(kind=_("Choose one of the listed answers."))
    if not Country.objects.filter(pk=country).exists():
        raise Invalid(country=_("Choose one of the listed answers."))
    if not 0 <= beds <= MOST_BEDS:
        raise Invalid(beds=_("Write a number of beds between 0 and 2000."))
    site.name = clean(name, "name", limit=NAME_LENGTH, needed=True)
    site.kind = kind
    site.country_id = country
    site.unit = _unit(act, country, unit)
    site.beds = beds
    site.hidden = hidden or kind == Site.Kind.SHELTER
    site.time_zone = _time_zone(country, time_zone)
    site.address = clean(address, "address", limit=LINE_LENGTH, lines=True)
    act.touched("name", "kind", "country", "unit", "beds", "hidden", "time_zone", "address")


def _unit(act: Act, country: str, code: str) -> AdminUnit | None:
    if not code:
        return None
    found = units.on(act.at.date(), country, code)
    if found is None:
        raise Invalid(unit=_("This region is not one of that country today."))
    return found


def _time_zone(country: str, time_zone: str) -> str:
    if time_zone and time_zone not in zones.known():
        raise Invalid(time_zone=_("Choose one of the listed answers."))
    return time_zone or zones.usual(country)


def _beds_free(site: Site, beds_free: int | None) -> int | None:
    if beds_free is None:
        return None
    if not 0 <= beds_free <= (site.beds or MOST_BEDS):
        raise Invalid(
            beds_free=_("This site has %(beds)d beds: the free ones cannot be more.") % {"beds": site.beds}
        )
    return beds_free

"""What is to be said of a service is put into its tables: its columns, its location, its areas. Part of other acts."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from jatigi.directory import shapes
from jatigi.directory.models import Location, Service, ServiceArea
from jatigi.directory.saying import COLUMNS, LISTS, NAMES, PLACE, Said, column, plain, site_of
from jatigi.directory.search import area_of
from jatigi.kernel import clock
from jatigi.kernel.actions import Act
from jatigi.kernel.errors import Invalid
from jatigi.kernel.text import LINE_LENGTH, clean
from jatigi.places import zones
from jatigi.places.models import AdminUnit

Area = Callable[[str, str], tuple[str, AdminUnit | None]]
"""(code, field) → country and unit, as `search.area_of` finds them."""


def say(act: Act, service: Service, changes: Said) -> Service:
    """Check what is to be said of a service and save it with its location and areas. Raises `Invalid` by name."""
    put(act, service, changes)
    service.save()
    if "areas" in changes:
        _serve(act, service, changes["areas"])
    act.touched(*changes)
    return service


def put(act: Act, service: Service, changes: Said, area: Area = area_of) -> Service:
    """Check what is to be said and put it into the row, which is not saved yet; its location is. Raises `Invalid`."""
    if set(changes) - NAMES:
        raise Invalid(changes=_("This form asks for something that the directory does not know."))
    before = service.places_free
    for name, check in COLUMNS.items():
        if name in changes:
            setattr(service, name, check(changes[name], name))
    for name, shaped in LISTS.items():
        if name in changes:
            setattr(service, name, _same_ids(getattr(service, name), shaped(changes[name])))
    if {"site", "area"} & set(changes):
        _put(act, service, changes, area)
    if {"intake_site", "intake_area"} & set(changes):
        _put_intake(act, service, changes, area)
    _must_fit(service)
    if "places_free" in changes and (service.places_free != before or service.places_noted_at is None):
        service.places_noted_at = None if service.places_free is None else clock.now()
    _locate(act, service, changes)
    return service


def _same_ids(standing: shapes.Items, given: shapes.Items) -> shapes.Items:
    """A line that says what one said before keeps that one's id."""
    known = [(plain(line), line["id"]) for line in standing]
    for line in given:
        found = next((pair for pair in known if pair[0] == plain(line)), None)
        if found is not None:
            known.remove(found)
            line["id"] = found[1]
    return given


def _put(act: Act, service: Service, changes: Said, area_of: Area) -> None:
    """At one of the organisation's sites, or in an area; the time zone and what is hidden follow from it."""
    site = changes.get("site", str(service.site_id or ""))
    where = site_of(act, service, site, "site") if site else None
    service.site_id = where.pk if where else None
    service.hidden = bool(where and where.hidden)
    if where is not None:
        service.country_id, service.unit_id = where.country_id, where.unit_id
    elif "area" in changes:
        country, unit = area_of(changes["area"], "area")
        service.country_id, service.unit = country, unit
    usual = where is None or where.hidden
    service.time_zone = zones.usual(service.country_id) if usual else where.time_zone  # type: ignore[union-attr]


def _put_intake(act: Act, service: Service, changes: Said, area_of: Area) -> None:
    site, area = changes.get("intake_site"), changes.get("intake_area")
    if site is not None:
        where = site_of(act, service, site, "intake_site") if site else None
        if where is not None and where.hidden:
            raise Invalid(
                intake_site=_("Somebody is received where everybody may come: choose another site.")
            )
        service.intake_site_id = where.pk if where else None
    if area is not None:
        service.intake_unit = area_of(area, "intake_area")[1] if area else None


def _must_fit(service: Service) -> None:
    low, high = service.minimum_age, service.maximum_age
    if low is not None and high is not None and low > high:
        raise Invalid(maximum_age=_("The highest age is not below the lowest."))
    if service.emergency and not service.phone:
        raise Invalid(phone=_("A service for emergencies needs a telephone number."))
    room, free = service.capacity, service.places_free
    if room is not None and free is not None and free > room:
        raise Invalid(places_free=_("There are not more free places than places."))


def _locate(act: Act, service: Service, changes: Said) -> None:
    """The location that everybody may know: of the site, or of this service; none where it is hidden."""
    if service.hidden:
        service.location = None
        return
    given = {column(name): _place_value(name, changes[name]) for name in PLACE if name in changes}
    where = _standing(service)
    if where is None and not (service.site_id or any(value not in ("", None) for value in given.values())):
        service.location = None
        return
    where = where or Location(organisation_id=service.organisation_id, site_id=service.site_id)
    if where.site_id and not where.name:
        where.name = site_of(act, service, str(service.site_id), "site").name
    for name, value in given.items():
        setattr(where, name, value)
    if (where.latitude is None) != (where.longitude is None):
        raise Invalid(latitude=_("A point has a latitude and a longitude."))
    where.country_id, where.unit_id, where.time_zone = service.country_id, service.unit_id, service.time_zone
    where.save()
    service.location = where


def _standing(service: Service) -> Location | None:
    if service.site_id:
        return Location.objects.filter(site_id=service.site_id).first()
    if service.location_id is None:
        return None
    return Location.objects.filter(pk=service.location_id, site=None).first()


def _place_value(name: str, value: Any) -> Any:
    if name not in ("latitude", "longitude"):
        return clean(value or "", name, limit={"place_name": 160, "city": 120}.get(name, LINE_LENGTH))
    most = 90 if name == "latitude" else 180
    if value is not None and not -most <= value <= most:
        raise Invalid({name: _("A latitude lies between -90 and 90, a longitude between -180 and 180.")})
    return value


def _serve(act: Act, service: Service, codes: Sequence[str]) -> None:
    """Exactly these areas, beside the place itself."""
    wanted = {area_of(code, "areas") for code in codes}
    standing = ServiceArea.objects.visible_to(act.access).filter(service=service)
    there = {(area.country_id, area.unit_id): area.pk for area in standing}
    named = {(country, unit.pk if unit else None) for country, unit in wanted}
    standing.filter(pk__in=[pk for key, pk in there.items() if key not in named]).delete()
    ServiceArea.objects.bulk_create(
        ServiceArea(
            organisation_id=service.organisation_id, service=service, country_id=country, unit_id=unit
        )
        for country, unit in named - set(there)
    )

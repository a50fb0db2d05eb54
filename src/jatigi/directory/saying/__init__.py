"""What can be said of a service, name by name: how it is checked, how it is put into the tables, how it stands.

The names are the arguments of `service.update` and the keys of a proposal; every value can be written as JSON.
site: id as text, "" for none. area, areas, intake_area: codes ("ML", "ML07", or "ML09@2021" under an older list).
place_name, address, city, directions, accessibility, latitude, longitude: of the location, never kept of a hidden one.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict

from jatigi.directory import hours as weekly
from jatigi.directory import shapes
from jatigi.directory.codes import CapacityUnit, Status
from jatigi.directory.models import Location, Service, ServiceArea
from jatigi.directory.search import area_code
from jatigi.kernel.actions import Act
from jatigi.kernel.errors import Invalid
from jatigi.kernel.text import LINE_LENGTH, NOTE_LENGTH, clean
from jatigi.people.codes import Need, Sex
from jatigi.places.models import Country, Site
from jatigi.protection.codes import LANGUAGES

LONGEST_AGE = 120
MANY_PLACES = 100_000

Said = Mapping[str, Any]
Clean = Callable[[Any, str], Any]


class Changes(TypedDict, total=False):
    """Whatever is to be said; what is left out stays as it is."""

    need: str
    title_fr: str
    title_en: str
    description_fr: str
    description_en: str
    alert: str
    site: str
    area: str
    areas: list[str]
    place_name: str
    address: str
    city: str
    directions: str
    accessibility: str
    latitude: float | None
    longitude: float | None
    intake_site: str
    intake_area: str
    intake_address: str
    intake_phone: str
    intake_note: str
    minimum_age: int | None
    maximum_age: int | None
    sexes: Sequence[str]
    statuses: Sequence[str]
    nationalities: Sequence[str]
    languages: Sequence[str]
    interpretation: str
    eligibility_fr: str
    eligibility_en: str
    exclusions_fr: str
    exclusions_en: str
    schedules: list[dict[str, str]]
    closures: list[dict[str, str]]
    closed_on_holidays: bool
    emergency: bool
    phone: str
    phones: list[dict[str, str]]
    contact: str
    contacts: list[dict[str, str]]
    email: str
    website: str
    how_to_refer: str
    referral_note: str
    free: bool | None
    costs: list[dict[str, str]]
    documents: list[dict[str, str]]
    capacity: int | None
    capacity_unit: str
    places_free: int | None


def _text(limit: int = LINE_LENGTH, *, needed: bool = False, lines: bool = False) -> Clean:
    return lambda value, name: clean(value or "", name, limit=limit, needed=needed, lines=lines)


def _one_of(known: Sequence[str], sentence: Any) -> Clean:
    def checked(value: Any, name: str) -> str:
        if value not in known:
            raise Invalid({name: sentence})
        return str(value)

    return checked


def _codes(known: Callable[[], Sequence[str]]) -> Clean:
    """The codes in the order of their list. Raises `Invalid` for one that is not in it."""

    def checked(value: Any, name: str) -> list[str]:
        given = list(value or ())
        offered = known() if given else ()
        if set(given) - set(offered):
            raise Invalid({name: _("Choose from the list.")})
        return [code for code in offered if code in given]

    return checked


def _number(most: int, sentence: Any) -> Clean:
    def checked(value: Any, name: str) -> int | None:
        if value is not None and not 0 <= value <= most:
            raise Invalid({name: sentence})
        return value  # type: ignore[no-any-return]

    return checked


_LONG = _text(NOTE_LENGTH, lines=True)
_AGE = _number(LONGEST_AGE, _("Ages lie between 0 and 120 years."))
_PLACES = _number(MANY_PLACES, _("A number of places lies between 0 and 100,000."))

COLUMNS: Mapping[str, Clean] = {
    "need": _one_of(Need.values, _("Choose a need from the list.")),
    "title_fr": _text(160, needed=True),
    "title_en": _text(160),
    "description_fr": _LONG,
    "description_en": _LONG,
    "alert": _text(),
    "intake_address": _text(),
    "intake_phone": shapes.phone,
    "intake_note": _text(),
    "minimum_age": _AGE,
    "maximum_age": _AGE,
    "sexes": _codes(lambda: Sex.values),
    "statuses": _codes(lambda: Status.values),
    "nationalities": _codes(lambda: sorted(Country.objects.values_list("pk", flat=True))),
    "languages": _codes(lambda: [code for code, _label in LANGUAGES]),
    "interpretation": _text(),
    "eligibility_fr": _LONG,
    "eligibility_en": _LONG,
    "exclusions_fr": _LONG,
    "exclusions_en": _LONG,
    "closed_on_holidays": lambda value, _name: bool(value),
    "emergency": lambda value, _name: bool(value),
    "phone": shapes.phone,
    "contact": _text(120),
    "email": shapes.email,
    "website": shapes.web,
    "how_to_refer": _one_of(Service.HowToRefer.values, _("Choose how one is referred.")),
    "referral_note": _text(),
    "free": lambda value, _name: None if value is None else bool(value),
    "capacity": _PLACES,
    "capacity_unit": _one_of(CapacityUnit.values, _("Choose from the list.")),
    "places_free": _PLACES,
}
LISTS: Mapping[str, Callable[[Any], shapes.Items]] = {
    "schedules": shapes.schedules,
    "closures": shapes.closures,
    "phones": shapes.phones,
    "contacts": shapes.contacts,
    "costs": shapes.costs,
    "documents": shapes.documents,
}
PLACE = ("place_name", "address", "city", "directions", "accessibility", "latitude", "longitude")
NAMES = frozenset({*COLUMNS, *LISTS, *PLACE, "site", "area", "areas", "intake_site", "intake_area"})


def said_of(access: Any, service: Service) -> dict[str, Any]:
    """Everything as it stands, by the same names."""
    where = Location.objects.filter(pk=service.location_id).first() if service.location_id else None
    areas = ServiceArea.objects.visible_to(access).filter(service=service).select_related("unit")
    return {
        **{name: getattr(service, name) for name in (*COLUMNS, *LISTS)},
        **{name: getattr(where, column(name), "") for name in PLACE[:5]},
        **{name: getattr(where, name, None) for name in PLACE[5:]},
        "site": str(service.site_id or ""),
        "area": "" if service.site_id else area_code(service.country_id, service.unit),
        "areas": sorted(area_code(area.country_id, area.unit) for area in areas),
        "intake_site": str(service.intake_site_id or ""),
        "intake_area": area_code("", service.intake_unit) if service.intake_unit else "",
    }


def keepable(act: Act, service: Service, changes: Said) -> dict[str, Any]:
    """The changes without what is never kept of a hidden place, be it hidden now or by one of them."""
    site = changes.get("site", str(service.site_id or ""))
    hidden = bool(site) and site_of(act, service, site, "site").hidden
    return {name: value for name, value in changes.items() if not (hidden and name in PLACE)}


def differing(said: Said, wanted: Said) -> Any:
    """What of `wanted` is not so already; the ids of lines do not count."""
    return {name: value for name, value in wanted.items() if plain(said.get(name)) != plain(value)}


def plain(value: Any) -> Any:
    """A value without the ids of its lines and what is empty in them; codes in one order, one sort of line ends."""
    if isinstance(value, tuple | list):
        return sorted(value) if all(isinstance(one, str) for one in value) else [plain(one) for one in value]
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    if isinstance(value, Mapping):
        return {key: one for key, one in value.items() if key != "id" and one}
    return value


def column(name: str) -> str:
    """How a name of `PLACE` is called in its table."""
    return "name" if name == "place_name" else name


def site_of(act: Act, service: Service, pk: str, field: str) -> Site:
    own = Site.objects.visible_to(act.access).filter(organisation_id=service.organisation_id)
    try:
        found = own.filter(pk=UUID(str(pk))).first()
    except ValueError:
        found = None
    if found is None:
        raise Invalid({field: _("Choose one of your organisation's sites.")})
    return found


def usual_holidays(emergency: bool, hours: weekly.Hours) -> bool:
    """Whether a service of these hours is closed on holidays where nobody said: unless it never closes."""
    return not (emergency or weekly.always(hours))

"""Keeping the services of an organisation true."""

import re
from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict

from jatigi.directory import hours as opening
from jatigi.directory import rules, shapes
from jatigi.directory.codes import Status
from jatigi.directory.models import Service
from jatigi.kernel import clock, states
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.errors import Conflict, Invalid
from jatigi.kernel.text import NOTE_LENGTH, clean
from jatigi.people.codes import Need, Sex
from jatigi.places import zones
from jatigi.places.models import AdminUnit, Country, Site
from jatigi.protection.codes import LANGUAGES

LONGEST_AGE = 120
MANY_PLACES = 100_000
PHONE = re.compile(r"\+?[0-9][0-9 ().-]{1,38}")


class ForWhom(TypedDict, total=False):
    """Whom a service receives; what is left out is everybody."""

    minimum_age: int | None
    maximum_age: int | None
    sexes: Sequence[str]
    statuses: Sequence[str]
    languages: Sequence[str]


class Reach(TypedDict, total=False):
    """How a service is reached."""

    phone: str
    contact: str
    how_to_refer: str
    referral_note: str
    emergency: bool


@creation("service.create", Service, allow=rules.may_maintain, purpose=Purpose.REFERRAL)
def create_service(
    act: Act,
    *,
    need: str,
    title_fr: str,
    title_en: str = "",
    description_fr: str = "",
    description_en: str = "",
    site: UUID | None = None,
    country: str = "ML",
    unit: int | None = None,
    for_whom: ForWhom | None = None,
    hours: opening.Hours | None = None,
    reach: Reach | None = None,
    capacity: int | None = None,
    places_free: int | None = None,
) -> Service:
    """A service of the own organisation, at one of its sites or in an area. At a hidden site it shows the area only."""
    service = Service(organisation_id=act.organisation, assured_at=clock.today())
    _fill(service, need, (title_fr, title_en), (description_fr, description_en))
    _place(act, service, site, country, unit)
    _fill_rest(service, for_whom or {}, hours or {}, reach or {})
    _fill_room(service, capacity, places_free)
    service.save()
    act.touched("need", "title", "place", "for_whom", "hours", "reach", "capacity")
    return service


@action("service.update", Service, allow=rules.may_maintain_this, purpose=Purpose.REFERRAL)
def update_service(
    act: Act,
    service: Service,
    *,
    need: str,
    title_fr: str,
    title_en: str = "",
    description_fr: str = "",
    description_en: str = "",
    site: UUID | None = None,
    country: str = "ML",
    unit: int | None = None,
    for_whom: ForWhom | None = None,
    hours: opening.Hours | None = None,
    reach: Reach | None = None,
    capacity: int | None = None,
    places_free: int | None = None,
) -> Service:
    """Replace what is said of a service. Saying it again is assuring it."""
    _must_stand(service)
    _fill(service, need, (title_fr, title_en), (description_fr, description_en))
    _place(act, service, site, country, unit)
    _fill_rest(service, for_whom or {}, hours or {}, reach or {})
    _fill_room(service, capacity, places_free)
    service.assured_at = clock.today()
    service.save()
    act.touched("need", "title", "place", "for_whom", "hours", "reach", "capacity")
    return service


@action("service.set_places", Service, allow=rules.may_maintain_this, purpose=Purpose.REFERRAL)
def set_places(act: Act, service: Service, *, places_free: int | None) -> Service:
    """How many places are free today."""
    _must_stand(service)
    service.places_noted_at = None
    _fill_room(service, service.capacity, places_free)
    service.save()
    act.touched("places_free")
    return service


@action("service.assure", Service, allow=rules.may_maintain_this, purpose=Purpose.REFERRAL)
def assure(act: Act, service: Service) -> Service:
    """Somebody looked: what stands there is still true today."""
    _must_stand(service)
    service.assured_at = clock.today()
    service.save()
    act.touched("assured_at")
    return service


def _move(act: Act, service: Service, verb: str) -> Service:
    states.advance(service, verb)
    service.save()
    act.touched("state")
    return service


@action("service.suspend", Service, allow=rules.may_maintain_this, purpose=Purpose.REFERRAL)
def suspend(act: Act, service: Service) -> Service:
    """Not for now: shown as suspended, no referral can be sent to it."""
    return _move(act, service, "suspend")


@action("service.resume", Service, allow=rules.may_maintain_this, purpose=Purpose.REFERRAL)
def resume(act: Act, service: Service) -> Service:
    return _move(act, service, "resume")


@action("service.end", Service, allow=rules.may_approve, purpose=Purpose.REFERRAL)
def end(act: Act, service: Service) -> Service:
    """The service exists no more; its referrals keep their story."""
    return _move(act, service, "end")


def _must_stand(service: Service) -> None:
    if service.state == "ended":
        raise Conflict(_("This service is no longer in the directory."), code="ended")


def _fill(service: Service, need: str, titles: tuple[str, str], texts: tuple[str, str]) -> None:
    if need not in Need.values:
        raise Invalid(need=_("Choose a need from the list."))
    service.need = need
    service.title_fr = clean(titles[0], "title_fr", limit=160, needed=True)
    service.title_en = clean(titles[1], "title_en", limit=160)
    service.description_fr = clean(texts[0], "description_fr", limit=NOTE_LENGTH, lines=True)
    service.description_en = clean(texts[1], "description_en", limit=NOTE_LENGTH, lines=True)


def _place(act: Act, service: Service, site: UUID | None, country: str, unit: int | None) -> None:
    service.site_id, service.hidden, where = None, False, None
    if site is not None:
        where = Site.objects.visible_to(act.access).filter(pk=site, organisation_id=act.organisation).first()
        if where is None:
            raise Invalid(site=_("Choose one of your organisation's sites."))
        service.site_id, service.hidden = where.pk, where.hidden
        country, unit = where.country_id, where.unit_id
    if not Country.objects.filter(pk=country).exists():
        raise Invalid(country=_("Choose a country from the list."))
    if unit is not None and not AdminUnit.objects.filter(pk=unit, country_id=country).exists():
        raise Invalid(unit=_("Choose a region of this country."))
    service.country_id, service.unit_id = country, unit
    service.time_zone = zones.usual(country)
    if site is not None and not service.hidden and where is not None:
        service.time_zone = where.time_zone


def _fill_rest(service: Service, for_whom: ForWhom, hours: opening.Hours, reach: Reach) -> None:
    _fill_whom(service, for_whom)
    _fill_reach(service, reach)
    service.schedules = shapes.from_week(hours)
    service.closed_on_holidays = not (service.emergency or opening.always(service.hours))


def _fill_whom(service: Service, for_whom: ForWhom) -> None:
    low, high = for_whom.get("minimum_age"), for_whom.get("maximum_age")
    for field, age in (("minimum_age", low), ("maximum_age", high)):
        if age is not None and not 0 <= age <= LONGEST_AGE:
            raise Invalid({field: _("Ages lie between 0 and 120 years.")})
    if low is not None and high is not None and low > high:
        raise Invalid(maximum_age=_("The highest age is not below the lowest."))
    service.minimum_age, service.maximum_age = low, high
    service.sexes = _codes(for_whom.get("sexes", ()), Sex.values, "sexes")
    service.statuses = _codes(for_whom.get("statuses", ()), Status.values, "statuses")
    service.languages = _codes(
        for_whom.get("languages", ()), [code for code, _label in LANGUAGES], "languages"
    )


def _fill_reach(service: Service, reach: Reach) -> None:
    service.phone = _phone(reach.get("phone", ""))
    service.contact = clean(reach.get("contact", ""), "contact", limit=120)
    service.referral_note = clean(reach.get("referral_note", ""), "referral_note")
    service.emergency = bool(reach.get("emergency", False))
    how = reach.get("how_to_refer", Service.HowToRefer.SYSTEM)
    if how not in Service.HowToRefer.values:
        raise Invalid(how_to_refer=_("Choose how one is referred."))
    service.how_to_refer = how
    if service.emergency and not service.phone:
        raise Invalid(phone=_("A service for emergencies needs a telephone number."))


def _fill_room(service: Service, capacity: int | None, places_free: int | None) -> None:
    if any(number is not None and not 0 <= number <= MANY_PLACES for number in (capacity, places_free)):
        raise Invalid(places_free=_("A number of places lies between 0 and 100,000."))
    if capacity is not None and places_free is not None and places_free > capacity:
        raise Invalid(places_free=_("There are not more free places than places."))
    if places_free != service.places_free or service.places_noted_at is None:
        service.places_noted_at = None if places_free is None else clock.now()
    service.capacity, service.places_free = capacity, places_free


def _codes(given: Sequence[str], known: Sequence[str], field: str) -> list[str]:
    """The codes in the order of their list. Raises `Invalid` for one that is not in it."""
    if set(given) - set(known):
        raise Invalid({field: _("Choose from the list.")})
    return [code for code in known if code in given]


def _phone(text: str) -> str:
    number = clean(text, "phone", limit=40)
    if number and not PHONE.fullmatch(number):
        raise Invalid(phone=_("Write the telephone number in figures, for example +223 20 00 00 00."))
    return number

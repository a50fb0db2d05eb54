"""Keeping the services of an organisation true."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict

from jatigi.directory import hours as opening
from jatigi.directory import rules, shapes
from jatigi.directory.codes import ServiceState
from jatigi.directory.models import Location, Service
from jatigi.directory.saying import Changes, usual_holidays
from jatigi.directory.saying.actions import say
from jatigi.directory.search import area_code
from jatigi.kernel import clock, hooks, states
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.errors import Conflict, Invalid
from jatigi.places.models import AdminUnit, Country


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
    more: Changes | None = None,
) -> Service:
    """A service of the own organisation, at one of its sites or in an area. At a hidden site it shows the area only.

    `more`: whatever else can be said, by the names of `directory.saying`. It is in the directory at once where the
    asker may approve, else once somebody who may has approved it.
    """
    week = opening.checked(hours or {})
    emergency = bool((reach or {}).get("emergency"))
    said: dict[str, Any] = {
        "need": need, "title_fr": title_fr, "title_en": title_en, "description_fr": description_fr,
        "description_en": description_en, "site": str(site or ""), "area": _area(country, unit),
        "schedules": shapes.from_week(week), "closed_on_holidays": usual_holidays(emergency, week),
        "capacity": capacity, "places_free": places_free, **(for_whom or {}), **(reach or {}), **(more or {}),
    }  # fmt: skip
    service = Service(organisation_id=act.organisation, assured_at=clock.today(), assured_by_id=act.account)
    if not rules.approves(act.access):
        service.state = ServiceState.PROPOSED
        _tell_approvers(act, service)
    return say(act, service, said)


@action("service.update", Service, allow=rules.may_approve, purpose=Purpose.REFERRAL)
def update_service(act: Act, service: Service, *, changes: Changes) -> Service:
    """Replace what `changes` names (`directory.saying`), and nothing else. Saying it is assuring it.

    Who may not approve proposes: `proposals.actions.propose`.
    """
    _must_stand(service)
    service.assured_at, service.assured_by_id = clock.today(), act.account
    return say(act, service, changes)


@action("service.approve", Service, allow=rules.may_approve, purpose=Purpose.REFERRAL)
def approve(act: Act, service: Service) -> Service:
    """A service that was written down by somebody who may not approve is in the directory from now on."""
    service.assured_at, service.assured_by_id = clock.today(), act.account
    return _move(act, service, "approve")


@action("service.set_places", Service, allow=rules.may_maintain_this, purpose=Purpose.REFERRAL)
def set_places(act: Act, service: Service, *, places_free: int | None) -> Service:
    """How many places are free today."""
    _must_stand(service)
    service.places_noted_at = None
    return say(act, service, {"places_free": places_free})


@action("service.assure", Service, allow=rules.may_maintain_this, purpose=Purpose.REFERRAL)
def assure(act: Act, service: Service) -> Service:
    """Somebody looked: what stands there is still true today."""
    _must_stand(service)
    service.assured_at, service.assured_by_id = clock.today(), act.account
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


def hide_at(act: Act, site: UUID) -> None:
    """A site became a shelter: the location of its services goes, from now on only their area is shown."""
    at_site = Service.objects.visible_to(rules.UPKEEP).filter(site_id=site, hidden=False)
    at_site.update(hidden=True, location=None)
    Location.objects.filter(site_id=site).delete()
    Service.objects.visible_to(rules.UPKEEP).filter(intake_site_id=site).update(intake_site=None)
    act.touched("hidden")


def _must_stand(service: Service) -> None:
    if service.state == "ended":
        raise Conflict(_("This service is no longer in the directory."), code="ended")


def _area(country: str, unit: int | None) -> str:
    """The area by which `directory.saying` names a unit. Raises `Invalid` where it is not one of that country."""
    if not Country.objects.filter(pk=country).exists():
        raise Invalid(country=_("Choose a country from the list."))
    if unit is None:
        return country
    found = AdminUnit.objects.filter(pk=unit, country_id=country).first()
    if found is None:
        raise Invalid(unit=_("Choose a region of this country."))
    return area_code(country, found)


def _tell_approvers(act: Act, service: Service) -> None:
    url = reverse("directory:service", args=[service.pk])
    text = str(_("A new service waits for your approval"))
    act.tell(
        hooks.Notice("service.proposed", text, url, organisation=act.organisation, roles=rules.APPROVERS)
    )

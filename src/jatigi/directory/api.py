"""Reads: the services that can be referred to. A hidden site is never in it."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router, Schema

from jatigi.directory.cards import unit_shown
from jatigi.directory.models import Service
from jatigi.directory.search import Wanted, fits, place_of
from jatigi.kernel.access import Purpose
from jatigi.kernel.api import ERRORS, LIMIT, After, Limit, asking, listed
from jatigi.kernel.errors import Invalid
from jatigi.kernel.reading import open_record
from jatigi.people.codes import Need

services = Router(tags=["services"])
routers = {"/services": services}
PURPOSES = (Purpose.REFERRAL, Purpose.CASE_MANAGEMENT, Purpose.RECEPTION)
PlaceCode = Annotated[str, Query(pattern=r"^[A-Z0-9-]*$", max_length=16)]


class ServiceOut(Schema):
    id: UUID
    version: int
    organisation_id: UUID
    state: str
    need: str
    title_fr: str
    title_en: str
    country_id: str
    unit: str | None
    description_fr: str
    description_en: str
    minimum_age: int | None
    maximum_age: int | None
    sexes: list[str]
    statuses: list[str]
    languages: list[str]
    nationalities: list[str]
    eligibility_fr: str
    eligibility_en: str
    exclusions_fr: str
    exclusions_en: str
    alert: str
    hours: dict[str, list[list[str]]]
    schedules: list[dict[str, str]]
    closures: list[dict[str, str]]
    closed_on_holidays: bool
    time_zone: str
    free: bool | None
    emergency: bool
    phone: str
    places_free: int | None
    places_noted_at: datetime | None
    how_to_refer: str
    contact: str
    referral_note: str
    assured_at: date

    @staticmethod
    def resolve_unit(service: Service) -> str | None:
        unit = unit_shown(service)
        return f"{unit.code} ({unit.vintage})" if unit else None


class Services(Schema):
    items: list[ServiceOut]
    next: str


@services.get("", response={200: Services, **ERRORS}, operation_id="services")
def list_services(
    request: HttpRequest,
    need: Need | None = None,
    place: PlaceCode = "",
    after: After = "",
    limit: Limit = LIMIT,
) -> dict[str, Any]:
    """Active services, the most lately assured first. `place`: a country or a region as coded today, "ML" or "ML07"."""
    access = asking(request, *PURPOSES)
    there = place_of(place) if place else None
    if place and there is None:
        raise Invalid(place=_("Choose a place from the list."))
    found = Service.objects.visible_to(access).filter(
        fits(Wanted(need=need or "", place=there)), state="active"
    )
    items, following = listed(access, found.select_related("unit__parent"), ("-assured_at",), after, limit)
    return {"items": items, "next": following}


@services.get("/{uuid:id}", response={200: ServiceOut, **ERRORS}, operation_id="service")
def open_service(request: HttpRequest, id: UUID) -> Service:
    return open_record(asking(request, *PURPOSES), Service, id)

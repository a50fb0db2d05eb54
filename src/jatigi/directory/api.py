"""Reads: the services that can be referred to. A hidden site is never in it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from jatigi.directory.models import Service
from jatigi.kernel.access import Purpose
from jatigi.kernel.api import ERRORS, LIMIT, asking, listed
from jatigi.kernel.reading import open_record
from jatigi.places.models import AdminUnit

services = Router(tags=["services"])
routers = {"/services": services}
PURPOSES = (Purpose.REFERRAL, Purpose.CASE_MANAGEMENT, Purpose.RECEPTION)


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
    minimum_age: int | None
    maximum_age: int | None
    sexes: list[str]
    hours: dict[str, list[list[str]]]
    emergency: bool
    phone: str
    places_free: int | None
    how_to_refer: str
    assured_at: date

    @staticmethod
    def resolve_unit(service: Service) -> str | None:
        unit: AdminUnit | None = service.unit
        return f"{unit.code} ({unit.vintage})" if unit else None


class Services(Schema):
    items: list[ServiceOut]
    next: str


@services.get("", response={200: Services, **ERRORS}, operation_id="services")
def list_services(
    request: HttpRequest, need: str = "", after: str = "", limit: int = LIMIT
) -> dict[str, Any]:
    """Active services, the most lately assured first."""
    access = asking(request, *PURPOSES)
    found = Service.objects.visible_to(access).filter(state="active").select_related("unit")
    items, following = listed(found.filter(need=need) if need else found, ("-assured_at",), after, limit)
    return {"items": items, "next": following}


@services.get("/{uuid:id}", response={200: ServiceOut, **ERRORS}, operation_id="service")
def open_service(request: HttpRequest, id: UUID) -> Service:
    return open_record(asking(request, *PURPOSES), Service, id)

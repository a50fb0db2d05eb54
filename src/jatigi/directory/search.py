"""Finding a service: by need, place and words."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Case, F, IntegerField, Q, Value, When

from jatigi.directory.models import Service
from jatigi.kernel import clock
from jatigi.kernel.access import Access

RECONFIRM_AFTER = timedelta(days=180)


def find(
    access: Access,
    *,
    need: str = "",
    unit: int | None = None,
    country: str = "",
    text: str = "",
    age: int | None = None,
    sex: str = "",
) -> Any:
    """The services that fit, those with free places first, then the most lately assured."""
    found = (
        Service.objects.visible_to(access)
        .filter(state="active")
        .select_related("organisation", "unit", "country")
    )
    if need:
        found = found.filter(need=need)
    if unit is not None:
        found = found.filter(Q(unit_id=unit) | Q(unit=None))
    if country:
        found = found.filter(country_id=country)
    if text:
        found = found.filter(
            Q(title_fr__icontains=text)
            | Q(title_en__icontains=text)
            | Q(organisation__name_fr__icontains=text)
            | Q(organisation__acronym__icontains=text)
        )
    if age is not None:
        found = found.filter(
            Q(minimum_age=None) | Q(minimum_age__lte=age), Q(maximum_age=None) | Q(maximum_age__gte=age)
        )
    full = Case(When(places_free=0, then=Value(1)), default=Value(0), output_field=IntegerField())
    found = found.annotate(full=full).order_by("full", F("assured_at").desc(), "title_fr", "id")
    return [service for service in found if _receives(service, sex)] if sex else found


def to_reconfirm(service: Service, today: date | None = None) -> bool:
    """Nobody has assured it for so long that somebody should call first (« à reconfirmer »)."""
    return (today or clock.today()) - service.assured_at > RECONFIRM_AFTER


def _receives(service: Service, sex: str) -> bool:
    return not service.sexes or sex in service.sexes

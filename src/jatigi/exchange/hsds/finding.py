"""Which public services a request means. Every question asks for active services; a hidden one has no place to be near."""

from math import asin, cos, radians, sin, sqrt
from typing import Any
from uuid import UUID

from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from jatigi.directory.hsds import public, taxonomy
from jatigi.directory.search import folded, place_of
from jatigi.exchange.hsds.asked import FARTHEST, Asked
from jatigi.kernel.errors import Invalid
from jatigi.people.codes import Need

EARTH = 6_371_000
METRES_A_DEGREE = 111_000
Point = tuple[float, float]


def services(asked: Asked) -> Any:
    """The rows of the services asked for, in no order."""
    rows = public.active()
    if organisation := asked.id("organization_id"):
        rows = rows.filter(organisation_id=organisation)
    if since := asked.moment("modified_after"):
        rows = rows.filter(changed_at__gte=since)
    for name in ("taxonomy_term_id", "taxonomy_id"):
        if term := asked.id(name):
            rows = rows.filter(_of_term(term))
    if region := asked.query.get("postcode", ""):
        rows = rows.filter(_in_region(region))
    return rows.filter(public_id__in=_saying(rows, asked.search)) if asked.search else rows


def ids(rows: Any, start: int, size: int) -> tuple[int, list[tuple[UUID, Any]]]:
    """How many services the rows are of, and (public id, last change) of one page of them."""
    total = rows.values("public_id").distinct().count()
    page = rows.values_list("public_id").annotate(last=Max("changed_at")).order_by("public_id")
    return total, list(page[start : start + size])


def places(asked: Asked) -> list[UUID]:
    """The ids of services at places that anybody may know, the nearest first where it is said near what."""
    rows = services(asked).filter(pk__in=at_places().values("pk"))
    metres, point = asked.number("proximity", FARTHEST), _point(asked)
    if metres is not None and point is None:
        raise Invalid(proximity=_("Say from where: latitude and longitude."))
    if metres is None or point is None:
        return list(rows.order_by("id").values_list("pk", flat=True))
    near = [
        (far, pk)
        for pk, latitude, longitude in _around(rows, point, metres)
        if (far := distance(point, (latitude, longitude))) <= metres
    ]
    return [pk for _far, pk in sorted(near)]


def at_places() -> Any:
    """Rows of services at places that anybody may know of."""
    rows = public.active().filter(hidden=False).exclude(location=None)
    return rows.filter(location__in=public.open_places().values("pk"))


def distance(one: Point, other: Point) -> float:
    """Metres between two points (latitude, longitude) on a sphere."""
    north, south = radians(one[0]), radians(other[0])
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(radians(other[1] - one[1]) / 2) ** 2
    return 2 * EARTH * asin(sqrt(min(1.0, half)))


def _around(rows: Any, point: Point, metres: float) -> Any:
    """Rows in a box around the point: what the database can tell."""
    height = metres / METRES_A_DEGREE
    width = min(180.0, height / max(0.01, cos(radians(min(89.0, abs(point[0]) + height)))))
    box = Q(location__latitude__range=(point[0] - height, point[0] + height))
    if abs(point[1]) + width <= 180:
        box &= Q(location__longitude__range=(point[1] - width, point[1] + width))
    return rows.filter(box).values_list("pk", "location__latitude", "location__longitude")


def _point(asked: Asked) -> Point | None:
    latitude, longitude = asked.number("latitude", 90), asked.number("longitude", 180)
    return None if latitude is None or longitude is None else (latitude, longitude)


def _of_term(term: UUID) -> Q:
    if term == taxonomy.NEEDS:
        return Q(need__in=Need.values)
    need = taxonomy.need_of(str(term))
    return Q(need=need) if need else Q(hidden=False, imported__service__icontains=str(term))


def _in_region(code: str) -> Q:
    """In the region, or in its whole country. Never anything smaller: a hidden service is in its region only."""
    place = place_of(code[:16].upper())
    if place is None:
        return Q(pk__in=[])
    there = Q(country_id=place.country.pk)
    if place.unit is not None:
        unit = place.unit
        same = Q(unit__name_fr=unit.name_fr, unit__level=1) | Q(unit__parent__name_fr=unit.name_fr)
        there &= Q(unit=None) | same if unit.level == 1 else Q(pk__in=[])
    return there


def _saying(rows: Any, words: str) -> list[UUID]:
    """The services in whose names all words stand, whatever their accents."""
    wanted = folded(words).split()
    said = rows.values_list(
        "public_id", "title_fr", "title_en", "description_fr", "description_en", "organisation__name_fr",
        "organisation__name_en", "organisation__acronym",
    )  # fmt: skip
    return [pk for pk, *texts in said if all(word in folded(" ".join(texts)) for word in wanted)]

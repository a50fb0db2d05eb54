"""The directory as anybody may read it: active services only, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from jatigi.directory.hsds import documents
from jatigi.directory.hsds.beyond import Tree
from jatigi.directory.hsds.documents import Record
from jatigi.directory.hsds.rules import PUBLIC
from jatigi.directory.models import Location, Service, ServiceArea, StandardRecord
from jatigi.places.models import Site

RELATED = (
    "organisation", "country", "unit__parent", "intake_unit", "location__organisation", "location__unit",
    "location__country",
)  # fmt: skip
MOST_PLACES = 200
"""As many places as an organisation's record lists."""


def active() -> Any:
    """The rows that anybody may know of."""
    return Service.objects.visible_to(PUBLIC).filter(state="active", organisation__active=True)


def hidden_sites() -> frozenset[UUID]:
    """Sites that nobody learns of: whatever became one stops being a place here, also before its row was cleared."""
    return frozenset(Site.objects.visible_to(PUBLIC).filter(hidden=True).values_list("pk", flat=True))


def open_places() -> Any:
    """The places that anybody may know of."""
    return Location.objects.filter(organisation__active=True).exclude(site_id__in=hidden_sites())


def rows_of(public_ids: Collection[UUID]) -> dict[UUID, list[Service]]:
    """Public id → its rows, in the order asked for."""
    found: dict[UUID, list[Service]] = {pk: [] for pk in public_ids}
    secret = hidden_sites()
    for row in active().filter(public_id__in=list(public_ids)).select_related(*RELATED).order_by("id"):
        if row.location is not None and row.location.site_id in secret:
            row.location, row.hidden = None, True
        found[row.public_id].append(row)
    return {pk: rows for pk, rows in found.items() if rows}


def services(public_ids: Collection[UUID]) -> list[Record]:
    """Full records of services, in the order asked for."""
    grouped = rows_of(public_ids)
    areas = areas_of(row.pk for rows in grouped.values() for row in rows)
    kept = kept_of(row.organisation_id for rows in grouped.values() for row in rows)
    trees = {pk: tree.get("beyond", {}) for pk, tree in kept.items()}
    listed = [pk for pk, tree in kept.items() if tree.get("locations")]
    places = places_of(listed)
    found = []
    for rows in grouped.values():
        record = documents.service(rows, [area for row in rows for area in areas.get(row.pk, [])], trees)
        if rows[0].organisation_id in places:
            record["organization"] |= {"locations": places[rows[0].organisation_id]}
        found.append(record)
    return found


def areas_of(services: Iterable[UUID]) -> dict[UUID, list[ServiceArea]]:
    found: dict[UUID, list[ServiceArea]] = defaultdict(list)
    rows = ServiceArea.objects.visible_to(PUBLIC).filter(service_id__in=list(services))
    for area in rows.select_related("unit__parent", "country").order_by("id"):
        found[area.service_id].append(area)
    return found


def kept_of(organisations: Iterable[UUID]) -> dict[UUID, Tree]:
    """Organisation → {"beyond": what its imported record says beyond ours, "locations": whether it lists its places}."""
    rows = StandardRecord.objects.filter(kind="organization", record_id__in=set(organisations))
    return {row.record_id: row.record for row in rows}


def places_of(organisations: Collection[UUID]) -> dict[UUID, list[Record]]:
    """Organisation → the records of its places that anybody may know."""
    found: dict[UUID, list[Record]] = defaultdict(list)
    if organisations:
        rows = open_places().filter(organisation_id__in=list(organisations)).order_by("id")
        for location in rows.select_related("unit", "country")[:MOST_PLACES]:
            found[location.organisation_id].append(documents.place(location))
    return found


def organizations(rows: Iterable[Any]) -> list[Record]:
    """Records of organisations without their services."""
    listed = list(rows)
    kept = kept_of(row.pk for row in listed)
    return [documents.organization(row, kept.get(row.pk, {}).get("beyond")) for row in listed]

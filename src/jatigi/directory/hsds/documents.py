"""Rows of the directory as records of Open Referral HSDS 3.0: plain dicts, empty values left out.

A row of `Service` is a service at a location there; the rows that share a `public_id` are one service. Of a hidden
service nothing is said of where it is but its region, and nothing of what was imported with it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from jatigi.agencies.models import Organisation
from jatigi.directory import cards
from jatigi.directory.hsds import schedules, taxonomy
from jatigi.directory.hsds.beyond import Tree, together
from jatigi.directory.models import Location, Service, ServiceArea
from jatigi.places import units
from jatigi.places.models import AdminUnit, Country
from jatigi.protection.codes import LANGUAGES

Record = dict[str, Any]
STATES = {"proposed": "inactive", "active": "active", "suspended": "temporarily closed", "ended": "defunct"}
ONE_TO_ONE = frozenset({"organization", "program", "location", "service"})
"""Records inside another one that a list keeps; everything else that is nested is in the full record only."""
Kept = Mapping[UUID, Tree]
"""Organisation → what its imported record says beyond ours."""


def service(rows: Sequence[Service], areas: Iterable[ServiceArea], kept: Kept) -> Record:
    """One service with everything that belongs to it. `rows` share a public id; at least one."""
    one = main(rows)
    said = own(rows, areas)
    if not any(row.hidden for row in rows):
        said = together(said, one.imported.get("service"))
    there = [at_location(row) for row in rows if row.location_id and not row.hidden]
    kept_there = said.get("service_at_locations", [])
    said |= {"organization": organization(one.organisation, kept.get(one.organisation_id))}
    return said | ({"service_at_locations": [*there, *kept_there]} if there or kept_there else {})


def main(rows: Sequence[Service]) -> Service:
    """The row that speaks for the service."""
    return min(rows, key=lambda row: (row.hidden, row.pk))


def own(rows: Sequence[Service], areas: Iterable[ServiceArea]) -> Record:
    """What the rows alone say of the service, without its places and its organisation."""
    row = main(rows)
    return _filled(
        id=str(row.public_id),
        name=row.title_fr,
        alternate_name=row.title_en,
        description=row.description_fr or row.description_en,
        url="" if row.hidden else row.website,
        email="" if row.hidden else row.email,
        status=STATES[row.state],
        interpretation_services=row.interpretation,
        application_process=how_to_come(row),
        fees_description=_("free of charge") if row.free else "",
        eligibility_description=eligibility(row),
        minimum_age=row.minimum_age,
        maximum_age=row.maximum_age,
        assured_date=row.assured_at.isoformat(),
        alert=row.alert,
        last_modified=moment(max(one.changed_at for one in rows)),
        phones=phones(row),
        schedules=schedules.out(row),
        service_areas=_areas(rows, areas),
        languages=_languages(row),
        cost_options=[_cost(item) for item in row.costs],
        required_documents=[_filled(**item) for item in row.documents],
        contacts=_contacts(row),
        service_capacities=_capacities(rows),
        attributes=[taxonomy.attribute(row)],
    )


def _capacities(rows: Sequence[Service]) -> list[Record]:
    """One for each place where somebody said how many are free."""
    told = (row for row in rows if row.places_free is not None)
    said = (taxonomy.capacity(row, moment(row.places_noted_at or row.changed_at)) for row in told)
    return list({one["id"]: one for one in said}.values())


def at_location(row: Service) -> Record:
    """The service at one place that anybody may know."""
    said: Record = together({"id": str(row.pk)}, row.imported.get("service_at_location"))
    location = row.location
    return said | ({"location": place(location)} if location is not None else {})


def place(location: Location) -> Record:
    """A place with what its imported record says beyond it."""
    return together(own_place(location), location.imported.get("location"))  # type: ignore[no-any-return]


def own_place(location: Location) -> Record:
    return _filled(
        id=str(location.pk),
        location_type="physical",
        name=location.name,
        transportation=location.directions,
        latitude=location.latitude,
        longitude=location.longitude,
        addresses=_addresses(location),
        accessibility=_each(location.pk, "accessibility", description=location.accessibility),
    )


def organization(organisation: Organisation, kept: Tree | None = None) -> Record:
    """An organisation with what its imported record says beyond it; its places and services are added by the caller."""
    return together(own_organization(organisation), kept)  # type: ignore[no-any-return]


def own_organization(organisation: Organisation) -> Record:
    return _filled(
        id=str(organisation.pk),
        name=organisation.name_fr,
        alternate_name=organisation.acronym,
        description=organisation.name_en or str(organisation.get_kind_display()),
    )


def flat(record: Record, keep: frozenset[str] = ONE_TO_ONE) -> Record:
    """A record as lists have it: without the lists in it, records inside it flat too."""
    return {
        name: flat(value, keep) if isinstance(value, dict) else value
        for name, value in record.items()
        if not isinstance(value, list) and (not isinstance(value, dict) or name in keep)
    }


def how_to_come(row: Service) -> str:
    """How one comes to it, and where one comes first."""
    told = () if row.hidden else (row.intake_address, str(row.intake_unit or ""), row.intake_phone)
    first = ", ".join(filter(None, told))
    parts = (
        str(row.get_how_to_refer_display()),
        row.referral_note,
        _("First come here: %(place)s") % {"place": first} if first else "",
        "" if row.hidden else row.intake_note,
    )
    return ". ".join(part.rstrip(". ") for part in parts if part)


def eligibility(row: Service) -> str:
    """For whom, in words; "" where it is for everybody."""
    limited = row.sexes or row.statuses or row.minimum_age is not None or row.maximum_age is not None
    parts = (
        cards.whom(row) if limited else "",
        row.eligibility_fr or row.eligibility_en,
        row.exclusions_fr or row.exclusions_en,
    )
    return "\n".join(part for part in parts if part)


def phones(row: Service) -> list[Record]:
    return [
        *_each(row.pk, "phone", number=row.phone, type="voice"),
        *(_filled(id=item["id"], number=item["number"], description=item.get("note")) for item in row.phones),
    ]


def moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def made(parent: UUID, what: str) -> str:
    """The id of a record that is only a column here: always the same."""
    return str(uuid5(parent, what))


def _each(parent: UUID, what: str, **said: Any) -> list[Record]:
    """A record of a column, where the column says something."""
    return [{"id": made(parent, what), **said}] if any(v for k, v in said.items() if k != "type") else []


def _filled(**said: Any) -> Record:
    return {name: value for name, value in said.items() if value not in (None, "", [])}


def _areas(rows: Sequence[Service], areas: Iterable[ServiceArea]) -> list[Record]:
    """Regions and countries served; of a hidden service never anything smaller than a region."""
    hidden = {row.pk for row in rows if row.hidden}
    found: dict[str, Record] = {}
    for row in rows:
        _area(found, row, cards.unit_shown(row), row.country)
    for area in areas:
        unit = area.unit
        while unit is not None and area.service_id in hidden and unit.level > 1:
            unit = unit.parent
        _area(found, area, unit, area.country)
    return list(found.values())


def _area(
    found: dict[str, Record], row: Service | ServiceArea, unit: AdminUnit | None, country: Country
) -> None:
    code = unit.code if unit else country.pk
    name = units.label(unit) if unit else str(country)
    found.setdefault(
        f"{code} {name}",
        {"id": made(row.pk, "area"), "name": name, "extent": code, "extent_type": "text"},
    )


def _languages(row: Service) -> list[Record]:
    names = dict(LANGUAGES)
    return [
        {"id": made(row.pk, f"language {code}"), "name": str(names[code]), "code": code}
        for code in row.languages
        if code in names
    ]


def _cost(item: Mapping[str, Any]) -> Record:
    amount = float(item["amount"]) if item.get("amount") else None
    return _filled(
        id=item["id"],
        valid_from=item.get("from"),
        valid_to=item.get("to"),
        option=item.get("option"),
        currency=item.get("currency"),
        amount=int(amount) if amount is not None and amount.is_integer() else amount,
        amount_description=item.get("note"),
    )


def _contacts(row: Service) -> list[Record]:
    return [
        *_each(row.pk, "contact", title=row.contact),
        *(
            _filled(
                id=item["id"],
                title=item.get("title"),
                email=item.get("email"),
                phones=_each(UUID(item["id"]), "phone", number=item.get("phone", ""), type="voice"),
            )
            for item in row.contacts
        ),
    ]


def _addresses(location: Location) -> list[Record]:
    if not (location.address or location.city):
        return []
    address = {
        "id": made(location.pk, "address"),
        "address_1": location.address,
        "city": location.city,
        "state_province": str(location.unit or ""),
        "postal_code": "",
        "country": location.country_id,
        "address_type": "physical",
    }
    return [address]

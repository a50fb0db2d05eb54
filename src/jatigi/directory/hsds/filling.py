"""Columns of the directory from records of the standard. What does not fit is left to `beyond`, with a note."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Organisation
from jatigi.directory import shapes
from jatigi.directory.codes import CapacityUnit
from jatigi.directory.hsds import schedules, taxonomy
from jatigi.directory.hsds.reading import Errors, Record
from jatigi.directory.models import Location, Service
from jatigi.directory.saying import MANY_PLACES
from jatigi.kernel import clock
from jatigi.kernel.errors import Invalid
from jatigi.kernel.text import LINE_LENGTH, NOTE_LENGTH, clean
from jatigi.places import units, zones
from jatigi.places.models import AdminUnit, Country
from jatigi.protection.codes import LANGUAGES

STATES = {"active": "active", "temporarily closed": "suspended", "inactive": "ended", "defunct": "ended"}
SHORT = 160
OLDEST = 120


def organisation(row: Organisation, record: Record) -> None:
    row.name_fr = text(record, "name", 200) or record["id"]
    row.acronym = text(record, "alternate_name", 32)


def location(row: Location, record: Record, path: str, notes: Errors) -> None:
    address: Record = next(iter(record.get("addresses") or []), {})
    row.name = text(record, "name", SHORT)
    row.directions = text(record, "transportation")
    row.accessibility = text(next(iter(record.get("accessibility") or []), {}), "description")
    row.address, row.city = text(address, "address_1"), text(address, "city", 120)
    row.country = country_of(address.get("country")) or Country.objects.get(pk="ML")
    row.unit = unit_of(
        row.country, (address.get("region"), address.get("state_province"), address.get("city"))
    )
    row.time_zone = zones.usual(row.country.pk)
    point = (record.get("latitude"), record.get("longitude"))
    on_earth = None not in point and abs(point[0] or 0) <= 90 and abs(point[1] or 0) <= 180
    row.latitude, row.longitude = point if on_earth else (None, None)
    if not on_earth and None not in point:
        notes[f"{path}.latitude"] = _("This is no point on earth: nobody will find it by distance.")


def service(row: Service, record: Record, there: Record, need: str, path: str, notes: Errors) -> None:
    """Everything but the place."""
    row.state = STATES[record["status"]]
    row.need = need_of(record)
    if not row.need:
        row.need = need
        notes[f"{path}.attributes"] = _("No need of ours is said: taken for “%(need)s”.") % {
            "need": row.get_need_display()
        }
    row.title_fr = text(record, "name", SHORT)
    row.title_en = text(record, "alternate_name", SHORT)
    row.description_fr = text(record, "description", NOTE_LENGTH)
    row.alert = text(record, "alert")
    row.interpretation = text(record, "interpretation_services")
    row.eligibility_fr = text(record, "eligibility_description", NOTE_LENGTH)
    row.referral_note = text(record, "application_process")
    row.minimum_age, row.maximum_age = age(record, "minimum_age"), age(record, "maximum_age")
    row.email = fitting(lambda: shapes.email(str(record.get("email") or "")), "")
    row.website = fitting(lambda: shapes.web(str(record.get("url") or "")), "")
    row.languages = [code for code, _label in LANGUAGES if code in _languages(record)]
    said = record.get("assured_date")
    row.assured_at = date.fromisoformat(str(said)[:10]) if said else clock.today()
    _lists(row, record, there, path, notes)
    _room(row, record)
    row.how_to_refer = Service.HowToRefer.PHONE if row.phone else Service.HowToRefer.WALK_IN


def where(row: Service, record: Record, place: Location | None) -> None:
    """The place, or the first area that is known here."""
    row.location = place
    row.country = place.country if place else Country.objects.get(pk="ML")
    row.unit = place.unit if place else None
    for area in record.get("service_areas") or []:
        if row.unit is not None:
            break
        row.unit = unit_of(row.country, (area.get("extent"), area.get("name")))
    row.time_zone = place.time_zone if place else zones.usual(row.country.pk)


def need_of(record: Record) -> str:
    """The need that an attribute of our taxonomy says, "" where none does."""
    for attribute in record.get("attributes") or []:
        term = attribute.get("taxonomy_term") or {}
        for said in (attribute.get("taxonomy_term_id"), term.get("id")):
            if need := taxonomy.need_of(str(said or "")):
                return need
    return ""


def text(record: Mapping[str, Any], name: str, limit: int = LINE_LENGTH) -> str:
    """A text as it fits the column: cut with an ellipsis, "" where it holds what is no text."""
    said = " ".join(str(record.get(name) or "").split())
    said = said if len(said) <= limit else f"{said[: limit - 1]}…"
    return str(fitting(lambda: clean(said, name, limit=limit), ""))


def age(record: Record, name: str) -> int | None:
    value = record.get(name)
    return int(value) if isinstance(value, int | float) and 0 <= value <= OLDEST else None


def country_of(code: object) -> Country | None:
    """ISO 3166-1, two letters or three."""
    said = str(code or "").upper()
    return (
        Country.objects.filter(pk=said).first() or Country.objects.filter(iso3=said).first() if said else None
    )


def unit_of(country: Country, said: Iterable[object]) -> AdminUnit | None:
    """The region of today that is called so, by code or name."""
    known = {
        str(name).casefold(): unit
        for unit in units.of(country.pk)
        for name in (unit.code, unit.name_fr, unit.name_en)
    }
    return next((known[key] for one in said if (key := str(one or "").casefold()) in known), None)


def fitting(read: Callable[[], Any], otherwise: Any) -> Any:
    try:
        return read()
    except Invalid:
        return otherwise


def is_uuid(value: object) -> bool:
    try:
        return bool(UUID(str(value)))
    except ValueError:
        return False


def _languages(record: Record) -> set[str]:
    return {str(one.get("code") or "") for one in record.get("languages") or []}


def _lists(row: Service, record: Record, there: Record, path: str, notes: Errors) -> None:
    place = there.get("location") or {}
    timetable = record.get("schedules") or there.get("schedules") or place.get("schedules") or []
    understood = [schedules.read(one) for one in timetable]
    row.schedules = [one for one in understood if one is not None]
    if len(row.schedules) < len(timetable):
        notes[f"{path}.schedules"] = _("Some opening hours cannot be understood: they are kept as they came.")
    numbers = record.get("phones") or there.get("phones") or place.get("phones") or []
    found = [said for one in numbers if (said := _phone(one))]
    row.phone = found[0]["number"] if found else ""
    row.phones = found[1:]
    row.contacts = _fitted(
        record,
        "contacts",
        lambda one: {"id": one["id"], "title": text(one, "title", SHORT), "email": one.get("email") or ""},
        shapes.contacts,
    )
    row.costs = _fitted(record, "cost_options", _cost, shapes.costs)
    row.documents = _fitted(
        record,
        "required_documents",
        lambda one: {"id": one["id"], "document": text(one, "document", SHORT), "uri": one.get("uri") or ""},
        shapes.documents,
    )


def counted(record: Record) -> Record | None:
    """The first capacity whose unit we count in; the others are kept as they came."""
    for one in record.get("service_capacities") or []:
        unit, free = (one.get("unit") or {}).get("identifier"), one.get("available")
        if unit in CapacityUnit.values and isinstance(free, int) and 0 <= free <= MANY_PLACES:
            return dict(one)
    return None


def _room(row: Service, record: Record) -> None:
    said = counted(record)
    if said is None:
        return
    free, most = said["available"], said.get("maximum")
    row.capacity = most if isinstance(most, int) and free <= most <= MANY_PLACES else None
    row.capacity_unit, row.places_free = said["unit"]["identifier"], free
    row.places_noted_at = row.places_noted_at or clock.now()


def _fitted(
    record: Record, name: str, read: Callable[[Record], Record], shape: Callable[[Any], Any]
) -> list[Record]:
    """Those of a list that fit their shape."""
    found: list[Record] = []
    for one in record.get(name) or []:
        with suppress(Invalid):
            found += shape([read(one)])
    return found


def _cost(one: Record) -> Record:
    return {
        "id": one["id"], "option": text(one, "option", SHORT), "amount": "" if one.get("amount") is None else str(one["amount"]),
        "currency": one.get("currency") or "", "note": text(one, "amount_description"),
        "from": one.get("valid_from") or "", "to": one.get("valid_to") or "",
    }  # fmt: skip


def _phone(one: Record) -> Record | None:
    number = str(one.get("number") or "").strip(' "')
    said = {"id": one["id"], "number": number, "note": text(one, "description")}
    found: list[Record] = fitting(lambda: shapes.phones([said]), [])
    return found[0] if found else None

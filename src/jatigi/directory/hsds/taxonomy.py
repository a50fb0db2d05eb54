"""The kinds of need as a taxonomy of the standard: the same ids on every node."""

from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from jatigi.directory.models import Service
from jatigi.people.codes import Need

Record = dict[str, Any]
NEEDS = UUID("6a1f0c58-5d4b-5b8e-9c3e-0f9a7f5d2e10")


def needs() -> Record:
    """The taxonomy itself."""
    return {
        "id": str(NEEDS),
        "name": _("Needs"),
        "description": _("Service families of the national referral mechanism and of direct assistance."),
        "version": "1",
    }


def terms() -> list[Record]:
    return [term(need.value) for need in Need]


def term(need: str) -> Record:
    label = str(Need(need).label)
    return {
        "id": term_id(need),
        "code": need,
        "name": label,
        "description": label,
        "taxonomy": needs()["name"],
        "taxonomy_id": str(NEEDS),
        "language": "fr",
    }


def term_id(need: str) -> str:
    return str(uuid5(NEEDS, need))


def need_of(term: str) -> str:
    """The need whose id or code this is, "" for a term of another taxonomy."""
    return next((need.value for need in Need if term in (term_id(need.value), need.value)), "")


def attribute(row: Service) -> Record:
    """What a service carries that it is for its need."""
    return {
        "id": str(uuid5(row.public_id, "need")),
        "link_id": str(row.public_id),
        "link_entity": "service",
        "taxonomy_term_id": term_id(row.need),
        "value": row.need,
        "taxonomy_term": term(row.need),
    }


def capacity(row: Service, updated: str) -> Record:
    """The places of a service at one place, as HSDS 3.1 writes them: it has as many capacities as it has places."""
    known = {} if row.capacity is None else {"maximum": row.capacity}
    return {
        "id": row.imported.get("capacity") or str(uuid5(row.pk, "capacity")),
        "unit": {
            "id": str(uuid5(NEEDS, f"unit {row.capacity_unit}")),
            "name": str(row.get_capacity_unit_display()),
            "identifier": row.capacity_unit,
        },
        "available": row.places_free,
        **known,
        "updated": updated,
    }

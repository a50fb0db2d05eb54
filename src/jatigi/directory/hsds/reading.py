"""Documents of the standard as they come: what they are, and what is wrong with them, by JSON path.

A document is one record, a list of records, or a page of the standard's interface (`contents`).
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jatigi.kernel.errors import Invalid

Record = dict[str, Any]
Errors = dict[str, str | Promise]

NEEDED = {
    "service": ("id", "name", "status"),
    "organization": ("id", "name", "description"),
    "location": ("id", "location_type"),
    "taxonomy": ("id", "name", "description"),
    "taxonomy_term": ("id", "name", "description"),
    "phone": ("id", "number"),
    "program": ("id", "name", "description"),
}
"""What the standard requires of a record; of every other one its id."""

INSIDE = {
    "phones": "phone", "schedules": "schedule", "service_areas": "service_area", "languages": "language",
    "service_at_locations": "service_at_location", "cost_options": "cost_option", "contacts": "contact",
    "required_documents": "required_document", "locations": "location", "addresses": "address",
    "accessibility": "accessibility", "programs": "program", "services": "service", "attributes": "attribute",
    "service_capacities": "service_capacity", "funding": "funding", "metadata": "metadata", "organization_identifiers": "organization_identifier",
}  # fmt: skip
"""Lists of records inside a record."""
ONE = {
    "organization": "organization", "location": "location", "program": "program", "service": "service",
    "taxonomy_term": "taxonomy_term", "taxonomy_detail": "taxonomy", "unit": "unit",
}  # fmt: skip
NUMBERS = frozenset(
    {
        "minimum_age",
        "maximum_age",
        "latitude",
        "longitude",
        "amount",
        "count",
        "interval",
        "available",
        "maximum",
    }
)
TEXTS = frozenset(
    {
        "name", "alternate_name", "description", "status", "number", "title", "email", "byday", "opens_at", "closes_at",
        "document", "option", "currency", "address_1", "city", "state_province", "country", "code", "value", "url",
    }
)  # fmt: skip
DAYS = frozenset({"assured_date", "valid_from", "valid_to", "dtstart", "until"})
STATUSES = ("active", "inactive", "defunct", "temporarily closed")
TAXONOMY = frozenset({"id", "name", "description", "uri", "version", "metadata"})
DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Given:
    """A record as it came: where in the document, and what it is."""

    path: str
    kind: str
    record: Record


@dataclass(slots=True)
class Judged:
    """What a document holds. `errors`, `notes`: JSON path → sentence; with errors nothing is taken over."""

    given: list[Given] = field(default_factory=list)
    errors: Errors = field(default_factory=dict)
    notes: Errors = field(default_factory=dict)


def parsed(content: bytes) -> Any:
    """The JSON of a file. Raises `Invalid` for "$"."""
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise Invalid({"$": _("This is no JSON in UTF-8.")}) from None


def judged(document: Any) -> Judged:
    """The records of a document with everything that is wrong with them."""
    found = Judged()
    for path, record in _top(document):
        if not isinstance(record, dict):
            found.errors[path] = _("Here a record is needed.")
            continue
        kind = kind_of(record)
        if kind:
            found.given.append(Given(path, kind, record))
            _judge(found.errors, path, kind, record, 0)
        else:
            found.errors[path] = _("This is no record of the standard that can be taken over.")
    if not found.given and not found.errors:
        found.errors["$"] = _("There is nothing in this document.")
    return found


def kind_of(record: Mapping[str, Any]) -> str:
    """What a record is, told by what only such records have; "" where it is none that can stand alone."""
    names = record.keys()
    if "location_type" in names:
        return "location"
    if "status" in names:
        return "service"
    if names & {"service", "service_id"} and names & {"location", "location_id"}:
        return "service_at_location"
    if names & {"taxonomy", "taxonomy_detail", "taxonomy_id", "term_uri", "parent_id"}:
        return "taxonomy_term"
    if "version" in names and names <= TAXONOMY:
        return "taxonomy"
    return "organization" if "name" in names and "description" in names else ""


def _top(document: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(document, dict) and isinstance(document.get("contents"), list):
        yield from ((f"$.contents[{n}]", record) for n, record in enumerate(document["contents"]))
    elif isinstance(document, list):
        yield from ((f"$[{n}]", record) for n, record in enumerate(document))
    else:
        yield "$", document


def _judge(errors: Errors, path: str, kind: str, record: Record, depth: int) -> None:
    if depth > DEEPEST:
        errors[path] = _("Records lie too deep inside each other.")
        return
    for name in NEEDED.get(kind, ("id",)):
        if record.get(name) in (None, ""):
            errors[f"{path}.{name}"] = _("Please write something here.")
    if kind == "service" and isinstance(record.get("status"), str) and record["status"] not in STATUSES:
        errors[f"{path}.status"] = _("Choose from the list.")
    for name, value in record.items():
        _judge_value(errors, f"{path}.{name}", name, value, depth)


def _judge_value(errors: Errors, path: str, name: str, value: Any, depth: int) -> None:
    if value is None:
        return
    if name in INSIDE:
        _judge_list(errors, path, INSIDE[name], value, depth)
    elif name in ONE:
        if isinstance(value, dict):
            _judge(errors, path, ONE[name], value, depth + 1)
        elif not isinstance(value, str):
            errors[path] = _("Here a record is needed.")
    elif name == "id" and not _is_uuid(value):
        errors[path] = _("This is no id of the standard (UUID).")
    elif name in NUMBERS and (isinstance(value, bool) or not isinstance(value, int | float)):
        errors[path] = _("Here a number is needed.")
    elif name in TEXTS and not isinstance(value, str):
        errors[path] = _("Here a text is needed.")
    elif name in DAYS and not _is_day(value):
        errors[path] = _("Write the day like 2026-12-31.")


def _judge_list(errors: Errors, path: str, kind: str, value: Any, depth: int) -> None:
    if not isinstance(value, list):
        errors[path] = _("Here a list is needed.")
        return
    for number, record in enumerate(value):
        at = f"{path}[{number}]"
        if isinstance(record, dict):
            _judge(errors, at, kind, record, depth + 1)
        else:
            errors[at] = _("Here a record is needed.")


def _is_uuid(value: Any) -> bool:
    try:
        return bool(UUID(str(value)))
    except ValueError:
        return False


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value[:10]))
    except ValueError:
        return False

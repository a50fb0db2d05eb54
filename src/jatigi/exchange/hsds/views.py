"""/hsds/…: the paths of the standard."""

from typing import Any
from uuid import UUID

from django.conf import settings

from jatigi.agencies.models import Organisation
from jatigi.directory.hsds import documents, public, taxonomy
from jatigi.directory.models import StandardRecord
from jatigi.directory.search import folded
from jatigi.exchange.hsds import finding
from jatigi.exchange.hsds.answers import page, published
from jatigi.exchange.hsds.asked import Asked
from jatigi.kernel.errors import NotFound
from jatigi.kernel.http import Request

SPECIFICATION = "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/openapi.json"
MOST_SERVICES = 100
"""As many full services as the record of one organisation holds."""


@published
def root(request: Request) -> Any:
    """What this interface is."""
    return {"version": "3.0", "profile": f"{settings.PUBLIC_URL}/hsds/", "openapi_url": SPECIFICATION}


@published
def services(request: Request) -> Any:
    """Services without what is nested in them; `full=true` with it, `minimal=true` ids only."""
    asked = _asked(request)
    start = (asked.page - 1) * asked.per_page
    total, found = finding.ids(finding.services(asked), start, asked.per_page)
    if asked.minimal:
        contents = [{"id": str(pk), "last_modified": documents.moment(at)} for pk, at in found]
    else:
        records = public.services([pk for pk, _at in found])
        contents = records if asked.full else [documents.flat(record) for record in records]
    return page(total, asked.page, asked.per_page, contents)


@published
def service(request: Request, pk: UUID) -> Any:
    found = public.services([pk])
    if not found:
        raise NotFound
    return found[0]


@published
def service_at_locations(request: Request) -> Any:
    """Services at places that anybody may know; by distance where it is said from where."""
    asked = _asked(request)
    found = finding.places(asked)
    start = (asked.page - 1) * asked.per_page
    records = _at_locations(found[start : start + asked.per_page])
    contents = records if asked.full else [documents.flat(record) for record in records]
    return page(len(found), asked.page, asked.per_page, contents)


@published
def service_at_location(request: Request, pk: UUID) -> Any:
    rows = finding.at_places().filter(pk=pk)
    found = _at_locations(list(rows.values_list("pk", flat=True)))
    if not found:
        raise NotFound
    return found[0]


@published
def organizations(request: Request) -> Any:
    """Organisations that have a public service."""
    asked = _asked(request)
    start = (asked.page - 1) * asked.per_page
    rows = _organisations()
    if words := folded(asked.search).split():
        said = rows.values_list("pk", "name_fr", "name_en", "acronym")
        rows = rows.filter(
            pk__in=[pk for pk, *texts in said if all(word in folded(" ".join(texts)) for word in words)]
        )
    contents = public.organizations(rows.order_by("id")[start : start + asked.per_page])
    if not asked.full:
        contents = [documents.flat(record) for record in contents]
    return page(rows.count(), asked.page, asked.per_page, contents)


@published
def organization(request: Request, pk: UUID) -> Any:
    """One organisation with its places and its services: their ids and names, or all of it (`full_service=true`)."""
    asked = _asked(request)
    rows = _organisations().filter(pk=pk)
    found = public.organizations(rows)
    if not found:
        raise NotFound
    record, places = found[0], public.places_of([pk])
    if places.get(pk):
        record["locations"] = places[pk]
    mine = public.active().filter(organisation_id=pk)
    _total, ids = finding.ids(mine, 0, MOST_SERVICES)
    listed = [
        {name: value for name, value in one.items() if name != "organization"}
        for one in public.services([public_id for public_id, _at in ids])
    ]
    short = [{name: one[name] for name in ("id", "name", "status")} for one in listed]
    return record | {"services": listed if asked.full else short} if listed else record


@published
def locations(request: Request) -> Any:
    asked = _asked(request)
    start = (asked.page - 1) * asked.per_page
    rows = public.open_places().select_related("unit", "country").order_by("id")
    contents = [documents.place(row) for row in rows[start : start + asked.per_page]]
    if not asked.full:
        contents = [documents.flat(record) for record in contents]
    return page(rows.count(), asked.page, asked.per_page, contents)


@published
def location(request: Request, pk: UUID) -> Any:
    rows = public.open_places().filter(pk=pk).select_related("unit", "country")
    found = rows.first()
    if found is None:
        raise NotFound
    return documents.place(found)


@published
def taxonomies(request: Request) -> Any:
    return _listed(request, [taxonomy.needs(), *_standard("taxonomy")])


@published
def taxonomy_record(request: Request, pk: UUID) -> Any:
    return _one([taxonomy.needs(), *_standard("taxonomy", pk)], pk)


@published
def taxonomy_terms(request: Request) -> Any:
    """Kinds of need, and terms that came with imported services. `taxonomy_id`: of one taxonomy only."""
    asked = _asked(request)
    found = [*taxonomy.terms(), *_standard("taxonomy_term")]
    wanted, parent = asked.id("taxonomy_id"), asked.id("parent_id")
    if wanted is not None:
        found = [term for term in found if str(wanted) in (term.get("taxonomy_id"), _id_of_detail(term))]
    if parent is not None:
        found = [term for term in found if term.get("parent_id") == str(parent)]
    return _listed(request, found)


@published
def taxonomy_term(request: Request, pk: UUID) -> Any:
    return _one([*taxonomy.terms(), *_standard("taxonomy_term", pk)], pk)


@published
def unknown(request: Request, rest: str = "") -> Any:
    raise NotFound


def _asked(request: Request) -> Asked:
    return Asked(request.GET)


def _organisations() -> Any:
    return Organisation.objects.filter(
        active=True, pk__in=list(public.active().values_list("organisation_id", flat=True).distinct())
    )


def _at_locations(pks: list[UUID]) -> list[documents.Record]:
    """Records of rows in the order asked for, each with its service."""
    rows = {row.pk: row for row in public.active().filter(pk__in=pks).select_related(*public.RELATED)}
    of = {record["id"]: record for record in public.services({row.public_id for row in rows.values()})}
    found = []
    for pk in pks:
        record = of[str(rows[pk].public_id)]
        said = {name: value for name, value in record.items() if name != "service_at_locations"}
        found.append(documents.at_location(rows[pk]) | {"service": said})
    return found


def _standard(kind: str, pk: UUID | None = None) -> list[documents.Record]:
    rows = StandardRecord.objects.filter(kind=kind).order_by("record_id")
    rows = rows if pk is None else rows.filter(record_id=pk)
    return [row.record for row in rows[:1000]]


def _id_of_detail(term: documents.Record) -> str:
    return str((term.get("taxonomy_detail") or {}).get("id", ""))


def _listed(request: Request, found: list[documents.Record]) -> Any:
    asked = _asked(request)
    words = folded(asked.search).split()
    found = [one for one in found if all(word in folded(one["name"]) for word in words)]
    start = (asked.page - 1) * asked.per_page
    return page(len(found), asked.page, asked.per_page, found[start : start + asked.per_page])


def _one(found: list[documents.Record], pk: UUID) -> Any:
    record = next((one for one in found if one["id"] == str(pk)), None)
    if record is None:
        raise NotFound
    return record

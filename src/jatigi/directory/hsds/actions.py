"""Taking over what others publish after the standard: all of a document or nothing."""

import copy
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Membership, Organisation
from jatigi.directory.hsds import documents, filling, rules
from jatigi.directory.hsds.beyond import beyond
from jatigi.directory.hsds.reading import Errors, Given, Judged, Record, judged
from jatigi.directory.models import Location, Service, StandardRecord
from jatigi.kernel.access import Access, Purpose, Role
from jatigi.kernel.actions import Act, creation
from jatigi.kernel.errors import Invalid
from jatigi.kernel.models import new_organisation_key
from jatigi.people.codes import Need

MOST = 1_000
"""Records of one document."""
ASIDE = ("organization", "service_at_locations")
ALONE = ("taxonomy", "taxonomy_term")


@creation("directory.import_hsds", Service, allow=rules.may_import, purpose=Purpose.ADMINISTRATION)
def import_hsds(
    act: Act, *, document: Any, need: str = "", names_agreed: bool = False, dry_run: bool = False
) -> Judged:
    """Take over every record of a document, or none. `need`: of services that do not say theirs.

    names_agreed: the organisation says that the names of its contact persons may be public; without that they are left
    out, and what they are reached by (title, telephone, e-mail) stays.
    Raises `Invalid` with a sentence for each JSON path. With `dry_run` everything is tried and nothing stays.
    """
    if need and need not in Need.values:
        raise Invalid(need=_("Choose a need from the list."))
    found = judged(document)
    if len(found.given) > MOST:
        raise Invalid({"$": _("Give 1 to %(most)d rows at a time.") % {"most": MOST}})
    if found.errors:
        raise Invalid(found.errors)
    if not names_agreed:
        found.given = copy.deepcopy(found.given)
        for one in found.given:
            for path in _unnamed(one.record, one.path):
                found.notes[path] = _(
                    "The name of a contact person is left out: the organisation must agree."
                )
    with transaction.atomic():
        _Writer(act, need or Need.INFORMATION, found.errors, found.notes).all(found.given)
        transaction.set_rollback(dry_run)
    if found.errors:
        raise Invalid(found.errors)
    act.details |= {"records": len(found.given), "names_agreed": names_agreed, "dry_run": dry_run}
    return found


PERSONS = {"contacts": "name", "metadata": "updated_by"}
"""Lists of the standard whose records name a person → the property that does."""


def _unnamed(record: Any, path: str) -> Iterator[str]:
    """Take the names of persons out, however deep; where they stood. `updated_by` must be there, and becomes empty."""
    if isinstance(record, list):
        for number, one in enumerate(record):
            yield from _unnamed(one, f"{path}[{number}]")
    elif isinstance(record, dict):
        for name, inside in record.items():
            named = PERSONS.get(name)
            for number, one in enumerate(inside if named and isinstance(inside, list) else ()):
                if isinstance(one, dict) and one.get(named):
                    yield f"{path}.{name}[{number}].{named}"
                    one |= {named: ""}
                if name == "contacts" and isinstance(one, dict):
                    one.pop("name", None)
            yield from _unnamed(inside, f"{path}.{name}")


class _Writer:
    """One import: what was written is known by its id, so that a place told of twice is one place."""

    def __init__(self, act: Act, need: str, errors: Errors, notes: Errors) -> None:
        self.act, self.need, self.errors, self.notes = act, need, errors, notes
        self.own = Organisation.objects.get(pk=act.organisation)

    def all(self, given: Iterable[Given]) -> None:
        for one in given:
            try:
                self.one(one)
            except Invalid as error:
                self.errors |= {
                    f"{one.path}.{name}" if name else one.path: s for name, s in error.errors.items()
                }

    def one(self, given: Given) -> None:
        path, record = given.path, given.record
        if given.kind in ALONE:
            self.alone(given)
        elif given.kind == "organization":
            organisation = self.organisation(path, record)
            for number, service in enumerate(record.get("services") or []):
                self.service(f"{path}.services[{number}]", service, organisation)
        elif given.kind == "location":
            self.location(path, record, self.named(record) or self.own)
        elif given.kind == "service":
            self.service(path, record)
        elif isinstance(record.get("service"), dict):
            there = {name: value for name, value in record.items() if name != "service"}
            self.service(f"{path}.service", record["service"] | {"service_at_locations": [there]})
        else:
            self.errors[f"{path}.service"] = _("Here a record is needed.")

    def alone(self, given: Given) -> None:
        values = {"record": given.record}
        StandardRecord.objects.filter(kind=given.kind, record_id=given.record["id"]).delete()
        StandardRecord(kind=given.kind, record_id=UUID(given.record["id"]), **values).save()

    def named(self, record: Record) -> Organisation | None:
        pk = record.get("organization_id")
        return Organisation.objects.filter(pk=str(pk)).first() if filling.is_uuid(pk) else None

    def organisation(self, path: str, record: Record) -> Organisation:
        """The organisation of a record: known by its id, else by its name, else a new one that has nobody here."""
        found = Organisation.objects.filter(pk=record["id"]).first() or _by_name(record["name"])
        if found is None:
            found = Organisation(pk=UUID(record["id"]), kind=Organisation.Kind.NGO, country_id="ML")
            filling.organisation(found, record)
            found.save()
            new_organisation_key(found.pk)
            self.notes[path] = _("A new organisation: %(name)s") % {"name": found.name_fr}
        if not has_people(found) or found.pk == self.act.organisation:
            self.keep(found, record)
        for number, place in enumerate(record.get("locations") or []):
            self.location(f"{path}.locations[{number}]", place, found)
        return found

    def keep(self, organisation: Organisation, record: Record) -> None:
        rest = {name: value for name, value in record.items() if name not in ("locations", "services")}
        said = {
            "beyond": beyond(documents.own_organization(organisation), rest),
            "locations": "locations" in record,
        }
        StandardRecord.objects.filter(kind="organization", record_id=organisation.pk).delete()
        StandardRecord(
            kind="organization", record_id=organisation.pk, organisation=organisation, record=said
        ).save()

    def location(self, path: str, record: Record, organisation: Organisation) -> Location:
        found = Location.objects.filter(pk=record["id"]).first()
        if found is not None and found.organisation_id != organisation.pk:
            raise Invalid({"location": _("This id belongs to another organisation here.")})
        row = found or Location(pk=UUID(record["id"]), organisation=organisation)
        filling.location(row, record, path, self.notes)
        row.imported = {"location": beyond(documents.own_place(row), record)}
        row.save()
        return row

    def service(self, path: str, record: Record, organisation: Organisation | None = None) -> None:
        organisation = organisation or self.organisation_of(path, record)
        if organisation is None:
            return
        if has_people(organisation) and organisation.pk != self.act.organisation:
            self.errors[path] = _("This organisation works here and keeps its services itself.")
            return
        there = [
            one for one in record.get("service_at_locations") or [] if isinstance(one.get("location"), dict)
        ]
        for number, one in enumerate(there or [{}]):
            place = None
            if one:
                place = self.location(
                    f"{path}.service_at_locations[{number}].location", one["location"], organisation
                )
            self.row(path, record, organisation, one, place)

    def organisation_of(self, path: str, record: Record) -> Organisation | None:
        inside = record.get("organization")
        if isinstance(inside, dict):
            return self.organisation(f"{path}.organization", inside)
        found = self.named(record)
        if found is None:
            self.errors[f"{path}.organization"] = _("Say which organisation gives this service.")
        return found

    def row(
        self, path: str, record: Record, organisation: Organisation, there: Record, place: Location | None
    ) -> None:
        row = self.standing(record, organisation, there)
        filling.service(row, record, there, self.need, path, self.notes)
        filling.where(row, record, place)
        if row.state == "active" and not self.approves(organisation):
            row.state = "proposed"
        said = filling.counted(record)
        row.imported = {"capacity": said["id"]} if said else {}
        row.save()
        kept = {name: value for name, value in record.items() if name not in ASIDE}
        rest = [
            one
            for one in record.get("service_at_locations") or []
            if not isinstance(one.get("location"), dict)
        ]
        kept |= {"service_at_locations": rest} if rest else {}
        row.imported["service"] = beyond(documents.own([row], []), kept)
        if there:
            at = {name: value for name, value in there.items() if name != "location"}
            row.imported["service_at_location"] = beyond({"id": str(row.pk)}, at)
        Service.objects.visible_to(rules.PUBLIC).filter(pk=row.pk).update(imported=row.imported)

    def approves(self, organisation: Organisation) -> bool:
        """For the own organisation somebody answers who may; for one that has nobody here, the secretariat does."""
        mine = organisation.pk == self.act.organisation
        return not mine or self.act.access.has(Role.SUPERVISOR, Role.ORGANISATION_ADMINISTRATOR)

    def standing(self, record: Record, organisation: Organisation, there: Record) -> Service:
        """The row that stands for this service at this place, or a new one."""
        public = UUID(record["id"])
        rows = Service.objects.visible_to(rules.PUBLIC)
        known = {"pk": UUID(there["id"])} if there else {"public_id": public, "location": None}
        found: Service | None = rows.filter(**known).first()
        other = rows.filter(public_id=public).exclude(organisation=organisation).exists()
        if other or (found is not None and found.organisation_id != organisation.pk):
            raise Invalid({"id": _("This id belongs to another organisation here.")})
        if found is not None and found.hidden:
            raise Invalid({"id": _("This service is kept by hand.")})
        if found is not None:
            return found
        kept_by = None if organisation.pk == self.act.organisation else self.own
        row = Service(organisation=organisation, public_id=public, kept_by=kept_by)
        if there:
            row.pk = UUID(there["id"])
        return row


def has_people(organisation: Organisation) -> bool:
    """Whether somebody works here for it: then nobody else writes in its name."""
    rows = Membership.objects.visible_to(rules.COUNTING)
    return rows.filter(organisation_id=organisation.pk, active=True).exists()


def _by_name(name: str) -> Organisation | None:
    rows = list(Organisation.objects.filter(name_fr__iexact=name.strip())[:2])
    return rows[0] if len(rows) == 1 else None


def tried(access: Access, document: Any, need: str = "") -> Judged:
    """The whole import without its effects. Raises like `import_hsds`."""
    return import_hsds(access, document=document, need=need, dry_run=True)

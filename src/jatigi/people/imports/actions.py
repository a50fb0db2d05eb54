"""Registers that were kept elsewhere become records of the house: a thousand at a time, all of them or none."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.kernel import batches
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, creation
from jatigi.kernel.codes import free_codes
from jatigi.kernel.errors import Invalid
from jatigi.kernel.hooks import Subject
from jatigi.kernel.models import DataKey, new_keys
from jatigi.people import checks, records, rules, search
from jatigi.people.codes import MINORS
from jatigi.people.duplicates.asking import actions as asking
from jatigi.people.imports.rows import PersonRow, StayRow, VisitRow
from jatigi.people.models import Identity, Person, Stay, Visit
from jatigi.people.shapes import Basis
from jatigi.places import countries
from jatigi.protection import bases, drafts
from jatigi.protection.actions import keep_imported
from jatigi.protection.models import LawfulBasis

APART = frozenset({"at", "basis", "visit", "stay"})
"""What a row says besides the values of the registration itself."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One row, drafted: everything that will be written for it."""

    person: Person
    identity: Identity
    basis: LawfulBasis
    visit: Visit | None
    stay: Stay | None

    def give(self, code: str, key: UUID) -> None:
        self.person.code = code
        for row in (self.person, self.identity, self.basis, self.stay):
            if row is not None:
                row.key_id = key


@creation(
    "person.import", Person, allow=rules.may_import, purpose=Purpose.ADMINISTRATION, step_up=True,
    before=asking.ready,
)  # fmt: skip
def import_people(act: Act, *, rows: Sequence[PersonRow]) -> list[UUID]:
    """Up to 1,000 registrations with lawful basis, visit and stay, each at its own moment: all or none.

    Returns the persons in the order of the rows. The journal holds one event, whose details name them.
    Raises `Invalid` that says of every row what is wrong in it (`row_17_birth_date`). Nobody is looked for
    before: whoever prepares the rows does. Whoever is very like somebody known becomes a task (`people.duplicates`).
    """
    mine = checks.own_sites(act)
    with countries.read_once():
        entries = batches.drafted(rows, partial(entry, act, mine))
    _beds_are_free(act, entries)
    _write(act, entries)
    people = [entry.person.pk for entry in entries]
    asking.imported(
        act, {entry.person.pk: search.record_of(entry.identity, entry.person) for entry in entries}
    )
    act.touched(*{field for row in rows for field in row} - {"at"})
    act.details["people"] = [str(pk) for pk in people]
    return people


def entry(act: Act, mine: Collection[UUID], row: PersonRow) -> _Entry:
    """What a row becomes, checked, not written. Raises `Invalid`."""
    batches.known(row, PersonRow)
    then = batches.then(act, row["at"])
    said: dict[str, Any] = {name: value for name, value in row.items() if name not in APART}
    person, identity = records.person(then, mine=mine, **said)
    return _Entry(
        person,
        identity,
        _basis(then, person, row["basis"]),
        _visit(then, person, row["visit"], mine) if "visit" in row else None,
        _stay(then, person, row["stay"], mine) if "stay" in row else None,
    )


def _basis(act: Act, person: Person, said: Basis) -> LawfulBasis:
    """The basis at the moment of the row, which must still stand today. Raises `Invalid`."""
    batches.known(said, Basis, "basis_")
    minor = person.age_group in MINORS
    subject = Subject(person.pk, person.key_id, person.organisation_id, code="", url="", minor=minor)
    given = records.agreement(said)
    try:
        basis = drafts.basis(act, subject, **given)
    except Invalid as error:
        raise records.of_the_basis(error) from None
    if basis.until < bases.today():
        raise Invalid(basis_until=_("This has run out. Ask the person again before the record is entered."))
    return basis


def _visit(act: Act, person: Person, said: VisitRow, mine: Collection[UUID]) -> Visit:
    batches.known(said, VisitRow, "visit_")
    then = batches.then(act, said.get("at", act.at), "visit_at")
    given = _without(said, "at")
    try:
        visit = records.visit(then, sex=person.sex, age_group=person.age_group, mine=mine, **given)
    except Invalid as error:
        raise _of("visit", error) from None
    visit.person = person
    return visit


def _stay(act: Act, person: Person, said: StayRow, mine: Collection[UUID]) -> Stay:
    batches.known(said, StayRow, "stay_")
    then = batches.then(act, said.get("at", act.at), "stay_at")
    given = _without(said, "at", "departed_at", "departed_by", "departed_to")
    try:
        stay = records.stay(then, person, mine=mine, **given)
        if "departed_at" in said:
            left = batches.then(act, said["departed_at"], "departed_at")
            how = {"means": said.get("departed_by", "unknown"), "to_country": said.get("departed_to", "")}
            records.depart(left, stay, **how)
    except Invalid as error:
        raise _of("stay", error) from None
    return stay


def _without(said: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name not in names}


def _of(part: str, error: Invalid) -> Invalid:
    """The errors of a part of a row, named after it."""
    return Invalid({f"{part}_{field}": sentence for field, sentence in error.errors.items()})


def _beds_are_free(act: Act, entries: Sequence[_Entry]) -> None:
    """A bed belongs to one person a night, also among the rows. Raises `Invalid`."""
    asked = {
        number: (entry.stay.site_id, entry.stay.bed.casefold())
        for number, entry in enumerate(entries, 1)
        if entry.stay and entry.stay.bed and entry.stay.departed_at is None
    }
    if not asked:
        return
    open_stays = Stay.objects.visible_to(rules.IMPORTING).filter(
        organisation=act.organisation,
        departed_at__isnull=True,
        site__in={site for site, _bed in asked.values()},
    )
    taken = {(site, bed.casefold()) for site, bed in open_stays.values_list("site_id", "bed")}
    wrong: dict[str, Any] = {}
    for number, bed in asked.items():
        if bed in taken:
            wrong[batches.at(number, "stay_bed")] = records.bed_is_taken().errors["bed"]
        taken.add(bed)
    if wrong:
        raise Invalid(wrong)


def _write(act: Act, entries: Sequence[_Entry]) -> None:
    codes = free_codes(Person, len(entries))
    keys = new_keys(DataKey.Kind.PERSON, act.organisation, len(entries))
    for entry, code, key in zip(entries, codes, keys, strict=True):
        entry.give(code, key)
    Person.objects.bulk_create([entry.person for entry in entries])
    Identity.objects.bulk_create([entry.identity for entry in entries])
    Visit.objects.bulk_create([entry.visit for entry in entries if entry.visit])
    Stay.objects.bulk_create([entry.stay for entry in entries if entry.stay])
    keep_imported(act, [entry.basis for entry in entries])

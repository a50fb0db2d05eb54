"""Who sees the people of a house, and who may do what at its desk.

A record belongs to one organisation and no grant opens it: what is shared is a snapshot. Seen by those who
work with people: reception, case workers, supervisors, reintegration and family-links officers. A focal
point sees persons only by also holding one of these roles; the referral room shows it snapshots.
"""

from django.db.models import Q

from jatigi.kernel.access import Access, Purpose, Role, service_access
from jatigi.kernel.querysets import NOTHING, visible
from jatigi.people.codes import SuspicionState
from jatigi.people.models import (
    Group,
    GroupMember,
    Identity,
    Import,
    ImportPart,
    Merge,
    NotTheSame,
    Person,
    Stay,
    Suspicion,
    Visit,
)

DESK = frozenset({Role.RECEPTION, Role.CASE_WORKER, Role.SUPERVISOR})
"""Who welcomes, registers and gives a bed."""
WORKERS = DESK | {Role.REINTEGRATION, Role.FAMILY_LINKS}
"""Who works with people and therefore sees who they are."""

WITH_NAMES = frozenset(
    {
        Purpose.RECEPTION,
        Purpose.CASE_MANAGEMENT,
        Purpose.REFERRAL,
        Purpose.FAMILY_LINKS,
        Purpose.RETURN,
        Purpose.OVERSIGHT,
    }
)
"""What identities may be looked at for."""
WITHOUT_NAMES = WITH_NAMES | {Purpose.STATISTICS}

RETENTION = "people.retention"
"""The scheduled work that ends what is past its date."""

IMPORTERS = frozenset({Role.DATA_OFFICER, Role.ORGANISATION_ADMINISTRATOR})
"""Who brings registers of the house in: a file with everybody in it is as delicate as an export."""
IMPORTING = service_access("people.import", ["people.Person", "people.Stay"], Purpose.ADMINISTRATION)
"""Whether a bed is free or a code is somebody of the house, for those who import and see nobody."""

KNOWING = service_access(
    "people.duplicates",
    [f"people.{table}" for table in ("Person", "Merge", "NotTheSame", "Suspicion", "GroupMember")],
)
"""What became of a record, and of which pairs it was said that they are two people, or stand in one group, never depends on who asks."""

LISTS = "people.lists"
CHECKING = service_access(
    LISTS, ["people.Import", "people.ImportPart", "people.Person", "people.Identity"], Purpose.ADMINISTRATION
)
"""Compares the rows of a list with those who are known, and shows nobody to whoever brought it."""

COMPARING = "people.comparing"
"""The scheduled work that compares who was entered while the search by name was getting ready."""

INDEXING = service_access(
    "people.search", ["people.Person", "people.Identity", "people.Stay"], Purpose.RECEPTION
)
"""The index in memory holds everybody; who is shown is asked of `visible_to` for each answer."""


def _held(access: Access) -> Q:
    if access.purpose not in WITHOUT_NAMES or not access.has(*WORKERS):
        return NOTHING
    return Q(organisation_id=access.organisation)


@visible(Person)
def persons(access: Access) -> Q:
    """The people of the house; a record that was joined to another is seen by nobody."""
    return _held(access) & Q(merged_into__isnull=True)


@visible(Identity)
def identities(access: Access) -> Q:
    return _held(access) & _not_joined("person") if access.purpose in WITH_NAMES else NOTHING


@visible(Visit)
@visible(Stay)
@visible(Group)
@visible(Merge)
def held(access: Access) -> Q:
    return _held(access)


@visible(GroupMember)
def members(access: Access) -> Q:
    return _held(access) & _not_joined("person")


@visible(Suspicion)
@visible(NotTheSame)
def pairs(access: Access) -> Q:
    """Those who welcome, register and accompany look at both records and decide."""
    if access.purpose not in WITH_NAMES or not access.has(*DESK):
        return NOTHING
    there = Q(one__erased_at__isnull=True, other__erased_at__isnull=True)
    return _held(access) & _not_joined("one") & _not_joined("other") & there


def _not_joined(person: str) -> Q:
    return Q(**{f"{person}__merged_into__isnull": True})


@visible(Import)
def imports(access: Access) -> Q:
    """Lists that were brought to the house, for those who bring them; nobody else's work needs them."""
    if access.organisation is None or not access.has(*IMPORTERS):
        return NOTHING
    return Q(organisation_id=access.organisation) if access.purpose == Purpose.ADMINISTRATION else NOTHING


@visible(ImportPart)
def import_parts(access: Access) -> Q:
    return imports(access)


def may_check_list(access: Access, _brought: Import) -> bool:
    """The background checks lists and ends them."""
    return access.service == LISTS


def may_bring_list(access: Access, brought: Import) -> bool:
    """Have a list written that oneself brought."""
    return access.has(*IMPORTERS) and brought.by_id == access.account


def may_take_in(access: Access) -> bool:
    """Whoever may accept a case for the house takes in the person whom it is about."""
    return access.organisation is not None and access.has(Role.FOCAL_POINT, Role.SUPERVISOR)


def may_welcome(access: Access) -> bool:
    """Record a visit, register a person, give a bed."""
    return access.organisation is not None and access.has(*DESK)


def may_welcome_this(access: Access, _row: Person | Visit | Stay) -> bool:
    return may_welcome(access)


def may_import(access: Access) -> bool:
    """Enter many records at once, for one's own organisation, with the second factor just shown."""
    return access.organisation is not None and access.has(*IMPORTERS)


def may_work(access: Access) -> bool:
    """Work with people who are registered: complete a record, join those who travel together."""
    return access.organisation is not None and access.has(*WORKERS)


def may_change(access: Access, person: Person) -> bool:
    return may_work(access) and person.erased_at is None


def may_decide(access: Access, suspicion: Suspicion) -> bool:
    """Whoever works at the desk; where it went to a colleague, they and the supervisors."""
    if suspicion.state != SuspicionState.REFERRED:
        return may_welcome(access)
    return may_welcome(access) and (
        access.has(Role.SUPERVISOR) or suspicion.for_account_id in (None, access.account)
    )


def may_merge(access: Access, person: Person) -> bool:
    """Whether everything of both is open to them is asked apart (`kernel.hooks.withheld`)."""
    return may_welcome(access) and person.erased_at is None


def may_separate(access: Access, _merge: Merge) -> bool:
    return may_welcome(access)


def may_change_group(access: Access, _row: Group | GroupMember) -> bool:
    return may_work(access)


def may_erase(access: Access, person: Person) -> bool:
    """A supervisor, or retention after the end date."""
    return person.erased_at is None and (access.has(Role.SUPERVISOR) or access.service == RETENTION)


def may_compare(access: Access) -> bool:
    return access.service == COMPARING


def may_expire(access: Access) -> bool:
    return access.service == RETENTION


def may_see_due(access: Access) -> bool:
    """The list of what is past its date, by codes only."""
    return access.organisation is not None and access.has(Role.SUPERVISOR, Role.DATA_OFFICER)

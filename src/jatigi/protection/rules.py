"""Who sees the ledger of lawful bases, and who may write in it."""

from django.db.models import Exists, OuterRef, Q

from jatigi.kernel import clock
from jatigi.kernel.access import PERSONAL_DATA_ROLES, Access, Purpose, Role, service_access
from jatigi.kernel.models import ProtectedModel
from jatigi.kernel.querysets import NOTHING, visible
from jatigi.protection.models import Grant, LawfulBasis, Overdue, SecondLook, Withdrawal

KEEPERS = frozenset(
    {Role.RECEPTION, Role.CASE_WORKER, Role.SUPERVISOR, Role.REINTEGRATION, Role.FAMILY_LINKS}
)
"""The roles that ask people for their agreement, and so see what was agreed."""

WITH_PEOPLE = frozenset(
    {
        Purpose.RECEPTION,
        Purpose.CASE_MANAGEMENT,
        Purpose.REFERRAL,
        Purpose.FAMILY_LINKS,
        Purpose.RETURN,
        Purpose.OVERSIGHT,
    }
)
"""What the ledger may be looked at for: what a person agreed to is no statistic and no setting."""

ESCALATION = "protection.second_looks"

LEDGER = service_access(
    "protection.ledger",
    [f"protection.{table}" for table in ("LawfulBasis", "Withdrawal", "SecondLook", "Overdue", "Grant")],
)
"""Whether a basis stands, and what ends with it, never depends on who asks or which tables a job may see."""


@visible(LawfulBasis)
def bases(access: Access) -> Q:
    if access.purpose not in WITH_PEOPLE or not may_keep(access):
        return NOTHING
    return Q(organisation_id=access.organisation)


@visible(SecondLook)
def second_looks(access: Access) -> Q:
    return bases(access)


@visible(Withdrawal)
def withdrawals(access: Access) -> Q:
    return bases(access)


@visible(Overdue)
def overdue(access: Access) -> Q:
    return bases(access)


@visible(Grant)
def grants(access: Access) -> Q:
    """Both sides of a grant know of it."""
    if access.organisation is None or not access.has(*PERSONAL_DATA_ROLES):
        return NOTHING
    return Q(organisation_id=access.organisation) | Q(recipient_id=access.organisation)


def granted(access: Access, model: type[ProtectedModel]) -> Q:
    """The rows of `model` that a live grant opens to the asker's organisation for the asker's purpose."""
    if access.organisation is None or not access.has(*PERSONAL_DATA_ROLES):
        return NOTHING
    now = clock.now()
    live = (
        Grant.objects.visible_to(LEDGER)
        .filter(recipient_id=access.organisation, object_type=model._meta.label, object_id=OuterRef("pk"))
        .filter(purpose=access.purpose, ended_at__isnull=True, from_at__lte=now)
        .filter(Q(until__isnull=True) | Q(until__gt=now))
    )
    return Q(Exists(live))


def standing() -> Q:
    """Bases that nobody withdrew."""
    return ~Q(Exists(Withdrawal.objects.visible_to(LEDGER).filter(basis_id=OuterRef("pk"))))


def awaiting_second_look() -> Q:
    """Bases without anybody's word that still need a second look, also where they have ended since."""
    looked = SecondLook.objects.visible_to(LEDGER).filter(basis_id=OuterRef("pk"))
    return Q(second_look_due__isnull=False) & ~Q(Exists(looked))


def not_yet_escalated() -> Q:
    return ~Q(Exists(Overdue.objects.visible_to(LEDGER).filter(basis_id=OuterRef("pk"))))


def may_keep(access: Access) -> bool:
    """Ask, record and read agreements: whoever receives or accompanies people."""
    return access.organisation is not None and access.has(*KEEPERS)


def may_withdraw(access: Access, basis: LawfulBasis) -> bool:
    return may_keep(access) and basis.organisation_id == access.organisation


def may_look_again(access: Access, basis: LawfulBasis) -> bool:
    return access.has(Role.SUPERVISOR) and basis.organisation_id == access.organisation


def may_look(access: Access) -> bool:
    return access.organisation is not None and access.has(Role.SUPERVISOR)


def may_escalate(access: Access, _basis: LawfulBasis) -> bool:
    return access.service == ESCALATION

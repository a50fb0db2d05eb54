"""Who works on the cases of an organisation."""

from jatigi.agencies.models import Account, Membership
from jatigi.kernel.access import Access, Role


def case_workers(access: Access) -> list[Account]:
    """Those to whom a case may be given, by name."""
    return _holding(access, Role.CASE_WORKER)


def colleagues(access: Access) -> list[Account]:
    """Those who work on cases: case workers and supervisors."""
    return _holding(access, Role.CASE_WORKER, Role.SUPERVISOR)


def _holding(access: Access, *roles: str) -> list[Account]:
    if access.organisation is None:
        return []
    members = Membership.objects.visible_to(access).filter(organisation_id=access.organisation, active=True)
    found = [m.account for m in members.select_related("account") if not set(roles).isdisjoint(m.roles)]
    return sorted(found, key=str)

"""Who sees a table before it is published, who drafts, and who is the second person."""

from django.db.models import Q

from jatigi.kernel.access import Access, Purpose, Role, service_access
from jatigi.kernel.querysets import visible
from jatigi.publications.codes import PUBLIC_STATES, State
from jatigi.publications.models import Edition

DRAFTERS = frozenset({Role.DATA_OFFICER})
APPROVERS = frozenset({Role.DATA_OFFICER, Role.SUPERVISOR})


NAMING = service_access("publications", ["publications.Edition"], Purpose.STATISTICS)
"""Whether an address is free never depends on who asks."""


@visible(Edition)
def editions(access: Access) -> Q:
    """What was ever published, for anybody; the rest for those who draft and approve in the organisation."""
    public = Q(state__in=PUBLIC_STATES)
    if access.organisation is None or not access.has(*APPROVERS):
        return public
    return public | Q(organisation_id=access.organisation)


def may_look(access: Access) -> bool:
    return access.organisation is not None and access.has(*APPROVERS)


def may_draft(access: Access) -> bool:
    return access.organisation is not None and access.has(*DRAFTERS)


def may_change(access: Access, edition: Edition) -> bool:
    return may_draft(access) and edition.organisation_id == access.organisation


def may_decide(access: Access, edition: Edition) -> bool:
    """The second person: of the same organisation, and not the one who drafted it."""
    own = may_look(access) and edition.organisation_id == access.organisation
    return own and edition.drafted_by_id != access.account


def may_withdraw(access: Access, edition: Edition) -> bool:
    """Anybody who could have approved it, the one who drafted it too: a figure that betrays somebody cannot wait."""
    return may_look(access) and edition.organisation_id == access.organisation


def still_in_work(edition: Edition) -> bool:
    return edition.state in (State.DRAFT, State.PROPOSED)

"""Who brings workbooks in: a coordinator for everybody, an administrator for their own organisation."""

from django.db.models import Q

from jatigi.directory.workbooks.models import Workbook
from jatigi.kernel.access import Access, Purpose, Role, service_access
from jatigi.kernel.querysets import NOTHING, visible

BRINGERS = frozenset({Role.COORDINATOR, Role.ORGANISATION_ADMINISTRATOR})
WORKBOOKS = "directory.workbooks"
KNOWING = service_access(WORKBOOKS, ["directory.Service"], Purpose.REFERRAL)
"""Which services stand or wait already, also those that only their own organisation sees: nothing is proposed twice."""


@visible(Workbook)
def workbooks(access: Access) -> Q:
    """Those of the organisation, for whoever brings them."""
    return Q(organisation_id=access.organisation) if may_bring(access) else NOTHING


def may_bring(access: Access) -> bool:
    return access.organisation is not None and access.has(*BRINGERS)


def may_bring_this(access: Access, workbook: Workbook) -> bool:
    """Answer for and bring in what oneself brought."""
    return may_bring(access) and workbook.by_id == access.account


def may_end(access: Access, _workbook: Workbook) -> bool:
    """The background ends what nobody brought in within its week."""
    return access.service == WORKBOOKS


def for_everybody(access: Access) -> bool:
    """Propose for organisations other than one's own, and record those that nobody knows here."""
    return access.has(Role.COORDINATOR)

"""Who writes frameworks, instruments, laws and rights down, and what the other reference parts of the room ask alike."""

from django.db.models import Q

from jatigi.coordination.rules import REPORTERS, SECRETARIAT, is_secretariat, may_see
from jatigi.kernel.access import Access
from jatigi.kernel.models import OwnedModel, ProtectedModel
from jatigi.kernel.querysets import NOTHING

KEEPERS = frozenset({SECRETARIAT})
WRITERS = REPORTERS


def everybody(access: Access) -> Q:
    """Whoever works on the node."""
    return Q() if may_see(access) else NOTHING


def may_write(access: Access) -> bool:
    """Reference data is written by a secretariat, whichever: it belongs to nobody."""
    return is_secretariat(access)


def may_keep(access: Access, _thing: ProtectedModel) -> bool:
    return is_secretariat(access)


def may_tell(access: Access) -> bool:
    """What an organisation does itself, those say who answer for it."""
    return access.organisation is not None and access.has(*WRITERS)


def holds(access: Access, thing: OwnedModel) -> bool:
    """Those who answer for the organisation that holds this."""
    return may_tell(access) and thing.organisation_id == access.organisation

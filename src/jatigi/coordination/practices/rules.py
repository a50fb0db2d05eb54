"""Drafts are their author's; what is submitted everybody on the node may read, so that another organisation reviews it."""

from django.db.models import Q

from jatigi.coordination.frameworks.rules import WRITERS, holds, may_tell
from jatigi.coordination.practices.models import Practice, PracticeState
from jatigi.coordination.rules import VALIDATORS, may_see
from jatigi.kernel.access import Access
from jatigi.kernel.querysets import NOTHING, visible

__all__ = ["VALIDATORS", "WRITERS", "holds", "may_review", "may_tell", "practices"]

OPEN = (PracticeState.SUBMITTED, PracticeState.REVIEWED, PracticeState.PUBLISHED)


@visible(Practice)
def practices(access: Access) -> Q:
    return Q(state__in=OPEN) | Q(organisation_id=access.organisation) if may_see(access) else NOTHING


def may_review(access: Access, practice: Practice) -> bool:
    """Somebody who answers for another organisation than the author's."""
    return (
        access.organisation is not None
        and access.has(*VALIDATORS)
        and practice.organisation_id != access.organisation
        and practice.state == PracticeState.SUBMITTED
    )

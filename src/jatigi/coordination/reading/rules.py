"""Who has texts read: the secretariat; each organisation keeps its own."""

from django.db.models import Exists, OuterRef, Q

from jatigi.coordination.reading.models import Communique, ReadProposal
from jatigi.coordination.rules import is_secretariat
from jatigi.kernel.access import Access
from jatigi.kernel.querysets import NOTHING, visible


@visible(Communique)
def communiques(access: Access) -> Q:
    """Those of the organisation, for its secretariat."""
    return Q(organisation_id=access.organisation) if is_secretariat(access) else NOTHING


@visible(ReadProposal)
def proposals(access: Access) -> Q:
    return Q(Exists(Communique.objects.visible_to(access).filter(pk=OuterRef("communique_id"))))


def may_bring(access: Access) -> bool:
    return is_secretariat(access)


def may_decide(access: Access, thing: Communique | ReadProposal) -> bool:
    """What was brought for the own organisation."""
    return is_secretariat(access) and thing.organisation_id == access.organisation

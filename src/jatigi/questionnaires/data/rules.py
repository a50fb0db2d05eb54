"""Who takes answers out and who decides on it; who brings answers in."""

from django.db.models import Q

from jatigi.kernel.access import Access, Purpose, Role, service_access
from jatigi.kernel.querysets import NOTHING, visible
from jatigi.questionnaires.models import Export, ExportPart

EXPORTERS = frozenset({Role.SUPERVISOR, Role.DATA_OFFICER, Role.COMPLAINTS})
"""Who asks for a file; which answers stand in it says `questionnaires.rules.answers`."""
DECIDERS = frozenset({Role.SUPERVISOR, Role.DATA_OFFICER})
"""Who approves what somebody else asked for."""
IDENTITY = frozenset({Role.SUPERVISOR})
"""Who may ask for what says who the answers are about."""
IMPORTERS = frozenset({Role.DATA_OFFICER, Role.ORGANISATION_ADMINISTRATOR})

EXPORTS = "questionnaires.exports"
"""The work that makes files and ends them."""
MAKING = service_access(EXPORTS, ["questionnaires.Export", "questionnaires.ExportPart"], Purpose.STATISTICS)
SUBJECTS = service_access("questionnaires.import", ["people.Person"], Purpose.ADMINISTRATION)
"""Whether an id is somebody of the house, for those who import and see nobody."""


@visible(Export)
def exports(access: Access) -> Q:
    """Their own; for those who decide, those of the house."""
    if access.organisation is None or access.account is None or not access.has(*EXPORTERS):
        return NOTHING
    house = Q(organisation_id=access.organisation)
    return house if access.has(*DECIDERS) else house & Q(by_id=access.account)


@visible(ExportPart)
def parts(access: Access) -> Q:
    """Of a file, whoever asked for it."""
    if access.organisation is None or access.account is None or not access.has(*EXPORTERS):
        return NOTHING
    return Q(organisation_id=access.organisation, export__by_id=access.account)


def may_ask(access: Access) -> bool:
    return access.organisation is not None and access.account is not None and access.has(*EXPORTERS)


def may_decide(access: Access, export: Export) -> bool:
    """Never one's own."""
    return access.has(*DECIDERS) and export.by_id != access.account


def may_take(access: Access, export: Export) -> bool:
    return export.by_id == access.account


def may_make(access: Access, _export: Export) -> bool:
    return access.service == EXPORTS


def may_import(access: Access) -> bool:
    """Answers from elsewhere, for one's own organisation, with the second factor just shown."""
    return access.organisation is not None and access.has(*IMPORTERS)

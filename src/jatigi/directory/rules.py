"""Who sees a service and who may change it."""

from django.db.models import Q

from jatigi.directory.models import FieldReport, Proposal, Service, ServiceArea
from jatigi.kernel.access import Access, Role
from jatigi.kernel.querysets import NOTHING, visible
from jatigi.places.rules import WORKING

SEERS = frozenset(Role) - {Role.FINANCE, Role.NODE_ADMINISTRATOR}
"""Who orients people, keeps services up, or counts them. Nobody else has business here."""
MAINTAINERS = (Role.SUPERVISOR, Role.FOCAL_POINT, Role.COORDINATOR, Role.ORGANISATION_ADMINISTRATOR)


@visible(Service)
def services(access: Access) -> Q:
    """Services that stand are there for every organisation; the others for their own."""
    if not may_see(access):
        return NOTHING
    return Q(state__in=("active", "suspended")) | Q(organisation_id=access.organisation)


@visible(ServiceArea)
def areas(access: Access) -> Q:
    """Like the service they belong to."""
    if not may_see(access):
        return NOTHING
    return Q(service__state__in=("active", "suspended")) | Q(service__organisation_id=access.organisation)


@visible(Proposal)
def proposals(access: Access) -> Q:
    """Those of the organisation that keeps the service; what is said of a shelter only to whoever works there."""
    if not may_maintain(access):
        return NOTHING
    open_places = Q() if access.has(*WORKING) else Q(service__hidden=False)
    return Q(organisation_id=access.organisation) & open_places


@visible(FieldReport)
def reports(access: Access) -> Q:
    """What the own organisation reported, what is reported of its services; missing ones to every coordinator."""
    if not may_see(access):
        return NOTHING
    mine = Q(organisation_id=access.organisation)
    if may_maintain(access):
        mine |= Q(service__kept_by=access.organisation) | Q(service__organisation_id=access.organisation)
    if access.has(Role.COORDINATOR):
        mine |= Q(service=None)
    return mine


def may_see(access: Access) -> bool:
    """Look up services: no personal data, so for any purpose."""
    return access.account is not None and access.organisation is not None and access.has(*SEERS)


def may_maintain(access: Access) -> bool:
    """Propose and keep up the services of the own organisation."""
    return access.organisation is not None and access.has(*MAINTAINERS)


def may_maintain_this(access: Access, service: Service) -> bool:
    """A service at a shelter is kept up by those who may know where the shelter is."""
    own = service.organisation_id == access.organisation
    return may_maintain(access) and own and (not service.hidden or access.has(*WORKING))


def may_approve(access: Access, service: Service) -> bool:
    """Somebody answers for what the organisation promises in public."""
    return may_maintain_this(access, service) and access.has(Role.SUPERVISOR, Role.ORGANISATION_ADMINISTRATOR)

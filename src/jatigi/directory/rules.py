"""Who sees a service and who may change it."""

from django.db.models import Q

from jatigi.directory.models import FieldReport, Proposal, Service, ServiceArea
from jatigi.kernel.access import Access, Role, service_access
from jatigi.kernel.querysets import NOTHING, visible
from jatigi.places.rules import WORKING

SEERS = frozenset(Role) - {Role.FINANCE, Role.NODE_ADMINISTRATOR}
"""Who orients people, keeps services up, or counts them. Nobody else has business here."""
APPROVERS = frozenset({Role.SUPERVISOR, Role.ORGANISATION_ADMINISTRATOR})
"""Who answers for what the organisation promises in public."""
UPKEEP = service_access(
    "directory", [*(model._meta.label for model in (Service, ServiceArea, FieldReport)), "places.Site"]
)
"""Marks of reports, areas that are served, what a new shelter hides, names of open sites: the same whoever asks."""
MAINTAINERS = (Role.SUPERVISOR, Role.FOCAL_POINT, Role.COORDINATOR, Role.ORGANISATION_ADMINISTRATOR)


@visible(Service)
def services(access: Access) -> Q:
    """Services that stand are there for every organisation; the others for their own."""
    if not may_see(access):
        return NOTHING
    return Q(state__in=("active", "suspended")) | _kept(access, "")


@visible(ServiceArea)
def areas(access: Access) -> Q:
    """Like the service they belong to."""
    if not may_see(access):
        return NOTHING
    return Q(service__state__in=("active", "suspended")) | _kept(access, "service__")


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
        mine |= _kept(access, "service__")
    if access.has(Role.COORDINATOR):
        mine |= Q(service=None)
    return mine


def kept(access: Access) -> Q:
    """The services that the own organisation gives, or keeps up for one that has nobody here."""
    return _kept(access, "")


def _kept(access: Access, path: str) -> Q:
    names = (f"{path}organisation_id", f"{path}kept_by_id")
    return Q((names[0], access.organisation)) | Q((names[1], access.organisation))


def may_see(access: Access) -> bool:
    """Look up services: no personal data, so for any purpose."""
    return access.account is not None and access.organisation is not None and access.has(*SEERS)


def may_maintain(access: Access) -> bool:
    """Propose and keep up the services of the own organisation."""
    return access.organisation is not None and access.has(*MAINTAINERS)


def may_maintain_this(access: Access, service: Service) -> bool:
    """A service at a shelter is kept up by those who may know where the shelter is."""
    kept = access.organisation in (service.organisation_id, service.kept_by_id)
    return may_maintain(access) and kept and (not service.hidden or access.has(*WORKING))


def may_approve(access: Access, service: Service) -> bool:
    """Somebody answers for what the organisation promises in public."""
    return may_maintain_this(access, service) and approves(access)


def approves(access: Access) -> bool:
    return access.has(*APPROVERS)


def may_decide(access: Access, proposal: Proposal) -> bool:
    """Whoever may approve, in the organisation that keeps the service."""
    return access.organisation == proposal.organisation_id and may_maintain(access) and approves(access)


def may_withdraw(access: Access, proposal: Proposal) -> bool:
    """Whoever proposed it, or who may decide about it."""
    return proposal.proposed_by_id == access.account or may_decide(access, proposal)


def may_report(access: Access) -> bool:
    """Whoever looks services up also sees what is wrong on the spot."""
    return may_see(access)


def may_settle(access: Access, report: FieldReport) -> bool:
    """Whoever keeps the service up; what is missing, a coordinator."""
    if report.service_id is None:
        return access.has(Role.COORDINATOR)
    found = Service.objects.visible_to(access).filter(pk=report.service_id).first()
    return found is not None and may_maintain_this(access, found)


def to_settle(access: Access) -> Q:
    """The same as a condition."""
    wanted = _kept(access, "service__") if may_maintain(access) else NOTHING
    if not access.has(*WORKING):
        wanted &= Q(service__hidden=False)
    return wanted | Q(service=None) if access.has(Role.COORDINATOR) else wanted

"""Who sees a service and who may change it."""

from django.db.models import Q

from jatigi.directory.models import Service
from jatigi.kernel.access import Access, Role
from jatigi.kernel.querysets import NOTHING, visible

MAINTAINERS = (Role.SUPERVISOR, Role.FOCAL_POINT, Role.COORDINATOR, Role.ORGANISATION_ADMINISTRATOR)


@visible(Service)
def services(access: Access) -> Q:
    """Active services are there for every member; the others for their own organisation."""
    if access.account is None:
        return NOTHING
    return Q(state__in=("active", "suspended")) | Q(organisation_id=access.organisation)


def may_maintain(access: Access) -> bool:
    """Propose and keep up the services of the own organisation."""
    return access.organisation is not None and access.has(*MAINTAINERS)


def may_maintain_this(access: Access, service: Service) -> bool:
    return may_maintain(access) and service.organisation_id == access.organisation


def may_approve(access: Access, service: Service) -> bool:
    """Somebody answers for what the organisation promises in public."""
    own = service.organisation_id == access.organisation
    return own and access.has(Role.SUPERVISOR, Role.ORGANISATION_ADMINISTRATOR)

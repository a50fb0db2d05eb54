"""Who sees and changes sites. A hidden one is known to its own organisation only."""

from django.db.models import Q

from jatigi.kernel.access import PERSONAL_DATA_ROLES, Access, Role
from jatigi.kernel.querysets import NOTHING, visible
from jatigi.places.models import Site, SiteDay

SETUP = "setup"
WORKING = PERSONAL_DATA_ROLES | {Role.ORGANISATION_ADMINISTRATOR}
"""The roles that work at a shelter or look after it: nobody else needs to know that it exists."""

AT_WORK = frozenset({Role.RECEPTION, Role.CASE_WORKER, Role.SUPERVISOR, Role.ORGANISATION_ADMINISTRATOR})
"""Who says how a site is today."""
CHANGING = frozenset({Role.SUPERVISOR, Role.ORGANISATION_ADMINISTRATOR})
ORIENTING = WORKING | {Role.COORDINATOR}
"""Who looks for a bed or a house for somebody."""
WITH_A_DESK = (Site.Kind.HOUSE, Site.Kind.ANTENNA, Site.Kind.RECEPTION_CENTRE, Site.Kind.SHELTER)
"""Where somebody says each day how it is."""


@visible(Site)
def sites(access: Access) -> Q:
    return Q(hidden=False) | _own_hidden(access)


@visible(SiteDay)
def site_days(access: Access) -> Q:
    """Like the site they are about."""
    return Q(site__hidden=False) | _own_hidden(access)


def _own_hidden(access: Access) -> Q:
    return Q(organisation_id=access.organisation) if access.has(*WORKING) else NOTHING


def own(access: Access) -> Q:
    """The sites of the asker's organisation."""
    return Q(organisation_id=access.organisation)


def may_create(access: Access) -> bool:
    if access.service == SETUP:
        return True
    return access.organisation is not None and access.has(*CHANGING)


def may_change(access: Access, site: Site) -> bool:
    return access.service == SETUP or (may_create(access) and site.organisation_id == access.organisation)


def may_note(access: Access, site: Site) -> bool:
    """Whoever works at the desk says how it is today."""
    return access.has(*AT_WORK) and site.organisation_id == access.organisation

"""Who publishes and who takes over what the standard writes."""

from jatigi.kernel.access import Access, Purpose, Role, service_access

PUBLIC = service_access(
    "directory.public", ["directory.Service", "directory.ServiceArea", "places.Site"], Purpose.PUBLIC
)
"""What anybody may read without signing in: the directory. Every query asks for active services only, and
names sites that are not hidden only."""

IMPORTERS = (Role.COORDINATOR,)
"""The secretariat of the network."""


def may_import(access: Access) -> bool:
    """Take services of others over into the directory, for organisations that have nobody here."""
    return access.account is not None and access.organisation is not None and access.has(*IMPORTERS)


COUNTING = service_access("directory.import", ["agencies.Membership"], Purpose.ADMINISTRATION)
"""Whether an organisation has people here: nothing of them is shown."""

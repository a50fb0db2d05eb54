"""What several actions of the room ask before they write."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.kernel.actions import Act
from jatigi.kernel.errors import Invalid, Refused
from jatigi.places import countries
from jatigi.places.models import Site


def author(act: Act) -> UUID:
    if act.account is None:
        raise Refused(code="no_account")
    return act.account


def own_sites(act: Act) -> set[UUID]:
    """The sites of one's organisation at which something can be written down."""
    mine = Site.objects.visible_to(act.access).filter(organisation_id=act.organisation, active=True)
    return set(mine.values_list("pk", flat=True))


def own_site(act: Act, site: UUID, mine: Collection[UUID] | None = None) -> UUID:
    """The site where it is among `mine`, which is read where it is not given. Raises `Invalid`."""
    if site not in (own_sites(act) if mine is None else mine):
        raise Invalid(site=_("Choose a site of your organisation."))
    return site


def country(code: str, field: str) -> str | None:
    if code and not countries.known([code]):
        raise Invalid({field: _("Choose a country from the list.")})
    return code or None

"""What several actions of the room ask before they write."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.algorithms.codes import new_code
from jatigi.kernel import erasure
from jatigi.kernel.actions import Act
from jatigi.kernel.errors import Invalid, Refused
from jatigi.people.models import Group, Person
from jatigi.places.models import Country, Site


def free_code(model: type[Person | Group]) -> str:
    """A code that nobody on this node has. One clash in half a billion: tried again."""
    table = erasure.access_to(model._meta.label)
    while model.objects.visible_to(table).filter(code=(code := new_code())).exists():
        pass
    return code


def author(act: Act) -> UUID:
    if act.account is None:
        raise Refused(code="no_account")
    return act.account


def own_site(act: Act, site: UUID) -> UUID:
    mine = Site.objects.visible_to(act.access).filter(organisation_id=act.organisation, active=True)
    if not mine.filter(pk=site).exists():
        raise Invalid(site=_("Choose a site of your organisation."))
    return site


def country(code: str, field: str) -> str | None:
    if code and not Country.objects.filter(pk=code).exists():
        raise Invalid({field: _("Choose a country from the list.")})
    return code or None

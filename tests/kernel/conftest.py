"""Actions over sites that only these tests know."""

from uuid import UUID

import pytest

from jatigi.kernel import hooks
from jatigi.kernel.access import Access, Purpose, Role
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.models import shared_key
from jatigi.places.models import Site
from tests.cast import Cast

KIND = Site.Kind.HOUSE


def at_the_desk(access: Access) -> bool:
    return access.has(Role.RECEPTION)


def at_this_desk(access: Access, site: Site) -> bool:
    return access.has(Role.RECEPTION) and site.organisation_id == access.organisation


@creation("test.open_site", Site, allow=at_the_desk, purpose=Purpose.RECEPTION)
def open_site(act: Act, *, name: str, address: str = "", fail: bool = False) -> Site:
    site = Site(
        organisation_id=act.organisation, key_id=shared_key(act.organisation), kind=KIND, name=name,
        country_id="ML", address=address,
    )  # fmt: skip
    site.save()
    act.touched("name", "address")
    act.details["kind"] = site.kind
    if fail:
        raise RuntimeError("the power went")
    return site


@action("test.rename_site", Site, allow=at_this_desk, purpose=Purpose.RECEPTION)
def rename_site(act: Act, site: Site, *, name: str, tell: UUID | None = None) -> Site:
    site.name = name
    site.save()
    act.touched("name")
    if tell:
        act.tell(hooks.Notice("test", "text", "/", account=tell))
    return site


@pytest.fixture
def site(cast: Cast) -> Site:
    return open_site(cast.awa(), name="Maison de Gao", address="Quartier Aljanabandia, porte 12")

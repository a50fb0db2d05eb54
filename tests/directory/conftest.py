"""What the tests of the directory share: services of the Croix-Rouge, one of them at a shelter."""

from collections.abc import Callable
from typing import Any

import pytest

from jatigi.directory.actions import create_service
from jatigi.directory.models import Service
from jatigi.kernel import clock
from jatigi.kernel.models import shared_key
from jatigi.kernel.querysets import acting
from jatigi.places import units
from jatigi.places.models import AdminUnit, Site
from tests.cast import Cast, Member

SHELTER = "Refuge du Fleuve"
Offer = Callable[..., Service]


def unit(code: str) -> AdminUnit:
    """A region of Mali as it is called today."""
    found = units.on(clock.today(), "ML", code)
    assert found is not None
    return found


def site(where: Any, name: str, *, hidden: bool = False, code: str = "ML07") -> Site:
    with acting():
        made = Site(
            organisation=where, key_id=shared_key(where.pk), kind="shelter" if hidden else "house", name=name,
            country_id="ML", unit=unit(code), hidden=hidden,
        )  # fmt: skip
        made.save()
    return made


@pytest.fixture
def offer(cast: Cast) -> Offer:
    """Puts a service into the directory, by the Croix-Rouge at Gao unless told otherwise."""

    def doing(by: Member | None = None, **said: Any) -> Service:
        usual: dict[str, Any] = {
            "need": "health",
            "title_fr": "Soins de santé",
            "country": "ML",
            "unit": unit("ML07").pk,
        }
        return create_service((by or cast.lassana)(), **(usual | said))

    return doing


@pytest.fixture
def shelter(cast: Cast, offer: Offer) -> Service:
    """A service at a place that nobody else learns of."""
    hidden = site(cast.croix, SHELTER, hidden=True)
    return offer(
        need="gbv", title_fr="Hébergement protégé", site=hidden.pk, reach={"phone": "+223 00 00 00 01"}
    )

"""What the tests of the welcome desk share: a house with beds, and a person who is registered in one line."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from jatigi.kernel import clock
from jatigi.kernel.access import Access, service_access
from jatigi.kernel.models import shared_key
from jatigi.kernel.querysets import acting
from jatigi.people import actions
from jatigi.people.models import Person, Visit
from jatigi.people.shapes import Basis
from jatigi.places.models import Site
from tests.cast import Cast, Member
from tests.sign_in import signed_in

CONSENT: Basis = {"kind": "consent", "agreed": True, "form": "verbal", "language": "bm"}

Register = Callable[..., Person]


def house(cast: Cast, where: Any, name: str, hidden: bool = False) -> Site:
    with acting():
        site = Site(
            organisation=where, key_id=shared_key(where.pk), kind="house", name=name, country_id="ML",
            beds=4, hidden=hidden,
        )  # fmt: skip
        site.save()
    return site


@pytest.fixture
def gao(cast: Cast) -> Site:
    """The house of the MMG."""
    return house(cast, cast.gao, "Maison de Gao")


@pytest.fixture
def register(cast: Cast) -> Register:
    """Register somebody at the desk of the MMG, with as little as is mandatory unless told more."""

    def registered(who: Member | None = None, /, **given: Any) -> Person:
        kwargs = {"sex": "male", "age_group": "18_59", "basis": CONSENT, **given}
        if "name" in kwargs:
            words = kwargs.pop("name").split(" ", 1)
            kwargs["names"] = [{"given": words[0], "family": words[1] if words[1:] else "", "kind": "main"}]
        return actions.register((who or cast.awa)(), **kwargs)

    return registered


everything = service_access(
    "test",
    [f"people.{name}" for name in ("Person", "Identity", "Visit", "Stay", "Group", "GroupMember")],
)


@pytest.fixture
def fanta_stepped_up(cast: Cast) -> Access:
    """The supervisor, who has just shown the second factor again."""
    return replace(cast.fanta(), stepped_up_at=clock.now())


@pytest.fixture
def awa(cast: Cast, gao: Site) -> Client:
    """The browser of the agent at the desk."""
    return signed_in(cast.awa.account)


@pytest.fixture
def visit(cast: Cast, gao: Site) -> Visit:
    return actions.record_visit(cast.awa(), site=gao.pk, wishes=["bed"], sex="female", age_group="12_17")


def filled(gao: Site, **more: Any) -> dict[str, Any]:
    """The form of a registration as it is sent, with as little as is mandatory."""
    return {
        "sex": "female", "age_group": "18_59", "basis_kind": "consent", "basis_agreed": "yes", "site": str(gao.pk),
        "basis_language": "fr", "basis_form": "verbal", **more,
    }  # fmt: skip

"""Grants: one object, one recipient, one purpose, as long as the basis lives."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from jatigi.kernel import clock
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.actions import Act
from jatigi.kernel.errors import Conflict
from jatigi.kernel.querysets import acting
from jatigi.places.actions import create_site
from jatigi.places.models import Site
from jatigi.protection import grants
from jatigi.protection.actions import end_for_erasure, withdraw_basis
from jatigi.protection.models import Grant, LawfulBasis
from tests.cast import Cast
from tests.protection.test_ledger import agree

Person = Callable[..., UUID]
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def thing(cast: Cast) -> Site:
    """Any object of Gao will do: a hidden site stands for a snapshot here."""
    return create_site(cast.boubacar(), name="Objet", kind="shelter", country="ML")


def act(access: Access) -> Act:
    return Act(access, "test", clock.now())


def opened(cast: Cast, thing: Site, basis: LawfulBasis | None, **other: Any) -> Grant:
    asked = {"recipient": cast.croix.pk, "purpose": Purpose.REFERRAL, **other}
    with acting():
        return grants.open_grant(act(cast.awa()), thing, basis=basis, **asked)


def sees(access: Access, thing: Site) -> bool:
    """Whether a grant alone would open the thing: asked of the condition that rules use."""
    everything = Access(service="test", scope=frozenset({"places.Site"}))
    return Site.objects.visible_to(everything).filter(grants.granted(access, Site), pk=thing.pk).exists()


def test_a_grant_opens_one_thing_to_one_organisation_for_one_purpose(
    cast: Cast, person: Person, thing: Site
) -> None:
    other = create_site(cast.boubacar(), name="Autre", kind="shelter", country="ML")
    opened(cast, thing, agree(cast, person()))
    assert sees(cast.kadi(Purpose.REFERRAL), thing)
    assert not sees(cast.kadi(Purpose.REFERRAL), other)
    assert not sees(cast.kadi(Purpose.CASE_MANAGEMENT), thing)
    assert not sees(cast.drissa(Purpose.REFERRAL), thing)
    assert not sees(Access(organisation=cast.croix.pk, purpose=Purpose.REFERRAL), thing)


def test_a_withdrawal_closes_what_was_opened_in_the_same_moment(
    cast: Cast, person: Person, thing: Site
) -> None:
    basis = agree(cast, person())
    opened(cast, thing, basis)
    withdraw_basis(cast.awa(), basis)
    assert not sees(cast.kadi(Purpose.REFERRAL), thing)


def test_a_withdrawal_that_fails_halfway_withdraws_nothing(cast: Cast, person: Person, thing: Site) -> None:
    from jatigi.kernel import hooks

    basis = agree(cast, person())
    opened(cast, thing, basis)

    def breaks(_act: Act, _basis: UUID) -> None:
        raise RuntimeError("the network is down")

    hooks.withdrawn(breaks)
    try:
        with pytest.raises(RuntimeError):
            withdraw_basis(cast.awa(), basis)
    finally:
        hooks.withdrawn._functions.remove(breaks)
    assert sees(cast.kadi(Purpose.REFERRAL), thing)


def test_nothing_is_opened_on_a_basis_that_has_ended(cast: Cast, person: Person, thing: Site) -> None:
    basis = agree(cast, person())
    withdraw_basis(cast.awa(), basis)
    with pytest.raises(Conflict):
        opened(cast, thing, basis)
    assert not Grant.objects.visible_to(cast.awa()).exists()


@pytest.mark.parametrize("other", [{"purpose": Purpose.RETURN}, {"recipient": "loin"}])
def test_nothing_is_opened_beyond_the_basis(
    cast: Cast, person: Person, thing: Site, other: dict[str, Any]
) -> None:
    if other.get("recipient"):
        other = {"recipient": cast.loin.pk}
    with pytest.raises(Conflict):
        opened(cast, thing, agree(cast, person()), **other)


def test_a_grant_never_outlives_its_basis(cast: Cast, person: Person, thing: Site) -> None:
    with clock.travel(NOON):
        basis = agree(cast, person(), until=date(2026, 11, 30))
        opened(cast, thing, basis, until=NOON + timedelta(days=365))
    with clock.travel(datetime(2026, 11, 30, 23, 59, tzinfo=UTC)):
        assert sees(cast.kadi(Purpose.REFERRAL), thing)
    with clock.travel(datetime(2026, 12, 1, 0, 1, tzinfo=UTC)):
        assert not sees(cast.kadi(Purpose.REFERRAL), thing)


def test_what_says_nothing_of_a_person_is_opened_until_it_is_closed(cast: Cast, thing: Site) -> None:
    opened(cast, thing, None)
    assert sees(cast.kadi(Purpose.REFERRAL), thing)
    with acting():
        assert grants.end_grants(act(cast.awa()), thing) == 1
        assert grants.end_grants(act(cast.awa()), thing) == 0
    assert not sees(cast.kadi(Purpose.REFERRAL), thing)


def test_an_erasure_closes_everything_that_was_opened(cast: Cast, person: Person, thing: Site) -> None:
    subject = person()
    opened(cast, thing, agree(cast, subject))
    with acting():
        end_for_erasure(act(Access(service="people.retention")), subject)
    assert not sees(cast.kadi(Purpose.REFERRAL), thing)


def test_both_sides_know_of_a_grant_and_nobody_else(cast: Cast, person: Person, thing: Site) -> None:
    opened(cast, thing, agree(cast, person()))
    assert [Grant.objects.visible_to(who()).count() for who in (cast.awa, cast.kadi, cast.drissa, cast.node)] == [
        1, 1, 0, 0,
    ]  # fmt: skip

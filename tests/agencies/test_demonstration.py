"""One click signs in as an invented person: in a demonstration, from this machine, and nowhere else."""

from typing import Any

import pytest
from django.test.client import RequestFactory

from jatigi.agencies import demonstration
from tests.cast import Cast


@pytest.fixture
def demo(settings: Any) -> Any:
    settings.MODE, settings.BEHIND_PROXY = "demo", False
    return settings


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_it_is_open_from_this_machine(demo: Any, rf: RequestFactory, address: str) -> None:
    assert demonstration.is_open(rf.get("/", REMOTE_ADDR=address))


@pytest.mark.parametrize("address", ["192.168.1.20", "10.0.0.1", "2001:db8::1", "", "localhost"])
def test_it_is_closed_from_elsewhere(demo: Any, rf: RequestFactory, address: str) -> None:
    assert not demonstration.is_open(rf.get("/", REMOTE_ADDR=address))


@pytest.mark.parametrize("header", demonstration.PROXY_HEADERS)
def test_it_is_closed_behind_a_proxy(demo: Any, rf: RequestFactory, header: str) -> None:
    assert not demonstration.is_open(rf.get("/", headers={header: "127.0.0.1"}, REMOTE_ADDR="127.0.0.1"))
    demo.BEHIND_PROXY = True
    assert not demonstration.is_open(rf.get("/", REMOTE_ADDR="127.0.0.1"))


@pytest.mark.parametrize("mode", ["serve", "test"])
def test_it_is_closed_in_every_other_mode(demo: Any, rf: RequestFactory, mode: str) -> None:
    demo.MODE = mode
    assert not demonstration.is_open(rf.get("/", REMOTE_ADDR="127.0.0.1"))


def test_only_demonstration_accounts_are_offered(demo: Any, rf: RequestFactory, cast: Cast) -> None:
    cast.awa.account.demonstration = True
    cast.awa.account.save()
    offered = demonstration.accounts(rf.get("/", REMOTE_ADDR="127.0.0.1"))
    assert [account for account, _member in offered] == [cast.awa.account]
    assert demonstration.accounts(rf.get("/", REMOTE_ADDR="192.168.1.20")) == []

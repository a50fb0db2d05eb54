import gc
from functools import cache
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import TransactionTestCase
from django.urls import get_resolver

from jatigi.agencies.backends import PasswordHasher
from jatigi.people import search
from jatigi.questionnaires import conversion
from tests import clean_slate
from tests.cast import Cast, standing

WALKS = frozenset(
    {
        "test_any_value.py", "test_finder_masks.py", "test_interface.py", "test_menu.py", "test_nothing_leaks.py",
        "test_pages.py", "test_schemathesis.py",
    }
)  # fmt: skip
"""What looks at pages and interface, and at masks in memory: the rules and acts behind them are tried on both engines."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks `database` whatever asks for one, but for `WALKS`, which run once; journeys, which are long, come first."""
    items.sort(key=lambda item: item.get_closest_marker("journey") is None)
    for item in items:
        if item.path.name in WALKS:
            continue
        asked = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
        if asked or item.get_closest_marker("django_db"):
            item.add_marker("database")


def pytest_collection_finish() -> None:
    """What is loaded stays: looking through it for garbage after every few hundred objects costs a twentieth of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)


@pytest.fixture(scope="session", autouse=True)
def addresses() -> None:
    """The addresses are those of a test node, whichever test asks for one first."""
    assert get_resolver().url_patterns


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """A database that ends with the tests need not survive a power cut."""
    options: dict[str, Any] = settings.DATABASES["default"].get("OPTIONS", {})
    if "init_command" in options:
        options["init_command"] += "PRAGMA synchronous=OFF;"


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: Any) -> None:
    """After a test that wrote for real, the tables are as they were."""
    with clean_slate.migrated_once():
        request.getfixturevalue("django_db_setup")
    with django_db_blocker.unblock():
        clean_slate.first()
    TransactionTestCase._fixture_teardown = lambda _self: clean_slate.put_back()  # type: ignore[attr-defined]


@pytest.fixture(scope="session", autouse=True)
def conversions() -> None:
    """A form is made from its source once in a run, whichever tests publish it."""
    conversion.convert = cache(conversion.convert)


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> int:
    """A password costs 1 MiB; what it costs in truth is the value of this fixture."""
    cost, PasswordHasher.memory_cost = PasswordHasher.memory_cost, 1024
    return cost


@pytest.fixture
def cast(db: None) -> Cast:
    """The standing cast, in this test's database. It has the ids of an earlier test: what that left in memory goes."""
    search.engine = search.InMemory()
    caches["default"].clear()
    return standing()

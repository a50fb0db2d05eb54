import pytest
from django.core.cache import caches
from django.urls import get_resolver

from jatigi.people import search
from tests.cast import Cast, standing


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks `database` whatever asks for one; tests that start a process with one say so themselves."""
    for item in items:
        asked = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
        if asked or item.get_closest_marker("django_db"):
            item.add_marker("database")


@pytest.fixture(scope="session", autouse=True)
def addresses() -> None:
    """The addresses are those of a test node, whichever test asks for one first."""
    assert get_resolver().url_patterns


@pytest.fixture
def cast(db: None) -> Cast:
    """The standing cast, in this test's database. It has the ids of an earlier test: what that left in memory goes."""
    search.engine = search.InMemory()
    caches["default"].clear()
    return standing()

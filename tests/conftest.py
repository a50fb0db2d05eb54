import pytest
from django.core.cache import caches
from django.urls import get_resolver

from jatigi.people import search
from tests.cast import Cast, standing

WALKS = frozenset(
    {"test_any_value.py", "test_interface.py", "test_menu.py", "test_nothing_leaks.py", "test_pages.py"}
)
"""What looks at pages and interface: the rules and acts behind them are tried on both engines."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks `database` whatever asks for one, but for `WALKS`, which run once."""
    for item in items:
        if item.path.name in WALKS:
            continue
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

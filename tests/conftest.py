import pytest
from django.urls import get_resolver

from tests.cast import Cast


@pytest.fixture(scope="session", autouse=True)
def addresses() -> None:
    """The addresses are those of a test node, whichever test asks for one first."""
    assert get_resolver().url_patterns


@pytest.fixture
def cast(db: None) -> Cast:
    """The standing cast, in this test's database."""
    return Cast()

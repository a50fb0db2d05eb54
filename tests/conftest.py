import pytest

from tests.cast import Cast


@pytest.fixture
def cast(db: None) -> Cast:
    """The standing cast, in this test's database."""
    return Cast()

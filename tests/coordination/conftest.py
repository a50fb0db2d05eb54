import pytest

from tests.cast import Cast
from tests.coordination.standing import Standing


@pytest.fixture
def standing(cast: Cast) -> Standing:
    """Bodies, an event and commitments around the cast."""
    return Standing(cast)

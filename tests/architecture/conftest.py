from collections.abc import Iterator
from typing import Any

import pytest

from tests.architecture.world import World, standing_world, undone


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The world of the matrix, made once; every cell takes back what it wrote."""
    with django_db_blocker.unblock(), undone():
        yield standing_world()

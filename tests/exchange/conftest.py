"""The world of the permission matrix, seen by programs."""

from typing import Any

import pytest

from jatigi.kernel.access import Role
from tests.architecture.conftest import world
from tests.architecture.world import World
from tests.cast import Member, member
from tests.directory.conftest import offer

__all__ = ["offer", "world"]

EVERY_ROLE = [role for role in Role.values if role != Role.NODE_ADMINISTRATOR]


@pytest.fixture
def somebody(world: World) -> Member:
    """Somebody of the house who has every role in it."""
    return member(world.cast.gao, "seule", *EVERY_ROLE)


def bearer(token: str) -> dict[str, Any]:
    return {"Authorization": f"Bearer {token}"}

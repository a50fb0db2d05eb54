"""Bodies and events of the tests, and what the tests of commitments share."""

from typing import Any


import pytest

from jatigi.coordination.bodies import actions as bodies
from jatigi.coordination.bodies.models import Body
from jatigi.coordination.events import actions as events
from jatigi.coordination.events.models import Event
from jatigi.kernel import clock
from tests.cast import Cast, Member
from tests.coordination.standing import Standing


@pytest.fixture
def standing(cast: Cast) -> Standing:
    """Bodies, an event and commitments around the cast."""
    return Standing(cast)


def body(keeper: Member, **changes: Any) -> Body:
    """A working group whose secretariat `keeper` is."""
    values = {
        "name": "Groupe de travail sur la protection",
        "acronym": "GTP",
        "kind": "working_group",
        "level": "national",
    }
    return bodies.create(keeper(), **values | changes)


def event(keeper: Member, of: Body | None = None, **changes: Any) -> Event:
    """A meeting today, of a body or of nobody."""
    values = {
        "title": "Réunion ordinaire",
        "kind": "meeting",
        "starts_on": clock.today(),
        "body": of.pk if of else None,
    }
    return events.create(keeper(), **values | changes)


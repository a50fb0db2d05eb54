"""A list costs the same number of queries however long it is."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jatigi.cases import actions as cases
from jatigi.directory import actions as directory
from jatigi.kernel.api import LIMIT
from jatigi.people import actions as people
from jatigi.people.shapes import Basis
from jatigi.protection import actions as protection
from jatigi.referrals import actions as referrals
from tests.architecture.matrix import READS
from tests.architecture.test_interface import get
from tests.architecture.world import World, undone
from tests.cast import Member
from tests.coordination.one_more import one_more

pytestmark = pytest.mark.django_db

BASIS: Basis = {"kind": "consent", "form": "verbal", "witness": "Oumou"}
MOST_QUERIES = 12
"""The token, its owner, the journal, the list."""
LISTS = [line for line, row in READS.items() if not row.on]


def add_one(world: World) -> None:
    """One more of everything that is listed."""
    moussa: Any = world.cast.moussa
    visited: Any = {"wishes": ["bed"], "sex": "male", "age_group": "18_59"}
    people.record_visit(moussa(), site=world.house.pk, **visited)
    person = people.register(moussa(), sex="male", age_group="18_59", basis=BASIS)
    people.begin_stay(moussa(), person=person.pk, site=world.house.pk)
    case = cases.open_case(moussa(), person=person.pk, urgency="low")
    protection.record_basis(
        moussa(), subject=person.pk, kind="consent", purposes=["referral"], categories=["name", "needs"],
        recipient=world.cast.croix.pk, witness="Oumou",
    )  # fmt: skip
    referrals.send(moussa(), service=world.service.pk, urgency="low", case=case.pk, fields=["names"])
    directory.create_service(world.cast.fanta(), need="food", title_fr="Repas")
    one_more(world.cast.gao)


def test_a_list_of_thirty_asks_the_database_as_often_as_a_list_of_three(
    world: World, somebody: Member
) -> None:
    with undone():
        few = add(world, somebody, 3)
        many = add(world, somebody, 27)
    assert all(many[line][0] >= min(few[line][0] + 27, LIMIT) for line in LISTS)
    assert {line: asked for line, (_entries, asked) in many.items()} == {
        line: asked for line, (_entries, asked) in few.items()
    }
    assert max(asked for _entries, asked in many.values()) <= MOST_QUERIES


def add(world: World, somebody: Member, count: int) -> dict[str, tuple[int, int]]:
    """Add `count` of everything; for each list how many entries it has now, and how many queries they took."""
    for _ in range(count):
        add_one(world)
    found = {}
    for line in LISTS:
        reader = world.desk if line == "referrals box=inbox" else somebody
        token = world.token_of(reader, READS[line].purposes.split()[0])
        get(world, line, token)
        with CaptureQueriesContext(connection) as queries:
            answer = get(world, line, token)
        found[line] = len(answer.json()["items"]), len(queries)
    return found

"""What a search may touch is exactly what `visible_to` shows: for any world, role, organisation and rule."""

import json
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jatigi.algorithms.matching import Query
from jatigi.kernel import clock, querysets
from jatigi.kernel.access import Access, Purpose, Role
from jatigi.people import actions, rules, search
from jatigi.people.finder import wire
from jatigi.people.finder.client import OverSocket
from jatigi.people.finder.index import InMemory
from jatigi.people.finder.masks import Mask, mask_of
from jatigi.people.models import Identity, Person
from tests.architecture.world import undone
from tests.cast import Cast, Member
from tests.people.conftest import CONSENT, everything
from tests.sign_in import signed_in

NAMES = ("Mamadou Traoré", "Mahamadou Taraore", "Awa Keïta", "Zoubéirou Abdourahmane", "Ousmane Ag Mossa")
ANYBODY = Mask(None)
thorough = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
people = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(NAMES), st.booleans(), st.booleans()), max_size=6
)
"""Of each: the organisation, the name, whether at risk, whether erased since."""
roles = st.frozensets(st.sampled_from(list(Role.values)), max_size=3)
purposes = st.sampled_from(list(Purpose.values))


def desks(cast: Cast) -> list[Member]:
    return [cast.fanta, cast.lassana, cast.drissa]


def register(who: Member, name: str, **more: Any) -> Person:
    given, family = name.split(" ", 1)
    return actions.register(
        who(), sex="male", age_group="18_59", basis=CONSENT,
        names=[{"given": given, "family": family, "kind": "main"}], **more,
    )  # fmt: skip


def settle(cast: Cast, world: list[tuple[int, str, bool, bool]]) -> None:
    for house, name, at_risk, erased in world:
        who = desks(cast)[house]
        person = register(who, name, at_risk=at_risk)
        if erased:
            actions.erase(replace(who(), stepped_up_at=clock.now()), person, reason="asked")


def shown(access: Access) -> set[UUID]:
    """Whoever the doors show with a name."""
    named = Identity.objects.visible_to(access).values_list("person_id", flat=True)
    return set(Person.objects.visible_to(access).filter(pk__in=list(named)).values_list("pk", flat=True))


def touched(mask: Mask) -> set[UUID]:
    rows = Identity.objects.visible_to(everything).values_list("person_id", "organisation_id")
    return {person for person, owner in rows if mask.sees(person, owner)}


def whole(access: Access) -> Q:
    return rules.persons(access)


def without_those_at_risk(access: Access) -> Q:
    return rules.persons(access) & Q(at_risk=False)


def and_those_at_risk_elsewhere(access: Access) -> Q:
    return rules.persons(access) | Q(at_risk=True)


def all_but_the_own(access: Access) -> Q:
    return ~rules.persons(access)


def the_own_and_nobody(access: Access) -> Q:
    return rules.persons(access) & querysets.NOTHING


def everybody(_access: Access) -> Q:
    return Q()


@pytest.mark.parametrize(
    "rule",
    [
        whole,
        without_those_at_risk,
        and_those_at_risk_elsewhere,
        all_but_the_own,
        the_own_and_nobody,
        everybody,
    ],
)
@thorough
@given(world=people, held=roles, purpose=purposes, house=st.integers(0, 3))
def test_a_mask_is_what_the_door_shows(cast, monkeypatch, rule, world, held, purpose, house):
    monkeypatch.setitem(querysets._rules, "people.Person", rule)
    houses = [cast.gao.pk, cast.croix.pk, cast.loin.pk, None]
    access = Access(cast.awa.account.pk, houses[house], held, purpose)
    with undone():
        settle_under_the_real_rule(cast, world, monkeypatch, rule)
        mask = mask_of(access)
        assert touched(mask) == shown(access)
        finder = InMemory()
        for name in NAMES:
            query = Query(names=(name,))
            everything_near = finder.find(ANYBODY, query, 100)
            assert finder.find(mask, query, 100) == [m for m in everything_near if m.id in shown(access)]


def settle_under_the_real_rule(cast: Any, world: Any, monkeypatch: Any, rule: Any) -> None:
    monkeypatch.setitem(querysets._rules, "people.Person", rules.persons)
    settle(cast, world)
    monkeypatch.setitem(querysets._rules, "people.Person", rule)


def test_a_rule_that_speaks_of_organisations_alone_is_not_asked_of_the_database(
    cast, django_assert_num_queries
):
    with django_assert_num_queries(0):
        assert mask_of(cast.awa()) == Mask(frozenset({cast.gao.pk}))
        assert mask_of(cast.boubacar()).empty
        assert mask_of(cast.awa("statistics")).empty, "persons are counted without their names"


def test_background_work_sees_by_its_tables_alone():
    assert mask_of(rules.INDEXING) == ANYBODY
    assert mask_of(rules.IMPORTING).empty


@thorough
@given(
    own=st.lists(st.sampled_from(NAMES), max_size=4),
    hidden=st.lists(st.sampled_from(NAMES), min_size=1, max_size=3),
)
def test_no_answer_tells_that_somebody_hidden_exists(cast, own, hidden):
    """Byte for byte the same with them and without, whether the index followed their registration or was built after it."""
    with undone():
        for name in own:
            register(cast.fanta, name, phones=[{"number": "76998877"}])
        following = InMemory()
        before = answers(following, cast.awa())
        for name in hidden:
            register(cast.drissa, name, phones=[{"number": "76998877"}])
        assert answers(following, cast.awa()) == before
        assert answers(InMemory(), cast.awa()) == before
        assert answers(following, cast.drissa()) != before, "whoever may see them is told of them"


def answers(finder: InMemory, access: Access) -> bytes:
    """Everything that a search says, as it goes over the socket: whom, how likely, why, how many."""
    asked = [
        *(Query(names=(name,)) for name in NAMES),
        Query(names=NAMES[:1], sex="male", phones=("76998877",)),
    ]
    found = [finder.find(mask_of(access), query, limit) for query in asked for limit in (1, 10)]
    return json.dumps([[wire.from_match(match) for match in matches] for matches in found]).encode()


def test_what_the_finder_answers_is_asked_of_the_door_again(cast, monkeypatch):
    """A finder that were wrong, or not what it seems, still shows nobody who may not be seen."""
    register(cast.drissa, "Oumar Touré")

    class Careless(InMemory):
        def find(self, mask, query, limit):
            return super().find(ANYBODY, query, limit)

    monkeypatch.setattr(search, "engine", Careless())
    assert search.look_up(cast.awa("reception"), "Oumar Touré") == []
    assert len(search.look_up(cast.drissa("reception"), "Oumar Touré")) == 1


def test_whoever_runs_the_node_is_told_what_the_search_lacks(cast, monkeypatch, tmp_path):
    node = signed_in(cast.node.account)
    assert "LimitMEMLOCK" not in node.get("/").content.decode()
    monkeypatch.setattr(search, "engine", OverSocket(tmp_path / "finder" / "socket"))
    assert "pourquoi la recherche par nom ne répond pas" in node.get("/").content.decode()
    monkeypatch.setattr(OverSocket, "told", lambda self: {"state": "ready", "locked": False})
    assert "LimitMEMLOCK" in node.get("/").content.decode()
    assert "LimitMEMLOCK" not in signed_in(cast.awa.account).get("/").content.decode()

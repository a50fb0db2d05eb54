"""Every cell of the permission matrix, for real; and nothing missing from it, and nothing in it that is gone."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse

from jatigi.agencies import who
from jatigi.coordination.measures.links.rules import LINKS
from jatigi.kernel import schedule
from jatigi.kernel.access import ANONYMOUS, Access, Role, service_access
from jatigi.kernel.actions import Creation, registry
from jatigi.kernel.errors import Conflict, Invalid, NotFound, Refused, StepUpNeeded
from jatigi.project.docs import routes
from jatigi.referrals import rules
from tests.architecture import matrix
from tests.architecture.given import FORMS, QUERIES, given
from tests.architecture.matrix import ACTIONS, PAGES, Act, Page
from tests.architecture.world import World, undone

pytestmark = pytest.mark.django_db

SERVICES = {
    "setup": who.setup_access,
    "one-time-link": who.link_access,
    "sign-in": who.token_access,
    "sign-in-reset": who.reset_access,
    rules.GUESTS.service: rules.GUESTS,
    LINKS.service: LINKS,
    rules.FOLLOWING.service: rules.FOLLOWING,
    **{job.name: service_access(job.name, job.scope) for job in schedule.jobs.values()},
}
"""Every service access of the programme that may act: the set-up, links, signing in, scheduled work."""


# Pages


def pages() -> dict[str, Any]:
    """Route name → view, without the interface, which has a table of its own."""
    return {name: view for _route, name, view in routes() if not _is_api(_route)}


def _is_api(route: str) -> bool:
    return route.startswith("api/v1/")


def test_every_page_is_in_the_table_and_every_line_is_a_page() -> None:
    assert sorted(pages()) == sorted(PAGES)


def test_every_page_declares_who_may_open_it() -> None:
    undeclared = {name for name, view in pages().items() if not hasattr(view, "jatigi_page")}
    assert undeclared == set(matrix.UNDECLARED)


@pytest.mark.parametrize("viewpoint", ["anon", "stranger", "granted", "withdrawn"])
def test_pages_from_outside(world: World, viewpoint: str) -> None:
    client = client_of(world, viewpoint)
    with undone():
        if viewpoint == "withdrawn":
            world.withdraw()
        found = {name: ask(world, client, name) for name in PAGES}
    assert differences(found, {name: getattr(row, viewpoint) for name, row in PAGES.items()}) == {}


def test_pages_for_each_role_of_the_house(world: World) -> None:
    found, expected = {}, {}
    for name, row in PAGES.items():
        for role in roles_to_try(name, row):
            found[name, role] = ask(world, world.client(world.staff[role]), name)
            expected[name, role] = row.holder if role in row.roles.split() else row.wrong
            expected[name, role] = row.but.get(role, expected[name, role])
    assert differences(found, expected) == {}


def test_pages_for_their_owner(world: World) -> None:
    rows = {name: row for name, row in PAGES.items() if row.by}
    found = {name: ask(world, world.client(getattr(world.cast, row.by)), name) for name, row in rows.items()}
    assert differences(found, {name: row.holder for name, row in rows.items()}) == {}


@pytest.mark.parametrize("viewpoint", ["anon", "stranger", "granted", "withdrawn"])
def test_what_cannot_be_opened_cannot_be_sent_either(world: World, viewpoint: str) -> None:
    """An empty form, or what a script might send, gets the same answer as looking."""
    client = client_of(world, viewpoint)
    closed = {name for name, row in PAGES.items() if getattr(row, viewpoint) in matrix.CLOSED}
    with undone():
        if viewpoint == "withdrawn":
            world.withdraw()
        found = {name: ask(world, client, name, post=True) for name in closed}
    expected = {name: getattr(PAGES[name], viewpoint) for name in closed}
    assert {
        name: answer for name, answer in differences(found, expected).items() if answer[0] != matrix.GET_ONLY
    } == {}


def test_without_a_fresh_second_factor_no_export_and_no_erasure(world: World) -> None:
    asked = {name for name, view in pages().items() if (rule := declared(view)) and rule.step_up}
    assert asked == set(matrix.STEP_UP_PAGES)
    for name in asked:
        holder = world.staff[PAGES[name].roles.split()[0]]
        with undone():
            assert ask(world, world.sign_in(holder, stepped_up=False), name) == matrix.STEP_UP


def roles_to_try(name: str, row: Page) -> list[str]:
    """All whom the page's own rule lets in, and one whom it turns away, who stands for the others.

    What a page asks of the other engine, and pages without people, the first of each asks.
    """
    roles = list(_roles_to_try(name))
    if connection.vendor == "sqlite" and not name.startswith(matrix.WITHOUT_PEOPLE):
        return roles
    return [*row.roles.split()[:1], *roles[-1:]]


def _roles_to_try(name: str) -> Iterator[str]:
    rule = declared(pages()[name])
    turned_away = [role for role in Role.values if rule and rule.roles and role not in rule.roles]
    yield from [role for role in Role.values if role not in turned_away]
    yield from turned_away[len(name) % len(turned_away) :][:1] if turned_away else []


def declared(view: Any) -> Any:
    return getattr(view, "jatigi_page", None)


def client_of(world: World, viewpoint: str) -> Client:
    if viewpoint == "anon":
        return Client()
    return world.client(world.stranger if viewpoint == "stranger" else world.desk)


def ask(world: World, client: Client, name: str, *, post: bool = False) -> Any:
    """What a browser gets: a status, or one of the words of the table."""
    row = PAGES[name]
    cookies = copy.deepcopy(client.cookies)
    with undone():
        if row.post or post:
            asked = QUERIES[name](world) if name in QUERIES else None
            answer = client.post(
                address(world, name), FORMS.get(name, lambda _w: {})(world), query_params=asked
            )
        else:
            answer = client.get(address(world, name), QUERIES.get(name, lambda _w: {})(world))
    client.cookies = cookies
    return word(answer)


def word(answer: Any) -> Any:
    if answer.status_code not in (301, 302, 303):
        return matrix.SIGN_IN if answer.headers.get("X-Session-Ended") else answer.status_code
    if answer["Location"].startswith("/sign-in/?next="):
        return matrix.SIGN_IN
    return matrix.STEP_UP if answer["Location"].startswith("/account/confirm/") else matrix.ELSEWHERE


def address(world: World, name: str) -> str:
    """The address of a page about the thing that the table names."""
    words = PAGES[name].on.split()
    values = dict(word.split("=") for word in words if "=" in word)
    values = {key: id_of(world, value[1:]) if value[0] == "@" else value for key, value in values.items()}
    about = [id_of(world, word) for word in words if "=" not in word]
    for parameter in ("pk", "subject", "person", "case"):
        try:
            return reverse(name, kwargs=values | ({parameter: about[0]} if about else {}))
        except NoReverseMatch:
            continue
    raise AssertionError(f"{name} has no address about {words}")


def id_of(world: World, what: str) -> Any:
    thing: Any = world
    for part in what.split("."):
        thing = getattr(thing, part)
    return getattr(thing, "pk", thing)


# Actions


def actions() -> set[str]:
    return {name for name in registry if not name.startswith("test.")}


def test_every_action_is_in_the_table_and_every_line_is_an_action() -> None:
    assert sorted(actions()) == sorted(ACTIONS)


@pytest.mark.parametrize("viewpoint", ["anon", "stranger", "granted", "withdrawn"])
def test_actions_from_outside(world: World, viewpoint: str) -> None:
    access = access_of(world, viewpoint)
    with undone():
        if viewpoint == "withdrawn":
            world.withdraw()
        found = {name: do(world, name, access) for name in ACTIONS}
    assert differences(found, {name: getattr(row, viewpoint) for name, row in ACTIONS.items()}) == {}


@pytest.mark.parametrize("role", Role.values)
def test_actions_for_each_role_of_the_house(world: World, role: str) -> None:
    access = world.access(world.staff[role])
    found = {name: do(world, name, access) for name in ACTIONS}
    assert differences(found, {name: outcome_for(row, role) for name, row in ACTIONS.items()}) == {}


def test_actions_for_their_owner(world: World) -> None:
    rows = {name: row for name, row in ACTIONS.items() if row.by}
    found = {name: do(world, name, world.access(getattr(world.cast, row.by))) for name, row in rows.items()}
    assert differences(found, {name: row.holder for name, row in rows.items()}) == {}


@pytest.mark.parametrize("service", sorted(SERVICES))
def test_background_work_does_its_own_and_nothing_else(world: World, service: str) -> None:
    found = {name: do(world, name, SERVICES[service]) for name in ACTIONS}
    done = {name for name, outcome in found.items() if outcome not in (matrix.NOT_FOUND, matrix.REFUSED)}
    assert done == {name for name, row in ACTIONS.items() if service in row.services.split()}


def test_internal_actions_are_for_services_only() -> None:
    assert {name for name in actions() if registry[name].internal} == set(matrix.INTERNAL)


def test_actions_that_ask_for_a_second_factor(world: World) -> None:
    asked = {name for name in actions() if registry[name].step_up}
    assert asked == set(matrix.STEP_UP_ACTIONS)
    for name in asked:
        holder = world.staff[ACTIONS[name].roles.split()[0]]
        assert do(world, name, holder()) == matrix.STEP_UP


def outcome_for(row: Act, role: str) -> str:
    if role in row.roles.split():
        return str(row.but.get(role, row.holder))
    return matrix.REFUSED if role in row.sees.split() else str(row.wrong)


def access_of(world: World, viewpoint: str) -> Access:
    if viewpoint == "anon":
        return ANONYMOUS
    return world.access(world.stranger if viewpoint == "stranger" else world.desk)


def do(world: World, name: str, access: Access) -> str:
    """What comes of an action: "ok", or how it was turned away."""
    act = registry[name]
    target = [] if isinstance(act, Creation) else [id_of(world, ACTIONS[name].on)]
    with undone():
        try:
            act(access, *target, **given(world, name))
        except (NotFound, Refused, Invalid, Conflict, StepUpNeeded) as error:
            return OUTCOMES[next(kind for kind in OUTCOMES if isinstance(error, kind))]
    return matrix.OK


OUTCOMES: dict[type[Exception], str] = {
    NotFound: matrix.NOT_FOUND,
    Refused: matrix.REFUSED,
    Invalid: matrix.INVALID,
    Conflict: matrix.CONFLICT,
    StepUpNeeded: matrix.STEP_UP,
}


def differences(found: dict[Any, Any], expected: dict[Any, Any]) -> dict[Any, tuple[Any, Any]]:
    """Cell → (what was found, what the table says)."""
    return {cell: (found[cell], expected[cell]) for cell in expected if found[cell] != expected[cell]}

"""The permission matrix of the JSON interface: every operation, with real tokens."""

import re
from functools import cache
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from jatigi.exchange.api.app import api
from jatigi.exchange.api.writes import PURPOSES, path_of
from jatigi.kernel.access import Purpose, Role
from jatigi.kernel.actions import Creation, registry
from jatigi.project.docs import routes
from tests.architecture import matrix
from tests.architecture.given import as_json, given
from tests.architecture.matrix import ACTIONS, OF_THE_NETWORK, READS, WRITES
from tests.architecture.test_matrix import differences, id_of, outcome_for
from tests.architecture.world import World, undone
from tests.cast import Member

pytestmark = pytest.mark.django_db

STATUS = {
    matrix.OK: 200,
    matrix.NOT_FOUND: 404,
    matrix.REFUSED: 403,
    matrix.INVALID: 422,
    matrix.CONFLICT: 409,
}
OUTSIDE = ["anon", "stranger", "granted", "withdrawn"]


@cache
def operations() -> dict[str, tuple[str, str]]:
    """Operation id → method and path, as the description says."""
    described = api.get_openapi_schema()["paths"]
    return {
        operation["operationId"]: (method, path)
        for path, methods in described.items()
        for method, operation in methods.items()
    }


def test_every_operation_is_in_the_table_and_every_line_is_an_operation() -> None:
    reads = {line.split()[0] for line in READS}
    assert set(operations()) == reads | {name.replace(".", "_") for name in WRITES}


def test_what_the_interface_answers_without_a_token_is_its_description_and_that_there_is_nothing() -> None:
    open_to_all = set()
    for route, name, _view in routes():
        if route.startswith("api/v1/"):
            answer = Client().get("/" + re.sub("<[^>]+>", str(uuid4()), route))
            if answer.status_code not in (401, 405):
                open_to_all.add((name, answer.status_code))
    assert open_to_all == {("api:openapi-json", 200), ("api:api-root", 404), ("", 404)}


@pytest.mark.parametrize("viewpoint", OUTSIDE)
def test_reads_from_outside(world: World, viewpoint: str) -> None:
    with undone():
        if viewpoint == "withdrawn":
            world.withdraw()
        found = {line: read(world, line, outsider(world, viewpoint)) for line in READS}
    assert differences(found, {line: getattr(row, viewpoint) for line, row in READS.items()}) == {}


def test_lists_of_a_stranger_hold_nothing_of_the_house(world: World) -> None:
    shared = {}
    for line, row in READS.items():
        if not row.on and line not in OF_THE_NETWORK:
            holder = world.staff[row.roles.split()[0]] if row.roles else world.desk
            shared[line] = ids(world, line, holder) & ids(world, line, world.stranger)
    assert shared == {line: set() for line in shared}


def ids(world: World, line: str, who: Member) -> set[str]:
    with undone():
        answer = get(world, line, world.token_of(who, READS[line].purposes.split()[0]))
    return {entry["id"] for entry in answer.json()["items"]}


@pytest.mark.parametrize("role", Role.values)
def test_reads_for_each_role_of_the_house(world: World, role: str) -> None:
    found = {line: read(world, line, world.staff[role]) for line in READS}
    expected = {line: row.holder if role in row.roles.split() else row.wrong for line, row in READS.items()}
    assert differences(found, expected) == {}


@pytest.mark.parametrize("viewpoint", OUTSIDE)
def test_writes_from_outside(world: World, viewpoint: str) -> None:
    """As the action itself answers; without a token nothing is even looked at."""
    with undone():
        if viewpoint == "withdrawn":
            world.withdraw()
        found = {name: write(world, name, outsider(world, viewpoint)) for name in WRITES}
    expected = {name: STATUS[getattr(ACTIONS[name], viewpoint)] for name in WRITES}
    assert differences(found, dict.fromkeys(WRITES, 401) if viewpoint == "anon" else expected) == {}


def test_writes_by_one_role_that_may_and_one_that_may_not(world: World) -> None:
    found, expected = {}, {}
    for name in WRITES:
        may = ACTIONS[name].roles.split()
        may_not = [role for role in Role.values if role not in may]
        for role in (*may[:1], may_not[len(name) % len(may_not)]):
            found[name, role] = write(world, name, world.staff[role])
            expected[name, role] = STATUS[outcome_for(ACTIONS[name], role)]
    assert differences(found, expected) == {}


def test_a_token_for_another_purpose_opens_nothing(world: World) -> None:
    all_roles = world.desk
    found = {}
    for purpose in Purpose.values:
        with undone():
            token = world.token_of(all_roles, purpose)
            for line in READS:
                if purpose not in READS[line].purposes.split():
                    found[line, purpose] = status(get(world, line, token))
            for name in WRITES:
                if purpose not in purposes_of(name):
                    found[name, purpose] = status(post(world, name, token))
    assert {cell: answer for cell, answer in found.items() if answer != 403} == {}


def test_a_token_that_was_revoked_or_whose_owner_left_opens_nothing(world: World) -> None:
    from jatigi.agencies import actions as agencies
    from jatigi.agencies.models import Membership, Token
    from tests.architecture.world import everything

    moussa = world.cast.moussa
    with undone():
        text = world.token_of(moussa, Purpose.RECEPTION)
        assert status(get(world, "people", text)) == 200
        token = Token.objects.visible_to(everything).get(label="programme")
        agencies.revoke_token(world.access(moussa), token)
        assert status(get(world, "people", text)) == 401
    with undone():
        text = world.token_of(moussa, Purpose.RECEPTION)
        member = Membership.objects.visible_to(everything).get(account=moussa.account)
        agencies.suspend_member(world.cast.boubacar(), member)
        assert status(get(world, "people", text)) == 401


def test_a_session_without_a_token_opens_nothing(world: World) -> None:
    browser = world.client(world.cast.moussa)
    assert browser.get("/api/v1/people").status_code == 401
    assert browser.post("/api/v1/visits/record", {}, "application/json").status_code == 401


# Asking


def outsider(world: World, viewpoint: str) -> Member | None:
    return None if viewpoint == "anon" else world.stranger if viewpoint == "stranger" else world.desk


def read(world: World, line: str, who: Member | None) -> Any:
    with undone():
        token = world.token_of(who, READS[line].purposes.split()[0]) if who else ""
        answer = get(world, line, token)
    if answer.status_code == 200 and answer.json().get("items") == []:
        return matrix.EMPTY
    return status(answer)


def write(world: World, name: str, who: Member | None) -> int:
    with undone():
        return status(post(world, name, world.token_of(who, purposes_of(name)[0]) if who else ""))


def get(world: World, line: str, token: str) -> Any:
    name, *query = line.split()
    _method, path = operations()[name]
    address = path.replace("{id}", str(id_of(world, READS[line].on)) if READS[line].on else "")
    return Client().get("?".join([address, *query]), headers=bearer(token))


def post(world: World, name: str, token: str) -> Any:
    act = registry[name]
    target = "" if isinstance(act, Creation) else str(id_of(world, ACTIONS[name].on))
    address = "/api/v1" + path_of(act).replace("{uuid:id}", target)
    return Client().post(address, as_json(given(world, name)), "application/json", headers=bearer(token))


def purposes_of(name: str) -> tuple[str, ...]:
    return (registry[name].purpose,) if registry[name].purpose else PURPOSES


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


def status(answer: Any) -> int:
    """The status; whatever is not asked for must be a problem in JSON that nobody keeps."""
    assert answer["Content-Type"].startswith("application/json")
    assert "no-store" in answer["Cache-Control"]
    if answer.status_code != 200:
        assert set(answer.json()) == {"code", "message", "errors"}
    return int(answer.status_code)

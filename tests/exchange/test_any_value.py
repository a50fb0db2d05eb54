"""Whatever a program sends instead of a value, the answer is one of those that are described, and never an error of ours."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from jatigi.exchange.api.app import api
from jatigi.exchange.api.writes import Asked
from jatigi.kernel.actions import Creation, registry
from tests.architecture.given import as_json, given
from tests.architecture.matrix import ACTIONS, WRITES
from tests.architecture.test_interface import operations, purposes_of
from tests.architecture.test_matrix import id_of
from tests.architecture.world import World, undone
from tests.exchange.conftest import bearer

pytestmark = pytest.mark.django_db

ANYTHING: list[Any] = [
    None, "", "\0", "a\x08b", "𝕬𝖜𝖆", "ߒߞߏ ⵜⵉⴼⵉⵏⴰⵖ 𞤀𞤣𞤤𞤢𞤥 عائشة", "x" * 10_001, "%s{0}'\"<script>",
    -1, 2**63, 10**400, True, "0001-01-01", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00", [], {}, [None], [{}],
    {"": ""}, ["reception"] * 50, str(uuid4()),
]  # fmt: skip
WITHIN: dict[str, list[Any]] = {
    "birth": [
        {"kind": "exact", "date": "0000-00-00"}, {"kind": "year", "year": 10**20},
        {"kind": "estimated", "age": 5, "at": "never"}, {"kind": "estimated", "age": 5, "width": 10**20},
    ],
    "phones": [[{"number": "٠١٢٣٤٥٦٧"}], [{"number": "x" * 10_001}]],
    "basis": [{"kind": "consent", "until": "never"}, {"kind": "consent", "guardian": {"role": "\0"}}],
    "hours": [{"mon": [["08:00"]]}, {"mon": [["25:00", "26:00"]]}, {"lundi": []}],
    "for_whom": [{"minimum_age": 10**20}, {"sexes": ["x" * 10_001]}],
    "reach": [{"phone": "x" * 10_001}, {"emergency": True}],
}  # fmt: skip
"""Things of the right shape that say nothing."""
HALF = '{"%s": "\\ud800"}'
"""JSON can write half a surrogate pair, which no text can hold."""


@pytest.mark.slow
@pytest.mark.parametrize("name", WRITES)
def test_no_value_of_any_field_breaks_an_operation(world: World, name: str) -> None:
    described = api.get_openapi_schema()["paths"][path(name)]["post"]
    allowed = {int(status) for status in described["responses"]}
    row = ACTIONS[name]
    who = world.staff[row.roles.split()[0]] if row.roles else world.desk
    broken = {}
    with undone():
        program = Client(headers=bearer(world.token_of(who, purposes_of(name)[0])))
        address = path(name).replace("{id}", str(id_of(world, row.on)) if row.on else "")
        for field, body in bodies(world, name, described):
            with undone():
                answer = program.post(address, body, "application/json")
                if answer.status_code < 400:
                    connection.check_constraints()
            if answer.status_code not in allowed:
                broken[field, body[:120]] = answer.status_code
    assert broken == {}


def path(name: str) -> str:
    return operations()[name.replace(".", "_")][1]


def bodies(world: World, name: str, described: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What the action takes, with one field after the other replaced by anything; what all share, once."""
    reference = described["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    schema = api.get_openapi_schema()["components"]["schemas"][reference.rpartition("/")[2]]
    common = set(Asked.model_fields) if name != WRITES[0] else set()
    for field in schema["properties"].keys() - common:
        for value in [*ANYTHING, *WITHIN.get(field, [])]:
            yield field, as_json(given(world, name) | {field: value})
        yield field, HALF % field


def test_every_operation_that_is_offered_was_asked() -> None:
    assert all(isinstance(registry[name], Creation) or ACTIONS[name].on for name in WRITES)

"""Schemathesis over the whole description, with a real token per purpose: no error of ours, no answer that is not described."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from hypothesis import HealthCheck, settings
from schemathesis.checks import CheckFunction, not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from jatigi.exchange.api.app import api
from tests.architecture.matrix import ACTIONS, READS, WRITES
from tests.architecture.test_interface import purposes_of
from tests.architecture.test_matrix import id_of
from tests.architecture.world import World, undone
from tests.cast import Member

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

EXAMPLES = 10
CHECKS: list[CheckFunction] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
PURPOSE = {line.split()[0]: row.purposes.split()[0] for line, row in READS.items()} | {
    name.replace(".", "_"): purposes_of(name)[0] for name in WRITES
}
ABOUT = {line.split()[0]: row.on for line, row in READS.items()} | {
    name.replace(".", "_"): ACTIONS[name].on for name in WRITES
}


@pytest.fixture
def within_the_test() -> Iterator[None]:
    """A real request ends with closing the connection, which here holds the world."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def described() -> Any:
    phases = {"coverage": {"enabled": False}, "stateful": {"enabled": False}}
    config = SchemathesisConfig.from_dict({"phases": phases})
    schema = schemathesis.openapi.from_dict(json.loads(json.dumps(api.get_openapi_schema())), config=config)
    schema.app = get_wsgi_application()
    return schema


interface = described()


@interface.parametrize()
@settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_every_operation_answers_as_described(
    case: Any, world: World, tokens: dict[str, str], within_the_test: None
) -> None:
    """As generated, then about a thing that exists."""
    operation = case.operation.definition.raw["operationId"]
    case.headers = {**(case.headers or {}), "Authorization": f"Bearer {tokens[PURPOSE[operation]]}"}
    check(case)
    if ABOUT[operation]:
        case.path_parameters = {"id": str(id_of(world, ABOUT[operation]))}
        check(case)


def check(case: Any) -> None:
    with undone():
        case.call_and_validate(checks=CHECKS)
        connection.check_constraints()


@pytest.fixture
def tokens(world: World, somebody: Member) -> Iterator[dict[str, str]]:
    with undone():
        yield {purpose: world.token_of(somebody, purpose) for purpose in set(PURPOSE.values())}

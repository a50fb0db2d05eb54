from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import override_settings

from jatigi.agencies import who
from jatigi.agencies.models import Account, Membership
from jatigi.kernel import clock
from jatigi.people import search
from jatigi.project.demo import loading
from jatigi.project.demo.scenario import Scenario, plan
from tests.architecture.world import undone

UNTIL = datetime(2026, 11, 21, 10, 13, tzinfo=UTC)
PEOPLE = 30


@dataclass(frozen=True)
class Loaded:
    """A small demonstration in the test's database, at the moment at which its story ends."""

    scenario: Scenario
    report: loading.Report
    members: list[tuple[Account, Membership]]


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[Loaded]:
    scenario = plan(UNTIL, people=PEOPLE)
    with django_db_blocker.unblock(), undone(), clock.travel(UNTIL), override_settings(MODE="demo"):
        search.engine = search.InMemory()
        report = loading.load(scenario)
        yield Loaded(scenario, report, who.roles_of(Account.objects.filter(demonstration=True)))
        search.engine = search.InMemory()

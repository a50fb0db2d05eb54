"""`./run jatigi token create`: a token for a program, from the node's own command line."""

import pytest
from django.test import Client

from jatigi.kernel.access import Purpose
from jatigi.kernel.models import JournalEntry
from jatigi.project.commands import token
from tests.architecture.world import World
from tests.exchange.conftest import bearer

pytestmark = pytest.mark.django_db


def create(*arguments: str) -> int:
    return token.run(["create", *arguments])


def test_the_token_that_is_printed_opens_what_it_is_for(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    moussa = world.cast.moussa.account
    assert create("--account", moussa.username, "--purpose", Purpose.RECEPTION, "--label", "registre") == 0
    text = capsys.readouterr().out.strip()
    entry = JournalEntry.objects.latest("seq")
    assert (entry.action, entry.actor) == ("token.create", "service:setup")
    program = Client(headers=bearer(text))
    assert program.get(f"/api/v1/people/{world.person.pk}").status_code == 200
    assert program.get("/api/v1/cases").status_code == 403


@pytest.mark.parametrize(
    "arguments",
    [
        ("--account", "nobody", "--purpose", "reception"),
        ("--account", "moussa.mmg", "--purpose", "everything"),
        ("--account", "moussa.mmg", "--purpose", "reception", "--days", "0"),
        ("--account", "moussa.mmg", "--purpose", "reception", "--days", "366"),
        ("--account", "moussa.mmg", "--purpose", "reception", "--label", " "),
    ],
)
def test_what_cannot_be_made_is_said_and_nothing_is_printed(
    world: World, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    assert create(*arguments) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("Aucun jeton n’a été créé :")

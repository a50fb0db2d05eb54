"""The first day of a node: a one-time secret makes the first organisation and administrator."""

import threading
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from jatigi.agencies import actions, setup, who
from jatigi.agencies.models import Account, Organisation
from jatigi.kernel.errors import Conflict
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PASSWORD = "quatre chameaux boivent tard"
GIVEN = {
    "name_fr": "Délégation générale", "kind": "government", "country": "ML",
    "full_name": "Oumou", "username": "oumou", "password": PASSWORD, "again": PASSWORD,
}  # fmt: skip


@pytest.fixture(autouse=True)
def secret(settings: Any, tmp_path: Any) -> str:
    settings.VAR = tmp_path
    return setup.create_secret()


def test_the_secret_opens_the_node_once(client: Client, secret: str) -> None:
    assert client.get("/setup/").status_code == 200
    assert client.post("/setup/", {**GIVEN, "secret": secret})["Location"] == "/"
    assert client.get("/")["Location"] == "/account/second-factor/"
    oumou = Account.objects.get(username="oumou")
    assert who.memberships(oumou)[0].roles == ["node_administrator", "organisation_administrator"]
    assert Client().get("/setup/").status_code == 404
    assert not setup.is_secret(secret)


@pytest.mark.parametrize("wrong", ["", "x", "é" * 40])
def test_without_the_secret_nothing_is_made(client: Client, wrong: str) -> None:
    assert client.post("/setup/", {**GIVEN, "secret": wrong}).status_code == 422
    assert not Organisation.objects.exists()


def test_only_the_last_secret_counts(client: Client, secret: str) -> None:
    setup.create_secret()
    assert client.post("/setup/", {**GIVEN, "secret": secret}).status_code == 422


def test_only_the_hash_of_the_secret_is_on_the_disk(secret: str, tmp_path: Any) -> None:
    kept = (tmp_path / "setup-secret").read_bytes()
    assert secret.encode() not in kept
    assert (tmp_path / "setup-secret").stat().st_mode & 0o077 == 0


def test_a_node_that_has_an_organisation_is_never_set_up_again(
    client: Client, secret: str, cast: Cast
) -> None:
    assert client.post("/setup/", {**GIVEN, "secret": secret}).status_code == 404
    with pytest.raises(Conflict):
        actions.set_up(who.setup_access, **{k: v for k, v in GIVEN.items() if k != "again"})


@pytest.mark.django_db(transaction=True)
def test_of_two_who_hold_the_secret_at_the_same_moment_one_makes_the_first_organisation(secret: str) -> None:
    barrier = threading.Barrier(2)
    answers: list[int] = []

    def send(name: str) -> None:
        barrier.wait()
        try:
            given = {**GIVEN, "username": name, "name_fr": f"Maison {name}", "secret": secret}
            answers.append(Client().post("/setup/", given).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=[name]) for name in ("oumou", "bintou")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Organisation.objects.count() == Account.objects.count() == 1
    assert min(answers) == 302
    assert max(answers) in (404, 409, 422)

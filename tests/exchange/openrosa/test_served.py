"""A whole conversation of ODK Collect with the server that runs in production, over sockets of its own."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from jatigi.agencies import actions as agencies
from jatigi.agencies.middleware import STEPPED_UP
from jatigi.kernel import clock
from jatigi.people.models import Person
from jatigi.project import supervisor
from jatigi.questionnaires.models import Answer
from tests.architecture.world import everything
from tests.cast import Cast
from tests.exchange.openrosa.conftest import BOUNDARY, House, basic, decoded, multipart, new_instance
from tests.exchange.openrosa.picture import text_of
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db(transaction=True)

KIND = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}


@dataclass
class Told:
    """A whole answer."""

    status: int
    headers: Any
    text: str


@dataclass
class Telephone:
    """Collect after it has read the picture on the supervisor's screen: where, and with which header."""

    port: int
    path: str
    credentials: dict[str, str]

    def ask(
        self, method: str, path: str, body: bytes | Sequence[bytes] | None = None, **headers: str
    ) -> Told:
        link = HTTPConnection("127.0.0.1", self.port, timeout=30)
        common = {"X-OpenRosa-Version": "1.0", "Accept-Language": "fr", **self.credentials, **headers}
        address = path if path.startswith(self.path) else self.path + path
        link.request(method, address, body, common, encode_chunked=isinstance(body, list))
        answer: HTTPResponse = link.getresponse()
        told = Told(answer.status, answer.headers, answer.read().decode())
        link.close()
        return told

    def send(self, xml: str) -> Told:
        return self.ask("POST", "/submission", multipart(xml), **KIND)

    def at_once(self, *answers: str) -> list[Told]:
        """Each over a connection of its own, all let go at the same moment."""
        barrier, told = threading.Barrier(len(answers)), list[Told]()

        def send(xml: str) -> None:
            barrier.wait()
            told.append(self.send(xml))

        threads = [threading.Thread(target=send, args=[xml]) for xml in answers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return told


def _free_port() -> int:
    return next(
        port
        for port in range(20_000 + os.getpid() % 20_000, 60_000)
        if supervisor.port_is_free("127.0.0.1", port)
    )


@pytest.fixture
def house(transactional_db: None) -> House:
    return House(Cast())


@pytest.fixture(scope="module")
def port(django_db_setup: None) -> Iterator[int]:
    """Where the server listens: one for all these tests, which are asked of it one after the other."""
    port = _free_port()
    environment = {**os.environ, "DATABASE_URL": _database()}
    code = f"from jatigi.project import supervisor as s; s.load(); s.serve('127.0.0.1', {port}, 2)"
    with subprocess.Popen([sys.executable, "-c", code], env=environment) as server:
        try:
            until = time.monotonic() + 60
            while not supervisor._answers("127.0.0.1", port, tls=False) and time.monotonic() < until:
                assert server.poll() is None
                time.sleep(0.05)
            yield port
        finally:
            server.terminate()


@pytest.fixture
def telephone(house: House, port: int, settings: Any) -> Telephone:
    settings.PUBLIC_URL = f"http://127.0.0.1:{port}"
    read = decoded(text_of(_shown(house)))["general"]
    return Telephone(port, urlsplit(read["server_url"]).path, basic(read["username"], read["password"]))


def _database() -> str:
    """The address of this test's database."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"


def _shown(house: House) -> str:
    """The page that a supervisor holds before the camera of the telephone."""
    client: Client = signed_in(house.cast.fanta.account)
    session = client.session
    session[STEPPED_UP] = clock.now().isoformat()
    session.save()
    given = {"label": "tablette", "account": str(house.cast.moussa.account.pk), "days": "30"}
    return client.post("/devices/new/", given).content.decode()


def kept() -> tuple[int, int]:
    """People and answers."""
    return Person.objects.visible_to(everything).count(), Answer.objects.visible_to(everything).count()


def satisfied(instance: str, word: str = "oui") -> str:
    """Answers to a form without an entity."""
    from tests.exchange.openrosa.conftest import answers

    return answers("moment", "", {"word": word}, instance=instance)


def published() -> None:
    from jatigi.questionnaires import actions, rules

    source = "| survey |\n| | type | name | label |\n| | text | word | Word |\n| settings |\n| | form_id | version |\n| | moment | 1 |\n"
    actions.publish(
        rules.PUBLISHING, source=source, purpose="survey", title_fr="Mot", title_en="Word", about="nothing"
    )


def test_what_collect_says_and_hears_from_the_code_to_the_end_of_its_token(
    house: House, telephone: Telephone
) -> None:
    assert telephone.ask("GET", "/formList", Authorization="").status == 401
    listed = telephone.ask("GET", "/formList")
    assert (listed.status, listed.headers["X-OpenRosa-Version"]) == (200, "1.0")
    assert "registration_collect" in listed.text
    head = telephone.ask("HEAD", "/submission?deviceID=collect%3Ax")
    assert (head.status, head.text) == (204, "")
    assert int(head.headers["X-OpenRosa-Accept-Content-Length"]) == 10 * 1024 * 1024
    assert head.headers["Location"] == f"http://127.0.0.1:{telephone.port}{telephone.path}/submission"
    assert telephone.send(house.registration()).status == 201
    assert kept() == (1, 1)
    device = next(iter(_tokens()))
    agencies.revoke_token(house.cast.fanta("administration"), device)
    assert telephone.send(house.registration()).status == 401
    assert telephone.ask("GET", "/formList").status == 401
    assert kept() == (1, 1)


def _tokens() -> Any:
    from jatigi.agencies.models import Token

    return Token.objects.visible_to(everything).filter(label="tablette")


def test_a_body_in_chunks_is_received(house: House, telephone: Telephone) -> None:
    body = multipart(house.registration())
    pieces = [body[n : n + 700] for n in range(0, len(body), 700)]
    told = telephone.ask("POST", "/submission", pieces, **KIND, **{"Transfer-Encoding": "chunked"})
    assert (told.status, kept()) == (201, (1, 1))


def test_a_body_in_chunks_without_end_is_refused(telephone: Telephone) -> None:
    pieces = [b"x" * 1024 * 1024] * 12
    try:
        status = telephone.ask(
            "POST", "/submission", pieces, **KIND, **{"Transfer-Encoding": "chunked"}
        ).status
    except OSError:  # the server closed the connection while it was still being told more
        status = 413
    assert (status, kept()) == (413, (0, 0))
    assert telephone.ask("GET", "/formList").status == 200


def test_the_same_answers_at_the_same_moment_are_one(house: House, telephone: Telephone) -> None:
    published()
    for _time in range(3):
        before = kept()[1]
        xml = satisfied(new_instance())
        assert [told.status for told in telephone.at_once(xml, xml, xml)] == [201, 201, 201]
        assert kept()[1] == before + 1


def test_the_same_registration_at_the_same_moment_is_one_person(house: House, telephone: Telephone) -> None:
    xml = house.registration()
    assert [told.status for told in telephone.at_once(xml, xml)] == [201, 201]
    assert kept() == (1, 1)


def test_one_new_entity_in_two_answers_at_the_same_moment_is_one_person(
    house: House, telephone: Telephone
) -> None:
    entity = str(uuid4())
    told = telephone.at_once(*(house.registration(entity_id=entity) for _time in range(2)))
    assert sorted(one.status for one in told) == [201, 409]
    assert kept() == (1, 1)


def test_two_contents_under_one_instance_at_the_same_moment_are_one_and_a_refusal(
    house: House, telephone: Telephone
) -> None:
    published()
    instance = new_instance()
    told = telephone.at_once(satisfied(instance, "oui"), satisfied(instance, "non"))
    assert sorted(one.status for one in told) == [201, 409]
    assert any("déjà été envoyées avec un autre contenu" in one.text for one in told)
    assert kept()[1] == 1
    other = new_instance()
    registrations = [house.registration(instance=other), house.registration(instance=other, sex="female")]
    assert sorted(one.status for one in telephone.at_once(*registrations)) == [201, 409]
    assert kept() == (1, 2)
    assert json.dumps([one.text for one in told]).count("OpenRosaResponse") >= 2

"""The finder as a process of its own: what it answers, what it keeps to itself, and what happens when it dies."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from jatigi.people import actions, search
from jatigi.people.finder.client import Away, OverSocket
from jatigi.people.finder.index import InMemory
from jatigi.people.finder.masks import Mask, mask_of
from jatigi.people.models import Person
from jatigi.places.models import Site
from tests.cast import Cast
from tests.sign_in import signed_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ROOT = Path(__file__).resolve().parents[2]
NAMES = [f"{given} {family}" for given in ("Moussa", "Awa", "Kofi", "Hawa", "Issa") for family in (
    "Traoré", "Keïta", "Mensah", "Diallo", "Cissé", "Sow", "Touré", "Bah", "Maïga", "Koné")]  # fmt: skip
BUILDS_WITHIN = 60


@dataclass
class Process:
    """A finder of the database of this test."""

    socket: Path
    logged: Path
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        with self.logged.open("ab") as logged:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "jatigi", "finder"], env=self.environment(), cwd=ROOT, stderr=logged
            )

    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "PYTHONPATH": str(ROOT / "src"),
            "JATIGI_VAR": str(settings.VAR),
            "DATABASE_URL": address_of_the_database(),
            "JATIGI_FINDER_SOCKET": str(self.socket),
            "JATIGI_LOG_LEVEL": "INFO",
        }

    def client(self) -> OverSocket:
        return OverSocket(self.socket)

    def be_ready(self) -> None:
        deadline = time.monotonic() + BUILDS_WITHIN
        while True:
            try:
                if self.client().told()["state"] == "ready":
                    return
            except Away:
                assert self.process is not None
                assert self.process.poll() is None, self.logged.read_text()
            assert time.monotonic() < deadline
            time.sleep(0.02)

    def end(self, how: signal.Signals) -> int:
        assert self.process is not None
        self.process.send_signal(how)
        return self.process.wait(30)


def address_of_the_database() -> str:
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    who = f"{known['USER']}:{known['PASSWORD']}".rstrip(":")
    where = f"{str(known['HOST']).replace('/', '%2F')}:{known['PORT']}".rstrip(":")
    return f"postgres://{who}@{where}/{known['NAME']}"


@pytest.fixture
def finder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Process]:
    process = Process(tmp_path / "finder" / "socket", tmp_path / "logged")
    monkeypatch.setattr(search, "engine", process.client())
    yield process
    if process.process is not None and process.process.poll() is None:
        process.end(signal.SIGKILL)


@pytest.fixture
def desk(cast: Cast) -> Client:
    return signed_in(cast.awa.account)


def test_the_process_dies_and_the_desk_goes_on(
    cast: Cast,
    register: Callable[..., Person],
    finder: Process,
    desk: Client,
    fanta_stepped_up: Any,
    gao: Site,
) -> None:
    people = {name: register(name=name) for name in NAMES}
    finder.start()
    finder.be_ready()
    assert [name for name, person in people.items() if person.code not in codes(cast, name)] == []

    newcomer = register(name="Zoubéirou Abdourahmane")
    assert codes(cast, "Zoubeirou Abdourahmane") == [newcomer.code], "followed before the next answer"
    actions.erase(fanta_stepped_up, newcomer, reason="asked")
    assert newcomer.code not in codes(cast, "Zoubeirou Abdourahmane")

    finder.end(signal.SIGKILL)
    page = ask(desk, "Moussa Traoré")
    assert "La recherche par nom se prépare" in page
    assert "Enregistrer sans chercher" in page
    assert people["Awa Keïta"].code in ask(desk, people["Awa Keïta"].code), "a code is found without it"
    assert "il n’a pas été vérifié" in enter(desk, gao, "Alhousseini Mahamane")

    finder.start()
    finder.be_ready()
    assert people["Moussa Traoré"].code in codes(cast, "Moussa Traore")
    assert len(codes(cast, "Alhousseini Mahamane")) == 1, "whoever came meanwhile is there"
    assert finder.end(signal.SIGTERM) == 0


def test_it_answers_as_the_engine_in_one_process_does(
    cast: Cast, register: Callable[..., Person], finder: Process
) -> None:
    for name in NAMES[
        ::7
    ]:  # too few of a name for how common it is to count, which is coarse in a way of its own each time
        register(name=name, phones=[{"number": "76 99 88 77"}], father="Bakary")
    finder.start()
    finder.be_ready()
    mask = mask_of(cast.awa("reception"))
    for text in ("Mousa Traore", "Keita", "76998877", "Ɲaarè"):
        query = search.query_of(text, "male", 1990)
        assert finder.client().find(mask, query, 10) == InMemory().find(mask, query, 10)


def test_what_it_knows_stays_in_its_memory(register: Callable[..., Person], finder: Process) -> None:
    register(name="Zoubéirou Abdourahmane")
    finder.start()
    finder.be_ready()
    assert finder.process is not None
    about = Path("/proc") / str(finder.process.pid)
    assert re.search(r"Max core file size\s+0\s+0", (about / "limits").read_text())
    assert (finder.socket.parent.stat().st_mode & 0o777, finder.socket.stat().st_mode & 0o777) == (
        0o700,
        0o600,
    )
    assert sorted(path.name for path in finder.socket.parent.iterdir()) == ["lock", "socket"]
    if finder.client().told()["locked"] and os.geteuid() == 0:
        assert re.search(r"VmLck:\s+[1-9]", (about / "status").read_text())
    again = subprocess.run(
        [sys.executable, "-m", "jatigi", "finder"], env=finder.environment(), cwd=ROOT, capture_output=True,
        check=False,
    )  # fmt: skip
    assert (again.returncode, "tourne déjà" in again.stderr.decode()) == (1, True)
    finder.client().find(Mask(None), search.query_of("Zoubéirou Abdourahmane"), 10)
    assert "Zoub" not in finder.logged.read_text() + (about / "cmdline").read_text()
    assert '"the index is built", "count": 1' in finder.logged.read_text()


def codes(cast: Cast, text: str) -> list[str]:
    return [each.person.code for each in search.look_up(cast.awa("reception"), text)]


def ask(desk: Client, text: str) -> str:
    answer = desk.post(reverse("people:search"), {"text": text})
    assert answer.status_code == 200
    return answer.content.decode()


def enter(desk: Client, site: Site, name: str) -> str:
    given, family = name.split()
    form = {
        "sex": "male", "age_group": "18_59", "basis_kind": "consent", "basis_agreed": "yes", "basis_language": "fr",
        "basis_form": "verbal", "names_0_given": given, "names_0_family": family, "site": str(site.pk),
    }  # fmt: skip
    return desk.post(reverse("people:new"), form, follow=True).content.decode()

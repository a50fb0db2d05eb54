"""`./run demo` from nothing: served, entered with one click from this machine only, and gone without a trace of a process."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Running:
    """A demonstration that is being served."""

    process: "subprocess.Popen[str]"
    port: int
    environment: dict[str, str]

    def ask(
        self, path: str, form: dict[str, str] | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, str, dict[str, str]]:
        """Status, text, and the cookies that were set."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        sent = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        connection.request(
            "POST" if form else "GET", path, urlencode(form) if form else None, {**sent, **(headers or {})}
        )
        answer = connection.getresponse()
        cookies = dict(
            value.split(";")[0].split("=", 1)
            for name, value in answer.getheaders()
            if name.lower() == "set-cookie"
        )
        return answer.status, answer.read().decode(), cookies


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "JATIGI_VAR": str(tmp_path_factory.mktemp("var")),
        "PYTHONPATH": f"{ROOT / 'src'}",
        "PYTHONUNBUFFERED": "1",
    }
    environment.pop("JATIGI_MODE", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "jatigi", "demo", "--people", "2", "--port", str(port)],
        env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        yield Running(process, port, environment)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(30)


@pytest.fixture(scope="module")
def printed(running: Running) -> str:
    """What the start prints once it serves."""
    assert running.process.stdout is not None
    lines: list[str] = []
    while not lines or "Ctrl+C" not in lines[-1]:
        line = running.process.stdout.readline()
        assert line, "it ended before it served"
        lines.append(line)
    return "".join(lines)


def test_the_address_that_is_printed_answers(running: Running, printed: str) -> None:
    assert f"http://127.0.0.1:{running.port}/" in printed
    assert running.ask("/health/ready")[0] == 200
    status, text, _ = running.ask("/sign-in/")
    assert status == 200
    assert "mdm-gao.reception.1" in text


def test_one_click_enters_from_this_machine(running: Running, printed: str) -> None:
    cookies = _click(running)
    status, text, _ = running.ask("/", headers={"Cookie": cookies})
    assert status == 200
    assert "inventé" in text


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "Via"])
def test_one_click_does_not_exist_behind_a_proxy(running: Running, printed: str, header: str) -> None:
    status, text, _ = running.ask("/sign-in/", headers={header: "10.1.2.3"})
    assert (status, "mdm-gao.reception.1" in text) == (200, False)
    with pytest.raises(AssertionError, match="404"):
        _click(running, {header: "10.1.2.3"})


def test_another_name_than_its_own_is_not_answered(running: Running, printed: str) -> None:
    assert running.ask("/sign-in/", headers={"Host": "evil.example"})[0] == 400


def test_the_accounts_are_listed_as_json(running: Running, printed: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "jatigi", "demo", "accounts", "--json"],
        env=running.environment, cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    listed = json.loads(done.stdout)
    assert {"username", "full_name", "organisation", "roles", "site"} <= set(listed[0])
    assert "mdm-gao.reception.1" in {one["username"] for one in listed}


def test_a_port_in_use_is_said_in_a_sentence(running: Running, printed: str) -> None:
    done = _demo(running, "--port", str(running.port))
    assert done.returncode == 1
    assert f"Le port {running.port} est déjà pris" in done.stderr


def test_data_that_is_being_served_is_not_made_anew(running: Running, printed: str) -> None:
    done = _demo(running, "--people", "3", "--port", "0")
    assert done.returncode == 1
    assert "Une autre démonstration" in done.stderr


def test_ctrl_c_stops_everything(running: Running, printed: str) -> None:
    _until(lambda: len(_below(running.process.pid)) >= 4)
    below = _below(running.process.pid)
    os.killpg(running.process.pid, signal.SIGINT)
    assert running.process.wait(30) == 0
    assert not [pid for pid in below if Path(f"/proc/{pid}").exists()]


def _click(running: Running, headers: dict[str, str] | None = None) -> str:
    """Enter as somebody at the welcome desk; the cookies of the session."""
    _, text, cookies = running.ask("/sign-in/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)
    assert token is not None
    form = {"username": "mdm-gao.reception.1", "csrfmiddlewaretoken": token[1]}
    sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()), **(headers or {})}
    status, _, session = running.ask("/sign-in/demonstration/", form, sent)
    assert status == 302, str(status)
    return "; ".join(f"{name}={value}" for name, value in {**cookies, **session}.items())


def _demo(running: Running, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "jatigi", "demo", *arguments],
        env=running.environment, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip


def _below(process: int) -> set[int]:
    """Whatever a process started, and what that started."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    found, before = {process}, 0
    while len(found) > before:
        before = len(found)
        found |= {pid for pid, parent in parents.items() if parent in found}
    return found - {process}


def _until(true: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.1)

"""`./run serve` as an operator starts it: over TLS, from an empty folder to the first organisation, and down again."""

import http.client
import ipaddress
import json
import os
import re
import signal
import socket
import sqlite3
import ssl
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from jatigi.kernel import vault
from jatigi.people.finder import place
from jatigi.people.finder.client import Away, OverSocket

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
FIRST = {
    "name_fr": "Délégation générale", "kind": "government", "country": "ML", "full_name": "Oumou Zoumanakoro",
    "username": "oumou.zoumanakoro", "password": "quatre chameaux boivent tard",
    "again": "quatre chameaux boivent tard",
}  # fmt: skip
PERSONAL = ("Zoumanakoro", "quatre chameaux", "79461358", "Tiékassoungo")


@dataclass
class Node:
    """A node that is being served."""

    process: "subprocess.Popen[bytes]"
    var: Path
    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(
        self, path: str, form: dict[str, str] | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, str]:
        """Status and text, as a browser that trusts the certificate of this node alone gets them."""
        trusted = ssl.create_default_context(cafile=self.var / "node.pem")
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=30, context=trusted)
        sent = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Referer": f"https://127.0.0.1:{self.port}{path}",
            **({"Content-Type": "application/x-www-form-urlencoded"} if form else {}),
            **(headers or {}),
        }
        connection.request("POST" if form else "GET", path, urlencode(form) if form else None, sent)
        answer = connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                assert "Secure" in value
                cookie, _, content = value.split(";")[0].partition("=")
                self.cookies[cookie] = content
        text = answer.read().decode()
        connection.close()
        return answer.status, text

    def send(self, path: str, form: dict[str, str]) -> tuple[int, str]:
        """Fill the form of a page."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.ask(path)[1])
        assert token is not None
        return self.ask(path, {**form, "csrfmiddlewaretoken": token[1]})

    def printed(self) -> str:
        return (self.var / "printed").read_text(encoding="utf-8")

    def logged(self) -> str:
        return (self.var / "logged").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    var = tmp_path_factory.mktemp("node")
    vault.create_node_key(var / "node-key")
    certify(var)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT / "src"),
        "JATIGI_VAR": str(var),
        "JATIGI_SECRET_KEY": "b9SIVFtAXJuC3wZp0qLRe7Ynd2HkM5xGoTQ8UfWcE1hDvaBjK6",
        "JATIGI_ALLOWED_HOSTS": "127.0.0.1",
        "JATIGI_NODE_NAME": "gao-1",
        "JATIGI_NODE_HOST": "Délégation générale",
        "JATIGI_APDP_REFERENCE": "2026-017/APDP",
        "JATIGI_PUBLIC_URL": f"https://127.0.0.1:{port}",
        "JATIGI_TLS_CERTIFICATE": str(var / "node.pem"),
        "JATIGI_TLS_KEY": str(var / "node.key"),
        "JATIGI_PORT": str(port),
        "JATIGI_WORKERS": "1",
        "JATIGI_LOG_LEVEL": "INFO",
    }
    with (var / "printed").open("wb") as printed, (var / "logged").open("wb") as logged:
        process = subprocess.Popen(
            [sys.executable, "-m", "jatigi", "serve"],
            env=environment,
            cwd=ROOT,
            stdout=printed,
            stderr=logged,
        )
    try:
        yield Node(process, var, port)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(30)


def certify(var: Path) -> None:
    """A certificate for this machine, signed by itself, as a hub on a local network has it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "jatigi")])
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(address, critical=False)
        .sign(key, hashes.SHA256())
    )
    (var / "node.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (var / "node.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


def test_a_node_is_served_from_nothing_and_says_how_it_is(node: Node) -> None:
    deadline = time.monotonic() + 90
    while True:
        try:
            assert node.ask("/health/live") == (200, '{"status": "ok"}')
            break
        except OSError:
            assert node.process.poll() is None, node.logged()
            assert time.monotonic() < deadline
            time.sleep(0.1)
    assert node.ask("/health/ready") == (200, '{"status": "ready"}')


def test_a_certificate_that_is_not_trusted_ends_the_conversation(node: Node) -> None:
    connection = http.client.HTTPSConnection(
        "127.0.0.1", node.port, timeout=30, context=ssl.create_default_context()
    )
    with pytest.raises(ssl.SSLCertVerificationError):
        connection.request("GET", "/health/live")


def test_the_secret_is_shown_once_and_makes_the_first_organisation(node: Node) -> None:
    shown = re.findall(r"/setup/ et donnez ce secret : (\S+)", node.printed())
    assert len(shown) == 1
    assert node.send("/setup/", {**FIRST, "secret": "x" * len(shown[0])})[0] == 422
    assert node.send("/setup/", {**FIRST, "secret": shown[0]})[0] == 302
    assert "__Host-session" in node.cookies
    assert node.ask("/setup/")[0] == 404
    assert shown[0] not in node.logged()
    assert shown[0] not in str([path.read_bytes() for path in node.var.glob("*secret*")])


def test_what_goes_wrong_is_logged_as_json_without_a_personal_value(node: Node) -> None:
    node.cookies.clear()
    wrong = {"login": "oumou.zoumanakoro", "password": "Tiékassoungo 79461358"}
    assert node.send("/sign-in/", wrong)[0] != 302
    assert node.ask("/sign-in/", wrong)[0] == 403
    assert node.ask("/people/Zoumanakoro/79461358/")[0] in (302, 404)
    assert node.ask("/", headers={"Host": "zoumanakoro.79461358.example"})[0] == 400
    lines = [json.loads(line) for line in node.logged().splitlines()]
    assert {"time", "level", "logger", "message"} <= set.intersection(*map(set, lines))
    assert [line["exception"] for line in lines if line["logger"] == "django.security.DisallowedHost"] == [
        "DisallowedHost"
    ]
    logged = node.logged().lower()
    assert [value for value in PERSONAL if value.lower() in logged] == []


def test_the_search_by_name_is_started_again_when_it_dies(node: Node) -> None:
    first = finder_of(node)
    os.kill(first, signal.SIGKILL)
    second = finder_of(node, apart_from=first)
    assert "--with-parent" in (Path("/proc") / str(second) / "cmdline").read_text()


def finder_of(node: Node, apart_from: int = 0) -> int:
    """The process that answers for the search by name, once it is built."""
    deadline = time.monotonic() + 60
    while True:
        try:
            if OverSocket(node.var / "finder" / "socket").told()["state"] == "ready":
                with place.connected(node.var / "finder" / "socket", 5) as connection:
                    pid = struct.unpack(
                        "3i", connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
                    )[0]
                    if pid != apart_from:
                        return int(pid)
        except (Away, OSError):
            assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_node_whose_keys_are_gone_is_not_ready_but_alive(node: Node) -> None:
    database = sqlite3.connect(node.var / "jatigi.sqlite3")
    with database:
        database.execute("ALTER TABLE kernel_datakey RENAME TO lost")
    assert node.ask("/health/ready") == (503, '{"status": "unavailable"}')
    assert node.ask("/health/live")[0] == 200
    with database:
        database.execute("ALTER TABLE lost RENAME TO kernel_datakey")
    database.close()
    assert node.ask("/health/ready")[0] == 200


def test_a_node_that_is_told_to_stop_ends_with_0_and_answers_no_more(node: Node) -> None:
    node.process.send_signal(signal.SIGTERM)
    assert node.process.wait(30) == 0
    with pytest.raises(OSError, match="refused"):
        node.ask("/health/live")

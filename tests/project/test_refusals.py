"""What keeps a node from serving real people: each thing that is missing is said in a sentence, and nothing starts."""

import base64
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from jatigi.agencies.models import Organisation
from jatigi.kernel import vault
from jatigi.project import production
from tests.cast import Cast

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "JATIGI_SECRET_KEY": "b9SIVFtAXJuC3wZp0qLRe7Ynd2HkM5xGoTQ8UfWcE1hDvaBjK6",
    "JATIGI_ALLOWED_HOSTS": "jatigi.example.org",
    "JATIGI_NODE_NAME": "gao-1",
    "JATIGI_NODE_HOST": "Délégation générale",
    "JATIGI_APDP_REFERENCE": "2026-017/APDP",
    "JATIGI_PUBLIC_URL": "https://jatigi.example.org",
}


@pytest.fixture
def key(tmp_path: Path, settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The environment of a node that may start, and its key."""
    for name in [name for name in os.environ if name.startswith("JATIGI_")] + ["CREDENTIALS_DIRECTORY"]:
        monkeypatch.delenv(name, raising=False)
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)
    settings.NODE_KEY_FILE = str(tmp_path / "node-key")
    vault.create_node_key(tmp_path / "node-key")
    vault.node_key.cache_clear()
    yield tmp_path / "node-key"
    monkeypatch.undo()
    vault.node_key.cache_clear()


def test_a_node_that_knows_everything_may_start(key: Path) -> None:
    assert production.faults() == []


@pytest.mark.parametrize(
    ("name", "value", "meaning"),
    [
        ("JATIGI_SECRET_KEY", None, "50 caractères aléatoires au moins"),
        ("JATIGI_SECRET_KEY", GOOD["JATIGI_SECRET_KEY"][:49], "trop faible"),
        ("JATIGI_SECRET_KEY", "changeme" * 10, "trop faible"),
        ("JATIGI_ALLOWED_HOSTS", None, "sous lesquels ce nœud répond"),
        ("JATIGI_NODE_NAME", None, "le nom de ce nœud dans le journal"),
        ("JATIGI_NODE_NAME", "gao 1", "contient une espace"),
        ("JATIGI_NODE_NAME", "gao+1", "« + »"),
        ("JATIGI_NODE_HOST", None, "l’organisation qui héberge"),
        ("JATIGI_APDP_REFERENCE", None, "l’autorisation de l’autorité de protection des données"),
        ("JATIGI_APDP_REFERENCE", "", "l’autorisation de l’autorité de protection des données"),
        ("JATIGI_PUBLIC_URL", None, "écrite dans les courriels"),
        ("JATIGI_PUBLIC_URL", "jatigi.example.org", "n’est pas une adresse complète"),
        ("JATIGI_TLS_CERTIFICATE", "/nowhere/node.pem", "deux fichiers lisibles"),
    ],
)
def test_one_thing_missing_is_one_sentence_that_names_it(
    key: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str | None, meaning: str
) -> None:
    monkeypatch.delenv(name, raising=False) if value is None else monkeypatch.setenv(name, value)
    (fault,) = production.faults()
    assert name in fault
    assert meaning in fault


def test_a_certificate_without_its_key_is_a_fault(key: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JATIGI_TLS_CERTIFICATE", str(key))
    (fault,) = production.faults()
    assert "JATIGI_TLS_KEY" in fault
    monkeypatch.setenv("JATIGI_TLS_KEY", str(key))
    assert production.faults() == []


@pytest.mark.parametrize("damage", ["missing", "open to others", "short", "not base64"])
def test_a_node_key_that_cannot_be_trusted_is_a_fault(key: Path, damage: str) -> None:
    if damage == "missing":
        key.unlink()
    elif damage == "open to others":
        key.chmod(0o640)
    else:
        key.write_text(base64.b64encode(b"x" * 31).decode() if damage == "short" else "clé")
    (fault,) = production.faults()
    assert fault.startswith("La clé du nœud")
    assert "JATIGI_NODE_KEY_FILE" in fault


def test_what_is_wrong_is_said_all_at_once_and_nothing_starts(tmp_path: Path) -> None:
    done = started(tmp_path, {}, "-m", "jatigi", "serve", "--port", "0")
    assert done.returncode == 1
    assert done.stdout == ""
    first, *sentences = done.stderr.splitlines()
    assert first == "Jatigi ne démarre pas :"
    named = ("SECRET_KEY", "ALLOWED_HOSTS", "NODE_NAME", "NODE_HOST", "APDP_REFERENCE", "PUBLIC_URL")
    assert {name for name in named if any(f"JATIGI_{name} " in sentence for sentence in sentences)} == {
        *named
    }
    assert len(sentences) == len(named) + 1
    assert list(tmp_path.iterdir()) == []


def test_without_the_node_key_nothing_starts(tmp_path: Path) -> None:
    """Neither the command nor the application by itself, whoever calls it."""
    environment = {**GOOD, "JATIGI_MODE": "serve"}
    command = started(tmp_path, environment, "-m", "jatigi", "serve", "--port", "0")
    assert command.returncode == 1
    assert "La clé du nœud" in command.stderr
    application = started(tmp_path, environment, "-c", "import jatigi.project.wsgi")
    assert application.returncode != 0
    assert "Locked: The node key is missing: node-key" in application.stderr
    assert not (tmp_path / "node-key").exists()
    assert not (tmp_path / "jatigi.sqlite3").exists()
    vault.create_node_key(tmp_path / "node-key")
    assert started(tmp_path, environment, "-c", "import jatigi.project.wsgi").returncode == 0


@pytest.mark.django_db
def test_the_secret_of_the_first_day_is_printed_until_there_is_an_organisation(
    tmp_path: Path, settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.VAR = tmp_path
    production.first_run()
    assert "/setup/" in capsys.readouterr().out
    Cast()
    production.first_run()
    assert capsys.readouterr().out == ""
    assert Organisation.objects.exists()


def started(var: Path, environment: dict[str, str], *command: str) -> "subprocess.CompletedProcess[str]":
    """A program of the project with nothing else in its environment."""
    return subprocess.run(
        [sys.executable, *command],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "JATIGI_VAR": str(var), **environment},
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip

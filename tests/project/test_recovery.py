"""The node key is lost: with the recovery file and its code everything opens again, with nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as now
from django.test import Client

from jatigi.kernel import rotation, vault
from jatigi.kernel.access import Purpose
from jatigi.kernel.models import log_secret
from jatigi.people import actions, identity
from jatigi.people.models import Person
from jatigi.project import production
from jatigi.project.commands import keys
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def key(tmp_path: Path, settings) -> Iterator[Path]:
    """A copy of the node key, to be lost."""
    copy = tmp_path / "node-key"
    copy.write_text(Path(now.NODE_KEY_FILE).read_text())
    copy.chmod(0o600)
    usual = settings.NODE_KEY_FILE
    settings.NODE_KEY_FILE = str(copy)
    rotation.forget_opened_keys()
    yield copy
    settings.NODE_KEY_FILE = usual
    rotation.forget_opened_keys()


def lose(key: Path) -> None:
    key.unlink()
    rotation.forget_opened_keys()


def registered(cast: Cast) -> Person:
    return actions.register(
        cast.awa(),
        sex="female",
        age_group="18_59",
        names=[{"given": "Aminata", "family": "Retrouvée", "kind": "main"}],
        basis={"kind": "consent", "form": "verbal", "language": "bm", "witness": "Oumou"},
    )


def name_of(cast: Cast, person: Person) -> str:
    return identity.display_name(identity.of(cast.awa(Purpose.RECEPTION), [person.pk]).get(person.pk))


def test_with_file_and_code_everything_opens_again(
    cast: Cast, key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    person = registered(cast)
    lost = key.read_text()
    assert keys.run(["recovery", str(tmp_path / "file")]) == 0
    code = capsys.readouterr().out.split(" : ")[1].strip()
    lose(key)
    with pytest.raises(vault.Locked):
        name_of(cast, person)
    monkeypatch.setattr("getpass.getpass", lambda _prompt: f" {code.replace('-', ' ').lower()} ")
    assert keys.run(["recover", str(tmp_path / "file")]) == 0
    assert key.read_text() == lost
    assert key.stat().st_mode & 0o777 == 0o600
    assert name_of(cast, person) == "Aminata Retrouvée"


def test_the_file_alone_says_nothing_and_each_has_its_own_code(key: Path, tmp_path: Path) -> None:
    codes = [rotation.write_recovery(tmp_path / name) for name in ("one", "two")]
    assert codes[0] != codes[1]
    assert [len(code.split("-")) for code in codes] == [8, 8]
    file = tmp_path / "one"
    assert file.stat().st_mode & 0o777 == 0o600
    assert key.read_text().strip() not in file.read_text()
    with pytest.raises(FileExistsError):
        rotation.write_recovery(file)
    lose(key)
    with pytest.raises(vault.Locked, match="code de secours"):
        rotation.recover(file, codes[1])
    assert not key.exists()


@pytest.mark.parametrize("damage", ["cut", "changed", "another file", "empty"])
def test_a_damaged_file_gives_no_key(key: Path, tmp_path: Path, damage: str) -> None:
    file = tmp_path / "file"
    code = rotation.write_recovery(file)
    text = file.read_text()
    letter = "A" if text[40] != "A" else "B"
    file.write_text(
        {"cut": text[:50], "changed": text[:40] + letter + text[41:], "another file": "clé", "empty": ""}[
            damage
        ]
    )
    lose(key)
    with pytest.raises(vault.Locked):
        rotation.recover(file, code)
    assert not key.exists()


def test_a_key_that_is_there_is_never_replaced(
    key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code = rotation.write_recovery(tmp_path / "file")
    vault.create_node_key(tmp_path / "other")
    (tmp_path / "other").replace(key)
    there = key.read_text()
    monkeypatch.setattr("getpass.getpass", lambda _prompt: code)
    assert keys.run(["recover", str(tmp_path / "file")]) == 1
    assert keys.run(["recover", str(tmp_path / "nowhere")]) == 1
    assert capsys.readouterr().err.count("Rien n’a été changé") == 2
    assert key.read_text() == there


def test_a_node_with_the_key_of_another_node_does_not_start_and_is_not_ready(
    cast: Cast, key: Path, client: Client
) -> None:
    log_secret()
    assert production.faults_of_the_database() == []
    assert client.get("/health/ready").status_code == 200
    lose(key)
    vault.create_node_key(key)
    (fault,) = production.faults_of_the_database()
    assert "n’est pas celle de cette base" in fault
    assert client.get("/health/ready").status_code == 503
    assert client.get("/health/live").status_code == 200

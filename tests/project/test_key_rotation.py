"""A new node key opens what the old one opened; the second factors stay as they are."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as now
from django.test import Client

from jatigi.kernel import rotation, vault
from jatigi.kernel.models import organisation_secret
from tests.cast import PASSWORD, Cast
from tests.sign_in import give_code, give_password


@pytest.fixture(autouse=True)
def own_key(tmp_path: Path, settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A copy of the key, so that the other tests keep theirs."""
    copy = tmp_path / "node-key"
    copy.write_text(Path(now.NODE_KEY_FILE).read_text())
    copy.chmod(0o600)
    settings.NODE_KEY_FILE = str(copy)
    rotation.forget_opened_keys()
    yield
    monkeypatch.undo()
    rotation.forget_opened_keys()


def test_people_sign_in_with_their_second_factor_after_the_rotation(cast: Cast, client: Client) -> None:
    cast.awa.account.set_password(PASSWORD)
    cast.awa.account.save()
    before = vault.node_key(), organisation_secret(cast.gao.pk)
    assert rotation.rotate_node_key() > 0
    assert vault.node_key() != before[0]
    assert organisation_secret(cast.gao.pk) == before[1]
    give_password(client, cast.awa.account, PASSWORD)
    assert give_code(client)["Location"] == "/"


def test_a_key_from_the_service_manager_is_not_rotated_halfway(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    (credentials / "jatigi-node-key").write_text(Path(now.NODE_KEY_FILE).read_text())
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(credentials))
    rotation.forget_opened_keys()
    kept = organisation_secret(cast.gao.pk)
    with pytest.raises(vault.Locked):
        rotation.rotate_node_key()
    rotation.forget_opened_keys()
    assert organisation_secret(cast.gao.pk) == kept

"""Sealed columns: nothing readable at rest, nothing movable, erasure for good, rotation that rewraps."""

import json
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from jatigi.kernel import vault
from jatigi.kernel.models import DataKey, destroy_keys
from jatigi.kernel.querysets import acting
from jatigi.places.models import Site
from tests.cast import Cast
from tests.kernel.conftest import open_site

ADDRESS = "Quartier Aljanabandia, porte 12"


def test_a_sealed_column_is_read_back_and_not_readable_in_the_database(cast: Cast, site: Site) -> None:
    assert Site.objects.visible_to(cast.awa()).get(pk=site.pk).address == ADDRESS
    with connection.cursor() as cursor:
        cursor.execute("SELECT address, name FROM places_site")
        sealed, name = cursor.fetchone()
    assert b"Aljanabandia" not in bytes(sealed)
    assert name == "Maison de Gao"


def test_a_ciphertext_moved_to_another_row_does_not_open(cast: Cast, site: Site) -> None:
    other = open_site(cast.awa(), name="Autre", address="ailleurs")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE places_site SET address = (SELECT address FROM places_site WHERE name = %s) WHERE name = %s",
            ["Maison de Gao", "Autre"],
        )
    with pytest.raises(vault.Tampered):
        _ = Site.objects.visible_to(cast.awa()).get(pk=other.pk).address


def test_destroying_the_key_erases_for_good(cast: Cast, site: Site) -> None:
    with acting():
        assert destroy_keys([site.key_id]) == 1
        assert destroy_keys([site.key_id]) == 0
    again = Site.objects.visible_to(cast.awa()).get(pk=site.pk)
    assert not again.address
    assert str(again.address) == ""


def test_a_page_of_sealed_rows_costs_one_query_for_their_keys(cast: Cast, django_assert_num_queries) -> None:
    for number in range(5):
        open_site(cast.awa(), name=f"Site {number}", address=f"porte {number}")
    with django_assert_num_queries(2):
        addresses = [row.address for row in Site.objects.visible_to(cast.awa()).order_by("name")]
    assert addresses == [f"porte {number}" for number in range(5)]


@given(st.binary(max_size=200), st.integers(min_value=0), st.binary(min_size=1, max_size=20))
def test_any_change_to_a_ciphertext_is_noticed(plain: bytes, where: int, context: bytes) -> None:
    key = b"k" * 32
    sealed = vault.seal(key, plain, context)
    assert vault.unseal(key, sealed, context) == plain
    at = where % len(sealed)
    broken = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
    with pytest.raises(vault.Tampered):
        vault.unseal(key, broken, context)
    with pytest.raises(vault.Tampered):
        vault.unseal(key, sealed, context + b"x")


def test_a_node_key_that_others_may_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "node-key"
    vault.create_node_key(path)
    monkeypatch.setattr(settings, "NODE_KEY_FILE", str(path))
    vault.node_key.cache_clear()
    try:
        assert len(vault.node_key()) == 32
        vault.node_key.cache_clear()
        path.chmod(0o644)
        with pytest.raises(vault.Locked, match="600"):
            vault.node_key()
        path.unlink()
        with pytest.raises(vault.Locked, match="missing"):
            vault.node_key()
    finally:
        vault.node_key.cache_clear()


def test_a_node_key_is_never_overwritten(tmp_path: Path) -> None:
    vault.create_node_key(tmp_path / "node-key")
    with pytest.raises(FileExistsError):
        vault.create_node_key(tmp_path / "node-key")


def test_keys_are_wrapped_and_never_stored_open(cast: Cast, site: Site) -> None:
    row = DataKey.objects.get(pk=site.key_id)
    assert len(bytes(row.wrapped or b"")) == 40
    assert vault.node_key() not in json.dumps(os.environ.copy()).encode()

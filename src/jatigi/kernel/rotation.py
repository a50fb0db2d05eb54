"""Changing keys without touching a single sealed value, and getting the node key back after a loss."""

import base64
import os
import secrets
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from jatigi.kernel import vault
from jatigi.kernel.models import DataKey, organisation_secret

CODE_ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"
CODE_LETTERS = 32
UNDER_THE_NODE_KEY = (DataKey.Kind.ORGANISATION, DataKey.Kind.LOG)
_RECOVERY = b"jatigi node key recovery"


def rotate_node_key() -> int:
    """A new node key; organisations' keys are rewrapped under it. Returns how many.

    The old key stays beside the new one as `….old` until the operator destroys it: if the power
    goes between the two writes, one of both opens the database. Raises `vault.Locked` where the key is not
    that file: a credential of the service manager cannot be replaced from here.
    """
    path = Path(settings.NODE_KEY_FILE)
    if vault.key_path() != path:
        raise vault.Locked(
            "la clé vient de systemd (CREDENTIALS_DIRECTORY) : mettez-la d’abord dans le fichier"
        )
    old, new = vault.node_key(), vault.new_secret()
    fresh = path.with_suffix(".new")
    _write_private(fresh, new)
    with transaction.atomic():
        rows = list(
            DataKey.objects.select_for_update().filter(kind__in=UNDER_THE_NODE_KEY, wrapped__isnull=False)
        )
        for row in rows:
            row.wrapped = vault.wrap(new, vault.unwrap(old, bytes(row.wrapped or b"")))
        DataKey.objects.bulk_update(rows, ["wrapped"])
    path.replace(path.with_suffix(".old"))
    fresh.replace(path)
    forget_opened_keys()
    return len(rows)


def rotate_organisation_key(organisation: UUID) -> int:
    """A new key for an organisation; the keys of its persons are rewrapped. Returns how many.

    The node must be stopped: a running process keeps the old key, and would wrap new persons' keys with it.
    Raises `vault.Locked` where the organisation has no key.
    """
    new = vault.new_secret()
    with transaction.atomic():
        old = organisation_secret(organisation)
        rows = list(
            DataKey.objects.select_for_update()
            .filter(organisation_id=organisation, wrapped__isnull=False)
            .exclude(kind__in=UNDER_THE_NODE_KEY)
        )
        for row in rows:
            row.wrapped = vault.wrap(new, vault.unwrap(old, bytes(row.wrapped or b"")))
        DataKey.objects.bulk_update(rows, ["wrapped"], batch_size=500)
        DataKey.objects.filter(kind=DataKey.Kind.ORGANISATION, organisation_id=organisation).update(
            wrapped=vault.wrap(vault.node_key(), new)
        )
    forget_opened_keys()
    return len(rows)


def forget_opened_keys() -> None:
    """Opened keys of this process are read anew at their next use."""
    vault.node_key.cache_clear()
    organisation_secret.cache_clear()


def write_recovery(path: Path) -> str:
    """Seal the node key into `path` under a fresh code of 150 bits; returns the code, shown once.

    Raises `FileExistsError`.
    """
    code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LETTERS))
    salt = os.urandom(16)
    sealed = vault.seal(vault.stretched(code, salt), vault.node_key(), _RECOVERY)
    _write_private(path, salt + sealed)
    return "-".join(code[at : at + 4] for at in range(0, CODE_LETTERS, 4))


def recover(path: Path, code: str) -> None:
    """Put the node key back where it belongs.

    Raises `vault.Locked` for a wrong code or a damaged file, `FileExistsError` where there is a key, `FileNotFoundError`.
    """
    letters = "".join(code.upper().replace("-", "").split())
    try:
        blob = base64.b64decode(path.read_text(encoding="ascii"))
        key = vault.unseal(vault.stretched(letters, blob[:16]), blob[16:], _RECOVERY)
    except (vault.Tampered, ValueError):
        raise vault.Locked("le code de secours ne convient pas à ce fichier") from None
    _write_private(Path(settings.NODE_KEY_FILE), key)
    forget_opened_keys()


def _write_private(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(base64.b64encode(content).decode() + "\n")
        file.flush()
        os.fsync(file.fileno())

"""The first day of a node: a one-time secret opens the page that makes the first organisation."""

import hmac
import os
import secrets
from pathlib import Path

from django.conf import settings

from jatigi.agencies.models import Organisation
from jatigi.agencies.who import secret_hash


def create_secret() -> str:
    """A fresh secret, the only one that the set-up page accepts from now on. Only its hash is kept, beside the data."""
    secret = secrets.token_urlsafe(16)
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secret_hash(secret))
    return secret


def is_secret(text: str) -> bool:
    """Whether this is the present secret."""
    try:
        kept = _path().read_bytes()
    except FileNotFoundError:
        return False
    return hmac.compare_digest(kept, secret_hash(text.strip()))


def is_open() -> bool:
    """Whether the node still waits for its first organisation."""
    return not Organisation.objects.exists()


def done() -> None:
    """The secret was used."""
    _path().unlink(missing_ok=True)


def _path() -> Path:
    return Path(settings.VAR) / "setup-secret"

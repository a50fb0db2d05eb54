"""Keys and sealing: AES-256-GCM, one key per person, wrapped by the organisation's, wrapped by the node's.

The node key lives outside the database (a file with mode 600, or a systemd credential). Destroying
a person's key is erasing the person. Design: docs/adr/0004-keys.md.
"""

import base64
import os
import stat
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from django.conf import settings

FORMAT = b"\x01"
NONCE_BYTES = 12
KEY_BYTES = 32


class Locked(RuntimeError):
    """The node key is missing, unreadable by rule, or not the one this database was made with."""


class Tampered(RuntimeError):
    """A ciphertext does not belong where it stands, or was changed."""


def seal(key: bytes, plain: bytes, context: bytes) -> bytes:
    """`format(1)|nonce(12)|ciphertext|tag(16)`; `context` is `organisation|table|field|pk`."""
    nonce = os.urandom(NONCE_BYTES)
    return FORMAT + nonce + AESGCM(key).encrypt(nonce, plain, context)


def unseal(key: bytes, sealed: bytes, context: bytes) -> bytes:
    """The plain bytes. Raises `Tampered` where key, context or bytes do not fit."""
    return opener(key)(sealed, context)


def opener(key: bytes) -> Callable[[bytes, bytes], bytes]:
    """`unseal` for many values under one key."""
    decrypt = AESGCM(key).decrypt

    def unseal(sealed: bytes, context: bytes) -> bytes:
        if sealed[:1] != FORMAT:
            raise Tampered("unknown format")
        try:
            return decrypt(sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :], context)
        except InvalidTag:
            raise Tampered(context.decode(errors="replace")) from None

    return unseal


def wrap(outer: bytes, inner: bytes) -> bytes:
    return aes_key_wrap(outer, inner)


def unwrap(outer: bytes, wrapped: bytes) -> bytes:
    """Raises `Locked` when `outer` is not the key that wrapped it."""
    try:
        return aes_key_unwrap(outer, wrapped)
    except InvalidUnwrap:
        raise Locked("a key does not open with the key above it: wrong node key?") from None


def new_secret() -> bytes:
    return os.urandom(KEY_BYTES)


@lru_cache(maxsize=1)
def node_key() -> bytes:
    """The 32 bytes from outside the database.

    Read from `$CREDENTIALS_DIRECTORY/jatigi-node-key` (systemd) or the file
    `settings.NODE_KEY_FILE`, base64. Raises `Locked` with a sentence for the operator.
    """
    path = key_path()
    if not path.exists():
        raise Locked(f"The node key is missing: {path.name}. Restore it or run the set-up.")
    if path == Path(settings.NODE_KEY_FILE) and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise Locked(f"The node key must be readable by its owner only (mode 600): {path.name}.")
    try:
        key = base64.b64decode(path.read_text(encoding="ascii").strip(), validate=True)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise Locked(f"The node key is not 32 bytes in base64: {path.name}.")
    return key


def key_path() -> Path:
    """Where the node key is read: the credential of the service manager where there is one, else the file."""
    credential = Path(os.environ.get("CREDENTIALS_DIRECTORY", "/nonexistent")) / "jatigi-node-key"
    return credential if credential.exists() else Path(settings.NODE_KEY_FILE)


def create_node_key(path: Path) -> None:
    """Write a fresh node key with mode 600. Never overwrites: raises `FileExistsError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(base64.b64encode(new_secret()).decode() + "\n")


def derived(label: str, key: bytes | None = None) -> bytes:
    """A 32-byte key for one use (`label`), derived from `key`, or from the node key and changing with it."""
    source = node_key() if key is None else key
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=label.encode()).derive(source)


def fingerprint(label: str, *parts: bytes, key: bytes | None = None) -> bytes:
    """HMAC-SHA-256 under a key derived from `key`, or from the node key and changing with it; parts are length-prefixed."""
    mac = HMAC(derived(label, key), SHA256())
    for part in parts:
        mac.update(len(part).to_bytes(8, "big") + part)
    return mac.finalize()


def stretched(code: str, salt: bytes) -> bytes:
    """A 32-byte key from a code that people keep on paper (scrypt, 16 bytes of salt)."""
    return Scrypt(salt=salt, length=KEY_BYTES, n=2**15, r=8, p=1).derive(code.encode())


def context(organisation: UUID, table: str, field: str, pk: UUID | None = None) -> bytes:
    """The associated data that ties a ciphertext to its place; without `pk` all of it but the end."""
    return f"{organisation}|{table}|{field}|{'' if pk is None else pk}".encode()

"""Signed checkpoints of a transparency log: short texts that can be kept, sent, printed and compared.

Format: C2SP ``tlog-checkpoint`` (origin, size, root) in a C2SP ``signed-note`` (text, empty line, signature lines).
Signatures are Ed25519. A note may carry signatures of others, such as witnesses; they are passed over here.
"""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from typing import Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from jatigi.algorithms.transparency import HASH_SIZE

Reason = Literal["format", "name", "signature", "origin"]

MAX_NOTE_SIZE = 1_000_000

_ED25519 = b"\x01"
_KEY_ID_SIZE = 4
_SIGNATURE_LINE = re.compile(r"— (?P<name>\S+) (?P<value>[A-Za-z0-9+/]+={0,2})")
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


class CheckpointError(ValueError):
    """A note is not to be believed; ``reason`` says why.

    "format": not a signed note, or not a checkpoint; "name": no name for a key or an origin; "signature": the
    expected signer has not signed this text; "origin": a true checkpoint of another log.
    """

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log says of itself: its name, how many entries it has, and their root (32 bytes)."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """The text that is signed. Raises CheckpointError("name" or "format") when it cannot be written."""
        if not self.origin or not self.origin.isprintable():
            raise CheckpointError("name")
        if self.size < 0 or len(self.root) != HASH_SIZE:
            raise CheckpointError("format")
        return f"{self.origin}\n{self.size}\n{_base64(self.root)}\n"


def sign(checkpoint: Checkpoint, key: Ed25519PrivateKey) -> str:
    """The checkpoint as a note signed by the log itself, under the name that is its origin."""
    return sign_note(checkpoint.text(), checkpoint.origin, key)


def verify(note: str, origin: str, key: Ed25519PublicKey) -> Checkpoint:
    """The checkpoint of the log ``origin`` that this note holds, signed with its key. Raises CheckpointError."""
    checkpoint = parse(verify_note(note, origin, key))
    if checkpoint.origin != origin:
        raise CheckpointError("origin")
    return checkpoint


def parse(text: str) -> Checkpoint:
    """What a checkpoint's text says, extension lines passed over; whether it is true is for ``verify`` to say."""
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] or not all(lines[:-1]) or not _SIZE.fullmatch(lines[1]):
        raise CheckpointError("format")
    checkpoint = Checkpoint(lines[0], int(lines[1]), _from_base64(lines[2]))
    checkpoint.text()
    return checkpoint


def sign_note(text: str, name: str, key: Ed25519PrivateKey) -> str:
    """A signed note: the text, which ends with a line break, an empty line, and one signature by ``name``."""
    _check_text(text)
    signature = key_id(name, key.public_key()) + key.sign(text.encode())
    return f"{text}\n— {name} {_base64(signature)}\n"


def verify_note(note: str, name: str, key: Ed25519PublicKey) -> str:
    """The text of a note that ``name`` has signed with this key. Raises CheckpointError."""
    text, signatures = _split_note(note)
    expected_id = key_id(name, key)
    own = [value for signer, value in signatures if signer == name and value[:_KEY_ID_SIZE] == expected_id]
    if len(own) != 1:
        raise CheckpointError("signature")
    try:
        key.verify(own[0][_KEY_ID_SIZE:], text.encode())
    except InvalidSignature:
        raise CheckpointError("signature") from None
    return text


def key_id(name: str, key: Ed25519PublicKey) -> bytes:
    """Four bytes that tell one key of a name from another. Raises CheckpointError("name") for a name with spaces."""
    if not name or "+" in name or not name.isprintable() or any(letter.isspace() for letter in name):
        raise CheckpointError("name")
    return hashlib.sha256(name.encode() + b"\n" + _ED25519 + key.public_bytes_raw()).digest()[:_KEY_ID_SIZE]


def verifier_key(name: str, key: Ed25519PublicKey) -> str:
    """The public key as one line to hand to those who verify: ``name+id+key``."""
    return f"{name}+{key_id(name, key).hex()}+{_base64(_ED25519 + key.public_bytes_raw())}"


def read_verifier_key(line: str) -> tuple[str, Ed25519PublicKey]:
    """Name and key from such a line. Raises CheckpointError("format") when it is damaged or of another kind."""
    name, _, rest = line.strip().partition("+")
    written_id, _, encoded = rest.partition("+")
    raw = _from_base64(encoded)
    if raw[:1] != _ED25519 or len(raw) != 33:
        raise CheckpointError("format")
    key = Ed25519PublicKey.from_public_bytes(raw[1:])
    if key_id(name, key).hex() != written_id:
        raise CheckpointError("format")
    return name, key


def _split_note(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    _check_text(note)
    body, empty_line, lines = note.rpartition("\n\n")
    if not empty_line or len(note) > MAX_NOTE_SIZE:
        raise CheckpointError("format")
    matches = [_SIGNATURE_LINE.fullmatch(line) for line in lines.removesuffix("\n").split("\n")]
    signatures = [(match["name"], _from_base64(match["value"])) for match in matches if match]
    if not signatures or len(signatures) != len(matches):
        raise CheckpointError("format")
    return body + "\n", signatures


def _check_text(text: str) -> None:
    """Notes are lines of UTF-8 without control characters (C2SP signed-note)."""
    has_control = any(character < " " and character != "\n" for character in text)
    has_surrogate = any("\ud800" <= character <= "\udfff" for character in text)
    if not text.endswith("\n") or has_control or has_surrogate:
        raise CheckpointError("format")


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _from_base64(text: str) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise CheckpointError("format") from None
    if _base64(raw) != text:
        raise CheckpointError("format")
    return raw

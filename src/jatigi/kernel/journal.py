"""What was done, by whom, why: a Merkle log (RFC 6962) written in the transaction of the act.

An event holds names of fields, never their values. Its details (ids, codes) live in an erasable
table, and the event holds a salted commitment to them, so that erasing details leaves every
proof valid. `docs/adr/0003-journal.md`.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import transaction

from jatigi.algorithms import checkpoint as checkpoints
from jatigi.algorithms import transparency
from jatigi.kernel import clock, prepared
from jatigi.kernel.access import Access
from jatigi.kernel.models import (
    JournalCheckpoint,
    JournalDetail,
    JournalEntry,
    JournalHead,
    log_secret,
    microseconds,
)

SALT_BYTES = 16
HASHED = (
    "seq", "time_us", "happened_us", "actor", "organisation", "purpose", "action",
    "object_type", "object_id", "outcome", "reason", "fields",
)  # fmt: skip


def append(
    access: Access,
    action: str,
    *,
    outcome: str = "done",
    object_type: str = "",
    object_id: UUID | None = None,
    organisation: UUID | None = None,
    reason: str = "",
    fields: Iterable[str] = (),
    details: Mapping[str, Any] | None = None,
    happened_at: datetime | None = None,
) -> JournalEntry:
    """Append one event in the current transaction (opening one where there is none).

    `reason` is a code; `fields` are names; `details` are ids and codes and never personal values.
    """
    with transaction.atomic(savepoint=False):
        size, frontier = _head()
        time = clock.now()
        salt = os.urandom(SALT_BYTES)
        kept = dict(details or {})
        entry = JournalEntry(
            seq=size,
            time_us=microseconds(time),
            happened_us=microseconds(happened_at or time),
            actor=access.actor,
            organisation=_text(organisation or access.organisation),
            purpose=access.purpose,
            action=action,
            object_type=object_type,
            object_id=_text(object_id),
            outcome=outcome,
            reason=reason,
            fields=",".join(sorted(fields)),
            commitment=commitment(salt, kept),
        )
        entry.leaf = leaf_of(entry)
        frontier.append_hash(entry.leaf)
        detail = [JournalDetail(seq=entry.seq, salt=salt, details=kept)] if kept else []
        prepared.run(
            *[prepared.insertion(row) for row in (entry, *detail)],
            prepared.moving_head(size + 1, frontier.to_bytes()),
        )
    return entry


def _head() -> tuple[int, transparency.Frontier]:
    """Where the next event goes, locked; two who append the first one at once make one head."""
    found = prepared.head()
    if found is None:
        JournalHead.objects.get_or_create(pk=1)
        found = prepared.head() or (0, b"")
    size, frontier = found
    return size, transparency.Frontier.from_bytes(frontier) if size else transparency.Frontier()


def leaf_of(entry: JournalEntry) -> bytes:
    """The hash that takes the entry's place in the log."""
    values = [getattr(entry, name) for name in HASHED]
    return transparency.leaf_hash(canonical(values, bytes(entry.commitment)))


def canonical(values: Sequence[Any], commitment: bytes) -> bytes:
    """The bytes that the leaf commits to: a JSON list of the values of `HASHED` in order, and the commitment."""
    return _encode([*values, commitment.hex()]).encode()


def _text(pk: UUID | None) -> str:
    return str(pk) if pk else ""


_encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=True).encode


def commitment(salt: bytes, details: Mapping[str, Any]) -> bytes:
    """SHA-256 over the salt and the sorted JSON of the details."""
    text = json.dumps(details, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(salt + text.encode()).digest()


def _frontier(head: JournalHead) -> transparency.Frontier:
    return transparency.Frontier.from_bytes(bytes(head.frontier)) if head.size else transparency.Frontier()


# Checkpoints


def signing_key() -> Ed25519PrivateKey:
    """The node's log key; it stays when the node key is rotated, so that old checkpoints still verify."""
    return Ed25519PrivateKey.from_private_bytes(log_secret())


def checkpoint() -> JournalCheckpoint | None:
    """Sign the present root, store the note and append it to the file beside the node key.

    Returns None where nothing was appended since the last one.
    """
    with transaction.atomic():
        head = JournalHead.objects.select_for_update().filter(pk=1).first()
        if head is None or JournalCheckpoint.objects.filter(size=head.size).exists():
            return None
        root = _frontier(head).root()
        note = checkpoints.sign(checkpoints.Checkpoint(settings.NODE_NAME, head.size, root), signing_key())
        row = JournalCheckpoint.objects.create(size=head.size, note=note)
    with Path(settings.CHECKPOINT_FILE).open("a", encoding="utf-8") as file:
        file.write(note + "\n")
    return row

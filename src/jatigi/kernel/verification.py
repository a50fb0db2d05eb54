"""Recompute the journal and tell whether it is what was appended: `./run jatigi journal verify`."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings
from django.db import transaction

from jatigi.algorithms import checkpoint as checkpoints
from jatigi.algorithms import transparency
from jatigi.kernel.journal import HASHED, canonical, commitment, signing_key
from jatigi.kernel.models import JournalCheckpoint, JournalDetail, JournalEntry, JournalHead

CHUNK = 5000


class Fault(NamedTuple):
    """One thing wrong: `kind` is edited, removed, truncated, head or signature; `seq` where it shows."""

    kind: str
    seq: int
    what: str


@dataclass(frozen=True)
class Verdict:
    size: int
    root: bytes
    checkpoints: int
    faults: tuple[Fault, ...]

    @property
    def sound(self) -> bool:
        return not self.faults


def verify(public_key: Ed25519PublicKey | None = None) -> Verdict:
    """Compare every event with its leaf, and the roots with every signed checkpoint and the head.

    Finds an edit, a removal, a reordering, and a truncation behind a checkpoint. Whatever was
    appended after the last checkpoint is protected by the head alone. What is appended meanwhile is left out.
    """
    faults: list[Fault] = []
    promised = _promised(public_key or signing_key().public_key(), faults)
    head, size = _present()
    frontier = transparency.Frontier()
    expected = 0
    entries = JournalEntry.objects.filter(seq__lt=size).order_by("seq")
    rows = entries.values_list(*HASHED, "commitment", "leaf")
    for *values, promise, kept in rows.iterator(chunk_size=CHUNK):
        seq = values[0]
        if seq != expected:
            faults.append(Fault("removed", expected, f"events {expected} to {seq - 1} are missing"))
            expected = seq
        leaf = transparency.leaf_hash(canonical(values, bytes(promise)))
        if leaf != bytes(kept):
            faults.append(Fault("edited", seq, "the event is not the one that was appended"))
        frontier.append_hash(leaf)
        expected += 1
        if expected in promised and frontier.root() != promised[expected]:
            faults.append(Fault("edited", seq, f"the root differs from the checkpoint at {expected}"))
    last = max(promised, default=0)
    if last > expected:
        faults.append(Fault("truncated", expected, f"a signed checkpoint covers {last} events"))
    faults += _against_head(head, frontier, expected)
    faults += _broken_commitments()
    return Verdict(expected, frontier.root(), len(promised), tuple(faults))


def _present() -> tuple[JournalHead | None, int]:
    """The head and where the events end, at one and the same moment of a node at work."""
    with transaction.atomic():
        head = JournalHead.objects.select_for_update().filter(pk=1).first()
        last = JournalEntry.objects.order_by("-seq").values_list("seq", flat=True).first()
    return head, 0 if last is None else last + 1


def _promised(key: Ed25519PublicKey, faults: list[Fault]) -> dict[int, bytes]:
    """Size → root, from the table and from the file beside the node key, signatures checked."""
    notes = dict.fromkeys(JournalCheckpoint.objects.order_by("size").values_list("note", flat=True))
    beside = Path(settings.CHECKPOINT_FILE)
    if beside.exists():
        notes |= dict.fromkeys(split_notes(beside.read_text(encoding="utf-8")))
    promised: dict[int, bytes] = {}
    for note in notes:
        try:
            point = checkpoints.verify(note, settings.NODE_NAME, key)
        except checkpoints.CheckpointError as error:
            faults.append(Fault("signature", -1, f"a checkpoint is not signed by this node: {error.reason}"))
            continue
        if promised.setdefault(point.size, point.root) != point.root:
            faults.append(Fault("signature", point.size, "two checkpoints of one size differ"))
    return promised


def split_notes(text: str) -> Iterator[str]:
    """Signed notes standing one after the other, each ending with its signature line."""
    note = ""
    for line in text.splitlines(keepends=True):
        note += line if note or line != "\n" else ""
        if line.startswith("\N{EM DASH} "):
            yield note
            note = ""


def _against_head(head: JournalHead | None, frontier: transparency.Frontier, size: int) -> Iterator[Fault]:
    promised = head.size if head else 0
    if promised != size:
        yield Fault("truncated", size, f"the head counts {promised} events")
    elif head and size and bytes(head.frontier) != frontier.to_bytes():
        yield Fault("head", size, "the head does not follow from the events")


def _broken_commitments() -> Iterator[Fault]:
    """Details that are still there must be those that the event committed to."""
    commitments = JournalEntry.objects.order_by("seq").values_list("seq", "commitment")
    details = JournalDetail.objects.order_by("seq").values_list("seq", "salt", "details")
    kept = details.iterator(chunk_size=CHUNK)
    detail = next(kept, None)
    for seq, promised in commitments.iterator(chunk_size=CHUNK):
        while detail and detail[0] < seq:
            yield Fault("edited", detail[0], "details without an event")
            detail = next(kept, None)
        if detail and detail[0] == seq:
            if commitment(bytes(detail[1]), detail[2]) != bytes(promised):
                yield Fault("edited", seq, "the details are not those of the event")
            detail = next(kept, None)

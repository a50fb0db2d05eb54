"""A transparency log: an append-only list of entries whose every edit, removal and reordering shows.

The tree, its hashes and its proofs are those of RFC 6962 section 2.1, verified as in RFC 9162 sections 2.1.3
and 2.1.4. Hashes are SHA-256, 32 bytes; a *leaf* is the bytes of an entry, a *leaf hash* what the tree is made of.

To keep a log, store its ``Frontier`` (at most 8 + 32 * log2(size) bytes) and the leaves. To answer for a log,
prove from its leaf hashes. What a signed root looks like is in ``jatigi.algorithms.checkpoint``.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Self

HASH_SIZE = 32
EMPTY_ROOT = hashlib.sha256().digest()

_SIZE_BYTES = 8


class ProofError(ValueError):
    """A stored frontier is damaged, or a proof was asked for that the log cannot give."""


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of one entry (RFC 6962 section 2.1: a leaf can never pass for a node)."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a node from the hashes of its two children."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(leaves: Iterable[bytes]) -> bytes:
    """The root of the log that has exactly these entries, in this order."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    return frontier.root()


class Frontier:
    """The roots of the full subtrees of a log: all one needs to append to it and to know its root.

    A log of a million entries is a frontier of at most 20 hashes, so that appending reads nothing else.
    """

    __slots__ = ("_peaks", "_size")

    def __init__(self) -> None:
        self._size = 0
        self._peaks: list[bytes] = []

    @property
    def size(self) -> int:
        """How many entries the log has."""
        return self._size

    def append(self, leaf: bytes) -> None:
        """Add one entry at the end."""
        self.append_hash(leaf_hash(leaf))

    def append_hash(self, hashed: bytes) -> None:
        """Add one entry whose leaf hash is already known."""
        full_subtrees = self._size
        while full_subtrees & 1:
            hashed = node_hash(self._peaks.pop(), hashed)
            full_subtrees >>= 1
        self._peaks.append(hashed)
        self._size += 1

    def root(self) -> bytes:
        """The root of the log so far."""
        if not self._peaks:
            return EMPTY_ROOT
        *others, hashed = self._peaks
        for peak in reversed(others):
            hashed = node_hash(peak, hashed)
        return hashed

    def to_bytes(self) -> bytes:
        """For keeping: the size, 8 bytes big-endian, then the hashes of the full subtrees, the largest first."""
        return self._size.to_bytes(_SIZE_BYTES) + b"".join(self._peaks)

    @classmethod
    def from_bytes(cls, kept: bytes) -> Self:
        """The frontier that was kept. Raises ProofError when the bytes cannot be one."""
        size = int.from_bytes(kept[:_SIZE_BYTES])
        if len(kept) != _SIZE_BYTES + HASH_SIZE * size.bit_count():
            raise ProofError("frontier")
        frontier = cls()
        frontier._size = size
        frontier._peaks = [kept[at : at + HASH_SIZE] for at in range(_SIZE_BYTES, len(kept), HASH_SIZE)]
        return frontier


def inclusion_proof(index: int, leaf_hashes: Sequence[bytes]) -> list[bytes]:
    """That entry ``index`` (from 0) is in the log of these leaf hashes. Raises ProofError outside the log."""
    if not 0 <= index < len(leaf_hashes):
        raise ProofError("index")
    path: list[bytes] = []
    start, end = 0, len(leaf_hashes)
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(_subtree(leaf_hashes, middle, end))
            end = middle
        else:
            path.append(_subtree(leaf_hashes, start, middle))
            start = middle
    return path[::-1]


def verify_inclusion(
    hashed: bytes, index: int, size: int, proof: Sequence[bytes], expected_root: bytes
) -> bool:
    """Whether the entry with this leaf hash stands at ``index`` in the log of ``size`` entries with this root."""
    if not 0 <= index < size or not _are_hashes(hashed, expected_root, *proof):
        return False
    node, last = index, size - 1
    for sibling in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            hashed = node_hash(sibling, hashed)
            node, last = _climb_while_alone(node, last)
        else:
            hashed = node_hash(hashed, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and hashed == expected_root


def consistency_proof(old_size: int, leaf_hashes: Sequence[bytes]) -> list[bytes]:
    """That the log of these leaf hashes only added to its first ``old_size`` entries.

    Raises ProofError when it never had that size. An empty log is the beginning of every log: nothing to prove.
    """
    if not 0 <= old_size <= len(leaf_hashes):
        raise ProofError("size")
    path: list[bytes] = []
    start, end = 0, len(leaf_hashes)
    while 0 < old_size < end:
        middle = start + _split(end - start)
        if old_size <= middle:
            path.append(_subtree(leaf_hashes, middle, end))
            end = middle
        else:
            path.append(_subtree(leaf_hashes, start, middle))
            start = middle
    if start > 0:
        path.append(_subtree(leaf_hashes, start, end))
    return path[::-1]


def verify_consistency(
    old_size: int, old_root: bytes, size: int, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the log of ``size`` entries begins with the log of ``old_size``, given both roots."""
    if not 0 <= old_size <= size or not _are_hashes(old_root, new_root, *proof):
        return False
    if old_size == 0:
        return not proof and old_root == EMPTY_ROOT
    if old_size == size:
        return not proof and old_root == new_root
    return _grows_from(old_size, old_root, size, new_root, proof)


def _grows_from(old_size: int, old_root: bytes, size: int, new_root: bytes, proof: Sequence[bytes]) -> bool:
    first_is_old_root = old_size & (old_size - 1) == 0
    path = [old_root, *proof] if first_is_old_root else list(proof)
    if not path:
        return False
    node, last = old_size - 1, size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    old_hash = new_hash = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            old_hash = node_hash(sibling, old_hash)
            new_hash = node_hash(sibling, new_hash)
            node, last = _climb_while_alone(node, last)
        else:
            new_hash = node_hash(new_hash, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and old_hash == old_root and new_hash == new_root


def _climb_while_alone(node: int, last: int) -> tuple[int, int]:
    """Up the right edge of the tree, where a node without a sibling stands for its parent."""
    while node and not node & 1:
        node, last = node >> 1, last >> 1
    return node, last


def _split(size: int) -> int:
    """The largest power of two below ``size``: how many leaves the left half of a tree has."""
    return 1 << (size - 1).bit_length() - 1


def _subtree(leaf_hashes: Sequence[bytes], start: int, end: int) -> bytes:
    frontier = Frontier()
    for position in range(start, end):
        frontier.append_hash(leaf_hashes[position])
    return frontier.root()


def _are_hashes(*values: bytes) -> bool:
    return all(len(value) == HASH_SIZE for value in values)

"""A file sealed in chunks while it is written: AES-256-GCM, chunk number and "last" in the associated data."""

import io
import os
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from jatigi.kernel import vault

MAGIC = b"jatigi backup 1\n"
CHUNK = 1 << 20
_WRAPPED = 40
_OVERHEAD = 29


class Unreadable(RuntimeError):
    """Not a file of this node, changed, or incomplete."""


class SealingWriter(io.RawIOBase):
    """Writable stream into `path` (mode 600, never overwritten) under a fresh key, wrapped by `outer`."""

    def __init__(self, path: Path, outer: bytes) -> None:
        super().__init__()
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file: IO[bytes] = os.fdopen(handle, "wb")
        self._key = vault.new_secret()
        self._file.write(MAGIC + vault.wrap(outer, self._key))
        self._pending = bytearray()
        self._number = 0

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(data)  # type: ignore[call-overload]
        self._pending += piece
        while len(self._pending) > CHUNK:
            self._chunk(bytes(self._pending[:CHUNK]), last=False)
            del self._pending[:CHUNK]
        return len(piece)

    def finish(self) -> None:
        """Write the last chunk; without it the file is incomplete and will be refused."""
        self._chunk(bytes(self._pending), last=True)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def _chunk(self, plain: bytes, *, last: bool) -> None:
        self._file.write(vault.seal(self._key, plain, _place(self._number, last)))
        self._number += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.finish()
        else:
            self._file.close()


def unsealed(path: Path, outer: bytes, target: IO[bytes]) -> None:
    """Write the plain content of `path` to `target`, wholly or not at all readable. Raises `Unreadable`."""
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise Unreadable("ce fichier n’est pas une sauvegarde de Jatigi")
        try:
            key = vault.unwrap(outer, file.read(_WRAPPED))
            _copy(file, key, target)
        except (vault.Locked, vault.Tampered):
            raise Unreadable(
                "la sauvegarde vient d’un autre nœud, est incomplète ou a été modifiée"
            ) from None


def _copy(file: IO[bytes], key: bytes, target: IO[bytes]) -> None:
    number, chunk = 0, file.read(CHUNK + _OVERHEAD)
    while True:
        following = file.read(CHUNK + _OVERHEAD)
        target.write(vault.unseal(key, chunk, _place(number, not following)))
        if not following:
            return
        number, chunk = number + 1, following


def _place(number: int, last: bool) -> bytes:
    return f"backup|{number}|{'last' if last else 'more'}".encode()

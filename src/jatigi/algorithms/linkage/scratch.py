"""Where records may lie while they are linked: in memory, or on a disk that was declared encrypted."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 - memory, and a folder of our own in it
_IN_MEMORY = frozenset({"tmpfs", "ramfs"})


class NotEncrypted(Exception):
    """The folder lies on a disk that nobody declared encrypted."""


@dataclass(frozen=True)
class Scratch:
    """A folder for what does not fit in memory, and whether the operator declares its disk encrypted."""

    folder: Path = MEMORY
    encrypted: bool = False

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Scratch":
        """``JATIGI_LINKAGE_SCRATCH`` names the folder, ``JATIGI_LINKAGE_SCRATCH_ENCRYPTED=yes`` declares it."""
        return cls(
            Path(environment.get("JATIGI_LINKAGE_SCRATCH") or MEMORY),
            environment.get("JATIGI_LINKAGE_SCRATCH_ENCRYPTED", "") == "yes",
        )

    @contextmanager
    def opened(self) -> Iterator[Path]:
        """A folder of one's own in it, that only this user can read, gone at the end.

        Raises NotEncrypted where it is on a disk that was not declared encrypted, or in memory that may be swapped.
        """
        if not self.encrypted and not _in_memory(self.folder):
            raise NotEncrypted(str(self.folder))
        own = Path(tempfile.mkdtemp(prefix="jatigi-linkage-", dir=self.folder))
        try:
            yield own
        finally:
            shutil.rmtree(own, ignore_errors=True)


def _in_memory(folder: Path) -> bool:
    return _file_system(folder) in _IN_MEMORY and not _has_swap()


def _file_system(folder: Path) -> str:
    """The kind of file system of the closest mount above a folder."""
    whole = folder.resolve()
    mounts = [line.split()[1:3] for line in _lines("/proc/self/mounts")]
    above = [
        (len(where), number, kind)
        for number, (where, kind) in enumerate(mounts)
        if whole.is_relative_to(where)
    ]
    return max(above)[2] if above else ""


def _has_swap() -> bool:
    return len(_lines("/proc/swaps")) != 1


def _lines(file: str) -> list[str]:
    try:
        return Path(file).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []

"""What the demonstration below `var/demo` was made of, so that a start does only what has to be done. Without Django."""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parents[2]
DATABASE = "jatigi.sqlite3"
MADE_OF = {
    "story": ("project/demo/**/*.py", "project/demo/**/*.toml", "project/demo/**/*.t[sx][tv]"),
    "schema": ("*/migrations/*.py", "places/data/*.csv"),
    "forms": ("questionnaires/instruments/**/*.md",),
    "static": ("*/static/**/*",),
}
"""Part → the files from which it is made, within the package."""
REBUILT_FOR = {
    "story": "l’histoire a changé",
    "schema": "la structure de la base a changé",
    "people": "le nombre de personnes a changé",
}


class NotOurs(Exception):
    """There is a database that no demonstration has made."""


class Busy(Exception):
    """Another process is using the demonstration."""


@dataclass(frozen=True)
class Stamp:
    """`people`: how many records of persons; the other parts: SHA-256 of the files they are made from."""

    people: int
    story: str
    schema: str
    forms: str
    static: str

    def reasons_to_rebuild(self, before: "Stamp") -> list[str]:
        """Why data made under `before` must be made anew, in French; empty where it need not."""
        return [why for part, why in REBUILT_FOR.items() if getattr(self, part) != getattr(before, part)]


def present(people: int) -> Stamp:
    """What a demonstration of so many people would be made of now."""
    return Stamp(people, **{part: _digest(patterns) for part, patterns in MADE_OF.items()})


def made(var: Path) -> Stamp | None:
    """What the demonstration below `var` was made of; None where there is none, or half of one."""
    try:
        return Stamp(**json.loads(_stamp(var).read_text("utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def remember(var: Path, stamp: Stamp) -> None:
    """Written last: without it there is no demonstration."""
    half = _stamp(var).with_suffix(".new")
    half.write_text(json.dumps(asdict(stamp)), "utf-8")
    half.replace(_stamp(var))


def claim(var: Path) -> None:
    """Say that what is below `var` is a demonstration and may be removed. Raises `NotOurs`.

    The folder `var/demo` of the project is one in any case; elsewhere a database that is not known stays.
    """
    usual = var.resolve() == PACKAGE.resolve().parents[1] / "var" / "demo"
    known = usual or _mark(var).exists() or _stamp(var).exists()
    if (var / DATABASE).exists() and not known:
        raise NotOurs
    var.mkdir(parents=True, exist_ok=True)
    _mark(var).touch()


def forget(var: Path) -> None:
    """Remove the data. The keys of the node stay: they are made once. Raises `NotOurs`."""
    claim(var)
    _stamp(var).unlink(missing_ok=True)
    for name in (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", "checkpoints.txt", "erasures.txt"):
        (var / name).unlink(missing_ok=True)


def guide(var: Path) -> dict[str, Any]:
    """What is printed at every start: accounts and things to try, as the preparation wrote them."""
    read: dict[str, Any] = json.loads((var / "guide.json").read_text("utf-8"))
    return read


def write_guide(var: Path, content: dict[str, Any]) -> None:
    (var / "guide.json").write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")


@contextmanager
def using(var: Path, *, alone: bool) -> Iterator[None]:
    """Hold the demonstration: many may serve it, only one makes it anew. Raises `Busy`."""
    var.mkdir(parents=True, exist_ok=True)
    handle = os.open(var / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise Busy from None
    finally:
        os.close(handle)


def _mark(var: Path) -> Path:
    return var / ".demonstration"


def _stamp(var: Path) -> Path:
    return var / "demonstration.json"


def _digest(patterns: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for pattern in patterns for path in PACKAGE.glob(pattern)):
        if path.is_file():
            digest.update(f"{path.relative_to(PACKAGE)}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()

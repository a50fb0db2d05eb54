"""The quality gate, `./run check`: every control runs, whatever the others say, and a summary closes.

The controls that only read run side by side; what a failed one printed is shown, what a passed one printed is not.
"""

from __future__ import annotations

import base64
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 400
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as run; run()"

Outcome = tuple[bool, str]
"""Whether a control is content, and what it printed."""


@dataclass(frozen=True)
class Control:
    """Something that must be true, and how to find out."""

    name: str
    look: Callable[[], Outcome]


def python(*arguments: str, **environment: str) -> Callable[[], Outcome]:
    """A control that is a program of the virtual environment: content when it ends with 0."""

    def look() -> Outcome:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.returncode == 0, done.stdout

    return look


def manage(*arguments: str, **environment: str) -> Outcome:
    """A command of Django, on a node that has nothing yet."""
    with tempfile.TemporaryDirectory() as var:
        return python(
            "-m",
            "django",
            *arguments,
            DJANGO_SETTINGS_MODULE="jatigi.project.settings",
            JATIGI_VAR=var,
            **environment,
        )()


def migrations() -> Outcome:
    return manage("makemigrations", "--check", "--dry-run")


def production() -> Outcome:
    """Django's own checks for deployment, as a node with every secret in place would run them."""
    with tempfile.NamedTemporaryFile("w") as key:
        print(base64.b64encode(os.urandom(32)).decode(), file=key, flush=True)
        return manage(
            "check",
            "--deploy",
            "--fail-level=WARNING",
            JATIGI_MODE="serve",
            JATIGI_SECRET_KEY=base64.b64encode(os.urandom(48)).decode(),
            JATIGI_NODE_KEY_FILE=key.name,
            JATIGI_NODE_NAME="check",
            JATIGI_NODE_HOST="check",
            JATIGI_ALLOWED_HOSTS="jatigi.example.org",
            JATIGI_PUBLIC_URL="https://jatigi.example.org",
            JATIGI_APDP_REFERENCE="check",
        )


def length() -> Outcome:
    """A module is read in one sitting; migrations are written by a program."""
    counts = {
        path: path.read_text(encoding="utf-8").count("\n")
        for path in sorted((ROOT / "src").rglob("*.py"))
        if path.parent.name != "migrations"
    }
    long = [f"{path.relative_to(ROOT)}: {count} lines" for path, count in counts.items() if count > LONGEST]
    return not long, "\n".join(long)


def locks() -> Outcome:
    """The locks name versions and hashes, and leave it to each machine where packages come from."""
    python_lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    npm_lock = (ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8")
    wrong = []
    if "://" in python_lock:
        wrong.append("requirements.lock holds addresses")
    if '"resolved"' in npm_lock:
        wrong.append("frontend/package-lock.json holds addresses (see frontend/.npmrc)")
    wrong += [f"without a hash: {line}" for line in re.findall(r"^[^\s#].*[^\\]$", python_lock, re.MULTILINE)]
    return not wrong, "\n".join(wrong)


def controls() -> Iterator[Control]:
    yield Control("mypy --strict", python("-m", "mypy", "--no-error-summary"))
    yield Control("ruff format", python("-m", "ruff", "format", "--check", "."))
    yield Control("ruff check", python("-m", "ruff", "check", "."))
    yield Control("direction of imports", python("-c", LINT_IMPORTS, "--no-logo"))
    yield Control("locks without addresses", locks)
    yield Control("length of modules", length)
    yield Control("French complete", python("-m", "jatigi.project.catalogues", "check"))
    yield Control("migrations up to date", migrations)
    yield Control(
        "generated documents up to date", python("-m", "jatigi", "docs", "--check", JATIGI_MODE="test")
    )
    yield Control("settings for production", production)


def main() -> int:
    begun = time.monotonic()
    failed = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        for control, running in [(control, pool.submit(control.look)) for control in controls()]:
            content, printed = running.result()
            print(f"{'ok    ' if content else 'FAILED'} {control.name}", flush=True)
            if not content:
                failed.append(control.name)
                print("".join(f"       {line}\n" for line in printed.strip().splitlines()), flush=True)
    seconds = time.monotonic() - begun
    print(f"{len(failed)} failed: {', '.join(failed)}" if failed else "All is well", f"({seconds:.0f} s)")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

"""Pages over real HTTP with 20,000 people and 30,000 cases, on SQLite and on PostgreSQL.

Eight users in a closed loop, one second to think, sign-in left out, and so are the first seconds after the start,
in which each process builds its index of names: what that costs whoever searches first stands below the table.
Target: p95 ≤ 150 ms for every page; memory of all processes together (PSS) under 600 MB. For comparison, the best free peer
measured on such a machine with one user at 20,000 cases (medians): list 369 ms, detail 360 ms,
search 421 ms, create 270 ms.
"""

import argparse
import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from statistics import median
from urllib.parse import urlencode

from bench import html
from bench.tables import percentile, show

ROOT = Path(__file__).resolve().parents[1]
TARGET_MS = 150.0
MEMORY_MB = 600.0
USERS = 8
THINK_SECONDS = 1.0
PEER = {"case list": 369, "case page": 360, "welcome search": 421, "registering a person": 270}
POSTGRES = sorted(Path("/usr/lib/postgresql").glob("*/bin")) if Path("/usr/lib/postgresql").exists() else []


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--cases", type=int, default=30_000)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--warm-up", type=int, default=20)
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    options = parser.parse_args()
    rows, memory, first = [], [], []
    for engine in ("sqlite", "postgresql"):
        if options.only not in (None, engine):
            continue
        if engine == "postgresql" and not POSTGRES:
            print("PostgreSQL n’est pas installé sur cette machine : mesuré sur SQLite seulement.")
            continue
        with node(engine) as environment:
            world = filled(environment, "bench.pages_world", options.people, options.cases)
            with served(environment) as (port, processes):
                first.append((engine, _first_search(port, world)))
                _drive(port, world, options.warm_up)
                times = _drive(port, world, options.seconds)
                memory.append((engine, _pss(processes)))
        rows += [_row(engine, name, times[name]) for name in sorted(times)]
    show("Pages", ("database", "page", "n", "median ms", "p95 ms", "target", "verdict", "peer ms"), rows)
    show(
        "First search after a start", ("database", "ms"), [(engine, f"{took:.0f}") for engine, took in first]
    )
    show(
        "Memory of all processes of the application (PSS)",
        ("database", "MB", "limit", "verdict"),
        [
            (engine, f"{size:.0f}", f"{MEMORY_MB:.0f}", "kept" if size < MEMORY_MB else "MISSED")
            for engine, size in memory
        ],
    )


def _row(engine: str, name: str, times: list[float]) -> tuple[object, ...]:
    p95 = percentile(times, 0.95)
    verdict = "kept" if p95 <= TARGET_MS else "MISSED"
    return (
        engine,
        name,
        len(times),
        f"{median(times):.0f}",
        f"{p95:.0f}",
        f"{TARGET_MS:.0f}",
        verdict,
        PEER.get(name, ""),
    )


# The node


@contextmanager
def node(engine: str, keep: Path | None = None) -> Iterator[dict[str, str]]:
    """The environment of a node of its own on an engine: "sqlite" or "postgresql".

    keep: where it lies and stays, to be measured again; without, it goes when it was measured.
    """
    folder = str(keep / engine) if keep else tempfile.mkdtemp(prefix="jatigi-bench-")
    Path(folder).mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ,
        "JATIGI_MODE": "demo",
        "JATIGI_READING_LIMIT": "100000",  # counted at every opened file as in production, and never reached
        "JATIGI_VAR": folder,
        "DJANGO_SETTINGS_MODULE": "jatigi.project.settings",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }
    environment.pop("DATABASE_URL", None)
    try:
        if engine == "sqlite":
            yield environment
        else:
            with _postgres(Path(folder)) as url:
                yield {**environment, "DATABASE_URL": url}
    finally:
        if keep is None:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _postgres(folder: Path) -> Iterator[str]:
    """A private cluster on a socket, as another user where we are root (PostgreSQL insists)."""
    data, binaries = folder / "pg", POSTGRES[-1]
    as_user = (
        ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    )
    folder.chmod(0o755)
    new = not data.exists()
    if new:
        data.mkdir()
        if as_user:
            shutil.chown(data, "postgres", "postgres")
        run = [
            *as_user,
            str(binaries / "initdb"),
            "-D",
            str(data),
            "-A",
            "trust",
            "-U",
            "jatigi",
            "--no-sync",
        ]
        subprocess.run(run, check=True, stdout=subprocess.DEVNULL)
    server = subprocess.Popen(
        [*as_user, str(binaries / "postgres"), "-D", str(data), "-k", str(data), "-c", "listen_addresses="],
        stderr=subprocess.DEVNULL,
    )
    try:
        until((data / ".s.PGSQL.5432").exists)
        if new:
            subprocess.run([*as_user, "createdb", "-h", str(data), "-U", "jatigi", "jatigi"], check=True)
        yield f"postgresql://jatigi@/jatigi?host={data}"
    finally:
        server.terminate()
        server.wait()


def filled(environment: dict[str, str], module: str, *arguments: object) -> dict[str, object]:
    """What a module that fills the node prints in its last line."""
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    world: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return world


@contextmanager
def served(environment: dict[str, str]) -> Iterator[tuple[int, int]]:
    """The port and the process of the application, served as in production by two processes."""
    port = 18_000 + os.getpid() % 1_000
    code = f"from jatigi.project import supervisor; raise SystemExit(supervisor.run('127.0.0.1', {port}, 2))"
    process = subprocess.Popen([sys.executable, "-c", code], env=environment, cwd=ROOT)
    try:
        until(lambda: answers(port))
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


def answers(port: int) -> bool:
    """Whether the application is ready."""
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/health/ready", headers={"Host": "127.0.0.1"})
        return connection.getresponse().status == 200
    except OSError:
        return False


def until(true: object, seconds: float = 60.0) -> None:
    """Wait for it. Raises `TimeoutError`."""
    deadline = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.1)


def _pss(parent: int) -> float:
    """MB of the process and all its descendants, shared pages counted once."""
    total = 0
    for pid in [parent, *descendants(parent)]:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        total += int(re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)[1])  # type: ignore[index]
    return total / 1024


def descendants(parent: int) -> list[int]:
    """Every process that a process started, and what these started."""
    children = defaultdict(list)
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children[int(fields[1])].append(int(status.parent.name))
    found, waiting = [], [parent]
    while waiting:
        found += (below := children[waiting.pop()])
        waiting += below
    return found


# The users


class User:
    """A browser: one connection, one session, the forms of the page that it sees."""

    def __init__(self, port: int, session: str, times: dict[str, list[float]]) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies = {"session": session}
        self.times = times

    def get(self, name: str, path: str) -> str:
        return self._measured(name, "GET", path, None)

    def post(self, name: str, path: str, page: str, marker: str, **values: object) -> str:
        """Send the form of `page` that has a field `marker`, with `values` in place of its own."""
        return self._measured(
            name, "POST", path, urlencode({**html.fields(page, marker), **values}, doseq=True)
        )

    def _measured(self, name: str, method: str, path: str, body: str | None) -> str:
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), "Accept": "text/html"}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": "http://127.0.0.1/"}
        started = time.perf_counter()
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        took = (time.perf_counter() - started) * 1000
        for header, value in answer.getheaders():
            if header.lower() == "set-cookie":
                cookie, _, content = value.split(";")[0].partition("=")
                self.cookies[cookie] = content
        expected = (200,) if method == "GET" else (200, 302, 303)
        if answer.status not in expected or (
            body is not None and answer.status == 200 and name != "welcome search"
        ):
            raise RuntimeError(f"{name}: {method} {path} answered {answer.status}: {_error(text)}")
        if name:
            self.times[name].append(took)
        time.sleep(THINK_SECONDS)
        return text


def _error(text: str) -> str:
    found = re.findall(r'class="[^"]*error[^"]*"[^>]*>(.{0,300})', text, re.DOTALL)
    return " | ".join(re.sub(r"<[^>]+>|\s+", " ", piece).strip() for piece in found)[:600] or text[:300]


def _first_search(port: int, world: dict[str, object]) -> float:
    """Milliseconds of the search that finds a process without its index of names."""
    from bench.pages_users import search

    times: dict[str, list[float]] = defaultdict(list)
    search(User(port, world["sessions"]["desk"], times), world, Random(0))  # type: ignore[index]
    return times["welcome search"][0]


def _drive(port: int, world: dict[str, object], seconds: int) -> dict[str, list[float]]:
    from bench.pages_users import desk, receiver, worker

    times: dict[str, list[float]] = defaultdict(list)
    stop = time.monotonic() + seconds
    faults: list[BaseException] = []
    ways = [desk, worker, receiver, desk, worker, worker, desk, receiver]

    def live(number: int) -> None:
        way = ways[number % len(ways)]
        user = User(port, world["sessions"][way.__name__], times)  # type: ignore[index]
        try:
            time.sleep(number * THINK_SECONDS / USERS)  # eight people do not begin in the same instant
            while time.monotonic() < stop:
                way(user, world, Random(number * 1_000_003 + int(time.monotonic() * 1000)))
        except BaseException as fault:  # noqa: BLE001  # told by the main thread
            faults.append(fault)

    threads = [threading.Thread(target=live, args=(number,)) for number in range(USERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return times


if __name__ == "__main__":
    main()

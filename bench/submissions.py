"""Answers from devices: 2,000 submissions by 8 devices while the server is killed and started again ten times.

Limits (issue 3): p95 under 150 ms outside restart windows on SQLite and on PostgreSQL; none lost and none doubled. A
device sends as ODK Collect does: over a connection of its own, and again where no answer came.
"""

import argparse
import base64
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import Random
from statistics import median
from typing import Any
from uuid import UUID

from bench.pages import POSTGRES, ROOT, answers, descendants, filled, node, until
from bench.tables import percentile, show

DEVICES = 8
LIMIT_MS = 150.0
AFTER_A_START_SECONDS = 1.0
"""What began while the server was away, or so soon after it came, is told apart."""


@dataclass
class Run:
    """What the devices saw: (begun, milliseconds) of every submission that was accepted, and when the server was away."""

    accepted: list[tuple[float, float]] = field(default_factory=list)
    again: int = 0
    away: list[tuple[float, float]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def outside(self) -> list[float]:
        """Milliseconds of the submissions outside restart windows."""
        windows = [(start, end + AFTER_A_START_SECONDS) for start, end in self.away]
        return [
            took
            for begun, took in self.accepted
            if not any(begun < end and begun + took / 1000 > start for start, end in windows)
        ]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--submissions", type=int, default=2_000)
    parser.add_argument("--restarts", type=int, default=10)
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    options = parser.parse_args()
    rows = []
    for engine in ("sqlite", "postgresql"):
        if options.only not in (None, engine):
            continue
        if engine == "postgresql" and not POSTGRES:
            print("PostgreSQL n’est pas installé sur cette machine : mesuré sur SQLite seulement.")
            continue
        with node(engine) as environment:
            world = filled(environment, "bench.submissions_world")
            run = _run(environment, world, options.submissions, options.restarts)
            kept: Any = filled(environment, "bench.submissions_world", "count")
        rows.append(_row(engine, run, options.submissions, kept))
    show(
        f"{options.submissions:,} submissions, {DEVICES} devices, {options.restarts} times killed and started again",
        (
            "database",
            "outside restarts",
            "median ms",
            "p95 ms",
            "limit",
            "verdict",
            "sent again",
            "lost",
            "doubled",
        ),
        rows,
    )


def _row(engine: str, run: Run, wanted: int, kept: dict[str, int]) -> tuple[object, ...]:
    times = run.outside()
    p95 = percentile(times, 0.95)
    lost, doubled = wanted - kept["distinct"], kept["all"] - kept["distinct"]
    sound = p95 < LIMIT_MS and not lost and not doubled and not run.refused
    return (
        engine, len(times), f"{median(times):.0f}", f"{p95:.0f}", f"{LIMIT_MS:.0f}", "kept" if sound else "MISSED",
        run.again, lost, doubled,
    )  # fmt: skip


def _run(environment: dict[str, str], world: dict[str, Any], submissions: int, restarts: int) -> Run:
    run, port = Run(), 18_000 + os.getpid() % 1_000
    waiting = iter(range(submissions))
    with _server(environment, port) as server:
        devices = [
            threading.Thread(target=_device, args=(run, port, world, waiting, number))
            for number in range(DEVICES)
        ]
        for device in devices:
            device.start()
        run.away.append((server.came, server.came))
        for number in range(1, restarts + 1):
            _reached(run, submissions * number // (restarts + 1), devices)
            run.away.append(server.kill_and_start())
        for device in devices:
            device.join()
    if run.refused:
        print("Refused:", run.refused[:3])
    return run


def _reached(run: Run, count: int, devices: list[threading.Thread]) -> None:
    while len(run.accepted) < count and any(device.is_alive() for device in devices):
        time.sleep(0.01)


def _device(run: Run, port: int, world: dict[str, Any], waiting: Iterator[int], number: int) -> None:
    rng = Random(number)
    while True:
        with run.lock:
            if next(waiting, None) is None:
                return
        body, kind = _multipart(
            world["answer"].replace("INSTANCE", str(UUID(int=rng.getrandbits(128), version=4)))
        )
        while not _sent(run, port, world, body, kind):
            time.sleep(0.2)


def _sent(run: Run, port: int, world: dict[str, Any], body: bytes, kind: str) -> bool:
    """Whether the server said something final about it."""
    given = base64.b64encode(f"{world['token']}:{world['secret']}".encode()).decode()
    headers = {"Authorization": f"Basic {given}", "Content-Type": kind, "X-OpenRosa-Version": "1.0"}
    begun = time.perf_counter()
    try:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("POST", world["submission"], body, headers)
        status = connection.getresponse().status
        connection.close()
    except (OSError, HTTPException):
        status = 0
    took = (time.perf_counter() - begun) * 1000
    with run.lock:
        if status == 201:
            run.accepted.append((begun, took))
        elif 400 <= status < 500:
            run.refused.append(str(status))
        else:
            run.again += 1
            return False
    return True


def _multipart(xml: str) -> tuple[bytes, str]:
    edge = "jatigi-bench"
    head = f'--{edge}\r\nContent-Disposition: form-data; name="xml_submission_file"; filename="submission.xml"\r\n'
    return (
        f"{head}Content-Type: text/xml\r\n\r\n{xml}\r\n--{edge}--\r\n".encode(),
        f"multipart/form-data; boundary={edge}",
    )


class _Server:
    def __init__(self, environment: dict[str, str], port: int) -> None:
        self.environment, self.port = environment, port
        self.start()

    def start(self) -> None:
        code = f"from jatigi.project import supervisor; raise SystemExit(supervisor.run('127.0.0.1', {self.port}, 2))"
        self.process = subprocess.Popen([sys.executable, "-c", code], env=self.environment, cwd=ROOT)
        until(lambda: answers(self.port))
        self.came = time.perf_counter()

    def kill(self) -> None:
        """Every process at once, in the middle of whatever it does."""
        for pid in [self.process.pid, *descendants(self.process.pid)]:
            if Path(f"/proc/{pid}").exists():
                os.kill(pid, signal.SIGKILL)
        self.process.wait()

    def kill_and_start(self) -> tuple[float, float]:
        """When it went and when it was back."""
        gone = time.perf_counter()
        self.kill()
        self.start()
        return gone, self.came


@contextmanager
def _server(environment: dict[str, str], port: int) -> Iterator[_Server]:
    server = _Server(environment, port)
    try:
        yield server
    finally:
        server.kill()


if __name__ == "__main__":
    main()

"""Keeps web, finder, worker and scheduler running: one parent, children restarted with patience, stopped together.

The parent loads the application once; web, worker and scheduler are forks of it. [ADR 14](docs/adr/0014-loaded-once.md)
"""

import gc
import http.client
import multiprocessing
import os
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

PATIENCE_SECONDS = 30.0
GRACE_SECONDS = 15.0
LOOK_EVERY_SECONDS = 0.1
BEHIND = 10
"""How nice background work is: a tenth of a processor that others want."""
BLOCKING_THREADS = 4
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  # how to reach what listens everywhere


class Running(Protocol):
    """A process as `subprocess.Popen` shows it."""

    @property
    def pid(self) -> int: ...
    def poll(self) -> int | None: ...
    def wait(self, timeout: float | None = None) -> int: ...
    def terminate(self) -> None: ...


class Forked:
    """A process that goes on from where its parent stands, with all that is loaded there."""

    def __init__(self, work: Callable[[], object]) -> None:
        self._process = multiprocessing.get_context("fork").Process(target=_alone, args=(work,))
        self._process.start()
        self.pid = self._process.pid or 0

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        """Its exit status. Raises `subprocess.TimeoutExpired`."""
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired("fork", timeout or 0.0)
        return self._process.exitcode

    def terminate(self) -> None:
        self._process.terminate()


@dataclass
class Child:
    """One process with those that it starts in turn: how it begins, and how it fared.

    In a session of its own: Ctrl+C reaches the parent alone, which then stops everybody in order. `yields`: what
    nobody waits for leaves the processor to those at the desk.
    """

    name: str
    begin: Callable[[], Running]
    process: Running | None = None
    yields: bool = False
    pause: float = 0.5
    longest_pause: float = PATIENCE_SECONDS
    started: float = field(default=0.0)

    def start(self) -> None:
        self.started = time.monotonic()
        self.process = self.begin()
        if self.yields:
            with suppress(ProcessLookupError):
                os.setpriority(os.PRIO_PROCESS, self.process.pid, BEHIND)

    def tell(self, signal_number: int) -> None:
        """Send a signal to the process and all that it started."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal_number)

    def ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None


def prepare_database() -> None:
    """Migrations, the forms that come with Jatigi, and the static files for the web process."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from jatigi.kernel import prepared
    from jatigi.questionnaires import shipped

    shipped.publish_all()
    prepared.count_rows()
    call_command("collectstatic", verbosity=0, interactive=False)


def load() -> None:
    """All that a request needs, loaded before there are children: they share it, and none opens what another uses."""
    import django

    django.setup()
    from django.db import connections
    from django.urls import get_resolver

    from jatigi.project import wsgi

    get_resolver().url_patterns  # noqa: B018  # loads every room's views
    wsgi.application  # noqa: B018
    connections.close_all()
    gc.collect()
    gc.freeze()


def run(
    host: str,
    port: int,
    workers: int,
    certificate: tuple[str, str] | None = None,
    ready: Callable[[], None] = lambda: None,
) -> int:
    """Supervise until SIGTERM, SIGINT or SIGHUP; returns the exit status.

    The finder reads the names while the application is loaded. Once the web process answers, `ready` is called and
    the others start. All of them search by name in the one finder.
    """
    os.environ["JATIGI_FINDER"] = "1"
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(name, lambda *_: stop.set())
    finder = Child("finder", _start_finder, longest_pause=1.0)
    web = Child("web", lambda: Forked(lambda: serve(host, port, workers, certificate)))
    worker = Child("worker", lambda: Forked(_work), yields=True)
    scheduler = Child("scheduler", lambda: Forked(lambda: _command("schedule")), yields=True)
    running, behind = [finder, web], [worker, scheduler]
    finder.start()
    load()
    web.start()
    while not stop.wait(LOOK_EVERY_SECONDS if behind else 0.5):
        if behind and _answers(host, port, tls=certificate is not None):
            ready()
            for child in behind:
                child.start()
            running += behind
            behind = []
        for child in running:
            if child.ended():
                _restart(child, stop)
    _stop(running)
    return 0


def port_is_free(host: str, port: int) -> bool:
    """Whether one can listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _answers(host: str, port: int, *, tls: bool) -> bool:
    """Whether the application answers anything at all: it is loaded then."""
    there = EVERYWHERE.get(host, host)
    context = ssl._create_unverified_context() if tls else None  # noqa: S323  # it is our own, by address
    connection = (
        http.client.HTTPSConnection(there, port, timeout=5, context=context)
        if tls
        else http.client.HTTPConnection(there, port, timeout=5)
    )
    try:
        connection.request("GET", "/health/live")
        connection.getresponse()
    except OSError:
        return False
    except http.client.HTTPException:
        return False
    finally:
        connection.close()
    return True


def _alone(work: Callable[[], object]) -> None:
    """What a fork does first: nobody's signals but its own."""
    os.setsid()
    for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(name, signal.SIG_DFL)
    work()


def serve(host: str, port: int, workers: int, certificate: tuple[str, str] | None = None) -> None:
    """The web process alone, until it is told to end; its workers are forks of it."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    files = tuple(map(Path, certificate)) if certificate else (None, None)
    Granian(
        "jatigi.project.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=BLOCKING_THREADS,
        log_access=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        ssl_cert=files[0],
        ssl_key=files[1],
    ).serve()


def _start_finder() -> Running:
    """Not a fork: its memory is locked, and holds nothing but what a search needs."""
    command = [sys.executable, "-m", "jatigi", "finder", "--with-parent"]
    return subprocess.Popen(command, start_new_session=True)


def _work() -> None:
    _command("manage", "db_worker", "--interval", "2")


def _command(*words: str) -> None:
    from jatigi.project import cli

    cli.main(words)


def _restart(child: Child, stop: threading.Event) -> None:
    assert child.process is not None  # noqa: S101  # it ended, so it was started
    lasted = time.monotonic() - child.started
    child.pause = 0.5 if lasted > PATIENCE_SECONDS else min(child.pause * 2, child.longest_pause)
    print(f"{child.name} s’est arrêté ({child.process.poll()}) ; redémarrage", file=sys.stderr, flush=True)
    child.tell(signal.SIGKILL)
    if not stop.wait(child.pause):
        child.start()


def _stop(children: list[Child]) -> None:
    """All together; whoever has not ended in time is killed, with whatever it started."""
    for child in children:
        if child.process is not None and not child.ended():
            child.process.terminate()
    deadline = time.monotonic() + GRACE_SECONDS
    for child in children:
        if child.process is not None:
            with suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0.1, deadline - time.monotonic()))
            child.tell(signal.SIGKILL)
            child.process.wait()


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jatigi.project.settings")

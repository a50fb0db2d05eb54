"""Keeps web, finder, worker and scheduler running: one parent, children restarted with patience, stopped together."""

import http.client
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

PATIENCE_SECONDS = 30.0
GRACE_SECONDS = 15.0
LOOK_EVERY_SECONDS = 0.1
BEHIND = 10
"""How nice background work is: a tenth of a processor that others want."""
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  # how to reach what listens everywhere


@dataclass
class Child:
    """One process with those that it starts in turn: its command, and how it fared.

    In a session of its own: Ctrl+C reaches the parent alone, which then stops everybody in order. `yields`: what
    nobody waits for leaves the processor to those at the desk.
    """

    name: str
    command: list[str]
    process: "subprocess.Popen[bytes] | None" = None
    yields: bool = False
    pause: float = 0.5
    longest_pause: float = PATIENCE_SECONDS
    started: float = field(default=0.0)

    def start(self) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(self.command, start_new_session=True)
        if self.yields:
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


def run(
    host: str,
    port: int,
    workers: int,
    certificate: tuple[str, str] | None = None,
    ready: Callable[[], None] = lambda: None,
) -> int:
    """Supervise until SIGTERM, SIGINT or SIGHUP; returns the exit status.

    The web process comes first: once it answers, `ready` is called and the others start. All of them search by name in
    the one finder.
    """
    os.environ["JATIGI_FINDER"] = "1"
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(name, lambda *_: stop.set())
    web = Child("web", _web(host, port, workers, certificate))
    behind = [
        Child("finder", [sys.executable, "-m", "jatigi", "finder", "--with-parent"], longest_pause=1.0),
        Child(
            "worker", [sys.executable, "-m", "jatigi", "manage", "db_worker", "--interval", "2"], yields=True
        ),
        Child("scheduler", [sys.executable, "-m", "jatigi", "schedule"], yields=True),
    ]
    running = [web]
    web.start()
    while not stop.wait(0.5 if behind[0] in running else LOOK_EVERY_SECONDS):
        if behind[0] not in running and _answers(host, port, tls=certificate is not None):
            ready()
            running += behind
            for child in behind:
                child.start()
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


def _web(host: str, port: int, workers: int, certificate: tuple[str, str] | None) -> list[str]:
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", "4", "--no-access-log", "--log-level", "warning",
        "--respawn-failed-workers", "jatigi.project.wsgi:application",
    ]  # fmt: skip
    if certificate:
        command[-1:-1] = ["--ssl-certificate", certificate[0], "--ssl-keyfile", certificate[1]]
    return command


def _restart(child: Child, stop: threading.Event) -> None:
    assert child.process is not None  # noqa: S101  # it ended, so it was started
    lasted = time.monotonic() - child.started
    child.pause = 0.5 if lasted > PATIENCE_SECONDS else min(child.pause * 2, child.longest_pause)
    print(
        f"{child.name} s’est arrêté ({child.process.returncode}) ; redémarrage", file=sys.stderr, flush=True
    )
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

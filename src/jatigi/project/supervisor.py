"""Keeps web, worker and scheduler running: one parent, children restarted with patience, stopped together."""

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field

PATIENCE_SECONDS = 30.0
GRACE_SECONDS = 15.0


@dataclass
class Child:
    """One process: its command, and how it fared."""

    name: str
    command: list[str]
    process: "subprocess.Popen[bytes] | None" = None
    pause: float = 0.5
    started: float = field(default=0.0)

    def start(self) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(self.command)

    def ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None


def prepare_database() -> None:
    """Migrations, the forms that come with Jatigi, and the static files for the web process."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from jatigi.questionnaires import shipped

    shipped.publish_all()
    call_command("collectstatic", verbosity=0, interactive=False)


def run(host: str, port: int, workers: int, certificate: tuple[str, str] | None = None) -> int:
    """Supervise until SIGTERM or SIGINT; returns the exit status."""
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    children = [
        Child("web", _web(host, port, workers, certificate)),
        Child("worker", [sys.executable, "-m", "jatigi", "manage", "db_worker", "--interval", "2"]),
        Child("scheduler", [sys.executable, "-m", "jatigi", "schedule"]),
    ]
    for child in children:
        child.start()
    while not stop.wait(0.5):
        for child in children:
            if child.ended():
                _restart(child, stop)
    _stop(children)
    return 0


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
    child.pause = 0.5 if lasted > PATIENCE_SECONDS else min(child.pause * 2, PATIENCE_SECONDS)
    print(
        f"{child.name} s’est arrêté ({child.process.returncode}) ; redémarrage", file=sys.stderr, flush=True
    )
    if not stop.wait(child.pause):
        child.start()


def _stop(children: list[Child]) -> None:
    running = [child.process for child in children if child.process is not None and not child.ended()]
    for process in running:
        process.terminate()
    deadline = time.monotonic() + GRACE_SECONDS
    for process in running:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jatigi.project.settings")

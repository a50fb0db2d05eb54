"""The scheduler: `schedule` runs for ever, `schedule --once` runs what is due, `schedule NAME` one job now.

It starts with the node, and first completes the list of what was erased.
"""

import argparse
import signal
import threading
from collections.abc import Sequence

TICK_SECONDS = 20.0


def run(arguments: Sequence[str]) -> int:
    import django

    parser = argparse.ArgumentParser(prog="./run jatigi schedule")
    parser.add_argument("name", nargs="?")
    parser.add_argument("--once", action="store_true")
    options = parser.parse_args(arguments)
    django.setup()
    from jatigi.kernel import schedule
    from jatigi.project import erasures

    erasures.reconcile()
    if options.name:
        if options.name not in schedule.jobs:
            parser.error("travaux connus : " + ", ".join(sorted(schedule.jobs)))
        schedule.run_now(options.name)
    elif options.once:
        print(", ".join(schedule.run_due()) or "rien à faire")
    else:
        _loop()
    return 0


def _loop() -> None:
    from django.db import close_old_connections

    from jatigi.kernel import schedule

    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    while not stop.is_set():
        close_old_connections()
        schedule.run_due()
        stop.wait(TICK_SECONDS)

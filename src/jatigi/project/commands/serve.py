"""`./run serve`: production. Checks the settings, migrates, then supervises web, worker and scheduler."""

import argparse
import os
import sys
from collections.abc import Sequence


def run(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run serve")
    parser.add_argument("--host", default=os.environ.get("JATIGI_HOST", "127.0.0.1"))
    parser.add_argument("--port", type=int, default=int(os.environ.get("JATIGI_PORT", "8000")))
    parser.add_argument("--workers", type=int, default=int(os.environ.get("JATIGI_WORKERS", "2")))
    options = parser.parse_args(arguments)
    from jatigi.project import production

    if faults := production.faults():
        return _refuse(faults)
    from jatigi.project import supervisor

    supervisor.prepare_database()
    if faults := production.faults_of_the_database():
        return _refuse(faults)
    production.first_run()
    return supervisor.run(options.host, options.port, options.workers, certificate=production.certificate())


def _refuse(faults: Sequence[str]) -> int:
    print("Jatigi ne démarre pas :", *(f"  – {fault}" for fault in faults), sep="\n", file=sys.stderr)
    return 1

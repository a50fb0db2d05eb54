"""`finder`: the index of names in memory, asked by all processes of the node. `demo` and `serve` start it."""

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

log = logging.getLogger(__name__)


def run(arguments: Sequence[str]) -> int:
    import django

    parser = argparse.ArgumentParser(prog="./run jatigi finder")
    parser.add_argument("--with-parent", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--hand-over", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    django.setup()
    from django.conf import settings

    from jatigi.people.finder import place, reading, secrecy
    from jatigi.people.finder.server import Server

    locked = secrecy.keep_off_disks()
    if options.with_parent or options.hand_over:
        secrecy.end_with_parent()
    if options.hand_over:
        reading.hand_over(sys.stdout.buffer)
        return 0
    if not locked:
        log.warning(
            "memory of the finder may be swapped: raise the limit of locked memory (docs/production.md)"
        )
    try:
        server = Server(Path(settings.FINDER_SOCKET), reading.everybody, locked=locked)
    except place.Taken:
        print("La recherche par nom de ce nœud tourne déjà.", file=sys.stderr)
        return 1
    server.run()
    return 0

"""Reading a large store in a process of its own, while this one makes the index of what it is handed.

What passes between them stays in the memory of the two: a pipe is never swapped.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from jatigi.algorithms.matching.release import uncollected
from jatigi.people.finder import records
from jatigi.people.models import Identity
from jatigi.people.rules import INDEXING

LARGE = 20_000
"""From so many people on a second process is worth the second that its start takes."""


def everybody() -> Iterator[records.Entry]:
    """All entries of the node, read here or aside, whichever is sooner."""
    aside = Identity.objects.visible_to(INDEXING)[LARGE : LARGE + 1].exists()
    return map(records.entry, chain.from_iterable(_from_aside() if aside else records.everybody()))


def hand_over(to: BinaryIO) -> None:
    """Write every batch as a line of JSON: the work of the process aside."""
    with uncollected():
        to.writelines(
            json.dumps(batch, separators=(",", ":")).encode() + b"\n" for batch in records.everybody()
        )
        to.flush()


def _from_aside() -> Iterator[list[records.Row]]:
    """Raises `RuntimeError` where the other process ended before it had read everything."""
    command = [sys.executable, "-m", "jatigi", "finder", "--hand-over"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None  # noqa: S101  # a pipe was asked for
        try:
            yield from map(json.loads, process.stdout)
        finally:
            process.stdout.close()
            process.terminate()
    if process.returncode:
        raise RuntimeError("the process that reads the store ended early")

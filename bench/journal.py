"""How long a journal of a million events takes to verify, and what the journal adds to an action.

Limits (issue 2): 1,000,000 events verified in under 20 s; under 2 ms added to an action.
"""

import argparse
import time
from collections.abc import Callable
from statistics import median
from typing import Any
from unittest import mock
from uuid import uuid4

from bench import scratch
from bench.tables import percentile, show

VERIFY_LIMIT_S = 20.0
ADDED_LIMIT_MS = 2.0
BATCH = 5_000


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--actions", type=int, default=400)
    options = parser.parse_args()
    scratch.setup()
    added = _added(options.actions)
    filled = _timed(lambda: _fill(options.events))
    verified = _timed(_verify)
    show(
        "Journal",
        ("what", "measured", "limit", "verdict"),
        [
            (f"fill {options.events:,} events", f"{filled:.1f} s", "", ""),
            (
                f"verify {options.events:,} events",
                f"{verified:.1f} s",
                f"{VERIFY_LIMIT_S:.0f} s",
                _verdict(verified, VERIFY_LIMIT_S),
            ),
            *[
                (
                    f"added to an action, {name}",
                    f"{value:.2f} ms",
                    f"{ADDED_LIMIT_MS:.0f} ms",
                    _verdict(value, ADDED_LIMIT_MS),
                )
                for name, value in added
            ],
        ],
    )


def _added(count: int) -> list[tuple[str, float]]:
    """The same action with and without the journal, in turns."""
    from jatigi.kernel import journal
    from jatigi.places import actions
    from tests.cast import Cast

    supervisor = Cast().fanta()
    new = {"kind": "house", "country": "ML", "time_zone": "Africa/Bamako"}
    real = journal.append
    with_it: list[float] = []
    without: list[float] = []
    for number in range(count):
        for times, append in ((with_it, real), (without, lambda *_args, **_kwargs: None)):
            with mock.patch.object(journal, "append", append):
                started = time.perf_counter()
                actions.create_site(supervisor, name=f"Site {number}", **new)  # type: ignore[arg-type]
                times.append((time.perf_counter() - started) * 1000)
    return [
        ("median", median(with_it) - median(without)),
        ("p95", percentile(with_it, 0.95) - percentile(without, 0.95)),
    ]


def _fill(count: int) -> None:
    from django.db import transaction

    from jatigi.algorithms import transparency
    from jatigi.kernel import clock, journal
    from jatigi.kernel.models import JournalEntry, JournalHead, microseconds

    head = JournalHead.objects.get(pk=1)
    frontier = transparency.Frontier.from_bytes(bytes(head.frontier))
    actor, organisation = str(uuid4()), str(uuid4())
    for start in range(head.size, count, BATCH):
        entries = []
        for seq in range(start, min(start + BATCH, count)):
            entry = JournalEntry(
                seq=seq, time_us=microseconds(clock.now()), happened_us=microseconds(clock.now()), actor=actor, organisation=organisation,
                purpose="case_management", action="people.open", object_type="people.Person",
                object_id=str(uuid4()), outcome="seen", reason="", fields="", commitment=journal.commitment(b"", {}),
            )  # fmt: skip
            entry.leaf = journal.leaf_of(entry)
            frontier.append_hash(bytes(entry.leaf))
            entries.append(entry)
        with transaction.atomic():
            JournalEntry.objects.bulk_create(entries)
    JournalHead.objects.filter(pk=1).update(size=count, frontier=frontier.to_bytes())
    journal.checkpoint()


def _verify() -> None:
    from jatigi.kernel.verification import verify

    verdict = verify()
    assert verdict.sound, verdict.faults[:3]


def _timed(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _verdict(value: float, limit: float) -> str:
    return "kept" if value < limit else "MISSED"


if __name__ == "__main__":
    main()

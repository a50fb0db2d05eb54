"""Recommendations by thousands: brought in from one .xlsx with all that they point to, then searched, on SQLite and PostgreSQL.

import    dry run (every row read and judged), bringing in, and both together. Target: under 30 s.
pages     a user who searches and filters over real HTTP, every page drawn whole. Target: p95 ≤ 100 ms each.
          Then the other pages that look at all of them, against the same target.
likeness  all of them compared with all others, as every night.
report    the follow-up report of all of them, gathered and written as .docx, and one page of it; in processor time.

`./run bench commitments [--rows N] [--seconds N] [--only sqlite|postgresql]`
"""

import argparse
import time
from collections import defaultdict
from collections.abc import Callable
from random import Random
from statistics import median
from typing import Any
from urllib.parse import urlencode

from bench import pages
from bench.pages import POSTGRES, User, filled, node, served
from bench.tables import percentile, show

IMPORT_SECONDS = 30.0
TARGET_MS = 100.0


def main() -> None:
    parser = argparse.ArgumentParser(prog="./run bench commitments")
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    options = parser.parse_args()
    pages.THINK_SECONDS = 0.05  # one user who hardly thinks
    imports, listed, others, compared, reported = [], [], [], [], []
    for engine in ("sqlite", "postgresql"):
        if options.only not in (None, engine):
            continue
        if engine == "postgresql" and not POSTGRES:
            print("PostgreSQL n’est pas installé sur cette machine : mesuré sur SQLite seulement.")
            continue
        with node(engine) as environment:
            world: dict[str, Any] = filled(environment, "bench.commitments_world", options.rows)
            imports.append(_import(engine, world))
            compared.append((engine, world["rows"], world["pairs"], f"{world['likeness']:.1f}"))
            reported.append(_report(engine, world))
            with served(environment) as (port, _process):
                search(port, world, 5)
                times = search(port, world, options.seconds)
                listed += [_row(engine, name, times[name]) for name in sorted(times)]
                times = opened(port, world, options.seconds // 2)
                others += [_row(engine, name, times[name]) for name in sorted(times)]
    show(
        "Import of one workbook",
        ("database", "rows", "MB", "dry run s", "bringing in s", "together s", "target", "verdict"),
        imports,
    )
    show("Search and filters", ("database", "what", "n", "median ms", "p95 ms", "target", "verdict"), listed)
    show(
        "Follow-up report", ("database", "commitments", "MB", "gathering s", "docx s", "a page ms"), reported
    )
    show("Other pages", ("database", "what", "n", "median ms", "p95 ms", "target", "verdict"), others)
    show("Likeness", ("database", "rows", "pairs", "s"), compared)


def _import(engine: str, world: dict[str, Any]) -> tuple[object, ...]:
    together = world["checking"] + world["writing"]
    verdict = "kept" if together < IMPORT_SECONDS else "MISSED"
    return (
        engine, world["rows"], f"{world['bytes'] / 1e6:.1f}", f"{world['checking']:.1f}", f"{world['writing']:.1f}",
        f"{together:.1f}", f"{IMPORT_SECONDS:.0f}", verdict,
    )  # fmt: skip


def _report(engine: str, world: dict[str, Any]) -> tuple[object, ...]:
    return (
        engine, world["report"], f"{world['report_bytes'] / 1e6:.1f}", f"{world['gathering']:.1f}", f"{world['docx']:.1f}",
        f"{1000 * world['report_page']:.0f}",
    )  # fmt: skip


def _row(engine: str, name: str, times: list[float]) -> tuple[object, ...]:
    p95 = percentile(times, 0.95)
    verdict = "kept" if p95 <= TARGET_MS else "MISSED"
    return engine, name, len(times), f"{median(times):.0f}", f"{p95:.0f}", f"{TARGET_MS:.0f}", verdict


def search(port: int, world: dict[str, Any], seconds: int) -> dict[str, list[float]]:
    """Times of each kind of search, of one user who goes on for so many seconds."""
    times: dict[str, list[float]] = defaultdict(list)
    user, rng = User(port, world["session"], times), Random(1)
    asks: dict[str, Callable[[], dict[str, Any]]] = {
        "all": dict,
        "words, many found": lambda: {"words": "migrants"},
        "words, few found": lambda: {"words": f"{rng.choice(world['words'])} {rng.choice(world['words'])}"},
        "words, none found": lambda: {"words": "anticonstitutionnellement"},
        "body": lambda: {"body": rng.choice(world["bodies"])},
        "body, open, words": lambda: {
            "body": rng.choice(world["bodies"]), "state": "open", "words": rng.choice(world["words"]),
        },
        "event": lambda: {"event": rng.choice(world["events"])},
        "addressee": lambda: {"addressee": rng.choice(world["houses"])},
        "framework item": lambda: {"item": rng.choice(world["items"])},
        "overdue, theme": lambda: {"state": "overdue", "theme": "trafficking"},
        "nobody named, year": lambda: {"unaddressed": "on", "year": rng.choice(world["years"])},
        "place, level": lambda: {"place": "ML07", "level": "regional"},
    }  # fmt: skip
    stop = time.monotonic() + seconds
    while time.monotonic() < stop:
        for name, asked in asks.items():
            user.get(name, f"/commitments/?{urlencode(asked())}")
    return times


def opened(port: int, world: dict[str, Any], seconds: int) -> dict[str, list[float]]:
    """Times of the other pages, each opened in turn for so many seconds, after each was opened once."""
    times: dict[str, list[float]] = defaultdict(list)
    user = User(port, world["session"], times)
    stop: float | None = None
    while stop is None or time.monotonic() < stop:
        for name, address in world["pages"].items():
            user.get(name, address)
        if stop is None:
            times.clear()
            stop = time.monotonic() + seconds
    return times


if __name__ == "__main__":
    main()

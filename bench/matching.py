"""How well, how fast and in how much memory people are found again, beside what others reach on the same people.

Targets: issue 4. People and queries are those of ``bench.region``: two notes of a person by two scribes. In ``search`` every
engine is asked each query before the next, in one process. ``big`` (ten million people) and ``batch`` take their time: name
the parts you want. Splink, DuckDB and FEBRL come with ``requirements-linkage.lock``; ``--install`` puts them beside the rest.
"""

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

from bench import scratch
from bench.finding.report import Row
from bench.tables import show

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("search", "absent", "batch", "febrl", "calibration", "big")
LINKAGE = {"batch", "febrl"}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=1_000)
    parser.add_argument("--parts", default="search,absent,batch,febrl,calibration", help=", ".join(PARTS))
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--write", type=Path, help="only write P.csv and Q.csv into this folder")
    parser.add_argument("--install", action="store_true", help="first install requirements-linkage.lock")
    options = parser.parse_args()
    if options.install:
        _install()
    if options.write:
        _write(options.write, options.people, options.queries, options.seed)
        return
    wanted = options.parts.split(",")
    if unknown := set(wanted) - set(PARTS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    if LINKAGE & set(wanted) and find_spec("splink") is None:
        print("batch, febrl: Splink is not installed; ./run bench matching --install", file=sys.stderr)
        wanted = [part for part in wanted if part not in LINKAGE]
    scratch.setup()
    rows: list[Row] = []
    try:
        for part in wanted:
            for row in _part(part)(options.people, options.queries, options.seed):
                print("  " + " | ".join(row.cells), file=sys.stderr, flush=True)
                rows.append(row)
    finally:
        title = f"{options.people:,} people, {options.queries:,} queries, seed {options.seed}"
        show(title, ("what", "who", "measured", "target", "verdict"), [row.cells for row in rows])
    sys.exit(any(row.verdict == "MISSED" for row in rows))


def _part(name: str) -> Callable[[int, int, int], Iterator[Row]]:
    from bench.finding import report

    part: Callable[[int, int, int], Iterator[Row]] = getattr(report, name)
    return part


def _install() -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "uv", "pip", "install", "--quiet", "--require-hashes"),
            *("--python", sys.executable, "-r", str(ROOT / "requirements-linkage.lock")),
        ],
        check=False,
    )
    if done.returncode:
        sys.exit("requirements-linkage.lock could not be installed")


def _write(folder: Path, people: int, queries: int, seed: int) -> None:
    from bench.region import Region

    folder.mkdir(parents=True, exist_ok=True)
    for path in Region(seed).write(folder, people, queries, strangers=queries // 2):
        print(path)


if __name__ == "__main__":
    main()

"""How well, how fast and in how much memory people are found again, beside what others reach on the same people.

Targets: issue 4. People and queries are those of ``bench.region``: two notes of a person by two scribes. In ``search`` every
engine is asked each query before the next, in one process. Each part runs in a process of its own and is ended after
``--minutes``; ``--only`` names the parts that are wanted. Splink, DuckDB and FEBRL come with ``requirements-linkage.lock``;
``--install`` puts them beside the rest; what is not there is left out, and the table says so.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from threading import Timer

from bench import scratch
from bench.finding.report import Row
from bench.tables import show

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("febrl", "batch", "absent", "calibration", "search", "only", "ablations", "big")
WITH_A_NODE = {"search"}
GRACE_S = 60.0
"""A part that is ended has so long to put away what it made."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=1_000)
    parser.add_argument("--only", "--parts", default=",".join(PARTS), help=", ".join(PARTS))
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--minutes", type=float, default=40.0, help="so long each part may take")
    parser.add_argument("--write", type=Path, help="only write P.csv and Q.csv into this folder")
    parser.add_argument("--install", action="store_true", help="first install requirements-linkage.lock")
    parser.add_argument("--rows", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.install:
        _install()
    if options.write:
        _write(options.write, options.people, options.queries, options.seed)
        return
    wanted = options.only.split(",")
    if unknown := set(wanted) - set(PARTS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    if options.rows:
        _here(wanted[0], options)
        return
    rows: list[Row] = []
    try:
        for part in wanted:
            for row in _apart(part, options):
                print("  " + " | ".join(row.cells), file=sys.stderr, flush=True)
                rows.append(row)
    finally:
        title = f"{options.people:,} people, {options.queries:,} queries, seed {options.seed}"
        show(title, ("what", "who", "measured", "target", "verdict"), [row.cells for row in rows])
    sys.exit(any(row.verdict == "MISSED" for row in rows))


def _here(part: str, options: argparse.Namespace) -> None:
    """One part in this process: a row a line on standard output."""
    from bench.finding import report

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    if part in WITH_A_NODE:
        scratch.setup()
    measured: Callable[[int, int, int], Iterator[Row]] = getattr(report, part)
    for row in measured(options.people, options.queries, options.seed):
        print(json.dumps(asdict(row)), flush=True)


def _apart(part: str, options: argparse.Namespace) -> Iterator[Row]:
    """The rows of a part from a process of its own; a row that says so where it failed or took too long."""
    figures = {"people": options.people, "queries": options.queries, "seed": options.seed}
    command = [sys.executable, "-m", "bench.matching", "--rows", "--only", part]
    command += [word for name, value in figures.items() for word in (f"--{name}", str(value))]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=ROOT, start_new_session=True
    ) as process:
        late: list[bool] = []
        timer = Timer(options.minutes * 60, _end, (process, late))
        timer.start()
        try:
            for line in process.stdout or ():
                if line.startswith('{"what"'):
                    yield Row(**json.loads(line))
            process.wait()
        except BaseException:
            _end(process, [])
            raise
        finally:
            timer.cancel()
    if late:
        yield Row(part, "", f"not measured: ended after {options.minutes:g} minutes", kept=False)
    elif process.returncode:
        yield Row(part, "", "not measured: it failed, see above", kept=False)


def _end(process: "subprocess.Popen[str]", late: list[bool]) -> None:
    late.append(True)
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(GRACE_S)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


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

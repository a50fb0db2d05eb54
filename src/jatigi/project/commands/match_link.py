"""`match link --people P.csv --with duckdb|spark`: which records of a list are of one person, with Splink."""

import argparse
import csv
import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from jatigi.algorithms.linkage import Columns, Linkage, NotEncrypted, Scratch, columns, on_duckdb, on_spark
from jatigi.algorithms.linkage.backends import LIKELY
from jatigi.algorithms.matching.evaluation import People

_NEEDED = {"duckdb": ("splink", "duckdb"), "spark": ("splink", "duckdb", "pyspark")}
_MISSING = "Il manque {packages} : installez requirements-linkage.lock (docs/adr/0012-linkage-beyond-one-machine.md)."
_NOT_ENCRYPTED = (
    "Rien n’a été écrit : {where} n’est ni en mémoire ni déclaré chiffré. Réglez JATIGI_LINKAGE_SCRATCH sur un dossier d’un "
    "disque chiffré et JATIGI_LINKAGE_SCRATCH_ENCRYPTED=yes ; pour d’autres machines, JATIGI_LINKAGE_SPARK_SECRET aussi."
)


def run(arguments: Sequence[str]) -> int:
    """Prints pairs of ids and their probability, no name. Raises `WrongFile`."""
    parser = argparse.ArgumentParser(prog="./run jatigi match link")
    parser.add_argument("--people", type=Path, required=True, help="le CSV de « match evaluate »")
    parser.add_argument("--with", dest="backend", choices=sorted(_NEEDED), default="duckdb")
    parser.add_argument("--memory", default="4g", help="mémoire, 4g par défaut")
    parser.add_argument(
        "--least", type=float, default=LIKELY, help="probabilité à partir de laquelle une paire est montrée"
    )
    options = parser.parse_args(arguments)
    if missing := [package for package in _NEEDED[options.backend] if find_spec(package) is None]:
        print(_MISSING.format(packages=", ".join(missing)), file=sys.stderr)
        return 2
    known = People(options.people)
    table = columns((known.ids[person.int - 1], record) for person, _owner, record in known.records())
    try:
        done = _linked(table, options.backend, options.memory, options.least)
    except NotEncrypted as where:
        print(_NOT_ENCRYPTED.format(where=where), file=sys.stderr)
        return 2
    writer = csv.writer(sys.stdout)
    writer.writerow(("one", "other", "probability"))
    writer.writerows((pair.one, pair.other, f"{pair.probability:.6f}") for pair in done.pairs)
    compared = f"{done.compared} paires comparées en {done.seconds:.0f} s, {len(done.pairs)} retenues"
    print(compared, file=sys.stderr)
    return 0


def _linked(table: Columns, backend: str, memory: str, least: float) -> Linkage:
    if backend == "duckdb":
        return on_duckdb(table, memory=memory.upper().removesuffix("B") + "B", threshold=least)
    master = os.environ.get("JATIGI_LINKAGE_SPARK") or "local[2]"
    return on_spark(table, Scratch.from_environment(), master=master, memory=memory, threshold=least)

"""`match link --people P.csv`: which records of a list, or of two, are of one person.

With our own engine; beyond one machine with Splink (``--with duckdb|spark``).
"""

import argparse
import csv
import os
import sys
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from jatigi.algorithms.linkage import Columns, Linkage, NotEncrypted, Scratch, columns, on_duckdb, on_spark
from jatigi.algorithms.linkage.backends import LIKELY, Pair
from jatigi.algorithms.matching import Record, link
from jatigi.algorithms.matching.evaluation import People

_NEEDED: dict[str, tuple[str, ...]] = {
    "engine": (),
    "duckdb": ("splink", "duckdb"),
    "spark": ("splink", "duckdb", "pyspark"),
}
_MISSING = "Il manque {packages} : installez requirements-linkage.lock (docs/adr/0012-linkage-beyond-one-machine.md)."
_NOT_ENCRYPTED = (
    "Rien n’a été écrit : {where} n’est ni en mémoire ni déclaré chiffré. Réglez JATIGI_LINKAGE_SCRATCH sur un dossier d’un "
    "disque chiffré et JATIGI_LINKAGE_SCRATCH_ENCRYPTED=yes ; pour d’autres machines, JATIGI_LINKAGE_SPARK_SECRET aussi."
)


def run(arguments: Sequence[str]) -> int:
    """Prints pairs of ids and their probability, no name. Raises `WrongFile`."""
    parser = argparse.ArgumentParser(prog="./run jatigi match link")
    parser.add_argument("--people", type=Path, required=True, help="le CSV de « match evaluate »")
    parser.add_argument(
        "--against",
        type=Path,
        help="une seconde liste : seules les paires d’une liste à l’autre sont cherchées",
    )
    parser.add_argument(
        "--one-to-one",
        action="store_true",
        help="les deux listes sont chacune sans doublons : chacun est dans une paire au plus",
    )
    parser.add_argument("--with", dest="backend", choices=sorted(_NEEDED), default="engine")
    parser.add_argument("--memory", default="4g", help="mémoire de Splink, 4g par défaut")
    parser.add_argument(
        "--least", type=float, default=LIKELY, help="probabilité à partir de laquelle une paire est montrée"
    )
    options = parser.parse_args(arguments)
    if missing := [package for package in _NEEDED[options.backend] if find_spec(package) is None]:
        print(_MISSING.format(packages=", ".join(missing)), file=sys.stderr)
        return 2
    if options.backend != "engine" and (options.against or options.one_to_one):
        parser.error("--against, --one-to-one : avec engine seulement")
    try:
        done = _done(options)
    except NotEncrypted as where:
        print(_NOT_ENCRYPTED.format(where=where), file=sys.stderr)
        return 2
    writer = csv.writer(sys.stdout)
    writer.writerow(("one", "other", "probability"))
    writer.writerows((pair.one, pair.other, f"{pair.probability:.6f}") for pair in done.pairs)
    compared = f"{done.compared} paires comparées en {done.seconds:.0f} s, {len(done.pairs)} retenues"
    print(compared, file=sys.stderr)
    return 0


def _done(options: argparse.Namespace) -> Linkage:
    ids, records = _read(options.people)
    if options.backend == "engine":
        return _by_the_engine(ids, records, options)
    table = columns(zip(ids, records, strict=True))
    return _by_splink(table, options.backend, options.memory, options.least)


def _read(file: Path) -> tuple[list[str], list[Record]]:
    known = People(file)
    records = [record for _person, _owner, record in known.records()]
    return known.ids, records


def _by_the_engine(ids: list[str], records: list[Record], options: argparse.Namespace) -> Linkage:
    theirs, against = _read(options.against) if options.against else (ids, None)
    began = time.perf_counter()
    linkage, found = link.linked(records, against, least=options.least, one_to_one=options.one_to_one)
    pairs = [Pair(ids[one], theirs[other], probability) for one, other, probability in found]
    return Linkage(pairs, linkage.compared, time.perf_counter() - began)


def _by_splink(table: Columns, backend: str, memory: str, least: float) -> Linkage:
    if backend == "duckdb":
        return on_duckdb(table, memory=memory.upper().removesuffix("B") + "B", threshold=least)
    master = os.environ.get("JATIGI_LINKAGE_SPARK") or "local[2]"
    return on_spark(table, Scratch.from_environment(), master=master, memory=memory, threshold=least)

"""Linking a whole register to itself: our own batch path and Splink on DuckDB, each in a process of its own."""

import logging
import time
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, NamedTuple

from bench.finding.counting import Linked, best, calibration, calibration_error, linked
from bench.finding.engines import Stopwatch, in_a_process, resident
from bench.finding.records import records
from bench.region import Region
from bench.region.region import COLUMNS, rows
from bench.region.spelling import without_accents
from jatigi.algorithms.linkage import columns, on_duckdb
from jatigi.algorithms.matching import Record, link
from jatigi.algorithms.matching.columns import Coder
from jatigi.algorithms.matching.model import NOBODY
from jatigi.algorithms.matching.reading import columns_of

LIKELY = 0.32
"""For everybody: of right probabilities, half of the best F1 is where F1 is best (Lipton and others, 2014)."""


class Batch(NamedTuple):
    """What a batch linkage found, how many pairs it compared, in which time, and the most memory it held.

    ``error``: how far what it said is from what came true, over the ``told`` pairs of which it said how probable they are.
    """

    found: Linked
    compared: int
    seconds: float
    megabytes: float
    error: float | None
    told: int

    @property
    def speed(self) -> float:
        """Millions of pairs a second, everything included."""
        return self.compared / self.seconds / 1e6


class Work(NamedTuple):
    """Pairs, down to improbable ones, with what a linkage said of each, how many it compared, its seconds.

    ``threshold``: from here on it says that two are one person; None: wherever that is best for it.
    """

    said: dict[tuple[int, int], float]
    compared: int
    seconds: float
    threshold: float | None


Working = Callable[[Region, int, int], Work]


def measured(work: Working, seed: int, people: int, second: int) -> Batch:
    """A linkage of ``people`` first notes and ``second`` second ones."""
    done: Batch = in_a_process(_in_its_process, work, seed, people, second)
    return done


def _in_its_process(work: Working, seed: int, people: int, second: int) -> Batch:
    region = Region(seed)
    done = work(region, people, second)
    megabytes = resident(line="VmHWM:")
    who, _notes = region.queries(second, people)
    true = {(int(number), people + at) for at, number in enumerate(who)}
    if done.threshold is None:
        return Batch(best(done.said, true), done.compared, done.seconds, megabytes, None, len(done.said))
    found = linked([pair for pair, said in done.said.items() if said >= done.threshold], true)
    error = calibration_error(calibration(list(done.said.values()), [pair in true for pair in done.said]))
    return Batch(found, done.compared, done.seconds, megabytes, error, len(done.said))


def everybody(region: Region, people: int, second: int) -> Iterator[Record]:
    """First notes, then second ones."""
    _who, again = region.queries(second, people)
    yield from chain(chain.from_iterable(map(records, region.register(people))), records(again))


def own(region: Region, people: int, second: int) -> Work:
    """Records that share a pair of folded keys, scored as a search scores."""
    watch = Stopwatch()
    began = time.perf_counter()
    coder = Coder()
    listed = watch.outside(everybody(region, people, second))
    linkage = link.Linkage(coder, columns_of(coder, ((NOBODY, 0, record) for record in listed)))
    one, other, probable = linkage.run(link.RIVAL)
    seconds = time.perf_counter() - began - watch.aside
    said = dict(zip(zip(one.tolist(), other.tolist(), strict=True), probable.tolist(), strict=True))
    return Work(said, linkage.compared, seconds, LIKELY)


def splink_folded(region: Region, people: int, second: int) -> Work:
    """Splink on DuckDB with the folded keys, told how many pairs there are."""
    watch = Stopwatch()
    began = time.perf_counter()
    listed = enumerate(watch.outside(everybody(region, people, second)))
    table = columns((str(number), record) for number, record in listed)
    folding = time.perf_counter() - began - watch.aside
    done = on_duckdb(table, memory="12GB", threshold=link.RIVAL, others=2 * second / (people + second))
    said = {_in_order(pair.one, pair.other): pair.probability for pair in done.pairs}
    return Work(said, done.compared, folding + done.seconds, None)


def splink_raw(region: Region, people: int, second: int) -> Work:
    """Splink on DuckDB as its guide sets it up: names in small letters without accents, Jaro-Winkler, rules of its own.

    EM is shown pairs of one telephone, and of one given name and mother: on those of one whole name, most of whom are two people,
    it learned nothing (F1 .16 in place of .31 at 100,000 people).
    """
    table: dict[str, list[Any]] = {"unique_id": [], **{name: [] for name in COLUMNS}}
    _who, again = region.queries(second, people)
    number = 0
    for notes in chain(region.register(people), (again,)):
        for row in rows(notes, range(number, number + len(notes))):
            for name, value in zip(table, row, strict=True):
                table[name].append(_plain(value))
        number += len(notes)
    return _splink(table, _guide(number, second))


def _plain(value: object) -> object:
    return (without_accents(value).lower() or None) if isinstance(value, str) else value


def _guide(records: int, second: int) -> Any:
    """It is told how many pairs there are."""
    import splink.comparison_library as cl
    from splink import SettingsCreator, block_on

    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.NameComparison("given_names").configure(term_frequency_adjustments=True),
            cl.NameComparison("family_names").configure(term_frequency_adjustments=True),
            cl.ExactMatch("sex"),
            cl.LevenshteinAtThresholds("birth_year", 1),
            cl.ExactMatch("nationality").configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("mother", [0.9, 0.8]),
            cl.JaroWinklerAtThresholds("father", [0.9, 0.8]),
            cl.ExactMatch("phone"),
            cl.JaroWinklerAtThresholds("place", [0.9]).configure(term_frequency_adjustments=True),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("given_names", "family_names"),
            block_on("family_names", "birth_year", "nationality"),
            block_on("given_names", "birth_year", "nationality"),
            block_on("phone"),
            block_on("given_names", "mother"),
        ],
        probability_two_random_records_match=2 * second / records**2,
        retain_matching_columns=False,
    )


def _splink(table: dict[str, list[Any]], model: Any) -> Work:
    import duckdb
    import pyarrow as pa
    from splink import DuckDBAPI, Linker, block_on

    table["birth_year"] = [str(year) if year else None for year in table["birth_year"]]
    began = time.perf_counter()
    logging.getLogger("splink").setLevel(logging.ERROR)
    with duckdb.connect(":memory:") as connection:
        connection.execute("SET temp_directory = ''")
        linker = Linker(DuckDBAPI(connection).register(pa.table(table)), model, log_level=None)
        linker.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=4)
        for keys in (("phone",), ("given_names", "mother")):
            linker.training.estimate_parameters_using_expectation_maximisation(block_on(*keys))
        blocked = linker.inference.compute_blocked_pairs_for_predict().physical_name
        [(compared,)] = connection.execute(f"select count(*) from {blocked}").fetchall()
        scored = linker.inference.predict(threshold_match_probability=link.RIVAL).physical_name
        found = connection.execute(
            f"select unique_id_l, unique_id_r, match_probability from {scored}"
        ).fetchall()
    seconds = time.perf_counter() - began
    return Work({_in_order(one, other): said for one, other, said in found}, compared, seconds, None)


def _in_order(one: object, other: object) -> tuple[int, int]:
    first, second = int(str(one)), int(str(other))
    return min(first, second), max(first, second)

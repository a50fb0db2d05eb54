"""Splink on DuckDB and on Spark: the same columns, the same model, equal pairs."""

import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from jatigi.algorithms.linkage.keys import Columns
from jatigi.algorithms.linkage.model import Weights, settings, trained
from jatigi.algorithms.linkage.scratch import NotEncrypted, Scratch

LIKELY = 0.5
OTHERS = 0.2
SAMPLE = 200_000
"""About so many records are enough to estimate weights from."""
PARTITIONS = 4

_INTEGERS = frozenset({"birth_year"})


class Pair(NamedTuple):
    """Two ids, the smaller first, and the probability that they are of one person."""

    one: str
    other: str
    probability: float


class Linkage(NamedTuple):
    """The likely pairs, how many were compared, and in how many seconds."""

    pairs: list[Pair]
    compared: int
    seconds: float


def on_duckdb(
    table: Columns, *, memory: str = "4GB", threshold: float = LIKELY, others: float = OTHERS
) -> Linkage:
    """The likely pairs of a table, in the memory of this process and nowhere else.

    ``others``: how many more records its person has, on the average of all records.
    Raises duckdb.OutOfMemoryException rather than write to a disk.
    """
    began = time.perf_counter()
    same = others / len(table["unique_id"])
    weights = _weights(table, memory, same)
    with _duckdb(memory) as api:
        scored, compared = _scored(api, _arrow(table), settings(same, weights), threshold)
        pairs = _sorted(scored.as_duckdbpyrelation().fetchall())
    return Linkage(pairs, compared, time.perf_counter() - began)


def on_spark(
    table: Columns,
    scratch: Scratch,
    *,
    master: str = "local[2]",
    memory: str = "4g",
    threshold: float = LIKELY,
    others: float = OTHERS,
) -> Linkage:
    """The likely pairs of a table, on a cluster or on this machine; what Spark writes it enciphers as well.

    Raises NotEncrypted before anything is written where ``scratch`` is not in memory or on an encrypted disk, or where
    ``master`` is on another machine and ``JATIGI_LINKAGE_SPARK_SECRET`` is not set: all its nodes need it to speak enciphered.
    """
    began = time.perf_counter()
    between = _between_machines(master)
    same = others / len(table["unique_id"])
    with scratch.opened() as folder:
        weights = _weights(table, memory.upper() + "B", same)
        with _session(folder, master, memory, between) as session:
            from splink import SparkAPI

            api = SparkAPI(
                spark_session=session,
                break_lineage_method="persist",
                num_partitions_on_repartition=PARTITIONS,
            )
            frame = session.createDataFrame(_arrow(table))
            scored, compared = _scored(api, frame, settings(same, weights), threshold)
            pairs = _sorted(map(tuple, scored.as_spark_dataframe().collect()))
    return Linkage(pairs, compared, time.perf_counter() - began)


def _weights(table: Columns, memory: str, same: float) -> Weights:
    """Estimated from a sample, always in memory: the same on both, and a cluster need not be asked a hundred small questions."""
    size = len(table["unique_id"])
    every = max(1, size // SAMPLE)
    sample: Columns = {name: values[::every] for name, values in table.items()}
    with _duckdb(memory) as api:
        return trained(_linker(api, _arrow(sample), settings(same)))


@contextmanager
def _duckdb(memory: str) -> Iterator[Any]:
    import duckdb
    from splink import DuckDBAPI

    with duckdb.connect(":memory:") as connection:
        connection.execute(f"SET memory_limit = '{memory}'")
        connection.execute("SET temp_directory = ''")
        yield DuckDBAPI(connection)


def _scored(api: Any, table: Any, model: Any, threshold: float) -> tuple[Any, int]:
    """A relation of ids and probabilities, and how many pairs were compared."""
    linker = _linker(api, table, model)
    blocked = linker.inference.compute_blocked_pairs_for_predict().physical_name
    count = linker.misc.query_sql(f"select count(*) as pairs from {blocked}").as_record_list()[0]["pairs"]  # noqa: S608
    scored = linker.inference.predict(threshold_match_probability=threshold).physical_name
    wanted = f"select unique_id_l, unique_id_r, match_probability from {scored}"  # noqa: S608
    return linker.misc.query_sql(wanted), int(count)


def _linker(api: Any, table: Any, model: Any) -> Any:
    from splink import Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    return Linker(api.register(table, dataset_display_name="people"), model, log_level=logging.ERROR)


def _arrow(table: Columns) -> Any:
    import pyarrow as pa

    kinds = {name: pa.int32() if name in _INTEGERS else pa.string() for name in table}
    return pa.table({name: pa.array(values, kinds[name]) for name, values in table.items()})


def _sorted(rows: Any) -> list[Pair]:
    return sorted(Pair(min(one, other), max(one, other), probability) for one, other, probability in rows)


@contextmanager
def _session(folder: Path, master: str, memory: str, between: dict[str, str]) -> Iterator[Any]:
    from pyspark.sql import SparkSession
    from splink.backends.spark import similarity_jar_location

    builder = SparkSession.builder.master(master).appName("jatigi")
    options = {
        "spark.driver.memory": memory,
        "spark.jars": similarity_jar_location(),
        "spark.local.dir": str(folder),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.driver.extraJavaOptions": f"-Djava.io.tmpdir={folder} -XX:-UsePerfData",
        "spark.io.encryption.enabled": "true",
        "spark.sql.catalogImplementation": "in-memory",
        "spark.sql.shuffle.partitions": str(PARTITIONS),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.eventLog.enabled": "false",
        **between,
    }
    for name, value in options.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    try:
        yield session
    finally:
        session.stop()


def _between_machines(master: str) -> dict[str, str]:
    if master.startswith("local"):
        return {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
    secret = os.environ.get("JATIGI_LINKAGE_SPARK_SECRET")
    if not secret:
        raise NotEncrypted(master)
    return {
        "spark.authenticate": "true",
        "spark.authenticate.secret": secret,
        "spark.network.crypto.enabled": "true",
    }

"""Splink on DuckDB and on Spark: the same columns, the same model, equal pairs."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from jatigi.algorithms.linkage.keys import Columns
from jatigi.algorithms.linkage.model import settings, train
from jatigi.algorithms.linkage.scratch import NotEncrypted, Scratch

LIKELY = 0.5

_INTEGERS = frozenset({"birth_year"})


class Pair(NamedTuple):
    """Two ids, the smaller first, and the probability that they are of one person."""

    one: str
    other: str
    probability: float


def on_duckdb(table: Columns, *, memory: str = "4GB", threshold: float = LIKELY) -> list[Pair]:
    """The likely pairs of a table, in the memory of this process and nowhere else.

    Raises duckdb.OutOfMemoryException rather than write to a disk.
    """
    import duckdb
    from splink import DuckDBAPI

    with duckdb.connect(":memory:") as connection:
        connection.execute(f"SET memory_limit = '{memory}'")
        connection.execute("SET temp_directory = ''")
        linked = _linked(DuckDBAPI(connection), _arrow(table), threshold)
        return _sorted(linked.as_duckdbpyrelation().fetchall())


def on_spark(
    table: Columns,
    scratch: Scratch,
    *,
    master: str = "local[*]",
    memory: str = "4g",
    threshold: float = LIKELY,
) -> list[Pair]:
    """The likely pairs of a table, on a cluster or on this machine; what Spark writes it enciphers as well.

    Raises NotEncrypted before anything is written where ``scratch`` is not in memory or on an encrypted disk, or where
    ``master`` is on another machine and ``JATIGI_LINKAGE_SPARK_SECRET`` is not set: all its nodes need it to speak enciphered.
    """
    with scratch.opened() as folder, _session(folder, master, memory) as session:
        from splink import SparkAPI

        api = SparkAPI(spark_session=session, break_lineage_method="persist")
        frame = session.createDataFrame(_arrow(table).to_pandas())
        linked = _linked(api, frame, threshold)
        return _sorted(map(tuple, linked.as_spark_dataframe().collect()))


def _linked(api: Any, table: Any, threshold: float) -> Any:
    """A relation of ids and probabilities."""
    from splink import Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    linker = Linker(api.register(table, dataset_display_name="people"), settings(), log_level=logging.ERROR)
    train(linker)
    scored = linker.inference.predict(threshold_match_probability=threshold)
    wanted = f"select unique_id_l, unique_id_r, match_probability from {scored.physical_name}"  # noqa: S608
    return linker.misc.query_sql(wanted, output_type="splink_df")


def _arrow(table: Columns) -> Any:
    import pyarrow

    kinds = {name: pyarrow.int32() if name in _INTEGERS else pyarrow.string() for name in table}
    return pyarrow.table({name: pyarrow.array(values, kinds[name]) for name, values in table.items()})


def _sorted(rows: Any) -> list[Pair]:
    return sorted(Pair(*sorted((one, other)), probability) for one, other, probability in rows)


@contextmanager
def _session(folder: Path, master: str, memory: str) -> Iterator[Any]:
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
        "spark.sql.shuffle.partitions": "8",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.eventLog.enabled": "false",
        **_between_machines(master),
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

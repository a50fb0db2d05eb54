"""Linking more records than one machine holds, on Splink, with the folded keys of ``matching`` as blocking rules.

``keys`` brings records to columns; ``model`` says what is compared; ``backends`` runs Splink on DuckDB (one process) or
on Spark (a cluster, or this machine); ``scratch`` decides where data may lie meanwhile. Splink, DuckDB and Spark are no
packages of the running node: ``requirements-linkage.lock``. When to use it: ``docs/adr/0012-linkage-beyond-one-machine.md``.
"""

from jatigi.algorithms.linkage.backends import Linkage, Pair, on_duckdb, on_spark
from jatigi.algorithms.linkage.keys import Columns, columns
from jatigi.algorithms.linkage.scratch import NotEncrypted, Scratch

__all__ = ["Columns", "Linkage", "NotEncrypted", "Pair", "Scratch", "columns", "on_duckdb", "on_spark"]

"""The rows of the test database, read and written again as they are: what the migrations left, what a cast is made of.

After a test that wrote for real Django empties every table and makes permissions and reference data anew, which takes
seconds; here the rows that were there at first are put in again.
"""

import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.core.management.commands import migrate
from django.db import connection, transaction

T = TypeVar("T")
Rows = tuple[list[str], list[tuple[Any, ...]]]
"""Names of columns, and every row."""


def tables() -> list[str]:
    return connection.introspection.django_table_names(only_existing=True)


def rows(table: str) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
        return [column[0] for column in cursor.description], list(cursor.fetchall())


def put_in(found: Mapping[str, Rows]) -> None:
    """Writes rows of tables. In one transaction: rows that refer to one another are whole only at its end."""
    with connection.constraint_checks_disabled(), transaction.atomic(), connection.cursor() as cursor:
        for table, (names, written) in found.items():
            columns, places = ", ".join(f'"{n}"' for n in names), ", ".join(["%s"] * len(names))
            cursor.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({places})', written)  # noqa: S608
        for sql in _sequences():
            cursor.execute(sql)


@cache
def _sequences() -> list[str]:
    return connection.ops.sequence_reset_sql(no_style(), apps.get_models())


_made: dict[Callable[[], Any], tuple[Any, dict[str, Rows]]] = {}


def again(make: Callable[[], T]) -> T:
    """What `make` makes, with all its rows: made once in a run, its rows put in again afterwards.

    For a database that holds nothing but `first`.
    """
    if make in _made:
        put_in(_made[make][1])
    else:
        first()
        made = make()
        _made[make] = made, {table: added for table in first() if (added := _added(table))[1]}
    return cast(T, _made[make][0])


def _added(table: str) -> Rows:
    """The rows that were not there at first; the key is the first column."""
    before = {row[0] for row in first()[table][1]}
    names, found = rows(table)
    return names, [row for row in found if row[0] not in before]


@cache
def first() -> dict[str, Rows]:
    """Every table, with the rows that it has before any test."""
    return {table: rows(table) for table in tables()}


def put_back() -> None:
    """Every table as it was at first."""
    connection.ops.execute_sql_flush(
        connection.ops.sql_flush(no_style(), list(first()), reset_sequences=False, allow_cascade=False)
    )
    put_in({table: found for table, found in first().items() if found[1]})


@contextmanager
def migrated_once() -> Iterator[None]:
    """Within, the first of the processes of a run that migrates its SQLite database does so for all: the others copy it."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    if not run or connection.vendor != "sqlite":
        yield
        return
    template, handle = Path(settings.VAR) / f"template-{run}.sqlite3", migrate.Command.handle

    def copied(self: migrate.Command, *args: Any, **options: Any) -> None:
        connection.ensure_connection()
        with (
            template.with_suffix(".lock").open("w") as lock,
            closing(sqlite3.connect(template)) as kept,
        ):
            fcntl.flock(lock, fcntl.LOCK_EX)
            if kept.execute("SELECT 1 FROM sqlite_master").fetchone():
                kept.backup(connection.connection)
            else:
                handle(self, *args, **options)
                connection.connection.backup(kept)

    migrate.Command.handle = copied  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        migrate.Command.handle = handle  # type: ignore[method-assign]

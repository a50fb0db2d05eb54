"""Statements that every act and every opened row needs, written once from the models.

The ORM compiles a statement each time it runs; for the journal and for keys that was a quarter of the time of an act.
What is read and written is the same.
"""

from collections.abc import Collection, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any, cast
from uuid import UUID

from django.db import connection, models

Statement = tuple[str, Sequence[Any]]


def insert(row: models.Model) -> None:
    """Insert a row whose primary key is set."""
    run(insertion(row))


def insert_once(row: models.Model) -> bool:
    """The same, unless a row with the same unique values is there; whether it was inserted."""
    statement, values = insertion(row)
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} ON CONFLICT DO NOTHING", values)
        return bool(cursor.rowcount)


def insertion(row: models.Model) -> Statement:
    """What inserts a row whose primary key is set."""
    statement, fields = _insertion(type(row), connection.vendor)
    return statement, [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]


def run(*statements: Statement) -> None:
    """One after the other; on PostgreSQL, which is another process, in one message."""
    if connection.vendor == "postgresql":
        texts, values = zip(*statements, strict=True)
        statements = (("; ".join(texts), [value for some in values for value in some]),)
    with connection.cursor() as cursor:
        for text, given in statements:
            cursor.execute(text, given)


def head() -> tuple[int, bytes] | None:
    """Size and frontier of the journal, locked until the end of the transaction; None before the first event."""
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT size, frontier FROM kernel_journalhead WHERE id = 1{lock}")  # noqa: S608
        found = cursor.fetchone()
    return (found[0], bytes(found[1])) if found else None


def moving_head(size: int, frontier: bytes) -> Statement:
    """What says where the next event goes."""
    return "UPDATE kernel_journalhead SET size = %s, frontier = %s WHERE id = 1", [size, frontier]


def take_turn(what: str) -> None:
    """Wait until nobody else does what has the same name, and keep others waiting until the transaction ends.

    SQLite has one writer at a time anyway.
    """
    if connection.vendor == "postgresql":
        number = int.from_bytes(sha256(what.encode()).digest()[:8], signed=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def wrapped_keys(ids: Collection[UUID]) -> dict[UUID, bytes]:
    """Those of the keys that were not destroyed, still wrapped."""
    uuid = models.UUIDField()
    found = wrapped_keys_as_stored([uuid.get_db_prep_value(pk, connection) for pk in ids])
    return {cast(UUID, uuid.to_python(pk)): wrapped for pk, wrapped in found.items()}


def wrapped_keys_as_stored(ids: Collection[Any]) -> dict[Any, bytes]:
    """The same for ids as this database gives them, and by them."""
    if not ids:
        return {}
    marks = ", ".join(["%s"] * len(ids))
    statement = f"SELECT id, wrapped FROM kernel_datakey WHERE wrapped IS NOT NULL AND id IN ({marks})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, list(ids))
        return {pk: bytes(wrapped) for pk, wrapped in cursor.fetchall()}


def count_rows() -> None:
    """Let the planner of the database learn how many rows lie where. PostgreSQL does it too by itself, SQLite does not."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA analysis_limit = 1000")
        cursor.execute("ANALYZE")


@lru_cache
def _insertion(model: type[models.Model], _vendor: str) -> tuple[str, list["models.Field[Any, Any]"]]:
    fields = list(model._meta.concrete_fields)
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {quoted(model._meta.db_table)} ({columns}) VALUES ({marks})", fields  # noqa: S608

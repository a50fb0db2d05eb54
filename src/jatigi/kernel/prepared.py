"""Statements that every act and every opened row needs, written once from the models.

The ORM compiles a statement each time it runs; for the journal and for keys that was a quarter of the time of an act.
What is read and written is the same.
"""

from collections.abc import Collection
from functools import lru_cache
from typing import Any, cast
from uuid import UUID

from django.db import connection, models


def insert(row: models.Model) -> None:
    """Insert a row whose primary key is set."""
    statement, fields = _insertion(type(row), connection.vendor)
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def head() -> tuple[int, bytes] | None:
    """Size and frontier of the journal, locked until the end of the transaction; None before the first event."""
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT size, frontier FROM kernel_journalhead WHERE id = 1{lock}")  # noqa: S608
        found = cursor.fetchone()
    return (found[0], bytes(found[1])) if found else None


def move_head(size: int, frontier: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE kernel_journalhead SET size = %s, frontier = %s WHERE id = 1", [size, frontier]
        )


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

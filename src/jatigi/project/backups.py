"""One encrypted file with the whole database, and its way back.

A logical dump, so that it moves between SQLite and PostgreSQL: a tar with one JSON-lines member a
table (sealed columns stay sealed), all as they are at one moment of a node at work. The node key is not in it: it has its
own recovery (`./run jatigi keys recovery`). People erased after the backup are erased again at restore.
"""

import base64
import io
import json
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction

from jatigi.agencies.models import Token
from jatigi.kernel import clock, erasure, vault
from jatigi.kernel.access import service_access
from jatigi.kernel.actions import Act
from jatigi.kernel.models import destroy_keys
from jatigi.kernel.querysets import acting
from jatigi.people.actions import erase
from jatigi.people.duplicates.actions import separate_for_restoring
from jatigi.people.models import Person
from jatigi.people.rules import RETENTION
from jatigi.project.sealed_file import SealingWriter, Unreadable, unsealed
from jatigi.protection.actions import end_again

__all__ = ["NotEmpty", "Unreadable", "backup", "restore"]

LEFT_OUT = {"sessions.Session", "contenttypes.ContentType", "auth.Permission"}
BATCH = 500


class NotEmpty(RuntimeError):
    """The database to restore into already holds organisations."""


def backup(target: Path) -> int:
    """Write the backup; returns how many rows it holds. Whoever works meanwhile does not wait. Raises `FileExistsError`."""
    with (
        _one_moment(),
        SealingWriter(target, vault.derived("backup")) as out,
        tarfile.open(fileobj=out, mode="w|") as tar,
    ):
        return sum(_dump(model, tar) for model in _models())


@contextmanager
def _one_moment() -> Iterator[None]:
    """A transaction that only reads: every table as it is at the first look, while others go on writing.

    SQLite would take the lock of writers at once (`transaction_mode` of the settings), and PostgreSQL would look anew
    with every statement (READ COMMITTED).
    """
    connection.ensure_connection()
    usual = getattr(connection, "transaction_mode", None)
    try:
        if connection.vendor == "sqlite":
            connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]  # of SQLite
        with transaction.atomic(durable=True):
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    finally:
        if connection.vendor == "sqlite":
            connection.transaction_mode = usual  # type: ignore[attr-defined]  # of SQLite


def restore(source: Path) -> int:
    """Fill an empty, migrated database; returns how many rows. All or nothing.

    Raises `Unreadable`, `NotEmpty`.
    """
    if apps.get_model("agencies.Organisation").objects.exists():
        raise NotEmpty("la base contient déjà des organisations : rien n’a été changé")
    with tempfile.TemporaryFile(dir=settings.VAR) as plain:
        unsealed(source, vault.derived("backup"), plain)
        plain.seek(0)
        with transaction.atomic(), tarfile.open(fileobj=plain, mode="r:") as tar:
            rows = _load_all(tar)
            _reset_sequences()
            _erase_again()
    return rows


def _erase_again() -> None:
    """Who was erased, and what was taken back, after the backup was made is gone again, in the same transaction.

    Tokens are not brought back: which of them were revoked since is not known.
    """
    access = service_access(RETENTION, ["people.Person"])
    act = Act(access, "backup.restore", clock.now())
    back = Person.objects.visible_to(access).filter(key_id__in=erasure.remembered(), erased_at=None)
    with acting():
        separate_for_restoring(act, erasure.remembered())
        for person in back.filter(merged_into=None):
            erase.within(act, person, reason="asked")
        destroy_keys(erasure.remembered())
        end_again(act, erasure.remembered())
        models.QuerySet[Any](Token).filter(revoked_at=None).update(revoked_at=clock.now())


def _models() -> list[type[models.Model]]:
    return [m for m in apps.get_models() if m._meta.label not in LEFT_OUT and m._meta.managed]


def _rows(model: type[models.Model]) -> models.QuerySet[Any]:
    """Every row, past the door: the backup is the node itself, and what is sealed stays sealed."""
    return models.QuerySet(model).order_by("pk")


def _dump(model: type[models.Model], tar: tarfile.TarFile) -> int:
    names = [field.attname for field in model._meta.concrete_fields]
    count = 0
    with tempfile.TemporaryFile(dir=settings.VAR) as lines:
        for values in _rows(model).values_list(*names).iterator(chunk_size=BATCH):
            lines.write(json.dumps([_out(value) for value in values], cls=DjangoJSONEncoder).encode() + b"\n")
            count += 1
        member = tarfile.TarInfo(f"{model._meta.label}.jsonl")
        member.size = lines.tell()
        member.pax_headers = {"columns": ",".join(names)}
        lines.seek(0)
        tar.addfile(member, lines)
    return count


def _out(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return {"b64": base64.b64encode(bytes(value)).decode()}
    return value.isoformat() if hasattr(value, "isoformat") else value


def _load_all(tar: tarfile.TarFile) -> int:
    known = {f"{model._meta.label}.jsonl": model for model in _models()}
    rows = 0
    with acting():
        for model in reversed(list(known.values())):
            models.QuerySet(model)._raw_delete("default")
        for member in tar:
            if member.name in known:
                content = tar.extractfile(member)
                rows += _load(known[member.name], member.pax_headers["columns"].split(","), content)
    return rows


def _load(model: type[models.Model], names: list[str], content: IO[bytes] | None) -> int:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    missing = set(names) - set(fields)
    if missing or content is None:
        raise Unreadable(f"{model._meta.label} : colonnes inconnues de cette version, {sorted(missing)}")
    count = 0
    for batch in _batches(content):
        rows = [
            model(**{name: _in(fields[name], value) for name, value in zip(names, values, strict=True)})
            for values in batch
        ]
        models.QuerySet[Any](model).bulk_create(rows)
        count += len(rows)
    return count


def _in(field: models.Field[Any, Any], value: Any) -> Any:
    if isinstance(value, dict) and set(value) == {"b64"}:
        raw = base64.b64decode(value["b64"])
        return field.from_db_value(raw, None, connection) if hasattr(field, "from_db_value") else raw
    return value if isinstance(field, models.JSONField) else field.to_python(value)


def _batches(content: IO[bytes]) -> Iterator[list[list[Any]]]:
    batch: list[list[Any]] = []
    for line in io.BufferedReader(content):  # type: ignore[type-var]
        batch.append(json.loads(line))
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _reset_sequences() -> None:
    statements = connection.ops.sequence_reset_sql(no_style(), _models())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)

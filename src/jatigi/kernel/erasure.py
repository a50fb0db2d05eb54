"""The end of what is known: rows past their date, sealed columns blanked, nothing left in the write-ahead log."""

import os
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import ProtectedError, Q

from jatigi.kernel import clock
from jatigi.kernel.access import Access, service_access
from jatigi.kernel.fields import SealedField
from jatigi.kernel.models import (
    ActionReceipt,
    JournalDetail,
    JournalEntry,
    OwnedModel,
    ProtectedModel,
    SealedModel,
)
from jatigi.kernel.querysets import ProtectedQuerySet as Rows

__all__ = [
    "NOTICE",
    "Due",
    "Rows",
    "access_to",
    "blank",
    "due",
    "expire",
    "forget_details",
    "scrub",
    "still_needed",
    "tables",
]

WHOLE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NOTICE = timedelta(days=30)
"""How long a row stands in the list of what is due before the scheduled work ends it."""


@dataclass(frozen=True, slots=True)
class Due:
    """A row past its end date: `table` is a model label; nothing that says who it is about."""

    table: str
    id: UUID
    keep_until: date
    organisation: UUID | None


def due(access: Access, *, before: date | None = None) -> Iterator[Due]:
    """Rows that `access` sees whose end date lies before `before` (today), the oldest first in each table."""
    before = before or clock.today()
    for model in tables():
        owned = issubclass(model, OwnedModel)
        columns = ["pk", "keep_until", *(["organisation_id"] if owned else [])]
        rows = model.objects.visible_to(access).filter(keep_until__lt=before)
        for pk, until, *owner in rows.order_by("keep_until").values_list(*columns):
            yield Due(model._meta.label, pk, until, owner[0] if owner else None)


def still_needed(keys: Collection[UUID], apart_from: Collection[str] = ()) -> set[UUID]:
    """Which of these subjects' keys seal a row, in any table not `apart_from`, whose end date is still to come.

    Whoever came back a year ago is kept with what was written then, however long ago they first came.
    """
    needed: set[UUID] = set()
    for model in tables():
        if issubclass(model, SealedModel) and model._meta.label not in apart_from:
            rows = model.objects.visible_to(access_to(model._meta.label)).filter(key_id__in=keys)
            still = Q(keep_until__gte=clock.today())
            if model.KEEP is not None:
                still |= Q(keep_until=None)  # open: its end date is not known yet
            needed.update(rows.filter(still).values_list("key_id", flat=True))
    return needed


def expire(table: str, ids: Iterable[UUID]) -> int:
    """Delete rows that are past their date, with the rows that have no date of their own; returns how many went.

    A row that another row still needs stays, and stays in the list of what is due.
    """
    model = apps.get_model(table)
    everything = access_to(*(each._meta.label for each in tables()))
    gone = 0
    for row in model.objects.visible_to(everything).filter(pk__in=list(ids), keep_until__lt=clock.today()):
        gone += _delete(row)
    return gone


def _delete(row: ProtectedModel) -> bool:
    while True:
        try:
            row.delete()
        except ProtectedError as error:
            held = [other for other in error.protected_objects if isinstance(other, ProtectedModel)]
            if not held or any(not _over(other) for other in held):
                return False
            if not all(_delete(other) for other in held):
                return False
        else:
            return True


def _over(row: ProtectedModel) -> bool:
    return row.keep_until is None or row.keep_until < clock.today()


def blank(key: UUID) -> None:
    """Empty every sealed column, in every table, that was sealed under `key`."""
    for model in tables():
        if issubclass(model, SealedModel):
            sealed = [
                field.attname for field in model._meta.concrete_fields if isinstance(field, SealedField)
            ]
            rows = model.objects.visible_to(access_to(model._meta.label)).filter(key_id=key)
            if sealed:
                rows.update(**dict.fromkeys(sealed))


def forget_details(objects: Collection[UUID]) -> None:
    """Empty what the journal says in detail of these objects.

    That something was done with them, what it is called, when, by whom and with which code of a reason stays proven.
    """
    events = JournalEntry.objects.filter(object_id__in=[str(pk) for pk in objects])
    JournalDetail.objects.filter(seq__in=events.values("seq")).delete()


def forget_receipts() -> int:
    """Receipts of actions are kept for as long as a form may be sent again; returns how many went."""
    return ActionReceipt.objects.filter(time__lt=clock.now() - NOTICE).delete()[0]


def remember(ended: UUID) -> None:
    """Note, outside the database, that this key was destroyed or this basis ended: a backup restored later must not undo it."""
    with Path(settings.ERASURES_FILE).open("a", encoding="ascii") as file:
        file.write(f"\n{ended}\n")
        file.flush()
        os.fsync(file.fileno())


def remembered() -> set[UUID]:
    """The keys that were destroyed and the lawful bases that were ended on this node.

    A line that a crash cut off is no line: `project.erasures.reconcile` writes it again.
    """
    path = Path(settings.ERASURES_FILE)
    lines = path.read_text(encoding="ascii", errors="replace").split() if path.exists() else []
    return {UUID(line) for line in lines if WHOLE.fullmatch(line)}


def scrub() -> None:
    """After a commit: fold SQLite's write-ahead log back, so that deleted bytes do not linger in it.

    Where a reader stands in the way nothing happens; the next erasure or the nightly work does it.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def tables() -> list[type[ProtectedModel]]:
    """Every protected table, in the order of the rooms."""
    return [model for model in apps.get_models() if issubclass(model, ProtectedModel)]


def access_to(*tables: str) -> Access:
    """The access of erasure itself to some tables of all organisations. Never handed to a page."""
    return service_access("erasure", tables)

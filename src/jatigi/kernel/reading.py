"""Opening a record or a list with identities: one event in the journal each."""

from collections.abc import Collection
from typing import TypeVar
from uuid import UUID

from jatigi.kernel import journal
from jatigi.kernel.access import Access
from jatigi.kernel.errors import NotFound
from jatigi.kernel.models import ProtectedModel

M = TypeVar("M", bound=ProtectedModel)


def open_record(access: Access, model: type[M], pk: UUID | str, *, what: str = "open") -> M:
    """The record, its opening journalled. Raises `NotFound` (journalled too) where it is not visible."""
    record = model.objects.visible_to(access).filter(pk=pk).first()
    journal.append(
        access,
        f"{model._meta.app_label}.{what}",
        outcome="seen" if record else "refused",
        object_type=model._meta.label,
        object_id=UUID(str(pk)),
        reason="" if record else NotFound.code,
    )
    if record is None:
        raise NotFound
    return record


def saw_list(access: Access, model: type[ProtectedModel], ids: Collection[UUID], *, what: str) -> None:
    """Journal one event for a page of results with identities."""
    if ids:
        journal.append(
            access,
            f"{model._meta.app_label}.{what}",
            outcome="seen",
            object_type=model._meta.label,
            details={"ids": sorted(str(pk) for pk in ids)},
        )

"""The list outside the database of what was ended holds whatever the database says was ended."""

from uuid import UUID

from jatigi.kernel import erasure
from jatigi.kernel.models import DataKey, Tombstone
from jatigi.protection.models import Withdrawal


def reconcile() -> int:
    """Write down what a crash between the commit and the writing left out; returns how many.

    Persons erased, keys destroyed, lawful bases ended: a backup restored later must not undo them.
    """
    missing = _ended() - erasure.remembered()
    for ended in sorted(missing):
        erasure.remember(ended)
    return len(missing)


def _ended() -> set[UUID]:
    withdrawals = Withdrawal.objects.visible_to(erasure.access_to(Withdrawal._meta.label))
    return {
        *Tombstone.objects.values_list("key_id", flat=True),
        *DataKey.objects.filter(destroyed_at__isnull=False).values_list("pk", flat=True),
        *withdrawals.values_list("basis_id", flat=True),
    }

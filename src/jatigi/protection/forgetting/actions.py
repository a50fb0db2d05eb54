"""Within an erasure: what the ledger says of a person in clear. Always within the act of `people.actions.erase`."""

from uuid import UUID

from jatigi.agencies import notices
from jatigi.kernel import erasure
from jatigi.protection.codes import Cause
from jatigi.protection.models import Grant, LawfulBasis, Overdue, SecondLook, Withdrawal

LEANING = (Grant, SecondLook, Overdue)
"""What stands on a basis and need not stay."""


def empty(subject: UUID) -> None:
    """Of the ledger are left the ids, the moments, and who wrote it: nothing of what was agreed, or with whom."""
    tables = (LawfulBasis, Withdrawal, *LEANING)
    everything = erasure.access_to(*[model._meta.label for model in tables])
    held = LawfulBasis.objects.visible_to(everything).filter(subject_id=subject)
    about = list(held.values_list("pk", flat=True))
    for model in LEANING:
        model.objects.visible_to(everything).filter(basis_id__in=about).delete()
    Withdrawal.objects.visible_to(everything).filter(basis_id__in=about).update(cause=Cause.ERASURE)
    held.update(
        kind="", agreed=False, purposes=[], categories=[], recipient=None, language="", form="",
        second_look_due=None,
    )  # fmt: skip
    erasure.forget_details(about)
    notices.forget([subject, *about])

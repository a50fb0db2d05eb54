"""What the ledger says now: which bases live, what they cover, what is missing."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q

from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.protection import rules
from jatigi.protection.codes import Cause
from jatigi.protection.models import LawfulBasis, Withdrawal


def live(access: Access, subject: UUID) -> list[LawfulBasis]:
    """The agreed bases of a person that are neither over nor withdrawn, newest first."""
    return live_of(access, [subject])[subject]


def live_of(access: Access, subjects: Collection[UUID]) -> dict[UUID, list[LawfulBasis]]:
    """The same for many people in one query."""
    found: dict[UUID, list[LawfulBasis]] = {subject: [] for subject in subjects}
    rows = (
        LawfulBasis.objects.visible_to(access)
        .filter(rules.standing(), subject_id__in=list(subjects), agreed=True)
        .filter(until__gte=today(), from_at__lte=clock.now())
        .select_related("recipient")
        .order_by("-from_at", "-entered_at")
    )
    for row in rows:
        found[row.subject_id].append(row)
    return found


def recording(access: Access, subject: UUID) -> LawfulBasis | None:
    """The basis on which data about a person is held here, None where none lives."""
    return next((basis for basis in live(access, subject) if basis.here), None)


def covering(
    access: Access, subject: UUID, *, recipient: UUID, categories: Collection[str], purpose: str
) -> LawfulBasis | None:
    """The live basis on which all `categories` may go to `recipient` for `purpose`, None where there is none.

    One basis must cover them all. A basis of recording never covers sharing.
    """
    found = all_covering(access, subject, recipient=recipient, categories=categories, purpose=purpose)
    return found[0] if found else None


def all_covering(
    access: Access, subject: UUID, *, recipient: UUID, categories: Collection[str], purpose: str
) -> list[LawfulBasis]:
    """Every live basis on which all `categories` may go to `recipient` for `purpose`, newest first."""
    towards = _towards(live(access, subject), recipient, purpose)
    return [basis for basis in towards if not lacking(basis, categories)]


def missing(
    access: Access, subject: UUID, *, recipient: UUID, categories: Collection[str], purpose: str
) -> set[str]:
    """The categories that the person must still be asked about: those that the nearest live basis lacks.

    All of them where there is no basis. For at least one category it is empty exactly where
    `covering` finds a basis.
    """
    towards = _towards(live(access, subject), recipient, purpose)
    return min((lacking(basis, categories) for basis in towards), key=len, default=set(categories))


def refusal(access: Access, subject: UUID, *, recipient: UUID, purpose: str) -> LawfulBasis | None:
    """The person's last word to `recipient` (or to everybody) where it is a no; None where it is not, or nobody asked."""
    answers = (
        LawfulBasis.objects.visible_to(access)
        .filter(rules.standing(), subject_id=subject, until__gte=today())
        .filter(Q(recipient_id=recipient) | Q(recipient=None, agreed=False))
        .order_by("-from_at", "-entered_at")
    )
    for answer in answers:
        if purpose in answer.purposes and (answer.recipient_id or answer.to_nobody):
            return None if answer.agreed else answer
    return None


def overrides_a_no(access: Access, subject: UUID, recipient: UUID | None, purposes: Collection[str]) -> bool:
    """Whether the person's last word on being recorded here (no `recipient`), or on sharing with it, is a no."""
    if recipient is not None:
        return any(refusal(access, subject, recipient=recipient, purpose=purpose) for purpose in purposes)
    here = LawfulBasis.objects.visible_to(access).filter(rules.standing(), subject_id=subject, recipient=None)
    last = next((basis for basis in here.order_by("-from_at", "-entered_at") if basis.here), None)
    return last is not None and not last.agreed


def nos_since(access: Access, subject: UUID, moment: datetime) -> list[LawfulBasis]:
    """What a person refused, or withdrew themselves, after a moment."""
    rows = LawfulBasis.objects.visible_to(access).filter(subject_id=subject)
    refused = rows.filter(rules.standing(), agreed=False, from_at__gt=moment)
    taken_back = rows.filter(
        pk__in=Withdrawal.objects.visible_to(access)
        .filter(at__gt=moment, cause__in=(Cause.PERSON, Cause.GUARDIAN), basis__subject_id=subject)
        .values("basis_id")
    )
    return [*refused, *taken_back]


def lacking(basis: LawfulBasis, categories: Collection[str]) -> set[str]:
    """Which of `categories` a basis does not name."""
    return set(categories) - set(basis.categories)


def _towards(bases: Iterable[LawfulBasis], recipient: UUID | None, purpose: str) -> list[LawfulBasis]:
    if recipient is None:
        return []
    return [basis for basis in bases if basis.recipient_id == recipient and purpose in basis.purposes]


def today() -> date:
    """The day that decides whether a basis is over: the same for everybody on the node."""
    return day_of(clock.now())


def day_of(moment: datetime) -> date:
    """The day of a moment, as `today` counts days."""
    return moment.astimezone(ZoneInfo(settings.TIME_ZONE)).date()

"""Whether the person and the organisations agreed that data goes: the one question that sending asks.

Two things are needed, and the answer says which of them is missing for which category: the person's agreement towards the
recipient (`bases`), and an agreement between the two organisations. No agreement between organisations is needed where a
life is protected or the law commands it: a basis of vital interest or mandate, which a second person judges within 24 hours;
nor for an emergency on a code alone. docs/adr/0016-agreements-between-organisations.md
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import ngettext

from jatigi.kernel.access import Access
from jatigi.protection import bases
from jatigi.protection.agreements import rules
from jatigi.protection.agreements.models import SharingAgreement, SharingState
from jatigi.protection.codes import URGENT, Category
from jatigi.protection.models import LawfulBasis


@dataclass(frozen=True, slots=True)
class Ruling:
    """Whether data may go: `basis` is what it goes on, None where none covers it.

    consent: the categories that the person was not asked about. arrangement: those that no agreement between the two
    organisations covers.
    """

    basis: LawfulBasis | None
    consent: frozenset[str]
    arrangement: frozenset[str]

    @property
    def covered(self) -> bool:
        return not (self.consent or self.arrangement)

    def sentence(self) -> str:
        """Which of the two is missing, by category, and how to mend it."""
        said = [_of_person(self.consent)] if self.consent else []
        return " ".join([*said, *([_of_organisations(self.arrangement)] if self.arrangement else [])])


def ruling(
    access: Access, subject: UUID, *, recipient: UUID, categories: Collection[str], purpose: str
) -> Ruling:
    """Whether these categories about a person may go to `recipient` for `purpose`, on what, and what is missing."""
    asked: dict[str, Any] = {"recipient": recipient, "categories": categories, "purpose": purpose}
    found = bases.all_covering(access, subject, **asked)
    arranged = missing(access.organisation, recipient, categories=categories, purpose=purpose)
    if not found:
        return Ruling(None, frozenset(bases.missing(access, subject, **asked)), arranged)
    urgent = next((basis for basis in found if basis.kind in URGENT), None)
    if arranged and urgent is not None:
        return Ruling(urgent, frozenset(), frozenset())
    return Ruling(found[0], frozenset(), arranged)


def unarranged(access: Access, subject: UUID, *, recipient: UUID, purpose: str) -> frozenset[str]:
    """The categories that the organisations have not agreed upon, of all; none where an urgent basis stands for itself."""
    live = bases.live(access, subject)
    urgent = {
        name
        for basis in live
        if basis.kind in URGENT and basis.recipient_id == recipient and purpose in basis.purposes
        for name in basis.categories
    }
    return missing(access.organisation, recipient, categories=set(Category.values) - urgent, purpose=purpose)


def missing(
    sender: UUID | None, recipient: UUID, *, categories: Collection[str], purpose: str
) -> frozenset[str]:
    """The categories that no agreement in force lets `sender` give to `recipient` for `purpose`; several may add up."""
    needed = frozenset(categories)
    if sender is None or not needed:
        return needed
    return needed - {name for one in standing(sender, recipient, purpose) for name in one.categories}


def standing(sender: UUID, recipient: UUID, purpose: str) -> Sequence[SharingAgreement]:
    """The agreements that are in force today from one to the other, the one that ends last first; one query."""
    today = bases.today()
    found = (
        SharingAgreement.objects.visible_to(rules.KNOWING)
        .filter(rules.between(sender, recipient), state__in=(SharingState.SIGNED, SharingState.IN_FORCE))
        .filter(from_on__lte=today, until__gte=today)
        .order_by("-until")
    )
    return [one for one in found if purpose in one.purposes]


def _of_organisations(categories: Iterable[str]) -> str:
    """That no agreement between the organisations covers these, and who mends it."""
    named = list(categories)
    return ngettext(
        "No agreement between your organisation and this one covers: %(names)s. "
        "Untick it, or ask your supervisor to arrange one under “Agreements between organisations”.",
        "No agreement between your organisation and this one covers: %(names)s. "
        "Untick them, or ask your supervisor to arrange one under “Agreements between organisations”.",
        len(named),
    ) % {"names": _names(named)}


def _of_person(categories: Collection[str]) -> str:
    return ngettext(
        "The person has not agreed that this is shared with this organisation: %(names)s. "
        "Untick it, or ask the person.",
        "The person has not agreed that these are shared with this organisation: %(names)s. "
        "Untick them, or ask the person.",
        len(categories),
    ) % {"names": _names(categories)}


def _names(categories: Iterable[str]) -> str:
    return ", ".join(str(Category(name).label) for name in sorted(categories))

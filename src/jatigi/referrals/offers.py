"""What a referral could carry of a person, field by field, before it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode

from jatigi.cases.models import Case
from jatigi.directory.models import Service
from jatigi.kernel.access import Access, Purpose
from jatigi.people import snapshots
from jatigi.protection import bases
from jatigi.protection.agreements import covering
from jatigi.protection.codes import Category
from jatigi.protection.models import LawfulBasis
from jatigi.referrals.bundles import BUNDLES
from jatigi.referrals.sending import FIELDS, categories_of
from jatigi.referrals.transfers import file


@dataclass(frozen=True, slots=True)
class Offer:
    """One field: its value as the receiver would read it, "" where nothing is known. `usual`: this service needs it.

    `agreed` by the person; `arranged` between the organisations.
    """

    name: str
    label: str | Promise
    category: Category
    value: str
    agreed: bool
    usual: bool
    arranged: bool = True

    @property
    def may_go(self) -> bool:
        """The person agreed, and so did the organisations."""
        return self.agreed and self.arranged

    @property
    def ticked(self) -> bool:
        return self.usual and self.may_go and bool(self.value)


@dataclass(frozen=True, slots=True)
class Offers:
    """All fields. `missing`: what the person must still be asked about for the usual ones; `refused`: who said no, when.

    `unarranged`: the categories of the usual ones that no agreement between the organisations covers.
    """

    fields: Sequence[Offer]
    missing: Sequence[Category]
    needs_agreed: bool
    refused: LawfulBasis | None
    unarranged: Sequence[Category] = ()
    needs_arranged: bool = True

    def agreed(self, name: str) -> bool:
        return any(field.name == name and field.may_go for field in self.fields)

    @property
    def can_go(self) -> bool:
        """Whether anything can be sent but an emergency on a code alone."""
        return self.needs_agreed and self.needs_arranged


def offers(access: Access, person: UUID, service: Service, case: Case | None = None) -> Offers:
    """What may go to `service`, as far as the person agreed; of a `case` too, where it may be handed over. Raises `NotFound` where the person is not visible.

    The answer is for showing; the action asks the ledger again.
    """
    recipient, every = service.organisation_id, {category.value for category in Category}
    lacking = bases.missing(access, person, recipient=recipient, categories=every, purpose=Purpose.REFERRAL)
    open_to = covering.unarranged(access, person, recipient=recipient, purpose=Purpose.REFERRAL)
    values = snapshots.fields(access, person, snapshots.FIELDS)
    if case is not None:
        values |= file.words(access, case, file.FIELDS)
    usual = BUNDLES.get(service.need, ("code",))
    fields = [
        Offer(
            name,
            label,
            category,
            values[name],
            category.value not in lacking,
            name in usual,
            category.value not in open_to,
        )
        for name, (label, category) in FIELDS.items()
        if name in values
    ]
    needed = categories_of(usual)
    return Offers(
        fields=fields,
        missing=[category for category in Category if category.value in needed & lacking],
        needs_agreed=Category.NEEDS.value not in lacking,
        refused=bases.refusal(access, person, recipient=recipient, purpose=Purpose.REFERRAL)
        if lacking == every
        else None,
        unarranged=[category for category in Category if category.value in needed & open_to],
        needs_arranged=Category.NEEDS.value not in open_to,
    )


def ask_url(page: str, person: UUID, service: Service, categories: Sequence[Category], back: str) -> str:
    """Where the person is asked (`protection:consent`) or protected first (`protection:urgent`): ids and codes only."""
    query = [
        ("recipient", str(service.organisation_id)),
        *[("category", category.value) for category in categories],
        ("purpose", Purpose.REFERRAL.value),
        ("next", back),
    ]
    return f"{reverse(page, args=[person])}?{urlencode(query)}"


def arrange_url(service: Service, categories: Sequence[Category]) -> str:
    """Where an agreement between the organisations is written down, with what is missing filled in."""
    query = [
        ("with", str(service.organisation_id)),
        *[("category", category.value) for category in categories],
    ]
    return f"{reverse('protection:sharing_new')}?{urlencode(query)}"

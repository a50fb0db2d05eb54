"""What a referral may carry: the ticked fields, checked against what the person agreed to."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.cases.codes import Urgency
from jatigi.cases.models import Case
from jatigi.directory.models import Service
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.errors import Invalid
from jatigi.people import snapshots
from jatigi.people.models import Person
from jatigi.protection import bases
from jatigi.protection.agreements import covering
from jatigi.protection.codes import Category
from jatigi.protection.models import LawfulBasis
from jatigi.referrals.transfers import file

FIELDS = {**snapshots.FIELDS, **file.FIELDS}
"""All that can be ticked: label and category."""


@dataclass(frozen=True)
class Parcel:
    """What goes into the snapshot, and the basis on which it may go."""

    fields: dict[str, Any]
    basis: LawfulBasis | None


def service_for(access: Access, pk: UUID) -> Service:
    """The service to refer to. Raises `Invalid` where it is not open, or is our own."""
    service = (
        Service.objects.visible_to(access)
        .filter(pk=pk, state="active")
        .select_related("organisation")
        .first()
    )
    if service is None:
        raise Invalid(service=_("This service is suspended or no longer exists. Choose another one."))
    if service.organisation_id == access.organisation:
        raise Invalid(service=_("This is a service of your own organisation: put it into the plan instead."))
    return service


def categories_of(names: Collection[str]) -> set[str]:
    """The categories of data that `names` and the request itself fall under. Raises `Invalid` for an unknown field."""
    unknown = set(names) - set(FIELDS)
    if unknown:
        raise Invalid(fields=_("Choose fields from the list."))
    return {Category.NEEDS.value, *(FIELDS[name][1].value for name in names)}


def parcel(
    access: Access,
    person: Person | None,
    service: Service,
    names: Collection[str],
    urgency: str,
    *,
    case: Case | None = None,
    besides: Collection[str] = (),
) -> Parcel:
    """Collect the ticked fields. Raises `Invalid` naming the categories that the person was not asked about, and those
    that no agreement between the two organisations covers.

    An emergency may start on a code alone, before anybody could be asked: nothing about the person goes with it.
    case: the one that is handed over, which never goes on a code alone. besides: categories that the request tells
    although no field carries them.
    """
    categories = categories_of(names) | set(besides)
    on_a_code = set(names) <= {"code"} and urgency == Urgency.IMMEDIATE and case is None
    if case is None and set(names) & set(file.FIELDS):
        raise Invalid(fields=_("What is in the case goes with a transfer only."))
    if person is None:
        if names or not on_a_code:
            raise Invalid(
                fields=_("Without a registered person only an emergency on a code alone can be sent.")
            )
        return Parcel({}, None)
    values = snapshots.fields(access, person.pk, [name for name in names if name in snapshots.FIELDS])
    if case is not None:
        values |= file.words(access, case, names)
    recipient, purpose = service.organisation_id, Purpose.REFERRAL
    ruling = covering.ruling(access, person.pk, recipient=recipient, categories=categories, purpose=purpose)
    if not ruling.covered and not on_a_code:
        raise Invalid(fields=ruling.sentence())
    refusal = bases.refusal(access, person.pk, recipient=recipient, purpose=purpose)
    if ruling.basis is None and refusal is not None:
        raise Invalid(
            fields=_(
                "The person said no to this organisation. If a life is at stake, first write down why: vital interest."
            )
        )
    return Parcel(values, ruling.basis)

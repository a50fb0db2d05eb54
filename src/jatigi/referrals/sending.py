"""What a referral may carry: the ticked fields, checked against what the person agreed to."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.cases.codes import Urgency
from jatigi.directory.models import Service
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.errors import Invalid
from jatigi.people import snapshots
from jatigi.people.models import Person
from jatigi.protection import bases
from jatigi.protection.agreements import covering
from jatigi.protection.codes import Category
from jatigi.protection.models import LawfulBasis


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
    unknown = set(names) - set(snapshots.FIELDS)
    if unknown:
        raise Invalid(fields=_("Choose fields from the list."))
    return {Category.NEEDS.value, *(snapshots.FIELDS[name][1].value for name in names)}


def parcel(
    access: Access, person: Person | None, service: Service, names: Collection[str], urgency: str
) -> Parcel:
    """Collect the ticked fields. Raises `Invalid` naming the categories that the person was not asked about, and those
    that no agreement between the two organisations covers.

    An emergency may start on a code alone, before anybody could be asked: nothing about the person goes with it.
    """
    categories = categories_of(names)
    on_a_code = set(names) <= {"code"} and urgency == Urgency.IMMEDIATE
    if person is None:
        if names or not on_a_code:
            raise Invalid(
                fields=_("Without a registered person only an emergency on a code alone can be sent.")
            )
        return Parcel({}, None)
    values = snapshots.fields(access, person.pk, names)
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

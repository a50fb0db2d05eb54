"""A person is taken in from what another organisation handed over. Always within the act that accepts it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, creation
from jatigi.kernel.codes import free_code
from jatigi.kernel.hooks import Subject
from jatigi.kernel.models import DataKey, new_key
from jatigi.people import rules
from jatigi.people.codes import AgeGroup, FoundBy, Sex
from jatigi.people.duplicates.asking import actions as asking
from jatigi.people.models import Identity, Person
from jatigi.protection import drafts
from jatigi.protection.actions import keep_imported


@dataclass(frozen=True, slots=True)
class Known:
    """What was handed over of somebody, as the other house had checked it: shapes as in `Person` and `Identity`.

    basis: the agreement on which it came (`kind`, `language`, `form`, `witness`, `guardian`, `reason`, `categories`).
    """

    basis: Mapping[str, Any]
    sex: str = Sex.UNKNOWN
    age_group: str = AgeGroup.UNKNOWN
    nationalities: Sequence[str] = ()
    languages: Sequence[str] = ()
    at_risk: bool = False
    identity: Mapping[str, Any] = field(default_factory=dict)


@creation("person.take_in", Person, allow=rules.may_take_in, internal=True)
def take_in(act: Act, *, known: Known) -> Person:
    """A record with a key and a code of its own, held here on the agreement with which it came.

    Whether they are registered already nobody can compare before: pairs that are alike become tasks.
    """
    person = Person(
        organisation_id=act.organisation, code=free_code(Person), sex=known.sex, age_group=known.age_group,
        nationalities=list(known.nationalities), languages=list(known.languages), at_risk=known.at_risk,
        registered_at=act.at, registered_by_id=act.signed(),
        key_id=new_key(DataKey.Kind.PERSON, act.organisation),
    )  # fmt: skip
    identity = Identity(
        organisation_id=act.organisation, key_id=person.key_id, person=person, **known.identity
    )
    alike = asking.before(act, person, identity, None)
    person.save()
    identity.save()
    keep_imported(act, [_basis(act, person, known.basis)])
    asking.after(act, person.pk, alike, None, FoundBy.REGISTRATION)
    act.touched("sex", "age_group", *known.identity)
    return person


def _basis(act: Act, person: Person, agreed: Mapping[str, Any]) -> Any:
    subject = Subject(
        id=person.pk, key_id=person.key_id, organisation=person.organisation_id, code=person.code,
        url=reverse("people:person", args=[person.pk]),
    )  # fmt: skip
    return drafts.basis(
        act, subject, purposes=[Purpose.RECEPTION.value, Purpose.CASE_MANAGEMENT.value], **agreed
    )

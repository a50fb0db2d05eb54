"""Every write of the welcome desk: visits, persons with their identity, the end of a record; stays and groups."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.kernel import erasure, hooks
from jatigi.kernel.access import Purpose, Role
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.codes import free_code
from jatigi.kernel.errors import Conflict, Invalid
from jatigi.kernel.models import DataKey, Tombstone, destroy_keys, new_key
from jatigi.people import records, rules, shapes
from jatigi.people.codes import AgeGroup, Answer, Danger, FoundBy, GroupKind, Relation, Sex
from jatigi.people.duplicates import actions as duplicates
from jatigi.people.duplicates import family
from jatigi.people.duplicates.asking import actions as asking
from jatigi.people.imports.actions import import_people
from jatigi.people.models import GroupMember, Identity, Person, Stay, Visit
from jatigi.people.shapes import Basis, Birth, Document, Name, Phone
from jatigi.people.stays.actions import begin_stay, end_stay, move_bed
from jatigi.people.together.actions import join_group, leave_group

__all__ = [
    "answer_danger",
    "begin_stay",
    "end_stay",
    "erase",
    "expire",
    "import_people",
    "join_group",
    "leave_group",
    "link_visit",
    "move_bed",
    "record_visit",
    "register",
    "update",
]

# Visits


@creation("visit.record", Visit, allow=rules.may_welcome, purpose=Purpose.RECEPTION)
def record_visit(
    act: Act,
    *,
    site: UUID,
    wishes: list[str],
    sex: str,
    age_group: str,
    people: int = 1,
    danger: dict[str, str] | None = None,
) -> Visit:
    """Somebody came to the desk or called; no name. `danger`: {question: yes|no|unknown} where already asked.

    A yes is told to the supervisors at once.
    """
    visit = records.visit(
        act, site=site, wishes=wishes, sex=sex, age_group=age_group, people=people, danger=danger
    )
    visit.save()
    act.touched("site", "wishes", "sex", "age_group", "people", *(["danger"] if visit.danger else []))
    _tell_of_danger(act, visit)
    return visit


@action("visit.danger", Visit, allow=rules.may_welcome_this, purpose=Purpose.RECEPTION)
def answer_danger(act: Act, visit: Visit, *, danger: dict[str, str]) -> Visit:
    """What the person said about danger now. A yes is told to the supervisors at once."""
    visit.danger = records.dangers(danger)
    if len(visit.danger) < len(Danger):
        raise Invalid({name: _("Choose one of the answers.") for name in Danger.values if name not in danger})
    visit.save()
    act.touched("danger")
    _tell_of_danger(act, visit)
    return visit


@action("visit.link", Visit, allow=rules.may_welcome_this, purpose=Purpose.RECEPTION)
def link_visit(act: Act, visit: Visit, *, person: UUID) -> Visit:
    """The visitor is this person of the register."""
    found = Person.objects.visible_to(act.access).filter(pk=person).first()
    if found is None or found.erased_at:
        raise Invalid(person=_("No person with this code is registered here."))
    visit.person_id = found.pk
    visit.save()
    act.touched("person")
    return visit


def _tell_of_danger(act: Act, visit: Visit) -> None:
    """A yes calls the supervisors, however it came in."""
    if Answer.YES not in visit.danger.values():
        return
    act.tell(
        hooks.Notice(
            kind="people.danger",
            text=_("Somebody at the welcome desk is in danger: the desk asks for you."),
            url=reverse("people:now", args=[visit.pk]),
            organisation=act.organisation,
            roles=frozenset({Role.SUPERVISOR}),
            urgent=True,
        )
    )


# Persons


@creation("person.register", Person, allow=rules.may_welcome, purpose=Purpose.RECEPTION, before=asking.ready)
def register(
    act: Act,
    *,
    sex: str,
    basis: Basis,
    age_group: str = "",
    names: Sequence[Name] = (),
    father: str = "",
    mother: str = "",
    birth: Birth | None = None,
    nationalities: Sequence[str] = (),
    languages: Sequence[str] = (),
    phones: Sequence[Phone] = (),
    documents: Sequence[Document] = (),
    origin: str = "",
    site: UUID | None = None,
    at_risk: bool = False,
    visit: UUID | None = None,
    companion: UUID | None = None,
    group_kind: str = GroupKind.FAMILY,
    relation: str = Relation.UNKNOWN,
    looked_at: Sequence[UUID] | None = None,
) -> Person:
    """A person with identity, key and lawful basis, in one transaction.

    Mandatory: sex, age group (or a birth from which it follows), lawful basis. `companion`: a person
    already registered, whose group is joined (or made). `visit`: the visit that led here. `looked_at`: records that
    the author compared and set aside; None where nobody can compare (`people.duplicates`). Raises `MustLook`.
    """
    person, identity = records.person(
        act, sex=sex, age_group=age_group, names=names, father=father, mother=mother, birth=birth,
        nationalities=nationalities, languages=languages, phones=phones, documents=documents, origin=origin,
        site=site, at_risk=at_risk,
    )  # fmt: skip
    alike = asking.before(act, person, identity, looked_at)
    person.code = free_code(Person)
    person.key_id = identity.key_id = new_key(DataKey.Kind.PERSON, act.organisation)
    person.save()
    identity.save()
    _record_basis(act, person, basis)
    if visit is not None:
        link_visit.within(act, visit, person=person.pk)
    if companion is not None:
        join_group.within(act, person=person.pk, companion=companion, kind=group_kind, relation=relation)
    asking.after(act, person.pk, alike, looked_at, FoundBy.REGISTRATION)
    act.touched("sex", "age_group", "birth", *_given(locals(), records.PARTS))
    return person


@action("person.update", Person, allow=rules.may_change, before=asking.ready)
def update(
    act: Act,
    person: Person,
    *,
    sex: str | None = None,
    age_group: str | None = None,
    names: Sequence[Name] | None = None,
    father: str | None = None,
    mother: str | None = None,
    birth: Birth | None = None,
    nationalities: Sequence[str] | None = None,
    languages: Sequence[str] | None = None,
    phones: Sequence[Phone] | None = None,
    documents: Sequence[Document] | None = None,
    origin: str | None = None,
    at_risk: bool | None = None,
) -> Person:
    """Correct or complete a record. What is None stays as it is; an empty list or text empties it."""
    identity = _identity_of(act, person)
    today = shapes.today_at(act.at)
    if birth is not None:
        identity.birth = shapes.clean_birth(birth, today)
    if birth is not None or age_group is not None:
        person.age_group = shapes.clean_age_group(age_group or "", identity.birth or {}, today)
    if sex is not None:
        person.sex = shapes.one_of(sex, "sex", Sex.values)
    if nationalities is not None:
        person.nationalities = shapes.clean_nationalities(nationalities)
    if languages is not None:
        person.languages = shapes.clean_languages(languages)
    if at_risk is not None:
        person.at_risk = at_risk
    records.describe(identity, names, father, mother, phones, documents, origin)
    person.save()
    identity.save()
    given = {**locals()}
    asking.corrected(act, person, identity)
    act.touched(
        *(
            name
            for name in ("sex", "age_group", "birth", "at_risk", *records.PARTS)
            if given[name] is not None
        )
    )
    return person


def _given(values: dict[str, Any], names: Sequence[str]) -> list[str]:
    return [name for name in names if values[name]]


def _identity_of(act: Act, person: Person) -> Identity:
    identity = Identity.objects.visible_to(act.access).filter(person=person).first()
    if identity is None:
        raise Conflict(_("The identity of this person is not open to you for this purpose."))
    return identity


def _record_basis(act: Act, person: Person, basis: Basis) -> None:
    """The basis on which the person is recorded here; its errors get the form's names (`basis_reason`)."""
    from jatigi.protection.actions import record_basis

    given = records.agreement(basis)
    try:
        record_basis.within(act, subject=person.pk, **given)
    except Invalid as error:
        raise records.of_the_basis(error) from None


# The end of a record


@action("person.erase", Person, allow=rules.may_erase, purpose=Purpose.OVERSIGHT, step_up=True)
def erase(act: Act, person: Person, *, reason: str) -> Person:
    """Destroy what is known of a person, for good: key, sealed columns, identity. The code stays as a tombstone.

    Records that were joined to this one go with it, each with its key.

    reason: "asked" by the person, "retention" after the end date, "mistake" registered by error.
    """
    act.reason = shapes.one_of(reason, "reason", ("asked", "retention", "mistake"))
    whole = [person, *family.joined([person.pk])[person.pk]]
    for follow in hooks.erasing:
        for each in whole:
            follow(act, each.pk)
    act.details.clear()
    duplicates.forget([each.pk for each in whole])
    for each in whole:
        _destroy(act, each)
        _forget(act, each)
    transaction.on_commit(erasure.scrub)
    return person


def _destroy(act: Act, person: Person) -> None:
    """The key and what it sealed, here and in a backup that is restored later."""
    Tombstone.objects.create(
        id=person.pk, key_id=person.key_id, organisation_id=person.organisation_id, reason=act.reason
    )
    destroy_keys([person.key_id])
    erasure.blank(person.key_id)
    transaction.on_commit(partial(erasure.remember, person.key_id))


def _forget(act: Act, person: Person) -> None:
    """What is not sealed but says who it was: coarse columns of the person, links to visits, groups, stays."""
    everything = erasure.access_to("people.Visit", "people.Identity", "people.GroupMember", "people.Stay")
    Identity.objects.visible_to(everything).filter(person=person).delete()
    GroupMember.objects.visible_to(everything).filter(person=person).delete()
    Visit.objects.visible_to(everything).filter(person=person).update(person=None)
    stays = Stay.objects.visible_to(everything).filter(person=person)
    erasure.forget_details({person.pk, *stays.values_list("pk", flat=True)})
    stays.delete()
    person.sex, person.age_group = Sex.UNKNOWN, AgeGroup.UNKNOWN
    person.nationalities, person.languages, person.at_risk = [], [], False
    person.site_id, person.erased_at = None, act.at
    person.save()


@creation("retention.expire", Person, allow=rules.may_expire, internal=True)
def expire(act: Act, *, table: str, ids: list[UUID]) -> None:
    """Rows of any table past the end date of their kind are deleted with what belongs to them."""
    act.reason = "retention"
    act.details["table"], act.details["ids"] = table, [str(pk) for pk in ids]
    erasure.expire(table, ids)
    transaction.on_commit(erasure.scrub)

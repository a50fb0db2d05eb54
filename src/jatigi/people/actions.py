"""Every write of the welcome desk: visits, persons with their identity, stays, groups, the end of a record."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.algorithms.codes import new_code
from jatigi.kernel import erasure, hooks
from jatigi.kernel.access import Purpose, Role
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.errors import Conflict, Invalid, Refused
from jatigi.kernel.models import DataKey, Tombstone, destroy_keys, new_key
from jatigi.kernel.text import NOTE_LENGTH, clean, clean_name
from jatigi.people import rules, shapes
from jatigi.people.codes import AgeGroup, Answer, Danger, GroupKind, Means, Relation, Sex, Wish
from jatigi.people.models import Group, GroupMember, Identity, Person, Stay, Visit
from jatigi.people.shapes import Basis, Birth, Document, Name, Phone
from jatigi.places.models import Country, Site
from jatigi.protection.codes import Category

PEOPLE_AT_ONCE = range(1, 501)


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
    """Somebody came to the desk or called; no name. `danger`: {question: yes|no|unknown} where already asked."""
    if not wishes:
        raise Invalid(wishes=_("Choose what the person wishes."))
    if people not in PEOPLE_AT_ONCE:
        raise Invalid(people=_("Write how many people came together, from 1 to 500."))
    visit = Visit(
        organisation_id=act.organisation,
        site_id=_own_site(act, site),
        at=act.at,
        wishes=[shapes.one_of(wish, "wishes", Wish.values) for wish in dict.fromkeys(wishes)],
        sex=shapes.one_of(sex, "sex", Sex.values),
        age_group=shapes.one_of(age_group, "age_group", AgeGroup.values),
        people=people,
        danger=_danger(danger or {}),
        recorded_by_id=_author(act),
    )
    visit.save()
    act.touched("site", "wishes", "sex", "age_group", "people")
    return visit


@action("visit.danger", Visit, allow=rules.may_welcome_this, purpose=Purpose.RECEPTION)
def answer_danger(act: Act, visit: Visit, *, danger: dict[str, str]) -> Visit:
    """What the person said about danger now. A yes is told to the supervisors at once."""
    visit.danger = _danger(danger)
    if len(visit.danger) < len(Danger):
        raise Invalid({name: _("Choose one of the answers.") for name in Danger.values if name not in danger})
    visit.save()
    act.touched("danger")
    if Answer.YES in visit.danger.values():
        _call_supervisors(act, visit)
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


def _danger(answers: dict[str, str]) -> dict[str, str]:
    return {
        shapes.one_of(question, "danger", Danger.values): shapes.one_of(answer, question, Answer.values)
        for question, answer in answers.items()
    }


def _call_supervisors(act: Act, visit: Visit) -> None:
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


@creation("person.register", Person, allow=rules.may_welcome, purpose=Purpose.RECEPTION)
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
) -> Person:
    """A person with identity, key and lawful basis, in one transaction.

    Mandatory: sex, age group (or a birth from which it follows), lawful basis. `companion`: a person
    already registered, whose group is joined (or made). `visit`: the visit that led here.
    """
    today = shapes.today_at(act.at)
    born = shapes.clean_birth(birth, today)
    person = Person(
        organisation_id=act.organisation,
        code=free_code(Person),
        sex=shapes.one_of(sex, "sex", Sex.values),
        age_group=shapes.clean_age_group(age_group, born, today),
        nationalities=shapes.clean_nationalities(nationalities),
        languages=shapes.clean_languages(languages),
        registered_at=act.at,
        registered_by_id=_author(act),
        site_id=_own_site(act, site) if site else None,
        at_risk=at_risk,
    )
    identity = Identity(organisation_id=act.organisation, person=person, birth=born)
    _write(identity, names, father, mother, phones, documents, origin)
    person.key_id = identity.key_id = new_key(DataKey.Kind.PERSON, act.organisation)
    person.save()
    identity.save()
    _record_basis(act, person, basis)
    if visit is not None:
        link_visit.within(act, visit, person=person.pk)
    if companion is not None:
        _travel_with(act, person, companion, group_kind, relation)
    act.touched("sex", "age_group", "birth", *_given(locals(), PARTS))
    return person


@action("person.update", Person, allow=rules.may_change)
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
    _write(identity, names, father, mother, phones, documents, origin)
    person.save()
    identity.save()
    given = {**locals()}
    act.touched(
        *(name for name in ("sex", "age_group", "birth", "at_risk", *PARTS) if given[name] is not None)
    )
    return person


PARTS = (
    "names", "father", "mother", "nationalities", "languages", "phones", "documents", "origin",
)  # fmt: skip


def _given(values: dict[str, Any], names: Sequence[str]) -> list[str]:
    return [name for name in names if values[name]]


def _write(
    identity: Identity,
    names: Sequence[Name] | None,
    father: str | None,
    mother: str | None,
    phones: Sequence[Phone] | None,
    documents: Sequence[Document] | None,
    origin: str | None,
) -> None:
    """Set what is given on the identity, cleaned. Raises `Invalid`."""
    if names is not None:
        identity.names = shapes.clean_names(names)
    if father is not None or mother is not None:
        before = identity.parents or {}
        identity.parents = {
            "father": clean_name(father, "father") if father is not None else before.get("father", ""),
            "mother": clean_name(mother, "mother") if mother is not None else before.get("mother", ""),
        }
    if phones is not None:
        identity.phones = shapes.clean_phones(phones)
    if documents is not None:
        identity.documents = shapes.clean_documents(documents)
    if origin is not None:
        identity.origin = clean(origin, "origin")


def _identity_of(act: Act, person: Person) -> Identity:
    identity = Identity.objects.visible_to(act.access).filter(person=person).first()
    if identity is None:
        raise Conflict(_("The identity of this person is not open to you for this purpose."))
    return identity


def _record_basis(act: Act, person: Person, basis: Basis) -> None:
    """The basis on which the person is recorded here; its errors get the form's names (`basis_reason`)."""
    from jatigi.protection.actions import record_basis

    if not basis.get("agreed", True):
        raise Invalid(
            basis_agreed=_(
                "Without agreement no record is made. The person is helped all the same: the visit stays, without a name."
            )
        )
    until = basis.get("until") or ""
    given: dict[str, Any] = {
        "purposes": [Purpose.RECEPTION.value, Purpose.CASE_MANAGEMENT.value],
        "categories": list(Category.values),
        **basis,
        "until": date.fromisoformat(until) if until else None,
    }
    try:
        record_basis.within(act, subject=person.pk, **given)
    except Invalid as error:
        raise Invalid(
            {f"basis_{name}" if name else "": text for name, text in error.errors.items()}
        ) from None


# Stays


@creation("stay.begin", Stay, allow=rules.may_welcome, purpose=Purpose.RECEPTION)
def begin_stay(
    act: Act,
    *,
    person: UUID,
    site: UUID,
    bed: str = "",
    from_country: str = "",
    towards_country: str = "",
    means: str = Means.UNKNOWN,
    note: str = "",
) -> Stay:
    """A person arrives at a site. One open stay each; a bed belongs to one person a night."""
    guest = Person.objects.visible_to(act.access).filter(pk=person, erased_at__isnull=True).first()
    if guest is None:
        raise Invalid(person=_("No person with this code is registered here."))
    open_stays = Stay.objects.visible_to(act.access).filter(departed_at__isnull=True)
    if open_stays.filter(person=guest).exists():
        raise Conflict(
            _("This person is already in a house: record the departure first."), code="already_staying"
        )
    place = _own_site(act, site)
    bed = clean(bed, "bed", limit=20)
    if bed and open_stays.filter(site_id=place, bed__iexact=bed).exists():
        raise Invalid(bed=_("This bed is taken tonight. Choose another one."))
    stay = Stay(
        organisation_id=act.organisation,
        key_id=guest.key_id,
        person=guest,
        site_id=place,
        bed=bed,
        arrived_at=act.at,
        from_country_id=_country(from_country, "from_country"),
        towards_country_id=_country(towards_country, "towards_country"),
        means=shapes.one_of(means, "means", Means.values),
        note=clean(note, "note", limit=NOTE_LENGTH, lines=True),
    )
    stay.save()
    act.touched("site", "bed", "from_country", "towards_country", "means")
    return stay


@action("stay.move", Stay, allow=rules.may_welcome_this, purpose=Purpose.RECEPTION)
def move_bed(act: Act, stay: Stay, *, bed: str) -> Stay:
    """Another bed in the same house."""
    _must_be_open(stay)
    bed = clean(bed, "bed", limit=20)
    others = Stay.objects.visible_to(act.access).filter(departed_at__isnull=True, site_id=stay.site_id)
    if bed and others.exclude(pk=stay.pk).filter(bed__iexact=bed).exists():
        raise Invalid(bed=_("This bed is taken tonight. Choose another one."))
    stay.bed = bed
    stay.save()
    act.touched("bed")
    return stay


@action("stay.end", Stay, allow=rules.may_welcome_this, purpose=Purpose.RECEPTION)
def end_stay(act: Act, stay: Stay, *, means: str = Means.UNKNOWN, to_country: str = "") -> Stay:
    """A person leaves the house: when (the time of the act), how and towards where."""
    _must_be_open(stay)
    if act.at < stay.arrived_at:
        raise Invalid(happened_at=_("The departure cannot be before the arrival."))
    stay.departed_at = act.at
    stay.departed_by = shapes.one_of(means, "means", Means.values)
    stay.departed_to_id = _country(to_country, "to_country")
    stay.save()
    act.touched("departed_at", "departed_by", "departed_to")
    return stay


def _must_be_open(stay: Stay) -> None:
    if stay.departed_at is not None:
        raise Conflict(_("This person has already left the house."), code="already_left")


# Families and travel groups


@creation("group.join", GroupMember, allow=rules.may_work)
def join_group(
    act: Act, *, person: UUID, companion: UUID, kind: str = GroupKind.FAMILY, relation: str = Relation.UNKNOWN
) -> GroupMember:
    """`person` belongs together with `companion`: joins their group of this kind, which is made if need be."""
    if person == companion:
        raise Invalid(companion=_("A person cannot be their own company. Write the other person’s code."))
    found = Person.objects.visible_to(act.access).filter(erased_at__isnull=True).in_bulk([person, companion])
    if len(found) < 2:
        raise Invalid(companion=_("No person with this code is registered here."))
    members = GroupMember.objects.visible_to(act.access)
    groups = Group.objects.visible_to(act.access).filter(
        kind=shapes.one_of(kind, "group_kind", GroupKind.values)
    )
    theirs = members.filter(person=companion, group__in=groups).first()
    group_id = theirs.group_id if theirs else _new_group(act, kind, companion)
    already = members.filter(person=person, group=group_id).first()
    if already is not None:
        return already
    return _member(act, group_id, person, relation)


@action("group.leave", GroupMember, allow=rules.may_change_group)
def leave_group(act: Act, member: GroupMember) -> None:
    """The person no longer belongs to the group; a group of one is dissolved."""
    group_id = member.group_id
    act.details["group"], act.details["person"] = str(group_id), str(member.person_id)
    member.delete()
    left = GroupMember.objects.visible_to(act.access).filter(group=group_id)
    if left.count() < 2:
        Group.objects.visible_to(act.access).filter(pk=group_id).delete()


def _travel_with(act: Act, person: Person, companion: UUID, kind: str, relation: str) -> None:
    join_group.within(act, person=person.pk, companion=companion, kind=kind, relation=relation)


def _new_group(act: Act, kind: str, first: UUID) -> UUID:
    group = Group(organisation_id=act.organisation, kind=kind, code=free_code(Group))
    group.save()
    _member(act, group.pk, first, Relation.UNKNOWN)
    return group.pk


def _member(act: Act, group: UUID, person: UUID, relation: str) -> GroupMember:
    member = GroupMember(
        organisation_id=act.organisation,
        group_id=group,
        person_id=person,
        relation=shapes.one_of(relation, "relation", Relation.values),
    )
    member.save()
    act.touched("group", "relation")
    return member


# The end of a record


@action("person.erase", Person, allow=rules.may_erase, purpose=Purpose.OVERSIGHT, step_up=True)
def erase(act: Act, person: Person, *, reason: str) -> Person:
    """Destroy what is known of a person, for good: key, sealed columns, identity. The code stays as a tombstone.

    reason: "asked" by the person, "retention" after the end date, "mistake" registered by error.
    """
    act.reason = shapes.one_of(reason, "reason", ("asked", "retention", "mistake"))
    for follow in hooks.erasing:
        follow(act, person.pk)
    Tombstone.objects.create(
        id=person.pk, key_id=person.key_id, organisation_id=person.organisation_id, reason=act.reason
    )
    destroy_keys([person.key_id])
    erasure.blank(person.key_id)
    _forget(act, person)
    transaction.on_commit(partial(erasure.remember, person.key_id))
    transaction.on_commit(erasure.scrub)
    return person


def _forget(act: Act, person: Person) -> None:
    """What is not sealed but says who it was: coarse columns of the person, links to visits, groups, stays."""
    everything = erasure.access_to("people.Visit", "people.Identity", "people.GroupMember", "people.Stay")
    Identity.objects.visible_to(everything).filter(person=person).delete()
    GroupMember.objects.visible_to(everything).filter(person=person).delete()
    Visit.objects.visible_to(everything).filter(person=person).update(person=None)
    Stay.objects.visible_to(everything).filter(person=person).delete()
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


# Common


def free_code(model: type[Person | Group]) -> str:
    """A code that nobody on this node has. One clash in half a billion: tried again."""
    table = erasure.access_to(model._meta.label)
    while model.objects.visible_to(table).filter(code=(code := new_code())).exists():
        pass
    return code


def _author(act: Act) -> UUID:
    if act.account is None:
        raise Refused(code="no_account")
    return act.account


def _own_site(act: Act, site: UUID) -> UUID:
    mine = Site.objects.visible_to(act.access).filter(organisation_id=act.organisation, active=True)
    if not mine.filter(pk=site).exists():
        raise Invalid(site=_("Choose a site of your organisation."))
    return site


def _country(code: str, field: str) -> str | None:
    if code and not Country.objects.filter(pk=code).exists():
        raise Invalid({field: _("Choose a country from the list.")})
    return code or None

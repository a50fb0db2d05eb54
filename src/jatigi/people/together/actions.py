"""Those who belong together join one group; who leaves no longer belongs to it."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.codes import free_code
from jatigi.kernel.errors import Invalid
from jatigi.people import rules, shapes
from jatigi.people.codes import GroupKind, Relation
from jatigi.people.models import Group, GroupMember, Person


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

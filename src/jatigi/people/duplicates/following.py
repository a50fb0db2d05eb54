"""What of this room follows a person when records are joined, and what stands in the way."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from jatigi.kernel import hooks
from jatigi.kernel.access import Access
from jatigi.kernel.erasure import access_to
from jatigi.kernel.moving import Follows, follows
from jatigi.people import words
from jatigi.people.models import Group, GroupMember, Stay, Visit


def _visit(visit: Visit) -> str:
    return _("Came to the desk: %(wishes)s") % {"wishes": words.wishes(visit.wishes)}


def _stay(_stay: Stay) -> str:
    return _("Arrived in the house")


def _member(member: GroupMember) -> str:
    group = Group.objects.visible_to(access_to("people.Group")).get(pk=member.group_id)
    return _("Belongs to group %(code)s") % {"code": group.code}


def _in_the_same_group(first: UUID, second: UUID) -> Collection[UUID]:
    """Whoever is in a group with both records is in it once."""
    rows = GroupMember.objects.visible_to(access_to("people.GroupMember"))
    theirs = set(rows.filter(person=first).values_list("group_id", flat=True))
    return set(rows.filter(person=second, group__in=theirs).values_list("pk", flat=True))


follows(Follows("people.Visit", "person", _visit))
follows(Follows("people.Stay", "person", _stay))
follows(Follows("people.GroupMember", "person", _member, stays=_in_the_same_group))


@hooks.blocks_merge
def in_two_houses(access: Access, first: UUID, second: UUID) -> Iterator[hooks.Blocker]:
    """Nobody sleeps in two beds: either these are two people, or somebody left and it was not noted."""
    open_stays = Stay.objects.visible_to(access).filter(departed_at__isnull=True, person__in=[first, second])
    if open_stays.count() > 1:
        sentence = _(
            "Both are noted as being in a house now. If one of them has left, record the departure first."
        )
        yield hooks.Blocker(sentence, reverse("people:tonight"))

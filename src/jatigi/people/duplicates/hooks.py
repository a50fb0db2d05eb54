"""What possible duplicates add to the other pages: menu, today, a part of a person's page, where old addresses lead."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from jatigi.algorithms.matching import Reason
from jatigi.kernel import hooks
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.actions import Act
from jatigi.people import rules
from jatigi.people.codes import FoundBy
from jatigi.people.duplicates import family, following, lists
from jatigi.people.duplicates.asking import actions as asking
from jatigi.people.imports import suspects
from jatigi.people.models import Person

LOADED = (following,)
"""Imported for what follows a person."""


@suspects.suspected
def in_a_list(act: Act, one: UUID, other: UUID, _reasons: Sequence[Reason]) -> None:
    """A row of a list may be somebody who is known."""
    asking.suspect(act, one, [other], FoundBy.IMPORT)


@hooks.leads_to
def joined_record(access: Access, pk: UUID) -> UUID | None:
    """The record to which this one was joined, as far as `access` may see it."""
    left = family.left_of(access, pk)
    return left.pk if left is not None and left.pk != pk else None


@hooks.navigation
def menu(access: Access) -> Iterator[hooks.NavItem]:
    if access.has(*rules.DESK):
        yield hooks.NavItem(_("Possible duplicates"), reverse("people:duplicates"), "users-round", 53)


@hooks.today
def to_decide(access: Access) -> Iterator[hooks.TodayItem]:
    """Pairs of records at which somebody must look."""
    if not access.has(*rules.DESK):
        return
    number = lists.due(access.for_purpose(Purpose.CASE_MANAGEMENT)).count()
    if number:
        title = ngettext_lazy("Look at %(n)d possible duplicate", "Look at %(n)d possible duplicates", number)
        yield hooks.TodayItem(
            hooks.Danger.WHEN_POSSIBLE, title % {"n": number}, reverse("people:duplicates"), icon="users-round",
            count=number,
        )  # fmt: skip


@hooks.person_sections
def joined_here(access: Access, person: UUID) -> Iterator[hooks.Section]:
    """The records that were joined to this one, with the way to undo it; else the way to say that it is one twice."""
    access = access.for_purpose(Purpose.CASE_MANAGEMENT)
    if not access.has(*rules.DESK) or not Person.objects.visible_to(access).filter(pk=person).exists():
        return
    context = {"merges": lists.merges_of(access, person), "person_id": person}
    yield hooks.Section(_("Duplicates"), "people/duplicates/section.html", context, 80)

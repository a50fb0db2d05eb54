"""Whom a referral is about, and the addresses of writing one."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode

from jatigi.cases.models import Case
from jatigi.kernel import clock, reading
from jatigi.kernel.access import Access
from jatigi.kernel.errors import NotFound
from jatigi.people import ages, identity
from jatigi.people.codes import AgeGroup
from jatigi.people.models import GroupMember, Person


@dataclass(frozen=True, slots=True)
class About:
    """A person, the case in which they are referred (None without one), and what decides which services fit."""

    person: Person
    name: str
    ages: tuple[int, int] | None
    case: Case | None
    by_case: bool

    @property
    def back(self) -> str:
        """The page from which somebody came."""
        if self.by_case and self.case:
            return reverse("cases:case", args=[self.case.pk])
        return reverse("people:person", args=[self.person.pk])

    def choose(self, **query: str) -> str:
        """Step 1: which service."""
        name, pk = ("send", self.case.pk) if self.by_case and self.case else ("send_person", self.person.pk)
        return _with(reverse(f"referrals:{name}", args=[pk]), query)

    def compose(self, service: UUID, **query: str) -> str:
        """Step 2: what goes with it."""
        name, pk = (
            ("send_to", self.case.pk) if self.by_case and self.case else ("send_person_to", self.person.pk)
        )
        return _with(reverse(f"referrals:{name}", args=[pk, service]), query)


def of(access: Access, *, case: UUID | None = None, person: UUID | None = None) -> About:
    """Whom a case or a person's page is about; that their record is opened is journalled. Raises `NotFound`."""
    file = Case.objects.visible_to(access).filter(pk=case).first() if case else None
    if case and file is None:
        raise NotFound
    pk = file.person_id if file else person
    if pk is None:
        raise NotFound
    found = reading.open_record(access, Person, pk, what="refer")
    if found.erased_at:
        raise NotFound
    known = identity.of(access, [found.pk]).get(found.pk)
    return About(
        person=found,
        name=identity.display_name(known),
        ages=ages.age_range((known and known.birth) or {}, clock.today())
        or ages.BANDS.get(AgeGroup(found.age_group)),
        case=file or open_case(access, found.pk),
        by_case=file is not None,
    )


def open_case(access: Access, person: UUID) -> Case | None:
    """The case that is open for a person, as far as the asker knows of it."""
    found: Case | None = (
        Case.objects.visible_to(access).filter(person=person, state__in=("open", "closing")).first()
    )
    return found


def belong_together(access: Access, people: Collection[UUID]) -> bool:
    """Whether one family or travel group has all of them."""
    members = GroupMember.objects.visible_to(access).filter(person_id__in=list(people))
    groups: dict[UUID, set[UUID]] = {}
    for group, person in members.values_list("group_id", "person_id"):
        groups.setdefault(group, set()).add(person)
    return any(set(people) <= found for found in groups.values())


def companions(access: Access, person: UUID) -> list[tuple[Person, str]]:
    """Who belongs to the person's family or travel groups, with a name, without the person; in three queries."""
    mine = GroupMember.objects.visible_to(access).filter(person_id=person).values("group_id")
    theirs = GroupMember.objects.visible_to(access).filter(group_id__in=mine).exclude(person_id=person)
    wanted = list(dict.fromkeys(theirs.order_by("entered_at").values_list("person_id", flat=True)))
    found = Person.objects.visible_to(access).filter(erased_at=None).in_bulk(wanted)
    known = identity.of(access, list(found)) if found else {}
    reading.saw_list(access, Person, list(found), what="refer")
    return [(found[pk], identity.display_name(known.get(pk))) for pk in wanted if pk in found]


def _with(url: str, query: dict[str, str]) -> str:
    return f"{url}?{urlencode(query)}" if query else url

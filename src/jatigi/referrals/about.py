"""Whom a referral is about, and the addresses of writing one."""

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
from jatigi.people.models import Person


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


def _with(url: str, query: dict[str, str]) -> str:
    return f"{url}?{urlencode(query)}" if query else url

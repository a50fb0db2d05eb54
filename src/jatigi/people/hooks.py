"""What this room tells the others, and where rooms above add to a person's page.

`protects`: what stands first on the page (urgency, alerts, promises). `next_steps`: the verbs offered there.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jatigi.agencies.models import Organisation
from jatigi.kernel import clock, hooks
from jatigi.kernel.access import Access, Purpose, Role
from jatigi.people import entities, rules, search, timeline
from jatigi.people.ages import BANDS
from jatigi.people.codes import MINORS, UNKNOWN, UNSAID, AgeGroup, Answer, Danger
from jatigi.people.duplicates import family
from jatigi.people.duplicates import hooks as duplicates
from jatigi.people.models import Person, Visit
from jatigi.questionnaires import results
from jatigi.questionnaires.rules import may_fill

Text = str | Promise
LOADED = (entities, duplicates)
"""Imported for what they register: entity lists, and what duplicates add to pages."""
AT_THE_DOOR = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Protection:
    """What protects a person first. urgency: 1 within 24 h, 2 within 72 h, 3 within 2 weeks, 0 none.

    promises: (what was promised, by when or None).
    """

    urgency: int = 0
    urgency_text: Text = ""
    alerts: list[Text] = field(default_factory=list)
    promises: list[tuple[Text, date | datetime | None]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Step:
    """A verb on a person's page: the one with the lowest order is the next step."""

    label: Text
    url: str
    icon: str
    order: int = 100


protects: hooks.Hook[Callable[[Access, UUID], Iterable[Protection]]] = hooks.Hook()
next_steps: hooks.Hook[Callable[[Access, UUID], Iterable[Step]]] = hooks.Hook()
hooks.person_timeline(timeline.entries)


@hooks.today
def search_by_name(access: Access) -> Iterator[hooks.TodayItem]:
    """For whoever runs the node: what the process that searches by name lacks."""
    if not access.has(Role.NODE_ADMINISTRATOR):
        return
    state = search.engine.state()
    where = reverse("agencies:houses")
    if not state.answers and not state.building:
        title = _("See why the search by name does not answer: the log of the node says it.")
        yield hooks.TodayItem(hooks.Danger.SOON, title, where, icon="search")
    if not state.locked:
        title = _(
            "Let the search by name lock its memory, so that names are never swapped to a disk: LimitMEMLOCK."
        )
        yield hooks.TodayItem(hooks.Danger.SOON, title, where, icon="search")


@hooks.subjects
def person(access: Access, pk: UUID) -> hooks.Subject | None:
    """Who has this id, or had it before their records were joined."""
    found = Person.objects.visible_to(access).filter(pk=pk, merged_into=None).first() or family.left_of(
        access, pk
    )
    return None if found is None else subject_of(found)


def subject_of(person: Person) -> hooks.Subject:
    return hooks.Subject(
        id=person.pk,
        key_id=person.key_id,
        organisation=person.organisation_id,
        code=person.code,
        url=reverse("people:person", args=[person.pk]),
        minor=person.age_group in MINORS,
        at_risk=person.at_risk,
        youngest=BANDS[AgeGroup(person.age_group)][0] if person.age_group in BANDS else None,
        own_national=_own_national(person),
    )


def _own_national(person: Person) -> bool | None:
    """Whether the person is a national of the country where the organisation works; None where nobody knows."""
    if not person.nationalities or {UNKNOWN, UNSAID} & set(person.nationalities):
        return None
    return Organisation.objects.get(pk=person.organisation_id).country_id in person.nationalities


@next_steps
def screening(access: Access, person: UUID) -> Iterator[Step]:
    """The first screening comes before a case."""
    if may_fill(access) and results.latest(access, person) is None:
        url = reverse("questionnaires:fill", args=[results.SCREENING, person])
        yield Step(_("Screen this person"), url, "clipboard-list", 20)


@hooks.navigation
def menu(access: Access) -> Iterator[hooks.NavItem]:
    if access.has(*rules.DESK):
        yield hooks.NavItem(_("Welcome desk"), reverse("people:welcome"), "door-open", 10)
        yield hooks.NavItem(_("In the house"), reverse("people:tonight"), "bed-double", 12)
    if access.has(*rules.WORKERS):
        yield hooks.NavItem(_("People"), reverse("people:people"), "users", 11)
    if rules.may_import(access):
        yield hooks.NavItem(_("Lists of people"), reverse("people:imports"), "file-up", 85)
    if rules.may_see_due(access):
        yield hooks.NavItem(_("Records to end"), reverse("people:due"), "archive", 90)


@hooks.today
def in_danger(access: Access) -> Iterator[hooks.TodayItem]:
    """Somebody at the desk is in danger and not yet registered."""
    if not access.has(*rules.DESK):
        return
    yes = Q()
    for question in Danger.values:
        yes |= Q(**{f"danger__{question}": Answer.YES})
    visits = Visit.objects.visible_to(access.for_purpose(Purpose.RECEPTION))
    waiting = visits.filter(yes, at__gte=clock.now() - AT_THE_DOOR, person__isnull=True)
    for visit in waiting.order_by("at")[:20]:
        url = reverse("people:now", args=[visit.pk])
        title = _("Protect somebody who is at the welcome desk")
        yield hooks.TodayItem(hooks.Danger.LIFE, title, url, None, "", "siren")

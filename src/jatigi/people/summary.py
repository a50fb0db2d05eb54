"""A person's page put together: what protects first, facts, groups, stays, story, what rooms above add."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from jatigi.agencies.models import Account
from jatigi.kernel import clock, hooks
from jatigi.kernel.access import Access
from jatigi.kernel.http import Request
from jatigi.kernel.text import listed
from jatigi.people import actions, ages, identity, rules, words
from jatigi.people import hooks as own
from jatigi.people.models import Group, GroupMember, Identity, Person, Stay
from jatigi.protection import bases
from jatigi.protection.models import LawfulBasis

Pairs = list[tuple[str, str]]
STORY = 60
SOON_AFTER = timedelta(hours=1)


def page(request: Request, person: Person) -> dict[str, Any]:
    """The context of a person's page."""
    access = request.access
    known = identity.of(access, [person.pk]).get(person.pk)
    stays = _stays(access, person)
    return {
        "person": person,
        "name": identity.display_name(known),
        "other_names": identity.names_of(known)[1:],
        "brief": brief(person, known),
        "protection": protection(access, person),
        "consents": [_consent(basis) for basis in bases.live(access, person.pk)],
        "facts": facts(person, known),
        "phones": [(words.phone(phone), phone["safe_to_call"]) for phone in (known and known.phones) or []],
        "groups": groups(access, person),
        "stay": next((stay for stay in stays if stay.departed_at is None), None),
        "stays": [stay for stay in stays if stay.departed_at],
        "story": story(access, person.pk),
        "sections": sections(request, person),
        "steps": steps(access, person),
        "may_welcome": rules.may_welcome(access),
        "may_change": rules.may_change(access, person),
        "may_erase": actions.erase.may(access, person),
    }


def brief(person: Person, known: Identity | None) -> list[str]:
    """The one line under the name: sex, age, nationalities."""
    age = ages.in_words((known and known.birth) or {}, clock.today())
    parts = [person.get_sex_display(), age or person.get_age_group_display(), words.nationalities(person)]
    return [str(part) for part in parts if part]


def facts(person: Person, known: Identity | None) -> Pairs:
    """What is known of the person, label and value; what was not asked is left out."""
    parents = (known and known.parents) or {}
    pairs = [
        (_("Names"), listed(identity.names_of(known))),
        (_("Sex"), person.get_sex_display()),
        (_("Age group"), person.get_age_group_display()),
        (_("Birth"), ages.birth_in_words((known and known.birth) or {})),
        (_("Father’s name"), parents.get("father", "")),
        (_("Mother’s name"), parents.get("mother", "")),
        (_("Nationalities"), words.nationalities(person)),
        (_("Languages"), words.languages(person)),
        (_("Village or town of origin"), (known and known.origin) or ""),
        (_("Documents"), listed(map(words.document, (known and known.documents) or []))),
    ]
    return [(label, str(value)) for label, value in pairs if value]


def protection(access: Access, person: Person) -> own.Protection:
    """What rooms above say must be known first, put together: the greatest urgency, all alerts and promises."""
    said = [part for tell in own.protects for part in tell(access, person.pk)]
    urgent = min(
        (part for part in said if part.urgency), key=lambda part: part.urgency, default=own.Protection()
    )
    alerts = [alert for part in said for alert in part.alerts]
    if person.at_risk:
        alerts.insert(0, _("In danger if it is known that the person came here: print nothing"))
    promises = [promise for part in said for promise in part.promises]
    return own.Protection(urgent.urgency, urgent.urgency_text, alerts, promises)


def _consent(basis: LawfulBasis) -> tuple[str, str]:
    here = _("other organisations may be asked") if basis.elsewhere else _("recorded here")
    who = basis.recipient.full if basis.recipient else here
    text = _("%(kind)s: %(who)s, until %(until)s") % {
        "kind": basis.get_kind_display(),
        "who": who,
        "until": words.date_in_words(basis.until),
    }
    return text, "warning" if basis.second_look_due else "success"


def steps(access: Access, person: Person) -> list[own.Step]:
    """What can be done next, the first being the next step."""
    return sorted(
        (step for offer in own.next_steps for step in offer(access, person.pk)), key=lambda step: step.order
    )


def sections(request: Request, person: Person) -> list[tuple[str, str]]:
    """Parts that other rooms add: title and drawn content."""
    parts = [part for offer in hooks.person_sections for part in offer(request.access, person.pk)]
    return [
        (str(part.title), render_to_string(part.template, {"person": person, **part.context}, request))
        for part in sorted(parts, key=lambda part: part.order)
    ]


@dataclass(frozen=True, slots=True)
class Together:
    """A group of the person with the other members: (name, person, relation) each."""

    words: str
    group: Group
    member: GroupMember
    others: list[tuple[str, Person, str]]


def groups(access: Access, person: Person) -> list[Together]:
    """The families and travel groups of a person."""
    mine = {m.group_id: m for m in GroupMember.objects.visible_to(access).filter(person=person)}
    if not mine:
        return []
    members = list(GroupMember.objects.visible_to(access).filter(group__in=mine).order_by("entered_at"))
    others = {m.person_id for m in members} - {person.pk}
    people = Person.objects.visible_to(access).filter(erased_at__isnull=True).in_bulk(list(others))
    known = identity.of(access, list(people))
    together = []
    for group in Group.objects.visible_to(access).filter(pk__in=mine):
        here = [m for m in members if m.group_id == group.pk]
        rows = [
            (identity.display_name(known.get(m.person_id)), people[m.person_id], m.get_relation_display())
            for m in here
            if m.person_id in people
        ]
        together.append(Together(words.group(group, mine[group.pk], len(here)), group, mine[group.pk], rows))
    return together


def _stays(access: Access, person: Person) -> list[Stay]:
    rows = Stay.objects.visible_to(access).filter(person=person).order_by("-arrived_at")
    return list(rows.select_related("from_country", "towards_country", "departed_to")[:20])


def story(access: Access, person: UUID) -> list[tuple[hooks.TimelineEntry, str]]:
    """The newest entries of all rooms with the name of their author."""
    entries: Iterable[hooks.TimelineEntry] = (
        entry for tell in hooks.person_timeline for entry in tell(access, person)
    )
    newest = sorted(entries, key=lambda entry: entry.at, reverse=True)[:STORY]
    authors = Account.objects.in_bulk({entry.author for entry in newest if entry.author})
    return [(_at_once(entry), str(authors.get(entry.author, "")) if entry.author else "") for entry in newest]


def _at_once(entry: hooks.TimelineEntry) -> hooks.TimelineEntry:
    """When something was entered is told only where that was later."""
    later = entry.entered_at and entry.entered_at - entry.at > SOON_AFTER
    return entry if later else replace(entry, entered_at=None)

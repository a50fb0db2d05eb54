"""What a referral may carry of a person: fields by name, each with its label and its category of data."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.kernel.errors import NotFound
from jatigi.kernel.text import listed
from jatigi.people import ages, identity, words
from jatigi.people.models import Group, GroupMember, Identity, Person, Stay
from jatigi.protection.codes import Category

FIELDS: dict[str, tuple[Promise, Category]] = {
    "code": (gettext_lazy("Code"), Category.NAME),
    "names": (gettext_lazy("Names"), Category.NAME),
    "parents": (gettext_lazy("Father’s and mother’s names"), Category.FAMILY),
    "sex": (gettext_lazy("Sex"), Category.AGE),
    "age_group": (gettext_lazy("Age group"), Category.AGE),
    "age": (gettext_lazy("Age"), Category.AGE),
    "birth": (gettext_lazy("Birth"), Category.AGE),
    "nationalities": (gettext_lazy("Nationalities"), Category.NATIONALITY),
    "languages": (gettext_lazy("Languages"), Category.NATIONALITY),
    "phones": (gettext_lazy("Telephones that are safe to call"), Category.CONTACT),
    "family": (gettext_lazy("Family and travel group"), Category.FAMILY),
    "documents": (gettext_lazy("Documents"), Category.DOCUMENTS),
    "origin": (gettext_lazy("Place of origin"), Category.JOURNEY),
    "journey": (gettext_lazy("Journey and stays"), Category.JOURNEY),
}
"""Field name → label and category. Values are sentences in the language of the sender; "" where nothing is known."""


def fields(access: Access, person: UUID, names: Iterable[str]) -> dict[str, Any]:
    """The values of `names` as text. Raises `NotFound` where the person is not visible, `KeyError` for an unknown field."""
    wanted = [name for name in FIELDS if name in set(names)]
    unknown = set(names) - set(FIELDS)
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))
    found = Person.objects.visible_to(access).filter(pk=person).first()
    if found is None or found.erased_at:
        raise NotFound
    source = _Source(access, found)
    return {name: _VALUES[name](source) for name in wanted}


@dataclass
class _Source:
    access: Access
    person: Person

    @cached_property
    def identity(self) -> Identity | None:
        return identity.of(self.access, [self.person.pk]).get(self.person.pk)

    @cached_property
    def birth(self) -> dict[str, Any]:
        return (self.identity.birth or {}) if self.identity else {}

    def part(self, name: str) -> Any:
        return getattr(self.identity, name, None) or []


def _parents(source: _Source) -> str:
    parents = source.part("parents") or {}
    said = [
        (_("father: %s"), parents.get("father")),
        (_("mother: %s"), parents.get("mother")),
    ]
    return listed(sentence % name for sentence, name in said if name)


def _phones(source: _Source) -> str:
    """Only numbers that are safe to call leave the house."""
    return listed(words.phone(phone) for phone in source.part("phones") if phone["safe_to_call"])


def _family(source: _Source) -> str:
    """How many belong together and what this person is to them; never who the others are."""
    mine = GroupMember.objects.visible_to(source.access).filter(person=source.person)
    relations = {member.group_id: member for member in mine}
    groups = Group.objects.visible_to(source.access).in_bulk(list(relations))
    counts = [
        GroupMember.objects.visible_to(source.access).filter(group=group).count() for group in groups.values()
    ]
    return listed(
        words.group(group, relations[pk], size)
        for (pk, group), size in zip(groups.items(), counts, strict=True)
    )


def _journey(source: _Source) -> str:
    stays = (
        Stay.objects.visible_to(source.access)
        .filter(person=source.person)
        .select_related("from_country", "towards_country", "departed_to")
        .order_by("-arrived_at")[:5]
    )
    return listed(words.stay(stay) for stay in stays)


_VALUES: dict[str, Callable[[_Source], str]] = {
    "code": lambda source: source.person.code,
    "names": lambda source: listed(identity.names_of(source.identity)),
    "parents": _parents,
    "sex": lambda source: source.person.get_sex_display(),
    "age_group": lambda source: source.person.get_age_group_display(),
    "age": lambda source: ages.in_words(source.birth, clock.today()),
    "birth": lambda source: ages.birth_in_words(source.birth),
    "nationalities": lambda source: words.nationalities(source.person),
    "languages": lambda source: words.languages(source.person),
    "phones": _phones,
    "family": _family,
    "documents": lambda source: listed(map(words.document, source.part("documents"))),
    "origin": lambda source: str(source.part("origin") or ""),
    "journey": _journey,
}

"""What is stored as codes, said in words: for pages, sheets and referrals."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jatigi.people.codes import (
    LANGUAGES,
    NO_COUNTRY,
    DocumentKind,
    DocumentState,
    GroupKind,
    Means,
    Relation,
    Wish,
)
from jatigi.people.models import Group, GroupMember, Person, Stay
from jatigi.places.models import Country
from jatigi.ui.words import dated


def nationalities(person: Person) -> str:
    return ", ".join(country(code) for code in person.nationalities)


def languages(person: Person) -> str:
    return ", ".join(str(LANGUAGES.get(code, code)) for code in person.languages)


def country(code: str) -> str:
    """The name of a country or of an answer that is none; "" for ""."""
    if code in NO_COUNTRY:
        return str(NO_COUNTRY[code])
    return str(_countries().get(code, code)) if code else ""


@lru_cache(maxsize=1)
def _countries() -> dict[str, Country]:
    return Country.objects.in_bulk()


def wishes(codes: Iterable[str]) -> str:
    return ", ".join(str(Wish(code).label) for code in codes)


def phone(entry: Mapping[str, Any]) -> str:
    whose = f" ({entry['whose']})" if entry["whose"] else ""
    message = "" if entry["safe_to_leave_message"] else ", " + _("leave no message")
    return f"{entry['number']}{whose}{message}"


def document(entry: Mapping[str, str]) -> str:
    """Such as “passport (Guinea), no. 0123: confiscated”."""
    text = str(DocumentKind(entry["kind"]).label)
    if entry["country"]:
        text += f" ({country(entry['country'])})"
    if entry["number"]:
        text += _(", no. %s") % entry["number"]
    return _("%(document)s: %(state)s") % {"document": text, "state": DocumentState(entry["state"]).label}


def group(group: Group, member: GroupMember, size: int) -> str:
    """Such as “family of 4 people, child”."""
    kind = (
        ngettext("family of %d person", "family of %d people", size)
        if group.kind == GroupKind.FAMILY
        else ngettext("travel group of %d person", "travel group of %d people", size)
    )
    relation = "" if member.relation == Relation.UNKNOWN else f", {Relation(member.relation).label}"
    return kind % size + relation


def stay(stay: Stay) -> str:
    """When, how, from where and towards where; never which house."""
    parts = [_("arrived on %s") % day(stay.arrived_at), journey(stay)]
    if stay.departed_at:
        parts.append(_("left on %s") % day(stay.departed_at))
    return ", ".join(part for part in parts if part)


def journey(stay: Stay) -> str:
    """From where, towards where, how; what is not known is left out."""
    parts = []
    if stay.from_country:
        parts.append(_("from: %s") % stay.from_country)
    if stay.towards_country:
        parts.append(_("towards: %s") % stay.towards_country)
    if stay.means != Means.UNKNOWN:
        parts.append(str(Means(stay.means).label))
    return ", ".join(parts)


def departure(stay: Stay) -> str:
    """Towards where and how somebody left."""
    parts = [_("towards: %s") % stay.departed_to] if stay.departed_to else []
    if stay.departed_by not in ("", Means.UNKNOWN):
        parts.append(str(Means(stay.departed_by).label))
    return ", ".join(parts)


def day(moment: datetime) -> str:
    return date_in_words(timezone.localtime(moment).date())


def date_in_words(day: date) -> str:
    return dated(day)

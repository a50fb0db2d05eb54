"""A verdict as services: one for each organisation, need and place, in the words of the rows behind it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from jatigi.agencies.models import Organisation
from jatigi.directory.models import Service
from jatigi.directory.shapes import PHONE
from jatigi.directory.workbooks import cells
from jatigi.directory.workbooks.judging import Offer, Verdict
from jatigi.directory.workbooks.reading import Statement
from jatigi.directory.workbooks.words import folded
from jatigi.kernel import clock
from jatigi.kernel.text import NOTE_LENGTH
from jatigi.people.codes import Need
from jatigi.places import zones
from jatigi.places.models import AdminUnit

TITLE = 160
MOST_LISTED = 25
KINDS = {
    "un": Organisation.Kind.UN, "nations": Organisation.Kind.UN, "onu": Organisation.Kind.UN,
    "croix": Organisation.Kind.RED_CROSS, "croissant": Organisation.Kind.RED_CROSS, "cross": Organisation.Kind.RED_CROSS,
    "gouvernement": Organisation.Kind.GOVERNMENT, "gouvernementale": Organisation.Kind.GOVERNMENT,
    "government": Organisation.Kind.GOVERNMENT, "etat": Organisation.Kind.GOVERNMENT, "ministere": Organisation.Kind.GOVERNMENT,
    "association": Organisation.Kind.ASSOCIATION, "reseau": Organisation.Kind.NETWORK, "network": Organisation.Kind.NETWORK,
}  # fmt: skip
"""Words of a type of organisation (HRinfo's list, in both languages) to kinds; every other one is an NGO."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A service that a workbook says. place: code of a region of today, or of a country."""

    organisation: str
    need: str
    place: str
    title_fr: str
    title_en: str
    description: str
    phone: str
    assured: date


def entries(verdict: Verdict, known: Iterable[Offer]) -> list[Entry]:
    """The new services of a verdict, the same for the same workbook."""
    there = set(known)
    return [
        _entry(offer, statements)
        for offer, statements in sorted(verdict.offers.items())
        if offer not in there
    ]


def service(entry: Entry, units: dict[str, AdminUnit]) -> Service:
    """The row, without a state: who may say it decides that."""
    unit = units.get(entry.place)
    country = unit.country_id if unit else entry.place
    return Service(
        organisation_id=entry.organisation, need=entry.need, title_fr=entry.title_fr, title_en=entry.title_en,
        description_fr=entry.description, country_id=country, unit=unit, phone=entry.phone,
        time_zone=zones.usual(country), assured_at=entry.assured,
    )  # fmt: skip


def kind_of(statements: Iterable[Statement]) -> str:
    """What kind of organisation the rows say that it is; an NGO where they do not, as most of them are."""
    for one in statements:
        words = folded(one.details.get("org_type", "")).split()
        if "non" in words or "ong" in words or "ngo" in words:
            return str(Organisation.Kind.NGO)
        found = next((KINDS[word] for word in words if word in KINDS), None)
        if found:
            return str(found)
    return str(Organisation.Kind.NGO)


def _entry(offer: Offer, statements: Sequence[Statement]) -> Entry:
    house, need, place = offer
    titles = _distinct(statements, "title")
    said = titles[0] if len(titles) == 1 and len(titles[0]) <= TITLE else ""
    phones = [text for text in _distinct(statements, "service_phone") if PHONE.fullmatch(text)]
    return Entry(
        house, need, place, said or _label(need, "fr"), "" if said else _label(need, "en"), _description(statements),
        phones[0] if len(phones) == 1 else "", _assured(statements),
    )  # fmt: skip


def _label(need: str, language: str) -> str:
    with translation.override(language):
        label = str(Need(need).label)
    return label[:1].upper() + label[1:]


def _description(statements: Sequence[Statement]) -> str:
    """What the rows say of it, in French: descriptions, activities, for whom, where in the region."""
    with translation.override("fr"):
        lines = _distinct(statements, "description")
        lines += [
            f"{label} {listed}"
            for label, name in (
                (_("Activities:"), "activity"), (_("For whom:"), "target"), (_("Localities:"), "locality"),
            )
            if (listed := "; ".join(_distinct(statements, name)[:MOST_LISTED]))
        ]  # fmt: skip
    return "\n".join(lines)[:NOTE_LENGTH]


def _distinct(statements: Iterable[Statement], name: str) -> list[str]:
    found: dict[str, str] = {}
    for one in statements:
        text = one.details.get(name, "")
        if text:
            found.setdefault(folded(text), text)
    return list(found.values())


def _assured(statements: Iterable[Statement]) -> date:
    """The last day on which a row was reported, today where none says one."""
    today = clock.today()
    days: list[Any] = [cells.day(one.details.get("reported", "")) for one in statements]
    past = [day for day in days if day is not None and date(2000, 1, 1) <= day <= today]
    return max(past, default=today)

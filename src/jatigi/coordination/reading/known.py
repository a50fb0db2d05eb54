"""What the node knows before it reads: its organisations, how they are called in a country, its places."""

from collections import defaultdict
from uuid import UUID

from jatigi.agencies.models import Account, Organisation, OrganisationAlias
from jatigi.algorithms.communique import Known, Reading, Town, read
from jatigi.coordination.bodies.models import BodyContact
from jatigi.coordination.events.models import Contribution, Participant
from jatigi.kernel.access import Access, service_access
from jatigi.places.models import AdminUnit

NOT_TOWNS = frozenset(
    "centre centrale central nord sud est ouest littoral plateau plateaux savanes maritime montagnes montagne lacs vallee delta "
    "collines cascades sahel hauts haut bassins boucle extreme grand adamaoua denguele woroba comoe goh zanzan logone lac canal "
    "atlantique borgou plaine mono zou oti mou-houn sava upper eastern western northern central".split()
)
"""Regions whose names are words: they say nothing of where people met."""
SHORTEST = 4
MOST_NAMES = 20_000
"""Names of people that are known while a text is read, the latest first."""
READING = service_access(
    "coordination.reading",
    ["coordination.Participant", "coordination.Contribution", "coordination.BodyContact"],
)
"""Who reads on the command line of the node knows every name of the room."""


def proposed(text: str, access: Access = READING) -> tuple[Reading, str]:
    """What the text says, and the country it speaks of (ISO 3166-1; "" if it names none): there its aliases count.

    Of the people of the room those that `access` may know are read first.
    """
    towns = places()
    first = read(text, (), towns)
    where = first.events[0].place if first.events else None
    country = (where.country or "") if where else ""
    return read(text, organisations(country), towns, people=people(access)), country


def organisations(country: str) -> list[Known]:
    """The active ones; of two that are called the same that of the country, of which also the confirmed aliases count."""
    aliases: dict[UUID, list[str]] = defaultdict(list)
    for organisation, text in OrganisationAlias.objects.filter(country_id=country).values_list(
        "organisation_id", "text"
    ):
        aliases[organisation].append(text)
    rows = Organisation.objects.filter(active=True).order_by("name_fr", "pk")
    mine = sorted(rows, key=lambda each: (each.pk not in aliases, each.country_id != country))
    return [
        Known(
            one.name_fr or one.name_en or one.acronym,
            one.acronym,
            (*aliases.get(one.pk, ()), *([one.name_en] if one.name_en else [])),
            str(one.pk),
        )
        for one in mine
    ]


def people(access: Access) -> list[str]:
    """Who was at an event, spoke there, or stands in a body for a member: names for work, never those of migrants."""
    there = Participant.objects.visible_to(access).exclude(name="").order_by("-entered_at")
    spoke = Contribution.objects.visible_to(access).order_by("-entered_at")
    stand = BodyContact.objects.visible_to(access)
    accounts = Account.objects.filter(
        pk__in=list(stand.exclude(account=None).values_list("account_id", flat=True))
    )
    return [
        *accounts.values_list("full_name", flat=True),
        *stand.exclude(name="").values_list("name", flat=True),
        *there.values_list("name", flat=True)[:MOST_NAMES],
        *spoke.values_list("speaker", flat=True)[:MOST_NAMES],
    ]


def places() -> list[Town]:
    """Administrative units of the node, but those whose names are words."""
    rows = (
        AdminUnit.objects.filter(valid_to=None)
        .order_by("level", "name_fr")
        .values_list("name_fr", "country_id")
    )
    return [
        Town(name, country)
        for name, country in dict.fromkeys(rows)
        if len(name) >= SHORTEST and not NOT_TOWNS & set(_words(name))
    ]


def _words(name: str) -> list[str]:
    from jatigi.algorithms.communique.normalise import folded

    return folded(name).replace("-", " ").split()

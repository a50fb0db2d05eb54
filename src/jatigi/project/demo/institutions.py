"""The institutions of the demonstration, their sites and services, read from `data/institutions/*.toml`.

« Données inventées pour la démonstration »: the institutions exist, what is said about their sites and services does not.
Telephone numbers begin with 00 after the country code, which no operator gives out. Needs, kinds of site and of organisation, and ways of
being referred to are the codes below; an unknown code or a unit without vintage raises `ValueError` at reading.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from jatigi.project.demo.chance import dice, drawn
from jatigi.project.demo.hours import Opening, weekly_pattern
from jatigi.project.demo.names import NameGenerator, Sex

NOTICE_FR = "Données inventées pour la démonstration"
NOTICE_EN = "Invented data for the demonstration"

NEEDS = (
    "accommodation", "food", "wash", "health", "mhpss", "child_protection", "family_links", "trafficking", "gbv", "legal",
    "documents", "asylum", "justice", "education", "livelihood", "cash", "transport", "return", "reintegration", "information",
)  # fmt: skip
ORGANISATION_KINDS = ("government", "un", "red_cross", "ngo", "network", "association", "committee")
SITE_KINDS = (
    "house", "antenna", "border_post", "bus_station", "reception_centre", "shelter", "office", "health_post",
)  # fmt: skip
DESKS = frozenset({"house", "antenna", "border_post", "bus_station", "reception_centre"})
AT_THE_DESK = frozenset({"reception", "case_worker"})
STATUSES = (
    "returning_national", "international_migrant", "asylum_seeker", "refugee", "victim_of_trafficking",
)  # fmt: skip
ROLES = (
    "reception", "case_worker", "supervisor", "focal_point", "reintegration", "finance",
    "family_links", "coordinator", "data_officer", "complaints", "organisation_administrator", "node_administrator",
)  # fmt: skip
HOW_TO_REFER = {
    "system": (
        "Référencement au guichet dans Jatigi\u00a0; réponse sous 72 heures.",
        "Referral to the desk in Jatigi; answer within 72 hours.",
    ),
    "phone": (
        "Appeler d’abord, à toute heure, puis envoyer le référencement.",
        "Call first, at any hour, then send the referral.",
    ),
    "accompanied": (
        "La personne vient avec sa fiche de référencement\u00a0; l’accompagner si possible.",
        "The person comes with the referral sheet; accompany them if possible.",
    ),
    "walk_in": ("Sans rendez-vous ni référencement.", "No appointment or referral needed."),
}

DATA = Path(__file__).parent / "data" / "institutions"
TIME_ZONES = {
    "ML": "Africa/Bamako",
    "NE": "Africa/Niamey",
    "BF": "Africa/Ouagadougou",
    "SN": "Africa/Dakar",
    "GM": "Africa/Banjul",
}
CALLING_CODES = {"ML": "223", "NE": "227", "BF": "226", "SN": "221", "GM": "220"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One service at one site. Empty `statuses` and `sex` mean everybody; ages in completed years, both inclusive."""

    key: str
    site: str
    organisation: str
    need: str
    title_fr: str
    title_en: str
    min_age: int | None
    max_age: int | None
    sex: str
    statuses: tuple[str, ...]
    hours: tuple[Opening, ...]
    phone: str
    capacity: int | None
    refer: str
    emergency: bool

    def is_for(self, *, age: int, sex: str, statuses: Iterable[str]) -> bool:
        """Whether a person of this age in years, sex and statuses is among those the service is for."""
        return (
            (self.min_age is None or age >= self.min_age)
            and (self.max_age is None or age <= self.max_age)
            and self.sex in ("", sex)
            and (not self.statuses or not set(self.statuses).isdisjoint(statuses))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place of an organisation. `unit` and `vintage` name the administrative unit; a `restricted` site never shows where it is."""

    key: str
    organisation: str
    kind: str
    name_fr: str
    name_en: str
    country: str
    unit: str
    vintage: str
    town: str
    time_zone: str
    hours: tuple[Opening, ...]
    phone: str
    beds: int
    restricted: bool
    services: tuple[Service, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """`guests`: keys of members of an earlier organisation who work here as well, each with a role."""

    key: str
    acronym: str
    name_fr: str
    name_en: str
    kind: str
    country: str
    staff: Mapping[str, int]
    guests: Mapping[str, str]
    sites: tuple[Site, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody invented who works for an organisation, at one of its sites; `key` is `organisation:role:number`."""

    key: str
    organisation: str
    role: str
    site: str
    given: str
    family: str
    sex: Sex


@cache
def organisations() -> tuple[Organisation, ...]:
    """All organisations, in the order of the files. Raises `ValueError` on an unknown code or a key used twice."""
    numbers = count(1)
    read = tuple(
        _organisation(table, numbers)
        for path in sorted(DATA.glob("*.toml"))
        for table in tomllib.loads(path.read_text("utf-8"))["organisation"]
    )
    keys = [thing.key for organisation in read for thing in _everything(organisation)]
    if len(keys) != len(set(keys)):
        raise ValueError("a key names two things")
    return read


@cache
def organisation(key: str) -> Organisation:
    return next(one for one in organisations() if one.key == key)


@cache
def sites() -> Mapping[str, Site]:
    return {site.key: site for one in organisations() for site in one.sites}


@cache
def services() -> Mapping[str, Service]:
    return {service.key: service for site in sites().values() for service in site.services}


def members(one: Organisation, seed: int = 1) -> tuple[Member, ...]:
    """The invented staff of an organisation, by role and number."""
    return tuple(
        _member(one, role, number, seed)
        for role, how_many in one.staff.items()
        for number in range(1, how_many + 1)
    )


def _member(one: Organisation, role: str, number: int, seed: int) -> Member:
    key = f"{one.key}:{role}:{number}"
    rng = dice(seed, "member", key)
    sex: Sex = drawn(rng, {"male": 55, "female": 45})
    name = NameGenerator(rng).person(one.country, sex)
    while not name.family:
        name = NameGenerator(rng).person(one.country, sex)
    return Member(
        key=key,
        organisation=one.key,
        role=role,
        site=workplace(one, role, number),
        given=name.given,
        family=name.family,
        sex=sex,
    )


def workplace(one: Organisation, role: str, number: int) -> str:
    """The key of the site at which the member with this role and number works: desks take turns, others are at the first site."""
    desks = [site.key for site in one.sites if site.kind in DESKS and not site.restricted]
    places = desks if desks and role in AT_THE_DESK else [one.sites[0].key]
    return places[(number - 1) % len(places)]


def _everything(one: Organisation) -> Iterator[Organisation | Site | Service]:
    yield one
    for site in one.sites:
        yield site
        yield from site.services


def _organisation(table: Mapping[str, Any], numbers: Iterator[int]) -> Organisation:
    for role in table["staff"]:
        _known(role, ROLES)
    return Organisation(
        key=table["key"],
        acronym=table["acronym"],
        name_fr=table["name_fr"],
        name_en=table["name_en"],
        kind=_known(table["kind"], ORGANISATION_KINDS),
        country=table["country"],
        staff=table["staff"],
        guests={key: _known(role, ROLES) for key, role in table.get("guests", {}).items()},
        sites=tuple(_site(site, table, numbers) for site in table["site"]),
    )


def _site(table: Mapping[str, Any], owner: Mapping[str, Any], numbers: Iterator[int]) -> Site:
    unit, _, vintage = table["unit"].partition("/")
    if not vintage:
        raise ValueError(f"{table['key']}: a unit needs the vintage of its code")
    phone = _phone(owner["country"], next(numbers))
    hours = weekly_pattern(table["open"])
    return Site(
        key=table["key"],
        organisation=owner["key"],
        kind=_known(table["kind"], SITE_KINDS),
        name_fr=table["name_fr"],
        name_en=table["name_en"],
        country=owner["country"],
        unit=unit,
        vintage=vintage,
        town=table["town"],
        time_zone=TIME_ZONES[owner["country"]],
        hours=hours,
        phone=phone,
        beds=table.get("beds", 0),
        restricted=table.get("restricted", False),
        services=tuple(
            _service(one, table["key"], owner["key"], hours, phone) for one in table.get("service", ())
        ),
    )


def _service(
    table: Mapping[str, Any], site: str, owner: str, hours: tuple[Opening, ...], phone: str
) -> Service:
    for status in table.get("statuses", ()):
        _known(status, STATUSES)
    return Service(
        key=table["key"],
        site=site,
        organisation=owner,
        need=_known(table["need"], NEEDS),
        title_fr=table["title_fr"],
        title_en=table["title_en"],
        min_age=table.get("min_age"),
        max_age=table.get("max_age"),
        sex=table.get("sex", ""),
        statuses=tuple(table.get("statuses", ())),
        hours=weekly_pattern(table["hours"]) if "hours" in table else hours,
        phone=phone,
        capacity=table.get("capacity"),
        refer=_known(table["refer"], HOW_TO_REFER),
        emergency=table.get("emergency", False),
    )


def _phone(country: str, number: int) -> str:
    return f"+{CALLING_CODES[country]} 00 00 {number // 100:02d} {number % 100:02d}"


def _known(code: str, codes: Iterable[str]) -> str:
    if code not in codes:
        raise ValueError(f"unknown code: {code}")
    return code

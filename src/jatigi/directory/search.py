"""Finding a service: by need, place, words, and for whom."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Case, F, IntegerField, Q, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jatigi.directory.codes import CHANGE_SOONER, RECONFIRM_AFTER, RECONFIRM_SOONER, reconfirm_after
from jatigi.directory.models import Service, ServiceArea
from jatigi.directory.rules import UPKEEP
from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.kernel.errors import Invalid
from jatigi.kernel.querysets import ProtectedQuerySet
from jatigi.people.codes import Sex
from jatigi.places import units
from jatigi.places.models import AdminUnit, Country

AGED = (Sex.FEMALE, Sex.MALE)


@dataclass(frozen=True, slots=True)
class Place:
    """A country, or a unit of one as it is called today. `code`: "ML", "ML07"."""

    code: str
    country: Country
    unit: AdminUnit | None = None

    def __str__(self) -> str:
        return units.label(self.unit) if self.unit else str(self.country)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for. `ages`: the youngest and the oldest that the person may be; "" and None: whatever."""

    need: str = ""
    place: Place | None = None
    words: str = ""
    ages: tuple[int, int] | None = None
    sex: str = ""
    emergency: bool = False
    without: UUID | None = None
    """An organisation whose services are left out."""


@dataclass(slots=True)
class Narrow:
    """Of a service: what decides which of many are shown, and in which order."""

    pk: UUID
    schedules: Any
    closures: Any
    closed_on_holidays: bool
    country_id: Any
    time_zone: str
    emergency: bool
    places_free: int | None
    sexes: Sequence[str]
    need: str
    unit_id: int | None


class HasSexes(Protocol):
    @property
    def sexes(self) -> Any: ...


class Assured(Protocol):
    @property
    def need(self) -> str: ...
    @property
    def assured_at(self) -> date: ...


NARROW = tuple(field.name for field in fields(Narrow))
LISTED = (
    "organisation_id", "organisation__name_fr", "organisation__name_en", "organisation__acronym", "site_id", "hidden", "country__name_fr",
    "country__name_en", "unit__name_fr", "unit__name_en", "unit__level", "unit__to_confirm", "unit__parent__name_fr",
    "unit__parent__name_en", "unit__parent__level", "unit__parent__to_confirm", "location__name", "title_fr", "title_en", "need", "state", "time_zone", "schedules", "closures",
    "closed_on_holidays", "emergency", "places_free", "reported", "reported_at", "assured_at", "minimum_age", "maximum_age",
    "sexes", "statuses", "alert", "how_to_refer", "phone",
)  # fmt: skip
SAID = (
    "title_fr", "title_en", "description_fr", "description_en", "need",
    "organisation__name_fr", "organisation__name_en", "organisation__acronym",
)  # fmt: skip


def find(
    access: Access,
    *,
    need: str = "",
    unit: int | None = None,
    country: str = "",
    text: str = "",
    age: int | None = None,
    sex: str = "",
) -> list[Service]:
    """The services that fit, those with free places first, then the most lately assured."""
    place = None
    if unit is not None:
        meant = AdminUnit.objects.select_related("country").filter(pk=unit).first()
        place = Place(meant.code, meant.country, meant) if meant else None
    elif country:
        known = Country.objects.filter(pk=country).first()
        place = Place(country, known) if known else None
    if (unit is not None or country) and place is None:
        return []
    ages = None if age is None else (age, age)
    return matching(access, Wanted(need=need, place=place, words=text, ages=ages, sex=sex))


def matching(access: Access, wanted: Wanted) -> list[Service]:
    """The same for everything that can be wanted, in one query and one more for the place."""
    rows = _ordered(access, wanted).select_related("organisation", "unit__parent", "country", "location")
    words = folded(wanted.words).split()
    return [service for service in rows if receives(service, wanted.sex) and _says(service, words)]


def narrow(access: Access, wanted: Wanted, most: int | None = None) -> list[Narrow]:
    """The same as few columns, for whoever shows some of them: without words, of the first `most`."""
    words = folded(wanted.words).split()
    rows = _ordered(access, wanted)
    if not words:
        found = [Narrow(*row) for row in rows.values_list(*NARROW)[:most]]
    else:
        said = rows.select_related("organisation").only(*NARROW, *SAID)
        found = [Narrow(*(getattr(row, name) for name in NARROW)) for row in said if _says(row, words)]
    return [row for row in found if receives(row, wanted.sex)]


def listed(access: Access, services: Sequence[UUID]) -> list[Service]:
    """Services with what a list says of them (`cards.Card`) and no more, in the order given; asked for the rest, they ask again."""
    rows = Service.objects.visible_to(access).select_related(
        "organisation", "unit__parent", "country", "location"
    )
    found = rows.only(*LISTED).in_bulk(list(services)) if services else {}
    return [found[pk] for pk in services if pk in found]


def _ordered(access: Access, wanted: Wanted) -> ProtectedQuerySet[Service]:
    found = Service.objects.visible_to(access).filter(fits(wanted), state="active")
    full = Case(When(places_free=0, then=Value(1)), default=Value(0), output_field=IntegerField())
    ordered: ProtectedQuerySet[Service] = found.annotate(full=full).order_by(
        "full", F("assured_at").desc(), "title_fr", "id"
    )
    return ordered


def count(access: Access, wanted: Wanted) -> int:
    """How many services the database finds; sex and words are not looked at."""
    return int(Service.objects.visible_to(access).filter(fits(wanted), state="active").count())


def place_of(code: str) -> Place | None:
    """The place that a code means today; None for an unknown one."""
    country = Country.objects.filter(pk=code[:2]).first()
    if country is None or len(code) == 2:
        return Place(code, country) if country else None
    unit = units.on(clock.today(), country.pk, code)
    return Place(code, country, unit) if unit else None


def area_code(country: str, unit: AdminUnit | None) -> str:
    """How an area is written in one word: "ML", "ML07" as it is called today, "ML09@2021" under an older list."""
    if unit is None:
        return country
    today = units.on(clock.today(), unit.country_id, unit.code)
    return unit.code if today is not None and today.pk == unit.pk else f"{unit.code}@{unit.vintage}"


def area_of(code: str, field: str) -> tuple[str, AdminUnit | None]:
    """(country, unit) that `area_code` wrote. Raises `Invalid` for `field`."""
    name, _at, vintage = code.partition("@")
    if vintage:
        found = AdminUnit.objects.filter(code=name, vintage=vintage).first()
        if found is not None:
            return found.country_id, found
    place = place_of(name) if name and not vintage else None
    if place is None:
        raise Invalid(
            {
                field: _("Choose a region of this country.")
                if len(name) > 2
                else _("Choose a country from the list.")
            }
        )
    return place.country.pk, place.unit


def receives(service: HasSexes, sex: str) -> bool:
    """Whether a service is for somebody of this sex; whoever's sex is not known is asked there."""
    return not service.sexes or sex not in AGED or sex in service.sexes


def to_reconfirm(service: Assured, today: date | None = None) -> bool:
    """Nobody has assured it for so long that somebody should call first (« à reconfirmer »)."""
    return (today or clock.today()) - service.assured_at > reconfirm_after(service.need)


def stale() -> Q:
    """The same as a condition."""
    today = clock.today()
    sooner = Q(need__in=CHANGE_SOONER, assured_at__lt=today - RECONFIRM_SOONER)
    return sooner | Q(assured_at__lt=today - RECONFIRM_AFTER)


def folded(text: str) -> str:
    """Small letters without accents, so that « sante » finds « Santé »."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def fits(wanted: Wanted) -> Q:
    """What the database can tell of it; sex and words are looked at afterwards."""
    fits = Q()
    if wanted.need:
        fits &= Q(need=wanted.need)
    if wanted.place is not None:
        fits &= _there(wanted.place)
    if wanted.ages is not None:
        youngest, oldest = wanted.ages
        fits &= Q(minimum_age=None) | Q(minimum_age__lte=oldest)
        fits &= Q(maximum_age=None) | Q(maximum_age__gte=youngest)
    if wanted.emergency:
        fits &= Q(emergency=True)
    if wanted.without is not None:
        fits &= ~Q(organisation_id=wanted.without)
    return fits


def _there(place: Place) -> Q:
    """In the country; or in the unit, in a part of it, or in the whole country; or it serves one of these.

    A service may have been written down under an older list of units: the same name at the same level
    counts as the same place. Never the same code, which can mean another region (ML09).
    """
    country = place.country.pk
    if place.unit is None:
        return Q(country_id=country) | _serving(Q(country_id=country))
    name, level = place.unit.name_fr, place.unit.level
    same = Q(name_fr=name, level=level) | Q(parent__name_fr=name, parent__level=level)
    inside = list(AdminUnit.objects.filter(same, country_id=country).values_list("pk", flat=True))
    smaller = level > 1  # whoever asks part by part must not learn in which one a hidden service is
    own = Q(unit__in=inside, hidden=False) if smaller else Q(unit__in=inside)
    served = Q(unit__in=inside, service__hidden=False) if smaller else Q(unit__in=inside)
    there = Q(country_id=country)
    return there & (own | Q(unit=None)) | _serving(there & (served | Q(unit=None)))


def _serving(there: Q) -> Q:
    """Services that come there from elsewhere."""
    return Q(pk__in=ServiceArea.objects.visible_to(UPKEEP).filter(there).values("service"))


def _says(service: Service, words: Iterable[str]) -> bool:
    """Whether every word stands in what is said of the service; never in the name of a hidden site."""
    if not words:
        return True
    said: tuple[str | Promise, ...] = (
        service.title_fr, service.title_en, service.description_fr, service.description_en, service.get_need_display(),
        service.organisation.name_fr, service.organisation.name_en, service.organisation.acronym,
    )  # fmt: skip
    text = folded(" ".join(map(str, said)))
    return all(word in text for word in words)

"""Which services to propose for a need, and why; and why not the others.

As many queries for 5 services as for 5,000: the nearest that the database finds are judged here, one by one.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Case, IntegerField, Q, Value, When
from django.urls import reverse

from jatigi.directory import cards, search
from jatigi.directory.cards import Card
from jatigi.directory.codes import ServiceState
from jatigi.directory.models import Service, ServiceArea
from jatigi.directory.search import Place, Wanted
from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.places.models import AdminUnit
from jatigi.referrals.models import Pace
from jatigi.referrals.suggesting.judging import (
    COLUMNS,
    COUNTRY,
    ELSEWHERE,
    HERE,
    SERVED,
    UNKNOWN,
    Judgement,
    Row,
    Words,
    judged,
)
from jatigi.referrals.suggesting.whom import Seeker

JUDGED = 60
"""How many of the nearest are looked at, of those that the database does not know to be full or for another age."""
NOT_NOW = 15
"""How many of the nearest others, to say why not."""
PROPOSED = 5
OTHERS = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A service with what speaks for it, against it, and (among the others) why it is not proposed."""

    card: Card
    why: tuple[str, ...]
    but: tuple[str, ...]
    no: tuple[str, ...] = ()

    @property
    def service(self) -> Service:
        return self.card.service

    @property
    def said(self) -> "Said":
        service = self.service
        url = reverse("directory:service", args=[service.pk])
        return Said(url, str(service), service.organisation.full, self.card.place, self.why, self.but)


@dataclass(frozen=True, slots=True)
class Said:
    """What the page says of a service that is proposed, in words: drawn once and remembered."""

    url: str
    title: str
    organisation: str
    place: str
    why: tuple[str, ...]
    but: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """`proposed`: the best first. `others`: near ones that are not proposed, each with why not."""

    proposed: tuple[Suggestion, ...] = ()
    others: tuple[Suggestion, ...] = ()

    @property
    def query(self) -> str:
        """What was proposed, as the address of the next page says it."""
        return urlencode([("of", str(pk)) for pk in self.ids])

    @property
    def ids(self) -> list[UUID]:
        return [one.service.pk for one in self.proposed]


def suggest(
    access: Access,
    need: str,
    seeker: Seeker,
    near: Place | None,
    *,
    without: UUID | None = None,
    asked: Collection[UUID] = (),
    urgent: bool = False,
) -> Suggestions:
    """What to propose to somebody with this need. `without`: an organisation whose services are left out, the sender.

    asked: services that were asked for this person before and did not help.
    """
    now = clock.now()
    rows = _nearest(access, need, seeker, near, without)
    pace = _pace(access, [row.pk for row, _nearness in rows])
    made = [
        judged(row, seeker, nearness, pace.get(row.pk), now, urgent=urgent, silent=row.pk in asked)
        for row, nearness in rows
    ]
    made.sort(key=lambda one: (bool(one.no), -one.points, str(one.row.pk)))
    proposed = [one for one in made if not one.no][:PROPOSED]
    chosen = {one.row.pk for one in proposed}
    others = [one for one in made if one.row.pk not in chosen][:OTHERS]
    services = search.listed(access, [one.row.pk for one in (*proposed, *others)])
    shown = {card.service.pk: card for card in cards.cards(access, services)}
    return Suggestions(_said(proposed, shown), _said(others, shown))


def _said(judgements: Sequence[Judgement], shown: Mapping[UUID, Card]) -> tuple[Suggestion, ...]:
    """With the words of those that are shown."""

    def say(card: Card, words: Sequence[Words]) -> tuple[str, ...]:
        return tuple(word(card.service) for word in words)

    found = ((shown[one.row.pk], one) for one in judgements if one.row.pk in shown)
    return tuple(
        Suggestion(card, say(card, one.why), say(card, one.but), say(card, one.no)) for card, one in found
    )


def _nearest(
    access: Access, need: str, seeker: Seeker, near: Place | None, without: UUID | None
) -> list[tuple[Row, int]]:
    """Near before far, then the most lately assured, each with how near; what may fit, and some of what does not."""
    rows = Service.objects.visible_to(access).filter(
        need=need, state__in=(ServiceState.ACTIVE, ServiceState.SUSPENDED)
    )
    if without is not None:
        rows = rows.exclude(organisation_id=without)
    rows = rows.annotate(nearness=_nearness(access, near)).order_by("nearness", "-assured_at", "id")
    fits = _fits(seeker)
    found = [
        *rows.filter(fits).values_list("nearness", *COLUMNS)[:JUDGED],
        *rows.exclude(fits).values_list("nearness", *COLUMNS)[:NOT_NOW],
    ]
    return [(Row(*columns), nearness) for nearness, *columns in found]


def _fits(seeker: Seeker) -> Q:
    """As far as columns tell; the rest is judged."""
    room = Q(state=ServiceState.ACTIVE) & (Q(places_free=None) | Q(places_free__gt=0))
    return room & search.fits(Wanted(ages=seeker.ages))


def _nearness(access: Access, near: Place | None) -> Case | Value:
    """By region and never closer, so that the place of a shelter cannot be learned from the order."""
    if near is None:
        return Value(UNKNOWN, output_field=IntegerField())
    country = Q(country_id=near.country.pk)
    region = _region(near.unit)
    if region is None:
        return Case(When(country, then=Value(HERE)), default=Value(ELSEWHERE), output_field=IntegerField())
    called = Q(name_fr=region.name_fr, level=1)
    called |= Q(parent__name_fr=region.name_fr, parent__level=1)
    called |= Q(parent__parent__name_fr=region.name_fr, parent__parent__level=1)
    inside = list(
        AdminUnit.objects.filter(called, country_id=near.country.pk).values_list("pk", flat=True)
    )  # once, and not within each of the three conditions below
    served = ServiceArea.objects.visible_to(access).filter(
        Q(unit__in=inside) | Q(unit=None, country_id=near.country.pk)
    )
    return Case(
        When(Q(unit__in=inside), then=Value(HERE)),
        When(Q(pk__in=served.values("service_id")) | (country & Q(unit=None)), then=Value(SERVED)),
        When(country, then=Value(COUNTRY)),
        default=Value(ELSEWHERE),
        output_field=IntegerField(),
    )


def _region(unit: AdminUnit | None) -> AdminUnit | None:
    while unit is not None and unit.level > 1:
        unit = unit.parent
    return unit


def _pace(access: Access, services: Collection[UUID]) -> dict[UUID, int]:
    rows = Pace.objects.visible_to(access).filter(service_id__in=list(services))
    return dict(rows.values_list("service_id", "median_hours"))

"""What people see of a service: where (never a hidden site), for whom, when, whether there is room."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jatigi.directory import holidays, schedules, words
from jatigi.directory import hours as opening
from jatigi.directory.codes import Reported, Status
from jatigi.directory.models import Location, Service, ServiceArea
from jatigi.directory.search import to_reconfirm
from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.people.codes import Sex
from jatigi.places import units
from jatigi.places.models import AdminUnit, Country, Site
from jatigi.places.names import sort_key
from jatigi.protection.codes import LANGUAGES


@dataclass(frozen=True)
class Card:
    """A service as a page shows it. `site`: its name, "" where it has none or must not be named.

    What a page asks several times is found once.
    """

    service: Service
    site: str
    local: datetime

    @cached_property
    def place(self) -> str:
        name = self.site or (str(self.location) if self.location else "")
        return ", ".join(part for part in (name, area(self.service)) if part)

    @cached_property
    def open_now(self) -> bool | None:
        """None where nobody wrote the hours down."""
        return schedules.open_at(self.service, self.local)

    @cached_property
    def opens(self) -> str:
        """“opens on Monday 23 November at 08:00”, “until 16:30”, or ""."""
        if self.open_now:
            return words.closes(self.service, self.local)
        return words.opens_next(self.service, self.local)

    @property
    def holiday(self) -> holidays.Holiday | None:
        """The public holiday of today, where it closes the service."""
        closed = self.service.closed_on_holidays
        return holidays.named(self.service.country_id, self.local.date()) if closed else None

    @cached_property
    def today(self) -> str:
        """Such as “08:00–12:00, 14:00–16:30”, or that it is closed; "" where no hours are known at all."""
        if self.open_now is None:
            return ""
        spans = schedules.times_on(self.service, self.local.date())
        return ", ".join(words.times({"opens": opens, "closes": end}) for opens, end in spans) or _("closed")

    @property
    def week(self) -> list[tuple[str, str]]:
        """The usual week, then what is otherwise."""
        special = words.special(self.service.schedules)
        return [
            *week(self.service.hours),
            *special,
            *words.exceptions(self.service.closures, self.local.date()),
        ]

    @property
    def location(self) -> Location | None:
        return None if self.service.hidden else self.service.location

    @property
    def reported(self) -> str:
        """What somebody on the spot said and nobody has settled: “closed”; "" where there is nothing."""
        return str(Reported(self.service.reported).label) if self.service.reported else ""

    @property
    def whom(self) -> str:
        return whom(self.service)

    @property
    def reconfirm(self) -> bool:
        return to_reconfirm(self.service)

    @property
    def full(self) -> bool:
        return self.service.places_free == 0

    @property
    def said(self) -> "Said":
        return _said(self)


@dataclass(frozen=True, slots=True)
class Said:
    """Everything that a list says of a service, in words: such a card is drawn once and remembered."""

    url: str
    title: str
    need: str
    organisation: str
    place: str
    state: str
    state_in_words: str
    emergency: bool
    open_now: bool | None
    full: bool
    places_free: int | None
    reported: str
    reported_at: datetime | None
    reconfirm: bool
    whom: str
    alert: str
    today: str
    opens: str
    how_to_refer: str
    phone: str


def _said(card: Card) -> Said:
    service = card.service
    return Said(
        url=reverse("directory:service", args=[service.pk]),
        title=str(service),
        need=str(service.get_need_display()),
        organisation=str(service.organisation),
        place=card.place,
        state=service.state,
        state_in_words=str(service.get_state_display()),
        emergency=service.emergency,
        open_now=card.open_now,
        full=card.full,
        places_free=service.places_free,
        reported=card.reported,
        reported_at=service.reported_at,
        reconfirm=card.reconfirm,
        whom=card.whom,
        alert=service.alert,
        today=card.today,
        opens=card.opens,
        how_to_refer=str(service.get_how_to_refer_display()),
        phone=service.phone,
    )


def cards(access: Access, services: Iterable[Service]) -> list[Card]:
    """The services as pages show them, in the order given; one query for the sites of all."""
    listed = list(services)
    named = {service.site_id for service in listed if service.site_id and not service.hidden}
    sites: dict[UUID, Site] = {}
    if named:
        sites = Site.objects.visible_to(access).filter(hidden=False).in_bulk(list(named))
    return [_card(service, sites.get(service.site_id) if service.site_id else None) for service in listed]


def card(access: Access, service: Service) -> Card:
    return cards(access, [service])[0]


def area(service: Service) -> str:
    """The region and the country, in words."""
    unit = unit_shown(service)
    parts = [units.label(unit)] if unit else []
    return ", ".join([*parts, str(service.country)])


def unit_shown(service: Service) -> AdminUnit | None:
    """The unit; of a hidden service never anything smaller than a region."""
    unit = service.unit
    while unit is not None and service.hidden and unit.level > 1:
        unit = unit.parent
    return unit


def whom(service: Service) -> str:
    """For whom, in words; everybody where nothing limits it."""
    parts = [
        ", ".join(_sexes(service)),
        _ages(service.minimum_age, service.maximum_age),
        ", ".join(str(Status(code).label) for code in service.statuses if code in Status.values),
    ]
    return " · ".join(part for part in parts if part) or _("everybody")


def languages(service: Service) -> str:
    names = dict(LANGUAGES)
    return ", ".join(str(names[code]) for code in service.languages if code in names)


def nationalities(service: Service) -> str:
    if not service.nationalities:
        return ""
    return ", ".join(sorted(map(str, Country.objects.filter(pk__in=service.nationalities)), key=sort_key))


def areas(access: Access, service: Service) -> str:
    """What it serves beyond its place."""
    rows = ServiceArea.objects.visible_to(access).filter(service=service).select_related("unit", "country")
    names = [units.label(row.unit) if row.unit else str(row.country) for row in rows]
    return ", ".join(sorted(names, key=sort_key))


def intake(access: Access, service: Service) -> list[str]:
    """Where one is received first, line by line; empty where that is where the service is given."""
    site = None
    if service.intake_site_id:
        known = Site.objects.visible_to(access).filter(pk=service.intake_site_id, hidden=False)
        site = known.first()
    parts = (
        site.name if site else "",
        service.intake_address,
        units.label(service.intake_unit) if service.intake_unit else "",
        service.intake_note,
    )
    return [part for part in parts if part]


def on_day(hours: opening.Hours, day: str) -> str:
    """Such as “08:00–12:00, 14:00–16:30”, or that it is closed; "" where no hours are known at all."""
    if not hours:
        return ""
    spans = hours.get(day, [])
    if [list(span) for span in spans] == [["00:00", "00:00"]]:
        return _("day and night")
    return ", ".join(f"{start}–{end}" for start, end in spans) or _("closed")


def week(hours: opening.Hours) -> list[tuple[str, str]]:
    """The week in few lines: (“Monday–Friday”, “08:00–16:00”), closed days too; empty where no hours are known."""
    if not hours:
        return []
    if opening.always(hours):
        return [(_("every day"), _("day and night"))]
    said = [on_day(hours, day) for day in opening.DAYS]
    lines: list[tuple[str, str]] = []
    start = 0
    for index in range(1, 8):
        if index == 7 or said[index] != said[start]:
            lines.append((_days(start, index - 1), said[start]))
            start = index
    return lines


def _card(service: Service, site: Site | None) -> Card:
    return Card(service, site.name if site else "", clock.now().astimezone(schedules.zone_of(service)))


def _days(first: int, last: int) -> str:
    if first == last:
        return str(WEEKDAYS[first])
    if (first, last) == (0, 6):
        return _("every day")
    return f"{WEEKDAYS[first]}–{WEEKDAYS[last]}"


def _sexes(service: Service) -> list[str]:
    return {
        (Sex.FEMALE,): [_("women and girls")],
        (Sex.MALE,): [_("men and boys")],
    }.get(tuple(service.sexes), [str(Sex(code).label) for code in service.sexes if code in Sex.values])


def _ages(low: int | None, high: int | None) -> str:
    if low is not None and high is not None:
        return _("%(low)d to %(high)d years") % {"low": low, "high": high}
    if low is not None:
        return ngettext("from %(n)d year", "from %(n)d years", low) % {"n": low}
    if high is not None:
        return ngettext("up to %(n)d year", "up to %(n)d years", high) % {"n": high}
    return ""

"""Who does what where, for whom and since when, as anybody may have it: .csv and .xlsx with a row of HXL tags.

Only services that are active, as the public version says them. Of a hidden service: its region, never a cercle, a place, an
address, a telephone or a text that somebody wrote about it. Tags: HXL 1.1 (codebook i1).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import IO, Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jatigi.directory import cards
from jatigi.directory.hsds.rules import PUBLIC
from jatigi.directory.models import Service, ServiceArea
from jatigi.directory.search import to_reconfirm
from jatigi.people.codes import Need
from jatigi.places.models import AdminUnit, Country
from jatigi.questionnaires.data import sheets
from jatigi.questionnaires.data.sheets import Cell, Sheet, Writer

CSV, XLSX = "csv", "xlsx"
LANGUAGES = ("fr", "en")
KINDS: Mapping[str, str] = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Endings of files to their media types."""
WRITERS: Mapping[str, Writer] = {CSV: sheets.comma_separated, XLSX: sheets.xlsx}
RELATED = ("organisation", "country", "unit__parent", "location")

Value = Callable[[Service, "Area"], Cell]


class Area:
    """A place that a service serves: a country, a region of it, and below it a cercle where that may be known."""

    def __init__(self, country: Country, unit: AdminUnit | None, *, hidden: bool) -> None:
        region = unit
        while region is not None and region.level > 1:
            region = region.parent
        self.country, self.region = country, region
        self.cercle = unit if unit is not None and unit.level == 2 and not hidden else None


COLUMNS: tuple[tuple[Any, str, Value], ...] = (
    (gettext_lazy("Organisation"), "#org+name", lambda s, _a: s.organisation.name_fr),
    (gettext_lazy("Acronym"), "#org+acronym", lambda s, _a: s.organisation.acronym),
    (gettext_lazy("Type of organisation"), "#org+type", lambda s, _a: str(s.organisation.get_kind_display())),
    (gettext_lazy("Sector"), "#sector+name", lambda s, _a: str(Need(s.need).label)),
    (gettext_lazy("Code of the sector"), "#sector+code", lambda s, _a: s.need),
    (gettext_lazy("Name of the service"), "#service+name", lambda s, _a: str(s)),
    (gettext_lazy("Activity"), "#activity+description", lambda s, _a: "" if s.hidden else s.description_fr[:500]),
    (gettext_lazy("Country"), "#country+name", lambda _s, a: str(a.country)),
    (gettext_lazy("Code of the country"), "#country+code", lambda _s, a: a.country.pk),
    (gettext_lazy("Region"), "#adm1+name", lambda _s, a: str(a.region or _("the whole country"))),
    (gettext_lazy("P-code of the region"), "#adm1+code", lambda _s, a: a.region.code if a.region else ""),
    (gettext_lazy("List of P-codes"), "#meta+vintage", lambda _s, a: a.region.vintage if a.region else ""),
    (gettext_lazy("Cercle"), "#adm2+name", lambda _s, a: str(a.cercle or "")),
    (gettext_lazy("P-code of the cercle"), "#adm2+code", lambda _s, a: a.cercle.code if a.cercle else ""),
    (gettext_lazy("Place"), "#loc+name", lambda s, _a: _place(s)),
    (gettext_lazy("For whom"), "#beneficiary+type", lambda s, _a: cards.whom(s)),
    (gettext_lazy("Status"), "#status+name", lambda s, _a: str(s.get_state_display())),
    (gettext_lazy("Telephone of the service"), "#contact+service+phone", lambda s, _a: "" if s.hidden else s.phone),
    (gettext_lazy("Opening hours"), "#access+hours", lambda s, _a: _hours(s)),
    (gettext_lazy("Last confirmed"), "#date+reported", lambda s, _a: s.assured_at.isoformat()),
    (gettext_lazy("To be reconfirmed"), "#status+reconfirm", lambda s, _a: _("yes") if to_reconfirm(s) else ""),
    (gettext_lazy("Id"), "#meta+id", lambda s, _a: str(s.pk)),
)  # fmt: skip
"""Heading, HXL tag, value. Where the areas of a service are several, each has its own row."""


def write(kind: str, language: str, file: IO[bytes]) -> None:
    """The whole directory as anybody may know it. kind: "csv" or "xlsx"; language: "fr" or "en"."""
    with translation.override(language if language in LANGUAGES else "fr"):
        head = [
            [str(heading) for heading, _tag, _value in COLUMNS],
            [tag for _heading, tag, _value in COLUMNS],
        ]
        WRITERS[kind]([Sheet("3W", head, _rows())], file)


def _rows() -> Iterator[Sequence[Cell]]:
    """In the order of organisations; three queries, however many services there are."""
    services = Service.objects.visible_to(PUBLIC).filter(state="active", organisation__active=True)
    listed = list(services.select_related(*RELATED).order_by("organisation__name_fr", "need", "id"))
    more: dict[Any, list[ServiceArea]] = {}
    for area in (
        ServiceArea.objects.visible_to(PUBLIC).select_related("country", "unit__parent").order_by("id")
    ):
        more.setdefault(area.service_id, []).append(area)
    for service in listed:
        for place in _areas(service, more.get(service.pk, ())):
            yield [value(service, place) for _heading, _tag, value in COLUMNS]


def _areas(service: Service, more: Sequence[ServiceArea]) -> list[Area]:
    """Where a service is, then what it serves beyond; each once."""
    found = [Area(service.country, service.unit, hidden=service.hidden)]
    found += [Area(one.country, one.unit, hidden=service.hidden) for one in more]
    unique = {
        (
            area.country.pk,
            str(area.region or ""),
            area.region and area.region.code,
            str(area.cercle or ""),
        ): area
        for area in found
    }
    return list(unique.values())


def _place(service: Service) -> str:
    """A place that anybody may know; a hidden service has none."""
    location = service.location
    if service.hidden or location is None:
        return ""
    return ", ".join(part for part in (location.name, location.city) if part)


def _hours(service: Service) -> str:
    return "; ".join(f"{days} {spans}" for days, spans in cards.week(service.hours))

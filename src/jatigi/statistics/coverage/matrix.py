"""The matrix: regions of a country against kinds of need, with the gaps; and the map of one need."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from jatigi.directory.models import Service, ServiceArea
from jatigi.kernel.access import Access
from jatigi.people.codes import Need
from jatigi.places import outlines, units
from jatigi.places.models import AdminUnit, Country
from jatigi.statistics.coverage.needs import Bands, bands, region_of, words

OFFERED = ("country_id", "unit_id", "need", "public_id", "organisation_id")
DEGREES = ((1, 0.25), (3, 0.5), (6, 0.75))
"""Up to so many services → how dark a region is drawn."""


@dataclass(slots=True)
class Cell:
    """One kind of need in one region. `gap`: enough people need it to be told, and nobody offers it, not even country-wide."""

    services: set[UUID] = field(default_factory=set)
    organisations: set[UUID] = field(default_factory=set)
    seen: str = "0"
    recommended: str = "0"
    gap: bool = False


@dataclass(slots=True)
class Row:
    """A region; `code` "" for what is offered in the whole country."""

    code: str
    name: str
    cells: dict[str, Cell]

    @property
    def services(self) -> int:
        return len(set().union(*(cell.services for cell in self.cells.values())))

    @property
    def organisations(self) -> int:
        return len(set().union(*(cell.organisations for cell in self.cells.values())))

    @property
    def gaps(self) -> list[str]:
        return [str(Need(need).label) for need, cell in self.cells.items() if cell.gap]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A shape of the map with what is said of it."""

    path: str
    opacity: float
    gap: bool
    title: str
    country: bool


def rows(access: Access, country: Country, wanted: str = "") -> list[Row]:
    """The regions of today, by name, then what counts for the whole country. `wanted`: one need only."""
    needs = [wanted] if wanted else list(Need.values)
    regions = units.of(country.pk)
    found = {
        f"{country.pk} {unit.name_fr}": Row(unit.code, str(unit), {need: Cell() for need in needs})
        for unit in regions
    }
    whole = Row("", str(country), {need: Cell() for need in needs})
    for row, need, service, organisation in _offered(access, country):
        cell = found.get(row, whole).cells.get(need)
        if cell is not None:
            cell.services.add(service)
            cell.organisations.add(organisation)
    seen, recommended = bands()
    for name, one in found.items():
        _say(one, name, seen, recommended, whole)
    return [*found.values(), whole]


def drawn(listed: Iterable[Row], country: Country, wanted: str) -> list[Drawn]:
    """The shapes of a country, each with the regions of today that lie in it."""
    by_code = {row.code: row for row in listed}
    return [
        _drawn(shape, [by_code[code] for code in shape.units if code in by_code])
        for shape in outlines.shapes()
        if shape.country == country.pk
    ]


def _drawn(shape: outlines.Shape, within: list[Row]) -> Drawn:
    count = sum(row.services for row in within)
    opacity = 0.0 if not count else next((dark for most, dark in DEGREES if count <= most), 1.0)
    names = ", ".join(row.name for row in within)
    title = f"{names} : {count}" if names else str(count)
    return Drawn(shape.path, opacity, any(row.gaps for row in within), title, not shape.name)


def _say(row: Row, name: str, seen: Bands, recommended: Bands, whole: Row) -> None:
    for need, cell in row.cells.items():
        known = seen.get(name, {}).get(need, 0)
        cell.seen = words(known, need)
        cell.recommended = words(recommended.get(name, {}).get(need, 0), need)
        cell.gap = known > 0 and not cell.services and not whole.cells[need].services


def _offered(access: Access, country: Country) -> Iterable[tuple[str, str, UUID, UUID]]:
    """(region, need, service, organisation) wherever an active service is given or serves; "" for the whole country.

    Three queries of narrow rows, however many services there are.
    """
    active = Service.objects.visible_to(access).filter(state="active")
    listed = {pk: rest for pk, *rest in active.values_list("pk", *OFFERED)}
    regions = {unit.pk: region_of(unit) for unit in AdminUnit.objects.select_related("parent")}
    places: dict[UUID, set[str]] = defaultdict(set)
    for pk, (home, unit, *_said) in listed.items():
        if home == country.pk:
            places[pk].add(regions.get(unit, ""))
    areas = ServiceArea.objects.visible_to(access).filter(country=country)
    for pk, unit in areas.values_list("service_id", "unit_id"):
        places[pk].add(regions.get(unit, ""))
    for pk, names in places.items():
        if pk in listed:
            _home, _unit, need, service, organisation = listed[pk]
            yield from ((name, need, service, organisation) for name in names)

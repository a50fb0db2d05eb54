"""The rows of a workbook as statements: who does what where, in the words of the row, and nothing decided yet."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from jatigi.directory.workbooks import cells, needs
from jatigi.directory.workbooks.houses import Who
from jatigi.directory.workbooks.needs import What
from jatigi.directory.workbooks.opening import NO_RESULT, Cell, Page, letter, text_of
from jatigi.directory.workbooks.placing import Places, Where
from jatigi.directory.workbooks.tables import Table, Wide, table
from jatigi.directory.workbooks.words import folded
from jatigi.kernel import clock

Refuse = Callable[[str, str], None]
DETAILS = ("title", "description", "activity", "target", "locality", "service_phone", "reported", "org_type")
"""What a row says besides. Never who works there: names, telephones and addresses of staff are not taken over."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a row: its sheet, number, column (as a spreadsheet shows it, with its heading), and why."""

    sheet: str
    row: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody does something somewhere, as one row says it. `what` is None where a sheet says presence only."""

    sheet: str
    row: int
    who: Who
    what: What | None
    where: Where
    details: dict[str, str] = field(default_factory=dict, compare=False)


@dataclass(slots=True)
class Reading:
    """Everything that a workbook says. `rows`: how many rows of data were read, in all sheets that were understood.

    left_out: rows that say of themselves that they do not count; ignored: totals, notes, rows that say nothing.
    """

    tables: list[Table] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    refused: list[Wrong] = field(default_factory=list)
    left_out: list[Wrong] = field(default_factory=list)
    ignored: list[Wrong] = field(default_factory=list)
    rows: int = 0


def read(pages: Sequence[Page], places: Places) -> Reading:
    """Read every sheet that is understood; what is not says why (`Table.left_out`)."""
    reading = Reading()
    for page in pages:
        found = table(page, places.known, needs.known)
        reading.tables.append(found)
        if found.left_out:
            continue
        reading.ignored += [Wrong(found.sheet, row, "", why) for row, why in found.aside]
        for number, line in found.lines:
            if _says_nothing(found, line):
                reading.ignored.append(
                    Wrong(found.sheet, number, "", _("Nothing under the headings that are understood."))
                )
                continue
            reading.rows += 1
            found.read += 1
            _read(reading, found, number, _Row(found, line))
    return reading


class _Row:
    """A line by the fields of its table."""

    def __init__(self, found: Table, line: Sequence[Cell]) -> None:
        self.table, self.line = found, line

    def cell(self, name: str) -> Cell:
        """The first of a field's columns that says something."""
        return next((c for c in self._cells(name) if c not in (None, "")), None)

    def text(self, name: str) -> str:
        """Its words, with their line breaks; of numbered columns (“Partenaire 1”, “Partenaire 2”) all of them."""
        words = [_raw(cell) for cell in self._cells(name)]
        said = list(dict.fromkeys(word for word in words if word))
        return "\n".join(said) if name in self.table.listing else next(iter(said), "")

    def broken(self) -> str:
        """The first column that counts and holds a formula without a result, as a spreadsheet shows it; "" for none."""
        for name in _COUNT:
            for column in self.table.columns.get(name, ()):
                if column < len(self.line) and self.line[column] is NO_RESULT:
                    return self.at(name, column)
        return ""

    def at(self, name: str, column: int | None = None) -> str:
        """Where a field stands: “F (Organisation)”."""
        where = column if column is not None else next(iter(self.table.columns.get(name, ())), None)
        if where is None:
            return ""
        heading = self.table.heads.get(where, "")
        return f"{letter(where)} ({heading})" if heading and heading != letter(where) else letter(where)

    def _cells(self, name: str) -> Iterator[Cell]:
        for column in self.table.columns.get(name, ()):
            if column < len(self.line):
                yield self.line[column]


_COUNT = (
    "organisation", "acronym", "lead", "partner", "sector", "subsector", "adm1", "adm1_code", "adm2", "adm2_code", "pcode", "place",
    "country", "country_code", "status", "active", "end",
)  # fmt: skip


def _raw(cell: Cell) -> str:
    if isinstance(cell, str):
        return "\n".join(" ".join(line.split()) for line in cell.splitlines() if line.strip())
    return text_of(cell)


def _says_nothing(found: Table, line: Sequence[Cell]) -> bool:
    """Whether all that a line holds stands in columns that mean nothing here, or only number it."""
    used = {column for name, columns in found.columns.items() if name != "number" for column in columns}
    used |= {one.column for one in found.wide}
    return all(line[column] in (None, "") for column in used if column < len(line))


def _read(reading: Reading, found: Table, number: int, row: _Row) -> None:
    def refuse(column: str, why: str) -> None:
        reading.refused.append(Wrong(found.sheet, number, column, why))

    broken = row.broken()
    if broken:
        refuse(
            broken,
            _(
                "A formula without a result stands here. Open the workbook in a spreadsheet, save it, bring it again."
            ),
        )
        return
    if cells.over(row.cell("status"), row.cell("active"), row.cell("end"), clock.today()):
        reading.left_out.append(Wrong(found.sheet, number, "", _("The row says that it is over.")))
        return
    if cells.planned(row.cell("status")):
        reading.left_out.append(Wrong(found.sheet, number, "", _("The row says that it has not begun.")))
        return
    who = _who(row)
    if not who.name and not who.acronym:
        column = row.at("organisation") or row.at("partner") or row.at("lead") or row.at("acronym")
        refuse(
            column, _("The organisation is missing. A cell that means “as above” must be merged or filled.")
        )
        return
    wheres = _wheres(row, refuse)
    whats = _whats(row, refuse)
    if wheres is None or whats is None:
        return
    details = {name: text_of(row.cell(name)) for name in DETAILS if text_of(row.cell(name))}
    reading.statements += [
        Statement(found.sheet, number, who, what, where, details) for where in wheres for what in whats
    ]


def _who(row: _Row) -> Who:
    """Who does it: the implementing partner where one is named, else the organisation, else the one in charge."""
    partner = row.text("partner")
    if partner and folded(partner) not in cells.NOBODY:
        return Who(partner)
    name, acronym = row.text("organisation"), row.text("acronym")
    if name or acronym:
        return Who(name, acronym)
    return Who(row.text("lead"))


def _wheres(row: _Row, refuse: Refuse) -> list[Where] | None:
    """The places of a row; None where what it says of them cannot be used, which was then said."""
    found = row.table
    wide = [one for one in found.wide if one.kind == "place"]
    country = row.text("country_code") or row.text("country")
    code = row.text("adm2_code") or row.text("adm1_code") or row.text("pcode")
    region, cercle, place = row.text("adm1"), row.text("adm2"), row.text("place")
    if not (code or region or cercle or place):
        place = row.text("locality")
    said = Where(country, code, region, cercle, place)
    if wide:
        names = _flagged(row, wide, refuse)
        if names is None:
            return None
        if names:
            return [Where(country, place=name) for name in names]
    if code or region or cercle or place or (country and not _places_in(found)):
        return [said]
    if found.says_where:
        refuse(
            row.at("adm1") or row.at("pcode") or row.at("place") or row.at("adm1_code"),
            _("The place is missing."),
        )
        return None
    return [Where()]


def _places_in(found: Table) -> bool:
    return found.has("adm1", "adm1_code", "adm2", "adm2_code", "pcode", "place", "locality")


def _whats(row: _Row, refuse: Refuse) -> list[What | None] | None:
    """What a row says is done; [None] where its sheet says nothing of the kind."""
    found = row.table
    wide = [one for one in found.wide if one.kind == "sector"]
    sector, subsector = row.text("sector"), row.text("subsector")
    activity = row.text("activity") or row.text("title")
    if wide:
        names = _flagged(row, wide, refuse)
        if names is None:
            return None
        if names:
            return [What(name) for name in names]
    if sector or subsector or activity:
        return [What(sector, subsector, activity)]
    if found.says_what:
        column = row.at("sector") or row.at("subsector") or row.at("activity") or row.at("title")
        refuse(column, _("What is done there is missing."))
        return None
    return [None]


def _flagged(row: _Row, wide: Sequence[Wide], refuse: Refuse) -> list[str] | None:
    """The headings under which a row says yes; None where a cell says neither yes nor no."""
    names = []
    for one in wide:
        cell = row.line[one.column] if one.column < len(row.line) else None
        said = cells.yes(cell)
        if said is None:
            refuse(row.at("", one.column), _("This says neither yes nor no. Write oui, or nothing."))
            return None
        if said:
            names.append(one.heading)
    return names

"""What would become of a list of people: new, the same, perhaps the same, or refused, row by row. Nothing is written.

The same: the names, the sex and the birth are those of a record, and so is something that two people hardly share (the
day of birth, a parent, a telephone or document number). Such a row is left out. Perhaps the same: the engine finds a
record likely; the row is written, and the two are to be decided about by the desk.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from jatigi.algorithms.matching import Match, Reason, Record
from jatigi.kernel import clock
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.actions import Act
from jatigi.kernel.errors import Invalid
from jatigi.people import checks, identity, search
from jatigi.people.imports import columns, values
from jatigi.people.imports.actions import entry
from jatigi.people.imports.rows import PersonRow
from jatigi.people.imports.twins import twins
from jatigi.people.models import Identity, Person
from jatigi.people.rules import CHECKING
from jatigi.places import countries
from jatigi.questionnaires.data.tables import (
    MOST_ROWS,
    Cell,
    CsvTable,
    Finding,
    SheetTable,
    Unusable,
    worksheets,
)

XLSX, CSV = "xlsx", "csv"
NEW, SAME, PERHAPS, REFUSED = "new", "same", "perhaps", "refused"
AT_ONCE = 50

Progress = Callable[[int, int], None]
Pair = tuple[UUID, Sequence[Reason]]


@dataclass(slots=True)
class Row:
    """One row: its number in the sheet, what would become of it, records and rows that are alike."""

    number: int
    verdict: str = NEW
    values: PersonRow | None = None
    others: list[Pair] = field(default_factory=list)
    twins: list[tuple[int, Sequence[Reason]]] = field(default_factory=list)


@dataclass(slots=True)
class Verdict:
    """What would become of a file. `left_out`: headings that nobody here knows."""

    sheet: str = ""
    rows: list[Row] = field(default_factory=list)
    wrong: list[Finding] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def count(self, verdict: str) -> int:
        return sum(row.verdict == verdict for row in self.rows)

    def told(self) -> dict[str, Any]:
        """As the page shows it: never what stands in the rows. `refused` where the file as a whole is."""
        return {
            "sheet": self.sheet,
            "wrong": [[one.file, one.row, one.column, one.sentence] for one in self.wrong],
            "left_out": self.left_out,
            "new": runs(row.number for row in self.rows if row.verdict == NEW),
            "rows": [
                [
                    row.number, row.verdict, [twin for twin, _why in row.twins],
                    [[str(pk), [[why.code, dict(why.params)] for why in reasons]] for pk, reasons in row.others],
                ]
                for row in self.rows
                if row.verdict in (SAME, PERHAPS)
            ],
        }  # fmt: skip


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Rising numbers as first and last of each run without a gap."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        begins = found.pop()[0] if found and found[-1][1] == number - 1 else number
        found.append((begins, number))
    return found


def judge(
    access: Access,
    kind: str,
    content: bytes,
    shared: values.Shared,
    progress: Progress = lambda _done, _of: None,
) -> Verdict:
    """Read and check a file for whoever brings it. What cannot be read is a verdict too."""
    name = _("the list")
    try:
        table, places = columns.chosen(name, _sheets(name, kind, content))
    except Unusable as error:
        return Verdict(wrong=[error.finding])
    verdict = Verdict(table.name, left_out=[h for h in table.head if h and not columns.field_of(h)])
    _read(access, table, places, shared, verdict)
    records = _records(access, verdict)
    _within(records, verdict)
    _known(access, records, verdict, progress)
    return verdict


def _sheets(name: str, kind: str, content: bytes) -> list[SheetTable]:
    if kind == XLSX:
        return worksheets(name, content)
    table = CsvTable(name, content)
    rows: list[tuple[int, Sequence[Cell]]] = []
    for number, line in table.lines():
        if len(rows) == MOST_ROWS:
            raise Unusable(name, _("There are more than 5,000 rows. Bring them in several files."))
        rows.append((number, line))
    return [SheetTable(name, table.head, rows)]


def _read(
    access: Access, table: SheetTable, places: Mapping[str, int], shared: values.Shared, verdict: Verdict
) -> None:
    act = Act(access.for_purpose(Purpose.ADMINISTRATION), "person.import", clock.now())
    mine = checks.own_sites(act)
    with countries.read_once():
        for number, line in table.rows:
            said = {name: line[place] for name, place in places.items() if place < len(line)}
            row = Row(number)
            verdict.rows.append(row)
            try:
                row.values = values.row_of(said, shared, {})
                entry(act, mine, row.values)
            except Invalid as error:
                row.verdict = REFUSED
                verdict.wrong += [
                    Finding(table.name, number, _heading(name, table.head, places), str(sentence))
                    for name, sentence in error.errors.items()
                ]


PARTS = {
    "birth_date": ("birth",), "birth_year": ("birth_year", "birth"), "birth_age": ("age", "birth"),
    "age_group": ("age_group", "age", "birth"), "names": ("given", "family", "full", "nickname", "other_name"),
    "phones": ("phone",), "documents": ("document_number", "document", "national_id"), "at": ("registered",),
    "nationalities": ("nationality",), "languages": ("language",), "basis_guardian": ("guardian",),
    "basis": ("agreement",),
}  # fmt: skip
"""What an action calls it, to the fields of a list; the longest beginning counts."""


def _heading(name: str, head: Sequence[str], places: Mapping[str, int]) -> str:
    """The heading under which the value stands that an error is about, "" where it stands under none."""
    begins = max((part for part in PARTS if name.startswith(part)), key=len, default="")
    for candidate in (name, *PARTS.get(begins, ())):
        if candidate in places:
            return head[places[candidate]]
    if name in columns.ABOUT_AGE:
        return next((head[places[each]] for each in columns.ABOUT_AGE if each in places), "")
    return ""


def _records(access: Access, verdict: Verdict) -> dict[int, Record]:
    """The rows that can be written, as the engine compares them, by their place."""
    act = Act(access.for_purpose(Purpose.ADMINISTRATION), "person.import", clock.now())
    mine = checks.own_sites(act)
    found: dict[int, Record] = {}
    with countries.read_once():
        for place, row in enumerate(verdict.rows):
            if row.values is not None and row.verdict != REFUSED:
                drafted = entry(act, mine, row.values)
                found[place] = search.record_of(drafted.identity, drafted.person)
    return found


def _within(records: Mapping[int, Record], verdict: Verdict) -> None:
    """The same person twice in the file: the second row is left out where it says the same, else it is told."""
    places = list(records)
    for first, second, match in twins([records[place] for place in places], at_least=search.PERHAPS):
        earlier, later = verdict.rows[places[first]], verdict.rows[places[second]]
        same = says_the_same(records[places[second]], records[places[first]])
        later.twins.append((earlier.number, match.reasons))
        if later.verdict != SAME:
            later.verdict = SAME if same else PERHAPS


def _known(access: Access, records: Mapping[int, Record], verdict: Verdict, progress: Progress) -> None:
    organisation = Act(access, "person.import", clock.now()).organisation
    for done, (place, record) in enumerate(records.items(), 1):
        row = verdict.rows[place]
        if row.verdict != SAME:
            matches = search.likely(organisation, record, at_least=search.PERHAPS)
            row.others = [(match.id, match.reasons) for match in matches]
            if matches:
                row.verdict = SAME if _is_known(record, matches) else PERHAPS
        if done % AT_ONCE == 0 or done == len(records):
            progress(done, len(records))


def _is_known(record: Record, matches: Sequence[Match]) -> bool:
    ids = [match.id for match in matches]
    people = Person.objects.visible_to(CHECKING).in_bulk(ids)
    known: dict[UUID, Identity] = identity.of(CHECKING, ids)
    return any(says_the_same(record, search.record_of(known[pk], people[pk])) for pk in ids if pk in known)


def says_the_same(row: Record, record: Record) -> bool:
    """Whether a record already says all that a row says, in the same words, and something that two people hardly share."""
    alike = _words(row.names) == _words(record.names) and (row.sex, row.birth) == (record.sex, record.birth)
    parents = all(
        not said or _words([said]) == _words([known])
        for said, known in ((row.father, record.father), (row.mother, record.mother))
    )
    numbers = _numbers(row)
    telling = (row.birth and row.birth.exact) or row.father or row.mother or numbers
    return bool(row.names and alike and parents and numbers <= _numbers(record) and telling)


def _numbers(record: Record) -> set[tuple[str, int]]:
    """All telephone and document numbers."""
    phones = {("phone", each) for one in record.phones for each in Record(phones=(one,)).known.phones}
    papers = {
        ("paper", each) for one in record.documents for each in Record(documents=(one,)).known.documents
    }
    return phones | papers


def _words(names: Sequence[str]) -> set[str]:
    return {word for name in names for word in columns.folded(name).split()}

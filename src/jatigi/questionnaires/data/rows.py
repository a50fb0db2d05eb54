"""Answers as rows: decrypted as they are asked for, a few hundred at a time, and forgotten again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from jatigi.kernel import hooks
from jatigi.kernel.access import Access
from jatigi.kernel.errors import NotFound
from jatigi.kernel.sheets import Cell, Sheet
from jatigi.questionnaires.data.columns import NUMBERS, Column, Table
from jatigi.questionnaires.models import Answer, Form
from jatigi.questionnaires.wording import in_language

AT_ONCE = 500

Read = Callable[[Mapping[str, Any]], list[Cell]]
Report = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How a file is written. language: one of `languages.languages_of` · labels: rather than codes · split: one column per choice ·
    hxl: a row of tags · personal: with what may say who it is about, and the person's code."""

    language: str = "fr"
    labels: bool = True
    split: bool = False
    hxl: bool = False
    personal: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of the file: its title and its HXL tag."""

    title: str
    hxl: str = ""


def answers(access: Access, form: Form) -> list[UUID]:
    """The answers to a form that `access` may read, the oldest first; of corrected ones the last."""
    rows = Answer.objects.visible_to(access).filter(form_version__form=form)
    corrected = rows.filter(supersedes__isnull=False).values_list("supersedes_id", flat=True)
    last = rows.exclude(pk__in=corrected).order_by("answered_at", "entered_at", "pk")
    return list(last.values_list("pk", flat=True))


def opened(access: Access, ids: Sequence[UUID]) -> Iterator[tuple[int, Answer]]:
    """Each with its number from 1, in their order; what was erased in the meantime is passed over."""
    for start in range(0, len(ids), AT_ONCE):
        batch = ids[start : start + AT_ONCE]
        rows = Answer.objects.visible_to(access).filter(pk__in=batch).defer("xml")
        found = {row.pk: row for row in rows.iterator(AT_ONCE)}
        for number, pk in enumerate(batch, start + 1):
            if pk in found and found[pk].values:
                yield number, found[pk]


class Sheets:
    """The sheets of one export; each reads the answers anew, so that none has to be kept."""

    def __init__(
        self,
        access: Access,
        ids: Sequence[UUID],
        tables: Sequence[Table],
        options: Options,
        versions: Mapping[UUID, str],
    ) -> None:
        self.access, self.ids, self.tables = access, ids, tables
        self.options, self.versions = options, versions
        self._codes: dict[UUID | None, str] = {None: ""}

    def all(self, report: Report) -> list[Sheet]:
        """`report` is told after each answer how many were read, over all sheets."""
        return [self._sheet(number, table, report) for number, table in enumerate(self.tables)]

    def _sheet(self, place: int, table: Table, report: Report) -> Sheet:
        written = [_written(column, self.options) for column in table.columns.values()]
        headings = [heading for some, _read in written for heading in some]
        reads = [read for _some, read in written]
        own = self._own(table)
        name = in_language(table.label, self.options.language) or "-".join(table.path) or _("Answers")
        head = [[heading.title for heading in (*own, *headings)]]
        if self.options.hxl:
            head.append([heading.hxl for heading in (*own, *headings)])
        report = partial(_shifted, report, place * len(self.ids))
        rows = self._of_repeats(table, reads, report) if table.path else self._of_answers(reads, report)
        return Sheet(name, head, rows)

    def _own(self, table: Table) -> list[Heading]:
        if table.path:
            return [Heading(_("Number of the row")), Heading(_("Belongs to row"))]
        person = [Heading(_("Person"))] if self.options.personal else []
        return [
            Heading(_("Number of the row"), "#meta+id"),
            Heading(_("Answered on"), "#date"),
            Heading(_("Version")),
            *person,
        ]

    def _of_answers(self, reads: Sequence[Read], report: Report) -> Iterator[list[Cell]]:
        for number, answer in opened(self.access, self.ids):
            values: Mapping[str, Any] = answer.values
            row: list[Cell] = [
                number,
                f"{localtime(answer.answered_at):%Y-%m-%d}",
                self.versions[answer.form_version_id],
            ]
            if self.options.personal:
                row.append(self._person(answer.subject_id))
            for read in reads:
                row += read(values)
            yield row
            report(number)

    def _of_repeats(self, table: Table, reads: Sequence[Read], report: Report) -> Iterator[list[Cell]]:
        """Rows of a repetition are numbered through; those within another belong to a row of that one."""
        count = 0
        parents = 0
        depth = len(table.parent or ())
        for number, answer in opened(self.access, self.ids):
            outer: list[Mapping[str, Any]] = [answer.values]
            belongs = number
            if depth:
                outer = list(_items(answer.values, self._repeats(table.parent or ())))
            for one in outer:
                if depth:
                    parents += 1
                    belongs = parents
                for inner in _items(one, [table.path[depth:]]):
                    count += 1
                    row: list[Cell] = [count, belongs]
                    for read in reads:
                        row += read(inner)
                    yield row
            report(number)

    def _repeats(self, path: tuple[str, ...]) -> list[tuple[str, ...]]:
        """The steps from one repetition to the next, down to the one at `path`."""
        above = sorted(len(table.path) for table in self.tables if path[: len(table.path)] == table.path)
        return [path[start:end] for start, end in pairwise(above)]

    def _person(self, subject: UUID | None) -> str:
        if subject not in self._codes:
            try:
                self._codes[subject] = hooks.subject(self.access, subject).code if subject else ""
            except NotFound:
                self._codes[subject] = ""
        return self._codes[subject]


def _shifted(report: Report, by: int, number: int) -> None:
    report(by + number)


def _items(values: Mapping[str, Any], repeats: Sequence[tuple[str, ...]]) -> Iterator[Mapping[str, Any]]:
    """The items of repetitions within each other, in the order in which they were given."""
    if not repeats:
        yield values
        return
    found = _at(values, repeats[0])
    for item in found if isinstance(found, list) else ():
        yield from _items(item, repeats[1:])


def _at(values: Mapping[str, Any], steps: tuple[str, ...]) -> Any:
    found: Any = values
    for step in steps:
        found = found.get(step) if isinstance(found, Mapping) else None
    return found


def _written(column: Column, options: Options) -> tuple[list[Heading], Read]:
    """The headings of a question, and how its cells are read."""
    title = column.heading(options.language) if options.labels else column.code
    plain = [Heading(title, column.hxl)]
    if not column.choices:
        number = float if column.kind == "decimal" else int if column.kind in NUMBERS else None
        return plain, partial(_plain, column.steps, number)
    names = {
        code: (in_language(texts, options.language) or code) if options.labels else code
        for code, texts in column.choices.items()
    }
    if not column.several:
        return plain, partial(_one, column.steps, names)
    if not options.split:
        return plain, partial(_joined, column.steps, names, ", " if options.labels else " ")
    parts = [
        Heading(f"{title}/{name}" if not options.labels else f"{title} – {name}", column.hxl)
        for name in names.values()
    ]
    return parts, partial(_split, column.steps, list(names))


def _plain(
    steps: tuple[str, ...], number: Callable[[str], float] | None, values: Mapping[str, Any]
) -> list[Cell]:
    found = _text(values, steps)
    if number is None or not found:
        return [found]
    try:
        return [number(found)]
    except ValueError:  # another version of the form asked for a text
        return [found]


def _one(steps: tuple[str, ...], names: Mapping[str, str], values: Mapping[str, Any]) -> list[Cell]:
    found = _text(values, steps)
    return [names.get(found, found)]


def _joined(
    steps: tuple[str, ...], names: Mapping[str, str], by: str, values: Mapping[str, Any]
) -> list[Cell]:
    return [by.join([names.get(code, code) for code in _text(values, steps).split()])]


def _split(steps: tuple[str, ...], codes: Sequence[str], values: Mapping[str, Any]) -> list[Cell]:
    """1 or 0 where the question was answered; empty where it was not."""
    chosen = set(_text(values, steps).split())
    if not chosen:
        return [None] * len(codes)
    return [int(code in chosen) for code in codes]


def _text(values: Mapping[str, Any], steps: tuple[str, ...]) -> str:
    found = values.get(steps[0]) if len(steps) == 1 else _at(values, steps)
    return found if isinstance(found, str) else ""

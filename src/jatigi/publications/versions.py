"""Versions of one table about the same time: what one withheld the next withholds, what one gathered the next gathers."""

from collections.abc import Sequence

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from jatigi.kernel.errors import Invalid
from jatigi.publications.content import Content, Line, joined
from jatigi.publications.grid import Entered

Hidden = set[tuple[int, int]]


def must_be_alike(entered: Entered, earlier: Content) -> None:
    """What one version has and another has not is a difference that could be taken. Raises `Invalid`."""
    for names, lines, what in (
        (entered.rows, earlier["rows"], _("lines")),
        (entered.columns, earlier["columns"], _("columns")),
    ):
        known = {name.casefold() for line in lines for name in [*line["of"], line["label"]]}
        needed = {name.casefold(): name for line in lines for name in line["of"]}
        given = {name.casefold() for name in names}
        gathered = {line["label"].casefold(): {one.casefold() for one in line["of"]} for line in lines}
        covered = given | {one for label in given for one in gathered.get(label, ())}
        other = sorted(
            {name for name in names if name.casefold() not in known}
            | {needed[one] for one in needed.keys() - covered}
        )
        if other:
            raise Invalid(grid=format_lazy(
                _("An earlier version about the same time has other {what}: {names}. Keep the same ones (0 where there is nobody), or somebody could take the difference."),
                what=what, names=", ".join(other)))  # fmt: skip


def gathered_as(
    earlier: Content, rows: list[Line], columns: list[Line], counts: list[list[int]]
) -> tuple[list[Line], list[Line], list[list[int]]]:
    """The counts with rows and columns gathered as an earlier version gathers them."""
    by_row, by_column = _groups(earlier["rows"], rows), _groups(earlier["columns"], columns)
    summed = [[sum(counts[i][j] for i in row for j in column) for column in by_column] for row in by_row]
    return (
        [joined(rows, group) for group in by_row],
        [joined(columns, group) for group in by_column],
        summed,
    )


def _groups(earlier: Sequence[Line], lines: Sequence[Line]) -> list[tuple[int, ...]]:
    """Numbers of `lines` in the order of `earlier`; those that touch one line of it are one group."""
    groups: list[set[int]] = []
    for line in earlier:
        names = _names(line)
        group = {i for i, one in enumerate(lines) if names & _names(one)}
        for other in [one for one in groups if one & group]:
            groups.remove(other)
            group |= other
        if group:
            groups.append(group)
    return [tuple(sorted(group)) for group in groups]


def hidden_in(earlier: Content, rows: Sequence[Line], columns: Sequence[Line]) -> Hidden:
    """Where the counts stand now of which an earlier version withheld all or a part."""
    hidden = {
        (i, j) for i, line in enumerate(earlier["cells"]) for j, cell in enumerate(line) if cell is None
    }
    touching_rows = [
        {i for i, one in enumerate(earlier["rows"]) if _names(one) & _names(row)} for row in rows
    ]
    touching = [
        {j for j, one in enumerate(earlier["columns"]) if _names(one) & _names(column)} for column in columns
    ]
    return {
        (i, j)
        for i, here in enumerate(touching_rows)
        for j, there in enumerate(touching)
        if any((a, b) in hidden for a in here for b in there)
    }


def _names(line: Line) -> set[str]:
    return {name.casefold() for name in [*line["of"], line["label"]]}

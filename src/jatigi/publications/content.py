"""A table as it is kept, and how its lines and columns are named."""

from collections.abc import Iterable, Sequence

from typing_extensions import TypedDict

Number = int | str | None
"""A whole number, a decimal one as text, or None where it is withheld."""


class Line(TypedDict):
    """A row or a column: its name, and the names of those that it gathers."""

    label: str
    of: list[str]


class Content(TypedDict):
    """A table as it is kept: rows × columns of numbers, with totals where they are shown."""

    rows: list[Line]
    columns: list[Line]
    cells: list[list[Number]]
    row_totals: list[Number] | None
    column_totals: list[Number] | None
    total: Number


def one(label: str) -> Line:
    return Line(label=label, of=[label])


def named(labels: Iterable[str]) -> list[Line]:
    return [one(label) for label in labels]


def joined(lines: Sequence[Line], group: Sequence[int]) -> Line:
    if len(group) == 1:
        return lines[group[0]]
    return Line(
        label=" + ".join(lines[i]["label"] for i in group),
        of=[name for i in group for name in lines[i]["of"]],
    )

"""The figures of a quarter as pages, print and files show them: words and shares, from what may be shown and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from jatigi.agencies.models import Organisation
from jatigi.directory.models import Service
from jatigi.kernel.access import Access
from jatigi.kernel.text import listed
from jatigi.people.codes import Need
from jatigi.places.models import AdminUnit
from jatigi.places.names import sort_key
from jatigi.referrals.models import Reason
from jatigi.statistics.models import NetworkFigures
from jatigi.statistics.network.codes import ANSWERS, COLUMNS, REACTIONS

Cell = int | float | None
"""A count or a share of 100; None where withheld, or where it would follow from what is withheld."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its keys (several where small ones were gathered), its name, its cells in the order of the heads."""

    keys: tuple[str, ...]
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """key: "answers" or "reactions". The first head is of the number sent; those from `shares` on are per cent or hours."""

    key: str
    title: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    below: Line


def tables(
    figures: NetworkFigures, by: str, only: str = "", names: Mapping[str, str] | None = None
) -> list[Table]:
    """Both tables of a breakdown; `only`: one row of each, chosen by its key. names: as `names_of` found them."""
    part = figures.content.get("by", {}).get(by)
    if not part:
        return []
    names = names_of(figures, by) if names is None else names
    medians = part["medians"]
    return [
        _table(
            "answers", _("What became of the referrals"), part["answers"], ANSWERS, names, only, _answered
        ),
        _table(
            "reactions",
            _("How fast they were acknowledged"),
            part["reactions"],
            REACTIONS,
            names,
            only,
            _timed(medians),
        ),
    ]


def names_of(figures: NetworkFigures, by: str) -> dict[str, str]:
    """How the rows of a breakdown are called, by key; one query at most."""
    part = figures.content.get("by", {}).get(by)
    if not part:
        return {}
    return _names(by, {key for name in COLUMNS for row in part[name]["rows"] for key in row})


def choices(figures: NetworkFigures, by: str, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """The rows of a breakdown that stand for themselves, to choose one."""
    part = figures.content.get("by", {}).get(by)
    keys = [row[0] for row in part["answers"]["rows"] if len(row) == 1] if part else []
    return sorted(((key, names[key]) for key in keys), key=lambda pair: sort_key(pair[1]))


def reasons(figures: NetworkFigures) -> list[tuple[str, int]]:
    """Why help was refused, and how often."""
    words = dict(Reason.choices)
    return [
        (listed(str(words.get(code, code)) for code in codes), count)
        for codes, count in figures.content.get("reasons", [])
    ]


def silent(access: Access, figures: NetworkFigures) -> list[Service]:
    """Services that stopped answering, as far as the asker may see them."""
    ids = [UUID(pk) for pk in figures.content.get("silent", [])]
    rows = (
        Service.objects.visible_to(access).filter(pk__in=ids, state="active").select_related("organisation")
    )
    return sorted(rows, key=lambda service: (sort_key(str(service.organisation)), str(service)))


def _table(
    key: str,
    title: str,
    part: Mapping[str, Any],
    words: Mapping[str, Any],
    names: Mapping[str, str],
    only: str,
    more: Any,
) -> Table:
    heads = [listed(str(words[code]) for code in group) for group in part["columns"]]
    added, cells_of = more(part)
    lines = [
        Line(
            tuple(keys),
            listed(sorted((names[key] for key in keys), key=sort_key)),
            (total, *cells, *cells_of(keys, total, cells)),
        )
        for keys, cells, total in zip(part["rows"], part["cells"], part["sums"], strict=True)
    ]
    alone = [line for line in lines if len(line.keys) == 1]
    gathered = [line for line in lines if len(line.keys) > 1]
    ordered = [*sorted(alone, key=lambda line: -int(line.cells[0] or 0)), *gathered]
    if only:
        ordered = [line for line in ordered if line.keys == (only,)]
    whole, below = sum(part["sums"]), part["below"]
    total = Line((), _("all together"), (whole, *below, *cells_of((), whole, below)))
    return Table(key, title, (_("sent"), *heads, *added), tuple(ordered), total)


def _answered(part: Mapping[str, Any]) -> Any:
    """Shares of what was sent: answered at all, accepted, completed."""
    columns = part["columns"]
    none, accepted, completed = (_place(columns, code) for code in ("none", "accepted", "completed"))

    def cells(_keys: Sequence[str], total: int, row: Sequence[int | None]) -> tuple[Cell, ...]:
        unanswered, done, begun = _at(row, none), _at(row, completed), _at(row, accepted)
        answered = None if unanswered is None else total - unanswered
        taken = None if done is None or begun is None else done + begun
        return tuple(_share(part, total) for part in (answered, taken, done))

    return (_("answered, %"), _("accepted, %"), _("completed, %")), cells


def _timed(medians: Mapping[str, Sequence[float | None]]) -> Any:
    """The share that was acknowledged in time; median hours."""

    def more(part: Mapping[str, Any]) -> Any:
        in_time = _place(part["columns"], "in_time")

        def cells(keys: Sequence[str], total: int, row: Sequence[int | None]) -> tuple[Cell, ...]:
            known = medians.get(keys[0], (None, None)) if len(keys) == 1 else (None, None)
            return (_share(_at(row, in_time), total), *known)

        heads = (
            _("acknowledged in time, %"),
            _("median hours to the first word"),
            _("median hours to the answer"),
        )
        return heads, cells

    return more


def _place(columns: Sequence[Sequence[str]], code: str) -> int | None:
    """Where a column stands that holds `code` and nothing else."""
    return columns.index([code]) if [code] in columns else None


def _at(row: Sequence[int | None], place: int | None) -> int | None:
    return None if place is None else row[place]


def _share(part: int | None, total: int) -> int | None:
    return None if part is None or not total else round(100 * part / total)


def _names(by: str, keys: set[str]) -> dict[str, str]:
    """How the keys of a breakdown are called, by name of what they stand for; two queries at most."""
    if by == "need":
        words = dict(Need.choices)
        return {key: str(words.get(key, key)) for key in keys}
    if by == "place":
        units = AdminUnit.objects.in_bulk([int(key) for key in keys if key])
        return {key: str(units[int(key)]) if key else _("no place stated") for key in keys}
    houses = Organisation.objects.in_bulk([UUID(key) for key in keys])
    return {key: houses[UUID(key)].full for key in keys}

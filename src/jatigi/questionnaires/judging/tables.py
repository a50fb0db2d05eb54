"""Sheets with the canonical names of their columns, whichever of the older names the file uses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jatigi.questionnaires.judging.reading import NAMES, Sheets

_WRITTEN = {
    "calculate": "calculation",
    "jr:constraintMsg": "constraint_message",
    "jr:requiredMsg": "required_message",
    "jr:count": "repeat_count",
    "jr:noAppErrorString": "no_app_error_string",
    "entities:saveto": "save_to",
    "readonly": "read_only",
    "list name": "list_name",
    "dataset": "list_name",
    "title": "form_title",
    "id_string": "form_id",
}
"""pyxform's own names → what an XLSForm is documented to say."""

_PARTS = frozenset({"bind", "control", "media"})
_COLUMNS = frozenset(
    "type name label hint guidance_hint default parameters trigger choice_filter disabled version "
    "default_language style public_key submission_url allow_choice_duplicates instance_name".split()
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that says something: its number in the sheet, and its cells by canonical column."""

    number: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        return self.cells.get(column, "")

    def any(self, column: str) -> str:
        """The first text of a column in whichever language."""
        found = (t for c, t in self.cells.items() if c == column or c.startswith(f"{column}::"))
        return next(found, "")


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet. `columns`: canonical name → as the file writes it."""

    name: str
    columns: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()

    def written(self, column: str) -> str:
        return self.columns.get(column, column)

    def languages(self, column: str) -> dict[str, str]:
        """Language ("" where none is named) → canonical column."""
        return dict(_languages(column, self.columns))


def _languages(column: str, columns: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for one in columns:
        if one == column or one.startswith(f"{column}::"):
            yield one.partition("::")[2], one


def tables(sheets: Sheets) -> dict[str, Table]:
    """The sheets that XLSForm knows; the others are the authors' own."""
    return {name: _table(name, sheets) for name in NAMES if name in sheets}


def _table(name: str, sheets: Sheets) -> Table:
    headers = [h for header in sheets.get(f"{name}_header") or () for h in header if h]
    double = any("::" in header for header in headers)
    known = {header: canonical(name, header, double=double) for header in headers}
    rows = tuple(
        Row(number, {known.get(h, h): str(text) for h, text in cells.items() if h and str(text).strip()})
        for number, cells in enumerate(sheets[name] or (), 2)
    )
    columns = {column: header for header, column in reversed(known.items())}
    return Table(name, dict(reversed(columns.items())), tuple(row for row in rows if row.cells))


def canonical(sheet: str, header: str, *, double: bool) -> str:
    """The documented name of a column, with its language after "::"."""
    from pyxform import aliases
    from pyxform.parsing.sheet_headers import process_header

    by_sheet: dict[str, Any] = {
        "survey": aliases.survey_header,
        "choices": aliases.list_header,
        "external_choices": aliases.list_header,
        "settings": aliases.settings_header,
        "entities": aliases.entities_header,
    }
    names = by_sheet.get(sheet, {})
    _first, tokens = process_header(
        header=header, use_double_colon=double, header_aliases=names, header_columns=_COLUMNS
    )
    if len(tokens) > 1 and tokens[0] in _PARTS and (tokens[1] in _WRITTEN or _plain(names, tokens)):
        tokens = tokens[1:]
    return "::".join((_WRITTEN.get(tokens[0], tokens[0]), *tokens[1:]))


def _plain(names: Mapping[str, object], tokens: tuple[str, ...]) -> bool:
    return names.get(tokens[1]) == tokens[:2]

"""What a workbook says, as JSON-able lists: kept sealed until it is brought in, then gone."""

from dataclasses import astuple
from typing import Any

from jatigi.directory.workbooks.houses import Who
from jatigi.directory.workbooks.needs import What
from jatigi.directory.workbooks.placing import Where
from jatigi.directory.workbooks.reading import Reading, Statement, Wrong
from jatigi.directory.workbooks.tables import Table, Wide

KEPT = ("sheet", "header", "columns", "unknown", "left_out", "read")


def kept(reading: Reading) -> dict[str, Any]:
    """Everything but the cells."""
    return {
        "rows": reading.rows,
        "tables": [
            {**{name: getattr(one, name) for name in KEPT}, "wide": [astuple(wide) for wide in one.wide]}
            for one in reading.tables
        ],
        "statements": [
            [s.sheet, s.row, astuple(s.who), astuple(s.what) if s.what else None, astuple(s.where), s.details]
            for s in reading.statements
        ],
        **{
            name: [astuple(one) for one in getattr(reading, name)]
            for name in ("refused", "left_out", "ignored")
        },
    }


def opened(said: dict[str, Any]) -> Reading:
    """The reading that was kept."""
    wrong = {name: [Wrong(*one) for one in said[name]] for name in ("refused", "left_out", "ignored")}
    return Reading(
        tables=[
            Table(**{name: one[name] for name in KEPT}, wide=[Wide(*wide) for wide in one["wide"]])
            for one in said["tables"]
        ],
        statements=[
            Statement(sheet, row, Who(*who), What(*what) if what else None, Where(*where), details)
            for sheet, row, who, what, where, details in said["statements"]
        ],
        rows=said["rows"],
        **wrong,
    )

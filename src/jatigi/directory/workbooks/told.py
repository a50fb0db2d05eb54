"""A judgement for programs: JSON-able, every row in exactly one place.

`rows_read` = rows of data. Each of them is in `services.rows` (a service comes of it), `to_confirm_rows` (waits for a person),
`presence_rows` (says where somebody is, not what they do), `refused` or `left_out` (over, not begun, no service for people).
Rows of totals, notes and tags are no rows of data: they stand in `ignored`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from jatigi.directory.workbooks.judging import (
    KINDS,
    NEED,
    ORGANISATION,
    PLACE,
    Offer,
    Question,
    Rows,
    Verdict,
    Word,
)
from jatigi.directory.workbooks.opening import letter
from jatigi.directory.workbooks.reading import Wrong
from jatigi.directory.workbooks.tables import Table

ROWS_SHOWN = 200
CALLED = {ORGANISATION: "organisations", PLACE: "places", NEED: "sectors"}


def told(verdict: Verdict, known: Collection[Offer] = ()) -> dict[str, Any]:
    """The whole judgement; `known`: offers that the directory already has."""
    new = [offer for offer in verdict.offers if offer not in known]
    waiting = {row for question in verdict.questions if question.needed for row in question.rows}
    waiting -= set(verdict.presence)
    rows = {(one.sheet, one.row) for statements in verdict.offers.values() for one in statements}
    reading = verdict.reading
    return {
        "country": verdict.country,
        "rows_read": reading.rows,
        "organisations_recognised": len(_codes(verdict, ORGANISATION)),
        "places_recognised": len(_codes(verdict, PLACE)),
        **{f"{CALLED[kind]}": _of_kind(verdict, kind) for kind in KINDS},
        "to_confirm": [_question(one) for one in verdict.questions],
        "to_confirm_rows": len(waiting),
        "services": {"new": len(new), "known": len(verdict.offers) - len(new), "rows": len(rows)},
        "presence_rows": len(set(verdict.presence)),
        "refused": [_wrong(one) for one in verdict.refused],
        "left_out": [_wrong(one) for one in verdict.left_out],
        "ignored": [_wrong(one) for one in reading.ignored],
        "sheets": [_sheet(one) for one in reading.tables],
    }


def _of_kind(verdict: Verdict, kind: str) -> dict[str, Any]:
    return {
        "recognised": [_word(one) for one in verdict.recognised[kind]],
        "to_confirm": [one.text for one in verdict.asked(kind)],
    }


def _codes(verdict: Verdict, kind: str) -> set[str]:
    return {code for word in verdict.recognised[kind] for code in word.found.codes}


def _word(one: Word) -> dict[str, Any]:
    return {
        "text": one.text,
        "is": one.found.label,
        "codes": list(one.found.codes),
        "how": one.found.how,
        "remark": one.found.remark,
        "rows": len(one.rows),
    }


def _question(one: Question) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "text": one.text,
        "why": one.found.sentence,
        "needed": one.needed,
        "choices": [{"code": each.code, "label": each.label, "why": each.why} for each in one.found.choices],
        "rows_count": len(one.rows),
        "rows": by_sheet(one.rows),
    }


def by_sheet(rows: Iterable[tuple[str, int]]) -> list[dict[str, Any]]:
    """Sheet by sheet, runs of rows as “3-17”."""
    found: dict[str, Rows] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return [{"sheet": sheet, "rows": runs(row for _sheet, row in each)} for sheet, each in found.items()]


def runs(numbers: Iterable[int]) -> list[str]:
    """Rising numbers as “3” or “3-17”."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        begins = found.pop()[0] if found and found[-1][1] == number - 1 else number
        found.append((begins, number))
    return [str(first) if first == last else f"{first}-{last}" for first, last in found]


def _wrong(one: Wrong) -> dict[str, Any]:
    return {"sheet": one.sheet, "row": one.row, "column": one.column, "reason": one.reason}


def _sheet(one: Table) -> dict[str, Any]:
    columns: Mapping[str, list[int]] = one.columns
    return {
        "name": one.sheet,
        "read": not one.left_out,
        "why_not": one.left_out,
        "header_row": one.header,
        "columns": {name: [letter(column) for column in places] for name, places in columns.items()},
        "yes_or_no_columns": [
            {"column": letter(w.column), "kind": w.kind, "heading": w.heading} for w in one.wide
        ],
        "columns_left_out": one.unknown,
        "rows_read": one.read,
    }

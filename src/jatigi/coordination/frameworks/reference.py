"""Reference data of the room from `data/`, loaded after every migration. Nothing is ever deleted."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from jatigi.coordination.awareness.models import Fact
from jatigi.coordination.frameworks.models import (
    Framework,
    FrameworkItem,
    InstrumentParty,
    Position,
    RightsLine,
)
from jatigi.coordination.sourced import SourcedModel
from jatigi.coordination.treaties.models import Clause, Treaty
from jatigi.kernel.querysets import acting

DATA = Path(__file__).parents[1] / "data"
SHIPPED = UUID("5d0c64a4-3f0e-4a52-9a6f-0d2b8a7c1e11")
"""The ids of shipped rows follow from their codes: the same on every node."""

Row = dict[str, str]


def load() -> None:
    """Bring what is shipped to what the files say, except what somebody corrected or confirmed here."""
    with transaction.atomic(), acting():
        frameworks = [_framework(row) for row in _rows("frameworks.csv")]
        _bring(Framework, frameworks)
        _bring(
            Framework,
            [_replaced(made, row) for made, row in zip(frameworks, _rows("frameworks.csv"), strict=True)],
        )
        _bring(FrameworkItem, _items())
        _bring(InstrumentParty, (_party(row) for row in _rows("parties.csv")))
        _bring(Position, (_position(row) for row in _rows("positions.csv")))
        _bring(RightsLine, (line for row in _rows("rights.csv") for line in _rights(row)))
        _bring(Treaty, (_treaty(row) for row in _rows("treaties.csv")))
        _bring(Clause, (_clause(row) for row in _rows("clauses.csv")))
        _bring(Fact, (_fact(row) for row in _rows("facts.csv")))


def _bring(model: type[SourcedModel], rows: Iterable[SourcedModel]) -> None:
    edited = set(model.objects.exclude(edited_on=None).values_list("pk", flat=True))
    columns: Sequence[str] = [
        field.name
        for field in model._meta.concrete_fields
        if field.name not in ("id", "version", "entered_at", *KEPT)
    ]
    model.objects.bulk_create(
        [row for row in rows if row.pk not in edited],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=columns,
    )


KEPT = ("edited_on", "reciprocity", "why", "judged_on", "judged_by", "next_commission", "responsible")
"""Columns that only people write: never taken back by a file."""


def _framework(row: Row) -> Framework:
    return Framework(
        pk=_id("framework", row["code"], row["vintage"]),
        code=row["code"],
        vintage=row["vintage"],
        kind=row["kind"],
        theme=row["theme"],
        levels=row["levels"].split(";") if row["levels"] else [],
        name_fr=row["name_fr"],
        name_en=row["name_en"],
        country_id=row["country"] or None,
        adopted=row["adopted"],
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        note=row["note"],
        **_source(row),
    )


def _replaced(made: Framework, row: Row) -> Framework:
    """The same once all are there: what a version was replaced by stands further down in the file."""
    made.replaced_by_id = _id("framework", *row["replaced_by"].split("/")) if row["replaced_by"] else None
    return made


def _items() -> Iterator[FrameworkItem]:
    for order, row in enumerate(_rows("items.csv")):
        version = (row["framework"], row["vintage"])
        yield FrameworkItem(
            pk=_id("item", *version, row["code"]),
            framework_id=_id("framework", *version),
            parent_id=_id("item", *version, row["parent"]) if row["parent"] else None,
            code=row["code"],
            level_name=row["level"],
            order=order,
            name_fr=row["name_fr"],
            name_en=row["name_en"],
            **_source(row),
        )


def _party(row: Row) -> InstrumentParty:
    return InstrumentParty(
        pk=_id("party", row["framework"], row["vintage"], row["country"]),
        framework_id=_id("framework", row["framework"], row["vintage"]),
        country_id=row["country"],
        **{name: row[name] for name in ("bond", "signed", "bound_since", "until", "reservations", "note")},
        **{name: row[name] for name in ("monitored_by", "last_report")},
        report_years=int(row["report_years"]) if row["report_years"] else None,
        report_due=_day(row["report_due"]),
        **_source(row),
    )


def _position(row: Row) -> Position:
    return Position(
        pk=_id("position", row["code"]),
        framework_id=_id("framework", row["framework"], row["vintage"]),
        **{name: row[name] for name in ("code", "side", "text_fr", "text_en", "said")},
        **_source(row),
    )


def _rights(row: Row) -> Iterator[RightsLine]:
    """One line for each corridor that a row of the file names."""
    for origin in row["origins"].split():
        for destination in row["destinations"].split():
            code = f"{row['code']}-{origin}-{destination}"
            yield RightsLine(
                pk=_id("right", code),
                code=code,
                origin_id=origin,
                destination_id=destination,
                topic=row["topic"],
                text_fr=row["text_fr"],
                text_en=row["text_en"],
                framework_id=_id("framework", row["framework"], "") if row["framework"] else None,
                valid_from=_day(row["valid_from"]),
                **_source(row),
            )


def _treaty(row: Row) -> Treaty:
    names = ("code", "title_fr", "title_en", "theme", "signed", "in_force", "denounced", "state", "note")
    return Treaty(
        pk=_id("treaty", row["code"]),
        country_id=row["country"],
        partner_id=row["partner"],
        **{name: row[name] for name in names},
        **_source(row),
    )


def _clause(row: Row) -> Clause:
    names = ("code", "kind", "text", "country_owes", "partner_owes")
    return Clause(
        pk=_id("clause", row["code"]),
        treaty_id=_id("treaty", row["treaty"]),
        **{name: row[name] for name in names},
        **_source(row),
    )


def _fact(row: Row) -> Fact:
    names = ("code", "theme", "subject", "text_fr", "text_en")
    return Fact(pk=_id("fact", row["code"]), **{name: row[name] for name in names}, **_source(row))


def _source(row: Row) -> dict[str, Any]:
    return {"source": row["source"], "to_confirm": row["to_confirm"] == "1"}


def _id(*parts: str) -> UUID:
    return uuid5(SHIPPED, "/".join(parts))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _rows(name: str) -> Iterator[Row]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)

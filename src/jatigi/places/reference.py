"""Reference data from `data/`, loaded after every migration where the files changed what is known."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from jatigi.places.models import AdminUnit, Country

DATA = Path(__file__).parent / "data"


def load() -> None:
    """Bring countries and administrative units to what the files say. Nothing is ever deleted."""
    with transaction.atomic():
        _load_countries()
        _load_units()


def _load_countries() -> None:
    Country.objects.bulk_create(
        [
            Country(
                code=row["iso2"],
                iso3=row["iso3"],
                name_fr=row["name_fr"],
                name_en=row["name_en"],
                consortium=row["consortium"] == "1",
                borders_mali=row["borders_mali"] == "1",
            )
            for row in _rows("countries.csv")
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["iso3", "name_fr", "name_en", "consortium", "borders_mali"],
    )


def _load_units() -> None:
    rows = list(_rows("admin_units.csv"))
    known: dict[tuple[str, str], int] = {
        (code, vintage): pk for pk, code, vintage in AdminUnit.objects.values_list("pk", "code", "vintage")
    }
    for level in sorted({int(row["level"]) for row in rows}):
        _load_level([row for row in rows if int(row["level"]) == level], known)


def _load_level(rows: list[dict[str, str]], known: dict[tuple[str, str], int]) -> None:
    units = [_unit(row, known) for row in rows]
    there = [unit for unit in units if (unit.code, unit.vintage) in known]
    AdminUnit.objects.bulk_create([unit for unit in units if (unit.code, unit.vintage) not in known])
    AdminUnit.objects.bulk_update(there, _COLUMNS, batch_size=200)
    known.update({(u.code, u.vintage): u.pk for u in AdminUnit.objects.filter(level=units[0].level)})


_COLUMNS = ["name_fr", "name_en", "parent", "valid_from", "valid_to", "source", "to_confirm", "note"]


def _unit(row: dict[str, str], known: dict[tuple[str, str], int]) -> AdminUnit:
    key = (row["code"], row["vintage"])
    return AdminUnit(
        pk=known.get(key),
        country_id=row["country"],
        level=int(row["level"]),
        code=row["code"],
        vintage=row["vintage"],
        name_fr=row["name_fr"],
        name_en=row["name_en"] or row["name_fr"],
        parent_id=known.get((row["parent_code"], row["vintage"])),
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        source=row["source"],
        to_confirm=row["confidence"] == "to_confirm",
        note=row["note"],
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _rows(name: str) -> Iterator[dict[str, Any]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)

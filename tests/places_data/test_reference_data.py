"""The reference data of places as text, before any table is filled from it."""

import csv
from collections import defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

import jatigi

DATA = Path(jatigi.__file__).parent / "places" / "data"
CONSORTIUM = {"ML", "NE", "BF", "SN", "GM"}
NEIGHBOURS = {"DZ", "MR", "SN", "GN", "CI", "BF", "NE"}

Row = dict[str, str]


def read(name: str) -> list[Row]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def countries() -> list[Row]:
    return read("countries.csv")


@pytest.fixture(scope="module")
def units() -> list[Row]:
    return read("admin_units.csv")


@pytest.fixture(scope="module")
def crosswalk() -> list[Row]:
    return read("mali_2023_crosswalk.csv")


def in_force(units: list[Row], code: str, on: date) -> list[str]:
    day = on.isoformat()
    return [
        row["name_fr"]
        for row in units
        if row["code"] == code
        and row["valid_from"] <= day
        and (not row["valid_to"] or day <= row["valid_to"])
    ]


def test_every_country_of_iso_3166_is_there_once(countries: list[Row]) -> None:
    assert len(countries) == 249
    assert len({row["iso2"] for row in countries}) == len({row["iso3"] for row in countries}) == 249
    assert [row["iso2"] for row in countries] == sorted(row["iso2"] for row in countries)
    assert all(row["name_fr"] and row["name_en"] for row in countries)


def test_the_consortium_and_the_neighbours_of_mali_are_marked(countries: list[Row]) -> None:
    assert {row["iso2"] for row in countries if row["consortium"] == "1"} == CONSORTIUM
    assert {row["iso2"] for row in countries if row["borders_mali"] == "1"} == NEIGHBOURS


def test_a_code_with_its_vintage_names_one_unit_of_a_known_country(
    units: list[Row], countries: list[Row]
) -> None:
    keys = [(row["code"], row["vintage"]) for row in units]
    assert len(keys) == len(set(keys))
    known = {row["iso2"] for row in countries}
    assert all(row["country"] in known and row["code"].startswith(row["country"]) for row in units)
    assert {row["country"] for row in units} >= CONSORTIUM | NEIGHBOURS


def test_a_parent_exists_in_the_same_vintage_and_holds_its_child_throughout(units: list[Row]) -> None:
    by_key = {(row["code"], row["vintage"]): row for row in units}
    for row in units:
        if row["level"] == "1":
            assert row["parent_code"] == ""
            continue
        parent = by_key[row["parent_code"], row["vintage"]]
        assert int(parent["level"]) == int(row["level"]) - 1
        assert (parent["valid_from"], parent["valid_to"]) == (row["valid_from"], row["valid_to"])


def test_a_code_never_means_two_units_on_one_day(units: list[Row]) -> None:
    intervals = defaultdict(list)
    for row in units:
        assert date.fromisoformat(row["valid_from"]) <= date.fromisoformat(row["valid_to"] or "9999-12-31")
        intervals[row["code"]].append((row["valid_from"], row["valid_to"] or "9999-12-31"))
    for spans in intervals.values():
        assert all(earlier[1] < later[0] for earlier, later in pairwise(sorted(spans)))


def test_ml09_was_bamako_and_is_taoudenit(units: list[Row]) -> None:
    assert in_force(units, "ML09", date(2022, 6, 1)) == ["District de Bamako"]
    assert in_force(units, "ML09", date(2023, 3, 12)) == ["District de Bamako"]
    assert in_force(units, "ML09", date(2023, 3, 13)) == ["Taoudénit"]
    assert in_force(units, "ML09", date(2024, 6, 1)) == ["Taoudénit"]
    assert in_force(units, "ML00", date(2024, 6, 1)) == ["District de Bamako"]


def test_mali_has_ten_units_before_the_reform_and_twenty_after(units: list[Row]) -> None:
    mali = [row for row in units if row["country"] == "ML"]
    counted = {
        (vintage, level): sum(row["vintage"] == vintage and row["level"] == level for row in mali)
        for vintage in ("2021", "2023")
        for level in ("1", "2")
    }
    assert counted == {("2021", "1"): 10, ("2021", "2"): 53, ("2023", "1"): 20, ("2023", "2"): 0}


def test_what_the_sources_only_infer_is_marked_to_confirm(units: list[Row], crosswalk: list[Row]) -> None:
    doubtful = {row["code"] for row in units if row["country"] == "ML" and row["confidence"] == "to_confirm"}
    assert doubtful == {"ML14", "ML1002", "ML1003", "ML1004"}
    assert {row["confidence"] for row in units} == {"confirmed", "to_confirm"}
    assert {row["status"] for row in crosswalk} == {"to_confirm"}
    assert all(row["source"] for row in units)


def test_every_former_cercle_leads_to_a_region_of_today(units: list[Row], crosswalk: list[Row]) -> None:
    keys = {(row["code"], row["vintage"]) for row in units}
    cercles = {row["code"] for row in units if row["country"] == "ML" and row["level"] == "2"}
    assert {row["old_code"] for row in crosswalk} == cercles
    assert all((row["new_region_code"], row["new_vintage"]) in keys for row in crosswalk)
    assert [row["new_region_code"] for row in crosswalk if row["old_code"] == "ML0605"] == ["ML06", "ML09"]
    regions = {row["code"] for row in units if row["country"] == "ML" and row["vintage"] == "2023"}
    assert {row["new_region_code"] for row in crosswalk} == regions

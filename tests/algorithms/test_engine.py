"""The engine over a whole node: what may be seen, what follows, and that the scan agrees with the full comparison."""

import random
import sys
from collections import Counter
from dataclasses import replace
from types import FrameType
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jatigi.algorithms.matching import EVERYBODY, Birth, Engine, Record, Visible, compare
from jatigi.algorithms.matching.likeness import Ear, Rack
from jatigi.algorithms.matching.nearness import as_row, likely, signature, similarity
from jatigi.algorithms.matching.scan import plan
from jatigi.algorithms.matching.sweep import best

NAMES = "Moussa Mamadou Ibrahima Awa Fanta Oumar Seydou Kadiatou Djeneba Boubacar".split()
FAMILIES = "Traoré Diarra Coulibaly Keïta Diallo Cissé Touré Konaté Sidibé Dembélé".split()
OWNERS = 4


def somebody(dice: random.Random) -> Record:
    return Record(
        names=(f"{dice.choice(NAMES)} {dice.choice(FAMILIES)}",),
        sex=dice.choice(["male", "female", None]),
        birth=Birth(dice.randint(1950, 2015), width=dice.choice([0, 0, 2, 8]))
        if dice.random() < 0.9
        else None,
        mother=f"{dice.choice(NAMES)} {dice.choice(FAMILIES)}" if dice.random() < 0.5 else "",
        phones=(f"7{dice.randint(1000000, 9999999)}",) if dice.random() < 0.5 else (),
    )


DICE = random.Random(4)
PEOPLE = [(UUID(int=number + 1), number % OWNERS, somebody(DICE)) for number in range(400)]


@pytest.fixture(scope="module")
def engine() -> Engine:
    made = Engine()
    made.build(PEOPLE[:350])
    for person in PEOPLE[350:]:
        made.put(*person)
    return made


ids = st.frozensets(st.sampled_from([id for id, _, _ in PEOPLE]), max_size=40)
masks = st.builds(Visible, st.none() | st.frozensets(st.integers(0, OWNERS - 1)), ids, ids)


@settings(max_examples=60, deadline=None)
@given(masks, st.integers(0, 399))
def test_a_search_finds_what_it_finds_for_everybody_without_what_may_not_be_seen(
    engine: Engine, visible: Visible, number: int
) -> None:
    query = PEOPLE[number][2]
    seen = {id for id, owner, _ in PEOPLE if visible.sees(id, owner)}
    expected = [match for match in engine.search(query, EVERYBODY, 400) if match.id in seen]
    assert engine.search(query, visible, 400) == expected


def test_whoever_may_see_nobody_finds_nobody(engine: Engine) -> None:
    assert engine.search(PEOPLE[0][2], Visible(frozenset())) == []


def test_everybody_is_found_by_their_own_record(engine: Engine) -> None:
    for id, _, record in PEOPLE[::7]:
        best = engine.search(record)[0]
        assert best.id == id or best.score >= engine.pair(id, id).score


def test_hidden_people_who_come_change_no_score() -> None:
    engine = Engine()
    engine.build(PEOPLE[:200])
    query = Record(names=("Moussa Traoré",), birth=Birth(1990))
    before = engine.search(query, Visible(frozenset({0})))
    for number, name in enumerate(["Moussa Traoré", "Mousa Traore", "Moussaa Traoreh"]):
        engine.put(UUID(int=10_000 + number), 1, Record(names=(name,), birth=Birth(1990)))
    assert engine.search(query, Visible(frozenset({0}))) == before


def test_nobody_is_left_unread_who_could_have_been_among_the_best() -> None:
    """With room for everybody nobody is left; with little room the best are the same, with lists and without."""
    dice, made = random.Random(9), Engine()

    def noted() -> Record:
        known = somebody(dice)
        father, place = f"{dice.choice(NAMES)} {dice.choice(FAMILIES)}", dice.choice(["Gao", "Kayes", ""])
        names = (
            known.names
            if dice.random() < 0.6
            else (dice.choice(NAMES) + dice.choice(["", "u", " Abba Touré"]),)
        )
        number = f"7654321{dice.randint(0, 9)}"[-dice.choice([7, 8]) :]
        phones = dice.choice([known.phones, (number,), (number, "66001122")])
        birth = known.birth and replace(known.birth, month=dice.choice([None, 3]), day=dice.choice([4, 5]))
        papers = (f"A{dice.randint(1000, 1009)}",) if dice.random() < 0.3 else ()
        return replace(
            known, names=names, father=dice.choice([father, ""]), origin=place,
            phones=phones, birth=birth, documents=papers, group=dice.choice(["", "g1", "g2"]),
        )  # fmt: skip

    made.build((UUID(int=at + 1), 0, noted()) for at in range(300))
    coder, columns, bearers = made._coder, made._rows.parts()[0], made._rows.bearers
    owners, nobody = np.ones(65_536, np.uint8), np.zeros(0, np.uint8)
    for _ in range(60):
        query, ear = noted(), Ear(coder.vocabulary.sound)
        asked = plan(query.heard_by(ear), coder, made.weights, ear)
        every, few, plain = (
            best(asked, columns, lists, owners, nobody, room, -500)[0]
            for lists, room in ((None, 300), (bearers, 5), (None, 5))
        )
        assert len(every) == 300
        assert sorted(few) == sorted(plain) == sorted(every)[-5:]


sounds = st.text("aikmdrsb", min_size=1, max_size=9)


@given(st.lists(sounds, max_size=60, unique=True), sounds)
def test_words_in_the_order_of_a_dictionary_are_as_similar_as_one_by_one(
    words: list[str], asked: str
) -> None:
    """Some laid out in order, others added since; where a signature shows another word nothing is compared."""
    rack = Rack()
    for at, word in enumerate(words):
        if at == len(words) * 2 // 3:
            rack.settle()
        rack.add(word)
    for word, alike in zip(words, rack.similar(asked).tolist(), strict=True):
        both = similarity(*as_row(asked), *as_row(word))
        assert both == similarity(*as_row(word), *as_row(asked))
        assert alike == pytest.approx(both) or (alike == 0 and not near(asked, word))


def near(one: str, other: str) -> bool:
    """Whether the signatures of two words leave it open that they are one."""
    (row, length), (facing, also) = as_row(one), as_row(other)
    return bool(likely(*signature(row, length), length, *signature(facing, also), also))


def test_a_pair_is_the_same_both_ways(engine: Engine) -> None:
    for (one, _, _), (other, _, _) in zip(PEOPLE[::9], PEOPLE[3::9], strict=False):
        assert engine.pair(one, other).score == pytest.approx(engine.pair(other, one).score)


def test_a_pair_of_somebody_who_is_not_there_is_an_error(engine: Engine) -> None:
    with pytest.raises(KeyError):
        engine.pair(PEOPLE[0][0], UUID(int=99_999))


def test_enough_new_people_are_sorted_in() -> None:
    engine = Engine()
    engine.build(PEOPLE[:100])
    for id, owner, record in PEOPLE[100:]:
        engine.put(id, owner, record)
        engine.put(id, owner, record)
    assert engine.size() == 400
    engine.remove(PEOPLE[5][0])
    engine.remove(PEOPLE[300][0])
    assert engine.size() == 398
    assert PEOPLE[5][0] not in [match.id for match in engine.search(PEOPLE[5][2], limit=400)]


@pytest.mark.parametrize(
    ("noted", "asked"),
    [
        ("Fatoumata Salimata Diarra", "Fatoumatasalimata Jara"),
        ("Fatoumatasalimata Diarra", "Fatumata Salimata Jara"),
    ],
)
def test_two_names_written_as_one_are_found(noted: str, asked: str) -> None:
    made, wanted = Engine(), UUID(int=10_000)
    others = [
        Record((f"{given} {family}",)) for given in ("Fatoumata", "Salimata") for family in FAMILIES * 3
    ]
    made.build((UUID(int=at + 1), 0, record) for at, record in enumerate(others))
    made.put(wanted, 0, Record((noted,)))
    assert made.search(Record((asked,)))[0].id == wanted


@pytest.mark.parametrize("there", [False, True])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Record(("Moussa Diaby",)), Record(("Moussa Dizby",))),
        (Record(("Mamadou Sanogo",)), Record(("Madou Sanogo",))),
        (Record(("Zoumana Tangara",), father="Bakary"), Record(("Zoumana",), father="Bakary Tangara")),
    ],
)
def test_a_slip_a_short_name_and_a_surname_that_only_the_father_has_are_found(
    one: Record, other: Record, there: bool
) -> None:
    noted, asked = (one, other) if there else (other, one)
    made, wanted = Engine(), UUID(int=10_000)
    given_name = one.names[0].split()[0]
    made.build(
        (UUID(int=at + 1), 0, Record((f"{given_name} {each}",))) for at, each in enumerate(FAMILIES * 3)
    )
    made.put(wanted, 0, noted)
    best = made.search(asked)[0]
    assert best.id == wanted
    assert "name_differs" not in [reason.code for reason in best.reasons]


def test_an_odd_spelling_of_a_common_name_says_little_more_than_the_name() -> None:
    people = [Record((f"{name} Keita",)) for name in ("Sira", "Sory", "Naby", "Fily") for _ in range(100)]
    people += [Record(("Zan Queita",)), Record(("Sira Keita",), birth=Birth(1990))]
    made = Engine()
    made.build((UUID(int=at + 1), 0, record) for at, record in enumerate(people))
    best = made.search(Record(("Sira Queita",), birth=Birth(1990)))[0]
    assert best.id == UUID(int=len(people))


def work(engine: Engine, query: Record, visible: Visible) -> Counter[str]:
    """How often each function was called to answer: what is taken from a memory is not called."""
    calls: Counter[str] = Counter()

    def count(frame: FrameType, event: str, argument: object) -> None:
        if event == "call":
            calls[frame.f_code.co_qualname] += 1
        elif event == "c_call":
            calls[getattr(argument, "__qualname__", "")] += 1

    sys.setprofile(count)
    try:
        engine.search(query, visible)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize(
    ("name", "mother"), [("Bandiougou Tangarala", "Nagnouma Sirabele"), ("Fatoumatasalimata Kelefassi", "")]
)
def test_a_hidden_person_takes_the_work_that_nobody_takes(name: str, mother: str) -> None:
    """Read when the index is built or when it follows, asked for before or not: nothing is quicker for it."""
    query = Record((name,), sex="male", birth=Birth(1990), mother=mother)
    others = [(id, 0, record) for id, _, record in PEOPLE[:200]]
    visible = Visible(frozenset({0}))
    engine = Engine()
    engine.build(others)
    nobody = work(engine, query, visible)
    assert nobody["heard"] >= len(query.names[0].split())
    assert work(engine, query, visible) == nobody
    engine.put(UUID(int=10_000), 1, query)
    assert work(engine, query, visible) == nobody
    engine.build([*others, (UUID(int=10_000), 1, query)])
    assert work(engine, query, visible) == nobody


def test_whoever_has_two_names_is_found_by_either_as_if_it_were_the_only_one() -> None:
    both = Record(names=("Mamadou Touré", "Balla Koné"), sex="male", birth=Birth(1990))
    for asked in both.names:
        query = replace(both, names=(asked,))
        found = []
        for known in (both, query):
            engine = Engine()
            engine.build([(UUID(int=1), 0, known), (UUID(int=2), 0, Record(names=("Awa Cissé",)))])
            found.append(engine.search(query))
        assert found[0] == found[1]
        assert found[0][0].id == UUID(int=1)


def test_two_spellings_of_a_name_are_no_longer_name() -> None:
    query = Record(names=("Mamadou Touré",), birth=Birth(1990))
    known = replace(query, names=("Mamadou Touré", "Mamadu Touret"))
    assert compare(query, known).score == compare(query, query).score
    assert compare(known, query).score == compare(query, query).score
    assert compare(replace(query, names=("Mamadou Koné",)), known).score < 0.5

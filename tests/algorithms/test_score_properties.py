"""What must hold of a score whatever the two records are."""

import math
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jatigi.algorithms.matching import Birth, Engine, Match, Record, compare

LATIN = {"محمد": "Mohamed", "كيتا": "Keita", "إبراهيم": "Ibrahim", "موسى": "Moussa", "عمر": "Oumar"}
WORDS = [
    "Moussa",
    "Mahamadou",
    "Traoré",
    "Trawally",
    "Koulibali",
    "Kulibaly",
    "Diarra",
    "Dizra",
    "Sanogo",
    *LATIN,
]
names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True).map(" ".join)
records = st.builds(
    Record,
    names=names.map(lambda name: (name,)),
    sex=st.sampled_from([None, "male", "female"]),
    birth=st.none() | st.builds(Birth, st.integers(1940, 2026), width=st.integers(0, 8)),
    mother=st.sampled_from(["", "Aminata", "Fanta Cissé"]),
    father=st.sampled_from(["", "Sékou", "Bakary Konaté"]),
    phones=st.sampled_from([(), ("76123456",), ("66123456",)]),
    nationalities=st.sampled_from([(), ("mli",), ("gin", "sen")]),
    origin=st.sampled_from(["", "Kayes", "Labé"]),
)
MORE = {
    "sex": "female",
    "birth": Birth(1990, 4, 12),
    "mother": "Rokia Sidibé",
    "father": "Issa Berthé",
    "phones": ("70112233",),
    "documents": ("NINA 4455667",),
    "nationalities": ("bfa",),
    "origin": "Gao",
    "languages": ("bm",),
    "group": "the seven of Tuesday",
}


def _turned(record: Record) -> Record:
    """The same person with the words of every name in the other order."""
    back = [" ".join(reversed(name.split())) for name in (*record.names, record.mother, record.father)]
    return replace(record, names=tuple(back[:-2]), mother=back[-2], father=back[-1])


def _in_latin(record: Record) -> Record:
    words = [" ".join(LATIN.get(word, word) for word in name.split()) for name in record.names]
    return replace(record, names=tuple(words))


def _engine(*people: Record) -> Engine:
    engine = Engine()
    engine.build((UUID(int=at + 1), 0, person) for at, person in enumerate(people))
    return engine


@settings(max_examples=300, deadline=None)
@given(records, records)
def test_neither_side_matters(one: Record, other: Record) -> None:
    assert compare(one, other).score == pytest.approx(compare(other, one).score)


@settings(max_examples=60, deadline=None)
@given(records, records)
def test_neither_side_matters_in_an_engine(one: Record, other: Record) -> None:
    engine = _engine(one, other)
    there, back = engine.pair(UUID(int=1), UUID(int=2)), engine.pair(UUID(int=2), UUID(int=1))
    assert there.score == pytest.approx(back.score)


@settings(max_examples=300, deadline=None)
@given(records, records)
def test_the_order_of_words_does_not_matter(one: Record, other: Record) -> None:
    assert compare(_turned(one), other).score == pytest.approx(compare(one, other).score)


@settings(max_examples=60, deadline=None)
@given(records, records)
def test_the_order_of_words_does_not_matter_in_an_engine(one: Record, other: Record) -> None:
    engine = _engine(one)
    straight, turned = ([match.score for match in engine.search(each)] for each in (other, _turned(other)))
    assert straight == pytest.approx(turned)


@settings(max_examples=300, deadline=None)
@given(records)
@example(Record(names=("موسى Moussa",)))
def test_a_script_with_a_transliteration_does_not_matter(one: Record) -> None:
    written = {reason.code for reason in compare(one, _in_latin(one)).reasons}
    assert not {"name_differs", "name_extra"} & written
    assert compare(one, _in_latin(one)).score > 0.5 or len(one.known.names) == 1


def _said(match: Match) -> list[str]:
    """What was said of each field, whether a word is the same letter by letter or by sound."""
    return sorted(reason.code.replace("name_same_form", "name_same") for reason in match.reasons)


@settings(max_examples=200, deadline=None)
@given(records, records)
def test_a_script_does_not_matter_between_two_people_either(one: Record, other: Record) -> None:
    """Words in another script are the same sound, no more the same letters: at most a bit of each is lost."""
    other, latin = _in_latin(other), _in_latin(one)
    assert _said(compare(one, other)) == _said(compare(latin, other))
    bits = [math.log2(score / (1 - score)) for each in (one, latin) if (score := compare(each, other).score)]
    if not set(_words(latin) - _words(one)) & _words(other):
        assert bits[0] == pytest.approx(bits[1])
    assert bits[1] - 0.65 * len(_words(other)) <= bits[0] <= bits[1] + 1e-9
    there = _engine(other)
    assert [*map(_said, there.search(one))] == [*map(_said, there.search(latin))]


def _words(record: Record) -> set[str]:
    return {word for name in record.names for word in name.split()}


@settings(max_examples=500, deadline=None)
@given(records, records, st.sampled_from(sorted(MORE)))
def test_one_more_field_in_which_both_agree_never_takes_away(one: Record, other: Record, field: str) -> None:
    value = {field: MORE[field]}
    without = {field: type(MORE[field])() if field not in ("sex", "birth") else None}
    less = compare(replace(one, **without), replace(other, **without)).score  # type: ignore[arg-type]
    more = compare(replace(one, **value), replace(other, **value)).score  # type: ignore[arg-type]
    assert more >= less - 1e-12


@settings(max_examples=300, deadline=None)
@given(records, records)
def test_one_more_name_that_both_bear_never_takes_away(one: Record, other: Record) -> None:
    both = [replace(each, names=(*each.names, "Bandiougou")) for each in (one, other)]
    assert compare(*both).score >= compare(one, other).score - 1e-12


@settings(max_examples=200, deadline=None)
@given(records, records, st.sampled_from(["mother", "father"]), names)
def test_a_parent_of_the_same_name_never_takes_away_whatever_of_it_the_children_bear(
    one: Record, other: Record, who: str, parent: str
) -> None:
    without, both = ([replace(each, **{who: named}) for each in (one, other)] for named in ("", parent))  # type: ignore[arg-type]
    assert compare(*both).score >= compare(*without).score - 1e-12

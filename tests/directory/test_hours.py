"""Weekly opening hours, for every week that somebody can write down."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatigi.directory import hours
from jatigi.directory.cards import on_day, week
from jatigi.directory.hours import DAYS, MIDNIGHT
from jatigi.kernel.errors import Invalid

MONDAY = datetime(2026, 11, 23)


def text(minute: int) -> str:
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


def spans_of(cuts: list[int]) -> list[list[str]]:
    """Spans that neither overlap nor touch, from sorted different minutes."""
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return [[text(start), text(end)] for start, end in pairs]


minutes = st.integers(0, MIDNIGHT - 2)
day_spans = st.lists(minutes, max_size=6, unique=True).map(sorted).map(spans_of)
weeks = st.dictionaries(st.sampled_from(DAYS), day_spans, max_size=7)
moments = st.integers(0, 7 * MIDNIGHT - 1).map(lambda minute: MONDAY + timedelta(minutes=minute))


@given(weeks)
def test_checking_twice_changes_nothing(written) -> None:
    once = hours.checked(written)
    assert hours.checked(once) == once


@given(weeks, moments)
def test_it_is_open_exactly_when_somebody_wrote_so(written, moment) -> None:
    now = text(moment.hour * 60 + moment.minute)
    spans = written.get(DAYS[moment.weekday()], [])
    assert hours.is_open(hours.checked(written), moment) is any(start <= now < end for start, end in spans)


@given(st.sampled_from(DAYS), minutes, minutes, moments)
def test_a_night_goes_on_the_next_day(day, opens, closes, moment) -> None:
    if closes in (0, opens) or closes > opens:
        return
    kept = hours.checked({day: [[text(opens), text(closes)]]})
    begins = MONDAY + timedelta(days=DAYS.index(day), minutes=opens)
    since = (moment - begins).total_seconds() // 60 % (7 * MIDNIGHT)
    assert hours.is_open(kept, moment) is (since < MIDNIGHT - opens + closes)


@given(weeks)
def test_the_lines_of_the_form_say_the_same_hours(written) -> None:
    kept = hours.checked(written)
    assert hours.from_patterns(hours.patterns(kept)) == kept


@given(weeks)
def test_the_week_in_words_says_every_day_once(written) -> None:
    kept = hours.checked(written)
    said = [line for _days, line in week(kept)]
    if not kept:
        assert said == []
    elif not hours.always(kept):
        assert all(before != after for before, after in pairwise(said))
        assert {on_day(kept, day) for day in DAYS} == set(said)


def test_usual_office_hours_are_two_lines() -> None:
    office = {day: [["08:00", "12:00"], ["14:00", "16:30"]] for day in DAYS[:5]}
    assert [(p.days, p.opens, p.closes) for p in hours.patterns(office)] == [
        (DAYS[:5], "08:00", "12:00"),
        (DAYS[:5], "14:00", "16:30"),
    ]


def test_day_and_night_never_closes() -> None:
    for end in ("00:00", "24:00", "23:59"):
        kept = hours.checked({day: [["00:00", end]] for day in DAYS})
        assert hours.always(kept)
        assert hours.is_open(kept, MONDAY + timedelta(hours=23, minutes=59))


def test_touching_times_are_one() -> None:
    kept = hours.checked({"mon": [["12:00", "14:00"], ["08:00", "12:00"]]})
    assert kept == {"mon": [["08:00", "14:00"]]}


@pytest.mark.parametrize(
    "wrong",
    [
        {"mon": [["08:00", "12:00"], ["11:00", "13:00"]]},
        {"mon": [["20:00", "00:00"], ["21:00", "22:00"]]},
        {"mon": [["20:00", "06:00"]], "tue": [["05:00", "07:00"]]},
        {"mon": [["08:00", "08:00"]]},
        {"mon": [["8", "12:00"]]},
        {"mon": [["08:00+01:00", "12:00"]]},
        {"mon": [["08:00"]]},
        {"mon": [["08:00", "12:00", "13:00"]]},
        {"mon": [["25:00", "26:00"]]},
        {"funday": [["08:00", "12:00"]]},
    ],
)
def test_what_is_no_opening_time_is_refused_with_a_sentence(wrong) -> None:
    with pytest.raises(Invalid) as refused:
        hours.checked(wrong)
    assert set(refused.value.errors) == {"hours"}

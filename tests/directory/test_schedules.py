"""When a service is open, for whatever an organisation can write down."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jatigi.directory import holidays, schedules, shapes
from jatigi.kernel.errors import Invalid

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
HOUR = timedelta(hours=1)
OFFICE = {"rule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "opens": "08:00", "closes": "16:00"}
ALWAYS = {"opens": "00:00", "closes": "00:00"}


@dataclass
class Open:
    """A service as far as its hours go, at Bamako (UTC)."""

    schedules: list[Any]
    closures: list[Any] = field(default_factory=list)
    closed_on_holidays: bool = False
    country_id: str = "ML"
    time_zone: str = "Africa/Bamako"

    def __post_init__(self) -> None:
        self.schedules = shapes.schedules(self.schedules)
        self.closures = shapes.closures(self.closures)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def days(entry: dict[str, Any], first: str, until: str) -> list[str]:
    service = Open([{"opens": "09:00", "closes": "12:00"} | entry])
    found = schedules.openings(service, at(first), at(until))
    return [start.date().isoformat() for start, _end in found]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"rule": "FREQ=WEEKLY;BYDAY=TU,FR", "to": "2026-01-12"}, ["2026-01-02", "2026-01-06", "2026-01-09"]),
        ({"rule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "starts": "2025-12-30"}, ["2026-01-13", "2026-01-27"]),
        ({"rule": "FREQ=MONTHLY;BYDAY=1MO,-1FR"}, ["2026-01-05", "2026-01-30"]),
        ({"rule": "FREQ=MONTHLY;BYMONTHDAY=15,-1"}, ["2026-01-15", "2026-01-31"]),
        ({"rule": "FREQ=MONTHLY;INTERVAL=3", "starts": "2025-10-20"}, ["2026-01-20"]),
        ({"rule": "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=20"}, ["2026-01-20"]),
        ({"rule": "FREQ=WEEKLY", "starts": "2026-01-14"}, ["2026-01-14", "2026-01-21", "2026-01-28"]),
        ({"rule": "FREQ=DAILY;COUNT=3", "starts": "2025-12-31"}, ["2026-01-01", "2026-01-02"]),
        ({"rule": "FREQ=WEEKLY;BYDAY=MO;UNTIL=20260112T000000Z"}, ["2026-01-05", "2026-01-12"]),
        ({"rule": "", "from": "2026-01-30"}, ["2026-01-30", "2026-01-31"]),
    ],
)
def test_days_that_a_rule_means(entry, expected) -> None:
    assert days(entry, "2026-01-01", "2026-02-01") == expected


@pytest.mark.parametrize(
    "wrong",
    [
        {"rule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "opens": "08:00", "closes": "09:00"},
        {"rule": "FREQ=MONTHLY", "opens": "08:00", "closes": "09:00"},
        {"rule": "FREQ=HOURLY;BYDAY=MO", "opens": "08:00", "closes": "09:00"},
        {"rule": "FREQ=DAILY;BYHOUR=1", "opens": "08:00", "closes": "09:00"},
        {"rule": "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "opens": "08:00", "closes": "09:00"},
        {
            "rule": "FREQ=WEEKLY;BYWEEKNO=41;BYYEARDAY=2",
            "starts": "2026-01-01",
            "opens": "08:00",
            "closes": "09:00",
        },
        {"rule": "FREQ=DAILY;INTERVAL=0", "starts": "2026-01-01", "opens": "08:00", "closes": "09:00"},
        {"rule": "BYDAY=MO", "opens": "08:00", "closes": "09:00"},
        {"rule": "FREQ=WEEKLY;BYDAY=LU", "opens": "08:00", "closes": "09:00"},
        {"rule": "FREQ=DAILY\nEXRULE:FREQ=DAILY", "opens": "08:00", "closes": "09:00"},
        {"rule": "", "opens": "08:00", "closes": "08:00"},
        {"rule": "", "opens": "8 heures", "closes": "09:00"},
        {"rule": "", "opens": "08:00+01:00", "closes": "09:00"},
        {"rule": "", "opens": "08:00", "closes": "09:00", "from": "2026-02-01", "to": "2026-01-01"},
        {"rule": "FREQ=DAILY"},
    ],
)
def test_what_says_no_time_is_refused_with_a_sentence(wrong) -> None:
    with pytest.raises(Invalid) as refused:
        shapes.schedules([wrong])
    assert set(refused.value.errors) == {"schedules"}


def test_seasons_exceptions_and_holidays() -> None:
    service = Open(
        [OFFICE | {"to": "2026-12-31"}],
        [
            {"from": "2026-12-28", "to": "2026-12-30", "note": "inventaire"},
            {"from": "2026-12-29", "opens": "10:00", "closes": "11:00"},
        ],
        closed_on_holidays=True,
    )
    assert schedules.open_at(service, at("2026-12-24T15:59")) is True
    assert schedules.open_at(service, at("2026-12-25T10:00")) is False  # Christmas, a Friday
    assert schedules.next_opening(service, at("2026-12-24T16:00")) == at("2026-12-29T10:00")
    assert schedules.next_opening(service, at("2026-12-29T11:00")) == at("2026-12-31T08:00")
    assert schedules.next_opening(service, at("2026-12-31T16:00")) is None
    assert schedules.open_at(Open([]), MONDAY) is None
    assert schedules.open_at(Open([{"note": "sur rendez-vous"}]), MONDAY) is None


def test_feasts_that_follow_the_moon_are_to_be_confirmed() -> None:
    year = holidays.of_year("ML", 2026, "fr")
    assert year[date(2026, 9, 22)] == holidays.Holiday(
        date(2026, 9, 22), "Fête Nationale de la République du Mali", False
    )
    tabaski = year[date(2026, 5, 27)]
    assert tabaski.to_confirm
    assert "estim" not in tabaski.name
    assert holidays.on("ZZ", date(2026, 1, 1)) is None


def test_a_night_belongs_to_the_day_on_which_it_begins() -> None:
    night = Open(
        [{"rule": "FREQ=WEEKLY;BYDAY=TH", "opens": "20:00", "closes": "06:00"}], closed_on_holidays=True
    )
    assert schedules.open_at(night, at("2026-12-25T05:59"))  # from Thursday evening into Christmas
    assert not schedules.open_at(night, at("2026-12-25T06:00"))
    assert schedules.closing(night, at("2026-12-24T23:00")) == at("2026-12-25T06:00")


def test_times_are_those_of_the_place_also_when_its_clocks_change() -> None:
    paris = Open([OFFICE | {"rule": ""}], time_zone="Europe/Paris", country_id="FR")
    assert schedules.open_at(paris, at("2026-03-28T07:30"))  # 8:30 in winter
    assert schedules.open_at(paris, at("2026-03-30T06:30"))  # 8:30 in summer
    opens = schedules.next_opening(paris, at("2026-03-29T00:00"))
    assert opens == datetime(2026, 3, 29, 8, tzinfo=ZoneInfo("Europe/Paris"))


def test_a_clock_of_working_hours_skips_nights_weekends_and_holidays() -> None:
    service = Open([OFFICE], closed_on_holidays=True)
    assert schedules.working_time_after(service, at("2026-12-24T15:00"), 3 * HOUR) == at("2026-12-28T10:00")
    assert schedules.working_days_after(service, at("2026-12-24T15:00"), 2) == at("2026-12-29T16:00")
    nobody_wrote = Open([])
    assert schedules.working_time_after(nobody_wrote, at("2026-11-21T10:00"), HOUR) == at("2026-11-23T09:00")
    ended = Open([OFFICE | {"to": "2020-12-31"}])
    assert schedules.working_time_after(ended, MONDAY, HOUR) == MONDAY + HOUR
    assert schedules.working_time_after(Open([ALWAYS]), MONDAY, 500 * HOUR) == MONDAY + 500 * HOUR
    assert schedules.closing(Open([ALWAYS]), MONDAY) is None


# Whatever is written down

clocks = st.integers(0, 24 * 4 - 1).map(lambda quarter: f"{quarter // 4:02}:{quarter % 4 * 15:02}")
rules = st.sampled_from(
    [
        "",
        "FREQ=WEEKLY;BYDAY=MO,WE",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
        "FREQ=MONTHLY;BYDAY=-1FR",
        "FREQ=DAILY;INTERVAL=3",
    ]
)
entries = st.builds(
    lambda rule, opens, closes: {"rule": rule, "starts": "2026-01-05", "opens": opens, "closes": closes},
    rules, clocks, clocks,
).filter(lambda entry: entry["opens"] != entry["closes"])  # fmt: skip
services = st.builds(
    Open,
    st.lists(entries, min_size=1, max_size=3),
    st.lists(
        st.integers(0, 20).map(lambda n: {"from": (MONDAY.date() + timedelta(days=n)).isoformat()}),
        max_size=2,
    ),
    st.booleans(),
    time_zone=st.sampled_from(["Africa/Bamako", "Africa/Lagos", "Europe/Paris"]),
)
moments = st.integers(0, 30 * 24 * 4).map(lambda quarter: MONDAY + quarter * HOUR / 4)


@given(services, moments)
def test_it_is_open_exactly_within_its_openings(service, moment) -> None:
    spans = list(schedules.openings(service, MONDAY - 2 * schedules.DAY, MONDAY + 40 * schedules.DAY))
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert schedules.open_at(service, moment) is any(start <= moment < end for start, end in spans)


@given(services, moments)
def test_the_next_opening_is_open_and_nothing_before_it_is(service, moment) -> None:
    found = schedules.next_opening(service, moment)
    if found is None:
        return
    assert found >= moment
    assert schedules.open_at(service, found)
    quarters = int(min(found - moment, 3 * schedules.DAY) / (HOUR / 4))
    assert not any(schedules.open_at(service, moment + n * HOUR / 4) for n in range(quarters))


@given(services, moments, st.integers(1, 200), st.integers(0, 200))
def test_working_time_adds_up_and_never_ends_in_closed_hours(service, moment, first, more) -> None:
    once = schedules.working_time_after(service, moment, first * HOUR / 4)
    whole = schedules.working_time_after(service, moment, (first + more) * HOUR / 4)
    assume(whole < moment + 300 * schedules.DAY)  # beyond its horizon the rest counts by the clock
    assert moment < once <= whole
    assert schedules.working_time_after(service, once, more * HOUR / 4) == whole or _pauses(
        service, moment, whole
    )
    if not _pauses(service, moment, once):
        spans = schedules.openings(service, moment, once)
        assert (
            sum((min(end, once) - max(start, moment) for start, end in spans), timedelta())
            == first * HOUR / 4
        )


def _pauses(service: Open, start: datetime, end: datetime) -> bool:
    """Whether it stays closed so long that the clock went on without it."""
    spans = [(start, start), *schedules.openings(service, start, end + schedules.HORIZON)]
    return any(after[0] - before[1] > schedules.LONGEST_PAUSE for before, after in pairwise(spans))


@given(
    st.dictionaries(
        st.sampled_from(tuple(shapes.CODES)),
        st.tuples(clocks, clocks).filter(lambda pair: pair[0] != pair[1]),
        max_size=4,
    )
)
def test_a_week_written_by_hand_is_open_at_the_same_times_as_its_schedules(week) -> None:
    from jatigi.directory import hours

    try:
        kept = hours.checked({day: [list(pair)] for day, pair in week.items()})
    except Invalid:
        return
    made = shapes.from_week(kept)
    assert shapes.week(made) == kept
    service = Open(made)
    for quarter in range(0, 7 * 24 * 4, 3):
        moment = MONDAY + quarter * HOUR / 4
        assert (schedules.open_at(service, moment) or False) is hours.is_open(kept, moment)


def test_midnight_has_no_gap() -> None:
    service = Open([{"opens": "18:00", "closes": "00:00"}, {"opens": "00:00", "closes": "02:00"}])
    assert schedules.closing(service, MONDAY + 20 * HOUR) == MONDAY + 26 * HOUR
    assert time.fromisoformat("00:00") == time()

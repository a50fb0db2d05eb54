"""The clock of an urgency: it runs until a case worker acts, and supervisors learn when it ran out."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from jatigi.agencies.models import Notification
from jatigi.cases import actions, clocks
from jatigi.cases.checks import Finding
from jatigi.cases.models import Case
from jatigi.kernel import clock, hooks, schedule
from jatigi.kernel.access import Access, service_access
from jatigi.kernel.errors import Invalid
from jatigi.kernel.hooks import Danger
from tests.cases.conftest import OpenCase, Team, everything, now, write_plan
from tests.cast import Cast

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("urgency", "span"),
    [("immediate", 24 * HOUR), ("high", 72 * HOUR), ("medium", timedelta(weeks=2)), ("low", None)],
)
def test_each_urgency_has_its_clock(open_case: OpenCase, urgency: str, span: timedelta | None) -> None:
    case = open_case(urgency=urgency)
    assert case.urgent_until == (case.opened_at + span if span else None)


Act = Callable[[Access, Case], Any]
ACTS: list[Act] = [
    lambda who, case: actions.assess(who, case, findings=[Finding("health", "some")]),
    lambda who, case: actions.write_note(who, case, text="Seen"),
    lambda who, case: actions.give_service(who, case, need="food"),
]


@pytest.mark.parametrize("act", ACTS)
def test_the_first_act_of_a_case_worker_stops_the_clock(cast: Cast, open_case: OpenCase, act: Act) -> None:
    case = open_case()
    with clock.travel(clock.now() + 5 * HOUR):
        act(cast.moussa(), case)
        first = now(case).first_acted_at
    with clock.travel(clock.now() + 9 * HOUR):
        act(cast.moussa(), case)
    assert first is not None
    assert now(case).first_acted_at == first


def test_a_saved_plan_stops_the_clock(cast: Cast, open_case: OpenCase) -> None:
    case = open_case()
    write_plan(cast.moussa, case)
    assert now(case).first_acted_at is not None


def test_giving_the_case_to_somebody_or_a_supervisors_note_is_no_act(
    cast: Cast, open_case: OpenCase, team: Team
) -> None:
    case = open_case()
    actions.assign(cast.fanta(), case, worker=team.sira.account.pk)
    actions.write_note(cast.fanta(), case, text="Please see him today")
    assert now(case).first_acted_at is None


def test_nobody_acted_in_time_is_told_to_the_supervisors_once(cast: Cast, open_case: OpenCase) -> None:
    case, acted_on = open_case(urgency="immediate"), open_case(urgency="immediate")
    actions.write_note(cast.moussa(), acted_on, text="Seen")
    with clock.travel(clock.now() + 25 * HOUR):
        schedule.run_now("cases.clocks")
        schedule.run_now("cases.clocks")
    told = Notification.objects.visible_to(service_access("test", ["agencies.Notification"]))
    overdue = told.filter(kind="case.overdue")
    assert [(n.account, n.url, n.urgent) for n in overdue] == [
        (cast.fanta.account, f"/cases/{case.pk}/", True)
    ]
    assert now(case).escalated_at is not None
    assert now(acted_on).escalated_at is None


def test_more_urgency_starts_a_new_clock_and_less_needs_a_reason(cast: Cast, open_case: OpenCase) -> None:
    case = open_case(urgency="medium")
    actions.write_note(cast.moussa(), case, text="Seen")
    more = actions.set_urgency(cast.moussa(), case, urgency="immediate")
    assert more.first_acted_at is None
    with pytest.raises(Invalid) as refused:
        actions.set_urgency(cast.moussa(), case, urgency="low")
    assert list(refused.value.errors) == ["why"]
    assert actions.set_urgency(cast.moussa(), case, urgency="low", why="He is safe").urgent_until is None


def test_an_overdue_clock_is_not_wound_up_by_saying_the_same_urgency(cast: Cast, open_case: OpenCase) -> None:
    case = open_case(urgency="high")
    with clock.travel(clock.now() + 80 * HOUR), pytest.raises(Invalid):
        actions.set_urgency(cast.moussa(), case, urgency="high", why="Still")


def today(who: Access) -> list[tuple[int, int]]:
    items = [item for tell in hooks.today for item in tell(who) if "/cases" in item.url]
    return sorted((item.danger, item.count) for item in items)


def test_today_comes_in_order_of_danger(cast: Cast, open_case: OpenCase) -> None:
    open_case(urgency="immediate")
    open_case(urgency="high")
    open_case(urgency="immediate", case_worker=None)
    assert today(cast.moussa()) == [(Danger.TODAY, 1), (Danger.SOON, 1)]
    assert today(cast.fanta()) == [(Danger.LIFE, 1)]
    with clock.travel(clock.now() + 73 * HOUR):
        assert today(cast.moussa()) == [(Danger.LIFE, 1), (Danger.OVERDUE, 1)]
        assert today(cast.fanta()) == [(Danger.LIFE, 1), (Danger.OVERDUE, 2)]
    for nobody in (cast.awa, cast.boubacar, cast.kadi, cast.drissa, cast.node):
        assert today(nobody()) == []


def test_a_clock_in_words(cast: Cast, open_case: OpenCase) -> None:
    case = open_case(urgency="high")
    assert not clocks.of(case).late
    with clock.travel(clock.now() + 80 * HOUR):
        assert clocks.of(case).late
    actions.write_note(cast.moussa(), case, text="Seen")
    assert clocks.of(now(case)).due is None
    assert Case.objects.visible_to(everything).filter(clocks.RUNNING).count() == 0

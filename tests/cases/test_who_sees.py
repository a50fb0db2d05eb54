"""Strangers, and the wrong roles of the same house: by rule, by page, by action, by count, by error text."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from jatigi.cases import actions
from jatigi.cases.checks import Finding
from jatigi.cases.models import (
    Approval,
    AreaAssessment,
    AsylumHandOff,
    Case,
    CaseEvent,
    Goal,
    Note,
    Plan,
    PlanAction,
    ServiceGiven,
    Task,
)
from jatigi.cases.plans import actions as plans
from jatigi.kernel import hooks
from jatigi.kernel.access import Access, Purpose, Role
from jatigi.kernel.errors import NotFound, Refused
from tests.cases.conftest import OpenCase, everything, plan_of, write_plan
from tests.cast import Cast, member
from tests.sign_in import signed_in

CONTENTS: list[Any] = [
    AreaAssessment, Plan, Goal, PlanAction, Task, Note, ServiceGiven, Approval, CaseEvent, AsylumHandOff,
]  # fmt: skip
SECRET = "She fears her uncle"


@pytest.fixture
def full(cast: Cast, open_case: OpenCase) -> Case:
    """A case with something in every table."""
    case = open_case()
    actions.assess(cast.moussa(), case, findings=[Finding("safety", "severe", SECRET)])
    actions.write_note(cast.moussa(), case, text=SECRET)
    actions.give_service(cast.moussa(), case, need="food", note=SECRET)
    actions.add_task(cast.moussa(), case, title=SECRET)
    actions.hand_off_to_asylum(cast.moussa(), case, state="flagged", note=SECRET)
    write_plan(cast.moussa, case)
    plans.submit_plan(cast.moussa(), plan_of(case))
    assert all(model.objects.visible_to(everything).exists() for model in CONTENTS)
    return case


def counts(access: Access) -> list[int]:
    return [model.objects.visible_to(access).count() for model in [Case, *CONTENTS]]


@pytest.mark.parametrize("purpose", Purpose.values)
def test_a_stranger_with_every_role_finds_nothing(cast: Cast, full: Case, purpose: str) -> None:
    assert counts(cast.drissa(purpose)) == [0] * (1 + len(CONTENTS))


@pytest.mark.parametrize("role", Role.values)
def test_in_the_same_house_each_role_sees_what_it_needs(cast: Cast, full: Case, role: str) -> None:
    somebody = member(cast.gao, f"x{role.replace('_', '')}", role)
    seen = {purpose: counts(somebody(purpose)) for purpose in Purpose.values}
    facts = {purpose for purpose, found in seen.items() if found[0]}
    contents = {purpose for purpose, found in seen.items() if any(found[1:])}
    expected: dict[str, tuple[set[str], set[str]]] = {
        Role.CASE_WORKER: ({"case_management", "referral", "reception"}, {"case_management", "referral"}),
        Role.SUPERVISOR: (
            {"case_management", "referral", "reception", "oversight"},
            {"case_management", "referral", "oversight"},
        ),
        Role.RECEPTION: ({"case_management", "referral", "reception"}, set()),
        Role.REINTEGRATION: ({"return"}, set()),
        Role.FAMILY_LINKS: ({"family_links"}, set()),
    }
    assert (facts, contents) == expected.get(role, (set(), set()))


Do = Callable[[Access, Case], Any]
DOINGS: dict[str, Do] = {
    "assign": lambda who, case: actions.assign(who, case, worker=who.account or case.pk),
    "urgency": lambda who, case: actions.set_urgency(who, case, urgency="low", why="x"),
    "tracks": lambda who, case: actions.set_tracks(who, case, tracks=[]),
    "asylum": lambda who, case: actions.hand_off_to_asylum(who, case, state="flagged"),
    "assess": lambda who, case: actions.assess(who, case, findings=[Finding("health", "none")]),
    "note": lambda who, case: actions.write_note(who, case, text="x"),
    "service": lambda who, case: actions.give_service(who, case, need="food"),
    "task": lambda who, case: actions.add_task(who, case, title="x"),
    "closure": lambda who, case: actions.request_closure(who, case, reason="goals_met"),
    "approve closure": actions.approve_closure,
    "depart": actions.depart,
    "reopen": lambda who, case: actions.reopen(who, case, why="x"),
    "save plan": lambda who, case: plans.save_plan(who, plan_of(case), goals=[]),
    "approve plan": lambda who, case: plans.approve_plan(who, plan_of(case)),
    "escalate": actions.escalate,
}


@pytest.mark.parametrize("doing", DOINGS)
def test_a_stranger_does_nothing_and_learns_nothing(cast: Cast, full: Case, doing: str) -> None:
    with pytest.raises(NotFound) as refused:
        DOINGS[doing](cast.drissa(), full)
    assert full.code not in str(refused.value)


@pytest.mark.parametrize("doing", DOINGS)
def test_the_welcome_desk_knows_the_case_and_does_nothing_with_it(cast: Cast, full: Case, doing: str) -> None:
    with pytest.raises((Refused, NotFound)):
        DOINGS[doing](cast.awa(), full)


@pytest.mark.parametrize("doing", ["approve closure", "approve plan", "escalate", "assign"])
def test_a_case_worker_decides_nothing(cast: Cast, full: Case, doing: str) -> None:
    with pytest.raises(Refused):
        DOINGS[doing](cast.moussa(), full)


@pytest.mark.parametrize(
    "name",
    ["case", "assessment", "notes", "services", "story", "urgency", "tracks", "asylum", "assign", "closure",
     "reopen", "plan", "plan_edit", "plan_sheet", "tasks"],
)  # fmt: skip
def test_the_pages_of_a_case_are_not_there_for_strangers(cast: Cast, full: Case, name: str) -> None:
    address = reverse(f"cases:{name}", args=[full.pk])
    answer = signed_in(cast.drissa.account).get(address)
    assert answer.status_code == 404
    text = answer.content.decode()
    assert full.code not in text
    assert SECRET not in text
    assert signed_in(cast.kadi.account).get(address).status_code in (403, 404)


def test_the_welcome_desk_sees_code_urgency_and_case_worker_and_nothing_else(cast: Cast, full: Case) -> None:
    awa = signed_in(cast.awa.account)
    text = awa.get(reverse("cases:case", args=[full.pk])).content.decode()
    assert full.code in text
    assert "Moussa" in text
    assert SECRET not in text
    assert "Accompany" not in text
    assert awa.get(reverse("cases:notes", args=[full.pk])).status_code == 403


def test_lists_and_story_of_a_stranger_are_empty(cast: Cast, full: Case) -> None:
    drissa = signed_in(cast.drissa.account)
    for name in ("list", "team", "approvals", "my_tasks"):
        answer = drissa.get(reverse(f"cases:{name}"))
        assert answer.status_code == 200
        assert full.code not in answer.content.decode()
    who = cast.drissa()
    assert [part for tell in hooks.case_timeline for part in tell(who, full.pk)] == []
    assert [part for blocked in hooks.blocks_closure for part in blocked(who, full.pk)] == []


def test_a_person_page_tells_the_house_that_a_case_exists(cast: Cast, full: Case) -> None:
    from jatigi.cases.hooks import cases_of

    def lines(who: Access) -> list[Any]:
        return [line for part in cases_of(who, full.person_id) for line in part.context["lines"]]

    assert [line[0].code for line in lines(cast.awa(Purpose.RECEPTION))] == [full.code]
    assert lines(cast.drissa()) == []
    assert lines(cast.kadi()) == []

"""The way of a case: opened, assigned, worked on, closed with approval, opened again."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from jatigi.cases import actions
from jatigi.cases.checks import Finding
from jatigi.cases.models import Approval, CaseEvent, Note, Task
from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.kernel.errors import Conflict, Invalid, NotFound, Refused
from jatigi.places.actions import create_site
from jatigi.protection import bases
from jatigi.protection.actions import withdraw_basis
from tests.cases.conftest import MakePerson, OpenCase, Team, everything, now, plan_of
from tests.cast import Cast, Member


def test_a_reception_agent_opens_a_case_with_its_clock_and_an_empty_plan(
    cast: Cast, person: MakePerson
) -> None:
    case = actions.open_case(cast.awa(), person=person().pk, urgency="high", tracks=["returning_national"])
    assert (case.state, case.case_worker_id, case.tracks) == ("open", None, ["returning_national"])
    assert case.urgent_until == case.opened_at + timedelta(hours=72)
    assert plan_of(case).state == "draft"


def test_a_person_has_one_open_case_at_a_time(cast: Cast, open_case: OpenCase, person: MakePerson) -> None:
    somebody = person()
    first = open_case(person=somebody.pk)
    with pytest.raises(Conflict, match=first.code):
        open_case(person=somebody.pk)


def test_a_case_of_somebody_elses_person_cannot_be_opened(cast: Cast, person: MakePerson) -> None:
    somebody = person()
    with pytest.raises(NotFound):
        actions.open_case(cast.drissa(), person=somebody.pk, urgency="low")


def test_a_case_stands_at_a_site_of_its_own_house(cast: Cast, person: MakePerson) -> None:
    def site_of(who: Member, name: str) -> UUID:
        return create_site(who(), name=name, kind="house", country="ML", beds=10).pk

    ours, theirs = site_of(cast.fanta, "Maison"), site_of(cast.drissa, "Ailleurs")
    for elsewhere in (theirs, uuid4()):
        with pytest.raises(Invalid) as refused:
            actions.open_case(cast.awa(), person=person().pk, urgency="low", site=elsewhere)
        assert list(refused.value.errors) == ["site"]
    assert actions.open_case(cast.awa(), person=person().pk, urgency="low", site=ours).site_id == ours


@pytest.mark.parametrize(("field", "value"), [("urgency", "yesterday"), ("tracks", ["tourists"])])
def test_an_unknown_code_is_named_at_its_field(
    cast: Cast, person: MakePerson, field: str, value: object
) -> None:
    given: dict[str, Any] = {"urgency": "low", "tracks": [], field: value}
    with pytest.raises(Invalid) as refused:
        actions.open_case(cast.awa(), person=person().pk, **given)
    assert list(refused.value.errors) == [field]


def test_a_case_worker_takes_a_free_case_but_gives_none_away(
    cast: Cast, open_case: OpenCase, team: Team
) -> None:
    case = open_case(case_worker=None)
    with pytest.raises(Refused):
        actions.assign(cast.moussa(), case, worker=team.sira.account.pk)
    actions.assign(cast.moussa(), case, worker=cast.moussa.account.pk)
    with pytest.raises(Refused):
        actions.assign(team.sira(), case, worker=team.sira.account.pk)
    assert actions.assign(cast.fanta(), case, worker=team.sira.account.pk).case_worker == team.sira.account


def test_a_case_is_given_to_case_workers_of_the_house_only(cast: Cast, open_case: OpenCase) -> None:
    case = open_case(case_worker=None)
    for nobody in (cast.awa, cast.fanta, cast.drissa):
        with pytest.raises(Invalid):
            actions.assign(cast.fanta(), case, worker=nobody.account.pk)


def test_notes_follow_each_other_and_only_within_a_case(cast: Cast, open_case: OpenCase) -> None:
    case, other = open_case(), open_case()
    first = actions.write_note(cast.moussa(), case, text="He called his brother.")
    actions.write_note(cast.moussa(), case, text="The brother answered.", follows=first.pk)
    with pytest.raises(Invalid):
        actions.write_note(cast.moussa(), other, text="Lost", follows=first.pk)
    assert [
        n.text for n in Note.objects.visible_to(cast.moussa()).filter(case=case).order_by("written_at")
    ] == [
        "He called his brother.",
        "The brother answered.",
    ]


def test_the_same_note_sent_twice_is_one_note(cast: Cast, open_case: OpenCase) -> None:
    case = open_case()
    intent = cast.moussa().doing(id=case.person_id)
    first = actions.write_note(intent, case, text="Once")
    assert actions.write_note(intent, case, text="Once") == first
    assert Note.objects.visible_to(everything).count() == 1


def test_a_child_alone_makes_the_task_of_a_best_interests_assessment(cast: Cast, person: MakePerson) -> None:
    child = person(age_group="12_17")
    case = actions.open_case(cast.awa(), person=child.pk, urgency="immediate", tracks=["uasc"])
    task = Task.objects.visible_to(everything).get(case=case)
    assert (task.rule, task.due) == ("best_interests", case.opened_at + timedelta(hours=72))
    actions.set_tracks(cast.moussa(), case, tracks=["uasc", "international_migrant"])
    assert Task.objects.visible_to(everything).filter(case=case).count() == 1


def test_a_need_for_asylum_makes_a_task_that_the_hand_off_finishes(cast: Cast, open_case: OpenCase) -> None:
    case = open_case()
    actions.hand_off_to_asylum(cast.moussa(), case, state="flagged")
    task = Task.objects.visible_to(everything).get(case=case)
    assert (task.rule, task.state) == ("asylum", "open")
    actions.hand_off_to_asylum(cast.moussa(), case, state="handed_off", note="With the agent of the office")
    task.refresh_from_db()
    assert task.state == "done"


def test_a_closure_is_refused_while_a_task_is_open(cast: Cast, open_case: OpenCase) -> None:
    case = open_case()
    task = actions.add_task(cast.moussa(), case, title="Call the clinic")
    with pytest.raises(Conflict, match="1"):
        actions.request_closure(cast.moussa(), case, reason="goals_met")
    actions.finish_task(cast.moussa(), task)
    actions.request_closure(cast.moussa(), case, reason="goals_met")
    assert now(case).state == "closing"


def test_a_supervisor_other_than_the_one_who_asked_closes(
    cast: Cast, open_case: OpenCase, team: Team
) -> None:
    case = open_case()
    actions.request_closure(cast.fanta(), case, reason="goals_met")
    with pytest.raises(Refused) as own:
        actions.approve_closure(cast.fanta(), case)
    assert own.value.code == "own_request"
    with pytest.raises(Refused):
        actions.approve_closure(cast.moussa(), case)
    closed = actions.approve_closure(team.oumar(), case)
    assert (closed.state, closed.closure_reason) == ("closed", "goals_met")
    with pytest.raises(Conflict):
        actions.approve_closure(team.oumar(), case)


def test_a_task_added_meanwhile_stops_the_closure(cast: Cast, open_case: OpenCase) -> None:
    case = open_case()
    actions.request_closure(cast.moussa(), case, reason="goals_met")
    actions.add_task(cast.moussa(), case, title="One more call")
    with pytest.raises(Conflict):
        actions.approve_closure(cast.fanta(), case)
    assert now(case).state == "closing"


def test_a_returned_closure_says_why_and_leaves_the_case_open(cast: Cast, open_case: OpenCase) -> None:
    case = open_case()
    actions.request_closure(cast.moussa(), case, reason="lost_contact")
    with pytest.raises(Invalid):
        actions.return_closure(cast.fanta(), case, note=" ")
    actions.return_closure(cast.fanta(), case, note="Try his sister first")
    approval = Approval.objects.visible_to(cast.moussa()).get(case=case)
    assert (now(case).state, now(case).closure_reason) == ("open", "")
    assert (approval.state, approval.note) == ("returned", "Try his sister first")


def test_departure_cancels_what_is_open_and_closes(cast: Cast, open_case: OpenCase) -> None:
    case = open_case()
    task = actions.add_task(cast.moussa(), case, title="Call the clinic")
    with pytest.raises(Invalid):
        actions.request_closure(cast.moussa(), case, reason="departed")
    closed = actions.depart(cast.moussa(), case, note="Took the bus at night")
    task.refresh_from_db()
    assert (closed.state, closed.closure_reason, task.state) == ("closed", "departed", "cancelled")


def test_reopening_keeps_the_story_and_starts_a_new_clock(cast: Cast, open_case: OpenCase) -> None:
    case = open_case(urgency="high")
    actions.write_note(cast.moussa(), case, text="Met him")
    actions.depart(cast.moussa(), case)
    with pytest.raises(Conflict):
        actions.write_note(cast.moussa(), case, text="Too late")
    with clock.travel(clock.now() + timedelta(days=30)):
        again = actions.reopen(cast.moussa(), case, why="He is back, ill", urgency="immediate")
        assert again.first_acted_at is None
        assert again.urgent_until is not None
        assert timedelta(hours=23) < again.urgent_until - clock.now() < timedelta(hours=25)
    verbs = CaseEvent.objects.visible_to(cast.moussa()).filter(case=case).order_by("at")
    assert [(event.verb, event.details.get("reason")) for event in verbs] == [
        ("open", None),
        ("depart", "departed"),
        ("reopen", "departed"),
    ]


def test_a_wrong_year_of_a_departure_is_told_and_ends_nothing(cast: Cast, open_case: OpenCase) -> None:
    case = open_case()
    long_ago = datetime(2020, 5, 1, 10, tzinfo=UTC)
    with pytest.raises(Invalid) as refused:
        actions.depart(cast.moussa().doing(at=long_ago), case)
    assert set(refused.value.errors) == {"happened_at"}
    assert now(case).state == "open"
    actions.depart(cast.moussa().doing(at=clock.now().replace(second=0, microsecond=0)), case)
    assert now(case).state == "closed"


def test_what_is_over_as_it_is_written_is_still_kept_for_a_month(cast: Cast, open_case: OpenCase) -> None:
    with clock.travel(clock.now() - timedelta(days=9 * 365)):
        case = open_case()
    actions.depart(cast.moussa().doing(at=case.opened_at + timedelta(days=1)), case)
    assert now(case).keep_until == clock.today() + timedelta(days=30)


def test_no_case_is_opened_or_reopened_once_the_agreement_has_ended(
    cast: Cast, open_case: OpenCase, person: MakePerson
) -> None:
    case, other = open_case(), person()
    actions.depart(cast.moussa(), case)
    for subject in (case.person_id, other.pk):
        basis = bases.recording(cast.awa(), subject)
        assert basis is not None
        withdraw_basis(cast.awa(), basis)
    with pytest.raises(Invalid) as refused:
        actions.open_case(cast.moussa(), person=other.pk, urgency="high")
    assert set(refused.value.errors) == {"person"}
    with pytest.raises(Invalid):
        actions.reopen(cast.moussa(), case, why="He is back")


def test_a_closed_case_is_not_reopened_beside_a_new_one(
    cast: Cast, open_case: OpenCase, person: MakePerson
) -> None:
    somebody = person()
    old = open_case(person=somebody.pk)
    actions.depart(cast.moussa(), old)
    open_case(person=somebody.pk)
    with pytest.raises(Conflict):
        actions.reopen(cast.moussa(), old, why="Mistake")


def test_what_was_on_paper_before_the_closure_may_be_written_after_it(
    cast: Cast, open_case: OpenCase
) -> None:
    with clock.travel(clock.now() - timedelta(days=3)):
        case = open_case()
    yesterday = clock.now() - timedelta(days=1)
    actions.depart(cast.moussa(), case)
    note = actions.write_note(cast.moussa().doing(at=yesterday), case, text="From the notebook")
    assert note.written_at == yesterday
    assert note.entered_at > yesterday
    assert actions.give_service(cast.moussa().doing(at=yesterday), case, need="food").given_at == yesterday


@pytest.mark.parametrize("quantity", [0, 1001, -5])
def test_a_service_counts_between_one_and_a_thousand(cast: Cast, open_case: OpenCase, quantity: int) -> None:
    with pytest.raises(Invalid) as refused:
        actions.give_service(cast.moussa(), open_case(), need="food", quantity=quantity)
    assert list(refused.value.errors) == ["quantity"]


def test_an_assessment_names_each_area_once(cast: Cast, open_case: OpenCase) -> None:
    with pytest.raises(Invalid):
        actions.assess(
            cast.moussa(), open_case(), findings=[Finding("health", "some"), Finding("health", "none")]
        )


def test_the_erasure_of_a_person_closes_the_case_and_takes_the_texts(
    cast: Cast, open_case: OpenCase, person: MakePerson
) -> None:
    from jatigi.people import actions as people

    somebody = person()
    case = open_case(person=somebody.pk)
    actions.write_note(cast.moussa(), case, text="He told me everything")
    actions.add_task(cast.moussa(), case, title="Call")
    fanta = cast.fanta()
    stepped = Access(fanta.account, fanta.organisation, fanta.roles, fanta.purpose, stepped_up_at=clock.now())
    people.erase(stepped, somebody, reason="asked")
    assert now(case).state == "closed"
    assert not Note.objects.visible_to(everything).exists()
    assert not Task.objects.visible_to(everything).exists()

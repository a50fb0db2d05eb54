"""Three months of invented activity: plausible, in order, and possible to replay."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jatigi.algorithms.scoring.screening_questions import ANSWERS, QUESTIONS
from jatigi.project.demo.events import (
    BasisRecorded,
    BasisWithdrawn,
    Birth,
    CaseDeparted,
    CaseOpened,
    CaseReopened,
    ClosureDecided,
    ClosureRequested,
    ErasureConfirmed,
    Event,
    PersonRegistered,
    ReferralAnswered,
    ReferralRecalled,
    ReferralSent,
    ScreeningAnswered,
    SecondLookTaken,
    StayBegun,
    StayEnded,
    TaskAdded,
    TaskEnded,
    VisitRecorded,
)
from jatigi.project.demo.institutions import Member, members, organisation, organisations, services, sites
from jatigi.project.demo.scenario import DAYS, Scenario, plan

UNTIL = datetime(2026, 11, 21, 10, 13, tzinfo=UTC)
E = TypeVar("E", bound=Event)

ANSWERING = {
    "sent": {"receive": "received", "recall": "recalled"},
    "received": {
        "accept": "accepted", "waitlist": "waitlisted", "decline": "declined", "redirect": "redirected", "recall": "recalled",
    },
    "waitlisted": {"accept": "accepted", "decline": "declined", "recall": "recalled"},
    "accepted": {"serve": "in_service", "complete": "completed", "not_reached": "not_reached", "recall": "recalled"},
    "in_service": {"complete": "completed", "recall": "recalled"},
    "not_reached": {"accept": "accepted", "recall": "recalled"},
}  # fmt: skip
FINISHED = {"declined", "redirected", "completed", "recalled"}


@cache
def story(people: int = 400, seed: int = 20261121) -> Scenario:
    return plan(UNTIL, people=people, seed=seed)


def every(kind: type[E], scenario: Scenario | None = None) -> list[E]:
    return [event for event in (scenario or story()).events if isinstance(event, kind)]


@cache
def staff() -> dict[str, Member]:
    return {member.key: member for one in organisations() for member in members(one)}


def test_the_same_seed_tells_the_same_story() -> None:
    assert plan(UNTIL, people=60, seed=5).events == plan(UNTIL, people=60, seed=5).events
    assert plan(UNTIL, people=60, seed=5).events != plan(UNTIL, people=60, seed=6).events


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10**6), people=st.integers(1, 150), minutes=st.integers(0, 60 * 24 * 14))
def test_nothing_precedes_its_cause_or_lies_outside_the_three_months(
    seed: int, people: int, minutes: int
) -> None:
    until = UNTIL + timedelta(minutes=minutes)
    scenario = plan(until, people=people, seed=seed)
    assert scenario.people == people
    told: dict[str, Event] = {}
    before = datetime.min.replace(tzinfo=UTC)
    for event in scenario.events:
        assert event.key not in told
        assert before <= event.entered_at <= until
        assert until - timedelta(days=DAYS) <= event.happened_at <= event.entered_at
        for cause in event.after:
            assert told[cause].happened_at <= event.happened_at
        told[event.key] = event
        before = event.entered_at


def test_who_acts_belongs_to_the_organisation_that_acts() -> None:
    for event in story().events:
        assert staff()[event.actor].organisation == event.organisation


def test_people_are_counted_plausibly() -> None:
    registered = every(PersonRegistered)
    assert len(registered) == 400
    children = [one for one in registered if one.age_group in ("0_4", "5_11", "12_17")]
    assert 0.05 < len(children) / 400 < 0.12
    assert 5 <= sum(one.unaccompanied for one in registered) <= 30
    assert 0.08 < sum(one.sex == "female" for one in registered) / 400 < 0.35
    nationalities = Counter(code for one in registered for code in one.nationalities)
    assert nationalities.most_common(1)[0][0] == "ML"
    assert nationalities["unknown"]
    assert nationalities["stateless"]
    assert {one.birth.kind for one in registered} == {"exact", "year", "estimated", "unknown"}
    assert {state.state for one in registered for state in one.documents} == {
        "held", "lost", "confiscated", "never",
    }  # fmt: skip


def test_some_people_are_known_twice_under_another_spelling() -> None:
    humans = Counter(one.human for one in every(PersonRegistered))
    twice = [human for human, records in humans.items() if records > 1]
    assert 6 <= len(twice) <= 40
    for human in twice:
        records = [one for one in every(PersonRegistered) if one.human == human]
        assert len({record.organisation for record in records}) > 1
        assert len({record.sex for record in records}) == 1


def test_more_people_come_than_are_registered() -> None:
    visits = every(VisitRecorded)
    without_name = [visit for visit in visits if not visit.person]
    assert sum(visit.people for visit in without_name) > 600
    assert all(visit.danger == () or len(visit.danger) == 3 for visit in visits)


def age_on(birth: Birth, day: date) -> tuple[int, int]:
    """The youngest and the oldest age that a birth allows."""
    if birth.day:
        age = day.year - birth.day.year - ((day.month, day.day) < (birth.day.month, birth.day.day))
        return age, age
    if birth.year:
        return max(0, day.year - birth.year - 1), day.year - birth.year
    if birth.age is not None and birth.width is not None:
        return max(0, birth.age - birth.width), birth.age + birth.width
    return 0, 120


def test_the_age_group_agrees_with_the_birth() -> None:
    bands = {"0_4": (0, 4), "5_11": (5, 11), "12_17": (12, 17), "18_59": (18, 59), "60": (60, 120)}
    for one in every(PersonRegistered, story(1200, 9)):
        youngest, oldest = age_on(one.birth, one.happened_at.date())
        low, high = bands[one.age_group]
        assert youngest <= high
        assert oldest >= low


def test_every_record_has_a_basis_at_once_and_no_child_consents_alone() -> None:
    bases = {basis.basis: basis for basis in every(BasisRecorded)}
    for one in every(PersonRegistered):
        basis = bases[one.basis]
        assert basis.agreed
        assert (basis.person, basis.happened_at, basis.recipient) == (one.person, one.happened_at, "")
        child = one.age_group in ("0_4", "5_11", "12_17")
        assert (basis.kind == "consent") is not child
        assert basis.kind != "assent" or basis.guardian is not None
        assert basis.kind != "vital_interest" or (one.unaccompanied and basis.reason)


def test_agreements_are_given_refused_and_withdrawn() -> None:
    shared = [basis for basis in every(BasisRecorded) if basis.recipient]
    assert any(not basis.agreed for basis in shared)
    assert every(BasisWithdrawn)
    used = {referral.basis for referral in every(ReferralSent)}
    assert not used & {basis.basis for basis in shared if not basis.agreed}


def test_a_refusal_never_meets_an_agreement_with_the_same_recipient() -> None:
    answers: dict[tuple[str, str], list[bool]] = {}
    for basis in every(BasisRecorded, story(1200, 9)):
        if basis.recipient:
            answers.setdefault((basis.person, basis.recipient), []).append(basis.agreed)
    assert not [pair for pair, said in answers.items() if False in said and True in said[: said.index(False)]]


def test_an_urgent_basis_is_looked_at_within_a_day_by_somebody_else() -> None:
    looks = {look.basis: look for look in every(SecondLookTaken)}
    urgent = [basis for basis in every(BasisRecorded) if basis.kind == "vital_interest"]
    assert looks
    for basis in urgent:
        look = looks.get(basis.basis)
        if look is None:
            assert UNTIL - basis.entered_at < timedelta(hours=24)
            continue
        assert look.happened_at - basis.entered_at <= timedelta(hours=24)
        assert look.actor != basis.actor


def test_the_screening_is_the_twelve_questions() -> None:
    names = [question.name for question in QUESTIONS]
    for screening in every(ScreeningAnswered):
        assert [question for question, _ in screening.answers] == names
        assert all(
            answer.isdecimal() if question == "people_in_care" else answer in ANSWERS
            for question, answer in screening.answers
        )


def test_a_bed_holds_one_person_a_night() -> None:
    taken: dict[tuple[str, str], str] = {}
    begun: dict[str, StayBegun] = {}
    for event in story(1200, 9).events:
        if isinstance(event, StayBegun) and event.bed:
            assert (event.site, event.bed) not in taken
            assert int(event.bed) <= sites()[event.site].beds
            taken[event.site, event.bed] = event.person
            begun[event.stay] = event
        if isinstance(event, StayEnded) and event.stay in begun:
            stay = begun[event.stay]
            assert taken.pop((stay.site, stay.bed)) == event.person


def test_a_referral_goes_to_a_service_of_another_organisation_that_is_for_the_person() -> None:
    people = {one.person: one for one in every(PersonRegistered)}
    for sent in every(ReferralSent):
        service = services()[sent.service]
        assert service.organisation != sent.organisation
        assert service.need == sent.need
        assert service.sex in ("", people[sent.person].sex)
        assert organisation(service.organisation).staff["focal_point"]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_referrals_are_answered_in_a_possible_order(seed: int) -> None:
    scenario = story(400, seed)
    states: dict[str, str] = {}
    for event in scenario.events:
        if isinstance(event, ReferralSent):
            states[event.referral] = "sent"
        elif isinstance(event, ReferralAnswered):
            states[event.referral] = ANSWERING[states[event.referral]][event.verb]
            assert bool(event.reason) is (event.verb in ("decline", "redirect"))
            assert bool(event.outcome) is (event.verb == "complete")
            assert bool(event.redirected_to) is (event.verb == "redirect")
        elif isinstance(event, ReferralRecalled):
            states[event.referral] = ANSWERING[states[event.referral]]["recall"]
    assert set(states.values()) >= {"completed", "declined", "redirected", "recalled", "in_service"}


def test_a_desk_sees_a_referral_only_once_it_has_been_entered() -> None:
    sent = {event.referral: event for event in every(ReferralSent)}
    for answer in every(ReferralAnswered):
        assert answer.happened_at >= sent[answer.referral].entered_at
        assert answer.organisation == services()[sent[answer.referral].service].organisation


def opens_or_ends(event: Event) -> tuple[str, str]:
    """What an event leaves open, and what it finishes: keys of tasks and referrals."""
    match event:
        case TaskAdded():
            return event.task, ""
        case ReferralSent():
            return event.referral, ""
        case TaskEnded():
            return "", event.task
        case ReferralRecalled():
            return "", event.referral
        case ReferralAnswered() if event.verb in ("decline", "redirect", "complete"):
            return "", event.referral
    return "", ""


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_case_is_closed_only_when_nothing_is_open(seed: int) -> None:
    case_of: dict[str, str] = {}
    closed = 0
    for event in story(400, seed).events:
        opened, finished = opens_or_ends(event)
        if opened:
            case_of[opened] = getattr(event, "case", "")
        case_of.pop(finished, None)
        if isinstance(event, ClosureRequested):
            assert event.case not in case_of.values()
            closed += 1
    assert closed > 50


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nothing_is_added_to_a_case_that_has_ended(seed: int) -> None:
    ended: set[str] = set()
    for event in story(400, seed).events:
        assert getattr(event, "case", "") not in ended or isinstance(event, CaseReopened)
        if isinstance(event, CaseDeparted) or (isinstance(event, ClosureDecided) and event.approved):
            ended.add(event.case)
    assert ended


def test_after_a_departure_nothing_happens_to_what_it_closed() -> None:
    departed = {event.case: event for event in every(CaseDeparted)}
    cases = {event.referral: event.case for event in every(ReferralSent)}
    assert departed
    for answer in every(ReferralAnswered):
        departure = departed.get(cases[answer.referral])
        assert departure is None or answer.happened_at <= departure.happened_at


def test_after_a_withdrawal_the_referral_that_stood_on_it_is_only_recalled() -> None:
    referral_of = {event.basis: event.referral for event in every(ReferralSent)}
    for withdrawal in every(BasisWithdrawn):
        referral = referral_of[withdrawal.basis]
        later = [
            event
            for event in story().events
            if getattr(event, "referral", "") == referral and event.entered_at > withdrawal.entered_at
        ]
        assert {type(event) for event in later} <= {ErasureConfirmed}
        assert any(
            event.referral == referral and event.cause == "withdrawn" for event in every(ReferralRecalled)
        )


def test_days_without_electricity_are_entered_later() -> None:
    late = [event for event in story().events if event.entered_at - event.happened_at > timedelta(hours=2)]
    assert 0.005 < len(late) / len(story().events) < 0.15
    assert any(basis.form == "paper" for basis in every(BasisRecorded))


def test_the_present_of_the_story_has_something_to_do() -> None:
    today = [one for one in every(PersonRegistered) if UNTIL - one.happened_at < timedelta(hours=36)]
    assert any(one.unaccompanied for one in today)
    gone = {event.stay for event in every(StayEnded)}
    assert [stay for stay in every(StayBegun) if stay.stay not in gone]
    answered = {event.referral for event in every(ReferralAnswered)} | {
        event.referral for event in every(ReferralRecalled)
    }
    assert [sent for sent in every(ReferralSent) if sent.referral not in answered]
    decided = {event.case for event in every(ClosureDecided)} | {event.case for event in every(CaseDeparted)}
    assert len([case for case in every(CaseOpened) if case.case not in decided]) > 20


def test_the_notice_a_card_number_and_a_phone_give_the_invention_away() -> None:
    for one in every(PersonRegistered):
        assert all(not paper.number or paper.number.startswith("DEMO-") for paper in one.documents)
        assert all(phone.number.split()[1] == "00" for phone in one.phones)


def test_a_scenario_needs_an_aware_end_and_somebody() -> None:
    with pytest.raises(ValueError, match="aware end"):
        plan(datetime(2026, 11, 21))
    with pytest.raises(ValueError, match="at least one"):
        plan(UNTIL, people=0)

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatigi.algorithms.scoring.determinants import (
    FUNCTION_VERSION,
    LEVELS,
    URGENCIES,
    Answer,
    Cause,
    Finding,
    Screening,
    ScreeningError,
    assess,
    read,
)
from jatigi.algorithms.scoring.screening_questions import ANSWERS, QUESTIONS

CALM: dict[str, Any] = {
    "danger_now": "no",
    "needs_care_now": "no",
    "thoughts_of_self_harm": "no",
    "child_without_adult": "no",
    "hurt_on_the_way": "no",
    "forced_or_controlled": "no",
    "shelter_and_food_tonight": "yes",
    "afraid_to_return": "no",
    "needs_daily_help": "no",
    "people_in_care": 0,
    "someone_to_count_on": "yes",
    "support_where_going": "yes",
    "age": 30,
    "own_national": True,
}


def screening(**answers: Any) -> Screening:
    return Screening(**(CALM | answers))


def test_a_returnee_with_a_bed_a_family_and_no_danger_is_not_urgent() -> None:
    result = assess(screening())
    assert result.version == FUNCTION_VERSION == "determinants/1"
    assert (result.urgency, result.urgency_causes) == ("low", ())
    assert result.flags == {}
    assert result.suggested_tracks == ("MRN-1",)
    assert result.to_ask == ()
    assert result.at("IND") == {"neutral": 5, "protective": 1}
    assert result.at("HHF") == {"neutral": 2, "protective": 1}
    assert result.at("COM") == {"protective": 1}
    assert result.at("STR") == {"neutral": 2, "protective": 1}


def test_a_girl_of_fifteen_alone_at_night_is_for_today() -> None:
    result = assess(
        screening(age=15, child_without_adult="yes", shelter_and_food_tonight="no", own_national=False)
    )
    assert result.urgency == "immediate"
    assert result.urgency_causes == (Cause("child_without_adult", "yes"),)
    assert result.flags == {"child_alone": Cause("child_without_adult", "yes")}
    assert result.suggested_tracks == ("MRN-2", "MRN-3")
    assert Finding("HHF", "household_structure", "risk", "child_without_adult", "yes") in result.findings


@pytest.mark.parametrize("answer", [None, "unknown", "prefers_not_to_say"])
def test_a_child_of_whom_nobody_knows_who_is_with_them_counts_as_alone(answer: Answer | None) -> None:
    result = assess(screening(age=12, child_without_adult=answer))
    assert result.urgency == "immediate"
    assert list(result.flags) == ["child_alone"]


def test_a_child_with_a_parent_is_seen_within_two_weeks_at_the_latest() -> None:
    result = assess(screening(age=9))
    assert (result.urgency, result.urgency_causes) == ("medium", (Cause("age", "under_18"),))
    assert result.flags == {}


def test_who_looks_like_a_child_is_one_whatever_age_was_written() -> None:
    assert list(assess(screening(age=18, child_without_adult="yes")).flags) == ["child_alone"]


def test_of_an_adult_nobody_need_ask_whether_a_parent_is_there() -> None:
    result = assess(screening(age=30, child_without_adult=None))
    assert result.urgency == "low"
    assert "child_without_adult" not in result.to_ask


def test_a_man_made_to_work_for_his_papers_shows_indications_to_be_heard_by_somebody_trained() -> None:
    result = assess(screening(forced_or_controlled="yes", hurt_on_the_way="yes"))
    assert result.urgency == "high"
    assert result.urgency_causes == (Cause("hurt_on_the_way", "yes"), Cause("forced_or_controlled", "yes"))
    assert result.flags == {"trafficking_indications": Cause("forced_or_controlled", "yes")}
    assert result.at("IND")["risk"] == 2
    assert result.at("STR")["risk"] == 1


def test_with_the_exploiter_at_the_door_it_is_for_today() -> None:
    result = assess(screening(forced_or_controlled="yes", danger_now="yes"))
    assert result.urgency == "immediate"
    assert set(result.flags) == {"immediate_danger", "trafficking_indications"}


@pytest.mark.parametrize("own_national", [False, None])
def test_fear_of_returning_abroad_asks_for_the_asylum_authority(own_national: bool | None) -> None:
    result = assess(screening(afraid_to_return="yes", own_national=own_national))
    assert result.urgency == "high"
    assert result.flags == {"international_protection": Cause("afraid_to_return", "yes")}


def test_fear_inside_ones_own_country_is_a_risk_but_no_matter_of_asylum() -> None:
    result = assess(screening(afraid_to_return="yes", own_national=True))
    assert result.urgency == "high"
    assert result.flags == {}
    assert result.at("STR")["risk"] == 1


def test_thoughts_of_no_longer_living_are_for_today() -> None:
    result = assess(screening(thoughts_of_self_harm="yes"))
    assert result.urgency == "immediate"
    assert list(result.flags) == ["self_harm"]


def test_a_wound_is_for_today() -> None:
    result = assess(screening(needs_care_now="yes"))
    assert result.urgency == "immediate"
    assert list(result.flags) == ["medical"]


def test_no_bed_or_meal_tonight_is_high() -> None:
    assert assess(screening(shelter_and_food_tonight="no")).urgency == "high"


@pytest.mark.parametrize(
    "answers",
    [
        {"needs_daily_help": "yes"},
        {"people_in_care": 3},
        {"someone_to_count_on": "no"},
        {"support_where_going": "no"},
    ],
)
def test_a_burden_or_a_missing_support_is_medium(answers: dict[str, Any]) -> None:
    assert assess(screening(**answers)).urgency == "medium"


def test_nothing_answered_is_nothing_known_and_never_low() -> None:
    result = assess(Screening())
    assert result.urgency == "medium"
    assert {finding.effect for finding in result.findings} == {"unknown"}
    assert result.flags == {}
    assert result.suggested_tracks == ()
    assert set(result.to_ask) == {question.name for question in QUESTIONS}


def test_what_a_person_prefers_not_to_say_is_not_asked_again_and_protects_nobody() -> None:
    result = assess(screening(hurt_on_the_way="prefers_not_to_say", shelter_and_food_tonight="unknown"))
    assert result.to_ask == ("shelter_and_food_tonight",)
    assert result.urgency == "medium"
    assert result.urgency_causes == (
        Cause("hurt_on_the_way", "prefers_not_to_say"),
        Cause("shelter_and_food_tonight", "unknown"),
    )
    assert result.at("IND")["unknown"] == 2


@pytest.mark.parametrize(
    ("question", "value", "reason"),
    [
        ("danger_now", "oui", "answer"),
        ("danger_now", 1, "count"),
        ("danger_now", "", "answer"),
        ("people_in_care", -1, "count"),
        ("people_in_care", "yes", "count"),
    ],
)
def test_an_answer_that_a_question_does_not_have_is_refused(question: str, value: Any, reason: str) -> None:
    with pytest.raises(ScreeningError) as refused:
        assess(screening(**{question: value}))
    assert (refused.value.question, refused.value.reason) == (question, reason)


def test_a_filled_form_is_read() -> None:
    form = {
        "danger_now": "no",
        "people_in_care": " 2 ",
        "afraid_to_return": "",
        "start": "2026-11-21",
        "age": "7",
    }
    assert read(form, age=40, own_national=False) == Screening(
        danger_now="no", people_in_care=2, age=40, own_national=False
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("people_in_care", "many"),
        ("people_in_care", "9" * 10_000),
        ("people_in_care", "-2"),
        ("danger_now", "1"),
    ],
)
def test_a_damaged_form_is_refused(name: str, text: str) -> None:
    with pytest.raises(ScreeningError):
        read({name: text})


def test_there_are_at_most_twelve_questions_and_each_says_something() -> None:
    names = [question.name for question in QUESTIONS]
    assert len(set(names)) == len(names) <= 12
    assert {finding.question for finding in assess(Screening()).findings} == set(names)
    assert {finding.level for finding in assess(Screening()).findings} == set(LEVELS)
    assert set(ANSWERS) == set(get_args(Answer))


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_can_be_read_aloud_in_both_languages(question: Any) -> None:
    assert "\u00a0?" in question.french
    assert question.english.count("?") == 1
    for text in (question.french, question.french_hint):
        assert "'" not in text
        assert " ?" not in text
        assert " :" not in text


any_answer = st.sampled_from([None, *get_args(Answer)])
screenings = st.builds(
    Screening,
    **{name: any_answer for name in CALM if name not in ("people_in_care", "age", "own_national")},
    people_in_care=st.sampled_from([None, "unknown", "prefers_not_to_say", 0, 1, 9]),
    age=st.none() | st.integers(0, 99),
    own_national=st.sampled_from([None, True, False]),
)


@given(screenings, st.sampled_from([question.name for question in QUESTIONS]), st.data())
def test_silence_never_protects_and_never_lowers_the_urgency_below_a_good_answer(
    answers: Screening, question: str, data: st.DataObject
) -> None:
    known = {name: getattr(answers, name) for name in CALM}
    good = 0 if question == "people_in_care" else CALM[question]
    silent = data.draw(st.sampled_from([None, "unknown", "prefers_not_to_say"]))
    with_good = assess(Screening(**known | {question: good}))
    with_silence = assess(Screening(**known | {question: silent}))
    assert URGENCIES.index(with_silence.urgency) <= URGENCIES.index(with_good.urgency)
    effects = {finding.effect for finding in with_silence.findings if finding.question == question}
    assert "protective" not in effects


@given(screenings)
def test_every_urgency_and_flag_has_a_cause_among_the_answers(answers: Screening) -> None:
    result = assess(answers)
    assert bool(result.urgency_causes) == (result.urgency != "low")
    for cause in (*result.urgency_causes, *result.flags.values()):
        assert cause.question == "age" or hasattr(answers, cause.question)
    assert result == assess(answers)

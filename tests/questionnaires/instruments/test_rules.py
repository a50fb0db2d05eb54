"""The functions of the shipped instruments: worked examples from their rules, missing answers, and what never happens."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatigi.algorithms.scoring import arrival_health, assessment, feedback, washington_group
from jatigi.algorithms.scoring.assessment import FACTORS, WEIGHTS, AssessmentError
from jatigi.algorithms.scoring.feedback import STATEMENTS, FeedbackError
from jatigi.algorithms.scoring.washington_group import ANSWERS, DOMAINS, FunctioningError

# The Washington Group Short Set


def domains(*answers: int) -> dict[str, int]:
    return dict(zip(DOMAINS, answers, strict=False))


@pytest.mark.parametrize(
    ("answers", "band", "identifiers"),
    [
        ((1, 1, 1, 1, 1, 1), "below", (False, False, False, False)),
        ((2, 1, 1, 1, 1, 1), "below", (True, False, False, False)),
        ((2, 2, 1, 1, 1, 1), "below", (True, True, False, False)),
        ((2, 2, 2, 2, 2, 2), "below", (True, True, False, False)),
        ((3, 1, 1, 1, 1, 1), "reached", (True, True, True, False)),
        ((1, 1, 1, 1, 1, 4), "reached", (True, True, True, True)),
        ((1, 1, 1, 1, 1, 7), "open", (None, None, None, None)),
        ((2, 1, 1, 1, 1, 9), "open", (True, None, None, None)),
        ((2, 2, 1, 1, 1, 9), "open", (True, True, None, None)),
        ((3, 7, 9, 9, 9, 9), "reached", (True, True, True, None)),
        ((4, 7, 9, 9, 9, 9), "reached", (True, True, True, True)),
        ((), "open", (None, None, None, None)),
    ],
)
def test_the_cut_off_is_a_lot_of_difficulty_in_one_domain(
    answers: tuple[int, ...], band: str, identifiers: tuple[bool | None, ...]
) -> None:
    found = washington_group.assess(domains(*answers))
    assert found.band == band
    assert (found.some, found.two_or_a_lot, found.a_lot, found.cannot) == identifiers


def test_who_refuses_a_question_is_not_asked_again() -> None:
    found = washington_group.assess(domains(1, 7, 9))
    assert found.to_ask == ("walking", "remembering", "self_care", "communicating")


@pytest.mark.parametrize(
    ("age", "band", "child"), [(None, "reached", False), (4, "not_for_age", True), (5, "reached", True), (17, "reached", True), (18, "reached", False)]
)  # fmt: skip
def test_the_set_is_for_five_years_and_more(age: int | None, band: str, child: bool) -> None:
    found = washington_group.assess(domains(3, 1, 1, 1, 1, 1), age=age)
    assert (found.band, found.child_module) == (band, child)


@pytest.mark.parametrize("answers", [{"seeing": 5}, {"seeing": 0}, {"smelling": 1}])
def test_only_the_six_domains_and_their_answers_are_known(answers: dict[str, int]) -> None:
    with pytest.raises(FunctioningError):
        washington_group.assess(answers)


HEAVIER = {"reached": 0, "open": 1, "below": 2}


@given(st.dictionaries(st.sampled_from(DOMAINS), st.sampled_from(ANSWERS)), st.sampled_from(DOMAINS))
def test_more_difficulty_never_takes_a_person_below_the_cut_off(answers: dict[str, int], domain: str) -> None:
    before = washington_group.assess({**answers, domain: 1})
    for answer in (9, 7, 2, 3, 4):
        after = washington_group.assess({**answers, domain: answer})
        if answer in (9, 7):
            assert HEAVIER[after.band] <= HEAVIER[before.band]
        else:
            assert HEAVIER[after.band] <= HEAVIER[before.band]
            before = after


# The determinants


def of(level: str, **effects: str) -> dict[str, dict[str, str]]:
    return {level: effects}


ALL_PROTECT = {level: dict.fromkeys(names, "protective") for level, names in FACTORS.items()}


def test_the_model_has_thirty_five_factors_at_four_levels() -> None:
    assert {level: len(names) for level, names in FACTORS.items()} == {
        "IND": 12,
        "HHF": 9,
        "COM": 6,
        "STR": 8,
    }


def test_without_answers_nothing_is_known_and_nothing_protects() -> None:
    found = assessment.assess({})
    assert (found.weight, len(found.to_ask)) == ("open", 35)
    assert {balance.tilt for balance in found.balances} == {"open"}


def test_where_everything_protects_it_outweighs() -> None:
    assert assessment.assess(ALL_PROTECT).weight == "protected"


def test_one_unknown_among_what_protects_is_outvoted_and_many_are_not() -> None:
    one = {**ALL_PROTECT, "COM": {**ALL_PROTECT["COM"], "services": "unknown"}}
    assert assessment.assess(one).weight == "protected"
    most = {**ALL_PROTECT, "COM": {"services": "protective"}}
    assert assessment.assess(most).weight == "open"


@pytest.mark.parametrize(
    ("answers", "weight"),
    [
        (of("IND", age="risk"), "one"),
        (of("IND", age="risk", sex="protective"), "open"),
        (of("IND", age="risk", sex="neutral"), "one"),
        (of("IND", age="risk") | of("STR", security="risk"), "several"),
        (of("IND", age="risk", sex="protective") | of("STR", security="risk"), "one"),
    ],
)  # fmt: skip
def test_risks_are_held_against_what_protects_at_each_level(
    answers: dict[str, dict[str, str]], weight: str
) -> None:
    assert assessment.assess(answers).weight == weight  # type: ignore[arg-type]


@pytest.mark.parametrize("answers", [of("IND", security="risk"), of("IND", age="bad")])
def test_factors_belong_to_their_level_and_have_four_effects(answers: dict[str, dict[str, str]]) -> None:
    with pytest.raises(AssessmentError):
        assessment.assess(answers)  # type: ignore[arg-type]


EFFECTS = ["protective", "neutral", "unknown", "risk"]
"""From the best to the worst."""
every = [(level, name) for level, names in FACTORS.items() for name in names]


@given(st.dictionaries(st.sampled_from(every), st.sampled_from(EFFECTS)), st.sampled_from(every))
def test_a_worse_factor_never_lightens_the_whole(
    answers: dict[tuple[str, str], str], worse: tuple[str, str]
) -> None:
    weights = []
    for effect in EFFECTS:
        said: dict[str, dict[str, str]] = {}
        for (level, name), does in {**answers, worse: effect}.items():
            said.setdefault(level, {})[name] = does
        weights.append(WEIGHTS.index(assessment.assess(said).weight))  # type: ignore[arg-type]
    assert weights == sorted(weights, reverse=True)


# The health check

SIGNS = {sign.question: sign.urgency for sign in arrival_health.SIGNS}
WELL = dict.fromkeys(SIGNS, "no")


def test_somebody_without_a_sign_is_not_pressing() -> None:
    found = arrival_health.assess(WELL)
    assert (found.urgency, found.causes, found.flags, found.to_ask) == ("low", (), {}, ())


@pytest.mark.parametrize("question", SIGNS)
def test_each_sign_asks_for_a_carer_in_its_time(question: str) -> None:
    found = arrival_health.assess({**WELL, question: "yes"})
    assert (found.urgency, found.causes) == (SIGNS[question], ((question, "yes"),))
    assert list(found.flags.values()) == [question]


def test_a_grave_sign_of_which_nobody_knows_is_never_nothing_pressing() -> None:
    assert arrival_health.assess({**WELL, "convulsions": "unknown"}).urgency == "medium"
    assert arrival_health.assess({**WELL, "fever": "prefers_not_to_say"}).urgency == "medium"
    assert arrival_health.assess({**WELL, "long_illness": "unknown"}).urgency == "low"
    nothing = arrival_health.assess({})
    assert (nothing.urgency, len(nothing.to_ask)) == ("medium", len(SIGNS))


def test_violence_of_the_last_days_is_for_today_because_some_care_is_only_for_72_hours() -> None:
    found = arrival_health.assess({**WELL, "recent_violence": "yes"})
    assert (found.urgency, dict(found.flags)) == ("immediate", {"care_within_72_hours": "recent_violence"})


says = st.sampled_from(["yes", "no", "unknown", "prefers_not_to_say"])


@given(st.dictionaries(st.sampled_from(sorted(SIGNS)), says), st.sampled_from(sorted(SIGNS)))
def test_a_further_sign_never_makes_it_less_urgent(answers: dict[str, str], question: str) -> None:
    order = [
        arrival_health.URGENCIES.index(arrival_health.assess({**answers, question: said}).urgency)
        for said in ("no", "unknown", "yes")
    ]
    if SIGNS[question] in ("immediate", "high"):
        assert order == sorted(order, reverse=True)
    else:
        assert order[2] <= order[0]


# Feedback


def marks(*numbers: int | str) -> dict[str, str]:
    return {name: str(number) for name, number in zip(STATEMENTS, numbers, strict=False)}


@pytest.mark.parametrize(
    ("form", "mood", "mean"),
    [
        (marks(5, 5, 5, 5, 5), "satisfied", Fraction(5)),
        (marks(4, 4, 4, 4, 4), "satisfied", Fraction(4)),
        (marks(4, 4, 4, 4, 3), "mixed", Fraction(19, 5)),
        (marks(1, 5, 1, 5, "does_not_say"), "mixed", Fraction(3)),
        (marks(2, 3, 2, 3, "does_not_say"), "mixed", Fraction(5, 2)),
        (marks(1, 2, 3), "dissatisfied", Fraction(2)),
        (marks(5, 5), "too_few", None),
        ({}, "too_few", None),
    ],
)
def test_satisfaction_is_the_mean_of_at_least_three_statements(
    form: dict[str, str], mood: str, mean: Fraction | None
) -> None:
    found = feedback.satisfaction(form)
    assert (found.mood, found.mean) == (mood, mean)


def test_what_was_marked_one_or_two_is_told_and_what_was_not_answered_is_not() -> None:
    found = feedback.satisfaction(marks(1, 2, 3, "does_not_say") | {"asked_in_return": "yes"})
    assert (found.lowest, found.answered, found.asked_in_return) == (("respect", "understood"), 3, True)
    for said in ("no", "unknown", "prefers_not_to_say", ""):
        assert not feedback.satisfaction({"asked_in_return": said}).asked_in_return


def test_marks_are_whole_numbers_from_one_to_five() -> None:
    for mark in ("0", "6", "2.5", "five"):
        with pytest.raises(FeedbackError):
            feedback.satisfaction({"respect": mark})


MOODS = ["dissatisfied", "mixed", "satisfied"]


@given(st.lists(st.integers(1, 5), min_size=5, max_size=5), st.integers(0, 4))
def test_a_lower_mark_never_makes_somebody_more_satisfied(numbers: list[int], which: int) -> None:
    moods = []
    for mark in range(1, 6):
        numbers[which] = mark
        moods.append(MOODS.index(feedback.satisfaction(marks(*numbers)).mood))
    assert moods == sorted(moods)


@pytest.mark.parametrize(
    ("form", "weight", "causes"),
    [
        ({}, "ordinary", ()),
        ({"about": "quality access"}, "ordinary", ()),
        ({"about": "discrimination quality"}, "grave", ("discrimination",)),
        ({"about": "confidentiality discrimination"}, "grave", ("confidentiality", "discrimination")),
        ({"about": "confidentiality violence"}, "urgent", ("violence",)),
        ({"in_danger": "prefers_not_to_say", "about": "access"}, "ordinary", ()),
        ({"about": "exploitation_or_abuse"}, "urgent", ("exploitation_or_abuse",)),
        ({"in_danger": "yes", "about": "violence"}, "urgent", ("in_danger", "violence")),
        ({"in_danger": "unknown"}, "ordinary", ()),
    ],
)
def test_exploitation_violence_and_danger_go_first(
    form: dict[str, str], weight: str, causes: tuple[str, ...]
) -> None:
    found = feedback.complaint(form)
    assert (found.weight, found.causes) == (weight, causes)

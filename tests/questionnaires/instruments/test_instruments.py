"""The shipped instruments: their sources, and what becomes of answers to them from the desk to whoever must know."""

import re
from itertools import pairwise
from typing import Any

import pytest
from django.utils import translation

from jatigi.agencies.models import Notification
from jatigi.algorithms.scoring import arrival_health, assessment, feedback, washington_group
from jatigi.cases import actions as cases
from jatigi.kernel.access import Purpose, Role
from jatigi.questionnaires import actions, results, scoring, shipped
from jatigi.questionnaires.conversion import convert, digest
from jatigi.questionnaires.models import Answer, FormVersion, Outcome, Result
from jatigi.questionnaires.scoring import telling
from jatigi.questionnaires.wording import words_of
from tests.cast import Cast, Member, member
from tests.questionnaires.conftest import MakePerson, answer_of, result_of
from tests.questionnaires.instruments.conftest import Fill, instance

SOURCES = {form.code: form.source for form in shipped.FORMS}
MINE = ["determinants", "washington_group", "arrival_health", "satisfaction", "complaint"]
PUBLISHED = {
    "determinants": "3123e3addff91d42c0f14fbe43f4c397f71060bceb1669729fb8592f7ae31d09",
    "washington_group": "0cc642daeb046dfae545b4dd68b687f6ca3144cb419ec195ca00e8fdfc113448",
    "arrival_health": "0449f0395eb9ddbd55b645bd79c09ebf72ffa122586457e77c711cc4c402b795",
    "satisfaction": "3466d1e17b39cac5b5e7932bfebc104a00a9552d04b2b7da26480bb756d8d4d2",
    "complaint": "13122818dc73c96512ea41bb3629fa3d1f8070263fe04f60f3178d214a5eaa7f",
}
"""Where this fails the source has changed: raise its `version`, then note the new one here."""

EASY = dict.fromkeys(washington_group.DOMAINS, "1")
WELL = {sign.question: "no" for sign in arrival_health.SIGNS} | {"urgent": "no"}


@pytest.fixture
def focal_point(cast: Cast) -> Member:
    return member(cast.gao, "mariam", Role.COMPLAINTS)


# The sources


@pytest.mark.parametrize("code", MINE)
def test_both_languages_are_complete(code: str) -> None:
    xform = convert(SOURCES[code]).xform
    for path, said in words_of(xform).items():
        texts = [said.label, *([said.hint] if said.hint else []), *said.choices.values()]
        for text in texts:
            assert set(text) == {"Français (fr)", "English (en)"}, path
            assert all(one.strip(" -") for one in text.values()), path


@pytest.mark.parametrize("code", MINE)
def test_the_french_keeps_its_signs(code: str) -> None:
    for said in words_of(convert(SOURCES[code]).xform).values():
        for text in (said.label, said.hint, *said.choices.values()):
            french = text.get("Français (fr)", "")
            assert not re.search(r"'| [?!:;»]|« ", french), french


@pytest.mark.parametrize("code", MINE)
def test_every_condition_is_evaluated_again_on_the_server(code: str) -> None:
    assert convert(SOURCES[code]).shape.unchecked == ()


@pytest.mark.parametrize("code", MINE)
def test_what_is_to_be_confirmed_says_so_where_it_is_read(code: str) -> None:
    said = words_of(convert(SOURCES[code]).xform)["/data/to_confirm"].label
    assert "à confirmer" in said["Français (fr)"]
    assert "to be confirmed" in said["English (en)"]


def test_a_changed_source_is_a_new_version() -> None:
    assert {code: digest(SOURCES[code]) for code in MINE} == PUBLISHED


def test_functions_and_forms_ask_the_same() -> None:
    shapes = {code: convert(source).shape.root for code, source in SOURCES.items()}
    asked = {code: [n.name for n in root.children if n.choices] for code, root in shapes.items()}
    assert asked["washington_group"] == list(washington_group.DOMAINS)
    assert asked["arrival_health"] == [sign.question for sign in arrival_health.SIGNS]
    assert set(feedback.STATEMENTS) <= set(asked["satisfaction"])
    groups = {
        n.name: [leaf.name for leaf in n.children if leaf.choices] for n in shapes["determinants"].children
    }
    assert {level: tuple(groups[level]) for level in assessment.FACTORS} == assessment.FACTORS
    about = next(n for n in shapes["complaint"].children if n.name == "about")
    assert about.choices is not None
    assert set(feedback.GRAVE) <= set(about.choices.names or ())


def test_bands_have_words_and_the_heaviest_come_first() -> None:
    for code in ["screening", *MINE]:
        told = telling.instrument_of(code)
        levels = [level for band in told.bands.values if (level := told.levels.get(band))]
        assert all(a <= b for a, b in pairwise(levels)), code


# Somebody's functioning


def test_a_lot_of_difficulty_in_one_domain_reaches_the_cut_off(
    cast: Cast, person: MakePerson, fill: Fill
) -> None:
    outcome = fill(cast.awa, "washington_group", person(), **{**EASY, "walking": "3"})
    result = result_of(outcome)
    assert (outcome.band, result.flags) == ("reached", ["walking"])
    assert (result.function, result.function_version) == ("washington_group", "washington-group/1")
    assert result.inputs["values"] == {**EASY, "walking": "3"}
    why = results.explanation(result, _version(outcome))
    assert [(one.question, one.answer) for one in why.reasons] == [
        ("Avez-vous des difficultés à marcher ou à monter des marches\u00a0?", "Oui, beaucoup de difficultés")
    ]
    assert any("à confirmer" in note for note in why.notes)


def test_missing_answers_leave_it_open(cast: Cast, person: MakePerson, fill: Fill) -> None:
    outcome = fill(cast.awa, "washington_group", person(), seeing="1", hearing="9")
    assert outcome.band == "open"
    why = results.explanation(result_of(outcome), _version(outcome))
    assert len(why.to_ask) == 5
    shown = results.band(outcome)
    assert shown is not None
    with translation.override("fr"):
        assert str(shown.label) == "On ne sait pas\u00a0: il manque des réponses"


# A health check


def test_a_grave_sign_calls_for_a_carer_today_and_tells_the_supervisors(
    cast: Cast, person: MakePerson, fill: Fill
) -> None:
    asked = {sign.question: "no" for sign in arrival_health.SIGNS[:8]}
    outcome = fill(
        cast.awa, "arrival_health", person(), **{**asked, "heavy_bleeding": "yes", "urgent": "yes"}
    )
    assert (outcome.band, outcome.to_do) == ("immediate", ["care", "supervisor"])
    told = Notification.objects.visible_to(cast.fanta()).filter(kind="health.immediate").get()
    with translation.override("fr"):
        assert str(told.text) == "Un contrôle de santé demande un soignant aujourd’hui."


def test_a_reception_agent_sees_the_band_and_not_the_reasons(
    cast: Cast, person: MakePerson, fill: Fill
) -> None:
    outcome = fill(cast.awa, "arrival_health", person(), **{**WELL, "long_cough": "yes"})
    assert results.latest(cast.awa(), outcome.subject_id, "arrival_health") == outcome
    assert results.result_of(cast.awa(), outcome) is None
    result = results.result_of(cast.moussa(), outcome)
    assert result is not None
    assert (result.band, result.flags) == ("high", ["apart_until_seen"])
    assert not Answer.objects.visible_to(cast.awa()).exists()


# Feedback


def test_a_complaint_goes_to_the_focal_point_and_to_nobody_else(
    cast: Cast, focal_point: Member, fill: Fill
) -> None:
    outcome = fill(
        cast.awa, "complaint", kind="complaint", about="exploitation_or_abuse", what="kanari-words"
    )
    assert outcome.band == "urgent"
    told = Notification.objects.visible_to(focal_point()).filter(kind="complaint.arrived").get()
    assert told.urgent
    with translation.override("fr"):
        assert str(told.text) == "Une plainte ou une suggestion est arrivée."
    assert not Notification.objects.visible_to(cast.fanta()).filter(kind="complaint.arrived").exists()
    [read] = Answer.objects.visible_to(focal_point())
    assert read.values["what"] == "kanari-words"
    for who in (cast.awa, cast.moussa, cast.fanta, cast.boubacar, cast.kadi, cast.drissa, cast.node):
        for purpose in Purpose.values:
            assert not Answer.objects.visible_to(who(purpose)).exists()
            assert not Result.objects.visible_to(who(purpose)).exists()
    assert [one.pk for one in Outcome.objects.visible_to(cast.awa())] == [outcome.pk]
    assert not Outcome.objects.visible_to(cast.fanta()).exists()
    assert results.result_of(focal_point(), outcome) is not None


@pytest.mark.parametrize("code", ["screening", *MINE])
def test_every_rule_that_is_ours_says_so_beside_its_result(code: str) -> None:
    with translation.override("fr"):
        notes = telling.instrument_of(code).explain({}, telling.Wording({})).notes
        assert any("à confirmer" in note or "à vérifier" in note for note in notes)


def test_a_suggestion_is_no_alarm(cast: Cast, focal_point: Member, fill: Fill) -> None:
    assert fill(cast.awa, "complaint", kind="suggestion", what="du thé").band == "ordinary"
    assert not Notification.objects.visible_to(focal_point()).get(kind="complaint.arrived").urgent


def test_something_asked_in_return_for_help_reaches_the_focal_point(
    cast: Cast, focal_point: Member, fill: Fill
) -> None:
    content = {"respect": "5", "understood": "5", "waiting": "4", "safe": "4", "useful": "5"}
    outcome = fill(cast.awa, "satisfaction", **content)
    assert (outcome.band, outcome.subject_id) == ("satisfied", None)
    assert not Notification.objects.visible_to(focal_point()).exists()
    fill(cast.awa, "satisfaction", **content, asked_in_return="yes")
    assert Notification.objects.visible_to(focal_point()).get().kind == "feedback.asked_in_return"


# The determinants


def test_the_determinants_are_for_case_workers(cast: Cast, person: MakePerson, forms: None) -> None:
    someone = person()
    case = cases.open_case(cast.moussa(), person=someone.pk, urgency="low")
    xml = instance("determinants", {"IND": {"age": "risk", "ind_note": "seule"}, "STR": {"security": "risk"}})
    outcome = actions.submit(cast.moussa(), form="determinants", about=("case", case.pk), xml=xml)
    assert (outcome.band, outcome.restricted, answer_of(outcome).restricted) == ("several", True, True)
    why = results.explanation(result_of(outcome), _version(outcome))
    with translation.override("fr"):
        assert why.levels[0].level == "La personne"
    assert len(why.to_ask) == 33
    assert any("à confirmer" in note for note in why.notes)
    assert not Outcome.objects.visible_to(cast.awa()).exists()
    assert not Answer.objects.visible_to(cast.awa()).exists()


@pytest.mark.parametrize("code", MINE[1:])
def test_every_result_is_computed_again_from_what_it_was_computed_from(
    cast: Cast, person: MakePerson, fill: Fill, code: str
) -> None:
    answers: dict[str, Any] = {
        "complaint": {"kind": "thanks", "what": "merci"},
        "washington_group": EASY,
        "arrival_health": WELL,
    }
    about = None if code in ("complaint", "satisfaction") else person()
    outcome = fill(cast.awa, code, about, **answers.get(code, {"respect": "1"}))
    result = result_of(outcome)
    scorer = scoring.scorer_of(code)
    assert scorer is not None
    again = scorer(result.inputs)
    assert (again.band, list(again.flags), again.reasons) == (result.band, result.flags, result.reasons)


def _version(outcome: Outcome) -> FormVersion:
    return FormVersion.objects.select_related("form").get(pk=answer_of(outcome).form_version_id)

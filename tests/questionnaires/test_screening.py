"""From the source of the first screening to what follows from its answers."""

from typing import Any

import pytest
from django.utils import translation

from jatigi.agencies.models import Notification
from jatigi.algorithms.scoring.screening_questions import ANSWERS, QUESTIONS
from jatigi.kernel import hooks
from jatigi.kernel.errors import Conflict, Invalid, NotFound, Refused
from jatigi.people import actions as people
from jatigi.questionnaires import actions, catalogue, results, rules, scoring, shipped
from jatigi.questionnaires.conversion import convert, digest
from jatigi.questionnaires.models import Answer, FormVersion, Outcome, Result
from jatigi.questionnaires.shape import Choices, shape_of
from tests.cast import Cast, Member
from tests.questionnaires.conftest import (
    CALM,
    MakePerson,
    answer_of,
    as_collect_sends,
    everything,
    filled,
    new_instance,
    result_of,
    stepped_up,
)

SOURCE = shipped.FORMS[0].source
PUBLISHED = {("screening", "1"): "3ac915e3cd8692b1b056c1b8122dc5a824aa6d3de17851fbdd7797cffb001e47"}
"""Where this fails the source has changed: raise its `version`, then note the new one here."""


def screen(who: Member, person: Any, **answers: Any) -> Outcome:
    return actions.submit(who(), form="screening", subject=person.pk, xml=filled(**answers))


def latest(cast: Cast, person: Any) -> Outcome:
    found = results.latest(cast.awa(), person.pk)
    assert found is not None
    return found


# The source


def test_the_source_and_the_wording_of_the_questions_are_the_same() -> None:
    made = convert(SOURCE)
    asked = [node for node in made.shape.root.children if node.choices is not None]
    assert [node.name for node in asked] == [question.name for question in QUESTIONS]
    for node, question in zip(asked, QUESTIONS, strict=True):
        texts = [question.french, question.english, question.french_hint, question.english_hint]
        for text in filter(None, texts):
            assert f"<value>{text}</value>" in made.xform
        counts = frozenset({*map(str, range(7)), "unknown", "prefers_not_to_say"})
        assert node.choices == Choices(counts if question.kind == "count" else frozenset(ANSWERS))
    for french, english in ANSWERS.values():
        assert (
            made.xform.count(f"<value>{french}</value>") == made.xform.count(f"<value>{english}</value>") > 0
        )


def test_danger_is_asked_first_and_then_the_rest_may_wait() -> None:
    required = [
        (n.name, n.required.text.strip()) for n in shape_of(convert(SOURCE).xform).root.children if n.required
    ]
    assert [name for name, when in required if when == "true()"] == [
        "danger_now", "needs_care_now", "thoughts_of_self_harm", "child_without_adult",
    ]  # fmt: skip
    assert {when for _name, when in required[4:]} == {"/data/urgent  = 'no'"}


def test_every_condition_of_the_form_is_evaluated_again_on_the_server() -> None:
    assert convert(SOURCE).shape.unchecked == ()


def test_both_languages_are_complete() -> None:
    french, _, english = convert(SOURCE).xform.partition('<translation lang="English (en)">')
    assert french.count("<text id=") == english.count("<text id=") > 30
    assert "<value>-</value>" not in french + english


def test_a_changed_source_is_a_new_version() -> None:
    shape = convert(SOURCE).shape
    assert PUBLISHED[shape.code, shape.version] == digest(SOURCE)


# Publication


def test_shipped_forms_are_published_once(cast: Cast) -> None:
    published = {version.form.code for version in shipped.publish_all()}
    assert published == {form.code for form in shipped.FORMS}
    assert shipped.publish_all() == []
    assert catalogue.current("screening").form.title_en == "Screening"


def publish(source: str, access: Any = rules.PUBLISHING) -> FormVersion:
    return actions.publish(
        access, source=source, purpose="screening", title_fr="Repérage", title_en="Screening"
    )


def test_a_version_never_changes(forms: None) -> None:
    before = catalogue.current("screening").xform
    with pytest.raises(Conflict):
        publish(SOURCE.replace("| yes | Oui |", "| yes | Oui ! |"))
    assert catalogue.current("screening").xform == before


def test_an_answer_stays_pinned_to_its_version(cast: Cast, person: MakePerson) -> None:
    outcome = screen(cast.awa, person())
    publish(SOURCE.replace("| screening | Repérage | 1 |", "| screening | Repérage | 2 |"))
    assert catalogue.current("screening").number == "2"
    assert answer_of(outcome).form_version.number == "1"
    assert screen(cast.awa, person(), version="2").band == "low"
    assert screen(cast.awa, person(), version="1").band == "low"


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (("select_one answers | danger_now", "select_one nothing | danger_now"), "nothing"),
        (("| survey |", "| enquete |"), "survey"),
    ],
)
def test_a_form_that_cannot_be_used_is_refused_with_the_reason(
    forms: None, change: tuple[str, str], word: str
) -> None:
    with pytest.raises(Invalid) as refused:
        publish(SOURCE.replace(*change))
    assert word in str(refused.value)


def test_nobody_at_work_publishes_forms(cast: Cast) -> None:
    for who in (cast.awa, cast.moussa, cast.fanta, cast.boubacar, cast.drissa, cast.node):
        with pytest.raises(Refused):
            publish(SOURCE, who())


# What follows from answers: worked examples


def test_nothing_presses(cast: Cast, person: MakePerson) -> None:
    outcome = screen(cast.awa, person())
    result = result_of(outcome)
    assert (outcome.band, outcome.to_do, result.flags) == ("low", [], [])
    assert (result.function, result.function_version) == ("screening", "determinants/1")
    assert result.inputs == {"values": {**CALM, "urgent": "no"}, "facts": {"age": 18, "own_national": True}}
    assert (result.reasons["tracks"], result.reasons["to_ask"]) == (["MRN-1"], [])


def test_danger_now_is_for_today_and_the_rest_may_wait(cast: Cast, person: MakePerson) -> None:
    grave = {"danger_now": "yes", "needs_care_now": "unknown", "thoughts_of_self_harm": "prefers_not_to_say"}
    answers = {**grave, "child_without_adult": "no"}
    xml = filled(answers)
    outcome = actions.submit(cast.awa(), form="screening", subject=person().pk, xml=xml)
    assert (outcome.band, outcome.to_do) == ("immediate", ["safe_place", "supervisor"])
    assert result_of(outcome).flags == ["immediate_danger"]
    assert len(result_of(outcome).reasons["to_ask"]) == 9


def test_silence_is_not_known_and_never_low(cast: Cast, person: MakePerson) -> None:
    outcome = screen(cast.awa, person(), **dict.fromkeys(CALM, "prefers_not_to_say"))
    result = result_of(outcome)
    assert (outcome.band, result.flags) == ("medium", [])
    assert {effect for _l, _f, effect, *_ in result.reasons["findings"]} == {"unknown", "neutral"}


@pytest.mark.parametrize(
    ("age_group", "answer", "band", "flags"),
    [
        ("12_17", "unknown", "immediate", ["child_alone"]),
        ("12_17", "no", "medium", []),
        ("18_59", "unknown", "low", []),
        ("18_59", "yes", "immediate", ["child_alone"]),
        ("unknown", "unknown", "medium", []),
    ],
)
def test_the_age_of_the_registration_counts(
    cast: Cast, person: MakePerson, age_group: str, answer: str, band: str, flags: list[str]
) -> None:
    outcome = screen(cast.awa, person(age_group=age_group), child_without_adult=answer)
    assert (outcome.band, result_of(outcome).flags) == (band, flags)


@pytest.mark.parametrize(
    ("nationalities", "flags"),
    [
        (["ML"], []),
        (["GN"], ["international_protection"]),
        (["GN", "ML"], []),
        (["stateless"], ["international_protection"]),
        (["unknown"], ["international_protection"]),
        ([], ["international_protection"]),
    ],
)
def test_fear_of_returning_is_a_matter_of_asylum_abroad_only(
    cast: Cast, person: MakePerson, nationalities: list[str], flags: list[str]
) -> None:
    outcome = screen(cast.awa, person(nationalities=nationalities), afraid_to_return="yes")
    assert (outcome.band, result_of(outcome).flags) == ("high", flags)


def test_six_people_in_care_or_more_weigh(cast: Cast, person: MakePerson) -> None:
    assert screen(cast.awa, person(), people_in_care="6").band == "medium"


def test_supervisors_are_told_of_immediate_danger_without_a_code(cast: Cast, person: MakePerson) -> None:
    someone = person()
    outcome = screen(cast.awa, someone, danger_now="yes")
    told = Notification.objects.visible_to(cast.fanta()).filter(kind="screening.immediate").get()
    with translation.override("fr"):
        assert str(told.text) == "Un repérage indique un danger immédiat. Agissez aujourd’hui."
        assert someone.code not in str(told.text)
    assert told.url == f"/answers/{outcome.pk}/"
    screen(cast.awa, person())
    assert Notification.objects.visible_to(cast.fanta()).filter(kind="screening.immediate").count() == 1


def test_a_result_is_computed_again_from_what_it_was_computed_from(
    cast: Cast, person: MakePerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    someone = person()
    outcome = screen(cast.awa, someone)
    first = result_of(outcome)
    assert actions.recompute(cast.moussa(), outcome.answer_id).pk == first.pk

    def stricter(values: scoring.Values, facts: scoring.Facts) -> scoring.Score:
        assert (values["danger_now"], facts.age) == ("no", 18)
        return scoring.Score("high", ("medical",), (), {})

    monkeypatch.setitem(
        scoring._registry, "screening", scoring.Scorer("screening", "determinants/2", stricter)
    )
    again = actions.recompute(cast.moussa(), outcome.answer_id)
    assert (again.band, again.function_version, again.inputs) == ("high", "determinants/2", first.inputs)
    assert Result.objects.visible_to(everything).filter(answer_id=outcome.answer_id).count() == 2
    assert latest(cast, someone).band == "high"


# The same again, and corrections


def test_answers_are_the_same_with_the_namespaces_of_collect(cast: Cast, person: MakePerson) -> None:
    xml = as_collect_sends(filled(danger_now="yes"))
    outcome = actions.submit(cast.awa(), form="screening", subject=person().pk, xml=xml)
    assert answer_of(outcome).values == {**CALM, "danger_now": "yes", "urgent": "yes"}


def test_the_same_instance_again_has_no_further_effect(cast: Cast, person: MakePerson) -> None:
    someone, xml = person(), filled()
    first = actions.submit(cast.awa(), form="screening", subject=someone.pk, xml=xml)
    again = actions.submit(cast.awa(), form="screening", subject=someone.pk, xml=xml)
    assert again.pk == first.pk
    assert Answer.objects.visible_to(everything).count() == Result.objects.visible_to(everything).count() == 1


def test_the_same_instance_with_other_answers_is_refused(cast: Cast, person: MakePerson) -> None:
    someone, instance = person(), new_instance()
    screen(cast.awa, someone, instance=instance)
    with pytest.raises(Conflict):
        screen(cast.awa, someone, instance=instance, danger_now="yes")
    with pytest.raises(Conflict):
        screen(cast.awa, person(), instance=instance)


def test_a_correction_keeps_the_earlier_answers(cast: Cast, person: MakePerson) -> None:
    someone, instance = person(), new_instance()
    first = screen(cast.awa, someone, instance=instance, shelter_and_food_tonight="no")
    second = screen(cast.moussa, someone, corrects=instance)
    assert answer_of(second).supersedes_id == first.answer_id
    assert answer_of(first).values["shelter_and_food_tonight"] == "no"
    assert latest(cast, someone).pk == second.pk
    assert results.newer(cast.awa(), first) == second
    assert results.newer(cast.awa(), second) is None


def test_of_two_corrections_one_wins(cast: Cast, person: MakePerson) -> None:
    someone, instance = person(), new_instance()
    screen(cast.awa, someone, instance=instance)
    screen(cast.moussa, someone, corrects=instance)
    with pytest.raises(Conflict):
        screen(cast.fanta, someone, corrects=instance, danger_now="yes")


# What others are told


def test_a_person_s_page_and_story_show_the_latest_band(cast: Cast, person: MakePerson) -> None:
    someone = person()
    [empty] = [s for s in _sections(cast.awa, someone) if s.template == "questionnaires/section.html"]
    assert empty.context["outcome"] is None
    screen(cast.awa, someone, hurt_on_the_way="yes")
    [section] = [s for s in _sections(cast.awa, someone) if s.template == "questionnaires/section.html"]
    assert (section.context["outcome"].band, section.context["band"].level) == ("high", 2)
    told = [entry for add in hooks.person_timeline for entry in add(cast.awa(), someone.pk)]
    assert "clipboard-check" in {entry.icon for entry in told}


def _sections(who: Member, person: Any) -> list[hooks.Section]:
    return [section for add in hooks.person_sections for section in add(who(), person.pk)]


def test_an_erasure_leaves_nothing_of_the_answers(cast: Cast, person: MakePerson) -> None:
    someone = person()
    screen(cast.awa, someone, danger_now="yes")
    people.erase(stepped_up(cast.fanta), someone, reason="asked")
    for model in (Answer, Outcome, Result):
        assert not model.objects.visible_to(everything).exists()
    with pytest.raises((NotFound, Refused)):
        screen(cast.awa, someone)

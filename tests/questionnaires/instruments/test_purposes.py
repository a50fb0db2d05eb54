"""Functions that are registered for a purpose: what an organisation's own form is scored by, and what it is not."""

from collections.abc import Sequence

import pytest

from jatigi.kernel.access import Role
from jatigi.people.models import Person
from jatigi.questionnaires import actions, results, scoring
from jatigi.questionnaires.catalogue import actions as catalogue
from jatigi.questionnaires.judging import judge
from jatigi.questionnaires.models import Outcome, Result
from tests.cast import Cast, member
from tests.questionnaires.catalogue.books import xlsx
from tests.questionnaires.conftest import MakePerson, everything, result_of
from tests.questionnaires.instruments.conftest import instance
from tests.sign_in import signed_in

DOMAINS = ("seeing", "hearing", "walking", "remembering", "self_care", "communicating")
SCALE = ("1", "2", "3", "4", "7", "9")
HARD = {**dict.fromkeys(DOMAINS, "1"), "walking": "4"}


def bring(
    cast: Cast, *, purpose: str = "assessment", asked: Sequence[str] = DOMAINS, scale: Sequence[str] = SCALE
) -> None:
    """Gao's own form: somebody's village, and what is difficult for them."""
    head = ("type", "name", "label::Français (fr)")
    labels = [("select_one scale", name, f"Question {name}") for name in asked]
    book = xlsx(
        survey=[head, ("text", "village", "Village"), *labels],
        choices=[("list_name", "name", head[2]), *(("scale", code, f"Degré {code}") for code in scale)],
        settings=[("form_id", "form_title", "version"), ("gao_visit", "Visite à domicile", "1")],
    )
    judged = judge("gao_visit.xlsx", book)
    assert judged.ok, judged.errors
    version = catalogue.bring(cast.fanta(), judged=judged, purpose=purpose)
    catalogue.publish_version(cast.fanta(), version)


def fill(cast: Cast, person: Person, **answers: str) -> Outcome:
    xml = instance("gao_visit", {"village": "Kanarivillage", **answers})
    return actions.submit(cast.awa(), form="gao_visit", subject=person.pk, xml=xml)


def test_a_form_that_asks_what_the_function_of_its_purpose_reads_is_scored_by_it(
    cast: Cast, person: MakePerson
) -> None:
    bring(cast)
    outcome = fill(cast, person(), **HARD)
    result = result_of(outcome)
    assert (outcome.band, result.function) == ("reached", "washington_group")
    assert result.inputs["values"]["village"] == "Kanarivillage"
    shown = results.band(outcome)
    assert shown is not None
    assert shown.label == "Beaucoup de difficultés dans au moins un domaine"
    assert actions.recompute(cast.moussa(), outcome.answer_id).pk == result.pk


def test_the_band_is_for_everybody_and_the_reasons_for_those_who_may_read_them(
    cast: Cast, person: MakePerson
) -> None:
    bring(cast)
    outcome = fill(cast, person(), **HARD)
    awa, fanta = (
        signed_in(who.account).get(f"/answers/{outcome.pk}/").content.decode()
        for who in (cast.awa, cast.fanta)
    )
    assert "Beaucoup de difficultés dans au moins un domaine" in awa
    assert "Question walking" not in awa
    assert "Question walking" in fanta
    assert "Degré 4" in fanta
    assert not Result.objects.visible_to(cast.awa()).exists()
    assert not Result.objects.visible_to(member(cast.gao, "data", Role.DATA_OFFICER)()).exists()


@pytest.mark.parametrize(
    "form",
    [
        {"purpose": "survey"},
        {"purpose": "screening"},
        {"asked": DOMAINS[:5]},
        {"scale": (*SCALE, "5")},
        {"scale": ("none", "some", "a_lot", "cannot")},
    ],
)
def test_a_form_that_asks_something_else_is_kept_without_a_score(
    cast: Cast, person: MakePerson, form: dict[str, object]
) -> None:
    bring(cast, **form)  # type: ignore[arg-type]
    asked = form.get("asked", DOMAINS)
    first = form.get("scale", SCALE)[0]  # type: ignore[index]
    outcome = fill(cast, person(), **dict.fromkeys(asked, first))  # type: ignore[call-overload]
    assert outcome.band == ""
    assert not Result.objects.visible_to(everything).exists()
    assert results.band(outcome) is None


def test_a_function_for_a_purpose_says_what_it_asks() -> None:
    with pytest.raises(RuntimeError):
        scoring.scores("another", version="1", purpose="survey")

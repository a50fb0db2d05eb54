"""Questions and likely records follow the person when two records of one house are joined, and go back."""

from dataclasses import replace

from jatigi.inquiries import matching
from jatigi.people.actions import update
from jatigi.people.duplicates import actions as duplicates
from tests.inquiries.conftest import goes_out, hits, now_is, somebody, stepped_up


def test_a_question_follows_the_record_that_is_left(cast, here, there, ask):
    second = somebody(cast.moussa, "Mamadou Fatumata", "Kulibali")
    inquiry = ask(second)
    merge = duplicates.merge(stepped_up(cast.moussa()), here, second=second.pk)
    assert now_is(inquiry).person_id == here.pk
    goes_out()
    assert [hit.person_id for hit in hits()] == [there.pk]
    duplicates.separate(stepped_up(cast.moussa()), merge)
    assert now_is(inquiry).person_id == second.pk


def test_two_open_questions_about_one_person_go_out_once(cast, here, there, ask):
    second = somebody(cast.moussa, "Mamadou Fatumata", "Kulibali")
    ask(here)
    ask(second)
    duplicates.merge(stepped_up(cast.moussa()), here, second=second.pk)
    goes_out()
    assert [hit.person_id for hit in hits()] == [there.pk]


def test_a_likely_record_that_is_joined_leads_to_the_one_that_is_left(cast, here, there, ask):
    second = somebody(cast.lassana, "Mahamadou Fatumata", "Koulibaly")
    ask(here)
    goes_out()
    assert {hit.person_id for hit in hits()} == {there.pk, second.pk}
    merge = duplicates.merge(stepped_up(cast.lassana()), there, second=second.pk)
    assert {hit.person_id for hit in hits()} == {there.pk}
    duplicates.separate(stepped_up(cast.lassana()), merge)
    assert {hit.person_id for hit in hits()} == {there.pk, second.pk}


def test_a_question_says_nothing_besides_what_the_person_agreed_to(cast, here, ask):
    update(
        cast.moussa(), here, nationalities=["ML"], languages=["bm"], origin="Kayes",
        documents=[{"kind": "passport", "number": "G12345"}], phones=[{"number": "76123456"}],
    )  # fmt: skip
    asked = matching.query_of(ask(here))
    assert asked is not None
    assert (asked.names, asked.mother) == (("Mahamadou Fatoumata Coulibaly",), "Kadiatou Sidibé")
    kept = replace(asked, names=(), sex=None, birth=None, mother="", father="")
    assert kept == type(kept)()

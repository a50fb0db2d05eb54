"""The pages of a form, as an agent and others meet them."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jatigi.kernel.access import Role
from jatigi.kernel.models import JournalEntry
from jatigi.questionnaires import submission
from jatigi.questionnaires.models import Answer, Outcome
from tests.cast import Cast, member
from tests.questionnaires.conftest import MakePerson, everything, filled, new_instance
from tests.sign_in import signed_in


def post(client: Client, person: Any, xml: str | bytes) -> Any:
    content = xml.encode() if isinstance(xml, str) else xml
    file = SimpleUploadedFile("xml_submission_file", content, "text/xml")
    return client.post(f"/forms/screening/{person.pk}/answers", {"xml_submission_file": file})


def screened(cast: Cast, person: Any, **answers: Any) -> str:
    answer = post(signed_in(cast.awa.account), person, filled(**answers))
    assert answer.status_code == 200, answer.content
    return str(json.loads(answer.content)["redirect"])


@pytest.fixture
def awa(cast: Cast) -> Client:
    return signed_in(cast.awa.account)


@pytest.fixture
def moussa(cast: Cast) -> Client:
    return signed_in(cast.moussa.account)


def test_the_engine_runs_on_form_pages_only_and_never_evaluates_text(
    awa: Client, person: MakePerson, cast: Cast
) -> None:
    someone = person()
    form = awa.get(f"/forms/screening/{someone.pk}/")
    policy = form["Content-Security-Policy"]
    assert "script-src 'self' 'wasm-unsafe-eval'" in policy
    assert "'unsafe-eval'" not in policy.replace("'wasm-unsafe-eval'", "")
    assert "/form-" in form.content.decode()
    for address in (screened(cast, someone), f"/people/{someone.pk}/"):
        page = awa.get(address)
        assert page.status_code == 200
        assert "unsafe" not in page["Content-Security-Policy"]
        assert "/form-" not in page.content.decode()


def test_a_form_page_without_scripts_says_what_to_do(awa: Client, person: MakePerson) -> None:
    text = awa.get(f"/forms/screening/{person().pk}/").content.decode()
    assert "<noscript>" in text
    assert "formulaire papier" in text or "feuille" in text


def test_a_version_is_kept_by_the_browser_and_its_page_is_not(awa: Client, person: MakePerson) -> None:
    form = awa.get("/forms/screening/versions/1/xform")
    assert form["Cache-Control"] == "private, max-age=31536000, immutable"
    assert form["Content-Type"] == "application/xml"
    assert "no-store" in awa.get(f"/forms/screening/{person().pk}/")["Cache-Control"]
    assert awa.get("/forms/screening/versions/2/xform").status_code == 404
    assert awa.get(f"/forms/unknown/{person().pk}/").status_code == 404


def test_answers_lead_to_what_follows_from_them(awa: Client, cast: Cast, person: MakePerson) -> None:
    someone = person()
    page = awa.get(screened(cast, someone, danger_now="yes")).content.decode()
    for words in (
        "Agir aujourd’hui",
        "Appelez votre superviseur maintenant.",
        "Mettez la personne hors de portée",
        someone.code,
    ):
        assert words in page


def test_a_reception_agent_sees_the_band_and_no_reason(
    awa: Client, moussa: Client, cast: Cast, person: MakePerson
) -> None:
    address = screened(cast, person(), forced_or_controlled="yes", thoughts_of_self_harm="yes")
    for_reception, for_case_worker = (client.get(address).content.decode() for client in (awa, moussa))
    for words in ("Pourquoi", "exploitation", "se faire du mal", "contre votre gré", "Corriger"):
        assert words in for_case_worker
        assert words not in for_reception
    assert "Les raisons sont ouvertes aux gestionnaires de cas et aux superviseurs." in for_reception


def test_no_page_says_what_a_person_is(moussa: Client, cast: Cast, person: MakePerson) -> None:
    address = screened(cast, person(), forced_or_controlled="yes", afraid_to_return="yes")
    page = moussa.get(address).content.decode().lower()
    assert "indication" in page
    for verdict in ("victime", "réfugié", "traite", "suicidaire"):
        assert verdict not in page


def test_a_supervisor_is_not_told_to_call_a_supervisor(cast: Cast, person: MakePerson) -> None:
    page = signed_in(cast.fanta.account).get(screened(cast, person(), danger_now="yes")).content.decode()
    assert "Appelez votre superviseur" not in page


def test_pages_are_in_english_for_who_reads_english(cast: Cast, person: MakePerson) -> None:
    address = screened(cast, person(), hurt_on_the_way="yes")
    cast.moussa.account.language = "en"
    cast.moussa.account.save()
    page = signed_in(cast.moussa.account).get(address).content.decode()
    assert "Act within 72 hours" in page
    assert "Since you left, have you been beaten" in page


def test_older_answers_lead_to_newer_ones(awa: Client, cast: Cast, person: MakePerson) -> None:
    someone = person()
    older, newer = screened(cast, someone), screened(cast, someone, danger_now="yes")
    assert newer in awa.get(older).content.decode()
    assert older not in awa.get(newer).content.decode()


def test_refused_answers_come_back_with_a_sentence(awa: Client, person: MakePerson) -> None:
    someone = person()
    refused: list[tuple[str | bytes, str]] = [
        (filled(danger_now="oui"), "danger_now"),
        (b"\xff\xfe", "ne peuvent pas être lues"),
        (b"x" * (submission.MOST_BYTES + 1), "trop volumineuses"),
    ]
    for xml, words in refused:
        answer = post(awa, someone, xml)
        assert answer.status_code == 422
        assert words in json.loads(answer.content)["message"]
    nothing = awa.post(f"/forms/screening/{someone.pk}/answers", {})
    assert nothing.status_code == 422
    assert Answer.objects.visible_to(everything).count() == 0


def test_a_session_that_ended_asks_to_sign_in_again_and_keeps_nothing(person: MakePerson) -> None:
    answer = post(Client(), person(), filled())
    assert answer.status_code == 401
    assert answer["X-Session-Ended"] == "1"
    assert answer["X-Resume-Url"] == "/sign-in/resume/"


def test_a_forged_request_is_refused(cast: Cast, person: MakePerson) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.awa.account)
    assert post(strict, person(), filled()).status_code == 403


def test_answers_are_opened_again_to_be_corrected(
    moussa: Client, awa: Client, cast: Cast, person: MakePerson
) -> None:
    someone, instance = person(), new_instance()
    screened(cast, someone, instance=instance)
    answer = Answer.objects.visible_to(everything).get()
    page = moussa.get(f"/answers/{answer.pk}/correct")
    assert f"/answers/{answer.pk}/instance" in page.content.decode()
    assert "'wasm-unsafe-eval'" in page["Content-Security-Policy"]
    assert instance in moussa.get(f"/answers/{answer.pk}/instance").content.decode()
    for address in (f"/answers/{answer.pk}/correct", f"/answers/{answer.pk}/instance"):
        assert awa.get(address).status_code == 404


def test_reading_is_in_the_journal(awa: Client, moussa: Client, cast: Cast, person: MakePerson) -> None:
    address = screened(cast, person())
    for client, read in ((awa, ["Outcome"]), (moussa, ["Outcome", "Result"])):
        before = JournalEntry.objects.count()
        client.get(address)
        seen = JournalEntry.objects.filter(
            seq__gte=before, action="questionnaires.open", outcome="seen"
        ).order_by("seq")
        assert [entry.object_type.removeprefix("questionnaires.") for entry in seen] == read


@pytest.mark.parametrize("role", sorted(Role.values))
def test_only_those_who_work_with_the_person_open_the_pages(
    cast: Cast, person: MakePerson, role: str
) -> None:
    someone = person()
    address = screened(cast, someone)
    answer = Answer.objects.visible_to(everything).get()
    client = signed_in(member(cast.gao, "somebody", role).account)
    fills = role in ("reception", "case_worker", "supervisor")
    reads = role in ("case_worker", "supervisor")
    for page in (f"/forms/screening/{someone.pk}/", address, "/forms/screening/versions/1/xform"):
        assert (client.get(page).status_code == 200) is fills, page
    assert (post(client, someone, filled()).status_code == 200) is fills
    for page in (f"/answers/{answer.pk}/correct", f"/answers/{answer.pk}/instance"):
        assert (client.get(page).status_code == 200) is reads, page


def test_a_stranger_with_every_role_finds_no_page(cast: Cast, person: MakePerson) -> None:
    someone = person()
    address = screened(cast, someone)
    answer = Answer.objects.visible_to(everything).get()
    drissa = signed_in(cast.drissa.account)
    for page in (
        f"/forms/screening/{someone.pk}/",
        address,
        f"/answers/{answer.pk}/correct",
        f"/answers/{answer.pk}/instance",
    ):
        found = drissa.get(page)
        assert found.status_code == 404
        assert someone.code not in found.content.decode()
    assert post(drissa, someone, filled()).status_code == 404
    assert Outcome.objects.visible_to(everything).count() == 1


def test_the_page_of_answers_costs_the_same_with_many(
    moussa: Client, cast: Cast, person: MakePerson, django_assert_max_num_queries: Any
) -> None:
    someone = person()
    addresses = [screened(cast, someone) for _ in range(6)]
    moussa.get(addresses[0])
    with django_assert_max_num_queries(45):
        moussa.get(addresses[0])

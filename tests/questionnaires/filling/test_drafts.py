"""Drafts: kept sealed for their author, gone on with, gone when sent, old, thrown away or about somebody erased."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from jatigi.cases.models import Case
from jatigi.kernel import clock, schedule
from jatigi.kernel.access import Role
from jatigi.kernel.models import JournalDetail
from jatigi.people import actions as people
from jatigi.questionnaires import actions
from jatigi.questionnaires.models import Answer, AnswerFile, Draft, DraftFile, FormVersion
from tests.cast import Cast, member
from tests.questionnaires.conftest import new_instance
from tests.questionnaires.filling.conftest import about, everything, photograph, simple, told, visited
from tests.sign_in import signed_in


def save(client: Client, case: Case, xml: str, /, form: str = "visit", more: str = "", **files: bytes) -> Any:
    parts = {name.replace("_", "."): SimpleUploadedFile(name, content) for name, content in files.items()}
    file = SimpleUploadedFile("xml_submission_file", xml.encode(), "text/xml")
    address = f"/forms/{form}/fill/draft?case={case.pk}{more}"
    return client.post(address, {"xml_submission_file": file, **parts})


def send(client: Client, case: Case, xml: str, more: str = "", **files: bytes) -> Any:
    parts = {name.replace("_", "."): SimpleUploadedFile(name, content) for name, content in files.items()}
    file = SimpleUploadedFile("xml_submission_file", xml.encode(), "text/xml")
    return client.post(
        f"/forms/visit/fill/answers?case={case.pk}{more}", {"xml_submission_file": file, **parts}
    )


@pytest.fixture
def moussa(cast: Cast) -> Client:
    return signed_in(cast.moussa.account)


def drafts() -> list[Draft]:
    return list(Draft.objects.visible_to(everything))


def test_a_draft_is_kept_unfinished_and_gone_on_with(visit: FormVersion, case: Case, moussa: Client) -> None:
    assert save(moussa, case, visited(circle="")).status_code == 200
    assert save(moussa, case, visited(circle="bourem", ages=())).status_code == 200
    (draft,) = drafts()
    assert "bourem" in draft.xml
    assert (draft.about_type, draft.about_id, draft.subject_id, draft.key_id) == (
        "cases.Case", case.pk, case.person_id, case.key_id,
    )  # fmt: skip
    page = moussa.get(f"/forms/visit/fill/?case={case.pk}").content.decode()
    assert "Brouillon repris" in page
    assert "Recommencer" in page
    assert f"/forms/drafts/{draft.pk}/instance" in page
    assert "bourem" in moussa.get(f"/forms/drafts/{draft.pk}/instance").content.decode()
    mine = moussa.get("/forms/drafts/").content.decode()
    assert case.code in mine
    assert f"/forms/visit/fill/?case={case.pk}" in mine


def test_a_draft_is_its_author_s_alone(cast: Cast, visit: FormVersion, case: Case, moussa: Client) -> None:
    save(moussa, case, visited(picture="a.jpg"), a_jpg=photograph())
    (draft,) = drafts()
    (file,) = DraftFile.objects.visible_to(everything)
    for other in (cast.fanta, cast.drissa, member(cast.gao, "issa", Role.CASE_WORKER)):
        client = signed_in(other.account)
        assert client.get(f"/forms/drafts/{draft.pk}/instance").status_code == 404
        assert client.get(f"/forms/drafts/{draft.pk}/files/{file.name}").status_code == 404
        assert client.post(f"/forms/drafts/{draft.pk}/discard").status_code == 404
        assert case.code not in client.get("/forms/drafts/").content.decode()
    assert (
        "Brouillon repris"
        not in signed_in(cast.fanta.account).get(f"/forms/visit/fill/?case={case.pk}").content.decode()
    )
    assert moussa.get(f"/forms/drafts/{draft.pk}/files/{file.name}")["Content-Disposition"].startswith(
        "attachment"
    )


def test_files_of_a_draft_are_cleaned_sent_once_and_dropped_with_their_question(
    visit: FormVersion, case: Case, moussa: Client
) -> None:
    first = save(moussa, case, visited(picture="Fatou.jpg"), Fatou_jpg=photograph())
    assert json.loads(first.content) == {"held": ["Fatou.jpg"]}
    (file,) = DraftFile.objects.visible_to(everything)
    assert b"Kanari" not in file.content
    assert file.name in drafts()[0].xml
    assert "Fatou" not in drafts()[0].xml
    save(moussa, case, visited(picture=file.name))
    assert DraftFile.objects.visible_to(everything).count() == 1
    save(moussa, case, visited())
    assert DraftFile.objects.visible_to(everything).count() == 0
    assert save(moussa, case, visited(picture="a.jpg"), a_jpg=b"MZ").status_code == 422


def test_the_page_that_is_still_open_speaks_of_a_held_file_by_its_own_name(
    visit: FormVersion, case: Case, moussa: Client
) -> None:
    save(moussa, case, visited(picture="own.jpg"), own_jpg=photograph())
    save(moussa, case, visited(picture="own.jpg", circle="bourem"))
    (file,) = DraftFile.objects.visible_to(everything)
    assert f"<picture>{file.name}</picture>" in drafts()[0].xml


def test_a_draft_is_gone_when_it_is_sent(visit: FormVersion, case: Case, moussa: Client) -> None:
    save(moussa, case, visited(picture="a.jpg"), a_jpg=photograph())
    (file,) = DraftFile.objects.visible_to(everything)
    answer = send(moussa, case, visited(picture=file.name), **{file.name.replace(".", "_"): file.content})
    assert answer.status_code == 200, answer.content
    assert drafts() == []
    assert DraftFile.objects.visible_to(everything).count() == 0
    assert AnswerFile.objects.visible_to(everything).get().name == file.name


def test_a_refused_answer_leaves_its_draft(visit: FormVersion, case: Case, moussa: Client) -> None:
    save(moussa, case, visited())
    assert send(moussa, case, visited(circle="djenne")).status_code == 422
    assert len(drafts()) == 1


def test_a_correction_has_a_draft_of_its_own(
    cast: Cast, visit: FormVersion, case: Case, moussa: Client
) -> None:
    instance = new_instance()
    outcome = actions.submit(cast.moussa(), form="visit", about=about(case), xml=visited(instance=instance))
    more = f"&corrects={outcome.answer_id}"
    assert save(moussa, case, visited(circle="bourem", corrects=instance), more=more).status_code == 200
    page = moussa.get(f"/answers/{outcome.answer_id}/correct").content.decode()
    assert "Brouillon repris" in page
    assert f'data-corrects="{instance}"' in page
    assert "Brouillon repris" not in moussa.get(f"/forms/visit/fill/?case={case.pk}").content.decode()
    assert send(moussa, case, visited(circle="bourem", corrects=instance), more=more).status_code == 200
    assert drafts() == []
    assert Answer.objects.visible_to(everything).count() == 2


def test_throwing_a_draft_away_starts_again(visit: FormVersion, case: Case, moussa: Client) -> None:
    save(moussa, case, visited())
    (draft,) = drafts()
    back = moussa.post(f"/forms/drafts/{draft.pk}/discard", {"again": "1"})
    assert (back.status_code, back["Location"]) == (302, f"/forms/visit/fill/?case={case.pk}")
    assert drafts() == []


def test_drafts_end_after_thirty_days(visit: FormVersion, case: Case, moussa: Client) -> None:
    save(moussa, case, visited())
    with clock.travel(clock.now() + timedelta(days=29)):
        schedule.run_now("questionnaires.drafts")
        assert len(drafts()) == 1
    with clock.travel(clock.now() + timedelta(days=31)):
        schedule.run_now("questionnaires.drafts")
    assert drafts() == []


def test_drafts_about_somebody_who_is_erased_go(
    cast: Cast, visit: FormVersion, case: Case, moussa: Client
) -> None:
    save(moussa, case, visited(picture="a.jpg"), a_jpg=photograph())
    people.erase(replace(cast.fanta(), stepped_up_at=clock.now()), case.person_id, reason="asked")
    assert drafts() == []
    assert DraftFile.objects.visible_to(everything).count() == 0


def test_a_draft_stands_sealed_and_nowhere_in_the_journal(
    visit: FormVersion, case: Case, moussa: Client
) -> None:
    simple("secret")
    save(moussa, case, told("Kanari"), form="secret")
    save(moussa, case, visited(picture="Kanari.jpg"), Kanari_jpg=photograph())
    with connection.cursor() as cursor:
        for table in ("draft", "draftfile"):
            cursor.execute(f"SELECT * FROM questionnaires_{table}")  # noqa: S608  # a name from the list above
            rows = str(
                [bytes(v) if isinstance(v, memoryview) else v for row in cursor.fetchall() for v in row]
            )
            assert rows != "[]"
            assert "Kanari" not in rows
    assert "Kanari" not in str(list(JournalDetail.objects.values_list("details", flat=True)))


@pytest.mark.parametrize(
    "xml", ["", "<data", "<data id='visit' version='1'/>", visited().replace('"visit"', '"other"')]
)
def test_a_draft_that_cannot_be_read_is_not_kept(
    visit: FormVersion, case: Case, moussa: Client, xml: str
) -> None:
    assert save(moussa, case, xml).status_code == 422
    assert drafts() == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("voix.wav", b"MZ\x90\x00 a program", "type"),
        ("voix.mp3", b"<html><script>", "type"),
        ("voix.wav", photograph(), "genre demandé"),
    ],
)
def test_a_draft_says_which_file_is_not_what_it_is_called(
    cast: Cast, visit: FormVersion, case: Case, name: str, content: bytes, said: str
) -> None:
    parts = {
        "xml_submission_file": SimpleUploadedFile("x", visited(said=name).encode(), "text/xml"),
        name: SimpleUploadedFile(name, content, "audio/wav"),
    }
    answer = signed_in(cast.moussa.account).post(f"/forms/visit/fill/draft?case={case.pk}", parts)
    assert (answer.status_code, answer.json()["file"]) == (422, name)
    assert said in answer.json()["reason"]
    assert not Draft.objects.visible_to(everything).exists()

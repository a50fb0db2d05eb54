"""Filling a form in about a case, a referral or nobody: what is kept, what is refused, who reads it."""

import json
import re
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jatigi.cases.models import Case
from jatigi.directory import actions as directory
from jatigi.kernel import clock
from jatigi.kernel.access import Purpose, Role
from jatigi.kernel.errors import NotFound, Refused
from jatigi.kernel.models import JournalDetail, JournalEntry, shared_key
from jatigi.kernel.querysets import acting
from jatigi.people import actions as people
from jatigi.protection import actions as protection
from jatigi.questionnaires import actions
from jatigi.questionnaires.filling import attachments
from jatigi.questionnaires.models import Answer, AnswerFile, FormVersion, Outcome
from jatigi.questionnaires.submission import Unacceptable
from jatigi.referrals import actions as referrals
from tests.cast import Cast, Member, member
from tests.questionnaires.conftest import new_instance
from tests.questionnaires.filling.conftest import about, everything, photograph, simple, told, visited
from tests.sign_in import signed_in


def sent(who: Member, case: Case, xml: str, **files: bytes) -> Outcome:
    parts = attachments.accepted((name.replace("_", "."), content) for name, content in files.items())
    return actions.submit(who(), form="visit", about=about(case), xml=xml, files=parts)


def answer_of(outcome: Outcome) -> Answer:
    return Answer.objects.visible_to(everything).get(pk=outcome.answer_id)


def post(client: Client, address: str, xml: str, **files: bytes) -> Any:
    parts = {name.replace("_", "."): SimpleUploadedFile(name, content) for name, content in files.items()}
    file = SimpleUploadedFile("xml_submission_file", xml.encode(), "text/xml")
    return client.post(address, {"xml_submission_file": file, **parts})


# On what


def test_a_form_about_a_case_is_sealed_under_the_person_and_found_from_the_case(
    cast: Cast, visit: FormVersion, case: Case
) -> None:
    answer = answer_of(sent(cast.moussa, case, visited()))
    assert (answer.about_type, answer.about_id, answer.subject_id) == ("cases.Case", case.pk, case.person_id)
    assert answer.key_id == case.key_id
    assert answer.values["child"] == [
        {"age": "7", "needs": "food school"},
        {"age": "12", "needs": "food school"},
    ]
    page = signed_in(cast.moussa.account).get(f"/cases/{case.pk}/").content.decode()
    assert "Remplir un formulaire sur le dossier" in page
    assert f"/forms/visit/fill/?case={case.pk}" in page
    assert "/answers/" in page


def test_a_form_about_nobody_is_sealed_under_the_organisation(cast: Cast, forms: None) -> None:
    simple("survey", about="nothing", purpose="survey")
    outcome = actions.submit(cast.awa(), form="survey", xml=told("bien", "survey"))
    answer = answer_of(outcome)
    assert (answer.subject_id, answer.about_id, answer.key_id) == (None, None, shared_key(cast.gao.pk))
    page = signed_in(cast.awa.account).get(f"/answers/{answer.pk}/read")
    assert "bien" in page.content.decode()


def test_a_form_is_filled_in_for_what_it_is_about_and_for_nothing_else(
    cast: Cast, visit: FormVersion, case: Case
) -> None:
    for given in (
        {"subject": case.person_id},
        {},
        {"about": ("referral", case.pk)},
        {"about": ("case", uuid4())},
    ):
        with pytest.raises((Unacceptable, NotFound)):
            actions.submit(cast.moussa(), form="visit", xml=visited(), **given)
    assert Answer.objects.visible_to(everything).count() == 0
    awa = signed_in(cast.moussa.account)
    assert awa.get(f"/forms/visit/fill/?person={case.person_id}").status_code == 404
    assert awa.get("/forms/visit/fill/").status_code == 404
    assert awa.get(f"/forms/visit/fill/?case={case.pk}").status_code == 200
    assert awa.get("/forms/visit/fill/?case=x").status_code == 404


def test_a_stranger_s_case_cannot_be_written_about(cast: Cast, visit: FormVersion, case: Case) -> None:
    with pytest.raises(NotFound):
        sent(cast.drissa, case, visited())
    assert signed_in(cast.drissa.account).get(f"/forms/visit/fill/?case={case.pk}").status_code == 404


def test_a_form_that_names_roles_is_filled_in_by_them_alone(cast: Cast, case: Case) -> None:
    simple("secret", roles=["supervisor"])
    given = {"form": "secret", "about": about(case), "xml": told("x")}
    with pytest.raises(Refused):
        actions.submit(cast.moussa(), **given)  # type: ignore[arg-type]
    assert actions.submit(cast.fanta(), **given).form.code == "secret"  # type: ignore[arg-type]
    address = f"/forms/secret/fill/?case={case.pk}"
    assert signed_in(cast.moussa.account).get(address).status_code == 403
    assert signed_in(cast.fanta.account).get(address).status_code == 200


# Tampering


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        (visited(circle="djenne"), "choice"),
        (visited(ages=("18",)), "constraint"),
        (visited(ages=("",)), "required"),
        (visited(ages=("seven",)), "type"),
        (visited(children="9"), "calculation"),
        (visited(picture="missing.jpg"), "file"),
        (visited(picture="../../etc/passwd"), "file"),
        (visited().replace("<thanks/>", "<thanks>x</thanks>"), "shown"),
        (visited().replace("<age>7</age>", "<age>7</age><age>8</age>"), "twice"),
        (visited().replace("<age>7</age>", "<age>7</age><secret>8</secret>"), "node"),
        (visited().replace("<region>gao</region>", "<region>gao</region><region>mopti</region>"), "twice"),
    ],
)
def test_tampered_repeats_cascades_and_files_are_refused_whole(
    cast: Cast, visit: FormVersion, case: Case, xml: str, reason: str
) -> None:
    with pytest.raises(Unacceptable) as refused:
        sent(cast.moussa, case, xml)
    assert refused.value.code == f"answer.{reason}"
    assert Answer.objects.visible_to(everything).count() == 0
    assert AnswerFile.objects.visible_to(everything).count() == 0


def test_a_recording_is_no_photograph(cast: Cast, visit: FormVersion, case: Case) -> None:
    with pytest.raises(Unacceptable) as refused:
        sent(cast.moussa, case, visited(said="a.jpg"), a_jpg=photograph())
    assert refused.value.code == "answer.file_kind"


# Files


def test_a_photograph_is_kept_sealed_under_a_neutral_name(cast: Cast, visit: FormVersion, case: Case) -> None:
    answer = answer_of(
        sent(cast.moussa, case, visited(picture="Fatou.jpg"), Fatou_jpg=photograph(), other_jpg=photograph())
    )
    file = AnswerFile.objects.visible_to(everything).get()
    assert answer.values["picture"] == file.name
    assert file.name in answer.xml
    assert "Fatou" not in answer.xml
    assert (file.kind, file.size, file.key_id) == ("image/jpeg", len(file.content), case.key_id)
    assert b"Kanari" not in file.content


def test_a_file_is_saved_and_never_shown_in_place_and_its_opening_is_journalled(
    cast: Cast, visit: FormVersion, case: Case
) -> None:
    answer = answer_of(sent(cast.moussa, case, visited(picture="a.jpg"), a_jpg=photograph()))
    page = signed_in(cast.moussa.account).get(f"/answers/{answer.pk}/read").content.decode()
    address = re.search(r'/answers/[0-9a-f-]+/files/[^"]+', page)
    assert address
    before = JournalEntry.objects.count()
    file = signed_in(cast.moussa.account).get(address[0])
    assert file["Content-Type"] == "image/jpeg"
    assert file["Content-Disposition"].startswith("attachment;")
    assert file["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in file["Cache-Control"]
    assert JournalEntry.objects.filter(
        seq__gt=before, object_type="questionnaires.AnswerFile", outcome="seen"
    ).exists()
    assert signed_in(cast.drissa.account).get(address[0]).status_code == 404
    assert signed_in(cast.fanta.account).get(f"/answers/{answer.pk}/files/other.jpg").status_code == 404


def test_the_page_takes_photographs_with_the_answers(cast: Cast, visit: FormVersion, case: Case) -> None:
    address = f"/forms/visit/fill/answers?case={case.pk}"
    answer = post(signed_in(cast.moussa.account), address, visited(picture="a.jpg"), a_jpg=photograph())
    assert answer.status_code == 200, answer.content
    assert AnswerFile.objects.visible_to(everything).count() == 1
    refused = post(signed_in(cast.moussa.account), address, visited(picture="a.jpg"), a_jpg=b"MZ")
    assert refused.status_code == 422
    assert "type" in json.loads(refused.content)["message"]


def test_the_same_answers_with_their_file_twice_are_one(cast: Cast, visit: FormVersion, case: Case) -> None:
    instance = new_instance()
    first, again = (
        sent(cast.moussa, case, visited(picture="a.jpg", instance=instance), a_jpg=photograph())
        for _ in range(2)
    )
    assert first.pk == again.pk
    assert AnswerFile.objects.visible_to(everything).count() == 1


# Reading


def test_an_answer_is_read_with_the_words_of_its_form(cast: Cast, visit: FormVersion, case: Case) -> None:
    answer = answer_of(sent(cast.moussa, case, visited()))
    page = signed_in(cast.fanta.account).get(f"/answers/{answer.pk}/read").content.decode()
    for words in (
        "Dans quel cercle ?",
        "Ansongo",
        "Enfants vus",
        "Âge de l’enfant",
        "De la nourriture, Une école",
        "1er novembre 2026",
    ):
        assert words in page, words
    assert page.count('role="row"') == 3
    assert "children" not in page


def test_a_corrected_answer_keeps_what_it_was(cast: Cast, visit: FormVersion, case: Case) -> None:
    instance = new_instance()
    first = answer_of(sent(cast.moussa, case, visited(instance=instance)))
    second = answer_of(sent(cast.fanta, case, visited(ages=("3",), corrects=instance)))
    assert second.supersedes_id == first.pk
    client = signed_in(cast.moussa.account)
    now, before = (client.get(f"/answers/{a.pk}/read").content.decode() for a in (second, first))
    assert f"/answers/{first.pk}/read" in now
    assert "Ces réponses ont été corrigées." in before
    assert f"/answers/{first.pk}/correct" not in before
    assert f"/answers/{second.pk}/correct" in now


def test_what_only_the_page_checked_is_told_to_supervisors(cast: Cast, case: Case) -> None:
    version = simple("secret")
    outcome = actions.submit(cast.moussa(), form="secret", about=about(case), xml=told("x"))
    address = f"/answers/{outcome.answer_id}/read"
    fanta, moussa = signed_in(cast.fanta.account), signed_in(cast.moussa.account)
    assert "Vérifié par la page seulement" not in fanta.get(address).content.decode()
    unreadable = """<bind constraint="pulldata('a', 'b', 'c', .)" nodeset="/data/told\""""
    with acting():
        version.xform = version.xform.replace('<bind nodeset="/data/told"', unreadable)
        version.save()
    page = fanta.get(address).content.decode()
    assert "Vérifié par la page seulement" in page
    assert "Ce qui a été dit (quelles réponses sont possibles)" in page
    assert "Vérifié par la page seulement" not in moussa.get(address).content.decode()


def reads(who: Member, answer: Answer) -> tuple[bool, bool, int]:
    client = signed_in(who.account)
    by_rule = Answer.objects.visible_to(who()).filter(pk=answer.pk).exists()
    known = Outcome.objects.visible_to(who()).filter(answer_id=answer.pk).exists()
    return by_rule, known, client.get(f"/answers/{answer.pk}/read").status_code


def test_a_restricted_answer_is_read_by_its_author_and_supervisors_only(cast: Cast, case: Case) -> None:
    simple("secret", restricted=True)
    answer = answer_of(actions.submit(cast.moussa(), form="secret", about=about(case), xml=told("Kanari")))
    assert answer.restricted
    assert reads(cast.moussa, answer) == reads(cast.fanta, answer) == (True, True, 200)
    colleague, reception = member(cast.gao, "issa", Role.CASE_WORKER), cast.awa
    for other in (colleague, reception, cast.boubacar, cast.drissa):
        assert reads(other, answer) == (False, False, 404)
    for role in sorted(set(Role.values) - {Role.SUPERVISOR}):
        assert reads(member(cast.gao, f"only-{role}", role), answer) == (False, False, 404)
    page = signed_in(colleague.account).get(f"/cases/{case.pk}/").content.decode()
    assert str(answer.pk) not in page
    for purpose in (Purpose.RECEPTION, Purpose.ADMINISTRATION):
        assert not Answer.objects.visible_to(cast.fanta(purpose)).exists()


def test_the_roles_that_a_restricted_form_names_read_it(cast: Cast) -> None:
    simple("secret", restricted=True, about="nothing", purpose="feedback", roles=["complaints", "reception"])
    answer = answer_of(actions.submit(cast.awa(), form="secret", xml=told("Kanari")))
    assert reads(member(cast.gao, "kone", Role.COMPLAINTS), answer) == (True, True, 200)
    assert reads(member(cast.gao, "issa", Role.CASE_WORKER), answer) == (False, False, 404)


def test_an_ordinary_form_is_read_by_whoever_may_fill_it_in(
    cast: Cast, visit: FormVersion, case: Case
) -> None:
    answer = answer_of(sent(cast.moussa, case, visited()))
    assert reads(cast.awa, answer) == reads(cast.fanta, answer) == (True, True, 200)
    assert reads(cast.boubacar, answer) == (False, False, 404)


def test_an_erasure_takes_files_along(cast: Cast, visit: FormVersion, case: Case) -> None:
    sent(cast.moussa, case, visited(picture="a.jpg"), a_jpg=photograph())
    people.erase(replace(cast.fanta(), stepped_up_at=clock.now()), case.person_id, reason="asked")
    assert AnswerFile.objects.visible_to(everything).count() == 0
    assert Answer.objects.visible_to(everything).count() == 0


def test_the_journal_holds_ids_and_codes_only(cast: Cast, visit: FormVersion, case: Case) -> None:
    sent(cast.moussa, case, visited(picture="Fatou.jpg"), Fatou_jpg=photograph())
    details = str(list(JournalDetail.objects.values_list("details", flat=True)))
    assert "'form': 'visit'" in details
    for word in ("Fatou", "ansongo", "food"):
        assert word not in details


def test_a_form_about_a_referral_is_for_whoever_sent_it(cast: Cast, case: Case) -> None:
    simple("secret", about="referral")
    service = directory.create_service(cast.lassana(), need="health", title_fr="Soins")
    protection.record_basis(
        cast.moussa(), subject=case.person_id, kind="consent", witness="Awa", purposes=[Purpose.REFERRAL],
        categories=["name", "needs"], recipient=cast.croix.pk,
    )  # fmt: skip
    referral = referrals.send(
        cast.moussa(), service=service.pk, urgency="high", case=case.pk, fields=["names"]
    )
    page = signed_in(cast.moussa.account).get(f"/referrals/{referral.pk}/").content.decode()
    assert f"/forms/secret/fill/?referral={referral.pk}" in page
    given = {"form": "secret", "about": ("referral", referral.pk), "xml": told("x")}
    answer = answer_of(actions.submit(cast.moussa(), **given))  # type: ignore[arg-type]
    assert (answer.about_type, answer.subject_id) == ("referrals.Referral", case.person_id)
    assert f"/answers/{Outcome.objects.visible_to(everything).get().pk}/" in (
        signed_in(cast.moussa.account).get(f"/referrals/{referral.pk}/").content.decode()
    )
    with pytest.raises(NotFound):
        actions.submit(replace(cast.lassana(), purpose=Purpose.REFERRAL), **given)  # type: ignore[arg-type]
    theirs = signed_in(cast.lassana.account).get(f"/referrals/{referral.pk}/").content.decode()
    assert "/forms/secret/" not in theirs
    assert "Remplir un formulaire" not in theirs

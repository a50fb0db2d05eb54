"""Forms of an organisation: brought, tried, published, compared, settled, retired."""

from functools import cache
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from jatigi.kernel.errors import Conflict, Invalid, NotFound, Refused
from jatigi.questionnaires import catalogue, judging, shipped
from jatigi.questionnaires.catalogue import actions, changes
from jatigi.questionnaires.models import Form, FormFile, FormVersion
from jatigi.questionnaires.shape import shape_of
from tests.cast import Cast, Member
from tests.questionnaires.catalogue.books import CHOICES, SETTINGS, SURVEY, Rows, csv_of, with_row, xlsx
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db

NEXT: Rows = (
    SURVEY[0],
    ("integer", "nom", "Votre numéro ?", "What is your name?"),
    ("select_one oui_non", "faim", "Avez-vous faim ?", "Are you hungry?"),
    ("text", "village", "Quel village ?", "Which village?"),
)


@cache
def judged(version: str = "1", survey: Rows = SURVEY, code: str = "faim", choices: Rows = CHOICES) -> Any:
    settings: Rows = (SETTINGS[0], (code, "La faim", version, "Français (fr)"))
    return judging.judge("La faim.xlsx", xlsx(survey=survey, settings=settings, choices=choices))


def published(who: Member, **given: Any) -> FormVersion:
    version = actions.bring(who(), judged=judged(), **given)
    return actions.publish_version(who(), version)


def browser(who: Member) -> Client:
    return signed_in(who.account)


def upload(content: bytes, name: str = "faim.xlsx", **more: Any) -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, content), "purpose": "survey", "about": "person", **more}


def test_a_form_is_filled_in_only_after_somebody_published_it(cast: Cast) -> None:
    version = actions.bring(
        cast.fanta(), judged=judged(), about="case", roles=["case_worker"], restricted=True
    )
    assert catalogue.forms(cast.fanta()) == []
    with pytest.raises(NotFound):
        catalogue.current("faim", cast.gao.pk)
    actions.publish_version(cast.fanta(), version)
    current = catalogue.current("faim", cast.gao.pk)
    assert (current.number, current.form.about, current.form.roles) == ("1", "case", ["case_worker"])
    assert (current.form.restricted, current.form.title_fr) == (True, "La faim")
    assert bytes(current.source) == judged().content
    with pytest.raises(NotFound):
        catalogue.current("faim", cast.loin.pk)


def test_the_version_on_trial_can_be_replaced_and_the_published_one_never(cast: Cast) -> None:
    first = actions.bring(cast.fanta(), judged=judged())
    again = actions.bring(cast.fanta(), judged=judged(survey=NEXT), form=first.form_id)
    assert [v.pk for v in FormVersion.objects.filter(form=first.form_id)] == [again.pk]
    actions.publish_version(cast.fanta(), again)
    with pytest.raises(Conflict):
        actions.publish_version(cast.fanta(), again)
    with pytest.raises(Invalid) as refused:
        actions.bring(cast.fanta(), judged=judged(), form=first.form_id)
    assert set(refused.value.errors) == {"file"}
    second = actions.bring(cast.fanta(), judged=judged(version="2"), form=first.form_id)
    assert catalogue.current("faim", cast.gao.pk).pk == again.pk
    actions.publish_version(cast.fanta(), second)
    assert catalogue.current("faim", cast.gao.pk).pk == second.pk
    assert catalogue.version("faim", "1", cast.gao.pk) == again


def test_a_form_without_a_version_gets_one_of_the_day_which_its_answers_carry(cast: Cast) -> None:
    version = actions.bring(cast.fanta(), judged=judged(version=""))
    assert version.number.endswith("01")
    assert len(version.number) == len("2026112201")
    assert shape_of(version.xform).version == version.number
    actions.publish_version(cast.fanta(), version)
    second = actions.bring(cast.fanta(), judged=judged(version=""), form=version.form_id)
    assert second.number == f"{version.number[:-2]}02"


def test_two_forms_do_not_share_an_identifier_and_a_version_stays_with_its_form(cast: Cast) -> None:
    version = published(cast.fanta)
    with pytest.raises(Invalid):
        actions.bring(cast.fanta(), judged=judged())
    with pytest.raises(Invalid):
        actions.bring(cast.fanta(), judged=judged(code="soif"), form=version.form_id)
    assert published(cast.drissa).form_id != version.form_id


def test_a_shipped_form_is_nobodys_to_change(cast: Cast) -> None:
    shipped.publish_all()
    screening = Form.objects.get(code="screening")
    with pytest.raises(Invalid):
        actions.bring(cast.fanta(), judged=judged(code="screening"))
    for act in (actions.retire, actions.reopen):
        with pytest.raises(Refused):
            act(cast.fanta(), screening)
    with pytest.raises(NotFound):
        actions.bring(cast.fanta(), judged=judged(), form=screening.pk)


def test_a_retired_form_keeps_its_versions_and_comes_back(cast: Cast) -> None:
    version = published(cast.fanta)
    actions.retire(cast.fanta(), version.form_id)
    assert catalogue.forms(cast.fanta()) == []
    assert catalogue.version("faim", "1", cast.gao.pk) == version
    with pytest.raises(Conflict):
        actions.bring(cast.fanta(), judged=judged(version="2"), form=version.form_id)
    actions.reopen(cast.fanta(), version.form_id)
    assert [form.pk for form in catalogue.forms(cast.fanta())] == [version.form_id]


def test_settings_are_among_those_that_there_are(cast: Cast) -> None:
    form = published(cast.fanta).form_id
    right: dict[str, Any] = {"purpose": "feedback", "about": "nothing", "title_fr": "La faim au centre"}
    settled = actions.settle(cast.fanta(), form, **right, roles=["complaints"], restricted=True)
    assert (settled.title_fr, settled.title_en, settled.roles) == (
        "La faim au centre", "La faim au centre", ["complaints"],
    )  # fmt: skip
    with pytest.raises(Invalid) as refused:
        actions.settle(cast.fanta(), form, **{**right, "purpose": "fun", "about": "cat"}, roles=["king"])
    assert set(refused.value.errors) == {"purpose", "about", "roles"}


def test_a_version_says_what_it_changed(cast: Cast) -> None:
    choices = with_row(
        "oui_non", "peu", "Un peu", "A little", rows=(*CHOICES[:2], ("oui_non", "non", "Pas du tout", "No"))
    )
    told = changes.between(judged().xform, judged(version="2", survey=NEXT, choices=choices).xform, "fr")
    assert [(change.kind, change.question) for change in told] == [
        ("retyped", "nom"), ("relabelled", "nom"), ("choices", "faim"), ("choices", "faim"), ("added", "village"), ("removed", "jours"),
    ]  # fmt: skip


# Pages


def test_what_is_wrong_stands_beside_the_file_and_what_was_chosen_stays(cast: Cast) -> None:
    broken = upload(xlsx(survey=with_row("texte", "nom", "A", "A")), purpose="screening", about="nothing")
    answer = browser(cast.fanta).post(reverse("questionnaires:bring_form"), broken)
    said = answer.content.decode().replace("\xa0", " ")
    assert answer.status_code == 422
    assert "Le type « texte » n’existe pas. Voulez-vous dire « text » ?" in said
    assert "Le nom « nom » est déjà employé à la ligne 2." in said
    assert '<option value="screening" selected>' in said
    assert Form.objects.filter(code="faim").count() == 0


def test_a_form_goes_from_the_file_to_use_by_its_pages(cast: Cast) -> None:
    at = browser(cast.fanta)
    villages = SimpleUploadedFile("villages.csv", b"name,label\nbourem,Bourem\n")
    survey = with_row("select_one_from_file villages.csv", "village", "Village", "Village")
    brought = at.post(reverse("questionnaires:bring_form"), upload(xlsx(survey=survey), beside=[villages]))
    version = FormVersion.objects.select_related("form").get(form__code="faim")
    assert brought["Location"] == reverse("questionnaires:form", args=[version.form_id])
    assert FormFile.objects.get(form_version=version).kind == "text/csv"
    assert "à l’essai" in at.get(brought["Location"]).content.decode()
    assert at.get(reverse("questionnaires:trial", args=[version.pk])).status_code == 200
    beside = at.get(reverse("questionnaires:version_file", args=[version.pk, "villages.csv"]))
    assert (beside.content, beside["Content-Type"]) == (b"name,label\nbourem,Bourem\n", "text/csv")
    at.post(reverse("questionnaires:publish", args=[version.pk]))
    assert catalogue.current("faim", cast.gao.pk) == version
    page = at.get(reverse("questionnaires:catalogue")).content.decode()
    assert "La faim" in page
    assert "en service" in page


@pytest.mark.parametrize(("days", "status"), [("3", 200), ("beaucoup", 422)])
def test_a_trial_says_whether_the_answers_would_do_and_keeps_nothing(
    cast: Cast, days: str, status: int
) -> None:
    version = actions.bring(cast.fanta(), judged=judged())
    instance = "<instanceID>uuid:6f3b1a52-6c1d-4a35-9b53-0f3f8a2f1c11</instanceID>"
    xml = f'<data id="faim" version="1"><nom>x</nom><faim>oui</faim><jours>{days}</jours><meta>{instance}</meta></data>'
    sent = {"xml_submission_file": SimpleUploadedFile("answers.xml", xml.encode())}
    answer = browser(cast.fanta).post(reverse("questionnaires:tried", args=[version.pk]), sent)
    assert answer.status_code == status
    assert ("Rien n’a été enregistré" in answer.json()["message"]) == (status == 200)


def test_the_original_comes_back_byte_for_byte_and_the_clean_workbook_means_the_same(cast: Cast) -> None:
    old: Rows = (
        ("Type", "name", "label:Français (fr)", "relevance", "note interne"),
        ("text", "nom", "=1+1"),
        ("integer", "jours", "Depuis ?", "${nom} = 'a'", "à revoir"),
    )
    source = csv_of(survey=old, choices=None, settings=(("id_string", "title"), ("faim", "La faim"))).encode()
    found = judging.judge("faim.csv", source)
    version = actions.bring(cast.fanta(), judged=found)
    at = browser(cast.fanta)
    assert at.get(reverse("questionnaires:original", args=[version.pk])).content == source
    clean = at.get(reverse("questionnaires:clean_copy", args=[version.pk])).content
    page = load_workbook(BytesIO(clean))["survey"]
    assert [cell.value for cell in page[1]][:4] == ["type", "name", "label::Français (fr)", "relevant"]
    assert page["C2"].data_type == "s"
    again = judging.judge("faim.xlsx", clean)
    assert again.shape is not None
    assert again.shape.version == version.number
    assert again.xform == version.xform


def test_forms_of_others_are_not_to_be_found(cast: Cast) -> None:
    version = actions.bring(cast.drissa(), judged=judged())
    at = browser(cast.fanta)
    for name, pk in (
        ("form", version.form_id), ("settle", version.form_id), ("bring_version", version.form_id),
        ("trial", version.pk), ("original", version.pk), ("clean_copy", version.pk), ("version_xform", version.pk),
    ):  # fmt: skip
        assert at.get(reverse(f"questionnaires:{name}", args=[pk])).status_code == 404, name

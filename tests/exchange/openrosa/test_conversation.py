"""ODK Collect talks to a node: list, form, manifest, file, submission, with the statuses and headers of OpenRosa 1.0."""

import hashlib
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring

from jatigi.exchange.models import Part
from jatigi.people.models import Identity, Person, Stay
from jatigi.questionnaires.models import Answer, AnswerFile
from tests.architecture.world import everything
from tests.exchange.openrosa.conftest import House, answers, multipart, new_instance, rows, said

pytestmark = pytest.mark.django_db

XFORMS_LIST = "{http://openrosa.org/xforms/xformsList}xforms"
MANIFEST = "{http://openrosa.org/xforms/xformsManifest}manifest"
FORMS = ["complaint", "follow_up_collect", "registration_collect", "satisfaction"]
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db0"
    "0000000049454e44ae426082"
)


def open_rosa(answer: Any) -> Any:
    """Every answer has the headers of the specification."""
    assert answer["X-OpenRosa-Version"] == "1.0"
    assert parsedate_to_datetime(answer["Date"]).tzinfo is not None
    assert "no-store" in answer["Cache-Control"]
    return answer


def kept(model: Any = Answer) -> list[Any]:
    return list(model.objects.visible_to(everything))


# What a device is offered


def test_the_list_holds_what_can_be_filled_in_without_a_page(house: House) -> None:
    answer = open_rosa(house.collect.get("/formList"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/xml; charset=utf-8")
    assert fromstring(answer.content.decode()).tag == XFORMS_LIST
    assert sorted(house.collect.forms()) == FORMS


def test_each_form_has_a_hash_and_absolute_addresses(house: House) -> None:
    listed = house.collect.forms()["registration_collect"]
    assert list(listed) == ["formID", "name", "version", "hash", "downloadUrl", "manifestUrl"]
    assert listed["downloadUrl"].startswith("http://testserver/openrosa/forms/")
    answer = open_rosa(house.collect.get(listed["downloadUrl"]))
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/xml; charset=utf-8")
    assert listed["hash"] == f"md5:{hashlib.md5(answer.content, usedforsecurity=False).hexdigest()}"
    assert b'id="registration_collect" version="1"' in answer.content


def test_a_form_without_files_has_no_manifest(house: House) -> None:
    assert "manifestUrl" not in house.collect.forms()["satisfaction"]


def test_the_titles_come_in_the_language_of_the_device(house: House) -> None:
    assert house.collect.forms()["registration_collect"]["name"] == "Inscription (Collect)"
    house.collect.language = "en-GB,en;q=0.9"
    assert house.collect.forms()["registration_collect"]["name"] == "Registration (Collect)"
    assert open_rosa(house.collect.get("/formList"))["Content-Language"] == "en"


def test_the_manifest_names_the_lists_with_the_hash_of_what_is_downloaded(house: House) -> None:
    form = house.collect.forms()["registration_collect"]
    answer = open_rosa(house.collect.get(form["manifestUrl"]))
    root = fromstring(answer.content.decode())
    assert root.tag == MANIFEST
    assert [one.get("type") for one in root] == ["entityList", "entityList"]
    for file in rows(answer):
        content = open_rosa(house.collect.get(file["downloadUrl"])).content
        assert file["hash"] == f"md5:{hashlib.md5(content, usedforsecurity=False).hexdigest()}"


def test_the_list_of_houses_holds_no_shelter(house: House) -> None:
    assert house.collect.table("registration_collect", "houses.csv") == [
        ["name", "label", "__version"],
        [str(house.site.pk), "Maison de Gao", "1"],
    ]


@pytest.mark.parametrize("path", ["/formList", "/submission"])
def test_other_methods_are_told_which_there_are(house: House, path: str) -> None:
    answer = open_rosa(house.collect.ask("PUT", path))
    assert answer.status_code == 405
    assert "HEAD" in answer["Allow"]


def test_what_is_not_there_is_answered_in_openrosa(house: House) -> None:
    answer = open_rosa(house.collect.get("/forms/155ea892-5587-4a5b-88b6-614e51d876b2/form.xml"))
    assert answer.status_code == 404
    form = house.collect.forms()["registration_collect"]
    unknown = form["manifestUrl"].replace("manifest", "media/unknown.csv")
    assert open_rosa(house.collect.get(unknown)).status_code == 404


# Sending


def test_collect_asks_first_where_to_send_and_how_much(house: House) -> None:
    answer = open_rosa(house.collect.ask("HEAD", "/submission?deviceID=collect%3Ax"))
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Location"] == "http://testserver/openrosa/submission"
    assert answer["X-OpenRosa-Accept-Content-Length"] == str(10 * 1024 * 1024)


@pytest.mark.parametrize("version", ["", "2.0"])
def test_whoever_speaks_another_version_is_told_so(house: House, version: str) -> None:
    for method, path in (("GET", "/formList"), ("HEAD", "/submission"), ("POST", "/submission")):
        answer = open_rosa(house.collect.ask(method, path, b"", **{"X-OpenRosa-Version": version}))
        assert answer.status_code == 400
    assert "X-OpenRosa-Version" in said(
        house.collect.ask("GET", "/formList", b"", **{"X-OpenRosa-Version": ""})
    )


def test_a_registration_is_received_and_the_person_exists(house: House) -> None:
    instance = new_instance()
    answer = open_rosa(house.collect.send(house.registration(instance=instance)))
    assert (answer.status_code, said(answer)) == (201, "Bien reçu. Merci.")
    assert answer["Location"] == "http://testserver/openrosa/submission"
    metadata = fromstring(answer.content.decode())[1]
    assert metadata.tag == "{http://www.opendatakit.org/xforms}submissionMetadata"
    assert (metadata.get("instanceID"), metadata.get("id")) == (instance, "registration_collect")
    (person,), (identity,), (kept_answer,) = kept(Person), kept(Identity), kept()
    assert (person.sex, person.age_group, person.nationalities) == ("male", "18_59", ["GN"])
    assert person.registered_by_id == house.cast.moussa.account.pk
    assert identity.names == [{"given": "Amadou", "family": "Keita", "kind": "main"}]
    assert (kept_answer.subject_id, kept_answer.key_id) == (person.pk, person.key_id)


def test_with_a_house_the_stay_begins(house: House) -> None:
    arriving = {"stays": "yes", "house": house.site.pk, "bed": "B2", "from_country": "NE"}
    assert house.collect.send(house.registration(person=arriving)).status_code == 201
    (stay,) = kept(Stay)
    assert (stay.site_id, stay.bed, stay.from_country_id) == (house.site.pk, "B2", "NE")


def test_the_same_answers_again_have_no_further_effect(house: House) -> None:
    xml = house.registration()
    assert [house.collect.send(xml).status_code for _ in range(3)] == [201, 201, 201]
    assert (len(kept(Person)), len(kept())) == (1, 1)


def test_the_same_instance_with_other_content_is_a_conflict(house: House) -> None:
    instance = new_instance()
    house.collect.send(house.registration(instance=instance))
    answer = open_rosa(house.collect.send(house.registration(instance=instance, sex="female")))
    assert answer.status_code == 409
    assert (len(kept(Person)), len(kept())) == (1, 1)


@pytest.mark.parametrize(
    "xml",
    ["", "no form", "<data id='x'>", "<data/>", '<!DOCTYPE d [<!ENTITY e "x">]><data>&e;</data>'],
    ids=["nothing", "text", "open", "without instance", "entities"],
)
def test_what_cannot_be_read_is_a_bad_request(house: House, xml: str) -> None:
    assert open_rosa(house.collect.send(xml)).status_code == 400
    assert kept() == []


@pytest.mark.parametrize("body", [b"", b"--x\r\n", multipart("\xff").replace(b"\xc3\xbf", b"\xff\xfe")])
def test_a_body_that_is_no_submission_is_a_bad_request(house: House, body: bytes) -> None:
    assert open_rosa(house.collect.ask("POST", "/submission", body)).status_code == 400


def test_what_is_too_large_is_told_so(house: House) -> None:
    assert house.collect.send(house.registration(witness="x" * 300_000)).status_code == 413
    body = house.collect.ask("POST", "/submission", b"x" * (12 * 1024 * 1024))
    assert open_rosa(body).status_code == 413


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"sex": "both"}, "La question « sex » n’a pas cette réponse."),
        ({"colour": "blue"}, "Le formulaire n’a pas de question « colour »."),
        ({"agreed": ""}, "La question « agreed » demande une réponse."),
        ({"basis": "consent", "age_group": "5_11"}, "La réponse à « basis » n’est pas possible ici."),
    ],
)
def test_answers_that_do_not_fit_the_form_are_refused_whole(
    house: House, changes: dict[str, str], reason: str
) -> None:
    answer = open_rosa(house.collect.send(house.registration(**changes)))
    assert answer.status_code == 422
    assert said(answer).replace("\u00a0", " ").endswith(reason)
    assert (kept(Person), kept()) == ([], [])


def test_an_unknown_form_or_version_is_refused(house: House) -> None:
    for xml in (answers("unknown", "", {}), answers("satisfaction", "", {}, version="99")):
        assert open_rosa(house.collect.send(xml)).status_code == 422


# In several requests


@pytest.fixture
def with_picture(house: House, monkeypatch: pytest.MonkeyPatch) -> str:
    """A published form that asks for two pictures."""
    from jatigi.questionnaires import actions, rules

    source = (
        "| survey |\n| | type | name | label |\n| | image | front | Front |\n| | image | back | Back |\n"
        "| | text | words | Words |\n| settings |\n| | form_id | version |\n| | pictures | 1 |\n"
    )
    actions.publish(
        rules.PUBLISHING,
        source=source,
        purpose="survey",
        title_fr="Images",
        title_en="Pictures",
        about="nothing",
    )
    return "pictures"


def test_a_submission_in_two_parts_is_kept_until_it_is_whole(house: House, with_picture: str) -> None:
    xml = answers(with_picture, "", {"front": "1.png", "back": "2.png", "words": "deux"})
    first = open_rosa(house.collect.send(xml, {"1.png": PNG}, more=True))
    assert first.status_code == 202
    assert (len(kept(Part)), kept()) == (1, [])
    assert open_rosa(house.collect.send(xml, {"2.png": PNG})).status_code == 201
    assert (kept(Part), len(kept()), len(kept(AnswerFile))) == ([], 1, 2)
    assert house.collect.send(xml, {"2.png": PNG}).status_code in (201, 422)
    assert len(kept()) == 1


def test_without_all_of_its_parts_it_is_not_received(house: House, with_picture: str) -> None:
    xml = answers(with_picture, "", {"front": "1.png", "back": "2.png"})
    answer = open_rosa(house.collect.send(xml, {"2.png": PNG}))
    assert answer.status_code == 422
    assert kept() == []


def test_parts_of_another_user_are_not_taken(house: House, with_picture: str) -> None:
    xml = answers(with_picture, "", {"front": "1.png", "back": "2.png"})
    house.collect.send(xml, {"1.png": PNG}, more=True)
    other = house.device(house.issue(house.cast.awa))
    assert other.send(xml, {"2.png": PNG}).status_code == 422


def test_what_waits_is_sealed_and_goes_with_every_erasure(house: House, with_picture: str) -> None:
    from dataclasses import replace

    from jatigi.kernel import clock
    from jatigi.people import actions as people

    xml = answers(with_picture, "", {"front": "1.png", "back": "2.png"})
    house.collect.send(xml, {"1.png": PNG}, more=True)
    house.collect.send(house.registration())
    people.erase(replace(house.cast.fanta(), stepped_up_at=clock.now()), kept(Person)[0], reason="asked")
    assert kept(Part) == []
    assert house.collect.send(xml, {"2.png": PNG}).status_code == 422

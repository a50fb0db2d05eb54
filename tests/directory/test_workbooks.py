"""Workbooks of who does what where: read with care, confirmed by a person, brought in once."""

import csv
import json
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from jatigi.agencies import aliases
from jatigi.agencies.aliases.actions import confirm_alias, remove_alias
from jatigi.agencies.models import Notification, Organisation, OrganisationAlias
from jatigi.directory.actions import suspend
from jatigi.directory.models import Service, ServiceArea
from jatigi.directory.workbooks import actions, opening, template
from jatigi.directory.workbooks.judging import LEAVE, NEW, judge
from jatigi.directory.workbooks.known import known
from jatigi.directory.workbooks.models import Workbook
from jatigi.directory.workbooks.rules import KNOWING
from jatigi.directory.workbooks.told import told
from jatigi.kernel import clock
from jatigi.kernel.errors import Conflict, Invalid, NotFound, Refused
from jatigi.kernel.querysets import acting
from jatigi.places.models import AdminUnit
from jatigi.project.commands import directory as command
from tests.cast import Cast, organisation
from tests.directory import books
from tests.directory.conftest import SHELTER, Offer
from tests.sign_in import signed_in

REAL = Path(__file__).parents[2].parent / "shared" / "data" / "ocha_3w" / "tchad_3w_avril_2025.xlsx"


def judged(content: bytes, name: str = "a.xlsx", country: str = "") -> dict[str, Any]:
    """What the command line says of a file, in English."""
    with translation.override("en"):
        verdict = judge(opening.pages(name, content), country)
        return told(verdict, known(verdict.offers))


def offers(content: bytes, name: str = "a.xlsx", country: str = "") -> set[tuple[str, str, str]]:
    """(acronym, need, place) of every service that would come of a file."""
    short = {str(one.pk): one.acronym for one in Organisation.objects.all()}
    verdict = judge(opening.pages(name, content), country)
    return {(short[house], need, place) for house, need, place in verdict.offers}


def test_a_messy_workbook_is_read_as_a_careful_person_would_read_it(cast: Cast) -> None:
    content = books.messy()
    found = judged(content)
    assert offers(content) == {
        ("CRM", "family_links", "ML00"),  # ML09 with the name of Bamako: the code of the list of 2021
        ("MMG", "health", "ML11"),  # the cercle of Nioro in Kayes, a region of its own today
        *((house, need, place) for house in ("CRM", "MMG") for need in ("accommodation", "transport") for place in ("ML05", "ML07")),
        ("MMG", "asylum", "ML"),
        *(("CRM", "education", place) for place in ("ML07", "ML08", "ML10")),
        ("MMG", "wash", "ML07"),
        ("MMG", "health", "ML07"),
    }  # fmt: skip
    assert {
        (one["kind"], one["text"]): [c["code"] for c in one["choices"]][:1] for one in found["to_confirm"]
    } == {
        ("organisation", "Orgnisation CRM"): [str(cast.croix.pk)],
        ("place", "Tombouctu"): ["ML06"],
        ("place", "Gao · ML05"): ["ML07"],
        ("need", "Protection"): ["legal"],
        ("need", "Abris / NFI"): ["accommodation"],
    }
    assert [(one["sheet"], one["row"], one["column"].split("\n")[0]) for one in found["refused"]] == [
        ("5W Mars", 17, "B (Nom)"), ("5W Mars", 18, "D (Secteur)"), ("5W Mars", 19, "E (Région)"),
        ("5W Mars", 24, "B (Nom)"), ("Par région", 4, "C (Gao)"),
    ]  # fmt: skip
    assert [one["row"] for one in found["left_out"]] == [14, 15, 16]
    assert [(one["sheet"], one["row"]) for one in found["ignored"]] == [
        ("5W Mars", 20),
        ("5W Mars", 25),
        ("Par région", 5),
    ]
    assert (found["rows_read"], found["organisations_recognised"], found["country"]) == (20, 2, "ML")
    assert {one["name"]: one["read"] for one in found["sheets"][:5]} == {
        "Consignes": False, "5W Mars": True, "Par région": True, "Par secteur": True, "Listes": False,
    }  # fmt: skip
    assert "70 00 00 00" not in json.dumps(found)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("MMG", "Santé", "ML09"), "place"),
        (("MMG", "Santé", "Région de Gao "), {("MMG", "health", "ML07")}),
        (("MMG", "Santé, Nutrition", "Gao"), "need"),
        (("MMG", "Santé", "Gao; Lune"), "place"),
        (("MMG, Inconnue", "Santé", "Gao"), "organisation"),
        (("La MMG", "Santé", "Gao"), "organisation"),
        (("MMG", "Santé", "Tchad"), "place"),
        (("Organisation (MMG)", "Health care", "Tombouctou, Kidal et Gao"),
         {("MMG", "health", place) for place in ("ML06", "ML08", "ML07")}),
    ],
)  # fmt: skip
def test_what_is_not_exact_waits_for_a_person(cast: Cast, row: tuple[str, ...], expected: Any) -> None:
    content = books.plain(row, ("CRM", "Santé", "Kidal"))
    found = judged(content)
    if isinstance(expected, str):
        assert [one["kind"] for one in found["to_confirm"]] == [expected]
        assert offers(content) == {("CRM", "health", "ML08")}
    else:
        assert not found["to_confirm"]
        assert offers(content) == expected | {("CRM", "health", "ML08")}


def test_an_acronym_of_another_country_is_somebody_else_until_a_person_says_so(cast: Cast) -> None:
    content = books.plain(("CRM", "Santé", "TD07"), heads=("#org", "#sector", "#adm1+code"))
    assert offers(content) == set()
    (asked,) = judged(content)["to_confirm"]
    assert [choice["code"] for choice in asked["choices"]] == [str(cast.croix.pk)]
    with pytest.raises(Refused):
        confirm_alias(cast.boubacar(), text="CRM", organisation=cast.croix.pk, country="TD")
    alias = confirm_alias(cast.drissa(), text=" C.R.M. ", organisation=cast.croix.pk, country="TD")
    assert offers(content) == {("CRM", "health", "TD07")}
    assert aliases.meant("crm", "TD") == cast.croix.pk
    assert aliases.meant("crm", "NE") is None
    with pytest.raises(Refused):
        remove_alias(cast.boubacar(), alias)
    remove_alias(cast.drissa(), alias)
    assert offers(content) == set()


def bomb() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (opening.MOST_OPENED + 1))
    return file.getvalue()


def declaring() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><workbook>&b;</workbook>')
    return file.getvalue()


def crowded() -> bytes:
    book = openpyxl.Workbook()
    for number in range(opening.MOST_SHEETS):
        book.create_sheet(str(number))
    return books.packed(book)


@pytest.mark.parametrize(
    ("name", "make", "says"),
    [
        ("a.xlsx", lambda: b"", "empty"),
        ("a.xlsx", lambda: b"0" * (opening.MOST_BYTES + 1), "10 MB"),
        ("a.xlsx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 90, "password"),
        ("a.xlsx", lambda: b"PK\x03\x04 no archive", "no .xlsx"),
        ("a.xlsx", bomb, "80 MB"),
        ("a.xlsx", declaring, "no .xlsx"),
        ("a.xlsx", crowded, "60 sheets"),
        ("a.pdf", lambda: b"%PDF-1.7", "no .xlsx"),
        ("a.xlsx", lambda: books.plain(("x", "y", "z"), heads=("un", "deux", "trois")), "No sheet"),
        ("a.csv", lambda: b"a;b\n1;2\n", "No sheet"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(
    cast: Cast, name: str, make: Callable[[], bytes], says: str
) -> None:
    with translation.override("en"):
        with pytest.raises(Invalid) as refused:
            actions.bring(cast.drissa(), name=name, content=make())
        assert says in str(refused.value.errors["file"])


def services(**only: Any) -> list[tuple[str, str, str, str]]:
    rows = Service.objects.visible_to(KNOWING).filter(**only).select_related("organisation", "unit")
    return sorted(
        (row.organisation.acronym, row.need, row.unit.code if row.unit else row.country_id, row.state)
        for row in rows
    )


def test_a_workbook_is_confirmed_by_a_person_and_brought_in_once(cast: Cast, offer: Offer) -> None:
    offer(need="education")
    seul = organisation("SEUL")
    content = books.plain(
        ("CRM", "Éducation", "Gao", "", "", ""),
        ("Orgnisation CRM", "VBG", "Mopti", "Écoute", "ONG", "12/01/2026"),
        ("SEUL", "Transport", "Kidal", "Trajets vers Gao", "", ""),
        ("Association des Tisserands du Fleuve", "Santé", "Gao", "", "Association", ""),
        ("Personne", "Santé", "Gao", "", "", ""),
        ("MMG", "Santé", "Ménaka", "", "", ""),
        heads=("Organisation", "Secteur", "Région", "Activité", "Type d’organisation", "Mise à jour"),
    )  # fmt: skip
    client = signed_in(cast.drissa.account)
    page = client.get("/services/workbooks/template/")
    assert openpyxl.load_workbook(BytesIO(page.content)).sheetnames[0] == "Services"
    sent = client.post(
        "/services/workbooks/", {"file": SimpleUploadedFile("3W.xlsx", content), "country": ""}
    )
    (workbook,) = Workbook.objects.visible_to(cast.drissa())
    assert sent["Location"] == f"/services/workbooks/{workbook.pk}/"
    asked = {one.text: one.name for one in actions.judged(workbook).questions}
    assert set(asked) == {"Orgnisation CRM", "Association des Tisserands du Fleuve", "Personne"}
    shown = client.get(sent["Location"]).content.decode()
    assert "Orgnisation CRM" in shown
    assert str(cast.croix.pk) in shown
    answers = {
        "n0": asked["Orgnisation CRM"], "q0": str(cast.croix.pk),
        "n1": asked["Association des Tisserands du Fleuve"], "q1": NEW, "n2": asked["Personne"], "q2": LEAVE,
    }  # fmt: skip
    assert client.post(f"{sent['Location']}answers/", {**answers, "q2": "nobody"}).status_code == 422
    assert not OrganisationAlias.objects.exists()
    assert client.post(f"{sent['Location']}answers/", answers).status_code == 302
    assert client.post(f"{sent['Location']}write/").status_code == 302
    new = Organisation.objects.get(name_fr="Association des Tisserands du Fleuve")
    assert (new.kind, new.country_id) == ("association", "ML")
    assert services() == sorted(
        [
            ("CRM", "education", "ML07", "active"),
            ("CRM", "gbv", "ML05", "proposed"),
            ("MMG", "health", "ML10", "proposed"),
            ("SEUL", "transport", "ML08", "active"),
            ("", "health", "ML07", "active"),
        ]
    )
    (gbv,) = Service.objects.visible_to(KNOWING).filter(need="gbv")
    assert (gbv.assured_at.isoformat(), "Écoute" in gbv.description_fr, gbv.kept_by_id) == (
        "2026-01-12",
        True,
        None,
    )
    assert Service.objects.visible_to(KNOWING).get(organisation=seul).kept_by_id == cast.loin.pk
    assert Notification.objects.visible_to(cast.lassana()).filter(kind="directory.workbook").count() == 1
    again = actions.bring(cast.drissa(), name="a.xlsx", content=content)
    verdict = actions.judged(again)
    assert set(verdict.offers) == known(verdict.offers)
    assert [one.text for one in verdict.questions] == ["Personne"]
    with pytest.raises(Conflict):
        actions.write(cast.drissa(), again)
    assert len(services()) == 5
    workbook = Workbook.objects.visible_to(cast.drissa()).get(pk=workbook.pk)
    assert (workbook.state, workbook.said, workbook.written) == ("done", None, 4)
    assert client.get(sent["Location"]).status_code == 200
    assert client.get("/organisations/names/").content.decode().count("Orgnisation CRM") == 1


def test_an_administrator_brings_the_services_of_the_own_organisation_only(cast: Cast) -> None:
    both = books.plain(("MMG", "Santé", "Gao"), ("CRM", "Santé", "Gao"))
    with pytest.raises(Refused):
        actions.bring(cast.moussa(), name="a.xlsx", content=both)
    workbook = actions.bring(cast.boubacar(), name="a.xlsx", content=both)
    with pytest.raises(Conflict):
        actions.write(cast.boubacar(), workbook)
    with pytest.raises(NotFound):
        actions.write(cast.drissa(), workbook)
    assert services() == []
    own = actions.bring(cast.boubacar(), name="a.xlsx", content=books.plain(("MMG", "Santé", "Gao")))
    actions.write(cast.boubacar(), own)
    assert services() == [("MMG", "health", "ML07", "active")]
    later = clock.now() + Workbook.LASTS
    with clock.travel(later), pytest.raises(Conflict):
        actions.drop(cast.boubacar(), workbook)


def test_the_command_line_says_the_same_to_a_program(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "messy.xlsx"
    file.write_bytes(books.messy())
    assert command.run(["import", str(file), "--dry-run", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["ok"], found["rows_read"], found["services"]["new"]) == (True, 20, 16)
    assert set(found) <= set(re.findall(r"[a-z_]+", command.KEYS))
    file.write_bytes(b"%PDF")
    assert command.run(["import", str(file), "--dry-run", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["ok"] is False
    with pytest.raises(SystemExit):
        command.run(["import", str(file)])
    assert services() == []


def test_the_template_says_every_need_and_reads_its_own_headings(cast: Cast) -> None:
    book = openpyxl.load_workbook(BytesIO(template.workbook()))
    page = book["Services"]
    for column, cell in enumerate(
        ("MMG", "", "", "documents", "", "Guichet", "", "ML09", "", "Ber", "", "+223 20 00 00 00"), 1
    ):
        page.cell(3, column, cell)
    found = judged(books.packed(book))
    assert (found["rows_read"], found["to_confirm"][0]["kind"]) == (1, "place")
    page.cell(3, 7, "Taoudénit")
    assert offers(books.packed(book)) == {("MMG", "documents", "ML09")}


@pytest.mark.skipif(
    not REAL.exists(), reason="the real 3W workbook of Chad is not here (shared/data/ocha_3w)"
)
def test_a_real_workbook_of_a_country_is_understood_row_by_row(cast: Cast) -> None:
    organisation("CRT", Organisation.Kind.RED_CROSS, "TD")
    found = judged(REAL.read_bytes())
    assert (found["country"], found["rows_read"], found["presence_rows"], found["refused"]) == (
        "TD",
        2316,
        760,
        [],
    )
    assert found["places_recognised"] == 23
    assert sorted(one["text"] for one in found["to_confirm"] if one["kind"] == "need") == [
        "Abris / NFI", "Nutrition", "Protection", "Relèvement Précoce", "Réponse aux réfugiés",
    ]  # fmt: skip
    disagreeing = [one for one in found["to_confirm"] if one["kind"] == "place"]
    assert [one["needed"] for one in disagreeing] == [False] * 3
    crt = [one["why"] for one in found["to_confirm"] if one["text"] == "Croix Rouge Tchadienne (CRT)"]
    assert len(crt) == 1
    assert len(found["left_out"]) == 62
    assert (
        found["services"]["rows"] + found["to_confirm_rows"] + found["presence_rows"] + len(found["left_out"])
        == 2316
    )


def test_anybody_gets_the_public_directory_with_hxl_tags_and_never_a_hidden_place(
    cast: Cast, offer: Offer, shelter: Service, django_assert_num_queries: Any
) -> None:
    offer(title_fr="=1+1", description_fr="@SUM(A1)", reach={"phone": "+223 20 00 00 00"})
    offer(cast.fanta, need="legal", title_fr="Conseil", unit=None)
    suspended = offer(need="food", title_fr="Repas")
    suspend(cast.kadi(), suspended)
    cercle = AdminUnit.objects.get(name_fr="Ansongo")
    with acting():
        ServiceArea(organisation=cast.croix, service=shelter, country_id="ML", unit=cercle).save()
    nobody = Client()
    with django_assert_num_queries(2):
        answer = nobody.get("/services/3w.csv")
    lines = list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))
    tags, rows = lines[1], [dict(zip(lines[1], line, strict=True)) for line in lines[2:]]
    assert all(re.fullmatch(r"#[a-z0-9]+(\+[a-z]+)*", tag) for tag in tags)
    assert [(row["#org+acronym"], row["#sector+code"], row["#adm1+code"] or row["#country+code"]) for row in rows] == [
        ("CRM", "gbv", "ML07"), ("CRM", "health", "ML07"), ("MMG", "legal", "ML"),
    ]  # fmt: skip
    assert (rows[1]["#service+name"], rows[1]["#activity+description"]) == ("'=1+1", "'@SUM(A1)")
    book = openpyxl.load_workbook(BytesIO(nobody.get("/services/3w.xlsx?lang=en").content))
    page = book["3W"]
    assert page["F4"].data_type == "s"
    assert page["D1"].value == "Sector"
    for text in (answer.content.decode(), str([cell.value for row in page for cell in row])):
        assert not re.search(f"{SHELTER}|00 00 00 01|{cercle.code}|Ansongo", text)
    assert nobody.get("/services/3w.pdf").status_code == 404
    assert offers(answer.content, "a.csv") == {
        ("CRM", "gbv", "ML07"),
        ("CRM", "health", "ML07"),
        ("MMG", "legal", "ML"),
    }
    assert judged(answer.content, "a.csv")["services"] == {"new": 0, "known": 3, "rows": 3}

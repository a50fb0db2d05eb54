"""Answers leave as a file and come from elsewhere: asked for with a reason, decided by a second person, checked before kept."""

import csv
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from jatigi.kernel.access import Role
from jatigi.questionnaires import actions, shipped
from jatigi.questionnaires.data import tasks
from jatigi.questionnaires.data.rules import MAKING
from jatigi.questionnaires.models import Export
from tests.browser import follow
from tests.cast import Cast, Member, member
from tests.journeys.conftest import AtWork, Look
from tests.journeys.pictures import WIDTHS
from tests.questionnaires.conftest import new_instance
from tests.questionnaires.data.conftest import SOURCE, publish
from tests.questionnaires.instruments.conftest import instance

pytestmark = pytest.mark.journey

SAID = {"respect": "5", "understood": "4", "services": "food health", "to_improve": "=1+1"}


@pytest.fixture(scope="module")
def cast(house: str) -> Cast:
    made = Cast()
    shipped.publish_all()
    publish(SOURCE, restricted=True)
    actions.submit(made.awa(), form="satisfaction", xml=instance("satisfaction", SAID, "2"))
    actions.submit(made.awa(), form="visit", xml=instance("visit", {"people": "3", "remark": "@SUM(A1)"}))
    return made


@pytest.fixture(scope="module")
def officer(cast: Cast) -> Member:
    return member(cast.gao, "salif", Role.DATA_OFFICER)


def ask(tab: Page, **chosen: str) -> None:
    tab.get_by_label("À quoi servira le fichier").select_option(label="un rapport sans noms")
    tab.get_by_label("Motif, en une phrase").fill("Rapport du mois pour le cluster protection")
    for label, value in chosen.items():
        tab.get_by_label(label, exact=True).select_option(label=value)
    follow(tab.get_by_role("button", name="Demander le fichier"))


def make(state: str = "making") -> None:
    for export in Export.objects.visible_to(MAKING).filter(state=state):
        tasks.make.func(str(export.pk))


def download(tab: Page) -> Any:
    with tab.expect_download() as told:
        tab.get_by_role("button", name="Télécharger le fichier").click()
    return told.value


@pytest.mark.parametrize("width", WIDTHS)
def test_an_ordinary_form_becomes_a_workbook_and_a_text(
    officer: Member, at_work: AtWork, look: Look, width: int
) -> None:
    tab = at_work(officer, "/forms/", width=width)
    follow(tab.get_by_role("link", name="Satisfaction"))
    look(tab, "data-form")
    follow(tab.get_by_role("link", name="Obtenir un fichier des réponses"))
    tab.get_by_role("button", name="Demander le fichier").click()
    expect(tab.locator("[data-error-summary]")).to_be_visible()
    look(tab, "data-ask-wrong")
    ask(tab)
    expect(tab.get_by_text("Le fichier est en préparation")).to_be_visible()
    look(tab, "data-making")
    make()
    tab.reload()
    look(tab, "data-ready")
    file = download(tab)
    assert file.suggested_filename.endswith(".xlsx")
    sheet = load_workbook(BytesIO(file.path().read_bytes())).worksheets[0]
    head, row = [list(cells) for cells in sheet.iter_rows(values_only=True)]
    assert "Que faudrait-il améliorer\u00a0?" not in head
    assert row[head.index("On m’a traité avec respect.")] == "Tout à fait"
    tab.reload()
    look(tab, "data-taken")
    follow(tab.get_by_role("link", name="Le demander de nouveau"))
    expect(tab.get_by_label("Motif, en une phrase")).to_have_value(
        "Rapport du mois pour le cluster protection"
    )
    look(tab, "data-ask-again")
    ask(tab, Fichier="Texte (.csv)", **{"Titres et réponses": "Noms et codes du formulaire"})
    make()
    tab.reload()
    headings, said = list(csv.reader(StringIO(download(tab).path().read_text(encoding="utf-8-sig"))))
    assert (said[headings.index("respect")], said[headings.index("services")]) == ("5", "food health")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_restricted_form_waits_for_a_second_person(
    officer: Member, cast: Cast, at_work: AtWork, look: Look, width: int
) -> None:
    tab = at_work(officer, "/forms/visit/data/", width=width)
    look(tab, "data-ask-restricted")
    ask(tab)
    expect(tab.get_by_text("Une deuxième personne doit approuver")).to_be_visible()
    assert tab.get_by_role("button", name="Approuver").count() == 0
    address = tab.url.partition("/exports/")[2]
    second = at_work(cast.fanta, f"/exports/{address}", width=width)
    look(second, "data-decide")
    follow(second.get_by_role("button", name="Approuver"))
    assert second.get_by_role("button", name="Télécharger le fichier").count() == 0
    look(second, "data-approved")
    make()
    tab.reload()
    sheets = load_workbook(BytesIO(download(tab).path().read_bytes())).worksheets
    assert [sheet.title for sheet in sheets] == ["Réponses", "Ménage", "Membre"]
    assert [cell.value for cell in sheets[0][2]][-1] == "'@SUM(A1)"


def answers(*marks: str) -> bytes:
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(["SubmissionDate", "respect", "useful", "KEY"])
    writer.writerows(["2026-10-01T09:00:00Z", mark, "4", new_instance()] for mark in marks)
    return text.getvalue().encode()


def bring(tab: Page, name: str, content: bytes, *, keep: bool = False) -> None:
    tab.get_by_label("Fichier", exact=True).set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content}
    )
    tab.get_by_role("button", name="Importer les réponses" if keep else "Vérifier le fichier").click()


@pytest.mark.parametrize("width", WIDTHS)
def test_answers_from_elsewhere_are_checked_then_brought_in_all_or_none(
    officer: Member, at_work: AtWork, look: Look, width: int
) -> None:
    tab = at_work(officer, "/forms/", width=width)
    follow(tab.get_by_role("link", name="Satisfaction"))
    before = counted(tab)
    follow(tab.get_by_role("link", name="Importer des réponses"))
    look(tab, "data-bring")
    bring(tab, "reponses.csv", answers("5", "9", "4", "x"), keep=True)
    rows = tab.locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("3")
    expect(rows.nth(0)).to_contain_text("respect")
    look(tab, "data-bring-wrong")
    good = answers("5", "4", "3")
    bring(tab, "reponses.csv", good)
    expect(tab.get_by_text("Le fichier peut être importé")).to_be_visible()
    look(tab, "data-bring-good")
    bring(tab, "reponses.csv", good, keep=True)
    expect(tab.get_by_text("3 réponses ont été importées")).to_be_visible()
    look(tab, "data-bring-done")
    follow(tab.get_by_role("link", name="Satisfaction"))
    assert counted(tab) == before + 3


def counted(tab: Page) -> int:
    said = tab.get_by_text("dans votre organisation.").first.inner_text()
    return int(said.partition(" ")[0].partition("\u00a0")[0])


def test_who_may_not_take_answers_out_is_offered_no_way(cast: Cast, at_work: AtWork) -> None:
    tab = at_work(cast.boubacar, "/forms/")
    follow(tab.get_by_role("link", name="Satisfaction"))
    assert tab.get_by_role("link", name="Obtenir un fichier des réponses").count() == 0
    assert tab.get_by_role("link", name="Importer des réponses").count() == 1
    tab = at_work(cast.fanta, "/forms/")
    follow(tab.get_by_role("link", name="Satisfaction"))
    assert tab.get_by_role("link", name="Obtenir un fichier des réponses").count() == 1
    assert tab.get_by_role("link", name="Importer des réponses").count() == 0

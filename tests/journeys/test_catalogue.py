"""A supervisor brings a broken form, reads what is wrong, brings the mended one, tries it, publishes it, then a second."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from jatigi.questionnaires import catalogue
from jatigi.questionnaires.models import Answer, FormVersion
from tests.browser import PHONE, browser, check_axe, fits, follow, page  # noqa: F401  # fixtures
from tests.cast import Cast
from tests.journeys.pictures import keep
from tests.questionnaires.catalogue.books import SETTINGS, SURVEY, with_row, xlsx
from tests.questionnaires.conftest import everything
from tests.sign_in import signed_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def tab(live_server: Any, page: Callable[..., Page], cast: Cast) -> Page:  # noqa: F811  # the fixture, by its name
    """The telephone of Fanta, the supervisor."""
    opened = page(width=PHONE)
    cookie = signed_in(cast.fanta.account).cookies[settings.SESSION_COOKIE_NAME]
    opened.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "url": live_server.url, "httpOnly": True}]
    )
    opened.goto(f"{live_server.url}/forms/")
    return opened


@pytest.fixture
def look(pictures: Path) -> Callable[..., None]:
    def looking(tab: Page, name: str = "") -> None:
        assert fits(tab)
        check_axe(tab)
        if name:
            keep(tab, pictures / f"{name}.png")

    return looking


def bring(tab: Page, path: Path, content: bytes) -> None:
    path.write_bytes(content)
    tab.get_by_label("Le formulaire", exact=True).set_input_files(path)
    tab.get_by_role("button", name="Vérifier et apporter").click()


def test_from_a_broken_form_to_a_published_one_and_its_second_version(
    tab: Page, look: Callable[..., None], tmp_path: Path, cast: Cast
) -> None:
    look(tab)
    follow(tab.get_by_role("link", name="Apporter un formulaire"))
    look(tab, "formulaire-apporter")
    tab.get_by_label("À quoi sert-il").select_option("feedback")
    bring(
        tab,
        tmp_path / "faim.xlsx",
        xlsx(survey=with_row("texte", "nom", "Autre", "Other", "${fain} = 'oui'")),
    )
    wrong = tab.get_by_role("table", name="Erreurs")
    expect(wrong.get_by_text("Le type «\u00a0texte\u00a0» n’existe pas.")).to_be_visible()
    expect(wrong.get_by_text("Le nom «\u00a0nom\u00a0» est déjà employé à la ligne 2.")).to_be_visible()
    expect(wrong.get_by_text("Voulez-vous dire «\u00a0faim\u00a0»")).to_be_visible()
    expect(tab.get_by_label("À quoi sert-il")).to_have_value("feedback")
    look(tab, "formulaire-erreurs")

    bring(
        tab, tmp_path / "faim.xlsx", xlsx(survey=with_row("text", "autre", "Autre chose ?", "Anything else?"))
    )
    expect(tab.get_by_role("heading", name="La faim", level=1)).to_be_visible()
    look(tab, "formulaire-essai")
    follow(tab.get_by_role("link", name="Essayer", exact=True))
    expect(tab.get_by_text("rien de ce que vous écrivez n’est enregistré")).to_be_visible()
    tab.get_by_label("Comment vous appelez-vous").fill("Essai")
    look(tab)
    tab.get_by_role("button", name="Envoyer").click()
    expect(tab.get_by_text("Rien n’a été enregistré.")).to_be_visible()
    assert Answer.objects.visible_to(everything).count() == 0

    tab.on("dialog", lambda dialog: dialog.accept())
    follow(tab.get_by_role("link", name="La faim"))
    tab.get_by_role("button", name="Publier cette version").click()
    expect(tab.get_by_text("La version est publiée.")).to_be_visible()
    assert catalogue.current("faim", cast.gao.pk).number == "1"

    follow(tab.get_by_role("link", name="Apporter une nouvelle version"))
    second = (SETTINGS[0], ("faim", "La faim", "2", "Français (fr)"))
    bring(tab, tmp_path / "faim2.xlsx", xlsx(survey=SURVEY, settings=second))
    changed = tab.get_by_role("table", name="Ce qui a changé")
    expect(changed.get_by_text("Autre chose")).to_be_visible()
    expect(changed.get_by_text("retirée")).to_be_visible()
    look(tab, "formulaire-change")
    tab.get_by_role("button", name="Publier cette version").click()
    expect(tab.get_by_text("La version est publiée.")).to_be_visible()
    assert catalogue.current("faim", cast.gao.pk).number == "2"
    assert FormVersion.objects.filter(form__code="faim").count() == 2

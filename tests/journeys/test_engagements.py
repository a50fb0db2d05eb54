"""A journalist on a telephone, without an account or script: what was promised, what became of it, with which number."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import check_axe, fits
from tests.cast import Cast
from tests.coordination.promised import Promised
from tests.publications.tables import officer, published

pytestmark = pytest.mark.journey


def test_a_journalist_finds_what_is_overdue_and_where_a_number_comes_from(
    house: str, page: Callable[..., Page]
) -> None:
    cast = Cast()
    Promised(cast)
    published(officer(cast), cast.fanta)
    tab = page(width=360, java_script_enabled=False)
    tab.goto(f"{house}/engagements/")
    expect(tab.get_by_text("Adopter la loi.")).to_be_visible()
    expect(tab.get_by_text("Confidentiel entre membres.")).to_have_count(0)
    assert fits(tab)
    tab.get_by_role("link", name="En retard").click()
    expect(tab.get_by_text("Adopter la loi.")).to_have_count(0)
    tab.get_by_role("link", name="Ouvrir un centre d’accueil à Gao.").click()
    expect(tab.get_by_text("Communiqué final, p. 2")).to_be_visible()
    expect(tab.get_by_text("Douze lits sont ouverts.")).to_be_visible()
    expect(tab.get_by_text("La maison est vide.")).to_be_visible()
    assert fits(tab)
    tab.get_by_role("link", name="Questions et réponses").click()
    expect(tab.get_by_text("4 engagements publics ont été pris en 2025.")).to_be_visible()
    tab.get_by_role("link", name="Tableaux publiés").click()
    tab.get_by_role("link", name="Victimes identifiées en 2025").click()
    expect(tab.get_by_role("cell", name="133")).to_be_visible()
    with tab.expect_download() as saved:
        tab.get_by_role("link", name="Télécharger en .csv").click()
    assert saved.value.suggested_filename.endswith(".csv")
    assert tab.context.cookies() == []
    for path in ("/engagements/", "/engagements/questions/", "/publications/victimes-identifiees-en-2025/"):
        wide = page()
        wide.goto(house + path)
        check_axe(wide)

"""One man, two spellings: two agents at the desk, and a join that is undone after a referral was added."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from jatigi.kernel.access import Purpose
from jatigi.people import search
from jatigi.people.actions import register
from jatigi.people.duplicates.actions import report
from jatigi.people.models import Person
from jatigi.referrals.actions import send
from tests.browser import PHONE, follow
from tests.journeys.conftest import AtWork, Look
from tests.journeys.gao import Gao, button, link, tap

pytestmark = pytest.mark.journey

BASIS: Any = {"kind": "consent", "form": "verbal", "language": "bm", "witness": "Oumou"}


@pytest.fixture(scope="module")
def gao(house: str) -> Gao:
    search.engine = search.InMemory()
    return Gao()


def written(tab: Page, given: str, family: str, mother: str) -> None:
    """The registration form as somebody at the desk fills it in."""
    tab.locator("input[name=names_0_given]").fill(given)
    tab.locator("input[name=names_0_family]").fill(family)
    tab.get_by_text("Autres noms, père et mère").click()
    tab.locator("input[name=mother]").fill(mother)
    tap(tab, "sex", "male")
    tab.locator("input[name=birth_year]").fill("1997")
    tap(tab, "basis_kind", "consent")
    tap(tab, "basis_agreed", "yes")
    tab.locator("input[name=basis_witness]").fill("Oumou")


def known(gao: Gao, given: str, family: str) -> Person:
    names: Any = [{"given": given, "family": family, "kind": "main"}]
    birth: Any = {"kind": "year", "year": 1988}
    return register(gao.awa(Purpose.RECEPTION), sex="male", names=names, birth=birth, basis=BASIS)


def test_the_second_agent_must_look_before_the_same_man_is_registered_again(
    gao: Gao, at_work: AtWork, look: Look
) -> None:
    first = at_work(gao.awa, "/people/new/")
    written(first, "Mahamadou", "Coulibaly", "Awa Traoré")
    button(first, "Enregistrer").click()
    expect(first.get_by_text("C’est enregistré. Le code est")).to_be_visible()

    second = at_work(gao.moussa, "/people/new/", width=PHONE)
    written(second, "Mamadu", "Kulibali", "Hawa Traore")
    button(second, "Enregistrer").click()
    expect(second.get_by_text("Cette personne est peut-être déjà enregistrée")).to_be_visible()
    expect(second.get_by_role("heading", name="Mahamadou Coulibaly")).to_be_visible()
    look(second, "doublon-accueil")
    with second.expect_response("**/people/new/"):
        button(second, "Enregistrer").click()
    expect(second.locator("form[data-sending]")).to_have_count(0)
    expect(second.get_by_text("Cette personne est peut-être déjà enregistrée")).to_be_visible()
    second.get_by_role("button", name="C’est la même personne").click()
    expect(second.get_by_text("rien n’a été enregistré une seconde fois")).to_be_visible()
    expect(second.get_by_text("Mahamadou Coulibaly").first).to_be_visible()


def test_a_join_is_undone_after_a_referral_was_added(gao: Gao, at_work: AtWork, look: Look) -> None:
    one, other = known(gao, "Oumar", "Diakité"), known(gao, "Omar", "Jakite")
    report(gao.awa(), one=one.pk, other=other.pk)
    tab = at_work(gao.moussa, "/people/duplicates/")
    look(tab, "doublons", small=True)
    follow(link(tab, "Oumar Diakité · Omar Jakite"))
    expect(tab.get_by_role("heading", level=1)).to_have_text("Une personne ou deux ?")
    look(tab, "doublon-comparer", small=True)
    follow(link(tab, "C’est une seule personne"))
    look(tab, "doublon-reunir", small=True)
    button(tab, "Réunir les enregistrements").click()
    expect(tab.get_by_text("Réunis : les deux codes")).to_be_visible()
    look(tab, "doublon-reuni", small=True)

    referral = send(gao.moussa(Purpose.REFERRAL), service=gao.care.pk, urgency="immediate", person=one.pk)
    tab.goto(tab.url.replace(str(one.pk), str(other.pk)))
    expect(tab).to_have_url(re.compile(str(one.pk)))
    expect(tab.get_by_text(referral.code).first).to_be_visible()
    follow(link(tab, "Séparer à nouveau"))
    asked = tab.get_by_role("group", name=re.compile(referral.code))
    asked.get_by_label(other.code).check()
    look(tab, "doublon-separer", small=True)
    button(tab, "Séparer les enregistrements").click()
    expect(tab.get_by_text("Séparés : les deux enregistrements sont comme avant.")).to_be_visible()
    expect(tab.get_by_text(referral.code)).to_have_count(0)
    tab.goto(tab.url.replace(str(one.pk), str(other.pk)))
    expect(tab.get_by_text("Omar Jakite").first).to_be_visible()
    expect(tab.get_by_text(referral.code).first).to_be_visible()

"""The secretariat enters a panel from its communiqué, names addressees, and assigns what is left together."""

import pytest
from playwright.sync_api import expect

from jatigi.coordination.commitments.models import Addressee, Commitment
from jatigi.kernel.access import Role
from tests.browser import PHONE, follow
from tests.cast import member
from tests.journeys.conftest import AtWork, Look
from tests.journeys.gao import Gao, button, link

pytestmark = pytest.mark.journey

COMMUNIQUE = """Gao, le 5 juin 2025 – L’Organisation internationale pour les migrations (OIM) a organisé mardi 3 juin à Gao un panel sur l’accueil des migrants refoulés. Il était modéré par Mme Rokia Cissé, coordinatrice de la Maison des migrants.

Les participants ont recommandé :
• de doter chaque poste frontière d’un agent d’écoute ;
• d’ouvrir une ligne d’appel en tamasheq avant fin mars 2026 ;
• de former les transporteurs aux premiers secours.

La Croix-Rouge malienne accompagne les refoulés depuis 2017.
"""


def test_the_secretariat_enters_a_panel_from_its_communique(house: str, at_work: AtWork, look: Look) -> None:
    gao = Gao()
    assa = member(gao.mmg, "assa", Role.COORDINATOR)
    tab = at_work(assa, "/reading/")
    tab.locator("#id_text").fill(COMMUNIQUE)
    tab.get_by_label("D’où il vient").fill("OIM Mali, 5 juin 2025")
    look(tab, "communique-colle", small=True)
    button(tab, "Lire").click()
    expect(tab.get_by_role("heading", name="Recommandations et décisions")).to_be_visible()
    expect(tab.locator("mark", has_text="Rokia Cissé").first).to_be_visible()
    assert not Commitment.objects.visible_to(assa()).exists()
    look(tab, "communique-propose", small=True)

    event = tab.locator("article", has_text="Gao · ML")
    event.get_by_role("button", name="Reprendre", exact=True).click()
    expect(event.get_by_text("reprise")).to_be_visible()
    people = tab.locator("section", has=tab.get_by_role("heading", name="Personnes", exact=True))
    people.get_by_role("button", name="Reprendre", exact=True).click()
    expect(people.get_by_text("reprise")).to_be_visible()
    section = tab.locator("section", has=tab.get_by_role("heading", name="Recommandations et décisions"))
    first = section.locator("article", has_text="agent d’écoute").first
    follow(first.get_by_role("link", name="Corriger"))
    tab.get_by_label("Destinataire").fill("Gouvernement du Mali")
    look(tab, "communique-corriger", small=True)
    button(tab, "Reprendre").click()
    expect(first.get_by_text("reprise")).to_be_visible()
    section.get_by_role("button", name="Tout reprendre").click()
    expect(section.get_by_text("reprise")).to_have_count(3)

    link(tab, "Engagements de l’événement").click()
    who = tab.locator("tr", has_text="qui ?")
    expect(who).to_have_count(2)
    for box in who.get_by_role("checkbox").all():
        box.check()
    button(tab, "Modifier ensemble ceux qui sont cochés").click()
    tab.get_by_label("À qui s’adresse-t-il ?").fill("Croix-Rouge malienne")
    button(tab, "Les modifier tous").click()
    expect(tab.get_by_text("2 engagements ont été modifiés.")).to_be_visible()
    expect(tab.locator("tr", has_text="qui ?")).to_have_count(0)
    named = Addressee.objects.visible_to(assa()).filter(addressed=gao.croix)
    assert named.count() == 2
    line = Commitment.objects.visible_to(assa()).get(text__contains="tamasheq")
    assert (str(line.deadline), str(line.made_on), line.source) == (
        "2026-03-31",
        "2025-06-03",
        "OIM Mali, 5 juin 2025",
    )

    phone = at_work(assa, "/reading/", width=PHONE)
    follow(link(phone, "Panel sur l"))
    look(phone, "communique-telephone")

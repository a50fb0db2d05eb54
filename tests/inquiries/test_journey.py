"""In the browser: asking, « demande transmise », the other house's task, the decision, the notice; and a trawling agent."""

import pytest
from playwright.sync_api import expect

from jatigi.inquiries import throttle
from tests.browser import PHONE
from tests.desk import browser, follow, look, open_as, page
from tests.inquiries.conftest import goes_out, hits, somebody

__all__ = ["browser", "open_as", "page"]
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def fill_agreement(tab):
    tab.get_by_label("J’ai lu le texte ci-dessus à la personne").check()
    tab.get_by_label("Dans quelle langue").select_option("bm")
    tab.get_by_label("accord oral").check()
    tab.get_by_label("Nom du témoin").fill("Oumou")


def test_asking_and_making_oneself_known(cast, here, there, open_as):
    tab = open_as(cast.moussa, f"/people/{here.pk}/ask/", width=PHONE)
    tab.get_by_label("pour poursuivre une aide commencée ailleurs").check()
    tab.get_by_label("Le motif, en une phrase").fill("Un traitement à poursuivre.")
    fill_agreement(tab)
    look(tab, "demander")
    tab.get_by_role("button", name="Transmettre la demande").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Demande transmise")
    look(tab, "demande-transmise")
    goes_out()
    house = open_as(cast.lassana, "/", width=PHONE)
    follow(house.get_by_role("link", name="Décider avec la personne s’il faut répondre").first)
    expect(house.get_by_text("Un traitement à poursuivre.")).to_be_visible()
    house.get_by_label("Que peut-on leur dire").fill("Demander Lassana au 76 00 11 22.")
    fill_agreement(house)
    look(house, "decider")
    house.get_by_role("button", name="Dire comment joindre la personne").click()
    house.get_by_text("Votre réponse est partie").wait_for()
    look(house, "demandes-recues")
    tab.goto(tab.url.partition("/inquiries")[0] + "/inquiries/")
    look(tab, "demandes")
    follow(tab.get_by_role("table").get_by_role("link").first)
    expect(tab.get_by_text("Demander Lassana au 76 00 11 22.")).to_be_visible()
    look(tab, "demande")


def test_answering_nothing(cast, here, there, ask, open_as):
    ask(here)
    goes_out()
    house = open_as(cast.lassana, f"/inquiries/received/{hits()[0].pk}/", width=PHONE)
    house.get_by_role("button", name="Ne rien répondre").click()
    house.get_by_text("Rien n’est répondu").wait_for()


def test_a_trawling_agent_is_slowed_and_reported(cast, officer, ask, open_as):
    for number in range(throttle.AT_ONCE + 1):
        ask(somebody(cast.moussa, f"Nom{chr(97 + number)}", "Traoré", year=1950 + number))
    fanta = open_as(cast.fanta, "/inquiries/", width=PHONE)
    expect(fanta.get_by_text("ralentie", exact=True)).to_have_count(1)
    look(fanta, "demandes-ralenties")
    told = open_as(officer, "/notifications/", width=PHONE)
    expect(told.get_by_text("Moussa interroge les autres organisations").first).to_be_visible()

"""Two organisations and a guest with a telephone: directed on, asked through a link, answered over a line that breaks."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from jatigi.directory.models import Service
from jatigi.kernel.access import service_access
from jatigi.people.models import Person
from jatigi.protection.models import LawfulBasis
from jatigi.referrals import actions
from jatigi.referrals.models import ReferralEvent
from tests.browser import PHONE
from tests.cast import Cast
from tests.desk import OpenAs, browser, follow, look, open_as, page
from tests.referrals.conftest import Send
from tests.referrals.test_guests import NAME, small

__all__ = ["browser", "open_as", "page", "small"]

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
everything = service_access("test", ["referrals.ReferralEvent"])


def test_a_guest_with_a_telephone_answers_over_a_line_that_breaks(
    cast: Cast, person: Person, health: Service, agreed: LawfulBasis, small: Service, sent: Send,
    open_as: OpenAs, page: Callable[..., Page], live_server: Any, settings: Any,
) -> None:  # fmt: skip
    settings.PUBLIC_URL = live_server.url
    first = sent()
    actions.redirect(cast.kadi(), first, service=small.pk, reason="no_capacity")
    asked = sent(service=small.pk, redirected_from=first.pk)
    worker = open_as(cast.moussa, reverse("referrals:detail", args=[asked.pk]), width=PHONE)
    follow(worker.get_by_role("link", name="Créer un lien pour répondre"))
    look(worker, "guest-invite")
    worker.get_by_role("button", name="Créer le lien").click()
    expect(worker.get_by_label("Lien", exact=True)).to_be_visible()
    look(worker, "guest-link")
    link = worker.get_by_label("Lien", exact=True).input_value()
    said = re.search(r"[1-9A-Z]{4}-[1-9A-Z]{3}", worker.locator("section.card").inner_text())
    assert said
    phone = page(width=PHONE)
    phone.goto(link)
    phone.get_by_label("Code que l’on vous a dit au téléphone").fill("7K3M")
    assert "#" not in phone.url
    phone.get_by_role("button", name="Ouvrir").click()
    expect(phone.get_by_role("alert")).to_be_visible()
    look(phone, "guest-code")
    lose_one_answer(phone, "**/reponse/")
    phone.get_by_label("Code que l’on vous a dit au téléphone").fill(said[0])
    phone.get_by_role("button", name="Ouvrir").click()
    expect(phone.locator("[data-complaint]")).to_be_visible()
    phone.get_by_role("button", name="Ouvrir").click()
    expect(phone.get_by_text(NAME)).to_be_visible()
    look(phone, "guest-answer")
    other = page(width=PHONE)
    other.goto(link)
    expect(other.get_by_role("heading", name="Ce lien n’ouvre rien ici")).to_be_visible()
    look(other, "guest-elsewhere")
    phone.get_by_text("Accepter", exact=True).click()
    phone.get_by_label("Votre nom").locator("visible=true").fill("Bintou Diarra")
    lose_one_answer(phone, "**/accept/")
    phone.get_by_role("button", name="Envoyer cette réponse").locator("visible=true").click()
    expect(phone.get_by_text("Merci, votre réponse est arrivée")).to_have_count(0)
    expect(phone.locator("[data-complaint]")).to_be_visible()
    phone.get_by_role("button", name="Envoyer cette réponse").locator("visible=true").click()
    expect(phone.get_by_text("Merci, votre réponse est arrivée")).to_be_visible()
    assert NAME not in phone.content()
    look(phone, "guest-answered")
    phone.reload()
    expect(phone.get_by_text("Merci, votre réponse est arrivée")).to_be_visible()
    steps = ReferralEvent.objects.visible_to(everything).filter(referral=asked).order_by("entered_at")
    assert [step.verb for step in steps] == ["send", "accept"]
    worker.goto(live_server.url + reverse("referrals:detail", args=[asked.pk]))
    expect(worker.get_by_text("Bintou Diarra · par un lien à usage unique")).to_be_visible()
    expect(worker.get_by_text("Le lien a été suivi à un second endroit")).to_be_visible()
    look(worker, "guest-sender")
    follow(worker.get_by_role("link", name="Feuille avec talon-réponse"))
    look(worker, "slip-before")
    follow(worker.get_by_role("button", name="Afficher la fiche"))
    look(worker, "slip")
    assert worker.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
    worker.goto(live_server.url + reverse("referrals:detail", args=[asked.pk]))
    follow(worker.get_by_role("link", name="Remettre un code pour suivre"))
    worker.get_by_label("Mot secret que la personne choisit").fill("hirondelle")
    look(worker, "follow-make")
    follow(worker.get_by_role("button", name="Montrer le code et le mot"))
    code = worker.locator("dl .code").inner_text()
    phone.goto(live_server.url + reverse("referrals:suivi"))
    phone.get_by_label("Code", exact=True).fill(code)
    phone.get_by_label("Mot secret").fill("Hirondelle")
    look(phone, "suivi")
    phone.get_by_role("button", name="Voir").click()
    expect(phone.get_by_text("La réponse est oui")).to_be_visible()
    phone.get_by_text("Dire comment cela s’est passé").click()
    look(phone, "suivi-standing")


def lose_one_answer(tab: Page, pattern: str) -> None:
    """The next thing sent there arrives, and its answer is lost on the way back."""

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    tab.route(pattern, lose, times=1)

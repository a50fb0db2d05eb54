"""What protects: a lone child at night, an agreement withdrawn in the middle, a service that says no."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from jatigi.cases.actions import open_case
from jatigi.kernel import clock
from jatigi.kernel.access import Purpose
from jatigi.people.actions import register
from jatigi.people.models import Person
from jatigi.protection.actions import record_basis
from jatigi.referrals.actions import send
from jatigi.referrals.models import Referral
from tests.browser import PHONE, follow
from tests.journeys.conftest import AtWork, Look
from tests.journeys.gao import Gao, button, link, tap

pytestmark = pytest.mark.journey

SHARED = ["name", "needs"]


@pytest.fixture(scope="module")
def gao(house: str) -> Gao:
    return Gao()


@pytest.fixture
def night() -> Iterator[None]:
    """It is two in the morning."""
    now = clock.now()
    with clock.travel(now.replace(hour=2, minute=0) + timedelta(days=1)):
        yield


def somebody(gao: Gao, given: str) -> Person:
    """Registered, with a case, who agreed that the Croix-Rouge may know the name and the needs."""
    basis: Any = {"kind": "consent", "form": "verbal", "language": "bm", "witness": "Oumou"}
    names: Any = [{"given": given, "family": "Coulibaly", "kind": "main"}]
    person = register(gao.awa(), sex="female", age_group="18_59", names=names, basis=basis)
    open_case(gao.moussa(), person=person.pk, urgency="high", tracks=[], case_worker=gao.moussa.account.pk)
    return person


def agree(gao: Gao, person: Person, recipient: Any) -> None:
    record_basis(
        gao.moussa(), subject=person.pk, kind="consent", purposes=[Purpose.REFERRAL], categories=SHARED,
        recipient=recipient.pk, witness="Oumou",
    )  # fmt: skip


def sent(gao: Gao, person: Person) -> Referral:
    agree(gao, person, gao.croix)
    return send(
        gao.moussa(), service=gao.care.pk, person=person.pk, urgency="high", fields=["code", "names"],
        message="fièvre depuis trois jours",
    )  # fmt: skip


def test_a_lone_child_at_night_is_protected_on_a_code_and_looked_at_in_the_morning(
    gao: Gao, at_work: AtWork, look: Look, night: None
) -> None:
    tab = at_work(gao.awa, "/welcome/", width=PHONE)
    tap(tab, "wishes", "bed")
    tap(tab, "sex", "female")
    tap(tab, "age_group", "12_17")
    button(tab, "Enregistrer le passage").click()
    tap(tab, "now", "no")
    tap(tab, "hurt", "yes")
    tap(tab, "held", "yes")
    button(tab, "Continuer").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Agir maintenant")
    tab.get_by_label("Pourquoi l’aide ne peut pas attendre").fill("Enfant seule, de nuit, avec de la fièvre.")
    look(tab, "nuit-agir")
    button(tab, "Donner un code, puis référer").click()
    tab.get_by_label("Protection des enfants").check()
    tab.get_by_label("Ce qu’ils doivent savoir").fill("Une enfant seule à la maison de Gao.")
    look(tab, "nuit-urgence")
    button(tab, "Envoyer maintenant").click()
    expect(tab.get_by_text("Téléphonez aussi", exact=True)).to_be_visible()
    look(tab, "nuit-envoye")
    kadi = at_work(gao.kadi, "/" + tab.url.split("/", 3)[3], width=PHONE)
    expect(kadi.get_by_text("Une enfant seule à la maison de Gao.")).to_be_visible()
    assert "avec de la fièvre" not in kadi.content()
    with clock.travel(clock.now() + timedelta(hours=6)):
        fanta = at_work(gao.fanta, "/second-looks/")
        look(fanta, "second-regard-liste")
        follow(fanta.get_by_role("row", name="Enfant seule, de nuit").get_by_role("link", name="Examiner"))
        look(fanta, "second-regard")
        fanta.get_by_label("Oui, je confirme").check()
        button(fanta, "Enregistrer mon second regard").click()
        fanta.get_by_text("Votre second regard est enregistré").wait_for()
        expect(fanta.get_by_role("row", name="Enfant seule, de nuit")).to_have_count(0)


def test_an_agreement_withdrawn_in_the_middle_closes_what_was_sent(
    gao: Gao, at_work: AtWork, look: Look
) -> None:
    person = somebody(gao, "Assitan")
    referral = sent(gao, person)
    kadi = at_work(gao.kadi, f"/referrals/{referral.pk}/")
    expect(kadi.get_by_text("Assitan Coulibaly")).to_be_visible()
    tab = at_work(gao.moussa, f"/people/{person.pk}/agreements/")
    tab.get_by_role("heading", name=re.compile(r"Partagé avec\s: Croix-Rouge malienne \(CRM\)")).locator(
        "xpath=ancestor::section[1]"
    ).get_by_role("link", name="Retirer l’accord").click()
    dialog = tab.get_by_role("dialog")
    dialog.wait_for()
    look(tab, "retrait")
    dialog.get_by_role("button", name="Retirer l’accord").click()
    tab.get_by_text("Accord retiré. Plus rien").wait_for()
    kadi.reload()
    expect(kadi.get_by_text("Repris : ne peut plus être lu.")).to_be_visible()
    assert "Coulibaly" not in kadi.content()
    assert "fièvre" not in kadi.content()
    look(kadi, "retrait-destinataire")
    button(kadi, "Confirmer que rien n’est conservé").click()
    expect(kadi.get_by_text("Merci.")).to_be_visible()
    tab.goto(tab.url.partition("/people/")[0] + f"/referrals/{referral.pk}/")
    expect(tab.get_by_text("Le destinataire ne conserve rien")).to_be_visible()
    assert "pas encore confirmé" not in tab.content()


def test_a_referral_that_is_declined_and_one_that_is_directed_elsewhere_find_a_service(
    gao: Gao, at_work: AtWork, look: Look
) -> None:
    person = somebody(gao, "Kadidia")
    first = sent(gao, person)
    kadi = at_work(gao.kadi, f"/referrals/{first.pk}/answer/decline/")
    kadi.get_by_label("pas de capacité").check()
    look(kadi, "decliner")
    button(kadi, "Décliner").click()
    tab = at_work(gao.moussa, f"/referrals/{first.pk}/")
    expect(tab.get_by_text("Décliné").first).to_be_visible()
    look(tab, "decline")
    second = sent(gao, person)
    kadi.goto(kadi.url.partition("/referrals/")[0] + f"/referrals/{second.pk}/")
    link(kadi, "Orienter ailleurs").click()
    kadi.locator("section.card", has_text="Hôpital de Loin").get_by_role(
        "link", name="Proposer ce service"
    ).click()
    kadi.get_by_label("pas de capacité").check()
    look(kadi, "orienter-ailleurs")
    button(kadi, "Orienter ailleurs").click()
    expect(kadi.get_by_text("Réponse envoyée : orienté vers un autre service.")).to_be_visible()
    agree(gao, person, gao.loin)
    tab.goto(tab.url.partition("/referrals/")[0] + f"/referrals/{second.pk}/")
    look(tab, "oriente")
    link(tab, "L’envoyer là-bas").click()
    button(tab, "Enregistrer la réponse et transmettre").click()
    expect(tab.get_by_text("La réponse de la personne est enregistrée")).to_be_visible()
    third = re.findall(r"/referrals/([0-9a-f-]{36})/", tab.url)[0]
    drissa = at_work(gao.drissa, f"/referrals/{third}/")
    expect(drissa.get_by_text("Kadidia Coulibaly")).to_be_visible()

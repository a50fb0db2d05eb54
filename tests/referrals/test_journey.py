"""Referring somebody in a real browser, on a phone and at a desk: from the directory to the outcome."""

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from jatigi.cases.actions import open_case
from jatigi.directory.actions import create_service
from jatigi.directory.models import Service
from jatigi.kernel.access import Purpose
from jatigi.people.actions import register
from jatigi.people.models import Person
from jatigi.protection.actions import record_basis
from jatigi.referrals import actions
from jatigi.referrals.models import Referral
from tests.browser import PHONE
from tests.cast import Cast
from tests.desk import SHOTS, OpenAs, browser, follow, look, open_as, page
from tests.directory.conftest import site, unit
from tests.referrals.conftest import ALL

__all__ = ["browser", "open_as", "page"]

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
OFFICE = {day: [["08:00", "12:00"], ["14:00", "16:30"]] for day in ("mon", "tue", "wed", "thu", "fri")}
ALWAYS = {day: [["00:00", "00:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}


@pytest.fixture
def services(cast: Cast) -> list[Service]:
    """A dispensary with office hours, an ambulance day and night, a shelter nobody may find."""
    dispensary = site(cast.croix, "Dispensaire de Gao")
    shelter = site(cast.croix, "Refuge du Fleuve", hidden=True)
    common: dict[str, Any] = {"country": "ML", "unit": unit("ML07").pk}
    return [
        create_service(
            cast.lassana(), need="health", title_fr="Soins de santé primaires", site=dispensary.pk, hours=OFFICE,
            reach={"phone": "+223 00 00 00 11", "contact": "Accueil du dispensaire", "how_to_refer": "system"},
            description_fr="Consultations, premiers soins, médicaments essentiels.", capacity=20, places_free=4,
            for_whom={"languages": ["fr", "bm", "ses"]},
        ),
        create_service(
            cast.lassana(), need="health", title_fr="Ambulance de Gao", hours=ALWAYS, **common,
            reach={"phone": "+223 00 00 00 12", "how_to_refer": "phone", "emergency": True},
        ),
        create_service(
            cast.lassana(), need="gbv", title_fr="Hébergement protégé", site=shelter.pk,
            reach={"phone": "+223 00 00 00 13"}, for_whom={"sexes": ["female"], "minimum_age": 15},
        ),
    ]  # fmt: skip


@pytest.fixture
def somebody(cast: Cast) -> Person:
    person = register(
        cast.awa(), sex="male", age_group="18_59", names=[{"given": "Mamadou", "family": "Planté", "kind": "main"}],
        nationalities=["GN"], languages=["bm", "fr"],
        phones=[{"number": "+223 70 00 00 01", "safe_to_call": True, "safe_to_leave_message": False, "whose": ""}],
        basis={"kind": "consent", "form": "verbal", "language": "bm", "witness": "Oumou"},
    )  # fmt: skip
    open_case(cast.moussa(), person=person.pk, urgency="high", tracks=[], case_worker=cast.moussa.account.pk)
    return person


def agree(cast: Cast, person: Person) -> None:
    record_basis(
        cast.moussa(), subject=person.pk, kind="consent", purposes=[Purpose.REFERRAL], categories=ALL,
        recipient=cast.croix.pk, witness="Oumou",
    )  # fmt: skip


def last(cast: Cast) -> Referral:
    found = Referral.objects.visible_to(cast.moussa(Purpose.REFERRAL)).order_by("-sent_at").first()
    assert found is not None
    return found


@pytest.mark.parametrize("width", [PHONE])
def test_a_service_is_found_and_kept_true(
    cast: Cast, services: list[Service], open_as: OpenAs, width: int
) -> None:
    desk = open_as(cast.awa, reverse("directory:search"), width=width)
    look(desk, "directory-search")
    desk.get_by_label("De quoi y a-t-il besoin ?").select_option("gbv")
    desk.get_by_role("button", name="Chercher").click()
    expect(desk.get_by_role("heading", name="1 service")).to_be_visible()
    follow(desk.get_by_role("link", name="Hébergement protégé"))
    look(desk, "directory-hidden")
    assert "Refuge" not in desk.content()
    keeper = open_as(cast.lassana, reverse("directory:own"), width=width)
    look(keeper, "directory-own")
    follow(keeper.get_by_role("link", name="Soins de santé primaires"))
    look(keeper, "directory-service")
    keeper.get_by_label("Places libres aujourd’hui").fill("2")
    keeper.get_by_role("button", name="Noter les places").click()
    expect(keeper.get_by_text("Les places sont notées.")).to_be_visible()
    follow(keeper.get_by_role("link", name="Modifier"))
    look(keeper, "directory-edit")
    keeper.get_by_label("Nom du service en français").fill("")
    keeper.get_by_role("button", name="Enregistrer").click()
    expect(keeper.get_by_role("alert")).to_be_visible()
    look(keeper, "directory-edit-errors")


@pytest.mark.parametrize("width", [PHONE])
def test_from_the_choice_of_a_service_to_the_outcome(
    cast: Cast, services: list[Service], somebody: Person, open_as: OpenAs, width: int
) -> None:
    worker = open_as(cast.moussa, reverse("referrals:send_person", args=[somebody.pk]), width=width)
    look(worker, "referral-choose")
    worker.locator("section.card", has_text="Soins de santé primaires").get_by_role(
        "link", name="Référer à ce service"
    ).click()
    expect(worker.get_by_role("link", name="Poser la question à la personne")).to_be_visible()
    look(worker, "referral-compose-not-agreed")
    agree(cast, somebody)
    worker.reload()
    worker.get_by_label("Message au service").fill("Fièvre depuis trois jours, préfère le bambara.")
    look(worker, "referral-compose")
    worker.get_by_role("button", name="Envoyer le référencement").click()
    expect(worker.get_by_text("Le référencement est parti.")).to_be_visible()
    look(worker, "referral-sent")
    code = last(cast).code
    desk = open_as(cast.kadi, reverse("referrals:inbox"), width=width)
    look(desk, "referral-inbox")
    desk.get_by_label("Code de la fiche").fill(code.lower())
    desk.get_by_role("button", name="Ouvrir").click()
    expect(desk.get_by_text("Mamadou Planté")).to_be_visible()
    look(desk, "referral-received")
    desk.get_by_role("link", name="Accepter").click()
    dialog = desk.get_by_role("dialog")
    dialog.get_by_label("Message à l’organisation qui réfère").fill("Venez lundi à 9 h.")
    if SHOTS:
        desk.screenshot(path=Path(SHOTS) / f"referral-dialog-{width}.png")
    dialog.get_by_role("button", name="Accepter").click()
    expect(desk.get_by_text("Réponse envoyée : accepté.")).to_be_visible()
    colleague = open_as(
        cast.lassana, reverse("referrals:answer", args=[last(cast).pk, "decline"]), width=width
    )
    look(colleague, "referral-decline")
    actions.serve(cast.kadi(), last(cast).pk)
    colleague.get_by_label("pas de capacité").check()
    colleague.get_by_label("Message à l’organisation qui réfère").fill("Nous sommes complets.")
    colleague.get_by_role("button", name="Décliner").click()
    expect(colleague.get_by_text("Votre réponse n’a pas été enregistrée")).to_be_visible()
    expect(colleague.get_by_label("Message à l’autre organisation")).to_have_value("Nous sommes complets.")
    look(colleague, "referral-conflict")
    actions.complete(cast.kadi(), last(cast).pk, outcome="need_met", note="Guéri.")
    worker.reload()
    expect(worker.get_by_text("Guéri.")).to_be_visible()
    look(worker, "referral-completed")
    worker.goto(worker.url.split("/referrals/")[0] + reverse("referrals:outbox") + "?part=over")
    look(worker, "referral-outbox")
    worker.goto(worker.url.split("/referrals/")[0] + reverse("cases:case", args=[last(cast).case_id]))
    expect(worker.get_by_role("link", name=code).first).to_be_visible()
    look(worker, "referral-case")


@pytest.mark.parametrize("width", [PHONE])
def test_an_emergency_the_sheet_and_taking_it_back(
    cast: Cast, services: list[Service], somebody: Person, open_as: OpenAs, width: int
) -> None:
    desk = open_as(cast.awa, reverse("referrals:emergency"), width=width)
    look(desk, "emergency")
    desk.get_by_label("Ambulance de Gao").check()
    desk.get_by_label("Ce qu’ils doivent savoir").fill("Blessé à la gare routière, ne marche pas.")
    desk.get_by_role("button", name="Envoyer maintenant").click()
    expect(desk.get_by_text("Téléphonez aussi", exact=True)).to_be_visible()
    look(desk, "emergency-sent")
    follow(desk.get_by_role("link", name="Fiche pour la personne"))
    look(desk, "sheet-before")
    follow(desk.get_by_role("button", name="Afficher la fiche"))
    look(desk, "sheet")
    assert desk.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
    desk.go_back()
    desk.go_back()
    receiver = open_as(cast.kadi, reverse("referrals:detail", args=[last(cast).pk]), width=width)
    expect(receiver.get_by_text("Blessé à la gare routière, ne marche pas.")).to_be_visible()
    follow(desk.get_by_role("link", name="Reprendre"))
    look(desk, "recall")
    desk.get_by_role("button", name="Reprendre").click()
    expect(desk.get_by_text("Repris. Le destinataire ne peut plus rien en lire.")).to_be_visible()
    look(desk, "recalled-sender")
    # The receiver still has the page open, and answers.
    receiver.get_by_role("button", name="Reçu").click()
    expect(receiver.get_by_text("Votre réponse n’a pas été enregistrée")).to_be_visible()
    look(receiver, "recalled-receiver")
    assert "gare routière" not in receiver.content()
    receiver.get_by_role("button", name="Confirmer que rien n’est conservé").click()
    expect(receiver.get_by_text("Merci.")).to_be_visible()


def test_directing_elsewhere(cast: Cast, services: list[Service], somebody: Person, open_as: OpenAs) -> None:
    create_service(cast.drissa(), need="health", title_fr="Hôpital régional", unit=unit("ML07").pk)
    agree(cast, somebody)
    sent = actions.send(
        cast.moussa(), service=services[0].pk, person=somebody.pk, urgency="high", fields=["code", "names"]
    )
    desk = open_as(cast.kadi, reverse("referrals:detail", args=[sent.pk]), width=PHONE)
    follow(desk.get_by_role("link", name="Orienter ailleurs"))
    look(desk, "redirect-choose")
    hospital = desk.locator("section.card", has_text="Hôpital régional")
    follow(hospital.get_by_role("link", name="Proposer ce service"))
    look(desk, "redirect-answer")
    desk.get_by_label("pas de capacité").check()
    desk.get_by_role("button", name="Orienter ailleurs").click()
    expect(desk.get_by_text("Réponse envoyée : orienté vers un autre service.")).to_be_visible()
    worker = open_as(cast.moussa, reverse("referrals:detail", args=[sent.pk]), width=PHONE)
    look(worker, "redirected-sender")
    follow(worker.get_by_role("link", name="L’envoyer là-bas"))
    look(worker, "send-on")
    worker.get_by_label("Elle avait déjà donné son accord").check()
    worker.get_by_role("button", name="Enregistrer la réponse et transmettre").click()
    expect(worker.get_by_text("Aucun accord entre votre organisation").first).to_be_visible()

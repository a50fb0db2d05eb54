"""Asking a person in a real browser, on a phone: by finger, by keyboard, signed on the screen, withdrawn again."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from jatigi.people import actions as people
from jatigi.people.models import Person
from jatigi.places.actions import create_site, note_day
from jatigi.protection import bases
from jatigi.protection.actions import record_basis
from jatigi.protection.models import LawfulBasis
from tests.browser import PHONE, fits
from tests.cast import Cast
from tests.desk import SHOTS, browser, follow, look, open_as, page

__all__ = ["browser", "open_as", "page"]

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


SHARED = re.compile(r"Partagé avec\s: Organisation CRM")


def registered(cast: Cast, **given: Any) -> Person:
    return people.register(
        cast.awa(), sex="female", age_group=given.pop("age_group", "18_59"),
        basis=given.pop("basis", {"kind": "vital_interest", "reason": "Épuisée, ne peut pas répondre."}), **given,
    )  # fmt: skip


def pages_on_paper(tab: Page) -> int:
    path = Path(SHOTS) / "paper.pdf" if SHOTS else None
    return tab.pdf(path=path, prefer_css_page_size=True).count(b"/Type /Page\n")


def sign(tab: Page) -> None:
    tab.locator("canvas[data-signature]").scroll_into_view_if_needed()
    box = tab.locator("canvas[data-signature]").bounding_box()
    assert box is not None
    tab.mouse.move(box["x"] + 20, box["y"] + 60)
    tab.mouse.down()
    for step in range(1, 9):
        tab.mouse.move(box["x"] + 20 + 20 * step, box["y"] + 60 + (20 if step % 2 else -20))
    tab.mouse.up()


@pytest.mark.parametrize("width", [PHONE])
def test_a_person_is_asked_signs_and_withdraws(cast: Cast, open_as: Any, width: int) -> None:
    subject = registered(cast).pk
    tab = open_as(cast.awa, f"/people/{subject}/agreements/new/?recipient={cast.croix.pk}", width=width)
    look(tab, f"consent-1-{width}")
    tab.get_by_role("button", name="C’est expliqué").click()
    tab.get_by_text("Oui, ce qui est choisi").wait_for()
    tab.get_by_label("Oui, ce qui est choisi").check()
    for kind in ("noms", "âge et sexe", "santé"):
        tab.get_by_label(kind, exact=True).check()
    look(tab, f"consent-2-{width}")
    tab.get_by_role("button", name="Continuer").click()
    tab.get_by_label("Oui", exact=True).check()
    look(tab, f"consent-3-{width}")
    tab.get_by_role("button", name="Continuer").click()
    tab.get_by_label("noms", exact=True).check()
    look(tab, f"consent-4-{width}")
    tab.get_by_role("button", name="Continuer").click()
    tab.get_by_label("Dans quelle langue").select_option("bm")
    tab.get_by_label("signature", exact=True).check()
    sign(tab)
    look(tab, f"consent-5-{width}")
    tab.get_by_role("button", name="Enregistrer les réponses").click()
    tab.get_by_role("heading", name=SHARED).wait_for()
    look(tab, f"ledger-{width}")
    shared = next(basis for basis in bases.live(cast.awa(), subject) if basis.recipient_id == cast.croix.pk)
    assert shared.categories == ["name"]
    assert bytes(shared.signature).startswith(b"\x89PNG")
    tab.get_by_role("heading", name=SHARED).locator("xpath=ancestor::section[1]").get_by_role(
        "link", name="Retirer l’accord"
    ).click()
    tab.get_by_role("dialog").wait_for()
    look(tab, f"withdraw-{width}")
    tab.get_by_role("dialog").get_by_role("button", name="Retirer l’accord").click()
    tab.get_by_text("Accord retiré. Plus rien").wait_for()
    assert shared not in bases.live(cast.awa(), subject)


def test_the_whole_conversation_by_keyboard_alone(cast: Cast, open_as: Any) -> None:
    subject = registered(cast).pk
    tab = open_as(cast.awa, f"/people/{subject}/agreements/new/")

    def press(*keys: str) -> None:
        for key in keys:
            tab.keyboard.press(key)

    def reach(what: str) -> None:
        for _ in range(80):
            press("Tab")
            if tab.evaluate("what => document.activeElement.matches(what)", what):
                return
        pytest.fail(f"the keyboard does not reach {what}")

    reach('button[name="go"][value="next"]')
    press("Enter")
    tab.locator('[name="record"]').first.wait_for()
    reach('[name="record"]')
    press("ArrowDown")
    while not tab.locator('[name="record"][value="no"]').is_checked():
        press("ArrowDown")
    reach('button[value="next"]')
    press("Enter")
    tab.locator('select[name="language"]').wait_for()
    reach('select[name="language"]')
    press("b")
    reach('button[value="save"]')
    press("Enter")
    tab.get_by_role("heading", name="Ne rien enregistrer").wait_for()
    assert LawfulBasis.objects.visible_to(cast.awa()).filter(agreed=False).count() == 1


def test_a_lone_child_at_night_and_the_look_next_morning(cast: Cast, open_as: Any) -> None:
    child = registered(cast, age_group="12_17").pk
    tab = open_as(cast.awa, f"/people/{child}/agreements/urgent/?recipient={cast.croix.pk}", width=PHONE)
    tab.get_by_text("La vie ou l’intégrité").click()
    tab.get_by_label("Que se passe-t-il").fill("Seule à la gare, fièvre, ne parle à personne.")
    tab.get_by_label("santé", exact=True).check()
    look(tab, "urgent")
    tab.get_by_role("button", name="Enregistrer et protéger").click()
    tab.get_by_role("heading", name=SHARED).wait_for()
    tab = open_as(cast.fanta, "/second-looks/")
    look(tab, "second-looks")
    follow(tab.get_by_role("row", name="Seule à la gare").get_by_role("link", name="Examiner"))
    look(tab, "second-look")
    tab.get_by_label("Oui, je confirme").check()
    tab.get_by_role("button", name="Enregistrer mon second regard").click()
    tab.get_by_text("Votre second regard est enregistré").wait_for()


def test_other_pages_of_the_ledger_and_of_sites(cast: Cast, open_as: Any) -> None:
    child = registered(cast, age_group="12_17", at_risk=True).pk
    basis = record_basis(
        cast.awa(), subject=child, kind="assent", purposes=["referral"], categories=["name"],
        recipient=cast.croix.pk, guardian={"role": "guardian", "name": "Kadia Exemple", "relation": "tante"},
    )  # fmt: skip
    site = create_site(
        cast.boubacar(), name="Maison d’essai", kind="house", country="ML", unit="ML07", beds=10
    )
    hidden = create_site(cast.boubacar(), name="Refuge d’essai", kind="shelter", country="ML", beds=4)
    note_day(cast.awa(), site, open=True, staffed=True, beds_free=3)
    pages = {
        "consent-child": (cast.awa, f"/people/{child}/agreements/new/"),
        "agreement": (cast.awa, f"/agreements/{basis.pk}/"),
        "withdraw-page": (cast.awa, f"/agreements/{basis.pk}/withdraw/"),
        "sheet-question": (cast.awa, f"/people/{child}/sheet/"),
        "paper": (cast.awa, "/agreements/paper/?child=1"),
        "sites": (cast.awa, "/sites/"),
        "site": (cast.awa, f"/sites/{site.pk}/"),
        "shelter": (cast.awa, f"/sites/{hidden.pk}/"),
        "site-today": (cast.awa, f"/sites/{site.pk}/today/"),
        "site-new": (cast.boubacar, "/sites/new/"),
        "site-edit": (cast.boubacar, f"/sites/{site.pk}/edit/"),
        "beds": (cast.awa, "/beds/"),
        "regions": (cast.awa, "/regions/"),
    }
    for name, (who, path) in pages.items():
        tab = open_as(who, path, width=PHONE)
        if name in ("consent-child", "shelter"):
            look(tab, name)
        assert fits(tab), name  # axe looks at the others in the tour
    tab = open_as(cast.awa, f"/people/{child}/sheet/")
    tab.get_by_label("la personne souhaite emporter").check()
    tab.get_by_role("button", name="Préparer la fiche").click()
    tab.locator(".sheet").wait_for()
    look(tab, "sheet")
    assert pages_on_paper(tab) == 1


@pytest.mark.parametrize("whose", ["", "?child=1"])
def test_the_conversation_fits_one_sheet_of_paper(cast: Cast, open_as: Any, whose: str) -> None:
    assert pages_on_paper(open_as(cast.awa, f"/agreements/paper/{whose}")) == 1

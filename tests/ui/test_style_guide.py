"""Every component, looked at by axe in every look."""

import pytest
from playwright.sync_api import expect

from tests.browser import DESKTOP, PHONE, axe_violations, check_axe, fits

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_everybody_can_use_every_component(site, page, width, dark, direction) -> None:
    tab = page(width=width, dark=dark)
    tab.goto(f"{site}/style/?errors&dir={direction}")
    check_axe(tab)
    assert fits(tab)


def test_axe_sees_what_is_wrong(site, page) -> None:
    tab = page()
    tab.goto(f"{site}/style/")
    tab.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<input><img src=/x.png>')")
    assert {found.split()[0] for found in axe_violations(tab)} >= {"label", "image-alt"}


def test_nothing_is_smaller_than_a_finger_on_a_phone(site, page) -> None:
    tab = page(width=PHONE)
    tab.goto(f"{site}/style/")
    small = tab.evaluate("""
        [...document.querySelectorAll('button, summary, .button, .site-nav a, .sections a, .choice label, select, input:not([type=hidden])')]
          .filter((node) => node.checkVisibility() && !node.closest('.choice') | node.matches('.choice label'))
          .filter((node) => node.getBoundingClientRect().height < 44)
          .map((node) => node.outerHTML.slice(0, 80))
    """)
    assert small == []


def test_a_printed_sheet_is_one_page(site, page) -> None:
    tab = page()
    tab.goto(f"{site}/style/sheet/")
    check_axe(tab)
    assert tab.pdf(format="A4").count(b"/Type /Page\n") == 1
    tab.emulate_media(media="print")
    expect(tab.get_by_role("button", name="Imprimer")).to_be_hidden()


def test_the_error_page_is_usable(site, page) -> None:
    tab = page(width=PHONE)
    tab.goto(f"{site}/nowhere/")
    check_axe(tab)
    expect(tab.get_by_role("link", name="Aller à la page d’accueil")).to_be_visible()


def test_the_menu_opens_on_a_phone_and_closes_with_escape(site, page) -> None:
    tab = page(width=PHONE)
    tab.goto(f"{site}/style/")
    entry = tab.get_by_role("navigation", name="Menu principal").get_by_role("link", name="Personnes")
    expect(entry).to_be_hidden()
    tab.get_by_role("button", name="Menu", exact=True).click()
    expect(entry).to_be_visible()
    account = tab.locator("summary", has_text="Votre compte")
    account.click()
    expect(tab.get_by_role("button", name="Se déconnecter")).to_be_visible()
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("button", name="Se déconnecter")).to_be_hidden()


def test_without_scripts_the_menu_and_the_forms_still_work(site, page) -> None:
    tab = page(width=PHONE, java_script_enabled=False)
    tab.goto(f"{site}/style/")
    expect(tab.get_by_role("link", name="Personnes", exact=True)).to_be_visible()
    tab.get_by_role("button", name="Enregistrer").last.click()
    expect(tab.get_by_role("alert").filter(has_text="points à corriger")).to_be_visible()

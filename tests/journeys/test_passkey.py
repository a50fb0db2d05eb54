"""Passkeys in a real browser: setting one up, signing in with it alone, confirming with it; with a keyboard only.

The browser's own virtual authenticator (Chrome DevTools Protocol) answers for the finger.
"""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page, expect

from jatigi.agencies.models import Account
from tests.browser import PHONE, browser, check_axe, fits, page  # noqa: F401
from tests.cast import PASSWORD, Cast
from tests.sign_in import code, enrol

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def address(live_server: Any) -> str:
    """Passkeys belong to a name, never to a number."""
    return str(live_server.url).replace("127.0.0.1", "localhost")


@pytest.fixture
def awa(cast: Cast) -> Account:
    account = cast.awa.account
    account.set_password(PASSWORD)
    account.save()
    Authenticator.objects.filter(user=account).delete()
    return account


def with_authenticator(opened: Page) -> Page:
    """The same page with a built-in authenticator that recognises its owner."""
    devtools = opened.context.new_cdp_session(opened)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return opened


def type_password(tab: Page, account: Account) -> None:
    """As somebody does who never takes the hands off the keyboard."""
    expect(tab.get_by_label("Nom d’utilisateur")).to_be_focused()
    tab.keyboard.type(account.username)
    tab.keyboard.press("Tab")
    tab.keyboard.type(PASSWORD)
    tab.keyboard.press("Enter")


def test_awa_sets_up_a_passkey_and_from_then_on_signs_in_with_it_alone(
    address: str,
    awa: Account,
    page: Callable[..., Page],  # noqa: F811  # the fixture, by its name
) -> None:
    tab = with_authenticator(page())
    tab.goto(address + "/")
    check_axe(tab)
    type_password(tab, awa)

    expect(tab.get_by_role("heading", level=1)).to_have_text("Mettez en place votre second facteur")
    check_axe(tab)
    tab.get_by_role("link", name="Ajouter une clé d’accès").click()
    tab.get_by_label("Nom de cette clé d’accès").fill("Ordinateur de l’accueil")
    check_axe(tab)
    tab.get_by_role("button", name="Ajouter la clé d’accès").click()

    expect(tab.get_by_role("heading", level=1)).to_have_text("Codes de secours")
    assert tab.locator("code").count() == 10
    check_axe(tab)
    tab.get_by_role("link", name="Je les ai notés").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Aujourd’hui")

    tab.goto(address + "/account/tokens/new/")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Confirmez que c’est bien vous")
    check_axe(tab)
    tab.get_by_role("button", name="Utiliser ma clé d’accès").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Créer un jeton")

    tab.goto(address + "/account/")
    expect(tab.get_by_text("Ordinateur de l’accueil")).to_be_visible()
    check_axe(tab)
    tab.locator("summary", has_text="Awa").click()
    tab.get_by_role("button", name="Changer d’utilisateur").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Se connecter")
    assert awa.username not in tab.content()
    tab.get_by_role("button", name="Se connecter avec une clé d’accès").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Aujourd’hui")


def test_a_passkey_is_the_second_factor_after_the_password_on_a_telephone(
    address: str,
    awa: Account,
    page: Callable[..., Page],  # noqa: F811
) -> None:
    tab = with_authenticator(page(width=PHONE))
    tab.goto(address + "/")
    assert fits(tab)
    type_password(tab, awa)
    tab.get_by_role("link", name="Ajouter une clé d’accès").click()
    tab.get_by_label("Se connecter avec cette seule clé d’accès").uncheck()
    assert fits(tab)
    tab.get_by_role("button", name="Ajouter la clé d’accès").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Codes de secours")
    assert fits(tab)

    tab.context.clear_cookies()
    tab.goto(address + "/")
    type_password(tab, awa)
    expect(tab.get_by_role("heading", level=1)).to_have_text("Second facteur")
    assert fits(tab)
    tab.get_by_role("button", name="Utiliser ma clé d’accès").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Aujourd’hui")


def test_a_browser_without_the_passkey_says_so_and_offers_another_way(
    address: str,
    awa: Account,
    page: Callable[..., Page],  # noqa: F811
) -> None:
    enrol(awa)
    tab = with_authenticator(page())
    tab.goto(address + "/")
    tab.get_by_role("button", name="Se connecter avec une clé d’accès").click()
    expect(tab.get_by_role("alert").filter(has_text="La clé d’accès n’a pas répondu.")).to_be_visible()
    tab.get_by_label("Nom d’utilisateur").focus()
    type_password(tab, awa)
    expect(tab.get_by_label("Code")).to_be_focused()
    tab.keyboard.type(code())
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Aujourd’hui")

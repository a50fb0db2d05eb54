"""A session that ends while somebody writes costs nothing of what was written."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from jatigi.agencies.models import Account
from jatigi.kernel import clock
from tests.browser import PHONE, browser, check_axe, fits, page  # noqa: F401
from tests.cast import PASSWORD, Cast
from tests.sign_in import code, signed_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def awa(cast: Cast) -> Account:
    account = cast.awa.account
    account.set_password(PASSWORD)
    account.save()
    return account


def at_work(tab: Page, url: str, account: Account) -> Page:
    cookie = signed_in(account).cookies[settings.SESSION_COOKIE_NAME]
    tab.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": url}])
    return tab


def sign_in_again(tab: Page, account: Account, password: str = PASSWORD) -> None:
    tab.get_by_label("Nom d’utilisateur").fill(account.username)
    tab.get_by_label("Mot de passe").fill(password)
    tab.get_by_label("Code").fill(code())
    tab.get_by_role("button", name="Se connecter et continuer").click()


@pytest.mark.parametrize("width", [1280, PHONE])
def test_awa_signs_in_over_her_form_and_it_is_sent(
    live_server: Any,
    awa: Account,
    page: Callable[..., Page],  # noqa: F811  # the fixture, by its name
    width: int,
) -> None:
    tab = at_work(page(width=width), live_server.url, awa)
    tab.goto(live_server.url + "/account/")
    tab.get_by_label("Courriel").fill("awa@example.org")
    with clock.travel(clock.now() + timedelta(minutes=31)):
        tab.get_by_role("button", name="Enregistrer").click()
        dialog = tab.get_by_role("dialog")
        expect(dialog.get_by_role("heading")).to_have_text("Votre session a pris fin")
        assert fits(tab)
        check_axe(tab)
        sign_in_again(tab, awa, "faux mot de passe")
        expect(dialog.get_by_text("n’est pas juste.").first).to_be_visible()
        sign_in_again(tab, awa)
        expect(tab.get_by_text("Votre adresse a été changée.")).to_be_visible()
    awa.refresh_from_db()
    assert awa.email == "awa@example.org"


def test_who_gives_up_still_has_what_was_typed(
    live_server: Any,
    awa: Account,
    page: Callable[..., Page],  # noqa: F811
) -> None:
    tab = at_work(page(), live_server.url, awa)
    tab.goto(live_server.url + "/account/")
    tab.get_by_label("Courriel").fill("awa@example.org")
    with clock.travel(clock.now() + timedelta(minutes=31)):
        tab.get_by_role("button", name="Enregistrer").click()
        tab.get_by_role("button", name="Pas maintenant").click()
        expect(tab.get_by_role("dialog")).to_have_count(0)
        expect(tab.get_by_label("Courriel")).to_have_value("awa@example.org")

"""Signing in, and what keeps others from it."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from jatigi.agencies import throttle
from jatigi.agencies.models import Account
from jatigi.kernel import clock
from tests.cast import PASSWORD, Cast
from tests.sign_in import code, give_code, give_password, signed_in


@pytest.fixture
def awa(cast: Cast) -> Account:
    cast.awa.account.set_password(PASSWORD)
    cast.awa.account.save()
    return cast.awa.account


def test_awa_signs_in_with_password_and_code_and_sees_her_day(client: Client, awa: Account) -> None:
    assert give_password(client, awa, PASSWORD)["Location"] == "/sign-in/code/"
    assert client.get("/")["Location"] == "/sign-in/?next=%2F"
    assert give_code(client)["Location"] == "/"
    assert client.get("/").status_code == 200


def test_nobody_meets_a_page_without_signing_in(client: Client, awa: Account) -> None:
    for address in ("/", "/account/", "/notifications/"):
        assert client.get(address).status_code == 302
    assert client.post("/account/").status_code == 401


def test_a_code_works_once(client: Client, awa: Account) -> None:
    give_password(client, awa, PASSWORD)
    shown = code()
    client.post("/sign-in/code/", {"code": shown})
    again = Client()
    give_password(again, awa, PASSWORD)
    answer = again.post("/sign-in/code/", {"code": shown})
    assert answer.status_code == 200
    assert again.get("/").status_code == 302


def test_a_recovery_code_works_once(client: Client, awa: Account) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    first = RecoveryCodes.activate(awa).get_unused_codes()[0]
    for expected in (302, 200):
        browser = Client()
        give_password(browser, awa, PASSWORD)
        assert browser.post("/sign-in/code/", {"code": first}).status_code == expected

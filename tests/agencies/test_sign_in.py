"""Signing in, and what keeps others from it."""

import statistics
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.test import Client
from django.test.client import RequestFactory

from jatigi.agencies.backends import PasswordHasher
from jatigi.agencies.models import Account
from jatigi.kernel import clock
from jatigi.kernel.models import JournalEntry
from tests.cast import PASSWORD, Cast
from tests.sign_in import SECRET, code, give_code, give_password, signed_in

WRONG = "Le nom d’utilisateur ou le mot de passe n’est pas juste."
TOO_MANY = "Trop d’essais en peu de temps."


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


def test_the_session_gets_a_new_key_at_sign_in(client: Client, awa: Account) -> None:
    give_password(client, awa, PASSWORD)
    before = client.session.session_key
    give_code(client)
    assert client.session.session_key != before


@pytest.mark.django_db
def test_nobody_meets_a_page_without_signing_in(client: Client) -> None:
    for address in ("/", "/account/", "/notifications/", "/members/", "/organisations/"):
        assert client.get(address)["Location"].startswith("/sign-in/")
    answer = client.post("/account/")
    assert (answer.status_code, answer["X-Session-Ended"]) == (401, "1")


def test_pages_behind_the_sign_in_are_not_kept_by_the_browser(awa: Account) -> None:
    assert "no-store" in signed_in(awa).get("/")["Cache-Control"]


def test_a_code_works_once(client: Client, awa: Account) -> None:
    shown = code()
    for browser, status in ((client, 302), (Client(), 200)):
        give_password(browser, awa, PASSWORD)
        assert browser.post("/sign-in/code/", {"code": shown}).status_code == status
    spaced = Client()
    give_password(spaced, awa, PASSWORD)
    assert spaced.post("/sign-in/code/", {"code": f"{shown[:3]} {shown[3:]}"}).status_code == 200


def test_a_recovery_code_works_once(awa: Account) -> None:
    first = RecoveryCodes.activate(awa).get_unused_codes()[0]
    for expected in (302, 200):
        browser = Client()
        give_password(browser, awa, PASSWORD)
        assert browser.post("/sign-in/code/", {"code": first}).status_code == expected


def test_codes_are_not_guessed_however_often_one_tries(client: Client, awa: Account) -> None:
    give_password(client, awa, PASSWORD)
    answers = [client.post("/sign-in/code/", {"code": f"{n:06}"}).content.decode() for n in range(12)]
    assert [TOO_MANY in answer for answer in answers] == [False] * 8 + [True] * 4
    assert give_code(client).status_code == 200


def test_of_a_hundred_wrong_passwords_fewer_than_ten_are_looked_at(awa: Account) -> None:
    """From a new address each time: the account counts, not the address."""
    answers = [
        Client(REMOTE_ADDR=f"198.51.100.{n}").post(
            "/sign-in/", {"login": awa.username, "password": f"guess {n}"}
        )
        for n in range(100)
    ]
    evaluated = JournalEntry.objects.filter(action="session.begin", outcome="refused", object_id=awa.pk)
    assert evaluated.count() == 8
    assert sum(TOO_MANY in answer.content.decode() for answer in answers) == 92


def test_after_a_quarter_of_an_hour_the_real_user_gets_in(client: Client, awa: Account) -> None:
    for n in range(20):
        give_password(client, awa, f"guess {n}")
    assert give_password(client, awa, PASSWORD).status_code == 200
    with clock.travel(clock.now() + timedelta(minutes=15, seconds=1)):
        assert give_password(client, awa, PASSWORD)["Location"] == "/sign-in/code/"


def test_a_strangers_guesses_do_not_keep_awa_out_of_the_computer_she_knows(
    client: Client, awa: Account
) -> None:
    give_password(client, awa, PASSWORD)
    give_code(client)
    client.post("/sign-out/")
    stranger = Client(REMOTE_ADDR="198.51.100.7")
    for n in range(20):
        give_password(stranger, awa, f"guess {n}")
    assert give_password(client, awa, PASSWORD)["Location"] == "/sign-in/code/"


def test_one_address_cannot_try_every_account(awa: Account) -> None:
    thief = Client(REMOTE_ADDR="198.51.100.7")
    for n in range(60):
        thief.post("/sign-in/", {"login": f"name{n}", "password": "le soleil de Gao"})
    assert TOO_MANY in give_password(thief, awa, PASSWORD).content.decode()
    assert give_password(Client(), awa, PASSWORD)["Location"] == "/sign-in/code/"


def test_the_answer_does_not_tell_whether_an_account_exists(awa: Account, cast: Cast) -> None:
    cast.moussa.account.is_active = False
    cast.moussa.account.set_password(PASSWORD)
    cast.moussa.account.save()
    tries = {
        "exists": (awa.username, "wrong"),
        "unknown": ("nobody.here", "wrong"),
        "inactive": (cast.moussa.account.username, PASSWORD),
        "no password": (cast.fanta.account.username, "wrong"),
    }
    said = {}
    for case, (login, password) in tries.items():
        answer = Client().post("/sign-in/", {"login": login, "password": password})
        text = answer.content.decode().replace(login, "…")
        said[case] = (answer.status_code, WRONG in text, len(_without_tokens(text)))
    assert len(set(said.values())) == 1, said
    assert next(iter(said.values()))[:2] == (200, True)


def _without_tokens(page: str) -> str:
    lines = [line for line in page.splitlines() if "csrf" not in line.lower()]
    return "\n".join(lines)


def test_the_time_does_not_tell_whether_an_account_exists(
    quick_passwords: int, awa: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Interleaved, so that a busy machine slows both alike; a password costs what it costs in truth."""
    monkeypatch.setattr(PasswordHasher, "memory_cost", quick_passwords)
    awa.set_password(PASSWORD)
    awa.save()
    assert awa.password.startswith("argon2$argon2id$v=19$m=47104,t=1,p=1$")
    took: dict[str, list[float]] = {awa.username: [], "nobody.here": []}
    for n in range(14):
        for login, times in took.items():
            browser = Client(REMOTE_ADDR=f"203.0.113.{n}")
            with clock.travel(clock.now() + timedelta(hours=n)):
                start = time.process_time()
                browser.post("/sign-in/", {"login": login, "password": "wrong"})
                times.append(time.process_time() - start)
    known, unknown = (statistics.median(times) for times in took.values())
    assert 0.7 < known / unknown < 1.4


def test_an_account_without_a_factor_gets_nothing_but_the_page_that_sets_one_up(
    client: Client, awa: Account
) -> None:
    Authenticator.objects.all().delete()
    assert give_password(client, awa, PASSWORD)["Location"] == "/"
    for address in ("/", "/members/", "/notifications/", "/account/tokens/new/", "/account/organisation/"):
        assert client.get(address)["Location"] == "/account/second-factor/"
    assert client.get("/account/second-factor/").status_code == 200
    assert client.get("/account/factors/application/").status_code == 200
    assert client.get("/account/factors/passkeys/new/").status_code == 200


def test_who_can_see_no_personal_data_needs_no_second_factor(client: Client, cast: Cast) -> None:
    from tests.cast import member

    omar = member(cast.gao, "omar", "coordinator", password=PASSWORD).account
    Authenticator.objects.filter(user=omar).delete()
    assert give_password(client, omar, PASSWORD)["Location"] == "/"
    assert client.get("/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_the_first_factor_ends_the_sessions_that_began_without_it(awa: Account) -> None:
    Authenticator.objects.all().delete()
    here, elsewhere = Client(), Client()
    for browser in (here, elsewhere):
        give_password(browser, awa, PASSWORD)
    here.get("/account/factors/application/")
    session = here.session
    session["mfa.totp.secret"] = SECRET
    session.save()
    assert (
        here.post("/account/factors/application/", {"code": code()})["Location"]
        == "/account/factors/recovery-codes/"
    )
    assert here.get("/account/factors/recovery-codes/").status_code == 200
    assert here.get("/").status_code == 200
    assert elsewhere.get("/account/second-factor/")["Location"].startswith("/sign-in/")


def test_the_last_factor_cannot_be_removed_where_the_role_needs_one(client: Client, awa: Account) -> None:
    give_password(client, awa, PASSWORD)
    give_code(client)
    assert client.post("/account/confirm/", {"code": code(1)}).status_code == 302
    assert client.get("/account/factors/application/remove/").status_code == 200
    client.post("/account/factors/application/remove/")
    assert Authenticator.objects.filter(user=awa, type="totp").exists()


FACTOR_PAGES = (
    "/account/factors/passkeys/new/",
    "/account/factors/application/remove/",
    "/account/factors/recovery-codes/",
    "/account/factors/recovery-codes/new/",
)


@pytest.mark.parametrize("address", FACTOR_PAGES)
def test_a_factor_is_added_removed_and_its_codes_seen_only_by_who_shows_a_factor_again(
    client: Client, awa: Account, address: str
) -> None:
    """Somebody finds the computer unlocked a minute after the sign-in, and knows the password."""
    RecoveryCodes.activate(awa)
    give_password(client, awa, PASSWORD)
    give_code(client)
    client.post("/account/password/again/", {"password": PASSWORD})
    for answer in (client.get(address), client.post(address)):
        assert answer["Location"].startswith("/account/confirm/")
    client.post("/account/confirm/", {"code": code(1)})
    assert client.get(address).status_code == 200
    with clock.travel(clock.now() + timedelta(minutes=15, seconds=1)):
        assert client.get(address)["Location"].startswith("/account/confirm/")


def test_an_application_beside_a_passkey_is_added_only_by_who_shows_a_factor_again(awa: Account) -> None:
    Authenticator.objects.filter(user=awa).update(type=Authenticator.Type.WEBAUTHN)
    browser = signed_in(awa)
    assert browser.get("/account/factors/application/")["Location"].startswith("/account/confirm/")


def test_secrets_of_factors_are_sealed(awa: Account) -> None:
    stored = Authenticator.objects.get(user=awa).data["secret"]
    assert SECRET not in stored


@pytest.mark.django_db
def test_there_is_no_way_to_sign_up_or_to_have_a_password_sent(client: Client) -> None:
    for address in (
        "/signup/",
        "/sign-up/",
        "/account/signup/",
        "/account/password/reset/",
        "/account/email/",
    ):
        assert client.get(address).status_code == 404


def test_signing_out_ends_the_session_on_the_server(awa: Account) -> None:
    browser = signed_in(awa)
    stolen = browser.cookies[settings.SESSION_COOKIE_NAME].value
    browser.post("/sign-out/")
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = stolen
    assert thief.get("/").status_code == 302


def test_changing_user_leaves_nothing_of_the_former_one(awa: Account) -> None:
    browser = signed_in(awa)
    browser.get("/")
    page = browser.post("/sign-in/change-user/", follow=True).content.decode()
    assert awa.username not in page
    assert awa.full_name not in page
    assert "autofocus" in page


def test_a_sign_in_leads_only_to_this_site(client: Client, awa: Account) -> None:
    client.post("/sign-in/?next=https://evil.example/", {"login": awa.username, "password": PASSWORD})
    assert give_code(client)["Location"] == "/"


def test_demonstration_accounts_do_not_exist_in_production(
    client: Client, awa: Account, settings: pytest.FixtureRequest, rf: RequestFactory
) -> None:
    awa.demonstration = True
    awa.save()
    assert client.post("/sign-in/demonstration/", {"username": awa.username}).status_code == 404
    settings.MODE = "serve"  # type: ignore[attr-defined]
    assert WRONG in give_password(client, awa, PASSWORD).content.decode()
    assert signed_in(awa).get("/")["Location"].startswith("/sign-in/")

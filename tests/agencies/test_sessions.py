"""Sessions end, and a form that was open can still be sent by whoever wrote it."""

from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.test import Client

from jatigi.agencies.models import Account
from jatigi.kernel import clock
from tests.cast import PASSWORD, Cast, member
from tests.sign_in import code, signed_in


@pytest.fixture
def awa(cast: Cast) -> Account:
    cast.awa.account.set_password(PASSWORD)
    cast.awa.account.save()
    return cast.awa.account


def later(**much: int) -> AbstractContextManager[None]:
    return clock.travel(clock.now() + timedelta(**much))


def test_a_session_ends_after_thirty_minutes_without_a_request(awa: Account) -> None:
    browser = signed_in(awa)
    start = clock.now()
    for minutes, status in ((29, 200), (58, 200), (89, 302), (90, 302)):
        with clock.travel(start + timedelta(minutes=minutes)):
            assert browser.get("/").status_code == status, minutes


def test_a_session_ends_after_eight_hours_however_busy(awa: Account) -> None:
    browser = signed_in(awa)
    start = clock.now()
    for minutes in range(20, 8 * 60, 20):
        with clock.travel(start + timedelta(minutes=minutes)):
            assert browser.get("/").status_code == 200
    with clock.travel(start + timedelta(hours=8, minutes=1)):
        assert browser.get("/").status_code == 302


def test_an_open_form_is_told_that_the_session_has_ended(awa: Account) -> None:
    browser = signed_in(awa)
    with later(minutes=31):
        answer = browser.post("/account/", {"email": "awa@example.org"})
    assert (answer.status_code, answer["X-Session-Ended"], answer["X-Resume-Url"]) == (
        401,
        "1",
        "/sign-in/resume/",
    )


def test_awa_signs_in_over_her_open_form_and_sends_it(awa: Account) -> None:
    browser = signed_in(awa)
    with later(minutes=31):
        browser.post("/account/", {"email": "awa@example.org"})
        fragment = browser.get("/sign-in/resume/").content.decode()
        assert awa.username not in fragment
        assert "<html" not in fragment
        given = {"login": awa.username, "password": PASSWORD, "code": code()}
        answer = browser.post("/sign-in/resume/", given, headers={"X-Resume": "1"})
        assert answer.status_code == 204
        assert len(answer["X-CSRFToken"]) > 30
        assert browser.post("/account/", {"email": "awa@example.org"}).status_code == 302
    awa.refresh_from_db()
    assert awa.email == "awa@example.org"


@pytest.mark.parametrize("missing", ["password", "code"])
def test_resuming_asks_for_password_and_code(awa: Account, missing: str) -> None:
    browser = signed_in(awa)
    with later(minutes=31):
        browser.post("/account/", {})
        given = {"login": awa.username, "password": PASSWORD, "code": code(), missing: "wrong"}
        assert browser.post("/sign-in/resume/", given).status_code == 422
        assert browser.get("/").status_code == 302


def test_somebody_else_cannot_send_awas_form(awa: Account, cast: Cast) -> None:
    cast.moussa.account.set_password(PASSWORD)
    cast.moussa.account.save()
    browser = signed_in(awa)
    with later(minutes=31):
        browser.post("/account/", {})
        given = {"login": cast.moussa.account.username, "password": PASSWORD, "code": code()}
        assert browser.post("/sign-in/resume/", given).status_code == 422
        assert browser.get("/").status_code == 302
        browser.force_login(cast.moussa.account)
        assert browser.post("/sign-in/resume/", {"tab": "1"}).status_code == 409


def test_a_sign_in_in_another_tab_counts(awa: Account) -> None:
    browser = signed_in(awa)
    with later(minutes=31):
        browser.post("/account/", {})
        browser.force_login(awa)
        assert browser.post("/sign-in/resume/", {"tab": "1"}).status_code == 204


@pytest.mark.django_db
def test_where_no_session_ended_there_is_nothing_to_resume(client: Client) -> None:
    assert client.get("/sign-in/resume/").status_code == 409


def test_resuming_goes_on_for_the_same_organisation(awa: Account, cast: Cast) -> None:
    _join(awa, cast)
    browser = signed_in(awa)
    browser.post("/account/organisation/", {"organisation": str(cast.croix.pk)})
    with later(minutes=31):
        browser.post("/account/", {})
        browser.post("/sign-in/resume/", {"login": awa.username, "password": PASSWORD, "code": code()})
        assert browser.session["organisation"] == str(cast.croix.pk)


def test_who_belongs_to_two_organisations_chooses_one(awa: Account, cast: Cast) -> None:
    _join(awa, cast)
    browser = signed_in(awa)
    assert browser.get("/")["Location"] == "/account/organisation/"
    assert browser.post("/account/organisation/", {"organisation": str(cast.loin.pk)}).status_code == 404
    browser.post("/account/organisation/", {"organisation": str(cast.croix.pk)})
    page = browser.get("/")
    assert page.status_code == 200
    assert "Organisation CRM" in page.content.decode()


def _join(account: Account, cast: Cast) -> None:
    from jatigi.agencies import actions
    from tests.cast import setup

    actions.add_member(setup, cast.croix, account=account.pk, roles=["focal_point"])


def test_signing_out_everywhere_ends_every_session(awa: Account) -> None:
    for address in ("/account/sign-out-everywhere/", "/sign-out/", "/sign-in/change-user/"):
        here, elsewhere = signed_in(awa), signed_in(awa)
        here.post(address)
        assert elsewhere.get("/").status_code == 302
        assert here.get("/").status_code == 302


def test_suspending_a_member_ends_every_session_at_once(awa: Account, cast: Cast) -> None:
    from jatigi.agencies import actions, who

    browser = signed_in(awa)
    actions.suspend_member(cast.boubacar(), who.memberships(awa)[0])
    assert browser.get("/")["Location"].startswith("/sign-in/")
    again = signed_in(awa)
    assert again.get("/")["Location"] == "/account/organisation/"


def test_a_new_password_ends_the_other_sessions(awa: Account) -> None:
    here, elsewhere = signed_in(awa), signed_in(awa)
    new = "quatre chameaux boivent tard"
    here.post("/account/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302


def test_a_step_up_is_good_for_fifteen_minutes(awa: Account) -> None:
    browser = signed_in(awa)
    assert (
        browser.get("/account/tokens/new/")["Location"]
        == "/account/confirm/?next=%2Faccount%2Ftokens%2Fnew%2F"
    )
    answer = browser.post("/account/confirm/", {"code": code(), "next": "/account/tokens/new/"})
    assert answer["Location"] == "/account/tokens/new/"
    assert browser.get("/account/tokens/new/").status_code == 200
    with later(minutes=16):
        assert browser.get("/account/tokens/new/")["Location"].startswith("/account/confirm/")


def test_a_step_up_needs_the_right_code_and_leads_only_to_this_site(awa: Account) -> None:
    browser = signed_in(awa)
    assert browser.post("/account/confirm/", {"code": "000000"}).status_code == 200
    answer = browser.post("/account/confirm/", {"code": code(), "next": "https://evil.example/"})
    assert answer["Location"] == "/"


def test_the_language_is_the_accounts_wherever_it_signs_in(awa: Account) -> None:
    browser = signed_in(awa)
    browser.post("/language/", {"language": "en", "next": "/account/"})
    assert "Your account" in signed_in(awa).get("/account/").content.decode()
    browser.post("/language/", {"language": "xx"})
    awa.refresh_from_db()
    assert awa.language == "en"


def test_a_member_of_no_organisation_is_told_so(cast: Cast) -> None:
    from jatigi.agencies import actions, who

    omar = member(cast.gao, "omar", "coordinator").account
    actions.suspend_member(cast.boubacar(), who.memberships(omar)[0])
    page = signed_in(omar).get("/", follow=True)
    assert "Vous n’appartenez à aucune organisation" in page.content.decode()

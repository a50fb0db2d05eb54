"""Tokens: shown once, for one purpose, until they are revoked, expire, or their owner leaves."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from jatigi.agencies import actions, throttle, tokens, who
from jatigi.agencies.models import Token
from jatigi.kernel import clock
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.errors import Invalid, NotFound, StepUpNeeded
from jatigi.kernel.models import JournalEntry
from tests.cast import PASSWORD, Cast, Member
from tests.sign_in import code, signed_in


def stepped_up(person: Member) -> Access:
    from dataclasses import replace

    return replace(person(Purpose.ADMINISTRATION), stepped_up_at=clock.now())


def make(person: Member, **given: Any) -> Any:
    return actions.create_token(
        stepped_up(person), **{"purpose": "reception", "label": "saisie", "days": 30, **given}
    )


def test_a_token_acts_as_its_owner_for_its_purpose(cast: Cast) -> None:
    token = make(cast.awa)
    access = tokens.access_of_token(token.secret)
    assert access is not None
    assert (access.account, access.organisation) == (cast.awa.account.pk, cast.gao.pk)
    assert (access.roles, access.purpose) == (frozenset({"reception"}), "reception")
    assert access.stepped_up_at is None


@pytest.mark.parametrize("text", ["", "jatigi_", "jatigi_unknown", "Bearer x", "\x00", "jatigi_" + "é" * 50])
def test_what_is_no_token_opens_nothing(cast: Cast, text: str) -> None:
    assert tokens.access_of_token(text) is None


def test_only_the_hash_is_kept(cast: Cast) -> None:
    token = make(cast.awa)
    kept = Token.objects.visible_to(cast.awa()).get()
    assert token.secret.encode() not in bytes(kept.token_hash)
    assert bytes(kept.token_hash) == who.secret_hash(token.secret)


def test_a_revoked_token_opens_nothing(cast: Cast) -> None:
    token = make(cast.awa)
    actions.revoke_token(cast.awa(), token)
    assert tokens.access_of_token(token.secret) is None


def test_a_token_ends_on_its_day(cast: Cast) -> None:
    token = make(cast.awa)
    with clock.travel(clock.now() + timedelta(days=30, minutes=1)):
        assert tokens.access_of_token(token.secret) is None


@pytest.mark.parametrize("days", [0, -1, 366, 10**6])
def test_no_token_lasts_longer_than_a_year(cast: Cast, days: int) -> None:
    with pytest.raises(Invalid):
        make(cast.awa, days=days)


def test_a_token_dies_with_the_membership(cast: Cast) -> None:
    token = make(cast.awa)
    actions.suspend_member(cast.boubacar(), who.memberships(cast.awa.account)[0])
    assert tokens.access_of_token(token.secret) is None


def test_a_token_has_the_roles_of_today(cast: Cast) -> None:
    token = make(cast.awa)
    actions.change_roles(cast.boubacar(), who.memberships(cast.awa.account)[0], roles=["coordinator"])
    access = tokens.access_of_token(token.secret)
    assert access is not None
    assert access.roles == frozenset({"coordinator"})


def test_making_a_token_needs_a_fresh_second_factor(cast: Cast) -> None:
    with pytest.raises(StepUpNeeded):
        actions.create_token(cast.awa(), purpose="reception", label="saisie")


def test_others_neither_see_nor_revoke_a_token_but_their_administrator_does(cast: Cast) -> None:
    token = make(cast.awa)
    for person in (cast.moussa, cast.fanta, cast.kadi, cast.drissa, cast.node):
        assert not Token.objects.visible_to(person()).exists()
        with pytest.raises(NotFound):
            actions.revoke_token(person(), token)
    actions.revoke_token(cast.boubacar(), token)
    assert tokens.access_of_token(token.secret) is None


def test_its_use_is_journalled_once_a_day(cast: Cast) -> None:
    token = make(cast.awa)
    for hours in (0, 1, 25):
        with clock.travel(clock.now() + timedelta(hours=hours)):
            tokens.access_of_token(token.secret)
    assert JournalEntry.objects.filter(action="token.use").count() == 2


def test_the_page_shows_the_token_once(cast: Cast) -> None:
    browser = signed_in(cast.awa.account)
    browser.post("/account/confirm/", {"code": code()})
    page = browser.post("/account/tokens/new/", {"label": "saisie", "purpose": "reception", "days": "30"})
    text = page.content.decode()
    secret = text[text.index("jatigi_") :].partition('"')[0]
    assert tokens.access_of_token(secret) is not None
    account = browser.get("/account/").content.decode()
    assert "saisie" in account
    assert secret not in account


def test_the_command_line_makes_a_token_for_somebody(cast: Cast) -> None:
    text = tokens.create_for("AWA.MMG", purpose="statistics", label="mesures", days=7)
    access = tokens.access_of_token(text)
    assert access is not None
    assert access.account == cast.awa.account.pk
    with pytest.raises(NotFound):
        tokens.create_for("nobody", purpose="statistics", label="x", days=7)


def test_an_account_given_back_to_its_owner_has_no_token_left(cast: Cast) -> None:
    from jatigi.agencies.factors import actions as factors
    from jatigi.agencies.models import Membership

    admin = cast.boubacar(Purpose.ADMINISTRATION)
    member = Membership.objects.visible_to(admin).get(account=cast.awa.account)
    left_behind, other = make(cast.awa), make(cast.fanta)
    link: Any = actions.password_link(admin, member)
    actions.choose_password(who.link_access, link, password="le fleuve descend vers Ansongo")
    assert tokens.access_of_token(left_behind.secret) is None
    again = make(cast.awa)
    factors.approve_reset(admin, factors.request_reset(cast.fanta(Purpose.ADMINISTRATION), member))
    assert tokens.access_of_token(again.secret) is None
    assert tokens.access_of_token(other.secret) is not None


def test_signing_out_everywhere_ends_the_tokens_and_says_so(cast: Cast) -> None:
    mine, other = make(cast.awa), make(cast.fanta)
    browser = signed_in(cast.awa.account)
    assert "met aussi fin à vos jetons" in browser.get("/account/").content.decode()
    page = browser.post("/account/sign-out-everywhere/", follow=True).content.decode()
    assert "vos jetons n’ouvrent plus rien" in page
    assert tokens.access_of_token(mine.secret) is None
    assert tokens.access_of_token(other.secret) is not None
    assert JournalEntry.objects.filter(action="token.revoke_all").count() == 1


def test_signing_out_of_one_computer_leaves_the_tokens(cast: Cast) -> None:
    mine = make(cast.awa)
    signed_in(cast.awa.account).post("/sign-out/")
    assert tokens.access_of_token(mine.secret) is not None


def test_a_new_password_ends_the_tokens_and_not_this_session(cast: Cast) -> None:
    cast.awa.account.set_password(PASSWORD)
    cast.awa.account.save()
    mine, new = make(cast.awa), "quatre chameaux boivent tard"
    browser = signed_in(cast.awa.account)
    given = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    page = browser.post("/account/password/", given, follow=True).content.decode()
    assert "vos jetons n’ouvrent plus rien" in page
    assert tokens.access_of_token(mine.secret) is None
    wrong = {**given, "oldpassword": "wrong"}
    kept = make(cast.awa)
    browser.post("/account/password/", wrong)
    assert tokens.access_of_token(kept.secret) is not None


def test_a_stranger_cannot_fill_the_journal_with_invented_tokens(cast: Cast) -> None:
    browser = Client()
    for number in range(70):
        answer = browser.get("/api/v1/people", headers={"authorization": f"Bearer jatigi_{number}"})
        assert answer.status_code == 401
    assert JournalEntry.objects.filter(action="api.token").count() == throttle.PER_ADDRESS

"""Members, invitations and lost factors: who may do what to whom."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from jatigi.agencies import actions, who
from jatigi.agencies.factors import actions as factors
from jatigi.agencies.models import Account, FactorReset, Invitation, Membership, Notification
from jatigi.kernel import clock
from jatigi.kernel.access import PERSONAL_DATA_ROLES, Purpose, Role
from jatigi.kernel.errors import Conflict, Invalid, JatigiError, NotFound, Refused
from jatigi.kernel.models import JournalEntry
from tests.cast import PASSWORD, Cast, Member, member
from tests.sign_in import enrol, signed_in

ADMIN = Purpose.ADMINISTRATION
NEW_PASSWORD = "quatre chameaux boivent tard"


def membership(person: Member) -> Membership:
    return who.memberships(person.account)[0]


def link_in(page: Any) -> str:
    """The path of the one-time link that a page shows."""
    text = page.content.decode()
    start = text.index("/links/")
    return str(text[start : text.index('"', start)])


# Roles


def test_the_administrator_gives_roles_and_they_count_at_once(cast: Cast) -> None:
    browser = signed_in(cast.awa.account)
    assert browser.get("/members/").status_code == 403
    actions.change_roles(cast.boubacar(ADMIN), membership(cast.awa), roles=["supervisor"])
    assert browser.get("/members/").status_code == 200


def test_nobody_gives_roles_to_themselves(cast: Cast) -> None:
    with pytest.raises(Refused):
        actions.change_roles(cast.boubacar(ADMIN), membership(cast.boubacar), roles=["case_worker"])


@pytest.mark.parametrize("asker", ["awa", "moussa", "fanta", "kadi", "lassana", "drissa", "node"])
def test_only_the_organisations_administrator_gives_roles(cast: Cast, asker: str) -> None:
    person: Member = getattr(cast, asker)
    with pytest.raises((Refused, NotFound)):
        actions.change_roles(person(ADMIN), membership(cast.moussa), roles=["supervisor"])
    assert membership(cast.moussa).roles == ["case_worker", "reception"]


def test_only_the_nodes_administrator_makes_another_one(cast: Cast) -> None:
    with pytest.raises(Invalid):
        actions.change_roles(cast.boubacar(ADMIN), membership(cast.awa), roles=["node_administrator"])
    with pytest.raises(Invalid):
        actions.invite(cast.boubacar(ADMIN), full_name="Omar", roles=["node_administrator"])


@pytest.mark.parametrize("role", sorted(PERSONAL_DATA_ROLES))
def test_the_nodes_administrator_lets_nobody_in_who_would_see_files(cast: Cast, role: str) -> None:
    with pytest.raises(Invalid):
        actions.invite(cast.node(ADMIN), full_name="Omar", roles=[role], organisation=cast.croix.pk)
    with pytest.raises(Invalid):
        actions.invite(cast.node(ADMIN), full_name="Omar", roles=["node_administrator", role])


def test_the_nodes_administrator_sends_no_puppet_into_a_house_that_has_its_administrator(cast: Cast) -> None:
    with pytest.raises(Invalid) as invalid:
        actions.invite(cast.node(ADMIN), full_name="Omar", roles=["organisation_administrator"])
    assert set(invalid.value.errors) == {"organisation"}
    with pytest.raises(Refused):
        actions.password_link(cast.node(ADMIN), membership(cast.awa))
    assert actions.invite(cast.node(ADMIN), full_name="Omar", roles=["node_administrator"]).pk


def test_the_last_administrator_cannot_leave_without_a_successor(cast: Cast) -> None:
    with pytest.raises(Conflict):
        actions.suspend_member(cast.boubacar(ADMIN), membership(cast.boubacar))
    actions.change_roles(cast.boubacar(ADMIN), membership(cast.fanta), roles=["organisation_administrator"])
    own = membership(cast.boubacar)
    actions.suspend_member(cast.boubacar(ADMIN), own)
    assert who.memberships(cast.boubacar.account) == []


def test_a_stale_change_of_roles_is_refused(cast: Cast) -> None:
    found = membership(cast.awa)
    boubacar = cast.boubacar(ADMIN)
    actions.change_roles(boubacar.doing(seen=found.version), found, roles=["supervisor"])
    with pytest.raises(Conflict):
        actions.change_roles(boubacar.doing(seen=found.version), found, roles=["finance"])


# Pages: the stranger and the wrong role


ADMINISTRATION = {
    "/members/": {"boubacar", "fanta", "node"},
    "/members/invite/": {"boubacar", "node"},
    "/offices/": {"boubacar"},
    "/organisations/": {"node"},
    "/organisations/new/": {"node"},
}


@pytest.mark.parametrize("address", sorted(ADMINISTRATION))
def test_administration_opens_for_the_right_roles_only(cast: Cast, address: str) -> None:
    opened = {
        name
        for name in ("awa", "moussa", "fanta", "boubacar", "node", "kadi")
        if signed_in(getattr(cast, name).account).get(address).status_code == 200
    }
    assert opened == ADMINISTRATION[address]


def test_a_stranger_finds_no_member_of_another_organisation(cast: Cast) -> None:
    found = membership(cast.awa)
    browser = signed_in(cast.drissa.account)
    assert "Awa" not in browser.get("/members/").content.decode()
    missing = browser.get("/members/00000000-0000-4000-8000-000000000000/")
    strange = browser.get(f"/members/{found.pk}/")
    assert strange.status_code == missing.status_code == 404
    for verb in ("suspend", "resume", "password-link", "lost-factor"):
        assert browser.post(f"/members/{found.pk}/{verb}/").status_code == 404
    assert browser.post(f"/members/{found.pk}/roles/", {"roles": ["finance"]}).status_code == 404
    assert Membership.objects.visible_to(cast.drissa(ADMIN)).count() == 1


def test_the_list_of_members_costs_the_same_for_three_and_for_thirty(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    browser = signed_in(cast.boubacar.account)
    browser.get("/members/")
    with django_assert_num_queries(_queries(browser, "/members/")):
        browser.get("/members/")
    before = _queries(browser, "/members/")
    for n in range(27):
        member(cast.gao, f"membre{chr(97 + n)}" if n < 26 else "membrezz", "reception")
        actions.invite(cast.boubacar(ADMIN), full_name="Omar", roles=["reception"])
    assert _queries(browser, "/members/") == before


def _queries(browser: Client, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        browser.get(address)
    return len(captured)


# Invitations


@pytest.mark.django_db(transaction=True)
def test_an_invited_person_makes_an_account_and_sets_up_a_factor(cast: Cast) -> None:
    browser = signed_in(cast.boubacar.account)
    page = browser.post(
        "/members/invite/", {"full_name": "Mariam Touré", "username": "mariam", "roles": ["reception"]}
    )
    path = link_in(page)
    mariam = Client()
    assert "Mariam Touré" in mariam.get(path).content.decode()
    given = {"username": "mariam", "password": NEW_PASSWORD, "again": NEW_PASSWORD}
    assert mariam.post(path, given)["Location"] == "/"
    assert mariam.get("/")["Location"] == "/account/second-factor/"
    account = Account.objects.get(username="mariam")
    assert membership(Member(account, cast.gao, frozenset())).roles == ["reception"]


def test_an_invitation_works_once(cast: Cast) -> None:
    made: Any = actions.invite(cast.boubacar(ADMIN), full_name="Omar", roles=["reception"])
    given = {"username": "omar", "password": NEW_PASSWORD, "again": NEW_PASSWORD}
    assert Client().post(f"/links/{made.secret}/", given).status_code == 302
    again = Client()
    assert again.get(f"/links/{made.secret}/").status_code == 404
    assert again.post(f"/links/{made.secret}/", {**given, "username": "omar2"}).status_code == 404
    assert not Account.objects.filter(username="omar2").exists()


def test_only_the_hash_of_an_invitation_is_kept(cast: Cast) -> None:
    made: Any = actions.invite(cast.boubacar(ADMIN), full_name="Omar", roles=["reception"])
    kept = Invitation.objects.visible_to(cast.boubacar(ADMIN)).get(pk=made.pk)
    assert made.secret.encode() not in bytes(kept.token_hash)
    assert not hasattr(kept, "secret")


def test_an_invitation_ends_after_seven_days_or_when_it_is_withdrawn(cast: Cast, client: Client) -> None:
    made: Any = actions.invite(cast.boubacar(ADMIN), full_name="Omar", roles=["reception"])
    with clock.travel(clock.now() + timedelta(days=6, hours=23)):
        assert client.get(f"/links/{made.secret}/").status_code == 200
    with clock.travel(clock.now() + timedelta(days=7, minutes=1)):
        assert client.get(f"/links/{made.secret}/").status_code == 404
    actions.withdraw_link(cast.boubacar(ADMIN), made)
    assert client.get(f"/links/{made.secret}/").status_code == 404


def test_links_are_not_guessed(cast: Cast, client: Client) -> None:
    assert client.get("/links/AAAAAAAAAAAAAAAAAAAA/").status_code == 404
    for n in range(60):
        client.get(f"/links/{n:043}/")
    made: Any = actions.invite(cast.boubacar(ADMIN), full_name="Omar", roles=["reception"])
    assert client.get(f"/links/{made.secret}/").status_code == 403


def test_somebody_who_has_an_account_joins_with_it(cast: Cast) -> None:
    made: Any = actions.invite(cast.boubacar(ADMIN), full_name="Kadi", roles=["coordinator"])
    browser = signed_in(cast.kadi.account)
    assert browser.post(f"/links/{made.secret}/")["Location"] == "/account/organisation/"
    assert [m.organisation.acronym for m in who.memberships(cast.kadi.account)] == ["CRM", "MMG"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"password": "court", "again": "court"}, "court"),
        ({"password": "qwerty123456", "again": "qwerty123456"}, "mot de passe"),
        ({"password": NEW_PASSWORD, "again": "autre chose"}, "Ce n’est pas le même mot de passe."),
        ({"username": "awa.mmg"}, "Ce nom d’utilisateur est déjà pris."),
        ({"username": "Ɛ"}, "lettres minuscules sans accent"),
        ({"username": "𝐚𝐰𝐚"}, "ne sont les lettres d’aucune langue"),
        ({"password": "a" * 600, "again": "a" * 600}, "trop long"),
    ],
)
def test_what_cannot_be_accepted_keeps_what_was_typed_and_makes_nothing(
    cast: Cast, client: Client, given: dict[str, str], sentence: str
) -> None:
    made: Any = actions.invite(cast.boubacar(ADMIN), full_name="Omar", roles=["reception"])
    sent = {"username": "omar", "password": NEW_PASSWORD, "again": NEW_PASSWORD, **given}
    answer = client.post(f"/links/{made.secret}/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert sent["username"] in page
    assert client.get(f"/links/{made.secret}/").status_code == 200


# A forgotten password


def test_a_forgotten_password_is_chosen_anew_by_its_owner_and_the_factor_stays(cast: Cast) -> None:
    browser = signed_in(cast.boubacar.account)
    path = link_in(browser.post(f"/members/{membership(cast.awa).pk}/password-link/"))
    awa = Client()
    assert awa.post(path, {"password": NEW_PASSWORD, "again": NEW_PASSWORD})["Location"] == "/sign-in/"
    answer = awa.post("/sign-in/", {"login": cast.awa.account.username, "password": NEW_PASSWORD})
    assert answer["Location"] == "/sign-in/code/"
    assert awa.get(path).status_code == 404


def test_a_link_for_a_password_ends_after_a_day(cast: Cast, client: Client) -> None:
    made: Any = actions.password_link(cast.boubacar(ADMIN), membership(cast.awa))
    with clock.travel(clock.now() + timedelta(hours=24, minutes=1)):
        assert client.get(f"/links/{made.secret}/").status_code == 404


# A lost second factor


def test_two_people_on_site_give_back_a_lost_factor(cast: Cast) -> None:
    reset = factors.request_reset(cast.fanta(ADMIN), membership(cast.awa))
    assert Authenticator.objects.filter(user=cast.awa.account).exists()
    browser = signed_in(cast.awa.account)
    factors.approve_reset(cast.boubacar(ADMIN), reset)
    assert not Authenticator.objects.filter(user=cast.awa.account).exists()
    assert browser.get("/").status_code == 302
    again = signed_in(cast.awa.account)
    assert again.get("/")["Location"] == "/account/second-factor/"
    told = JournalEntry.objects.filter(action__startswith="factor.").values_list("action", "actor")
    assert list(told) == [
        ("factor.request_reset", str(cast.fanta.account.pk)),
        ("factor.approve_reset", str(cast.boubacar.account.pk)),
    ]


def test_nobody_is_both_of_the_two_people(cast: Cast) -> None:
    reset = factors.request_reset(cast.fanta(ADMIN), membership(cast.awa))
    with pytest.raises(Refused):
        factors.approve_reset(cast.fanta(ADMIN), reset)
    assert Authenticator.objects.filter(user=cast.awa.account).exists()


def test_nobody_asks_or_agrees_for_themselves(cast: Cast) -> None:
    with pytest.raises(Refused):
        factors.request_reset(cast.fanta(ADMIN), membership(cast.fanta))
    reset = factors.request_reset(cast.boubacar(ADMIN), membership(cast.fanta))
    with pytest.raises(Refused):
        factors.approve_reset(cast.fanta(ADMIN), reset)


@pytest.mark.parametrize("asker", ["awa", "moussa", "kadi", "lassana", "drissa"])
def test_strangers_and_other_roles_have_no_part_in_it(cast: Cast, asker: str) -> None:
    person: Member = getattr(cast, asker)
    reset = factors.request_reset(cast.fanta(ADMIN), membership(cast.awa))
    assert not FactorReset.objects.visible_to(person(ADMIN)).exists()
    for act in (factors.approve_reset, factors.refuse_reset):
        with pytest.raises(NotFound):
            act(person(ADMIN), reset)
    with pytest.raises((Refused, NotFound)):
        factors.request_reset(person(ADMIN), membership(cast.moussa if asker != "moussa" else cast.awa))


def test_a_request_is_good_for_a_day_and_decided_once(cast: Cast) -> None:
    reset = factors.request_reset(cast.fanta(ADMIN), membership(cast.awa))
    with pytest.raises(Conflict):
        factors.request_reset(cast.boubacar(ADMIN), membership(cast.awa))
    with clock.travel(clock.now() + timedelta(hours=25)), pytest.raises(Conflict):
        factors.approve_reset(cast.boubacar(ADMIN), reset)
    factors.refuse_reset(cast.boubacar(ADMIN), reset)
    with pytest.raises(Conflict):
        factors.approve_reset(cast.boubacar(ADMIN), reset)


def test_a_second_organisation_cannot_take_an_account_over(cast: Cast) -> None:
    """Kadi also joins a stranger organisation: its administrators help back into nothing of hers."""
    made: Any = actions.invite(cast.drissa(ADMIN), full_name="Kadi", roles=["coordinator"])
    actions.accept_invitation(who.link_access, made, account=cast.kadi.account.pk)
    guest = who.memberships(cast.kadi.account)[1]
    for act in (factors.request_reset, actions.password_link):
        with pytest.raises(Conflict):
            act(cast.drissa(ADMIN), guest)


def test_the_request_is_told_to_who_can_agree(cast: Cast) -> None:
    factors.request_reset(cast.fanta(ADMIN), membership(cast.awa))
    assert "Donner votre accord" in signed_in(cast.boubacar.account).get("/").content.decode()
    assert "Donner votre accord" not in signed_in(cast.fanta.account).get("/").content.decode()


def test_the_owner_and_who_answers_for_the_house_are_told_when_it_is_asked_and_when_it_is_done(
    cast: Cast,
) -> None:
    """An administrator with a puppet account takes a colleague over: not in silence."""
    puppet = member(cast.gao, "pantin", Role.SUPERVISOR)

    def told(person: Member) -> list[str]:
        rows = Notification.objects.visible_to(person(ADMIN)).filter(kind="factor.reset")
        return list(rows.order_by("entered_at").values_list("text", flat=True))

    asked = "Un second facteur perdu\N{NO-BREAK SPACE}: une deuxième personne doit donner son accord avant la réinitialisation."
    reset = factors.request_reset(puppet(ADMIN), membership(cast.awa))
    assert [text[:44] for text in told(cast.awa)] == ["Quelqu’un a demandé la réinitialisation de vo"[:44]]
    assert told(cast.fanta) == told(cast.boubacar) == [asked]
    factors.approve_reset(cast.boubacar(ADMIN), reset)
    done = "Le second facteur de Awa a été réinitialisé par deux personnes. Si cela vous surprend, demandez-leur pourquoi."
    assert told(cast.fanta) == [asked, done]
    assert told(puppet) == [done]
    assert told(cast.awa)[1].startswith("Votre second facteur a été réinitialisé par deux personnes.")
    assert told(cast.moussa) == told(cast.lassana) == []


# Organisations and offices


def test_the_nodes_administrator_makes_an_organisation_and_invites_its_first_administrator(
    cast: Cast,
) -> None:
    browser = signed_in(cast.node.account)
    given = {"name_fr": "Cité d’accueil", "kind": "government", "country": "ML"}
    where = browser.post("/organisations/new/", given)["Location"]
    page = browser.post(where, {"full_name": "Oumou", "roles": ["organisation_administrator"]})
    assert Client().get(link_in(page)).status_code == 200


def test_a_closed_organisation_has_no_members_at_work(cast: Cast) -> None:
    browser = signed_in(cast.kadi.account)
    actions.close_organisation(cast.node(ADMIN), cast.croix)
    assert browser.get("/")["Location"] == "/account/organisation/"
    actions.open_organisation(cast.node(ADMIN), cast.croix)
    assert browser.get("/").status_code == 200
    with pytest.raises(Refused):
        actions.close_organisation(cast.node(ADMIN), cast.gao)


@pytest.mark.parametrize("asker", ["boubacar", "drissa", "fanta"])
def test_nobody_else_makes_or_closes_organisations(cast: Cast, asker: str) -> None:
    person: Member = getattr(cast, asker)
    with pytest.raises(JatigiError):
        actions.create_organisation(person(ADMIN), name_fr="X y", kind="ngo", country="ML")
    with pytest.raises(JatigiError):
        actions.close_organisation(person(ADMIN), cast.croix)
    assert browser_status(person, f"/organisations/{cast.croix.pk}/") == 403


def browser_status(person: Member, address: str) -> int:
    return int(signed_in(person.account).get(address).status_code)


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "church"},
        {"country": "XX"},
        {"name_fr": ""},
        {"name_fr": "x" * 10_000},
        {"acronym": "x" * 33},
        {"name_fr": "\u0007a"},
    ],
)
def test_an_organisation_is_judged_before_it_is_made(cast: Cast, given: dict[str, str]) -> None:
    sound: dict[str, Any] = {"name_fr": "Nouvelle", "kind": "ngo", "country": "ML"}
    with pytest.raises(Invalid):
        actions.create_organisation(cast.node(ADMIN), **{**sound, **given})


def test_offices_are_the_organisations_own(cast: Cast) -> None:
    browser = signed_in(cast.boubacar.account)
    browser.post("/offices/", {"name": "Antenne de Gao", "site": ""})
    assert "Antenne de Gao" in browser.get("/offices/").content.decode()
    assert "Antenne de Gao" not in signed_in(cast.drissa.account).get("/offices/").content.decode()


def test_an_administrator_never_makes_an_account_with_a_password(cast: Cast) -> None:
    with pytest.raises(Refused):
        actions.create_account(
            cast.boubacar(ADMIN),
            cast.gao,
            username="omar",
            full_name="Omar",
            roles=["reception"],
            password=PASSWORD,
        )
    with pytest.raises(Refused):
        actions.add_member(cast.boubacar(ADMIN), cast.gao, account=cast.kadi.account.pk, roles=["supervisor"])


def test_the_node_administrator_sees_no_file(cast: Cast) -> None:
    assert Role.NODE_ADMINISTRATOR not in PERSONAL_DATA_ROLES
    with pytest.raises(Refused):
        actions.change_roles(cast.node(ADMIN), membership(cast.awa), roles=["organisation_administrator"])


def test_who_has_a_new_factor_closes_the_request(cast: Cast) -> None:
    reset = factors.request_reset(cast.fanta(ADMIN), membership(cast.awa))
    factors.approve_reset(cast.boubacar(ADMIN), reset)
    enrol(cast.awa.account)
    factors.note_factor(cast.awa(ADMIN), factor=1, first=True)
    assert FactorReset.objects.visible_to(cast.boubacar(ADMIN)).get(pk=reset.pk).state == "used"

"""A device is let in by a supervisor, with a code that is shown once, and shut out at once."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from jatigi.agencies import actions as agencies
from jatigi.agencies import throttle, tokens
from jatigi.agencies.middleware import STEPPED_UP
from jatigi.agencies.models import Membership, Notification, Token
from jatigi.exchange.openrosa.configuration import collect_settings, encoded
from jatigi.kernel import clock
from jatigi.kernel.errors import Invalid, NotFound, Refused, StepUpNeeded
from jatigi.kernel.models import JournalEntry
from jatigi.people.models import Person
from tests.architecture.world import everything
from tests.cast import Cast, Member
from tests.exchange.openrosa.conftest import Collect, House, basic, decoded, said
from tests.exchange.openrosa.picture import text_of
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db


def supervisor(of: Member) -> Client:
    client = signed_in(of.account)
    session = client.session
    session[STEPPED_UP] = clock.now().isoformat()
    session.save()
    return client


def status(collect: Collect) -> int:
    answer = collect.get("/formList")
    assert answer["X-OpenRosa-Version"] == "1.0"
    if answer.status_code == 401:
        assert answer["WWW-Authenticate"] == 'Basic realm="Jatigi", charset="UTF-8"'
    return int(answer.status_code)


# The code


def test_the_code_on_the_page_opens_the_conversation(house: House, settings: Any) -> None:
    settings.PUBLIC_URL = "https://gao.example.org"
    browser = supervisor(house.cast.fanta)
    asked = {"label": "tablette", "account": str(house.cast.awa.account.pk), "days": "30"}
    page = browser.post("/devices/new/", asked)
    assert page.status_code == 200
    seen = text_of(page.content.decode())
    assert seen == page.context["code"]
    read = decoded(seen)
    assert set(read) == {"general", "admin", "project"}
    general = read["general"]
    assert general["server_url"] == "https://gao.example.org/openrosa"
    assert (general["form_update_mode"], general["analytics"]) == ("match_exactly", False)
    assert page.content.decode().count("<svg") >= 1
    assert status(Collect(basic(general["username"], general["password"]))) == 200
    assert "no-store" in page["Cache-Control"]


def test_nothing_secret_is_kept_but_a_hash(house: House) -> None:
    kept = Token.objects.visible_to(everything).get(device=True)
    assert house.token.secret not in repr(vars(kept))
    for entry in JournalEntry.objects.all():
        assert house.token.secret not in repr(vars(entry))
    assert house.token.secret not in supervisor(house.cast.fanta).get("/devices/").content.decode()


def test_the_code_fits_a_qr_code_that_a_telephone_can_read(house: House) -> None:
    assert len(encoded(collect_settings(house.token, house.token.secret, "MMG" * 10))) < 700


def test_the_user_is_told(house: House) -> None:
    notices = Notification.objects.visible_to(everything).filter(account=house.cast.moussa.account)
    assert [notice.kind for notice in notices] == ["device.issued"]


# Who


def test_only_a_supervisor_issues_and_only_for_members_who_fill_in_forms(house: House) -> None:
    for who in (house.cast.awa, house.cast.moussa, house.cast.boubacar, house.cast.kadi):
        with pytest.raises(Refused):
            house.issue(house.cast.moussa, by=who)
    for user in (house.cast.boubacar, house.cast.drissa):
        with pytest.raises(Invalid):
            house.issue(user)


@pytest.mark.parametrize("days", [0, -1, 366])
def test_a_device_is_let_in_for_a_year_at_most(house: House, days: int) -> None:
    with pytest.raises(Invalid):
        house.issue(house.cast.awa, days=days)


def test_the_second_factor_is_asked_for(house: House) -> None:
    with pytest.raises(StepUpNeeded):
        agencies.issue_device(house.cast.fanta(), account=house.cast.awa.account.pk, label="x")


def test_a_device_has_the_roles_of_filling_in_and_no_other(house: House) -> None:
    both = replace(house.cast.fanta(), stepped_up_at=clock.now())
    member = Membership.objects.visible_to(everything).get(account=house.cast.moussa.account)
    roles = ["case_worker", "finance", "organisation_administrator"]
    agencies.change_roles(house.cast.boubacar(), member, roles=roles)
    access = tokens.access_of_device(house.token.pk.hex, house.token.secret)
    assert access is not None
    assert (access.roles, access.organisation) == (frozenset({"case_worker"}), both.organisation)
    assert (access.purpose, access.stepped_up_at) == ("case_management", None)


def test_the_token_of_a_device_opens_nothing_else(house: House) -> None:
    for scheme in ("Bearer", "Basic"):
        headers = {"Authorization": f"{scheme} {house.token.secret}"}
        assert Client(headers=headers).get("/api/v1/people").status_code == 401
    assert tokens.access_of_token(house.token.secret) is None


def test_a_token_for_programs_is_no_device(house: House) -> None:
    boss = replace(house.cast.moussa(), stepped_up_at=clock.now())
    made: Any = agencies.create_token(boss, purpose="case_management", label="programme")
    assert status(Collect(basic(made.pk.hex, made.secret))) == 401


def test_a_session_opens_nothing(house: House) -> None:
    assert signed_in(house.cast.moussa.account).get("/openrosa/formList").status_code == 401


def test_a_form_for_other_roles_is_not_offered_nor_taken(house: House) -> None:
    reception = house.device(house.issue(house.cast.awa))
    assert "follow_up_collect" not in reception.forms()
    known = house.collect.forms()["follow_up_collect"]
    assert reception.get(known["downloadUrl"]).status_code == 404
    assert reception.send(house.follow_up("155ea892-5587-4a5b-88b6-614e51d876b2", seen=1)).status_code == 403


# The end


def test_a_device_that_is_revoked_in_the_middle_is_shut_out_at_once(house: House) -> None:
    collect = house.collect
    assert collect.send(house.registration()).status_code == 201
    answer = supervisor(house.cast.fanta).post(f"/devices/{house.token.pk}/revoke/")
    assert answer.status_code == 302
    refused = collect.send(house.registration())
    assert (refused.status_code, status(collect)) == (401, 401)
    assert "superviseur" in said(refused)
    assert Person.objects.visible_to(everything).count() == 1


def test_a_device_ends_on_its_day(house: House) -> None:
    with clock.travel(clock.now() + timedelta(days=90, minutes=1)):
        assert status(house.collect) == 401


def test_a_member_who_is_suspended_takes_the_device_along(house: House) -> None:
    member = Membership.objects.visible_to(everything).get(account=house.cast.moussa.account)
    agencies.suspend_member(house.cast.boubacar(), member)
    assert status(house.collect) == 401


def test_a_supervisor_elsewhere_neither_sees_nor_revokes_it(house: House) -> None:
    assert str(house.token.pk) not in supervisor(house.cast.lassana).get("/devices/").content.decode()
    with pytest.raises(NotFound):
        agencies.revoke_token(house.cast.lassana(), house.token)
    assert status(house.collect) == 200


def test_a_supervisor_sees_devices_and_no_token_for_programs(house: House) -> None:
    own = replace(house.cast.moussa(), stepped_up_at=clock.now())
    made = agencies.create_token(own, purpose="reception", label="programme")
    page = supervisor(house.cast.fanta).get("/devices/").content.decode()
    assert ("téléphone 3" in page, "programme" in page) == (True, False)
    with pytest.raises(NotFound):
        agencies.revoke_token(house.cast.fanta(), made)


def test_the_last_use_is_shown(house: House) -> None:
    assert "encore jamais" in supervisor(house.cast.fanta).get("/devices/").content.decode()
    house.collect.get("/formList")
    assert "encore jamais" not in supervisor(house.cast.fanta).get("/devices/").content.decode()


# Strangers


@pytest.mark.parametrize(
    "header",
    ["", "Basic", "Basic é", "Basic ====", "Basic " + "QUFB" * 3000, "Digest username=x", "Bearer x"],
)
def test_whoever_has_no_token_learns_nothing(house: House, header: str) -> None:
    for path in ("/formList", "/submission", "/", "/forms/155ea892-5587-4a5b-88b6-614e51d876b2/form.xml"):
        answer = Collect({"Authorization": header} if header else {}).get(path)
        assert (answer.status_code, answer["WWW-Authenticate"][:5]) == (401, "Basic")


def test_a_secret_under_another_name_opens_nothing(house: House) -> None:
    other = house.issue(house.cast.awa)
    assert status(Collect(basic(other.pk.hex, house.token.secret))) == 401
    assert status(Collect(basic(house.token.pk.hex, house.token.secret + "x"))) == 401


def test_guessing_is_slowed_down_and_a_right_token_is_not(house: House) -> None:
    from django.core.cache import cache

    cache.clear()
    stranger = Collect(basic(house.token.pk.hex, "jatigi_guessed"))
    before = JournalEntry.objects.count()
    found = [status(stranger) for _ in range(throttle.PER_ADDRESS + 2)]
    assert found == [401] * throttle.PER_ADDRESS + [429] * 2
    assert JournalEntry.objects.count() == before + throttle.PER_ADDRESS
    assert status(house.collect) == 200
    cache.clear()


def test_a_stranger_sees_the_forms_and_nothing_of_the_house(cast: Cast, house: House) -> None:
    token = house.issue(cast.drissa, by=cast.drissa)
    stranger = house.device(token)
    assert status(stranger) == 200
    assert stranger.table("registration_collect", "houses.csv") == [["name", "label", "__version"]]
    assert stranger.table("follow_up_collect", "cases.csv") == [["name", "label", "__version", "code"]]

"""The pages on which a referral is written, in two steps, or in an emergency in two taps."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from jatigi.cases.models import Case
from jatigi.directory.actions import create_service
from jatigi.directory.models import Service
from jatigi.kernel.access import Purpose
from jatigi.people.models import Person
from jatigi.protection.models import LawfulBasis
from jatigi.referrals.models import Referral, Snapshot
from tests.cast import Cast
from tests.referrals.conftest import at, text
from tests.sign_in import signed_in

REFERRAL = Purpose.REFERRAL


def referrals_of(cast: Cast) -> list[Referral]:
    return list(Referral.objects.visible_to(cast.moussa(REFERRAL)).order_by("sent_at"))


# Writing one


def test_from_a_case_to_the_service_in_two_steps(
    cast: Cast, moussa: Client, case: Case, health: Service, agreed: LawfulBasis
) -> None:
    first = moussa.get(at("send", case.pk), {"need": "health", "where": "all"})
    to = at("send_to", case.pk, health.pk)
    assert to in text(first)
    second = moussa.get(to)
    ticked = set(re.findall(r'name="fields" value="(\w+)"[^>]*checked', text(second)))
    assert ticked == {"code", "names", "sex", "phones"}
    assert "Mamadou Planté" in text(second)
    sent = moussa.post(to, {"fields": ["code", "names"], "message": "fièvre", "urgency": "high"})
    referral = referrals_of(cast)[0]
    assert (sent.status_code, sent["Location"]) == (303, at("detail", referral.pk))
    assert (referral.case_id, referral.need, referral.urgency) == (case.pk, "health", "high")
    snapshot = Snapshot.objects.visible_to(cast.kadi(REFERRAL)).get(referral=referral)
    assert set(snapshot.fields) == {"code", "names"}


def test_the_same_form_sent_twice_sends_once(
    cast: Cast, moussa: Client, person: Person, health: Service, agreed: LawfulBasis
) -> None:
    to = at("send_person_to", person.pk, health.pk)
    form = {"fields": ["code"], "urgency": "high", "action_id": str(uuid4())}
    assert moussa.post(to, form)["Location"] == moussa.post(to, form)["Location"]
    assert len(referrals_of(cast)) == 1


def test_what_was_not_agreed_cannot_be_ticked_and_leads_to_asking(
    cast: Cast, moussa: Client, person: Person, health: Service, agreed: LawfulBasis
) -> None:
    to = at("send_person_to", person.pk, health.pk)
    page = text(moussa.get(to))
    for locked in ("documents", "family", "journey", "parents"):
        assert re.search(rf'value="{locked}"[^>]*disabled', page)
    forced = moussa.post(to, {"fields": ["names", "documents"], "message": "gardé ici", "urgency": "high"})
    assert forced.status_code == 422
    assert "gardé ici" in text(forced)
    assert forced.context["form"].errors.keys() == {"fields"}
    assert referrals_of(cast) == []


def test_without_any_agreement_the_person_is_asked_for_this_recipient(
    cast: Cast, moussa: Client, person: Person, health: Service
) -> None:
    to = at("send_person_to", person.pk, health.pk)
    page = text(moussa.get(to))
    ask = re.search(r'href="([^"]*/agreements/new/[^"]*)"', page)
    assert ask is not None
    assert f"recipient={cast.croix.pk}" in ask[1]
    assert {"name", "age", "contact", "needs"} <= set(re.findall(r"category=(\w+)", ask[1]))
    assert "Mamadou" not in ask[1]
    assert 'name="fields"' not in page


@pytest.mark.parametrize("missing", [{"urgency": ""}, {"urgency": "soon"}, {"message": "x" * 9000}])
def test_nothing_typed_is_lost_when_something_is_wrong(
    cast: Cast, moussa: Client, person: Person, health: Service, agreed: LawfulBasis, missing: dict[str, str]
) -> None:
    form: dict[str, Any] = {"fields": ["names"], "urgency": "high", "message": "à garder", **missing}
    answer = moussa.post(at("send_person_to", person.pk, health.pk), form)
    assert answer.status_code == 422
    assert form["message"] in text(answer)
    assert re.search(r'value="names"[^>]*checked', text(answer))
    assert referrals_of(cast) == []


def test_a_suspended_service_leads_back_to_the_choice(
    cast: Cast, moussa: Client, person: Person, health: Service, agreed: LawfulBasis
) -> None:
    from jatigi.directory.actions import suspend

    suspend(cast.kadi(), health)
    answer = moussa.get(at("send_person_to", person.pk, health.pk))
    assert (answer.status_code, answer["Location"]) == (303, at("send_person", person.pk))


def test_services_that_do_not_fit_the_person_are_left_out_unless_asked_for(
    cast: Cast, moussa: Client, person: Person, health: Service
) -> None:
    create_service(cast.lassana(), need="health", title_fr="Maternité", for_whom={"sexes": ["female"]})
    url = at("send_person", person.pk)
    assert "Maternité" not in text(moussa.get(url, {"where": "all"}))
    assert "Maternité" in text(moussa.get(url, {"where": "all", "unfit": "on"}))


# Emergency


@pytest.fixture
def ambulance(cast: Cast) -> Service:
    return create_service(
        cast.lassana(),
        need="health",
        title_fr="Urgences de Gao",
        reach={"emergency": True, "phone": "+223 00 00 00 02"},
    )


def test_an_emergency_is_two_taps_and_gives_a_code(cast: Cast, ambulance: Service) -> None:
    awa = signed_in(cast.awa.account)
    assert "Urgences de Gao" in text(awa.get(at("emergency")))
    sent = awa.post(at("emergency"), {"service": str(ambulance.pk), "message": "venir à la gare"})
    referral = Referral.objects.visible_to(cast.awa(REFERRAL)).get()
    assert sent["Location"] == at("detail", referral.pk)
    page = text(awa.get(sent["Location"]))
    assert referral.code in page
    assert "+223 00 00 00 02" in page
    assert (referral.person_id, referral.urgency) == (None, "immediate")


def test_an_emergency_for_a_registered_person_sends_nothing_about_them(
    cast: Cast, moussa: Client, person: Person, ambulance: Service
) -> None:
    sent = moussa.post(f"{at('emergency')}?person={person.pk}", {"service": str(ambulance.pk)})
    assert sent.status_code == 303
    referral = referrals_of(cast)[0]
    assert referral.person_id == person.pk
    snapshot = Snapshot.objects.visible_to(cast.kadi(REFERRAL)).get(referral=referral)
    assert not snapshot.fields
    received = text(signed_in(cast.kadi.account).get(at("detail", referral.pk)))
    assert person.code not in received
    assert "Planté" not in received


@pytest.mark.parametrize("query", ["visit=x", "person=x", "visit=", "person="])
def test_a_strange_address_is_answered(cast: Cast, moussa: Client, ambulance: Service, query: str) -> None:
    assert moussa.get(f"{at('emergency')}?{query}").status_code == 200


def test_somebody_elses_visit_or_person_is_not_found(cast: Cast, person: Person, ambulance: Service) -> None:
    stranger = signed_in(cast.drissa.account)
    assert stranger.get(f"{at('emergency')}?visit={uuid4()}").status_code == 404
    assert stranger.get(f"{at('emergency')}?person={person.pk}").status_code == 404

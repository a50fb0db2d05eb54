"""Keeping the directory true: proposals and their approval, reports from the field, places that are never told."""

import importlib
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jatigi.agencies.models import Account, Notification
from jatigi.directory import actions, cards, hours, search, shapes
from jatigi.directory.imports.actions import import_services
from jatigi.directory.models import FieldReport, Location, Proposal, Service
from jatigi.directory.proposals import actions as proposing
from jatigi.directory.reports.actions import report, settle
from jatigi.directory.saying import Changes, plain, said_of
from jatigi.directory.search import Wanted, place_of
from jatigi.kernel import erasure, hooks
from jatigi.kernel.access import Access, Purpose, Role
from jatigi.kernel.errors import Conflict, Invalid, NotFound, Refused
from jatigi.places.actions import update_site
from tests.cast import Cast
from tests.directory.conftest import SHELTER, Offer, site, unit
from tests.directory.test_pages import FORM
from tests.sign_in import signed_in

REFERRAL = Purpose.REFERRAL
EVERYTHING = {
    **FORM, "title_fr": "Clinique", "alert": "Fermé le vendredi", "areas": ["ML08", "NE"], "address": "Rue 12",
    "latitude": "16,27", "longitude": "-0.04", "intake_address": "Guichet 2", "intake_area": "ML07",
    "nationalities": ["GN", "SN"], "exclusions_fr": "Pas d’urgences", "free": "no", "email": "gao@example.org",
    "other_times_0_often": "two", "other_times_0_day": "TU", "other_times_0_opens": "20h", "other_times_0_closes": "6h",
    "other_times_0_from": "2026-12-01", "closures_0_from": "2026-12-24", "closures_0_to": "2026-12-26",
    "closures_0_note": "inventaire", "closed_on_holidays": "on", "phones_0_number": "+223 00 00 00 09",
    "contacts_0_title": "Infirmier chef", "costs_0_option": "consultation", "costs_0_amount": "500",
    "documents_0_document": "Carnet de santé", "capacity": "10", "capacity_unit": "a_day",
}  # fmt: skip


def told(cast_member: Account) -> list[str]:
    everybody = Notification.objects.visible_to(erasure.access_to("agencies.Notification"))
    return list(everybody.filter(account=cast_member).values_list("kind", flat=True))


def now(cast: Cast, service: Service) -> Service:
    return Service.objects.visible_to(cast.kadi(REFERRAL)).get(pk=service.pk)


def today(access: Access) -> list[tuple[str, int]]:
    items = [item for ask in hooks.today for item in ask(access)]
    return [(item.icon, item.count) for item in items if "/services/" in item.url]


def test_what_a_focal_point_writes_is_public_once_somebody_approved_it(cast: Cast, offer: Offer) -> None:
    service = offer()
    kadi, lassana, awa = (signed_in(who.account) for who in (cast.kadi, cast.lassana, cast.awa))
    edit, shown = (reverse(f"directory:{name}", args=[service.pk]) for name in ("edit", "service"))
    assert kadi.post(edit, EVERYTHING).status_code == 303
    assert "Clinique" not in awa.get(shown).content.decode()
    assert told(cast.lassana.account) == ["service.proposal"]
    assert today(cast.lassana(REFERRAL)) == [("clipboard-check", 1)]

    proposal = Proposal.objects.visible_to(cast.kadi(REFERRAL)).get()
    url = reverse("directory:proposal", args=[proposal.pk])
    assert url in lassana.get(reverse("directory:upkeep")).content.decode()
    page = lassana.get(url).content.decode()
    for words in (
        "Soins de santé",
        "Clinique",
        "une semaine sur deux",
        "Carnet de santé",
        "500",
        "Guinée",
        "Niger",
    ):
        assert words in page, words
    decide = reverse("directory:decide", args=[proposal.pk])
    assert kadi.post(decide, {"decision": "approve"}).status_code == 403
    assert lassana.post(decide, {"decision": "approve"}).status_code == 303
    assert told(cast.kadi.account) == ["proposal.approve"]

    page = awa.get(shown).content.decode()
    for words in (
        "Clinique",
        "Fermé le vendredi",
        "Rue 12",
        "Guichet 2",
        "Pas d’urgences",
        "Infirmier chef",
        "inventaire",
    ):
        assert words in page, words
    held = now(cast, service)
    assert held.assured_by_id == cast.lassana.account.pk
    assert [entry["rule"] for entry in held.schedules[2:]] == ["FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"]
    assert held.location
    assert (held.location.latitude, held.location.longitude) == (16.27, -0.04)
    assert search.matching(cast.awa(REFERRAL), Wanted(place=place_of("NE"))) == [held]

    untouched = {name: value for name, value in EVERYTHING.items() if value}
    again = lassana.get(edit).context["form"].initial
    assert again["other_times"][0]["often"] == "two"
    assert kadi.post(edit, untouched).status_code == 422  # nothing is different
    assert not Proposal.objects.visible_to(cast.kadi(REFERRAL)).filter(state="proposed").exists()


def test_a_new_service_of_a_focal_point_waits_too(cast: Cast) -> None:
    kadi, lassana = signed_in(cast.kadi.account), signed_in(cast.lassana.account)
    assert kadi.post(reverse("directory:new"), FORM).status_code == 303
    service = Service.objects.visible_to(cast.kadi(REFERRAL)).get()
    assert service.state == "proposed"
    assert not Service.objects.visible_to(cast.awa(REFERRAL)).exists()
    assert kadi.post(reverse("directory:approve", args=[service.pk])).status_code == 403
    assert lassana.post(reverse("directory:approve", args=[service.pk])).status_code == 303
    assert Service.objects.visible_to(cast.awa(REFERRAL)).get().state == "active"


def test_many_services_come_in_at_once_as_if_each_were_written_alone(
    cast: Cast, offer: Offer, django_assert_max_num_queries: Any
) -> None:
    alone = offer(
        hours={day: [["08:00", "16:00"]] for day in ("mon", "tue")},
        more={
            "areas": ["ML08", "NE"],
            "nationalities": ["GN"],
            "costs": [{"option": "consultation", "amount": "500"}],
        },
    )
    said: Any = {
        name: value
        for name, value in said_of(cast.lassana(REFERRAL), alone).items()
        if value not in ("", None, [])
    }
    with django_assert_max_num_queries(120):
        made = import_services(cast.lassana(), rows=[said] * 100)
    rows = Service.objects.visible_to(cast.awa(REFERRAL)).in_bulk(made)
    assert {row.state for row in rows.values()} == {"active"}
    there = said_of(cast.lassana(REFERRAL), rows[made[-1]])
    assert {name: plain(there[name]) for name in said} == {name: plain(value) for name, value in said.items()}

    shown = Service.objects.visible_to(cast.awa(REFERRAL)).count()
    rows_in_part_wrong: Any = [
        said, {**said, "need": "rain"}, {"need": "food"}, {**said, "area": "XX"}, {**said, "age": 3}
    ]  # fmt: skip
    with pytest.raises(Invalid) as wrong:
        import_services(cast.lassana(), rows=rows_in_part_wrong)
    assert set(wrong.value.errors) == {"row_2_need", "row_3_title_fr", "row_4_area", "row_5_age"}
    assert Service.objects.visible_to(cast.awa(REFERRAL)).count() == shown
    waiting = import_services(cast.kadi(), rows=[{"need": "food", "title_fr": "Repas"}] * 2)
    assert {now(cast, Service(pk=pk)).state for pk in waiting} == {"proposed"}
    assert told(cast.lassana.account) == ["service.proposed"]
    with pytest.raises(Refused):
        import_services(cast.awa(), rows=[{"need": "food", "title_fr": "Repas"}])


def test_a_proposal_is_refused_with_a_reason_taken_back_or_looked_at_again(cast: Cast, offer: Offer) -> None:
    service = offer()
    first = proposing.propose(cast.kadi(), service, changes={"alert": "Grève"})
    assert proposing.propose(cast.kadi(), service, changes={"alert": "Grève", "city": "Gao"}).pk == first.pk
    actions.update_service(cast.lassana(), service, changes={"alert": "Inondation"})
    with pytest.raises(Conflict):
        proposing.approve(cast.lassana(), first)
    shown = (
        signed_in(cast.lassana.account).get(reverse("directory:proposal", args=[first.pk])).content.decode()
    )
    assert "Inondation" in shown
    assert 'name="anyway"' in shown
    proposing.approve(cast.lassana(), first, anyway=True)
    assert now(cast, service).alert == "Grève"

    second = proposing.propose(cast.kadi(), service, changes={"alert": ""})
    with pytest.raises(Invalid):
        proposing.refuse(cast.lassana(), second, note=" ")
    for stranger, error in ((cast.drissa, NotFound), (cast.awa, NotFound), (cast.kadi, Refused)):
        with pytest.raises(error):
            proposing.refuse(stranger(), second, note="non")
    proposing.refuse(cast.lassana(), second, note="Vérifiez d’abord")
    page = signed_in(cast.kadi.account).get(reverse("directory:proposal", args=[second.pk])).content.decode()
    assert "Vérifiez d’abord" in page
    third = proposing.propose(cast.kadi(), service, changes={"alert": ""})
    assert proposing.withdraw(cast.kadi(), third).state == "withdrawn"
    assert now(cast, service).alert == "Grève"


def test_what_somebody_sees_on_the_spot_is_shown_settled_and_answered(cast: Cast, offer: Offer) -> None:
    service = offer()
    awa, kadi = signed_in(cast.awa.account), signed_in(cast.kadi.account)
    spot = reverse("directory:report_on", args=[service.pk])
    refused = awa.post(spot, {"kind": "moved", "note": "Demander à Oumar au 76 12 34 56"})
    assert refused.status_code == 422
    assert refused.context["form"].errors.keys() == {"note"}
    for _twice in range(2):
        assert awa.post(spot, {"kind": "closed"}).status_code == 303
    said = FieldReport.objects.visible_to(cast.kadi(REFERRAL)).get()
    assert "signalé" in awa.get(reverse("directory:search"), {"where": "all"}).content.decode()
    assert now(cast, service).version == service.version  # what somebody is typing into it stays valid
    assert today(cast.kadi(REFERRAL)) == [("triangle-alert", 1)]
    with pytest.raises(NotFound):
        settle(cast.drissa(), said, outcome="corrected")
    with pytest.raises(Refused):
        settle(cast.awa(), said, outcome="corrected")

    url = reverse("directory:report", args=[said.pk])
    assert url in kadi.get(reverse("directory:upkeep")).content.decode()
    assert kadi.post(url, {"outcome": "unfounded", "answer": "Ouvert comme toujours"}).status_code == 303
    assert "Ouvert comme toujours" in awa.get(url).content.decode()
    assert told(cast.awa.account) == ["report.settled"]
    assert now(cast, service).reported == ""
    assert today(cast.kadi(REFERRAL)) == []


def test_what_is_missing_goes_to_the_coordinators(cast: Cast) -> None:
    awa = signed_in(cast.awa.account)
    found = awa.get(reverse("directory:search"), {"need": "legal", "where": "ML07"}).content.decode()
    assert re.search(r"/services/missing/\?need=legal&amp;where=ML07", found)
    assert awa.post(reverse("directory:missing"), {"need": "legal", "area": "ML07"}).status_code == 303
    said = FieldReport.objects.visible_to(cast.awa(REFERRAL)).get()
    assert (said.need, said.unit) == ("legal", unit("ML07"))
    assert not FieldReport.objects.visible_to(cast.kadi(REFERRAL)).exists()
    coordinator = Access(cast.kadi.account.pk, cast.croix.pk, frozenset({Role.COORDINATOR}), REFERRAL)
    assert settle(coordinator, said, outcome="noted").state == "settled"
    assert said.ends() is None
    with pytest.raises(Invalid):
        report(cast.awa(), kind="closed", service=cast.gao.pk)


def test_a_hidden_place_is_kept_nowhere(cast: Cast, shelter: Service, offer: Offer) -> None:
    where: Changes = {"address": "Rue cachée 9", "latitude": 16.2, "longitude": -0.1, "place_name": SHELTER}
    proposal = proposing.propose(cast.kadi(), shelter, changes={**where, "intake_address": "Commissariat"})
    assert set(proposal.changes) == {"intake_address"}
    proposing.approve(cast.lassana(), proposal)
    actions.update_service(cast.lassana(), shelter, changes=where)
    assert not Location.objects.exists()
    assert said_of(cast.lassana(REFERRAL), shelter)["address"] == ""
    page = (
        signed_in(cast.drissa.account).get(reverse("directory:service", args=[shelter.pk])).content.decode()
    )
    assert "Commissariat" in page
    with pytest.raises(Invalid):
        actions.update_service(cast.lassana(), shelter, changes={"intake_site": str(shelter.site_id)})

    house = site(cast.croix, "Maison ouverte")
    open_service = offer(site=house.pk, more={"address": "Rue 4"})
    assert Location.objects.get().name == "Maison ouverte"
    update_site(cast.lassana(), house, name="Maison ouverte", kind="shelter", country="ML", hidden=True)
    now_hidden = now(cast, open_service)
    assert now_hidden.hidden
    assert not Location.objects.exists()
    assert cards.card(cast.drissa(REFERRAL), now_hidden).place == "Gao, Mali"


def test_hours_written_before_mean_the_same_as_schedules() -> None:
    """The migration carries weekly hours over."""
    carry = importlib.import_module("jatigi.directory.migrations.0002_the_standard")
    week = hours.checked({
        "mon": [["08:00", "12:00"], ["14:00", "24:00"]], "tue": [["08:00", "12:00"]], "fri": [["20:00", "06:00"]],
    })  # fmt: skip
    assert shapes.week(shapes.schedules(carry.schedules_of(week))) == week


def test_only_a_browser_of_the_house_keeps_it_up(cast: Cast) -> None:
    assert Client().get(reverse("directory:upkeep")).status_code == 302
    assert signed_in(cast.awa.account).get(reverse("directory:upkeep")).status_code == 403

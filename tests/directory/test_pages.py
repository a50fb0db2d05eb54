"""The pages of the directory, as members and strangers meet them."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from jatigi.directory.models import Service
from jatigi.kernel.access import Purpose
from tests.cast import Cast
from tests.directory.conftest import SHELTER, Offer, site
from tests.sign_in import signed_in

FORM = {
    "need": "health", "title_fr": "Soins de santé", "area": "ML07", "how_to_refer": "phone", "phone": "+223 00 00 00 01",
    "hours_0_days": "mon,tue,wed,thu,fri", "hours_0_opens": "08:00", "hours_0_closes": "16:30",
    "hours_1_days": "sat", "hours_1_opens": "8h", "hours_1_closes": "12h30",
}  # fmt: skip


@pytest.fixture
def kadi(cast: Cast) -> Client:
    return signed_in(cast.kadi.account)


@pytest.fixture
def awa(cast: Cast) -> Client:
    return signed_in(cast.awa.account)


def test_a_service_is_written_down_found_and_looked_at(cast: Cast, awa: Client) -> None:
    lassana = signed_in(cast.lassana.account)
    answer = lassana.post(reverse("directory:new"), {**FORM, "capacity": "10", "places_free": "3"})
    service = Service.objects.visible_to(cast.kadi(Purpose.REFERRAL)).get()
    assert answer.status_code == 303
    assert answer["Location"] == reverse("directory:service", args=[service.pk])
    assert service.hours["mon"] == [["08:00", "16:30"]]
    assert service.hours["sat"] == [["08:00", "12:30"]]
    listed = awa.get(reverse("directory:search"), {"need": "health", "where": "ML07"}).content.decode()
    assert "Soins de santé" in listed
    page = awa.get(answer["Location"]).content.decode()
    assert "08:00–16:30" in page
    assert "+223 00 00 00 01" in page


def test_nothing_that_was_typed_is_lost(cast: Cast, kadi: Client) -> None:
    typed = {
        **FORM, "title_fr": "A" * 200, "description_fr": "Ouvert\nà tous", "minimum_age": "130",
        "hours_1_opens": "midi", "languages": ["bm", "ff"],
    }  # fmt: skip
    answer = kadi.post(reverse("directory:new"), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "A" * 200 in page
    assert "Ouvert\nà tous" in page
    assert 'value="130"' in page
    assert 'value="midi"' in page
    assert re.search(r'value="ff"[^>]*checked', page)
    assert not Service.objects.visible_to(cast.kadi(Purpose.REFERRAL)).exists()


def test_errors_of_the_action_stand_at_their_fields(cast: Cast, kadi: Client) -> None:
    answer = kadi.post(
        reverse("directory:new"), {**FORM, "minimum_age": "30", "maximum_age": "12", "area": "ML07"}
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"maximum_age"}
    assert kadi.post(reverse("directory:new"), {**FORM, "area": ""}).context["form"].errors.keys() == {"area"}


def test_two_people_editing_see_both_versions(cast: Cast, kadi: Client, offer: Offer) -> None:
    service = offer()
    lassana = signed_in(cast.lassana.account)
    url = reverse("directory:edit", args=[service.pk])
    seen = re.search(r'name="seen" value="(\d+)"', kadi.get(url).content.decode())
    assert seen is not None
    lassana.post(url, {**FORM, "title_fr": "Dispensaire", "seen": seen[1]})
    second = kadi.post(url, {**FORM, "title_fr": "Clinique", "seen": seen[1]})
    page = second.content.decode()
    assert second.status_code == 409
    assert "Dispensaire" in page
    assert "Clinique" in page
    fresh = re.search(r'name="seen" value="(\d+)"', page)
    assert fresh is not None
    assert kadi.post(url, {**FORM, "title_fr": "Clinique", "seen": fresh[1]}).status_code == 303


def test_places_and_state_are_kept_from_the_page(cast: Cast, kadi: Client, awa: Client, offer: Offer) -> None:
    service = offer(capacity=8)

    def now() -> Service:
        return Service.objects.visible_to(cast.kadi(Purpose.REFERRAL)).get(pk=service.pk)

    assert kadi.post(reverse("directory:places", args=[service.pk]), {"places_free": "5"}).status_code == 303
    assert now().places_free == 5
    wrong = kadi.post(reverse("directory:places", args=[service.pk]), {"places_free": "9"})
    assert wrong.status_code == 422
    assert 'value="9"' in wrong.content.decode()
    for verb, state in (("suspend", "suspended"), ("resume", "active"), ("assure", "active")):
        assert kadi.post(reverse(f"directory:{verb}", args=[service.pk])).status_code == 303
        assert now().state == state
        assert kadi.get(reverse(f"directory:{verb}", args=[service.pk])).status_code == 405


@pytest.mark.parametrize("name", ["edit", "places", "assure", "suspend", "resume", "end"])
def test_only_their_own_organisation_keeps_services_up(cast: Cast, offer: Offer, name: str) -> None:
    service = offer()
    url = reverse(f"directory:{name}", args=[service.pk])
    stranger, colleague = signed_in(cast.drissa.account), signed_in(cast.awa.account)
    assert stranger.post(url, {**FORM, "places_free": "1"}).status_code == 404
    assert colleague.post(url, {**FORM, "places_free": "1"}).status_code == 403
    same = Service.objects.visible_to(cast.kadi(Purpose.REFERRAL)).get(pk=service.pk)
    assert same.version == service.version


@pytest.mark.parametrize("name", ["search", "own", "new"])
def test_a_node_administrator_has_no_business_here(cast: Cast, name: str) -> None:
    assert signed_in(cast.node.account).get(reverse(f"directory:{name}")).status_code == 403


def test_a_shelter_is_on_no_page(cast: Cast, shelter: Service) -> None:
    house = site(cast.croix, "Maison ouverte")
    for member in (cast.awa, cast.drissa, cast.kadi):
        browser = signed_in(member.account)
        for address in (
            reverse("directory:search"),
            reverse("directory:search") + f"?words={SHELTER}",
            reverse("directory:service", args=[shelter.pk]),
        ):
            page = browser.get(address).content.decode()
            shown = page.replace(f"words={SHELTER}", "").replace(f'value="{SHELTER}"', "")
            assert SHELTER not in shown
            assert str(shelter.site_id) not in page
    assert SHELTER not in signed_in(cast.drissa.account).get(reverse("directory:new")).content.decode()
    assert (
        house.name
        in signed_in(cast.kadi.account).get(reverse("directory:edit", args=[shelter.pk])).content.decode()
    )


def test_searching_for_a_shelter_by_name_counts_nothing(cast: Cast, awa: Client, shelter: Service) -> None:
    by_name = awa.get(reverse("directory:search"), {"words": "refuge", "where": "all"})
    assert by_name.context["found"].total == 0
    assert awa.get(reverse("directory:search"), {"where": "ML07"}).context["found"].total == 1


@pytest.mark.parametrize(
    "query", ["need=gold", "where=XX", "age=x", "age=999", "from=x", "from=99999", "sex=both"]
)
def test_a_strange_search_is_answered(awa: Client, offer: Offer, query: str) -> None:
    offer()
    assert awa.get(reverse("directory:search") + "?" + query).status_code == 200

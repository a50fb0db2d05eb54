"""Pages of sites: noted in two taps, changed by two people, and never showing a shelter to strangers."""

from typing import Any

import pytest
from django.test import Client

from jatigi.agencies.who import has_factor
from jatigi.kernel import hooks
from jatigi.places import days
from jatigi.places.actions import create_site, note_day, update_site
from jatigi.places.models import Site, SiteDay
from tests.cast import Cast, Member
from tests.sign_in import enrol, signed_in


def at(member: Member) -> Client:
    """A browser in which somebody of the cast is at work."""
    if not has_factor(member.account):
        enrol(member.account)
    return signed_in(member.account)


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def house(cast: Cast) -> Site:
    return create_site(
        cast.boubacar(), name="Maison d’essai", kind="house", country="ML", unit="ML07", beds=10,
        address="Rue de l’Essai",
    )  # fmt: skip


@pytest.fixture
def shelter(cast: Cast) -> Site:
    site = create_site(
        cast.boubacar(),
        name="Refuge Secret",
        kind="shelter",
        country="ML",
        beds=5,
        address="Derrière le puits",
    )
    note_day(cast.fanta(), site, open=True, staffed=True, beds_free=4)
    return site


def test_the_day_is_noted_in_two_taps(cast: Cast, house: Site) -> None:
    awa = at(cast.awa)
    page = text(awa.get(f"/sites/{house.pk}/today/"))
    assert 'name="number" value="7"' in page
    answer = awa.post(f"/sites/{house.pk}/today/", {"state": "staffed", "beds_free": "", "number": "7"})
    assert answer.status_code == 302
    (state,) = days.states(cast.awa(), [house])
    assert (state.fresh, state.beds_free) == (True, 7)
    assert "7 lits libres sur 10" in text(awa.get("/sites/"))


def test_a_number_that_cannot_be_is_told_at_its_field(cast: Cast, house: Site) -> None:
    answer = at(cast.awa).post(f"/sites/{house.pk}/today/", {"state": "staffed", "beds_free": "11"})
    assert answer.status_code == 422
    assert "il ne peut pas y en avoir davantage de libres" in text(answer)
    assert not SiteDay.objects.visible_to(cast.awa()).exists()


def test_whoever_orients_sees_every_free_bed_but_no_shelter_of_others(
    cast: Cast, house: Site, shelter: Site
) -> None:
    note_day(cast.awa(), house, open=True, staffed=True, beds_free=7)
    own, stranger = text(at(cast.awa).get("/beds/")), text(at(cast.kadi).get("/beds/"))
    assert "Refuge Secret" in own
    assert "Maison d’essai" in own
    assert "Maison d’essai" in stranger
    assert "MMG" in stranger
    for trace in ("Refuge Secret", str(shelter.pk), "puits"):
        assert trace not in stranger
    assert (
        "Refuge"
        not in text(at(cast.kadi).get("/beds/?kind=shelter")).replace("refuge", "").split("</select>")[1]
    )


@pytest.mark.parametrize("who", ["drissa", "kadi", "lassana", "node"])
def test_a_stranger_finds_no_shelter_by_any_address(cast: Cast, shelter: Site, who: str) -> None:
    client = at(getattr(cast, who))
    for path in ("", "edit/", "today/"):
        url = f"/sites/{shelter.pk}/{path}"
        for answer in (client.get(url), client.post(url, {"state": "closed", "name": "X", "kind": "house"})):
            assert answer.status_code in (403, 404)
            assert "Secret" not in text(answer)
            assert "puits" not in text(answer)
    assert "Secret" not in text(client.get("/sites/"))
    assert Site.objects.visible_to(cast.awa()).get(pk=shelter.pk).name == "Refuge Secret"


def test_what_is_not_there_and_what_is_hidden_answer_the_same(cast: Cast, shelter: Site) -> None:
    client = at(cast.kadi)
    hidden = client.get(f"/sites/{shelter.pk}/")
    absent = client.get("/sites/00000000-0000-4000-8000-000000000000/")
    assert (hidden.status_code, hidden.reason_phrase) == (absent.status_code, absent.reason_phrase)


def test_an_administrator_adds_a_site_and_what_was_typed_stays_after_a_mistake(cast: Cast) -> None:
    boubacar = at(cast.boubacar)
    typed = {"name": "Antenne d’essai", "kind": "antenna", "country": "ML", "unit": "NE001", "beds": "0"}
    refused = boubacar.post("/sites/new/", typed)
    assert refused.status_code == 422
    assert "Antenne d’essai" in text(refused)
    answer = boubacar.post("/sites/new/", {**typed, "unit": "ML07"})
    site = Site.objects.visible_to(cast.awa()).get()
    assert answer.headers["Location"] == f"/sites/{site.pk}/"
    assert at(cast.awa).get("/sites/new/").status_code == 403


def test_two_people_who_change_one_site_see_both_versions(cast: Cast, house: Site) -> None:
    known = {
        "name": house.name,
        "kind": "house",
        "country": "ML",
        "unit": "ML07",
        "address": "",
        "active": "on",
    }
    update_site(cast.fanta(), house, name=house.name, kind="house", country="ML", unit="ML07", beds=12)
    answer = at(cast.boubacar).post(f"/sites/{house.pk}/edit/", {**known, "beds": "20", "seen": "1"})
    assert answer.status_code == 409
    page = text(answer)
    assert "12" in page
    assert "20" in page
    assert Site.objects.visible_to(cast.awa()).get().beds == 12


def test_the_address_of_a_house_is_read_on_its_page(cast: Cast, house: Site) -> None:
    assert "Rue de l’Essai" in text(at(cast.kadi).get(f"/sites/{house.pk}/"))


def test_lists_cost_the_same_for_three_sites_and_for_thirty(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    client = at(cast.awa)
    client.get("/beds/")

    def queries(url: str) -> int:
        with django_assert_max_num_queries(40) as counted:
            assert client.get(url).status_code == 200
        return len(counted)

    def add(count: int) -> None:
        for number in range(count):
            site = create_site(cast.boubacar(), name=f"Site {number}", kind="house", country="ML", beds=3)
            note_day(cast.awa(), site, open=True, staffed=True, beds_free=1)

    add(3)
    before = {url: queries(url) for url in ("/beds/", "/sites/")}
    add(27)
    assert {url: queries(url) for url in before} == before


def test_the_desk_is_reminded_until_the_day_is_noted(cast: Cast, house: Site) -> None:
    def reminders() -> list[int]:
        return [item.count for tell in hooks.today for item in tell(cast.awa()) if item.url == "/sites/"]

    assert reminders() == [1]
    note_day(cast.awa(), house, open=False, staffed=False)
    assert reminders() == []


def test_the_regions_of_a_day_are_open_to_everybody(client: Client, db: None) -> None:
    then = text(client.get("/regions/?country=ML&day_day=1&day_month=6&day_year=2022"))
    now = text(client.get("/regions/?country=ML&day_day=1&day_month=6&day_year=2024"))
    assert "Taoudénit</td" not in then
    assert then.count("ML09") >= 1
    assert "Taoudénit" in now
    assert "à confirmer" in now
    assert client.get("/regions/?country=XX").status_code == 422

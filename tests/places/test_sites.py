"""Sites, their state of the day, and what strangers may know of them."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection

from jatigi.kernel import clock
from jatigi.kernel.errors import Invalid, NotFound, Refused
from jatigi.places import days, zones
from jatigi.places.actions import create_site, note_day, update_site
from jatigi.places.models import Site, SiteDay
from tests.cast import Cast

ADDRESS = "Rue 4, près du château d’eau, Château"


def house(cast: Cast, **other: Any) -> Site:
    known = {
        "name": "Maison d’essai", "kind": "house", "country": "ML", "unit": "ML07", "beds": 40, "address": ADDRESS,
    }  # fmt: skip
    return create_site(cast.boubacar(), **{**known, **other})


def test_a_site_is_created_with_the_zone_of_its_country_and_a_sealed_address(cast: Cast) -> None:
    site = house(cast, country="NE", unit="")
    assert site.time_zone == "Africa/Niamey"
    found = Site.objects.visible_to(cast.awa()).get(pk=site.pk)
    assert found.address == ADDRESS
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, address FROM places_site")
        name, address = cursor.fetchone()
    assert name == "Maison d’essai"
    assert "château".encode() not in bytes(address)


def test_only_who_looks_after_an_organisation_makes_and_changes_its_sites(cast: Cast) -> None:
    with pytest.raises(Refused):
        create_site(cast.awa(), name="X", kind="house", country="ML")
    site = house(cast)
    with pytest.raises(Refused):
        update_site(cast.drissa(), site, name="Pris", kind="house", country="ML")
    update_site(cast.fanta(), site, name="Maison du fleuve", kind="house", country="ML", unit="ML07", beds=42)
    assert Site.objects.visible_to(cast.awa()).get().name == "Maison du fleuve"


def test_a_shelter_is_always_hidden_and_only_its_own_people_know_of_it(cast: Cast) -> None:
    shelter = house(cast, kind="shelter", hidden=False)
    note_day(cast.fanta(), shelter, open=True, staffed=True, beds_free=3)
    assert shelter.hidden
    assert Site.objects.visible_to(cast.awa()).filter(pk=shelter.pk).exists()
    for stranger in (cast.drissa(), cast.kadi(), cast.lassana(), cast.node()):
        assert not Site.objects.visible_to(stranger).filter(pk=shelter.pk).exists()
        assert not SiteDay.objects.visible_to(stranger).exists()
        with pytest.raises(NotFound):
            note_day(stranger, shelter, open=False, staffed=False)
        with pytest.raises(NotFound):
            update_site(stranger, shelter, name="X", kind="house", country="ML")


def test_everybody_sees_the_free_beds_of_a_house_and_only_its_people_note_them(cast: Cast) -> None:
    site = house(cast)
    note_day(cast.awa(), site, open=True, staffed=True, beds_free=7)
    with pytest.raises(Refused):
        note_day(cast.drissa(), site, open=False, staffed=False)
    (state,) = days.states(cast.kadi(), Site.objects.visible_to(cast.kadi()))
    assert state.fresh
    assert state.beds_free == 7


def test_the_last_word_of_a_day_counts_and_the_days_before_stay(cast: Cast) -> None:
    site = house(cast)
    with clock.travel(datetime(2026, 11, 20, 8, tzinfo=UTC)):
        note_day(cast.awa(), site, open=True, staffed=True, beds_free=9)
    with clock.travel(datetime(2026, 11, 21, 8, tzinfo=UTC)):
        note_day(cast.awa(), site, open=True, staffed=True, beds_free=5)
        note_day(cast.awa(), site, open=True, staffed=False, beds_free=4)
        history = days.history(cast.awa(), site)
    assert [(day.day, day.staffed, day.beds_free) for day in history] == [
        (date(2026, 11, 21), False, 4),
        (date(2026, 11, 20), True, 9),
    ]


def test_yesterdays_free_beds_are_not_promised_today(cast: Cast) -> None:
    site = house(cast)
    with clock.travel(datetime(2026, 11, 20, 8, tzinfo=UTC)):
        note_day(cast.awa(), site, open=True, staffed=True, beds_free=9)
    with clock.travel(datetime(2026, 11, 21, 8, tzinfo=UTC)):
        (state,) = days.states(cast.awa(), [site])
    assert state.noted is not None
    assert (state.fresh, state.beds_free) == (False, None)


def test_the_day_of_a_site_is_the_day_on_its_own_wall(cast: Cast) -> None:
    site = house(cast, country="NE", unit="")
    with clock.travel(datetime(2026, 11, 20, 23, 30, tzinfo=UTC)):
        assert zones.today_at(site) == date(2026, 11, 21)
        assert note_day(cast.awa(), site, open=True, staffed=True).day == date(2026, 11, 21)


def test_a_closed_site_has_nobody_and_no_bed(cast: Cast) -> None:
    day = note_day(cast.awa(), house(cast), open=False, staffed=True, beds_free=12)
    assert (day.open, day.staffed, day.beds_free) == (False, False, None)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kind": "palace"}, "kind"),
        ({"country": "XX"}, "country"),
        ({"unit": "ML99"}, "unit"),
        ({"unit": "NE001"}, "unit"),
        ({"beds": -1}, "beds"),
        ({"beds": 99_999}, "beds"),
        ({"name": "  "}, "name"),
        ({"name": "x" * 10_000}, "name"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
    ],
)
def test_a_wrong_site_is_refused_at_its_field(cast: Cast, said: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        house(cast, **said)
    assert set(refused.value.errors) == {field}


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"beds_free": 41}, "beds_free"),
        ({"beds_free": -1}, "beds_free"),
        ({"day": date(2026, 11, 22)}, "day"),
        ({"day": date(2026, 9, 1)}, "day"),
    ],
)
def test_a_wrong_state_is_refused_at_its_field(cast: Cast, said: dict[str, Any], field: str) -> None:
    site = house(cast)
    with clock.travel(datetime(2026, 11, 21, 8, tzinfo=UTC)), pytest.raises(Invalid) as refused:
        note_day(cast.awa(), site, open=True, staffed=True, **said)
    assert set(refused.value.errors) == {field}


def test_the_state_of_many_sites_costs_one_query(cast: Cast, django_assert_num_queries: Any) -> None:
    sites = [house(cast, name=f"Maison {number}") for number in range(12)]
    for site in sites:
        note_day(cast.awa(), site, open=True, staffed=True, beds_free=1)
    with django_assert_num_queries(1):
        assert len(days.states(cast.awa(), sites)) == 12

"""The institutions of the demonstration: complete, consistent, and unmistakably invented."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

import jatigi
from jatigi.project.demo.hours import ALWAYS, Opening, by_day, is_open, next_open, weekly_pattern
from jatigi.project.demo.institutions import (
    CALLING_CODES,
    HOW_TO_REFER,
    NEEDS,
    NOTICE_FR,
    members,
    organisations,
    services,
    sites,
)

UNITS = Path(jatigi.__file__).parent / "places" / "data" / "admin_units.csv"
NAMED = {
    "mdm-gao", "dgme", "cite-accueil", "csref-gao", "hopital-gao", "drdses-gao", "oim", "hcr", "unicef", "onudc", "helvetas", "ame",
    "loujna", "cnltppa", "cncr", "dnpef", "crm", "crn", "crb", "crs", "gmb-rc",
}  # fmt: skip


def test_every_institution_of_the_field_is_there() -> None:
    assert {one.key for one in organisations()} >= NAMED
    red_cross = {one.country for one in organisations() if one.kind == "red_cross"}
    assert red_cross == {"ML", "NE", "BF", "SN", "GM"}
    assert all(one.name_fr and one.name_en and one.acronym for one in organisations())


def test_every_site_lies_in_a_unit_that_is_in_force() -> None:
    with UNITS.open(encoding="utf-8", newline="") as file:
        in_force = {(row["code"], row["vintage"]) for row in csv.DictReader(file) if not row["valid_to"]}
    assert all((site.unit, site.vintage) in in_force for site in sites().values())


def test_every_need_has_a_service_and_most_of_them_in_gao() -> None:
    assert {service.need for service in services().values()} == set(NEEDS)
    in_gao = {service.need for service in services().values() if sites()[service.site].unit == "ML07"}
    assert set(NEEDS) - in_gao == {"justice", "reintegration"}


def test_only_shelters_are_hidden_and_every_shelter_is() -> None:
    assert {site.kind for site in sites().values() if site.restricted} == {"shelter"}
    assert all(site.restricted for site in sites().values() if site.kind == "shelter")
    assert all(
        site.beds for site in sites().values() if site.kind in ("shelter", "house", "reception_centre")
    )


def test_a_name_of_a_shelter_does_not_say_where_it_is() -> None:
    towns = {site.town for site in sites().values()}
    for shelter in (site for site in sites().values() if site.restricted):
        assert not any(town in shelter.name_fr for town in towns)


def test_no_telephone_number_can_be_somebodys() -> None:
    phones = [site.phone for site in sites().values()]
    assert len(set(phones)) == len(phones)
    for site in sites().values():
        assert site.phone.startswith(f"+{CALLING_CODES[site.country]} 00 00 ")


def test_the_data_says_that_it_is_invented() -> None:
    assert NOTICE_FR == "Données inventées pour la démonstration"
    folder = Path(jatigi.__file__).parent / "project" / "demo" / "data" / "institutions"
    assert all(path.read_text("utf-8").startswith(f"# {NOTICE_FR}") for path in folder.glob("*.toml"))


def test_a_service_for_children_takes_no_adults() -> None:
    child_care = services()["unicef-gao-accueil"]
    assert child_care.is_for(age=17, sex="male", statuses=())
    assert not child_care.is_for(age=18, sex="male", statuses=())
    assert not services()["crm-abri-hebergement"].is_for(age=30, sex="male", statuses=())
    assert services()["oim-gao-retour"].is_for(age=30, sex="male", statuses=("international_migrant",))
    assert not services()["oim-gao-retour"].is_for(age=30, sex="male", statuses=("returning_national",))


def test_staff_is_invented_alike_every_time_and_fills_the_roles() -> None:
    for one in organisations():
        staff = members(one)
        assert staff == members(one)
        assert len(staff) == sum(one.staff.values())
        assert all(member.given and member.family for member in staff)


def test_where_people_are_registered_there_are_agents_case_workers_and_a_supervisor() -> None:
    hosts = {one.key: one.staff for one in organisations() if one.key in ("mdm-gao", "dgme", "cite-accueil")}
    assert all(
        staff["reception"] and staff["case_worker"] and staff["supervisor"] and staff["focal_point"]
        for staff in hosts.values()
    )


def test_every_way_of_being_referred_is_explained_in_both_languages() -> None:
    assert {service.refer for service in services().values()} <= set(HOW_TO_REFER)
    assert all(french and english for french, english in HOW_TO_REFER.values())


def test_a_weekly_pattern_is_read_and_answers() -> None:
    hours = weekly_pattern("Mo-Th 08:00-17:00; Fr 08:00-13:00")
    assert hours == (Opening(("MO", "TU", "WE", "TH"), "08:00", "17:00"), Opening(("FR",), "08:00", "13:00"))
    friday = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
    assert not is_open(hours, friday)
    assert next_open(hours, friday) == datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    assert next_open(ALWAYS, friday) == friday
    assert by_day(hours)["fri"] == [["08:00", "13:00"]]
    assert "sun" not in by_day(hours)


@pytest.mark.parametrize("text", ["", "Mo 8-16", "Mo-Fr", "Xx 08:00-16:00", "Mo 16:00-08:00"])
def test_a_pattern_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 any complaint will do
        weekly_pattern(text)


def test_somebody_works_for_two_organisations() -> None:
    keys = {member.key: member for one in organisations() for member in members(one)}
    guests = [(keys[key], one.key, role) for one in organisations() for key, role in one.guests.items()]
    assert [(guest.organisation, where, role) for guest, where, role in guests] == [
        ("mdm-gao", "loujna", "focal_point")
    ]

"""Codes of regions by the day they are meant for, and the countries of forms."""

from datetime import date

import pytest
from django.utils import translation

from jatigi.places import choices, units
from jatigi.places.models import AdminUnit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "code", "name"),
    [
        (date(2022, 6, 1), "ML09", "Bamako"),
        (date(2023, 3, 12), "ML09", "Bamako"),
        (date(2023, 3, 13), "ML09", "Taoudénit"),
        (date(2024, 6, 1), "ML09", "Taoudénit"),
        (date(2024, 6, 1), "ML00", "Bamako"),
        (date(2024, 6, 1), "ML07", "Gao"),
    ],
)
def test_a_code_means_what_it_meant_on_that_day(day: date, code: str, name: str) -> None:
    unit = units.on(day, "ML", code)
    assert unit is not None
    assert name in unit.name_fr


def test_a_code_means_nothing_before_it_was_given(db: None) -> None:
    assert units.on(date(2022, 6, 1), "ML", "ML00") is None
    assert units.on(date(2024, 6, 1), "NE", "ML07") is None


def test_both_meanings_of_a_code_are_known(db: None) -> None:
    assert [unit.vintage for unit in units.meanings("ML", "ML09")] == ["2021", "2023"]


def test_mali_had_ten_regions_and_has_twenty(db: None) -> None:
    assert len(units.of("ML", date(2022, 6, 1))) == 10
    assert len(units.of("ML", date(2024, 6, 1))) == 20


def test_what_the_source_leaves_open_is_said(db: None) -> None:
    nara = units.on(date(2024, 6, 1), "ML", "ML14")
    gao = units.on(date(2024, 6, 1), "ML", "ML07")
    assert nara is not None
    assert gao is not None
    with translation.override("fr"):
        assert units.label(nara) == "Nara (à confirmer)"
        assert units.label(gao) == "Gao"


def test_near_countries_come_first_and_each_list_is_in_the_order_of_the_language(db: None) -> None:
    with translation.override("fr"):
        (_, near), (_, far) = choices.countries()
    assert {code for code, _ in near} == {"ML", "NE", "BF", "SN", "GM", "DZ", "MR", "GN", "CI"}
    assert [name for _, name in near][:3] == ["Algérie", "Burkina Faso", "Côte d’Ivoire"]
    names = [name for _, name in far]
    assert names.index("Égypte") < names.index("Émirats arabes unis") < names.index("Équateur")
    assert names.index("Équateur") < names.index("Espagne")
    assert len(near) + len(far) == 249
    with translation.override("en"):
        assert ("CI", "Côte d’Ivoire") in choices.countries()[0][1] or (
            "CI",
            "Ivory Coast",
        ) in choices.countries()[0][1]


def test_unknown_and_stateless_are_answers(db: None) -> None:
    first = choices.nationalities()[0][1]
    assert [code for code, _ in first] == ["unknown", "stateless", "unsaid"]


def test_regions_carry_todays_code_grouped_by_country(db: None) -> None:
    groups = dict(choices.regions(["ML", "GM"]))
    assert ("ML09", "Taoudénit") in groups[str(AdminUnit.objects.get(code="ML09", vintage="2023").country)]
    assert len(groups) == 2

"""Cells of lists as scribes and spreadsheets fill them."""

import pytest

from jatigi.algorithms.matching import cells
from jatigi.algorithms.matching.model import Birth


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1987", Birth(1987)),
        (" 1987.0 ", Birth(1987)),
        ("١٩٨٧", Birth(1987)),
        ("12/05/1987", Birth(1987)),
        ("1987-05-12", Birth(1987)),
        ("vers 1987", Birth(1987, width=2)),
        ("~1987", Birth(1987, width=2)),
        ("1985-1990", Birth(1987, width=3)),
        ("", None),
        ("0", None),
        ("0.0", None),
        ("?", None),
        ("Inconnue", None),
        ("NaN", None),
    ],
)
def test_a_year_is_read_as_far_as_it_is_known(written: str, read: Birth | None) -> None:
    assert cells.birth(written) == read


@pytest.mark.parametrize("written", ["~30", "30 ans", "87", "1700", "19871", "1950-1990", "hier"])
def test_what_is_no_year_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=written):
        cells.birth(written)


@pytest.mark.parametrize("written", ["F", "femme", "Féminin", "FILLE", "2", "2.0", "female", "Mme", "أنثى"])
def test_a_woman_is_written_in_many_ways(written: str) -> None:
    assert cells.sex(written) == "female"


@pytest.mark.parametrize("written", ["M", "Homme", "masculin", "garçon", "1", "male", "Masc.", "ذكر"])
def test_a_man_is_written_in_many_ways(written: str) -> None:
    assert cells.sex(written) == "male"


@pytest.mark.parametrize("written", ["", "0", "inconnu", "X", "-"])
def test_an_unknown_sex_says_nothing(written: str) -> None:
    assert cells.sex(written) is None


def test_what_is_no_sex_is_refused() -> None:
    with pytest.raises(ValueError, match="zzz"):
        cells.sex("zzz")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("MLI", ("mli",)),
        ("ml", ("mli",)),
        ("Malienne", ("mli",)),
        ("Côte d’Ivoire", ("civ",)),
        ("Burkina Faso", ("bfa",)),
        ("Guinéen", ("gin",)),
        ("Nigérienne", ("ner",)),
        ("Nigerian", ("nga",)),
        ("MLI / SEN", ("mli", "sen")),
        ("MLI;Mali", ("mli",)),
        ("Atlantide", ("atlantide",)),
        ("inconnue", ()),
        ("", ()),
    ],
)
def test_a_country_is_one_by_name_people_or_code(written: str, read: tuple[str, ...]) -> None:
    assert cells.nationalities(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("+223 70 11 22 33", ("+223 70 11 22 33",)),
        ("70112233.0", ("70112233",)),
        ("70112233 / 66112233", ("70112233", "66112233")),
        ("70112233/66112233", ("70112233", "66112233")),
        ("70 11 22 33 ou 66 11 22 33", ("70 11 22 33", "66 11 22 33")),
        ("", ()),
    ],
)
def test_a_cell_may_hold_several_telephones(written: str, read: tuple[str, ...]) -> None:
    assert cells.phones(written) == read

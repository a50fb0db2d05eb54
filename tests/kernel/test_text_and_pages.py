"""Cleaning what people type; paging by keyset."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatigi.kernel.errors import Invalid
from jatigi.kernel.pages import keyset
from jatigi.kernel.text import clean, clean_name
from jatigi.places.models import Site
from tests.cast import Cast
from tests.kernel.conftest import open_site


@pytest.mark.parametrize(
    "name",
    [
        "Aïssata Traoré",
        "محمد كوليبالي",
        "ߡߊ߬ߡߊߘߎ߫",
        "ⵎⵓⵃⵎⵎⴷ",
        "𞤃𞤢𞤥𞤢𞤣𞤵",
        "N’Golo",
        "Ɓii Ŋaana",
        "O'Brien-Sidibé",
    ],
)
def test_names_in_the_scripts_of_the_region_are_accepted(name: str) -> None:
    assert clean_name(name, "given") == name


@pytest.mark.parametrize(
    "name", ["Ma\x00madou", "𝓜𝓪𝓶𝓪𝓭𝓸𝓾", "Ⓜamadou", "Ｍamadou", "\u202eMamadou", "Mamadou\x07", "123", "—"]
)
def test_what_is_not_a_name_gets_a_sentence(name: str) -> None:
    with pytest.raises(Invalid) as invalid:
        clean_name(name, "given")
    assert set(invalid.value.errors) == {"given"}


def test_a_text_that_is_too_long_says_by_how_much() -> None:
    with pytest.raises(Invalid) as invalid:
        clean("a" * 10_000, "note", limit=300)
    assert "300" in str(invalid.value.errors["note"])
    assert "10" in str(invalid.value.errors["note"])


@given(st.text(max_size=50))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    try:
        once = clean(text, "note", lines=True)
    except Invalid:
        return
    assert clean(once, "note", lines=True) == once


def test_keyset_pages_hold_every_row_once(cast: Cast) -> None:
    for number in range(7):
        open_site(cast.awa(), name=f"Site {number % 3}")
    seen, cursor = [], ""
    for _ in range(4):
        page = keyset(Site.objects.visible_to(cast.awa()), ("-name",), cursor, size=2)
        seen += page.rows
        cursor = page.next
    assert cursor == ""
    assert len(set(seen)) == len(seen) == 7
    assert [site.name for site in seen] == sorted([site.name for site in seen], reverse=True)


UNSTORABLE = ["WyJhXHUwMDAwIiwiYiJd", "WyJcdWQ4MDAiLCJiIl0"]
"""U+0000 and half a surrogate pair in the place of a name."""


@pytest.mark.parametrize("cursor", ["", "x", "W10", "eyJhIjoxfQ", "../../etc", "W1s" * 9000, *UNSTORABLE])
def test_a_cursor_that_cannot_be_read_is_the_first_page(cast: Cast, site: Site, cursor: str) -> None:
    assert keyset(Site.objects.visible_to(cast.awa()), ("-name",), cursor).rows == [site]

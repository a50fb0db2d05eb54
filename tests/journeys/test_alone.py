"""Somebody alone, with a small telephone that is not theirs: need, place, call. Without script, in under 60 kB."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Response, expect

from jatigi.directory import actions as directory
from tests.browser import fits
from tests.cast import Cast
from tests.directory.conftest import unit

pytestmark = pytest.mark.journey


def test_somebody_alone_finds_whom_to_call(house: str, page: Callable[..., Page]) -> None:
    cast = Cast()
    directory.create_service(
        cast.lassana(), need="health", title_fr="Dispensaire de Gao", country="ML", unit=unit("ML07").pk,
        hours={day: [["00:00", "00:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")},
        reach={"phone": "+223 20 00 00 07"},
    )  # fmt: skip
    tab = page(width=320, java_script_enabled=False)
    loaded: list[Response] = []

    def came(answer: Response) -> None:
        loaded.append(answer)

    tab.on("response", came)
    tab.goto(f"{house}/info/")
    tab.get_by_role("link", name="Santé").click()
    tab.get_by_role("link", name="Gao").click()
    expect(tab.get_by_role("heading", name="Dispensaire de Gao")).to_be_visible()
    expect(tab.get_by_text("Ouvert maintenant", exact=True)).to_be_visible()
    call = tab.get_by_role("link", name="Appeler +223 20 00 00 07")
    assert call.get_attribute("href") == "tel:+22320000007"
    assert tab.title() == "Adresses utiles"
    assert fits(tab)
    weights = [
        int(answer.headers["content-length"]) + sum(len(n) + len(v) for n, v in answer.headers.items())
        for answer in loaded
    ]
    assert sum(weights) < 60_000, weights  # the three pages and their style together
    assert tab.context.cookies() == []
    tab.get_by_role("link", name="English").click()
    expect(tab.get_by_text("Open now", exact=True)).to_be_visible()

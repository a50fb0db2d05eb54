"""The menu: one row on a desk, read from the left or from the right, and every entry on a telephone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from jatigi.agencies.context import menu
from jatigi.kernel.access import Role
from tests.architecture.world import World, standing_world
from tests.browser import DESKTOP, PHONE, fits
from tests.journeys.conftest import enter

pytestmark = pytest.mark.journey

ROWS = "entries => new Set(entries.map(entry => entry.offsetTop)).size"


@pytest.fixture(scope="module")
def world(house: str) -> World:
    return standing_world()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_it_takes_one_row_for_every_role(
    world: World, house: str, page: Callable[..., Page], direction: str
) -> None:
    tab = page(width=DESKTOP)
    rows = {}
    for role in Role.values:
        enter(tab, house, world.staff[role])
        tab.goto(house + "/")
        tab.evaluate("direction => document.documentElement.dir = direction", direction)
        rows[role] = tab.eval_on_selector_all("#site-nav > ul > li", ROWS)
        assert fits(tab), role
    assert {role: number for role, number in rows.items() if number != 1} == {}


@pytest.mark.parametrize("role", [Role.CASE_WORKER, Role.SUPERVISOR])
def test_on_a_telephone_every_entry_is_within_reach(
    world: World, house: str, page: Callable[..., Page], role: str
) -> None:
    tab = page(width=PHONE)
    enter(tab, house, world.staff[role])
    tab.goto(house + "/")
    tab.get_by_role("button", name="Menu").click()
    nav = tab.get_by_role("navigation", name="Menu principal")
    nav.get_by_text("Plus", exact=True).click()
    for item in menu(world.staff[role]()):
        expect(nav.locator(f'a[href="{item.url}"]')).to_be_visible()
    assert fits(tab)

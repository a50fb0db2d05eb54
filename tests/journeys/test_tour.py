"""A tour of the house: every page once, by somebody whose page it is. axe finds nothing, it fits a telephone, and its
picture is kept for the guide."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from jatigi.project.docs import routes
from tests.architecture.given import QUERIES
from tests.architecture.matrix import ELSEWHERE, PAGES
from tests.architecture.test_matrix import address as about
from tests.architecture.world import World, standing_world
from tests.cast import Member
from tests.journeys import album
from tests.journeys.conftest import Look, enter
from tests.journeys.words import ordinary

pytestmark = pytest.mark.journey

LEFT_OUT = {
    "health": "for machines",
    "ready": "for machines",
    "account_logout": "a question that test_passkey asks; it ends the session",
    "agencies:first_day": "only before the first organisation exists",
    "agencies:resume": "a window over the page that was open: test_session_ends",
    **{f"exchange:openrosa_{name}": "for devices" for name in ("form", "list", "manifest", "media", "root")},
    "coordination:engagements_file": "a table for spreadsheets",
    "coordination:follow_up_file": "a document, not a page",
    "coordination:follow_up_paper_file": "a document, not a page",
    "coordination:follow_up_progress": "a part of a page",
    "coordination:gaps_file": "a workbook, not a page",
    "coordination:book_template": "a workbook, not a page",
    "coordination:commitments_workbook": "a workbook, not a page",
    "coordination:body_ics": "for calendar programs",
    "coordination:document": "a file that is saved, not a page",
    "coordination:feed": "for calendar programs",
    "coordination:progress_file": "a file that is saved, not a page",
    "directory:published": "a table for machines and spreadsheets",
    "directory:workbook_template": "a workbook, not a page",
    **{name: "for machines" for name in PAGES if name.startswith("exchange:hsds")},
    "people:import_progress": "a part of a page",
    "people:import_template": "a workbook, not a page",
    "publications:file": "a table for spreadsheets",
    "questionnaires:answer_file": "a file that is saved, not a page",
    "questionnaires:clean_copy": "a workbook, not a page",
    "questionnaires:draft_file": "a file that is saved, not a page",
    "questionnaires:draft_instance": "a document, not a page",
    "questionnaires:form_file": "a file beside a form, not a page",
    "questionnaires:export_progress": "a part of a page",
    "questionnaires:instance": "a document, not a page",
    "questionnaires:original": "a workbook, not a page",
    "questionnaires:version_file": "a file beside a form, not a page",
    "questionnaires:version_xform": "a document, not a page",
    "questionnaires:xform": "a document, not a page",
    "referrals:guest_answer": "only in the browser in which its code was said: tests/referrals/test_guests_journey",
    "statistics:monthly_sheet": "a spreadsheet, not a page",
    "statistics:network_file": "a file, not a page",
}
"""Pages that nobody can simply open, and why."""

ROOMS = sorted({name.partition(":")[0] if ":" in name else "accounts" for name in PAGES})


@pytest.fixture(scope="module")
def world(house: str) -> World:
    return standing_world()


def toured() -> list[str]:
    """Pages that are opened with GET and show something of their own."""
    return [
        name
        for name, row in PAGES.items()
        if name not in LEFT_OUT and not row.post and (row.holder != ELSEWHERE or name == "account_login")
    ]


def test_every_page_is_toured_or_left_out_for_a_reason() -> None:
    known = {name for route, name, _view in routes() if not route.startswith("api/v1/")}
    sent_to = {name for name, row in PAGES.items() if row.post}
    leading_on = {name for name, row in PAGES.items() if row.holder == ELSEWHERE}
    assert known - set(toured()) - sent_to - leading_on == set(LEFT_OUT)


@pytest.mark.parametrize("room", ROOMS)
def test_every_page_of(room: str, world: World, house: str, page: Callable[..., Page], look: Look) -> None:
    tab = page()
    found: dict[str, str] = {}
    captions: dict[str, str] = {}
    for name in (each for each in toured() if belongs(each, room)):
        if name != "account_login":
            enter(tab, house, visitor(world, name))
        try:
            answer = tab.goto(house + address(world, name))
            assert getattr(answer, "status", 0) == 200, answer
            ready(tab, name)
            ordinary(tab)
            captions[picture(name)] = album.title(tab)
            look(tab, picture(name), small=True, contrast=True)
        except Exception as error:  # noqa: BLE001  # the tour goes on, all findings are told at the end
            found[name] = str(error)
    if album.wanted():
        album.write(captions)
    assert found == {}, "\n".join(f"{name}: {what}" for name, what in found.items())


def picture(name: str) -> str:
    """How the picture of a page is called."""
    return "tour-" + name.replace(":", "-").replace("_", "-")


def belongs(name: str, room: str) -> bool:
    return name.partition(":")[0] == room if ":" in name else room == "accounts"


def visitor(world: World, name: str) -> Member:
    """Who opens it: the member of the cast whose page it is."""
    row, cast = PAGES[name], world.cast
    if row.by:
        return getattr(cast, row.by)  # type: ignore[no-any-return]
    roles = row.roles.split()
    if not roles:
        return world.desk
    known = {
        "reception": cast.awa, "case_worker": cast.moussa, "supervisor": cast.fanta,
        "organisation_administrator": cast.boubacar, "node_administrator": cast.node,
    }  # fmt: skip
    return next((known[role] for role in known if role in roles), world.staff[roles[0]])


def address(world: World, name: str) -> str:
    query = urlencode(QUERIES.get(name, lambda _w: {})(world))
    return str(about(world, name)) + (f"?{query}" if query else "")


def ready(tab: Page, name: str) -> None:
    """Waits for what is drawn after the page came."""
    if name in (
        "questionnaires:fill",
        "questionnaires:fill_about",
        "questionnaires:correct",
        "questionnaires:trial",
    ):
        expect(tab.get_by_role("button", name="Envoyer")).to_be_visible(timeout=20_000)

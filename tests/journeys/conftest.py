"""What the journeys share: one served world per module, people at work in it, and a look at every page they open.

`look(tab, "arrivee")` asserts that the page fits and that axe finds nothing, and keeps its picture: in the guide with
JATIGI_GUIDE_IMAGES=1, else in a temporary folder.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from jatigi.agencies.middleware import STEPPED_UP
from jatigi.kernel import clock
from tests import clean_slate
from tests.browser import PHONE, browser, check_axe, fits, page
from tests.cast import Member
from tests.desk import SHOTS
from tests.journeys.pictures import for_guide, keep
from tests.sign_in import signed_in

__all__ = ["browser", "page"]

Look = Callable[..., None]
AtWork = Callable[..., Page]

EXCEPTIONS: tuple[str, ...] = ()
"""Parts of ODK Web Forms, as CSS selectors, in which axe may find something. None; may only shrink."""


@contextmanager
def served() -> Iterator[str]:
    """The address of the application over the test database; everything is taken out of it at the end."""
    server = LiveServer("localhost")
    server._live_server_modified_settings.enable()
    try:
        yield server.url
    finally:
        server.stop()
        server._live_server_modified_settings.disable()
        clean_slate.put_back()


@pytest.fixture(scope="module")
def house(browser: Any, django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The served application for all journeys of a module; no test of the module asks for a database of its own."""
    with django_db_blocker.unblock(), served() as url:
        yield url


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A journey through the served world works on the test database."""
    for item in items:
        if "house" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture
def _django_db_helper(request: pytest.FixtureRequest) -> None:
    """Nothing is taken back between the journeys of a module: `house` does it once, at the end."""
    if "house" not in request.fixturenames:
        request.getfixturevalue("_django_db_helper")


@pytest.fixture
def at_work(house: str, page: Callable[..., Page]) -> AtWork:
    """`at_work(member, "/address/", width=360)`: a browser in which the member has just signed in."""

    def opened(who: Member, path: str = "/", **options: Any) -> Page:
        tab = page(**options)
        enter(tab, house, who)
        tab.goto(house + path)
        return tab

    return opened


def enter(tab: Page, url: str, who: Member) -> None:
    """Makes it a browser in which somebody has just signed in with both factors."""
    client = signed_in(who.account)
    session = client.session
    session[STEPPED_UP] = clock.now().isoformat()
    session.save()
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    tab.context.clear_cookies()
    tab.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": url}])


@pytest.fixture
def look(pictures: Path) -> Look:
    def looking(tab: Page, name: str = "", *, small: bool = False, contrast: bool = False) -> None:
        """Nothing sticks out, axe finds nothing. `small`: it must also fit a telephone. `contrast`: the tour measures it."""
        size = tab.viewport_size or {"width": 0, "height": 0}
        assert fits(tab), f"{name}: wider than {size['width']}"
        check_axe(tab, exclude=EXCEPTIONS, contrast=contrast)
        if name:
            keep(tab, pictures / f"{name}{'-360' if size['width'] == PHONE else ''}.png")
        if small:
            tab.set_viewport_size({"width": PHONE, "height": 780})
            assert fits(tab), f"{name}: wider than {PHONE}"
            tab.set_viewport_size(size)

    return looking


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pictures go."""
    if for_guide():
        return Path(settings.BASE_DIR) / "docs" / "guide" / "images"
    return Path(SHOTS) if SHOTS else tmp_path_factory.mktemp("pictures")

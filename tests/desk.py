"""Somebody at work in a browser over the served test database, and a look at every page they come to.

    from tests.desk import browser, follow, look, open_as, page

`JATIGI_SHOTS=folder` keeps a picture of every page looked at.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from jatigi.agencies.who import has_factor
from tests.browser import browser, check_axe, fits, follow, page
from tests.cast import Member
from tests.sign_in import enrol, signed_in

__all__ = ["SHOTS", "OpenAs", "browser", "follow", "look", "open_as", "page"]

SHOTS = os.environ.get("JATIGI_SHOTS", "")
OpenAs = Callable[..., Page]


@pytest.fixture
def open_as(live_server: Any, page: Callable[..., Page]) -> OpenAs:
    """`open_as(member, "/address/", width=360)`: a browser in which the member is at work."""

    def opened(who: Member, path: str, **options: Any) -> Page:
        if not has_factor(who.account):
            enrol(who.account)
        tab = page(**options)
        cookies = signed_in(who.account).cookies
        tab.context.add_cookies(
            [
                {"name": name, "value": cookie.value, "url": live_server.url}
                for name, cookie in cookies.items()
            ]
        )
        tab.goto(live_server.url + path)
        return tab

    return opened


def look(tab: Page, name: str) -> None:
    """Nothing sticks out, axe finds nothing; a picture where somebody wants one."""
    if SHOTS:
        width = (tab.viewport_size or {"width": 0})["width"]
        tab.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)
    assert fits(tab), name
    check_axe(tab, contrast=False)  # the tour measures it on every page

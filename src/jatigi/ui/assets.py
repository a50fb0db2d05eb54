"""Where the built assets are: the manifest and the icons that the build of `frontend/` writes."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from django.templatetags.static import static

BUILD = Path(__file__).parent / "static" / "ui" / "build"


class Entry(NamedTuple):
    """Addresses of what one entry of the build needs."""

    scripts: list[str]
    styles: list[str]


def entry(name: str) -> Entry:
    """Scripts and styles of the entry `main`, `form` or `noscript`; empty when nothing is built."""
    chunks = manifest()
    found = next(
        (chunk for chunk in chunks.values() if chunk.get("isEntry") and chunk.get("name") == name), None
    )
    if found is None:
        return Entry([], [])
    own = [found["file"]]
    return Entry(
        scripts=[_address(file) for file in own if file.endswith(".js")],
        styles=[_address(file) for file in [*found.get("css", []), *own] if file.endswith(".css")],
    )


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
        return _parse(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return {}


@lru_cache(maxsize=8)
def _parse(path: Path, changed: int) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content

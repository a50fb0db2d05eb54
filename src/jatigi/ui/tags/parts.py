"""What the other tags are made of."""

from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from jatigi.ui import assets

DIRECTED = (
    "arrow-left",
    "arrow-right",
    "chevron-left",
    "chevron-right",
    "log-in",
    "log-out",
    "reply",
    "send",
    "undo-2",
)
"""Drawings that point along the line of reading and turn round from right to left."""


def component(component: str, /, **context: Any) -> SafeString:
    return SafeString(render_to_string(f"ui/components/{component}.html", context).strip())


def icon(name: str, label: Any = "", size: str = "") -> SafeString:
    """A drawing by its Lucide name; silent unless it has a label. `size` is a CSS class suffix, seldom needed."""
    drawing = assets.icons().get(name, "")
    return _voiced(name, drawing, size, label) if label else _silent(name, drawing, size)


@lru_cache(maxsize=1024)
def _silent(name: str, drawing: str, size: str) -> SafeString:
    """Drawn once: a page holds a hundred of them."""
    return _voiced(name, drawing, size, "")


def _voiced(name: str, drawing: str, size: str, label: Any) -> SafeString:
    voice = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    classes = "icon icon--directed" if name in DIRECTED else "icon"
    return format_html(
        '<svg class="{}{}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
        'stroke-linecap="round" stroke-linejoin="round" focusable="false" {}>{}</svg>',
        classes,
        f" icon--{size}" if size else "",
        voice,
        mark_safe(drawing),
    )


def drawing(name: str) -> SafeString:
    """The icon of that name, or nothing for no name."""
    return icon(name) if name else SafeString("")

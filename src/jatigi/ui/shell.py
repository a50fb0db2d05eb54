"""The frame around every page: who works, for which organisation, on which node."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Shell:
    """What header and footer show: the context variable `shell`. An empty address leaves its entry out.

    `place` is the line under the product's name (organisation, or organisation and site);
    `host` names who runs the node, as the consent text does.
    """

    person: str = ""
    role: str = ""
    place: str = ""
    host: str = ""
    home_url: str = "/"
    account_url: str = ""
    organisations_url: str = ""
    switch_user_url: str = ""
    sign_out_url: str = ""
    sign_in_url: str = ""
    notifications_url: str = ""
    notifications: int = 0
    demonstration: bool = False


@dataclass(frozen=True)
class Link:
    """An entry of a menu as the template draws it."""

    label: Any
    url: str
    icon: str = ""
    current: bool = False
    count: int | None = None
    rare: bool = False


RARE = 50
"""Entries from this order on are not for every hour of the day: they stand under « Plus »."""


def menu(items: Iterable[Any], path: str) -> list[Link]:
    """The entries (`label`, `url`, `icon`, perhaps `count`, `within`); current is the one whose address, or what
    it says that lies within, is the longest prefix of `path`."""
    items = list(items)
    here = max((_area(item) for item in items if _leads(_area(item), path)), key=len, default=None)
    return [
        Link(
            str(item.label),
            item.url,
            getattr(item, "icon", ""),
            _area(item) == here,
            getattr(item, "count", None),
            getattr(item, "order", 0) >= RARE,
        )
        for item in items
    ]


def _area(item: Any) -> str:
    return getattr(item, "within", "") or str(item.url)


def _leads(url: str, path: str) -> bool:
    return path == url or (url.endswith("/") and url != "/" and path.startswith(url))

"""What a report is asked to be about: in an address, and as it is kept."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from jatigi.coordination.reporting.gathering import Scope, scope
from jatigi.kernel.access import Access
from jatigi.kernel.errors import NotFound

IDS = ("event", "body", "framework")


def scope_of(access: Access, said: Mapping[str, str]) -> Scope | None:
    """What is asked for, None where nothing is. Raises `NotFound` for what the asker may not know of."""
    ids: dict[str, Any] = {name: _uuid(said[name]) for name in IDS if said.get(name)}
    first, last = (_day(said.get(name, "")) for name in ("first", "last"))
    if not ids and (first is None or last is None):
        return None
    return scope(access, **ids, first=first, last=last)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise NotFound from None

"""The story of a commitment: a line for each thing that was done, beside what the journal proves: what its lines compare."""

from datetime import date
from typing import Any

from jatigi.coordination.commitments.models import Commitment
from jatigi.coordination.commitments.saying import FIELDS


def standing(commitment: Commitment) -> dict[str, Any]:
    """What is said of a commitment, as JSON knows it."""
    return {name: plain(getattr(commitment, f"{name}_id" if name in _KEYS else name)) for name in FIELDS}


def differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[Any]]:
    """Field → what stood there and what stands there now, of what differs."""
    return {name: [before[name], after[name]] for name in after if before[name] != after[name]}


_KEYS = ("body", "event", "country", "unit")


def plain(value: Any) -> Any:
    """A value as JSON knows it."""
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | bool) else str(value)

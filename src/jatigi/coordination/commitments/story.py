"""The story of a commitment: a line for each thing that was done, beside what the journal proves. Part of other acts."""

from datetime import date
from typing import Any

from jatigi.coordination.commitments.models import Commitment, Step
from jatigi.coordination.commitments.saying import FIELDS
from jatigi.kernel.actions import Act


def tell(act: Act, commitment: Commitment, verb: str, *, note: str = "", changes: Any = None) -> None:
    """Write a line."""
    Step(
        organisation_id=commitment.organisation_id,
        commitment=commitment,
        at=act.at,
        verb=verb,
        note=note[:500],
        changes=changes or {},
        by_id=act.account,
    ).save()


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

"""The one write: what was counted takes the place of what was counted before."""

from datetime import date
from typing import Any

from jatigi.kernel.actions import Act, creation
from jatigi.statistics.models import NetworkFigures
from jatigi.statistics.network import rules


@creation("network.keep", NetworkFigures, allow=rules.may_count, internal=True)
def keep(act: Act, *, quarter: date, content: dict[str, Any]) -> NetworkFigures:
    """The figures of a quarter, as `counting.figures` makes them."""
    row = NetworkFigures.objects.visible_to(act.access).filter(quarter=quarter).first()
    row = row or NetworkFigures(quarter=quarter)
    row.counted_at, row.content = act.at, content
    row.save()
    act.details["quarter"] = quarter.isoformat()
    return row

"""Complaints in numbers for the secretariat: no organisation, no person, and no small number."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise

from jatigi.kernel import clock
from jatigi.people.codes import Need
from jatigi.referrals import rules
from jatigi.referrals.following.models import Complaint, Kind

LEAST = 10
"""What is counted less often is not told, nor whether it was counted at all (standards, small numbers)."""
SPAN = timedelta(days=365)

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Figures:
    """Label and number, None where the number is too small to be told."""

    kinds: list[tuple[Text, int | None]]
    needs: list[tuple[Text, int | None]]


def figures() -> Figures:
    """The complaints of the last twelve months, by what they are about and by type of service. No total beside them."""
    rows = Complaint.objects.visible_to(rules.FOLLOWING).filter(came_at__gt=clock.now() - SPAN)
    kinds: Counter[str] = Counter()
    needs: Counter[str] = Counter()
    for said, need in rows.values_list("kinds", "need"):
        kinds.update(said)
        needs[need] += 1
    return Figures(_told(kinds, Kind.choices), _told(needs, Need.choices))


def _told(counts: Mapping[str, int], labels: Sequence[tuple[str, Text]]) -> list[tuple[Text, int | None]]:
    safe = suppressed({code: counts.get(code, 0) for code, _label in labels})
    return [(label, safe[code]) for code, label in labels]


def suppressed(counts: Mapping[str, int], least: int = LEAST) -> dict[str, int | None]:
    """None for what is below `least`; where that is one alone, also the smallest of the others, so that no sum gives it away."""
    hidden = {code for code, count in counts.items() if count < least}
    if len(hidden) == 1 and len(counts) > 1:
        hidden.add(
            min((code for code in counts if code not in hidden), key=lambda code: (counts[code], code))
        )
    return {code: None if code in hidden else count for code, count in counts.items()}

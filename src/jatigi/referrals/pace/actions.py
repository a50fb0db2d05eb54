"""The median time to an answer of each service, counted anew once a day, a page of services at a time."""

from collections.abc import Mapping
from statistics import median
from uuid import UUID

from jatigi.kernel import clock
from jatigi.kernel.actions import Act, creation
from jatigi.referrals import rules
from jatigi.referrals.models import Pace

SAFE = 5
"""Fewer answers than this say nothing: neither the pace, nor that there were so few."""


@creation("referral.count_pace", Pace, allow=rules.may_count, internal=True)
def count_pace(act: Act, *, answers: Mapping[UUID, tuple[UUID, list[int]]]) -> None:
    """`answers`: service → (its organisation, hours to each of its last answers). What has too few is forgotten."""
    known = Pace.objects.visible_to(rules.PACES).filter(service_id__in=list(answers))
    known.delete()
    rows = [
        Pace(
            organisation_id=organisation,
            service_id=service,
            answers=len(hours),
            median_hours=max(1, round(median(hours))),
            counted_at=clock.now(),
        )
        for service, (organisation, hours) in answers.items()
        if len(hours) >= SAFE
    ]
    Pace.objects.bulk_create(rows)
    act.details["services"] = len(rows)

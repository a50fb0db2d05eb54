"""Services of the own organisation, up to a thousand at a time: all of them or none, each as if it were written alone."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import ngettext_lazy

from jatigi.directory import rules
from jatigi.directory.codes import ServiceState
from jatigi.directory.models import Service, ServiceArea
from jatigi.directory.saying import Changes, usual_holidays
from jatigi.directory.saying.actions import Area, put
from jatigi.directory.search import area_of
from jatigi.kernel import batches, clock, hooks
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, creation

USUAL: Mapping[str, Any] = {"need": "", "title_fr": "", "area": "ML", "site": ""}
"""What is said of a row that does not say it; the first two must be there."""


@creation("service.import", Service, allow=rules.may_maintain, purpose=Purpose.REFERRAL)
def import_services(act: Act, *, rows: Sequence[Changes]) -> list[UUID]:
    """Their ids in the order of the rows, which say by the names of `directory.saying` what is to be said.

    They are in the directory at once where the asker may approve, else once somebody who may has approved each.
    Raises `Invalid` that says of every row what is wrong in it (`row_17_need`).
    """
    area = cache(area_of)  # a list names few places, many times
    made = batches.drafted(rows, partial(_drafted, act, area))
    Service.objects.bulk_create(made)
    ServiceArea.objects.bulk_create(_served(made, rows, area))
    act.touched(*{name for row in rows for name in row})
    act.details["services"] = [str(service.pk) for service in made]
    if not rules.approves(act.access):
        _tell(act, len(made))
    return [service.pk for service in made]


def _drafted(act: Act, area: Area, row: Changes) -> Service:
    batches.known(row, Changes)
    state = ServiceState.ACTIVE if rules.approves(act.access) else ServiceState.PROPOSED
    service = Service(
        organisation_id=act.organisation, state=state, assured_at=clock.today(), assured_by_id=act.account
    )
    put(act, service, {**USUAL, **row}, area)
    if "closed_on_holidays" not in row:
        service.closed_on_holidays = usual_holidays(service.emergency, service.hours)
    return service


def _served(
    made: Sequence[Service], rows: Sequence[Changes], area: Callable[[str, str], Any]
) -> list[ServiceArea]:
    return [
        ServiceArea(organisation_id=service.organisation_id, service=service, country_id=country, unit=unit)
        for service, row in zip(made, rows, strict=True)
        for country, unit in dict.fromkeys(area(code, "areas") for code in row.get("areas", ()))
    ]


def _tell(act: Act, count: int) -> None:
    words = ngettext_lazy(
        "%(n)d new service waits for your approval", "%(n)d new services wait for your approval", "n"
    )
    act.tell(
        hooks.Notice(
            "service.proposed",
            str(words % {"n": count}),
            reverse("directory:own"),
            organisation=act.organisation,
            roles=rules.APPROVERS,
        )
    )

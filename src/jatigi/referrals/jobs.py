"""Silence is noticed: the desk is reminded, then its supervisors know, then the sender's; then it expires.

Each referral is one action of its own, so that one that changed meanwhile does not stop the others. What is due is
read in small pages by an index, the longest due first; what does not fit into one run waits for the next.
"""

import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from jatigi.directory.models import Service
from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.kernel.errors import JatigiError
from jatigi.kernel.schedule import scheduled
from jatigi.referrals import actions, rules
from jatigi.referrals.models import Escort, Referral
from jatigi.referrals.pace.actions import count_pace
from jatigi.referrals.watching.steps import STEPS

SCOPE = ("referrals.Referral", "referrals.Snapshot", "referrals.ReferralEvent", "referrals.Escort")
AT_ONCE = 500
SERVICES_AT_ONCE = 200
COUNTED = timedelta(days=180)
"""Answers older than this say nothing of how a service works today."""
LONGEST = timedelta(seconds=50)
"""How long one run goes on: other scheduled work waits behind it."""
ARRIVES_WITHIN = timedelta(hours=24)
"""After which somebody asks where they are."""

VERBS: dict[str, Callable[[Access, UUID], Any]] = {
    "remind": actions.remind,
    "escalate": actions.escalate,
    "tell_sender": actions.tell_sender,
    "expire": actions.expire,
}


@scheduled(rules.DEADLINES, every=timedelta(minutes=1), scope=SCOPE)
def deadlines(access: Access) -> None:
    """Every step that is due: of the answers, of the days of return, of those who are on their way."""
    until = time.monotonic() + LONGEST.total_seconds()
    for pk, step in _due(access):
        _do(VERBS[STEPS[step].verb], access, pk)
        if time.monotonic() > until:
            return
    for pk in _returning(access):
        _do(actions.remind_return, access, pk)
    for pk in _not_arrived(access):
        _do(actions.miss_arrival, access, pk)


def _due(access: Access) -> Iterator[tuple[UUID, int]]:
    """(referral, number of the step), a page of ids at a time and each referral once."""
    now, behind = clock.now(), Q()
    while True:
        rows = Referral.objects.visible_to(access).filter(behind, watch_at__lte=now)
        page = list(rows.order_by("watch_at", "id").values_list("pk", "watch_step", "watch_at")[:AT_ONCE])
        yield from ((pk, step) for pk, step, _at in page)
        if len(page) < AT_ONCE:
            return
        behind = _behind(page[-1][2], page[-1][0])


def _behind(at: datetime, pk: UUID) -> Q:
    return Q(watch_at__gt=at) | Q(watch_at=at, pk__gt=pk)


def _returning(access: Access) -> list[UUID]:
    """Whose day of return is here."""
    rows = Referral.objects.visible_to(access).filter(
        return_on__lte=clock.today(), return_reminded_at__isnull=True, erasure_asked_at__isnull=True
    )
    return list(
        rows.exclude(state="draft").order_by("return_on", "id").values_list("pk", flat=True)[:AT_ONCE]
    )


def _not_arrived(access: Access) -> list[UUID]:
    """Of whom nobody said a day after they left that they arrived."""
    rows = Escort.objects.visible_to(access).filter(
        leaves_at__lt=clock.now() - ARRIVES_WITHIN, arrived_at__isnull=True, reminded_at__isnull=True
    )
    return list(rows.order_by("leaves_at", "id").values_list("referral_id", flat=True)[:AT_ONCE])


def _do(verb: Callable[[Access, UUID], Any], access: Access, pk: UUID) -> None:
    try:
        verb(access, pk)
    except JatigiError:
        return


@scheduled(
    "referrals.pace",
    every=timedelta(days=1),
    scope=("referrals.Referral", "referrals.Pace", "directory.Service"),
)
def paces(access: Access) -> None:
    """How fast every service answered lately, a page of services at a time."""
    since, last = clock.now() - COUNTED, None
    while True:
        rows = Service.objects.visible_to(access).order_by("pk")
        page = list(
            (rows.filter(pk__gt=last) if last else rows).values_list("pk", "organisation_id")[
                :SERVICES_AT_ONCE
            ]
        )
        if not page:
            return
        last = page[-1][0]
        answers: dict[UUID, tuple[UUID, list[int]]] = {pk: (owner, []) for pk, owner in page}
        given = Referral.objects.visible_to(access).filter(
            service_id__in=list(answers), sent_at__gte=since, answered_at__isnull=False
        )
        for service, sent, answered in given.values_list("service_id", "sent_at", "answered_at").iterator():
            answers[service][1].append(int((answered - sent).total_seconds() // 3600))
        count_pace(access, answers=answers)

"""The one place where a referral changes its state. Always within the act of somebody else's verb."""

from typing import Any
from uuid import UUID

from django.db.models import F

from jatigi.directory.models import Service
from jatigi.kernel import states
from jatigi.referrals import rules
from jatigi.referrals.models import Referral, State


def advance(referral: Referral, verb: str) -> None:
    """Move along `Referral.TRANSITIONS`. Who leaves a waiting list makes room; who answered is not watched any more.

    Raises `Conflict` where the state forbids it. The referral itself is saved by the caller.
    """
    waited = referral.state == State.WAITLISTED
    states.advance(referral, verb)
    if waited and referral.state != State.WAITLISTED:
        _leave(referral)
    if referral.state not in Referral.UNANSWERED:
        referral.watch_at = None


def take_place(referral: Referral, wanted: int | None = None) -> int:
    """Put a referral on the list of its service, or move it there: those behind make room, the places stay 1 to n.

    `wanted`: a place from 1; the end of the list where it is None or behind the end. Returns the place.
    """
    others = _waiting(referral.service_id).exclude(pk=referral.pk)
    if referral.waitlist_position is not None:
        _close_gap(referral)
    last = int(others.count()) + 1
    place = min(wanted or last, last)
    others.filter(waitlist_position__gte=place).update(waitlist_position=F("waitlist_position") + 1)
    referral.waitlist_position = place
    return place


def _leave(referral: Referral) -> None:
    if referral.waitlist_position is not None:
        _close_gap(referral)
        referral.waitlist_position = None


def _close_gap(referral: Referral) -> None:
    behind = _waiting(referral.service_id).filter(waitlist_position__gt=referral.waitlist_position)
    behind.exclude(pk=referral.pk).update(waitlist_position=F("waitlist_position") - 1)


def _waiting(service: UUID) -> Any:
    """Those on the list of a service, which is locked: of two who move at once one waits for the other."""
    Service.objects.visible_to(rules.QUEUE).select_for_update(of=("self",)).filter(pk=service).first()
    return Referral.objects.visible_to(rules.QUEUE).filter(
        service_id=service, waitlist_position__isnull=False
    )

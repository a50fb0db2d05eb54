"""Silence is noticed: reminders at half time, both supervisors at the deadline, expiry at twice the time."""

from datetime import timedelta

from django.db.models import Q

from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.kernel.errors import JatigiError
from jatigi.kernel.schedule import scheduled
from jatigi.referrals import actions, rules
from jatigi.referrals.models import Referral

SCOPE = ("referrals.Referral", "referrals.Snapshot", "referrals.ReferralEvent")


@scheduled(rules.DEADLINES, every=timedelta(minutes=5), scope=SCOPE)
def deadlines(access: Access) -> None:
    """Each referral is one action of its own, so that one that changed meanwhile does not stop the others."""
    now = clock.now()
    waiting = Referral.objects.visible_to(access).filter(state__in=Referral.UNANSWERED)
    for referral in waiting.filter(Q(reminded_at=None) | Q(escalated_at=None) | Q(respond_by__lt=now)):
        given = referral.respond_by - referral.sent_at
        step = (
            actions.expire
            if now > referral.respond_by + given and referral.escalated_at
            else actions.escalate
            if now > referral.respond_by and referral.escalated_at is None
            else actions.remind
            if now > referral.sent_at + given / 2 and referral.reminded_at is None
            else None
        )
        if step is None:
            continue
        try:
            step(access, referral.pk)
        except JatigiError:
            continue

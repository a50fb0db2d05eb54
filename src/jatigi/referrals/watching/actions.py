"""Silence is noticed. Only scheduled work acts here, within its own service access."""

from django.utils.translation import gettext_lazy as _

from jatigi.kernel import clock, states
from jatigi.kernel.actions import Act, action
from jatigi.referrals import rules
from jatigi.referrals.models import Referral
from jatigi.referrals.story import actions as story


@action("referral.remind", Referral, allow=rules.may_watch, internal=True)
def remind(act: Act, referral: Referral) -> Referral:
    """Half of the time to answer is over: the desk is reminded, once."""
    referral.reminded_at = clock.now()
    referral.save()
    act.touched("reminded_at")
    text = _("Referral %(code)s waits for an answer") % {"code": referral.code}
    story.tell_receiver(act, referral, "referral.reminder", text)
    return referral


@action("referral.escalate", Referral, allow=rules.may_watch, internal=True)
def escalate(act: Act, referral: Referral) -> Referral:
    """The time to answer is over: the supervisors of both sides know it the same day."""
    referral.escalated_at = clock.now()
    referral.save()
    act.touched("escalated_at")
    text = _("Referral %(code)s has no answer in time") % {"code": referral.code}
    story.tell_supervisors(act, referral, "referral.overdue", text)
    return referral


@action("referral.expire", Referral, allow=rules.may_watch, internal=True)
def expire(act: Act, referral: Referral) -> Referral:
    """Nobody answered twice the time given: the sender looks for another service. A late answer still counts."""
    states.advance(referral, "expire")
    referral.save()
    act.touched("state")
    story.happened(act, referral, "expire")
    text = _("Referral %(code)s was never answered") % {"code": referral.code}
    story.tell_sender(act, referral, "referral.expired", text)
    story.follow_in_case(act, referral)
    return referral

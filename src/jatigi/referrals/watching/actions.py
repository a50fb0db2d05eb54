"""Silence is noticed. Only scheduled work acts here, within its own service access."""

from django.utils.translation import gettext_lazy as _

from jatigi.directory.models import Service
from jatigi.kernel import clock
from jatigi.kernel.actions import Act, action
from jatigi.referrals import rules
from jatigi.referrals.models import Referral
from jatigi.referrals.steps import actions as steps
from jatigi.referrals.story import actions as story
from jatigi.referrals.suggesting import next_one
from jatigi.referrals.watching.steps import watch


@action("referral.remind", Referral, allow=rules.may_watch, internal=True)
def remind(act: Act, referral: Referral) -> Referral:
    """Half of the time to answer is over: the desk is reminded, once."""
    referral.reminded_at = clock.now()
    _wait_on(referral)
    act.touched("reminded_at")
    text = _("Referral %(code)s waits for an answer") % {"code": referral.code}
    story.remind_desk(act, referral, "referral.reminder", text)
    return referral


@action("referral.escalate", Referral, allow=rules.may_watch, internal=True)
def escalate(act: Act, referral: Referral) -> Referral:
    """The time to answer is over: the supervisors of the desk know it the same day."""
    referral.escalated_at = clock.now()
    _wait_on(referral)
    act.touched("escalated_at")
    text = _("Referral %(code)s has no answer in time") % {"code": referral.code}
    story.tell_supervisors(act, referral, "referral.overdue", text, referral.recipient_id)
    return referral


@action("referral.tell_sender", Referral, allow=rules.may_watch, internal=True)
def tell_sender(act: Act, referral: Referral) -> Referral:
    """Half as much time again has passed: the sender's supervisors know that nobody answers."""
    referral.sender_told_at = clock.now()
    _wait_on(referral)
    act.touched("sender_told_at")
    text = _("Referral %(code)s has no answer from the other organisation") % {"code": referral.code}
    story.tell_supervisors(act, referral, "referral.silent", text, referral.organisation_id)
    return referral


@action("referral.expire", Referral, allow=rules.may_watch, internal=True)
def expire(act: Act, referral: Referral) -> Referral:
    """Nobody answered twice the time given: the next service is proposed. A late answer still counts."""
    steps.advance(referral, "expire")
    following = next_one.proposed(referral) if referral.person_id else None
    referral.suggested_service = following
    referral.save()
    act.touched("state", "suggested_service")
    story.happened(act, referral, "expire")
    said = {"code": referral.code, "service": following}
    text = (
        _("Referral %(code)s was never answered. Proposed next: %(service)s") % said
        if following
        else _("Referral %(code)s was never answered") % said
    )
    story.tell_sender(act, referral, "referral.expired", text)
    story.follow_in_case(act, referral)
    return referral


def _wait_on(referral: Referral) -> None:
    """This step is done; the next one is due by the hours of the service as they are now."""
    service = Service.objects.visible_to(rules.WATCH).get(pk=referral.service_id)
    watch(service, referral, referral.watch_step + 1)
    referral.save()

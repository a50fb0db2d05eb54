"""Who accompanies and when they leave, that they arrived, the day of return; what is reminded of them."""

from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from jatigi.kernel import clock
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action, check_time
from jatigi.kernel.errors import Conflict, Invalid
from jatigi.kernel.text import NAME_LENGTH, clean
from jatigi.referrals import rules
from jatigi.referrals.models import Escort, Referral
from jatigi.referrals.story import actions as story

LONGEST = timedelta(days=60)


@action("referral.accompany", Referral, allow=rules.may_recall, purpose=Purpose.REFERRAL)
def accompany(act: Act, referral: Referral, *, escort: str, leaves_at: datetime | None = None) -> Referral:
    """Somebody goes there with the person: who, and when they leave (now where it is not said). Told to the desk."""
    _still_open(referral)
    row = write_escort(act, referral, escort, leaves_at)
    story.happened(act, referral, "accompany")
    when = date_format(row.leaves_at, "SHORT_DATETIME_FORMAT")
    text = _("Referral %(code)s: the person is accompanied, and leaves on %(when)s")
    story.tell_receiver(act, referral, "referral.accompanied", text % {"code": referral.code, "when": when})
    return referral


@action("referral.arrive", Referral, allow=rules.may_message, purpose=Purpose.REFERRAL)
def arrive(act: Act, referral: Referral) -> Referral:
    """They arrived: the other side is told. Raises `Conflict` where nobody was on the way."""
    row = Escort.objects.visible_to(rules.ON_THE_WAY).filter(referral=referral).first()
    if row is None or row.arrived_at is not None:
        raise Conflict(_("Nobody is on the way here."), code="not_on_the_way")
    row.arrived_at, row.arrived_noted_by_id = act.at, act.account
    row.save()
    story.happened(act, referral, "arrive")
    act.touched("arrived_at")
    text = _("Referral %(code)s: the person arrived") % {"code": referral.code}
    story.tell_other(act, referral, "referral.arrived", text)
    return referral


@action("referral.agree_return", Referral, allow=rules.may_recall, purpose=Purpose.REFERRAL)
def agree_return(act: Act, referral: Referral, *, return_on: date | None) -> Referral:
    """The day on which the person comes back, as agreed with them; None where there is none any more."""
    _still_open(referral)
    if return_on is not None and return_on < clock.today():
        raise Invalid(return_on=_("This day is past."))
    referral.return_on, referral.return_reminded_at = return_on, None
    referral.save()
    story.happened(act, referral, "agree_return")
    act.touched("return_on")
    return referral


@action("referral.remind_return", Referral, allow=rules.may_watch, internal=True)
def remind_return(act: Act, referral: Referral) -> Referral:
    """The day agreed with the person is here: both sides are told, once."""
    referral.return_reminded_at = clock.now()
    referral.save()
    act.touched("return_reminded_at")
    text = _("Referral %(code)s: today the person was to come back") % {"code": referral.code}
    story.tell_sender(act, referral, "referral.return", text)
    if referral.erasure_asked_at is None and referral.ended_at is None:
        story.tell_receiver(act, referral, "referral.return", text)
    return referral


@action("referral.miss_arrival", Referral, allow=rules.may_watch, internal=True)
def miss_arrival(act: Act, referral: Referral) -> Referral:
    """Nobody confirmed that they arrived: both sides are told, once, for somebody may be lost on the way."""
    row = Escort.objects.visible_to(rules.ON_THE_WAY).get(referral=referral)
    row.reminded_at = clock.now()
    row.save()
    act.touched("reminded_at")
    text = _("Referral %(code)s: nobody confirmed that the person arrived") % {"code": referral.code}
    story.tell_sender(act, referral, "referral.not_arrived", text)
    story.tell_receiver(act, referral, "referral.not_arrived", text)
    return referral


def write_escort(act: Act, referral: Referral, who: str, leaves_at: datetime | None) -> Escort:
    """Who goes along; another word replaces the one before, as long as they have not arrived."""
    row = Escort.objects.visible_to(rules.ON_THE_WAY).filter(referral=referral).first()
    if row is not None and row.arrived_at is not None:
        raise Conflict(_("They arrived already."), code="arrived")
    leaves = leaves_at or act.at
    if leaves > clock.now() + LONGEST:
        raise Invalid(leaves_at=_("This is too far ahead. Please check the date."))
    check_time(min(leaves, clock.now()), "leaves_at")
    row = row or Escort(organisation_id=referral.organisation_id, key_id=referral.key_id, referral=referral)
    row.who = clean(who, "escort", limit=NAME_LENGTH, needed=True)
    row.leaves_at, row.reminded_at = leaves, None
    row.save()
    act.touched("escort", "leaves_at")
    return row


def _still_open(referral: Referral) -> None:
    if referral.state not in Referral.OPEN_STATES:
        raise Conflict(_("This referral is over."), code="over")

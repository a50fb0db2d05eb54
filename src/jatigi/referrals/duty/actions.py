"""The rota of a desk: written by its supervisors and administrators, for weeks ahead."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.kernel import clock
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.errors import Invalid
from jatigi.referrals import rules
from jatigi.referrals.duty import rota
from jatigi.referrals.models import Duty

LONGEST = timedelta(days=7)
FARTHEST = timedelta(days=366)
MOST_WEEKS = 26


@creation("duty.give", Duty, allow=rules.may_keep_rota)
def give(act: Act, *, account: UUID, starts_at: datetime, ends_at: datetime, weeks: int = 1) -> Duty:
    """Somebody of the desk is on duty from one moment to another, `weeks` weeks in a row. Returns the first duty.

    Raises `Invalid` by field: somebody who may not answer referrals, an end before its start or a week after it.
    """
    if account not in {member.account_id for member in rota.desk(act.organisation)}:
        raise Invalid(account=_("Choose a focal point or a supervisor of your organisation."))
    if not starts_at < ends_at <= starts_at + LONGEST:
        raise Invalid(ends_at=_("The end lies after the start, at most a week."))
    if ends_at <= clock.now() or starts_at > clock.now() + FARTHEST:
        raise Invalid(starts_at=_("Choose a time from now on, within a year."))
    if not 1 <= weeks <= MOST_WEEKS:
        raise Invalid(weeks=_("Choose 1 to %(most)d weeks.") % {"most": MOST_WEEKS})
    rows = [
        Duty(
            organisation_id=act.organisation,
            account_id=account,
            starts_at=starts_at + timedelta(weeks=week),
            ends_at=ends_at + timedelta(weeks=week),
        )
        for week in range(weeks)
    ]
    Duty.objects.bulk_create(rows)
    act.touched("account", "starts_at", "ends_at")
    act.details["account"], act.details["weeks"] = str(account), weeks
    return rows[0]


@action("duty.take", Duty, allow=rules.may_keep_duty)
def take(act: Act, duty: Duty) -> None:
    """This duty is not kept: it is taken off the rota."""
    act.details["account"] = str(duty.account_id)
    duty.delete()

"""Who is on duty. Nothing here writes."""

from datetime import datetime
from uuid import UUID

from jatigi.agencies import who
from jatigi.agencies.models import Membership
from jatigi.kernel import clock
from jatigi.referrals import rules
from jatigi.referrals.models import Duty


def on_duty(organisation: UUID, at: datetime | None = None) -> list[UUID]:
    """The accounts that answer emergencies of an organisation now: of its rota, as far as they still may answer.

    Empty where nobody is on duty: then all focal points and supervisors are meant.
    """
    now = at or clock.now()
    rows = Duty.objects.visible_to(rules.DESK).filter(organisation_id=organisation, ends_at__gt=now)
    named = set(rows.filter(starts_at__lte=now).values_list("account_id", flat=True))
    return [member.account_id for member in desk(organisation) if member.account_id in named] if named else []


def desk(organisation: UUID) -> list[Membership]:
    """The members who may answer referrals, by name."""
    able = [
        member
        for member in who.working_for(organisation)
        if not {str(role) for role in rules.ANSWERERS}.isdisjoint(member.roles)
    ]
    return sorted(able, key=lambda member: member.account.full_name.casefold())

"""Secret addresses of calendars are made here."""

import secrets

from jatigi.agencies import who
from jatigi.coordination.bodies import rules
from jatigi.coordination.bodies.models import Body, CalendarFeed
from jatigi.kernel import clock
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action


@action("feed.renew", Body, allow=rules.may_subscribe, purpose=Purpose.OVERSIGHT)
def renew(act: Act, body: Body) -> CalendarFeed:
    """A secret address of one's own for the calendar, its secret in the attribute `secret` this once; the one before ends."""
    rows = CalendarFeed.objects.visible_to(act.access)
    feed = rows.filter(body=body, account_id=act.signed(), organisation_id=act.organisation).first()
    feed = feed or CalendarFeed(body=body, account_id=act.signed(), organisation_id=act.organisation)
    secret = secrets.token_urlsafe(32)
    feed.token_hash, feed.made_at = who.secret_hash(secret), clock.now()
    feed.save()
    feed.secret = secret
    act.touched("token_hash")
    return feed

"""Whoever asks about many people in a short time is slowed, reported, and at last stopped.

Only what was asked is counted, never what was found: being slowed tells nothing about anybody. A slowed question is
answered like every other one, and goes out later.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from jatigi.inquiries.models import Inquiry
from jatigi.inquiries.rules import WORK
from jatigi.kernel import clock
from jatigi.kernel.actions import Act
from jatigi.kernel.errors import Conflict

WINDOW = timedelta(hours=24)

AT_ONCE = 8
"""Questions of one account within `WINDOW` that go out at once. A desk welcomes some 30 people a day; perhaps one in
five was elsewhere before and agrees that one asks: 6, and two more."""
AT_ONCE_HOUSE = 40
"""The same for an organisation: five desks that all have such a day. More accounts do not make more questions."""
EACH_LATER = timedelta(hours=1)
"""Each question above goes out so much later than the one before: a list of 20 names takes a night, in which the
supervisor and the data officer, who were told at the first, can stop it by having the agreements ended."""
MOST = 3 * AT_ONCE
MOST_HOUSE = 3 * AT_ONCE_HOUSE
"""From here on nothing more is taken until `WINDOW` has passed: nobody explains and asks so many agreements in a day."""


class Trawling(Conflict):
    """More questions than anybody asks for people whom they receive."""

    code = "trawling"
    status = 429
    sentence = _(
        "Very many questions were asked in 24 hours. No more can be asked today. Those responsible in your organisation were told."
    )


@dataclass(frozen=True, slots=True)
class Pace:
    """When it is asked and when it may go out, whether that is later, and whether it is the first to be so."""

    asked_at: datetime
    due_at: datetime
    slowed: bool
    report: bool


def pace(act: Act) -> Pace:
    """How a question that is asked now is treated. Raises `Trawling`."""
    now = clock.now()  # not the moment that a paper says: what is entered late counts too
    lately = Inquiry.objects.visible_to(WORK).filter(asked_at__gt=now - WINDOW)
    house = lately.filter(organisation_id=act.organisation)
    mine = house.filter(by_id=act.signed())
    asked, asked_in_house = mine.count(), house.count()
    if asked >= MOST or asked_in_house >= MOST_HOUSE:
        raise Trawling
    above = max(asked - AT_ONCE, asked_in_house - AT_ONCE_HOUSE) + 1
    if above <= 0:
        return Pace(now, now, slowed=False, report=False)
    return Pace(now, now + above * EACH_LATER, slowed=True, report=not mine.filter(slowed=True).exists())

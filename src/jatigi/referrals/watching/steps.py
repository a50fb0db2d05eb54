"""When the next thing is due on a referral that nobody has answered.

Half of the time: the desk is reminded. The whole of it: its supervisors know. Half as much again: the sender's
supervisors. Twice the time: it expires, and the next service is proposed.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from jatigi.cases.codes import CLOCKS
from jatigi.directory.models import Service
from jatigi.referrals.models import Referral

ANSWER_WITHIN_LOW = timedelta(weeks=4)


class Step(NamedTuple):
    """A verb of `watching.actions`, due after so many halves of the time that was given."""

    verb: str
    halves: int


STEPS = (Step("remind", 1), Step("escalate", 2), Step("tell_sender", 3), Step("expire", 4))


def given(urgency: str) -> timedelta:
    """How long the receiver has for an answer."""
    return CLOCKS[urgency] or ANSWER_WITHIN_LOW


def deadline(service: Service, urgency: str, sent: datetime) -> datetime:
    """Until when the receiver answers."""
    return _after(service, urgency, sent, 2)


def due(service: Service, referral: Referral, step: int) -> datetime | None:
    """When a step of `STEPS` is due; None behind the last one."""
    if step >= len(STEPS):
        return None
    return _after(service, referral.urgency, referral.sent_at, STEPS[step].halves)


def watch(service: Service, referral: Referral, step: int = 0) -> None:
    """From now on the referral waits for this step."""
    referral.watch_step, referral.watch_at = step, due(service, referral, step)


def _after(_service: Service, urgency: str, sent: datetime, halves: int) -> datetime:
    return sent + given(urgency) * halves / 2

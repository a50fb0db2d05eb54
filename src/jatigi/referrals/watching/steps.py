"""When the next thing is due on a referral that nobody has answered.

Half of the time: the desk is reminded. The whole of it: its supervisors know. Half as much again: the sender's
supervisors. Twice the time: it expires, and the next service is proposed.

The time runs while the receiver works. Three days are three of its working days, two weeks the hours that it is open in
two weeks; its holidays and closures do not count. Only the 24 hours of an emergency run by the clock, day and night.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from jatigi.cases.codes import CLOCKS, Urgency
from jatigi.directory import schedules
from jatigi.directory.models import Service
from jatigi.referrals.models import Referral

ANSWER_WITHIN_LOW = timedelta(weeks=4)
WEEK = timedelta(weeks=1)
DAY = timedelta(days=1)
LOOKED_AT = 4 * WEEK
FULL_WEEK = 5
"""Working days from which on a week counts as a full one: who opens on Saturdays only has not three weeks for three days."""


class Step(NamedTuple):
    """A verb of `watching.actions`, due after so many halves of the time that was given."""

    verb: str
    halves: int


STEPS = (Step("remind", 1), Step("escalate", 2), Step("tell_sender", 3), Step("expire", 4))


@dataclass(slots=True)
class _Ordinary:
    """The hours of a service without its holidays and closures: how much it works when nothing happens."""

    schedules: Any
    country_id: Any
    time_zone: str
    closures: Any = ()
    closed_on_holidays: bool = False


def given(urgency: str) -> timedelta:
    """How long the receiver has for an answer, in ordinary days and weeks."""
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


def _after(service: Service, urgency: str, sent: datetime, halves: int) -> datetime:
    span = given(urgency)
    if urgency == Urgency.IMMEDIATE:
        return sent + span * halves / 2
    return schedules.working_time_after(service, sent, _open_hours(service, sent, span) * halves / 2)


def _open_hours(service: Service, sent: datetime, span: timedelta) -> timedelta:
    """How many open hours stand for `span` at a service, by how it is open in the four weeks that follow."""
    ordinary = _Ordinary(service.schedules, service.country_id, service.time_zone)
    spans = list(schedules.openings(ordinary, sent, sent + LOOKED_AT, usual=schedules.OFFICE))
    total = sum((end - start for start, end in spans), timedelta())
    if not total:
        total, days = 4 * 5 * timedelta(hours=8), 4.0 * FULL_WEEK
    else:
        days = float(len({moment.date() for start, end in spans for moment in _days(start, end)}))
    weeks, rest = divmod(span, WEEK)
    a_day = total / days * min(1.0, days / 4 / FULL_WEEK)
    return total / 4 * weeks + a_day * (rest / DAY)


def _days(start: datetime, end: datetime) -> list[datetime]:
    """The days on which an opening lies; one that goes on for days counts on each."""
    return [start + DAY * n for n in range(max(1, round((end - start) / DAY)))]

"""The book in which a story is written: it keeps every event behind its causes, and knows the days without electricity."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from jatigi.project.demo.chance import dice
from jatigi.project.demo.events import Event
from jatigi.project.demo.institutions import Site

E = TypeVar("E", bound=Event)

PAPER_DAYS = {"border_post": 0.45, "bus_station": 0.15, "house": 0.05, "antenna": 0.07}
MORNING = time(8, 10)
CATCHING_UP = 0.1


class Over(Exception):
    """What was about to happen lies beyond the end of this thread: the person has left, or withdrew."""


class Book:
    """Events in the order of telling. `spare` days before the end have electricity, so that the last registrations are in."""

    def __init__(self, seed: int, until: datetime) -> None:
        self._seed = seed
        self._until = until
        self._events: dict[str, Event] = {}
        self._limits: list[datetime] = []
        self._paper: dict[tuple[str, date], bool] = {}

    def tell(self, event: E, *, where: Site | None = None) -> E:
        """Write an event down: not before its causes happened, not entered before they were.

        `where` is the site at which it is written, which may be without electricity; None is an office that has it.
        Raises `Over` beyond the limit of `ends_at`, `KeyError` for a cause that was never told, `ValueError` for a key used twice.
        """
        if event.key in self._events:
            raise ValueError(f"told twice: {event.key}")
        causes = [self._events[cause] for cause in event.after]
        happened = max([_minute(event.happened_at), *(cause.happened_at for cause in causes)])
        if self._limits and happened > min(self._limits):
            raise Over
        entered = max([self._entered(where, happened), *(cause.entered_at for cause in causes)])
        told = replace(event, happened_at=happened, entered_at=entered)
        self._events[told.key] = told
        return told

    @contextmanager
    def ends_at(self, limit: datetime | None) -> Iterator[None]:
        """Nothing told inside may happen after `limit`; what would, is left out together with what follows from it."""
        if limit is not None:
            self._limits.append(limit)
        try:
            yield
        except Over:
            pass
        finally:
            if limit is not None:
                self._limits.pop()

    def told(self) -> tuple[Event, ...]:
        """All that was told so far, in the order of telling, also what is entered after the end."""
        return tuple(self._events.values())

    def stream(self) -> tuple[Event, ...]:
        """What has been entered by the end, in the order in which it was entered; causes come first."""
        told = (event for event in self._events.values() if event.entered_at <= self._until)
        return tuple(sorted(told, key=lambda event: event.entered_at))

    def _entered(self, site: Site | None, happened: datetime) -> datetime:
        if site is None or not self.is_paper_day(site, happened.date()):
            return happened
        day = happened.date() + timedelta(days=1)
        while self.is_paper_day(site, day):
            day += timedelta(days=1)
        since_midnight = happened - datetime.combine(happened.date(), time(), UTC)
        return datetime.combine(day, MORNING, UTC) + _whole_minutes(since_midnight * CATCHING_UP)

    def is_paper_day(self, site: Site, day: date) -> bool:
        """Whether the site was without electricity on `day` and wrote on paper, entered on the next day that had it."""
        if self._until.date() - day < timedelta(days=2):
            return False
        if (known := self._paper.get((site.key, day))) is not None:
            return known
        dark = dice(self._seed, "paper", site.key, day.isoformat()).random() < PAPER_DAYS.get(site.kind, 0.0)
        self._paper[site.key, day] = dark
        return dark


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _whole_minutes(span: timedelta) -> timedelta:
    return timedelta(minutes=span // timedelta(minutes=1))

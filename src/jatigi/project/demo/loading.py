"""Turns the plan of the demonstration into records: builds the place, then replays every event at its time."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from jatigi.agencies import actions as agencies
from jatigi.kernel import clock, schedule
from jatigi.kernel.access import Purpose
from jatigi.kernel.errors import JatigiError
from jatigi.project.demo import coordinating, publishing, staging
from jatigi.project.demo.events import BasisRecorded, Event, PersonRegistered
from jatigi.project.demo.replay import Stage, perform, registers
from jatigi.project.demo.scenario import DAYS, Scenario
from jatigi.protection.agreements.rules import SCHEDULE
from jatigi.referrals.rules import DEADLINES

NEWS = timedelta(days=2)
"""What the accounts have been told in the last days is still unread."""

WATCHED_EVERY = timedelta(hours=6)

Progress = Callable[[int, int], None]


@dataclass
class Report:
    """What came of it on the stage: how many events of each kind, and those that an action refused, with its sentence."""

    stage: Stage
    done: Counter[str] = field(default_factory=Counter)
    refused: list[tuple[Event, str]] = field(default_factory=list)


def load(
    scenario: Scenario, progress: Progress | None = None, *, before: int = 0, meeting: bool = False
) -> Report:
    """Build and replay, into an empty database. A refused event is reported, and so is what builds upon it.

    `before`: how many persons of the two years before the story are imported first, from the registers of then.
    `meeting`: whether the organisations meet and recommend as well.
    """
    first = scenario.until - timedelta(days=DAYS)
    stage = staging.build(first)
    if before:
        registers.import_all(stage, scenario.seed, before, first - staging.BEFORE / 3, progress)
    stage.first_bases = _first_bases(scenario)
    report, read, watched = Report(stage), False, first
    diary = coordinating.write(stage, scenario.until) if meeting else None
    if diary:
        diary.play(until_ago=NEWS / timedelta(days=1))
    for number, event in enumerate(scenario.events):
        watched = _watch(watched, event.entered_at)
        if not read and event.entered_at > scenario.until - NEWS:
            _read_the_news(stage, event.entered_at)
            read = True
        _play(stage, event, report)
        if progress and number % 100 == 0:
            progress(number, len(scenario.events))
    _watch(watched, scenario.until)
    with clock.travel(scenario.until):
        schedule.run_now(SCHEDULE)
    publishing.publish(stage, scenario.until)
    if diary:
        diary.play()
    return report


def _watch(since: datetime, until: datetime) -> datetime:
    """What runs by itself and notices silence has run on time. Returns the last moment at which it did."""
    while since + WATCHED_EVERY <= until:
        since += WATCHED_EVERY
        with clock.travel(since):
            schedule.run_now(DEADLINES)
    return since


def _play(stage: Stage, event: Event, report: Report) -> None:
    with clock.travel(event.entered_at):
        try:
            perform(event, stage)
        except JatigiError as error:
            report.refused.append((event, f"{type(error).__name__} {error.code}: {error}"))
        except KeyError as missing:
            report.refused.append((event, f"{missing} was refused before"))
        else:
            report.done[type(event).__name__] += 1


def _first_bases(scenario: Scenario) -> dict[str, BasisRecorded]:
    """The bases that are recorded with a registration."""
    wanted = {event.basis for event in scenario.events if isinstance(event, PersonRegistered)}
    return {
        event.basis: event
        for event in scenario.events
        if isinstance(event, BasisRecorded) and event.basis in wanted
    }


def _read_the_news(stage: Stage, at: datetime) -> None:
    """Everybody has read what they were told until then."""
    with clock.travel(at):
        for access in stage.cast.values():
            agencies.read_notices(access.for_purpose(Purpose.ADMINISTRATION))

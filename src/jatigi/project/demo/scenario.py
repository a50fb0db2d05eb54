"""Three months of activity as a plan: a stream of events for some hundred people, the same for the same seed.

`plan(until)` tells the story that ends at `until`. Replaying the events in their order, each through the action it stands for, gives
the demonstration: cases open and closed, beds taken, referrals waiting for an answer. Nobody in it exists.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from jatigi.project.demo.book import Book
from jatigi.project.demo.casework import needs_a_case, refer_without_case, tell_case
from jatigi.project.demo.chance import dice, drawn
from jatigi.project.demo.events import Event, PersonRegistered
from jatigi.project.demo.hours import next_open
from jatigi.project.demo.institutions import sites
from jatigi.project.demo.situation import needs
from jatigi.project.demo.spelling import EARS, written_again
from jatigi.project.demo.travellers import Party, party
from jatigi.project.demo.visits import tell_return_visit, tell_visits
from jatigi.project.demo.welcome import Desk, Known

PEOPLE = 400
SEED = 20261121
DAYS = 91
AGAIN = "again"
SECOND_RECORDS = 0.05
LAST_ARRIVAL = timedelta(minutes=100)
HOURS = {"expelled": (14, 23), "northbound": (6, 20), "returning": (9, 21), "lone_child": (17, 27)}
CONVOY_EVERY = 9
JUST_NOW = (
    ("lone_child", timedelta(hours=9)),
    ("expelled", timedelta(hours=3)),
    ("seeking_safety", timedelta(hours=26)),
)
"""Who has come most recently, whatever the seed, so that the first page of every role has something to do."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """`events` in the order in which they were entered; `until` is the present of the demonstration."""

    seed: int
    until: datetime
    events: tuple[Event, ...]

    @property
    def people(self) -> int:
        return sum(isinstance(event, PersonRegistered) for event in self.events)


@dataclass(frozen=True, slots=True)
class _Arrival:
    at: datetime
    number: int
    party: Party


def plan(until: datetime, people: int = PEOPLE, seed: int = SEED) -> Scenario:
    """The events of the 91 days before `until` (aware), in which `people` records of persons are made.

    Same arguments, same events. Raises `ValueError` for a naive `until` or fewer than one person.
    """
    if until.tzinfo is None or people < 1:
        raise ValueError("a scenario needs an aware end and at least one person")
    until = until.replace(second=0, microsecond=0)
    first = until - timedelta(days=DAYS)
    book = Book(seed, until)
    desk = Desk(book)
    known: list[Known] = []
    for arrival in _arrivals(seed, people, first, until):
        rng = dice(seed, "party", arrival.number)
        coming = _seen_before(rng, known, arrival) if arrival.party.journey == AGAIN else arrival.party
        for one in desk.welcome(rng, coming, arrival.number, arrival.at):
            _continue(book, rng, one)
            known.append(one)
    tell_visits(book, seed, people, first, until)
    return Scenario(seed, until, book.stream())


def _continue(book: Book, rng: random.Random, one: Known) -> None:
    if rng.random() < 0.18:
        tell_return_visit(book, rng, one)
    if needs_a_case(one):
        tell_case(book, rng, one)
        return
    wanted = needs(one.traveller.facts, one.journey, age=one.traveller.age)
    if wanted and wanted[0] in ("health", "family_links", "gbv") and rng.random() < 0.5:
        refer_without_case(
            book, rng, one, wanted[0], one.screened_at + timedelta(minutes=rng.randrange(15, 300))
        )


def _arrivals(seed: int, people: int, first: datetime, until: datetime) -> list[_Arrival]:
    """Parties that make up exactly `people`, in the order of arrival."""
    drawn_parties = _parties(seed, people, until)
    arrivals = []
    for number, coming in enumerate(drawn_parties):
        rng = dice(seed, "arrival", number)
        at = _moment(rng, coming, first, until)
        if people >= 30 and number < len(JUST_NOW):
            at = until - JUST_NOW[number][1]
        arrivals.append(_Arrival(at.replace(second=0, microsecond=0), number, coming))
    return sorted(arrivals, key=lambda arrival: (arrival.at, arrival.number))


def _parties(seed: int, people: int, until: datetime) -> Iterator[Party]:
    number = 0
    while people:
        rng = dice(seed, "people", number)
        if people >= 30 and number < len(JUST_NOW):
            coming = replace(party(rng, number, until.date(), JUST_NOW[number][0], 1), site="mdm-gao-maison")
        elif rng.random() < SECOND_RECORDS:
            coming = replace(party(rng, number, until.date(), "turning_back", 1), journey=AGAIN)
        else:
            coming = party(rng, number, until.date(), most=people)
        people -= len(coming.people)
        number += 1
        yield coming


def _moment(rng: random.Random, coming: Party, first: datetime, until: datetime) -> datetime:
    """When a party reaches its desk: in its journey's hours, the expelled often with a convoy, at an hour when the desk is open."""
    days = (until - first).days
    day = rng.randrange(days)
    if coming.journey == "expelled" and rng.random() < 0.5:
        day -= day % CONVOY_EVERY
    earliest, latest = HOURS.get(coming.journey, (7, 21))
    start = first.replace(hour=0, minute=0) + timedelta(days=day + 1)
    at = next_open(
        sites()[coming.site].hours, start + timedelta(minutes=rng.randrange(earliest * 60, latest * 60))
    )
    while at > until - LAST_ARRIVAL:
        at -= timedelta(days=7)
    return max(at, first)


def _seen_before(rng: random.Random, known: list[Known], arrival: _Arrival) -> Party:
    """Somebody whom another organisation has met is written down again, by other ears; a newcomer where there is nobody yet."""
    before = [
        one for one in (rng.choice(known) for _ in range(8 if known else 0)) if _may_come_again(one, arrival)
    ]
    if not before:
        return replace(arrival.party, journey="turning_back")
    one = before[0]
    elsewhere = "mdm-gao-maison" if one.site.organisation != "mdm-gao" else "cite-niamakoro"
    if elsewhere == "cite-niamakoro" and "ML" not in one.traveller.nationalities:
        elsewhere = "dgme-gao"
    open_at = sites()[elsewhere].hours
    if next_open(open_at, arrival.at) != arrival.at:
        elsewhere = "mdm-gao-maison" if one.site.organisation != "mdm-gao" else "cite-niamakoro"
    ear = drawn(rng, dict.fromkeys(EARS, 1.0))
    again = replace(one.traveller, name=written_again(one.traveller.name, ear, rng), relation="")
    return replace(arrival.party, journey="turning_back", site=elsewhere, people=(again,), ties="alone")


def _may_come_again(one: Known, arrival: _Arrival) -> bool:
    gone = one.leaves or one.registered_at
    return not one.traveller.child and arrival.at - gone > timedelta(days=2)

"""Three months of activity as a plan: a stream of events for some hundred people, the same for the same seed.

`plan(until)` tells the story that ends at `until`. Replaying the events in their order, each through the action it stands for, gives
the demonstration: cases open and closed, beds taken, referrals waiting for an answer. Nobody in it exists.
"""

import random
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from jatigi.project.demo.book import Book
from jatigi.project.demo.casework import needs_a_case, refer_without_case, tell_case
from jatigi.project.demo.chance import dice, drawn
from jatigi.project.demo.events import Event, PersonRegistered
from jatigi.project.demo.hours import is_open, next_open
from jatigi.project.demo.institutions import sites
from jatigi.project.demo.situation import needs
from jatigi.project.demo.spelling import EARS, written_again
from jatigi.project.demo.travellers import Party, Trip, party, trip
from jatigi.project.demo.upkeep import tell_upkeep
from jatigi.project.demo.visits import tell_return_visit, tell_visits
from jatigi.project.demo.welcome import Desk, Known

PEOPLE = 400
SEED = 20261121
DAYS = 91
SECOND_RECORDS = 0.05
LAST_ARRIVAL = timedelta(minutes=100)
HOURS = {"expelled": (14, 23), "northbound": (6, 20), "returning": (9, 21), "lone_child": (17, 27)}
CONVOY_EVERY = 9
JUST_NOW = (
    ("lone_child", "mdm-gao-maison", timedelta(hours=9)),
    ("lone_child", "mdm-gao-maison", timedelta(hours=2)),
    ("expelled", "mdm-gao-maison", timedelta(hours=3)),
    ("seeking_safety", "mdm-gao-maison", timedelta(hours=26)),
    ("returning", "cite-niamakoro", timedelta(hours=20)),
    ("northbound", "mdm-gao-maison", timedelta(hours=34)),
    ("turning_back", "mdm-gao-maison", timedelta(hours=14)),
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
    again: bool


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
        coming = _seen_before(rng, known, arrival) if arrival.again else arrival.party
        for one in desk.welcome(rng, coming, arrival.number, arrival.at):
            _continue(book, rng, one)
            known.append(one)
    tell_visits(book, seed, people, first, until)
    tell_upkeep(book, seed, until)
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
    arrivals: list[_Arrival] = []
    staged = JUST_NOW if people >= 10 * len(JUST_NOW) else ()
    while people:
        number = len(arrivals)
        rng, again = dice(seed, "arrival", number), False
        if number < len(staged):
            journey, site, ago = staged[number]
            going, at, most = replace(trip(rng, journey), site=site), until - ago, 1
        else:
            again = rng.random() < SECOND_RECORDS
            going = trip(rng, "turning_back" if again else "")
            at, most = _moment(rng, going, first, until), 1 if again else people
        coming = party(rng, number, going, at.date(), most)
        people -= len(coming.people)
        arrivals.append(_Arrival(at.replace(second=0, microsecond=0), number, coming, again))
    return sorted(arrivals, key=lambda arrival: (arrival.at, arrival.number))


def _moment(rng: random.Random, going: Trip, first: datetime, until: datetime) -> datetime:
    """When a party reaches its desk: in its journey's hours, the expelled often with a convoy, at an hour when the desk is open."""
    day = rng.randrange((until - first).days)
    if going.journey == "expelled" and rng.random() < 0.5:
        day -= day % CONVOY_EVERY
    earliest, latest = HOURS.get(going.journey, (7, 21))
    start = first.replace(hour=0, minute=0) + timedelta(days=day + 1)
    at = next_open(
        sites()[going.site].hours, start + timedelta(minutes=rng.randrange(earliest * 60, latest * 60))
    )
    while at > until - LAST_ARRIVAL:
        at -= timedelta(days=7)
    return max(at, first)


def _seen_before(rng: random.Random, known: list[Known], arrival: _Arrival) -> Party:
    """Somebody whom another organisation has met is written down again, by other ears; a newcomer where there is nobody yet."""
    going = arrival.party.trip
    chosen = (rng.choice(known) for _ in range(8 if known else 0))
    one = next((one for one in chosen if _may_come_again(one, arrival.at)), None)
    if one is None:
        return arrival.party
    ear = drawn(rng, dict.fromkeys(EARS, 1.0))
    again = replace(one.traveller, name=written_again(one.traveller.name, ear, rng), relation="")
    site = _elsewhere(one, arrival.at)
    return replace(
        arrival.party, trip=replace(going, site=site, home=one.home), people=(again,), ties="alone"
    )


def _may_come_again(one: Known, at: datetime) -> bool:
    return not one.traveller.child and at - (one.leaves or one.registered_at) > timedelta(days=2)


def _elsewhere(one: Known, at: datetime) -> str:
    """Another organisation's desk that is open."""
    if one.site.organisation != "mdm-gao":
        return "mdm-gao-maison"
    antenna_open = is_open(sites()["dgme-gao"].hours, at)
    return "dgme-gao" if antenna_open and "ML" not in one.traveller.nationalities else "cite-niamakoro"

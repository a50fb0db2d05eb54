"""Searches among many people: every engine is asked each query before the next, in an order that changes."""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bench.finding.counting import Share, share
from bench.finding.records import hidden_from, owner_of, records
from bench.region import Notes, Region
from bench.region.region import COLUMNS, rows
from bench.tables import percentile
from jatigi.algorithms.matching import Record

DEEP = 300
WARMING = 20
NEVER = 10**9

ONLY = ("given_names", "family_names", "birth_year", "sex")


@dataclass(frozen=True)
class Asked:
    """A query as an engine and as a database take it, and of whom it is (-1: of nobody there)."""

    true: int
    record: Record
    row: dict[str, object]

    @property
    def hidden(self) -> int:
        """An organisation that the asker may not see; never the one that keeps the person asked for."""
        return hidden_from(owner_of(self.true)) if self.true >= 0 else 1


Ask = Callable[[Asked], list[int]]


@dataclass
class Outcome:
    """What one engine made of the queries: the place of the true person in each answer, milliseconds."""

    name: str
    ask: Ask
    places: list[int] = field(default_factory=list)
    answers: list[list[int]] = field(default_factory=list)
    spent: list[float] = field(default_factory=list)
    leaks: int = 0

    def recall(self, depth: int) -> Share:
        """True persons among the first so many."""
        return share(place < depth for place in self.places)

    @property
    def median(self) -> float:
        return percentile(self.spent, 0.5)

    @property
    def p95(self) -> float:
        return percentile(self.spent, 0.95)


def queries(region: Region, count: int, people: int, *, only: bool = False, serial: int = 0) -> list[Asked]:
    """Second notes of people who are there; ``only`` with names, birth year and sex alone."""
    who, notes = region.queries(count, people, serial=serial)
    return list(_asked(who.tolist(), notes.only(*ONLY) if only else notes))


def strangers(region: Region, count: int, serial: int = 0) -> list[Asked]:
    """Notes of people who are not there."""
    return list(_asked([-1] * count, region.strangers(count, serial=serial)))


def _asked(who: list[int], notes: Notes) -> Iterator[Asked]:
    for true, record, row in zip(who, records(notes), rows(notes, who), strict=True):
        yield Asked(true, record, dict(zip(COLUMNS, row[1:], strict=True)))


def interleaved(engines: list[Outcome], asked: list[Asked]) -> list[Outcome]:
    """Ask every engine each query; whoever is first changes from query to query."""
    order = random.Random(4)
    for query in asked[:WARMING]:
        for engine in engines:
            engine.ask(query)
    for query in asked:
        for engine in order.sample(engines, len(engines)):
            began = time.perf_counter()
            found = engine.ask(query)
            engine.spent.append((time.perf_counter() - began) * 1000)
            engine.answers.append(found)
            engine.places.append(found.index(query.true) if query.true in found else NEVER)
            engine.leaks += any(owner_of(number) == query.hidden for number in found)
    return engines

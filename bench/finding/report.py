"""The rows of the table, part by part, each with its target."""

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

from bench.finding import engines, linking
from bench.finding import febrl as australians
from bench.finding.counting import Share, calibration_error, share
from bench.finding.counting import calibration as curve_of
from bench.finding.desk import Desk
from bench.finding.engines import all_but, built, in_a_process, numbers, resident
from bench.finding.postgres import Trigrams, cluster
from bench.finding.records import id_of, number_of
from bench.finding.searching import DEEP, Asked, Outcome, interleaved, queries, strangers
from bench.region import Region
from jatigi.algorithms.matching import MUST_LOOK, Engine, Visible

RECALL, P95_MS, FASTER, WITHIN = 0.94, 25.0, 10.0, 0.02
BUILD_S, MEGABYTES, FALSE_ALARMS = 60.0, 600.0, 0.02
BIG, BIG_RECALL, BIG_P95_MS, BIG_MEGABYTES = 10_000_000, 0.88, 80.0, 4_000.0
F1, SPEED, BATCH_MEGABYTES, FEBRL_F1, ECE = 0.80, 1.5, 2_000.0, 0.999, 0.03
SECOND_SHARE = 0.15


@dataclass(frozen=True)
class Row:
    """A line of the table; the verdict is empty where there is no target."""

    what: str
    who: str
    measured: str
    target: str = ""
    kept: bool | None = None

    @property
    def verdict(self) -> str:
        return "" if self.kept is None else "kept" if self.kept else "MISSED"

    @property
    def cells(self) -> tuple[str, ...]:
        return (self.what, self.who, self.measured, self.target, self.verdict)


def say(text: str) -> None:
    """What is being done, for who waits."""
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def search(people: int, count: int, seed: int) -> Iterator[Row]:
    """Everything noted, asked of the node's finder, of the engine and of PostgreSQL in turn."""
    region = Region(seed)
    with ExitStack() as stack:
        say(f"PostgreSQL: {people:,} people")
        trigrams = Trigrams(stack.enter_context(cluster()))
        filled = trigrams.fill(region.register(people))
        say("the encrypted store and its finder")
        finder = Desk(region, people)
        stack.callback(finder.end)
        yield from _built_rows(finder)
        say(f"the engine: {people:,} people")
        engine, _seconds = built(region, people)
        say(f"{count:,} queries, interleaved")
        asked = queries(region, count, people)
        desk = Outcome("engine, through the socket", lambda each: finder.find(each.record, each.hidden, 50))
        inside = Outcome("engine, in this process", lambda each: _found(engine, each, 50))
        postgres = Outcome("pg_trgm, all fields in its ORDER BY", lambda each: trigrams.ask(each.row))
        interleaved([desk, inside, postgres], asked)
        yield from _search_rows(desk, inside, postgres)
        yield Row("index, build", "pg_trgm", f"{trigrams.megabytes():.0f} MB, {filled:.0f} s")
        yield from _candidates(engine, postgres, asked)


def _found(engine: Engine, asked: Asked, limit: int) -> list[int]:
    return numbers(engine.search(asked.record, all_but(asked.hidden), limit))


def _built_rows(finder: Desk) -> Iterator[Row]:
    seconds, megabytes = finder.seconds, finder.megabytes()
    yield Row("build from the encrypted store, start included", "finder", f"{seconds:.1f} s", f"≤ {BUILD_S:.0f} s", seconds <= BUILD_S)  # fmt: skip
    yield Row("memory of the whole process", "finder", f"{megabytes:.0f} MB, at most {finder.most_megabytes():.0f}", f"≤ {MEGABYTES:.0f} MB", megabytes <= MEGABYTES)  # fmt: skip
    yield Row("to write them into the store", "", f"{finder.filled:.0f} s")


def _search_rows(desk: Outcome, inside: Outcome, postgres: Outcome) -> Iterator[Row]:
    for each in (desk, inside, postgres):
        ours = each is desk
        found = each.recall(10)
        yield Row("recall@10, all that was noted", each.name, str(found), f"≥ {RECALL}" if ours else "", found.value >= RECALL if ours else None)  # fmt: skip
        yield Row("recall@1, @50", each.name, f"{each.recall(1).value:.3f}, {each.recall(50).value:.3f}")
    for each in (desk, inside, postgres):
        ours = each is desk
        yield Row("p95 of a search (median)", each.name, f"{each.p95:.1f} ms ({each.median:.1f})", f"≤ {P95_MS:.0f} ms" if ours else "", each.p95 <= P95_MS if ours else None)  # fmt: skip
    times = postgres.p95 / desk.p95
    yield Row("p95, times faster than pg_trgm", desk.name, f"{times:.1f}", f"≥ {FASTER:.0f}", times >= FASTER)
    leaks = desk.leaks + inside.leaks
    yield Row("answers with somebody hidden", "engine", str(leaks), "0", leaks == 0)


def _candidates(engine: Engine, postgres: Outcome, asked: list[Asked]) -> Iterator[Row]:
    """Whether the true person is among the first 300 at all, and what one and the same scorer then makes of them."""
    deep = share(each.true in _found(engine, each, DEEP) for each in asked)
    yield Row(f"candidates: recall@{DEEP}", "engine", str(deep))
    yield Row(f"candidates: recall@{DEEP}", postgres.name, str(postgres.recall(DEEP)))
    again = share(
        each.true in numbers(engine.search(each.record, Visible(frozenset(), frozenset(map(id_of, answer)))))
        for each, answer in zip(asked, postgres.answers, strict=True)
    )
    yield Row("recall@10, its 300 ranked by our scorer", postgres.name, str(again))


def only(people: int, count: int, seed: int) -> Iterator[Row]:
    """Names, birth year and sex alone, beside reading everything."""
    what = "recall@10, name, year and sex only"
    region = Region(seed)
    engine, _seconds = built(region, people)
    asked = queries(region, count, people, only=True)
    quick = Outcome("engine", lambda each: _found(engine, each, 10))
    interleaved([quick], asked)
    with engines.exhaustive():
        every = Outcome("every record scored", lambda each: _found(engine, each, 10))
        interleaved([every], asked)
    short = every.recall(10).value - quick.recall(10).value
    yield Row(what, quick.name, str(quick.recall(10)), f"≥ exhaustive − {WITHIN}", short <= WITHIN)
    yield Row(what, every.name, str(every.recall(10)))
    yield Row("p95 of a search (median)", every.name, f"{every.p95:.0f} ms ({every.median:.0f})")


def ablations(people: int, count: int, seed: int) -> Iterator[Row]:
    """What is lost without the fold, and without customary equivalents."""
    for what in ("fold", "equivalents"):
        say(f"without {what}")
        found = in_a_process(_ablated, what, people, count, seed)
        yield Row("recall@10, all that was noted", f"engine without {what}", str(found))


def _ablated(what: str, people: int, count: int, seed: int) -> Share:
    region = Region(seed)
    engines.without(what)
    engine, _seconds = built(region, people)
    return share(each.true in _found(engine, each, 10) for each in queries(region, count, people))


def absent(people: int, count: int, seed: int) -> Iterator[Row]:
    """Whom the engine says to look at although the person asked for is not there."""
    region = Region(seed)
    engine, _seconds = built(region, people)
    alarms = share(_alarm(engine, each) for each in strangers(region, count))
    yield Row(f"false alarms for absent people at {MUST_LOOK}", "engine", str(alarms), f"≤ {FALSE_ALARMS}", alarms.value <= FALSE_ALARMS)  # fmt: skip
    present = queries(region, count, people)
    yield Row(
        f"present people at or above {MUST_LOOK}",
        "engine",
        str(share(_alarm(engine, each, each.true) for each in present)),
    )
    others = share(_alarm(engine, each) and not _alarm(engine, each, each.true) for each in present)
    yield Row("present people, only somebody else above it", "engine", str(others))


def _alarm(engine: Engine, asked: Asked, of: int | None = None) -> bool:
    found = engine.search(asked.record, limit=10)
    return any(match.score >= MUST_LOOK and of in (None, number_of(match.id)) for match in found)


def batch(people: int, _count: int, seed: int) -> Iterator[Row]:
    """A register of which 15 of 100 people have a second record, linked to itself."""
    second = int(people * SECOND_SHARE)
    what = f"pairs, {people + second:,} records, {second:,} second ones"
    for who, work in (("engine", linking.own), ("Splink, raw columns", linking.splink_raw), ("Splink, folded keys", linking.splink_folded)):  # fmt: skip
        say(f"batch: {who}")
        try:
            done = linking.measured(work, seed, people, second)
        except ModuleNotFoundError as missing:
            yield Row(what, who, f"not measured: {missing.name}")
            continue
        ours = who == "engine"
        found = done.found
        yield Row(
            f"{what}: F1", who, f"{found.f1:.3f} (P {found.precision:.3f}, R {found.recall:.3f}){'' if ours else ', best threshold'}",
            f"≥ {F1}" if ours else "", found.f1 >= F1 if ours else None,
        )  # fmt: skip
        yield Row("pairs: speed", who, f"{done.speed:.2f} M pairs/s, {done.compared / 1e6:.1f} M in {done.seconds:.0f} s", f"≥ {SPEED} M" if ours else "", done.speed >= SPEED if ours else None)  # fmt: skip
        yield Row("pairs: most memory", who, f"{done.megabytes:.0f} MB", f"≤ {BATCH_MEGABYTES:.0f} MB" if ours else "", done.megabytes <= BATCH_MEGABYTES if ours else None)  # fmt: skip
        if done.error is not None:
            yield Row(f"pairs: expected calibration error, {done.told:,} pairs", who, f"{done.error:.4f}", f"≤ {ECE}", done.error <= ECE)  # fmt: skip


def febrl(_people: int, _count: int, _seed: int) -> Iterator[Row]:
    """The usual test of linkage."""
    for who, work in (("engine", australians.own), ("Splink", australians.splink)):
        say(f"FEBRL 4: {who}")
        try:
            found = work()
        except ModuleNotFoundError as missing:
            yield Row("FEBRL 4: F1", who, f"not measured: {missing.name}")
            continue
        ours = who == "engine"
        yield Row("FEBRL 4: F1", who, f"{found.f1:.4f}", f"≥ {FEBRL_F1}" if ours else "", found.f1 >= FEBRL_F1 if ours else None)  # fmt: skip


def calibration(people: int, count: int, seed: int) -> Iterator[Row]:
    """What the probability of the best match says, and how often it is true: people never used to set it, present and absent."""
    region = Region(seed + 1)
    engine, _seconds = built(region, people)
    said, true = [], []
    held_out = queries(region, count, people, serial=7) + strangers(region, count, serial=7)
    for each in held_out:
        for match in engine.search(each.record, limit=3):
            said.append(match.score)
            true.append(number_of(match.id) == each.true)
    curve = curve_of(said, true)
    error = calibration_error(curve)
    what = f"expected calibration error, {len(said):,} held-out pairs"
    yield Row(what, "engine", f"{error:.4f}", f"≤ {ECE}", error <= ECE)
    for part in curve:
        yield Row("  said, came true", "engine", f"{part.said:.3f}, {part.came:.3f} ({part.size})")


def big(_people: int, count: int, seed: int) -> Iterator[Row]:
    """Ten million people."""
    region = Region(seed)
    before = resident()
    say(f"the engine: {BIG:,} people")
    engine, seconds = built(region, BIG)
    megabytes = resident() - before
    outcome = Outcome("engine", lambda each: _found(engine, each, 50))
    interleaved([outcome], queries(region, count, BIG))
    found = outcome.recall(10)
    yield Row(
        f"{BIG:,} people: recall@10", "engine", str(found), f"≥ {BIG_RECALL}", found.value >= BIG_RECALL
    )
    yield Row(f"{BIG:,} people: p95 (median)", "engine", f"{outcome.p95:.1f} ms ({outcome.median:.1f})", f"≤ {BIG_P95_MS:.0f} ms", outcome.p95 <= BIG_P95_MS)  # fmt: skip
    yield Row(f"{BIG:,} people: memory, build", "engine", f"{megabytes:.0f} MB, {seconds:.0f} s", f"≤ {BIG_MEGABYTES:.0f} MB", megabytes <= BIG_MEGABYTES)  # fmt: skip

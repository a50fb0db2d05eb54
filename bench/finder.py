"""`./run bench finder [--people N] [--kills N] [--only build|story|latency]`: the index process of a node under work and under attack.

build    reads N people from the encrypted store: seconds until it answers, its memory, a search over the socket.
story    registers 200 people a minute while the process is killed again and again. Nobody may be missing, nothing stale
         for more than a second; a search without the index says so for no longer than starting and building take.
latency  asks in turns for people whom the asker may not see and for people who do not exist (names drawn by one hand
         and dealt by a coin), and compares wall-clock and the processor time of the finder's process: Mann–Whitney,
         two-sided. The same times with a few per cent added for those who are hidden show what the test would notice;
         people who may be seen are asked for too (as many records are compared in full for them as for anybody).
Seeded; the times depend on the machine. Everything lies below a temporary folder, or in the database of DATABASE_URL.
"""

import argparse
import math
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import NamedTuple
from uuid import UUID

from bench import scratch

ALPHA = 0.01
PER_MINUTE = 200
SEED = 20261122
LEAKS = (1, 2, 3, 5)
"""Per cent that are added to the times for hidden people, to see whether the test would find them."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="./run bench finder")
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--pairs", type=int, default=1_000, help="questions of each kind for the latencies")
    parser.add_argument("--only", choices=["build", "story", "latency"])
    options = parser.parse_args()
    scratch.setup()
    os.environ["JATIGI_FINDER"] = "1"
    from bench.finder_world import fill
    from tests.cast import Cast

    cast = Cast()
    began = time.monotonic()
    fill(options.people, [cast.gao, cast.croix, cast.loin], cast.awa.account)
    print(
        f"{options.people:,} people in three organisations, written in {time.monotonic() - began:.0f} s",
        flush=True,
    )
    keeper = Keeper()
    try:
        build(keeper, cast)
        if options.only in (None, "latency"):
            latency(keeper, cast, options.pairs)
        if options.only in (None, "story"):
            story(keeper, cast, options.kills)
    finally:
        keeper.end()


class Keeper:
    """Keeps the finder as the supervisor of a node does."""

    def __init__(self) -> None:
        from jatigi.people import search
        from jatigi.people.finder.client import OverSocket
        from jatigi.project import settings, supervisor

        self.client = OverSocket(Path(settings.FINDER_SOCKET))
        search.engine = self.client
        self._supervisor = supervisor
        command = [sys.executable, "-m", "jatigi", "finder"]
        begin = partial(subprocess.Popen, command, start_new_session=True)
        self.child = supervisor.Child("finder", begin, longest_pause=1.0)
        self._stop = threading.Event()
        self.started = time.monotonic()
        self.child.start()
        threading.Thread(target=self._keep, daemon=True).start()

    def _keep(self) -> None:
        while not self._stop.wait(0.1):
            if self.child.ended():
                self._supervisor._restart(self.child, self._stop)

    @property
    def pid(self) -> int:
        assert self.child.process is not None
        return self.child.process.pid

    def ready(self) -> float:
        """Wait until it answers; the moment at which it did."""
        from jatigi.people.finder.client import Away

        while True:
            try:
                if self.client.told()["state"] == "ready":
                    return time.monotonic()
            except Away:
                pass
            time.sleep(0.02)

    def end(self) -> None:
        self._stop.set()
        self.child.tell(9)


def build(keeper: Keeper, cast: object) -> None:
    """Seconds and memory, and a search as the welcome desk makes it, over the socket and with its rights."""
    from bench.finder_world import FAMILY, GIVEN

    seconds = keeper.ready() - keeper.started
    status = Path(f"/proc/{keeper.pid}/status").read_text(encoding="ascii")
    held, peak, locked = (
        int(re.findall(rf"{name}:\s+(\d+)", status)[0]) // 1024 for name in ("VmRSS", "VmHWM", "VmLck")
    )
    print(f"build from the encrypted store, start included: {seconds:.1f} s")
    print(f"memory: {held} MB, at most {peak} MB; pages locked: {'yes' if locked else 'no'}")
    rng = Random(SEED)
    names = [f"{rng.choice(GIVEN)} {rng.choice(FAMILY)}" for _ in range(200)]
    times = [timed(cast, name) for name in names]
    print(
        f"search by name through socket and door: median {median(times):.1f} ms, p95 {quantiles(times, n=20)[-1]:.1f} ms"
    )


def timed(cast: object, name: str) -> float:
    """Milliseconds of one look at the desk."""
    from jatigi.people import search

    access = cast.awa("reception")  # type: ignore[attr-defined]
    began = time.perf_counter()
    search.look_up(access, name)
    return (time.perf_counter() - began) * 1000


# Latency


def latency(keeper: Keeper, cast: object, pairs: int) -> None:
    """Whether a time tells that somebody exists whom one may not see."""
    from bench.finder_world import SYLLABLES

    rng = Random(SEED)
    names = [
        " ".join("".join(rng.choices(SYLLABLES, k=4)).capitalize() for _ in range(2))
        for _ in range(4 * pairs)
    ]
    hidden, own, nobody = names[:pairs], names[pairs : 2 * pairs], names[2 * pairs :]
    enter(cast.drissa, hidden)  # type: ignore[attr-defined]
    enter(cast.fanta, own)  # type: ignore[attr-defined]
    for name in rng.sample(names, 100):
        asked(keeper, cast, name)
    for label, there, expected in (("hidden", hidden, "no"), ("visible", own, "either")):
        questions = [(name, True) for name in there] + [(name, False) for name in nobody[:pairs]]
        rng.shuffle(questions)
        times: dict[bool, list[Spent]] = {True: [], False: []}
        for name, exists in questions:
            times[exists].append(asked(keeper, cast, name))
        for clock in ("wall", "processor"):
            one, other = ([getattr(each, clock) for each in times[exists]] for exists in (True, False))
            p = mann_whitney(one, other)
            print(
                f"{label} people, {pairs} + {pairs} questions in turns, {clock}: median {median(one):.3f} ms against "
                f"{median(other):.3f} ms, Mann–Whitney p = {p:.3f}: "
                f"{'a difference' if p < ALPHA else 'no difference'} at {ALPHA} (expected: {expected})",
                flush=True,
            )
            if expected == "no":
                told = (
                    f"{percent} %: p = {mann_whitney([time * (1 + percent / 100) for time in one], other):.1g}"
                    for percent in LEAKS
                )
                print(f"  were those times longer by {'; '.join(told)}", flush=True)


def enter(who: Callable[[], object], names: list[str]) -> list[UUID]:
    from jatigi.people import actions

    made = []
    for name in names:
        given, family = name.split()
        person = actions.register(
            who(), sex="male", age_group="18_59", basis={"kind": "consent", "agreed": True, "form": "verbal", "language": "bm"},
            names=[{"given": given, "family": family, "kind": "main"}],
        )  # type: ignore[arg-type]  # fmt: skip
        made.append(person.pk)
    return made


class Spent(NamedTuple):
    """Milliseconds of one answer: as they pass, and of the processor in the finder's process."""

    wall: float
    processor: float


def asked(keeper: Keeper, cast: object, name: str) -> Spent:
    """The finder's own answer: neither door nor journal add their noise."""
    from jatigi.algorithms.matching import Query
    from jatigi.people import search
    from jatigi.people.finder.masks import mask_of

    mask = mask_of(cast.awa("reception"))  # type: ignore[attr-defined]
    its_clock = ~keeper.pid << 3 | 2  # the processor's clock of another process: clock_getcpuclockid(3)
    before, began = time.clock_gettime_ns(its_clock), time.perf_counter_ns()
    search.engine.find(mask, Query(names=(name,)), 10)
    ended, after = time.perf_counter_ns(), time.clock_gettime_ns(its_clock)
    return Spent((ended - began) / 1e6, (after - before) / 1e6)


def mann_whitney(one: list[float], other: list[float]) -> float:
    """Two-sided p by the normal approximation; times to the nanosecond have next to no ties."""
    ranked = sorted([(value, 0) for value in one] + [(value, 1) for value in other])
    ranks = sum(rank for rank, (_, which) in enumerate(ranked, 1) if which == 0)
    n, m = len(one), len(other)
    z = (ranks - n * (n + m + 1) / 2) / math.sqrt(n * m * (n + m + 1) / 12)
    return math.erfc(abs(z) / math.sqrt(2))


# The story


class Outages:
    """Looks for a person ten times a second, as somebody at a desk would who does not give up."""

    def __init__(self, cast: object, name: str) -> None:
        self._cast, self._name, self._stop = cast, name, threading.Event()
        self.lasted: list[float] = []
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        from django.db import connection

        from jatigi.people import search

        since = None
        while not self._stop.wait(0.1):
            try:
                assert search.look_up(self._cast.awa("reception"), self._name)  # type: ignore[attr-defined]
            except search.Unready:
                since = since or time.monotonic()
            else:
                if since is not None:
                    self.lasted.append(time.monotonic() - since)
                since = None
        connection.close()

    def end(self) -> None:
        self._stop.set()
        self._thread.join()


def story(keeper: Keeper, cast: object, kills: int) -> None:
    """200 registrations a minute, the process killed meanwhile."""
    rng = Random(SEED + 1)
    enter(cast.awa, ["Bourahima Tangarala"])  # type: ignore[attr-defined]
    outages = Outages(cast, "Bourahima Tangarala")
    registered: dict[UUID, str] = {}
    late: list[float] = []
    killed, builds = 0, []
    down_since, next_kill = 0.0, time.monotonic() + 3
    began = time.monotonic()
    while killed < kills or down_since:
        name = invented(rng, len(registered))
        (person,) = enter(cast.awa, [name])  # type: ignore[attr-defined]
        registered[person] = name
        now = time.monotonic()
        if down_since and state(keeper) == "ready":
            builds.append(now - down_since)
            down_since, next_kill = 0.0, now + rng.uniform(0.2, 2.0)
        elif not down_since:
            late.append(lag(keeper, cast, name, person))
            if now >= next_kill and killed < kills:
                os.kill(keeper.pid, 9)
                killed, down_since = killed + 1, time.monotonic()
        time.sleep(max(0.0, began + len(registered) * 60 / PER_MINUTE - time.monotonic()))
    a_minute = len(registered) * 60 / (time.monotonic() - began)
    outages.end()
    keeper.ready()
    missing = [person for person, name in registered.items() if person not in found(cast, name)]
    late = sorted(each for each in late if each < math.inf)
    print(f"{len(registered)} registered at {a_minute:.0f} a minute; killed {killed} times")
    print(f"missing at the end: {len(missing)}")
    print(
        f"seen by the index without being asked to: median {median(late) * 1000:.0f} ms, at most {late[-1] * 1000:.0f} ms"
    )
    print(f"from a kill until it answers again: median {median(builds):.1f} s, at most {max(builds):.1f} s")
    print(
        f"the desk read that the search is getting ready {len(outages.lasted)} times, for at most {max(outages.lasted, default=0):.1f} s"
    )


def invented(rng: Random, number: int) -> str:
    """A name that nobody else has."""
    from bench.finder_world import SYLLABLES

    own = "".join(SYLLABLES[int(digit)] for digit in f"{number:05d}")
    return f"{''.join(rng.choices(SYLLABLES, k=5)).capitalize()} {own.capitalize()}"


def state(keeper: Keeper) -> str:
    from jatigi.people.finder.client import Away

    try:
        return str(keeper.client.told()["state"])
    except Away:
        return "away"


def found(cast: object, name: str) -> set[UUID]:
    from jatigi.people import search

    return {each.person.pk for each in search.look_up(cast.awa("reception"), name)}  # type: ignore[attr-defined]


def lag(keeper: Keeper, cast: object, name: str, person: UUID) -> float:
    """Seconds after its commit until a question that waits for nothing finds the record; endless where the process died."""
    from jatigi.algorithms.matching import Query
    from jatigi.people.finder import client, wire
    from jatigi.people.finder.masks import mask_of

    asked = {
        "mask": wire.from_mask(mask_of(cast.awa())),
        "query": wire.from_query(Query(names=(name,))),
        "limit": 1,
    }  # type: ignore[attr-defined]
    began = time.monotonic()
    while time.monotonic() - began < 5:
        try:
            answer = keeper.client._told({"ask": "find", "after": 0, **asked})
        except client.Unready:
            return math.inf
        if answer["matches"] and answer["matches"][0][0] == person.hex:
            return time.monotonic() - began
        time.sleep(0.01)
    return 5.0


if __name__ == "__main__":
    main()

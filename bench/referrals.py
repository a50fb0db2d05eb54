"""Referrals over real HTTP: 200,000 of them and 5,000 services, on SQLite and on PostgreSQL.

pages     eight users in a closed loop, one second to think: inbox of the largest receiver, services proposed for a person,
          figures of the network. Target: p95 ≤ 150 ms each.
at once   fifty people of one desk answer the same referral in the same instant, again and again. Each referral must have
          exactly one effect: one event, one entry in the journal, one answer; everybody else is told who answered.

`./run bench referrals [--referrals N] [--services N] [--seconds N] [--rounds N] [--people N] [--only sqlite|postgresql]
[--keep FOLDER]` (what was brought in stays there, and is measured again without being brought in)
"""

import argparse
import http.client
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from random import Random
from statistics import median
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from bench import html
from bench.pages import POSTGRES, ROOT, TARGET_MS, THINK_SECONDS, USERS, User, filled, node, served
from bench.tables import percentile, show

World = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(prog="./run bench referrals")
    parser.add_argument("--referrals", type=int, default=200_000)
    parser.add_argument("--services", type=int, default=5_000)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--warm-up", type=int, default=15)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    pages, races = [], []
    for engine in ("sqlite", "postgresql"):
        if options.only not in (None, engine):
            continue
        if engine == "postgresql" and not POSTGRES:
            print("PostgreSQL n’est pas installé sur cette machine : mesuré sur SQLite seulement.")
            continue
        with node(engine, options.keep) as environment:
            environment["JATIGI_LOG_LEVEL"] = "ERROR"  # that somebody answered too late is expected here
            began = time.monotonic()
            world = filled(
                environment,
                "bench.referrals_world",
                options.referrals,
                options.services,
                options.people,
                options.rounds,
            )
            print(
                f"{engine}: {options.referrals:,} referrals brought in, {time.monotonic() - began:.0f} s",
                flush=True,
            )
            if not (options.seconds or options.rounds):
                continue
            with served(environment) as (port, _process):
                if options.seconds:
                    drive(port, world, options.warm_up)
                    times = drive(port, world, options.seconds)
                    pages += [_row(engine, name, times[name]) for name in sorted(times)]
                if options.rounds:
                    races.append((engine, *race(port, world, environment)))
    if pages:
        show("Pages", ("database", "page", "n", "median ms", "p95 ms", "target", "verdict"), pages)
    if races:
        show(
            f"{options.people} people answer the same referral at once",
            (
                "database",
                "rounds",
                "answers",
                "done",
                "refused",
                "other",
                "exactly one effect",
                "seconds",
                "verdict",
            ),
            races,
        )


def _row(engine: str, name: str, times: list[float]) -> tuple[object, ...]:
    p95 = percentile(times, 0.95)
    kept = "kept" if p95 <= TARGET_MS else "MISSED"
    return engine, name, len(times), f"{median(times):.0f}", f"{p95:.0f}", f"{TARGET_MS:.0f}", kept


# Pages


def drive(port: int, world: World, seconds: int) -> dict[str, list[float]]:
    """Times of each page, of eight users who go on for so many seconds."""
    times: dict[str, list[float]] = defaultdict(list)
    stop, faults = time.monotonic() + seconds, []
    ways = (receiver, worker, receiver, worker, secretariat, receiver, worker, secretariat)

    def live(number: int) -> None:
        way = ways[number % len(ways)]
        user, rng = User(port, world["sessions"][way.__name__], times), Random(number)
        try:
            time.sleep(number * THINK_SECONDS / USERS)
            while time.monotonic() < stop:
                way(user, world, rng)
        except BaseException as fault:  # noqa: BLE001  # told by the main thread
            faults.append(fault)

    threads = [threading.Thread(target=live, args=(number,)) for number in range(USERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return times


def receiver(user: User, world: World, rng: Random) -> None:
    """The desk: what waits, what is under way, what is over."""
    user.get("inbox", "/referrals/inbox/")
    user.get("inbox", f"/referrals/inbox/?{urlencode({'need': rng.choice(world['needs'])})}")
    user.get("inbox, over", "/referrals/inbox/?part=over")


def worker(user: User, world: World, rng: Random) -> None:
    """Looks for a service for somebody."""
    need = urlencode({"need": rng.choice(world["needs"])})
    user.get("suggestion", f"/cases/{rng.choice(world['cases'])}/refer/?{need}")
    user.get("suggestion", f"/people/{rng.choice(world['people'])}/refer/?{need}")


def secretariat(user: User, _world: World, rng: Random) -> None:
    """Reads the figures of the network, by everything."""
    user.get("network figures", f"/network/?by={rng.choice(('need', 'place', 'organisation'))}")


# At once


def race(port: int, world: World, environment: dict[str, str]) -> tuple[object, ...]:
    """How many answers were sent, and what came of them; counted in the database afterwards."""
    desk = [_Answerer(port, session) for session in world["sessions"]["desk"]]
    came: list[str] = []
    for one in desk:
        one.look(f"/referrals/{world['contested'][0]}/")
    start, began = threading.Barrier(len(desk)), time.monotonic()
    threads = [threading.Thread(target=one.answer, args=(world["contested"], start, came)) for one in desk]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took, found = time.monotonic() - began, Counter(came)
    once = _effects(environment, world["contested"])
    rounds = len(world["contested"])
    kept = once == rounds == found["done"] and found["refused"] == rounds * (len(desk) - 1)
    verdict = "kept" if kept and not found["other"] else "MISSED"
    answers = rounds * len(desk)
    return rounds, answers, found["done"], found["refused"], found["other"], once, f"{took:.0f}", verdict


class _Answerer:
    """Somebody of the desk, with the form of a referral before them as it was before anybody answered.

    The pages of all these referrals have the same form: it is opened once, and filled in for each. So the fifty answers of
    a round are the only requests on their way, and arrive together.
    """

    def __init__(self, port: int, session: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.cookies = {"session": session}
        self.form: dict[str, Any] = {}

    def look(self, path: str) -> None:
        self.form = html.fields(self._ask("GET", path, None)[1], "was")

    def answer(self, referrals: Sequence[str], start: threading.Barrier, came: list[str]) -> None:
        """Each of them, at the moment at which everybody does."""
        for referral in referrals:
            values = {**self.form, "was": "sent", "action_id": str(uuid4())}
            try:
                start.wait(timeout=120)
                path = f"/referrals/{referral}/answer/accept/"
                status, _text = self._ask("POST", path, urlencode(values, doseq=True))
            except Exception as fault:  # noqa: BLE001  # counted
                print(f"  {type(fault).__name__}: {fault}", file=sys.stderr)
                status = 0
                start.abort()
            came.append("done" if status in (302, 303) else "refused" if status in (409, 422) else "other")

    def _ask(self, method: str, path: str, body: str | None) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), "Accept": "text/html"}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": "http://127.0.0.1/"}
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        for header, value in answer.getheaders():
            if header.lower() == "set-cookie":
                cookie, _, content = value.split(";")[0].partition("=")
                self.cookies[cookie] = content
        return answer.status, text


COUNT = """
import django; django.setup()
import sys
from jatigi.kernel.access import service_access
from jatigi.kernel.models import JournalEntry
from jatigi.referrals.models import Referral, ReferralEvent
access = service_access("bench", ["referrals.Referral", "referrals.ReferralEvent"])
once = 0
for pk in sys.argv[1:]:
    said = ReferralEvent.objects.visible_to(access).filter(referral_id=pk, verb="accept").count()
    acts = JournalEntry.objects.filter(action="referral.accept", object_id=pk, outcome="done").count()
    state = Referral.objects.visible_to(access).get(pk=pk).state
    once += (said, acts, state) == (1, 1, "accepted")
print(once)
"""


def _effects(environment: dict[str, str], referrals: list[str]) -> int:
    """How many of the referrals were accepted exactly once: one event, one act in the journal, the state."""
    done = subprocess.run(
        [sys.executable, "-c", COUNT, *referrals],
        env=environment,
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
    )
    return int(done.stdout.split()[-1])


if __name__ == "__main__":
    main()

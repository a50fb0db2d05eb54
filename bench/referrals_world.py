"""Fills the node of the environment with a register of referrals, through the doors, and prints what the users need.

A house has sent all of them within two years to the services of forty organisations; one of these received a fifth of them.
The register comes in a thousand at a time (`referral.import`), people, cases and services likewise.
"""

import json
import pickle
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

import django

T = TypeVar("T")
HOUSES = 40
PEOPLE = 200
DAYS = 730
SEED = 20261122
NEEDS = (
    "health", "health", "food", "accommodation", "legal", "documents", "mhpss", "gbv", "trafficking", "child_protection",
    "family_links", "education", "transport", "return",
)  # fmt: skip
REASONS = ("no_capacity", "no_capacity", "not_eligible", "out_of_area", "missing_information")
TIMES = {"immediate": 24, "high": 72, "medium": 24 * 14, "low": 24 * 28}


@dataclass
class Register:
    """What was brought in, for the users of today and of another day."""

    cast: Any
    service: UUID
    people: list[UUID]
    cases: list[UUID]
    secretariat: Any
    desk: list[Any]


def main() -> None:
    """Arguments: how many referrals, services, people of the desk, referrals that all of them will answer at once."""
    referrals, services, people, rounds = map(int, sys.argv[1:])
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    kept = Path(settings.VAR) / "register.pickle"
    if not kept.exists():
        kept.write_bytes(pickle.dumps(_fill(referrals, services, people)))
    print(json.dumps(_world(pickle.loads(kept.read_bytes()), rounds)))  # noqa: S301  # written here


def _fill(referrals: int, services: int, people: int) -> Register:
    from jatigi.kernel.access import Role
    from jatigi.kernel.schedule import run_now
    from tests.cast import Cast, member, organisation

    cast = Cast()
    rng = random.Random(SEED)
    houses = [(cast.croix, cast.lassana)]
    for number in range(1, HOUSES):
        house = organisation(f"H{number:02d}")
        houses.append((house, member(house, f"chef{number}", Role.SUPERVISOR)))
    offered = _timed("services", lambda: _services(houses, services, rng))
    known, cases = _people(cast)
    _timed("referrals", lambda: _referrals(cast, offered, known, referrals, rng))
    _timed("figures of the network", lambda: run_now("statistics.network"))
    run_now("database.count_rows")
    secretariat = member(organisation("CNM"), "secretariat", Role.COORDINATOR)
    desk = [member(cast.croix, f"point{number}", Role.FOCAL_POINT) for number in range(people)]
    return Register(cast, offered[0][0], known, cases, secretariat, desk)


def _world(register: Register, rounds: int) -> dict[str, Any]:
    """What the users need: sessions that begin now, referrals that nobody answered yet."""
    from bench.pages_world import session

    cast = register.cast
    return {
        "cases": [str(pk) for pk in register.cases],
        "people": [str(pk) for pk in register.people],
        "contested": _contested(cast, register.service, rounds),
        "needs": sorted(set(NEEDS)),
        "sessions": {
            "worker": session(cast.moussa.account),
            "receiver": session(cast.kadi.account),
            "secretariat": session(register.secretariat.account),
            "desk": [session(one.account) for one in register.desk],
        },
    }


def _timed(what: str, do: Callable[[], T]) -> T:
    """What `do` gives; says how long it took."""
    began = time.monotonic()
    made = do()
    print(f"  {what}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return made


def _services(houses: Sequence[tuple[Any, Any]], count: int, rng: random.Random) -> list[tuple[UUID, str]]:
    """(service, its need); those of the largest receiver first, a thousand at a time."""
    from jatigi.directory.imports.actions import import_services
    from jatigi.places import units

    regions = [unit.code for unit in units.of("ML")]
    rows: dict[int, list[dict[str, Any]]] = {number: [] for number in range(len(houses))}
    for number in range(count):
        house = 0 if number < count // 5 else 1 + number % (len(houses) - 1)
        rows[house].append(_service(number, rng, regions))
    made = []
    for house, offered in rows.items():
        for batch in (offered[start : start + 1_000] for start in range(0, len(offered), 1_000)):
            ids = import_services(houses[house][1](), rows=batch)  # type: ignore[arg-type]
            made += [(pk, row["need"]) for pk, row in zip(ids, batch, strict=True)]
    return made


def _service(number: int, rng: random.Random, regions: Sequence[str]) -> dict[str, Any]:
    office = {"rule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "opens": "08:00", "closes": "17:00"}
    return {
        "need": rng.choice(NEEDS), "title_fr": f"Service {number}", "area": rng.choice(regions),
        "schedules": [office], "languages": ["fr", rng.choice(("bm", "ff", "ar"))],
    }  # fmt: skip


def _people(cast: Any) -> tuple[list[UUID], list[UUID]]:
    """People of the house with an open case each."""
    from jatigi.cases.imports.actions import import_cases
    from jatigi.kernel import clock
    from jatigi.people.imports.actions import import_people

    at = clock.now() - timedelta(days=30)
    access = replace(cast.boubacar(), stepped_up_at=clock.now())
    basis = {"kind": "consent", "form": "verbal", "witness": "Oumou"}
    rows = [
        {
            "at": at,
            "sex": "male",
            "age_group": "18_59",
            "basis": basis,
            "names": [{"given": f"Nom{n}", "kind": "main"}],
        }
        for n in range(PEOPLE)
    ]
    people = import_people(access, rows=rows)  # type: ignore[arg-type]
    opened = [
        {"person": pk, "urgency": "medium", "opened_at": at, "case_worker": cast.moussa.account.pk}
        for pk in people
    ]
    return people, import_cases(access, rows=opened)  # type: ignore[arg-type]


def _referrals(
    cast: Any, services: Sequence[tuple[UUID, str]], people: Sequence[UUID], count: int, rng: random.Random
) -> None:
    from jatigi.kernel import clock
    from jatigi.referrals.actions import import_referrals

    rows = _rows(services, people, count, rng, clock.now())
    while batch := [row for _number, row in zip(range(1_000), rows, strict=False)]:
        import_referrals(replace(cast.boubacar(), stepped_up_at=clock.now()), rows=batch)  # type: ignore[arg-type]


def _rows(
    services: Sequence[tuple[UUID, str]],
    people: Sequence[UUID],
    count: int,
    rng: random.Random,
    now: datetime,
) -> Iterator[dict[str, Any]]:
    """What a register says: most are answered, some late, a tenth never; the last weeks are still under way."""
    for number in range(count):
        service, _need = services[rng.randrange(len(services))]
        urgency = rng.choices(tuple(TIMES), (1, 3, 4, 2))[0]
        sent = now - timedelta(minutes=rng.randrange(60, DAYS * 24 * 60))
        row: dict[str, Any] = {"at": sent, "service": service, "urgency": urgency}
        if people and number % 20 == 0:
            row["person"] = rng.choice(people)
        steps = [] if rng.random() < 0.1 else list(_steps(sent, TIMES[urgency], rng))
        yield row | {"steps": [step for step in steps if step["at"] < now]}


def _steps(sent: datetime, hours: int, rng: random.Random) -> Iterator[dict[str, Any]]:
    at = sent + timedelta(hours=rng.uniform(0.2, hours * 0.7))
    yield {"at": at, "verb": "receive"}
    at += timedelta(hours=rng.uniform(0.2, hours * 0.6))
    if rng.random() < 0.2:
        yield {"at": at, "verb": "decline", "reason": rng.choice(REASONS)}
        return
    yield {"at": at, "verb": "accept"}
    if rng.random() < 0.85:
        yield {"at": at + timedelta(days=rng.uniform(1, 30)), "verb": "complete", "outcome": "need_met"}


def _contested(cast: Any, service: UUID, count: int) -> list[str]:
    """Referrals to the largest receiver that everybody at its desk will answer at once."""
    from jatigi.kernel import clock
    from jatigi.referrals.actions import import_referrals

    if not count:
        return []
    at = clock.now() - timedelta(minutes=5)
    rows = [{"at": at, "service": service, "urgency": "medium"} for _number in range(count)]
    made = import_referrals(replace(cast.boubacar(), stepped_up_at=clock.now()), rows=rows)  # type: ignore[arg-type]
    return [str(pk) for pk in made]


if __name__ == "__main__":
    main()

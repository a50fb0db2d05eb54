"""Fills the node of the environment with a register of referrals, through the doors, and prints what the users need.

A house has sent all of them within two years to the services of forty organisations; one of these received a fifth of them.
The register comes in a thousand at a time (`referral.import`), people and cases likewise; services one by one.
"""

import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
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


def main() -> None:
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    from bench.pages_world import session
    from jatigi.kernel.access import Role
    from jatigi.kernel.schedule import run_now
    from tests.cast import Cast, member, organisation

    cast = Cast()
    rng = random.Random(SEED)
    houses = [(cast.croix, cast.lassana)]
    for number in range(1, HOUSES):
        house = organisation(f"H{number:02d}")
        houses.append((house, member(house, f"chef{number}", Role.SUPERVISOR)))
    services = _timed("services", lambda: _services(houses, int(sys.argv[2]), rng))
    people, cases = _people(cast)
    _timed("referrals", lambda: _referrals(cast, services, people, int(sys.argv[1]), rng))
    _timed("figures of the network", lambda: run_now("statistics.network"))
    run_now("database.count_rows")
    secretariat = member(organisation("CNM"), "secretariat", Role.COORDINATOR)
    desk = [member(cast.croix, f"point{number}", Role.FOCAL_POINT) for number in range(int(sys.argv[3]))]
    print(
        json.dumps(
            {
                "cases": [str(pk) for pk in cases],
                "people": [str(pk) for pk in people],
                "contested": _contested(cast, services, int(sys.argv[4])),
                "needs": sorted(set(NEEDS)),
                "sessions": {
                    "worker": session(cast.moussa.account),
                    "receiver": session(cast.kadi.account),
                    "secretariat": session(secretariat.account),
                    "desk": [session(one.account) for one in desk],
                },
            }
        )
    )


def _timed(what: str, do: Callable[[], T]) -> T:
    """What `do` gives; says how long it took."""
    began = time.monotonic()
    made = do()
    print(f"  {what}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return made


def _services(houses: Sequence[tuple[Any, Any]], count: int, rng: random.Random) -> list[tuple[UUID, str]]:
    """(service, its need); those of the largest receiver first."""
    from jatigi.directory.actions import create_service
    from jatigi.places import units

    regions = [unit.pk for unit in units.of("ML")]
    made = []
    for number in range(count):
        _house, keeper = houses[0] if number < count // 5 else houses[1 + number % (len(houses) - 1)]
        need = rng.choice(NEEDS)
        service = create_service(
            keeper(), need=need, title_fr=f"Service {number}", unit=rng.choice(regions),
            hours={day: [["08:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")},
            for_whom={"languages": ["fr", rng.choice(("bm", "ff", "ar"))]},
        )  # fmt: skip
        made.append((service.pk, need))
    return made


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


def _contested(cast: Any, services: Sequence[tuple[UUID, str]], count: int) -> list[str]:
    """Referrals to the largest receiver that everybody at its desk will answer at once."""
    from jatigi.kernel import clock
    from jatigi.referrals.actions import import_referrals

    if not count:
        return []
    at = clock.now() - timedelta(minutes=5)
    rows = [{"at": at, "service": services[0][0], "urgency": "medium"} for _number in range(count)]
    made = import_referrals(replace(cast.boubacar(), stepped_up_at=clock.now()), rows=rows)  # type: ignore[arg-type]
    return [str(pk) for pk in made]


if __name__ == "__main__":
    main()

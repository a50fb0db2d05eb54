"""Scheduled work: named jobs, each under its own service access, run by one scheduler process."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from jatigi.kernel import clock
from jatigi.kernel.access import Access, service_access
from jatigi.kernel.models import ScheduledRun

log = logging.getLogger("jatigi.schedule")
jobs: dict[str, "Job"] = {}


@dataclass(frozen=True)
class Job:
    """`run(access)` every `every`; `access` sees the tables in `scope` and nothing else."""

    name: str
    every: timedelta
    scope: frozenset[str]
    run: Callable[[Access], object]


def scheduled(
    name: str, *, every: timedelta, scope: tuple[str, ...] = ()
) -> Callable[[Callable[[Access], object]], Callable[[Access], object]]:
    """Register a job. `scope` lists labels of protected tables, e.g. "referrals.Referral"."""

    def register(run: Callable[[Access], object]) -> Callable[[Access], object]:
        if name in jobs:
            raise RuntimeError(f"two jobs are called {name}")
        jobs[name] = Job(name, every, frozenset(scope), run)
        return run

    return register


def run_due() -> list[str]:
    """Run every job whose time has come, each in its turn; a failing one does not stop the others."""
    return [job.name for job in jobs.values() if _claim(job) and _run(job)]


def run_now(name: str) -> None:
    """Run one job whatever its time."""
    job = jobs[name]
    job.run(service_access(job.name, job.scope))


def _claim(job: Job) -> bool:
    with transaction.atomic():
        row = ScheduledRun.objects.select_for_update().get_or_create(name=job.name)[0]
        if row.last_started is not None and clock.now() - row.last_started < job.every:
            return False
        row.last_started = clock.now()
        row.save()
    return True


def _run(job: Job) -> bool:
    try:
        job.run(service_access(job.name, job.scope))
    except Exception as error:  # noqa: BLE001  # one job must not stop the others
        log.error("job failed", extra={"job": job.name, "error": type(error).__name__})
        with transaction.atomic():
            row = ScheduledRun.objects.select_for_update().get(name=job.name)
            row.failures += 1
            row.save()
        return False
    ScheduledRun.objects.filter(name=job.name).update(last_finished=clock.now())
    return True

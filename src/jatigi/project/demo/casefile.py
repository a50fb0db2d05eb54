"""A case while it is being told: whose it is, what has been written, what is still open."""

import random
from datetime import datetime, timedelta

from jatigi.project.demo.book import Book, E
from jatigi.project.demo.cast import somebody
from jatigi.project.demo.events import TaskEnded
from jatigi.project.demo.hours import office_time
from jatigi.project.demo.referring import Referring, Thread
from jatigi.project.demo.situation import needs
from jatigi.project.demo.welcome import Known

LEAVING = 0.34


class CaseFile:
    """`leaves` is set for a person who departs without waiting: nothing of the case happens later."""

    def __init__(self, book: Book, rng: random.Random, known: Known) -> None:
        self.book, self.rng, self.known = book, rng, known
        self.owner = known.site.organisation
        self.case = f"{known.person}.case"
        self.facts = known.traveller.facts
        self.urgency = known.urgency
        self.needs = needs(self.facts, known.journey, age=known.traveller.age)
        self.worker = somebody(rng, self.owner, "case_worker", at=known.site.key)
        departs = rng.random() < LEAVING and not self.facts.child_alone
        self.leaves = known.leaves if departs else None
        self.keys: list[str] = []
        self.open_tasks: dict[str, str] = {}
        """Task → what made it."""
        self.referrals: list[Referring] = []
        self.agreed: dict[str, bool] = {}
        self.latest = known.screened_at

    def write(self, event: E) -> E:
        told = self.book.tell(event, where=self.known.site)
        self.keys.append(told.key)
        self.latest = max(self.latest, told.happened_at)
        return told

    def end_task(self, task: str, at: datetime, *, done: bool) -> None:
        """Finish an open task, or cancel it."""
        self.write(
            TaskEnded(
                key=f"{task}.ended",
                organisation=self.owner,
                actor=self.worker,
                happened_at=at,
                after=(self.open_tasks[task],),
                task=task,
                case=self.case,
                done=done,
            )
        )
        del self.open_tasks[task]

    def in_hours(self, base: datetime, soonest: float, latest: float) -> datetime:
        """A moment between `soonest` and `latest` hours after `base`, moved into office hours."""
        return office_time(base + timedelta(hours=self.rng.uniform(soonest, latest)))

    def supervisor(self) -> str:
        return somebody(self.rng, self.owner, "supervisor")

    def referring(self, need: str, case: str) -> Referring:
        return Referring(
            self.book, self.rng, self.known, self.agreed, need=need, case=case, sender=self.worker
        )

    def threads(self) -> list[Thread]:
        return [thread for referring in self.referrals for thread in referring.threads]

    def everything(self) -> tuple[str, ...]:
        """The keys of all that must be entered before the case can end."""
        return tuple(dict.fromkeys((*self.keys, *(thread.last for thread in self.threads()))))

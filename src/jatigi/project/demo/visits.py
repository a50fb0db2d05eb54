"""Visits without a name: people who come for information, a call, a meal, and are not registered."""

import random
from datetime import UTC, datetime, time, timedelta

from jatigi.project.demo.book import Book
from jatigi.project.demo.cast import somebody
from jatigi.project.demo.chance import dice, drawn
from jatigi.project.demo.events import VisitRecorded
from jatigi.project.demo.hours import is_open
from jatigi.project.demo.institutions import Site, sites
from jatigi.project.demo.welcome import Known

SHARES = {
    "mdm-gao-maison": 30.0, "mdm-gao-gare": 24.0, "dgme-gao": 10.0, "dgme-mopti": 9.0, "dgme-tombouctou": 6.0, "dgme-kayes": 8.0,
    "dgme-gogui": 4.0, "cite-niamakoro": 9.0,
}  # fmt: skip
WISHES = {
    "information": 38.0, "telephone": 24.0, "meal": 13.0, "care": 7.0, "bed": 6.0, "documents": 5.0, "family": 5.0, "other": 2.0,
}  # fmt: skip
AGES = {"18_59": 86.0, "12_17": 6.0, "5_11": 1.0, "60": 3.0, "unknown": 4.0}
FOR_EACH_PERSON = 1.2


def tell_visits(book: Book, seed: int, people: int, first: datetime, until: datetime) -> None:
    """About 1.2 visits for every registered person, spread over the sites and the days, in opening hours."""
    days = (until.date() - first.date()).days + 1
    for place, (key, share) in enumerate(SHARES.items()):
        site, rng = sites()[key], dice(seed, "visits", key)
        wanted = people * FOR_EACH_PERSON * share / sum(SHARES.values())
        for number in range(round(wanted)):
            day = first.date() + timedelta(days=rng.randrange(days))
            moment = datetime.combine(day, time(rng.randrange(6, 20), rng.randrange(60)), UTC)
            if first <= moment <= until and is_open(site.hours, moment):
                _visit(book, rng, site, f"v{place}.{number:05d}", moment)


def tell_return_visit(book: Book, rng: random.Random, known: Known) -> None:
    """Somebody who is known comes back to the desk."""
    at = known.registered_at + timedelta(hours=rng.uniform(10, 60))
    if is_open(known.site.hours, at) and 7 <= at.hour <= 20:
        _visit(book, rng, known.site, f"{known.person}.visit", at, known=known)


def _visit(
    book: Book, rng: random.Random, site: Site, key: str, moment: datetime, known: Known | None = None
) -> None:
    wish = drawn(rng, WISHES)
    also = drawn(rng, {"": 70.0, "information": 15.0, "telephone": 15.0})
    visit = VisitRecorded(
        key=key,
        organisation=site.organisation,
        actor=somebody(rng, site.organisation, "reception", at=site.key),
        happened_at=moment,
        after=(known.registered,) if known else (),
        site=site.key,
        wishes=(wish, also) if also not in ("", wish) else (wish,),
        sex=known.traveller.sex
        if known
        else drawn(rng, {"male": 80.0, "female": 17.0, "unknown": 2.0, "unsaid": 1.0}),
        age_group=known.traveller.age_group if known else drawn(rng, AGES),
        people=1 if known else drawn(rng, {1: 82, 2: 10, 3: 5, 5: 2, 8: 1}),
        person=known.person if known else "",
    )
    book.tell(visit, where=site)

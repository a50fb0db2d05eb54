"""The registers of the two years before the story: everybody beyond its people, drawn like them, with what became of them.

Plain values, no table. The same seed, number and moment give the same lines.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from jatigi.project.demo.casework import needs_a_case, tracks
from jatigi.project.demo.cast import somebody
from jatigi.project.demo.chance import dice, drawn
from jatigi.project.demo.closing import REASONS
from jatigi.project.demo.hours import next_open
from jatigi.project.demo.institutions import Site, sites
from jatigi.project.demo.situation import answers, triage
from jatigi.project.demo.texts import phrase, texts
from jatigi.project.demo.travellers import Party, Traveller, party, trip
from jatigi.project.demo.welcome import Known

YEARS = timedelta(days=730)
SETTLED = timedelta(days=30)
"""Nobody came in the last days before the registers were entered: everybody has left their bed."""
RECENT = timedelta(days=90)
STILL_OPEN = 0.3
"""Of the cases opened recently."""
DEPARTED = 0.34


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """A case as the file says it; `closed_at` None where it is still open. `notes` are (moment, text)."""

    urgency: str
    tracks: tuple[str, ...]
    worker: str
    opened_at: datetime
    notes: tuple[tuple[datetime, str], ...]
    closed_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One person of a register; `leaves` None where the site has no beds."""

    traveller: Traveller
    party: Party
    site: Site
    at: datetime
    leaves: datetime | None
    language: str
    form: str
    case: CaseLine | None

    @property
    def first_of_party(self) -> bool:
        return self.traveller is self.party.people[0]


def lines(seed: int, people: int, until: datetime) -> Iterator[Line]:
    """`people` lines of the two years before `until` (aware), party after party."""
    number = 0
    while people > 0:
        rng = dice(seed, "register", number)
        going = trip(rng)
        site = sites()[going.site]
        at = next_open(site.hours, until - SETTLED - timedelta(minutes=rng.randrange(_minutes(YEARS))))
        at = at.replace(second=0, microsecond=0)
        coming = party(rng, number, going, at.date(), people)
        for place, traveller in enumerate(coming.people):
            yield _line(rng, traveller, coming, at + timedelta(minutes=6 * place), until)
        people -= len(coming.people)
        number += 1


def _line(rng: random.Random, traveller: Traveller, coming: Party, at: datetime, until: datetime) -> Line:
    site = sites()[coming.trip.site]
    leaves = _leaves(rng, traveller, at) if site.beds else None
    known = _known(rng, traveller, coming, site, at, leaves)
    return Line(
        traveller=traveller,
        party=coming,
        site=site,
        at=at,
        leaves=leaves,
        language=known.language,
        form=drawn(rng, {"signature": 30, "thumbprint": 34, "verbal": 36}),
        case=_case(rng, known, until) if needs_a_case(known) else None,
    )


def _leaves(rng: random.Random, traveller: Traveller, at: datetime) -> datetime:
    nights = drawn(rng, {1: 22, 2: 26, 3: 30, 4: 12, 5: 10})
    nights += rng.randint(3, 9) if traveller.facts.child_alone else 0
    return at.replace(hour=5, minute=30) + timedelta(days=nights, minutes=rng.randrange(210))


def _known(
    rng: random.Random, traveller: Traveller, coming: Party, site: Site, at: datetime, leaves: datetime | None
) -> Known:
    """The person as the desk of the story would know them; in a register nothing has a key."""
    said = answers(traveller.facts, rng, has_bed=leaves is not None)
    return Known(
        person="",
        traveller=traveller,
        journey=coming.trip.journey,
        site=site,
        registered="",
        registered_at=at,
        basis="",
        language=rng.choice(traveller.languages[:2]),
        home=coming.trip.home,
        guardian=None,
        urgency=triage(said, age=traveller.age, national="ML" in traveller.nationalities),
        asked=traveller.facts.child_alone or (not traveller.child and rng.random() > 0.1),
        screened="",
        screened_at=at + timedelta(minutes=rng.randrange(12, 70)),
        leaves=leaves,
    )


def _case(rng: random.Random, known: Known, until: datetime) -> CaseLine:
    opened = known.screened_at + timedelta(minutes=rng.randrange(10, 80))
    notes = [(opened + timedelta(minutes=25), phrase(rng, "notes", "opening"))]
    for _ in range(drawn(rng, {0: 40, 1: 40, 2: 20})):
        at = notes[-1][0] + timedelta(minutes=rng.randrange(12 * 60, 100 * 60))
        notes.append((at, phrase(rng, "notes", "middle")))
    still_open = until - opened < RECENT and rng.random() < STILL_OPEN
    closed = notes[-1][0] + timedelta(minutes=rng.randrange(24 * 60, 30 * 24 * 60))
    departed = rng.random() < DEPARTED and not known.traveller.facts.child_alone
    return CaseLine(
        urgency=known.urgency,
        tracks=tracks(known),
        worker=somebody(rng, known.site.organisation, "case_worker", at=known.site.key),
        opened_at=opened,
        notes=tuple((min(at, until), text) for at, text in notes),
        closed_at=None if still_open else min(closed, until),
        reason="" if still_open else "departed" if departed else drawn(rng, REASONS),
    )


def closure_note(line: CaseLine) -> str:
    note: str = texts()["closing"][line.reason]
    return note


def _minutes(span: timedelta) -> int:
    return span // timedelta(minutes=1)

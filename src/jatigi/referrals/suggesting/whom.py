"""For whom a service is sought: what decides whether it fits, without a name."""

from collections.abc import Mapping
from dataclasses import dataclass

from jatigi.cases.codes import Track
from jatigi.cases.models import Case
from jatigi.directory.codes import Status
from jatigi.people import ages
from jatigi.people.codes import AgeGroup
from jatigi.people.models import Person

STATUS_OF_TRACK: Mapping[str, str] = {
    Track.RETURNING_NATIONAL: Status.RETURNING_NATIONAL,
    Track.INTERNATIONAL_MIGRANT: Status.INTERNATIONAL_MIGRANT,
    Track.UASC: Status.UASC,
}


@dataclass(frozen=True, slots=True)
class Seeker:
    """ages: the youngest and the oldest that the person may be. Empty or None: not known, which excludes from nothing."""

    ages: tuple[int, int] | None = None
    sex: str = ""
    nationalities: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()


def of(person: Person, case: Case | None, years: tuple[int, int] | None = None) -> Seeker:
    """What is known of somebody. `years`: from their birth, where the asker may know it; else their age group."""
    tracks = case.tracks if case else []
    return Seeker(
        ages=years or ages.BANDS.get(AgeGroup(person.age_group)),
        sex=person.sex,
        nationalities=frozenset(person.nationalities),
        statuses=frozenset(STATUS_OF_TRACK[track] for track in tracks if track in STATUS_OF_TRACK),
        languages=frozenset(person.languages),
    )

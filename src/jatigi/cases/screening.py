"""What the latest screening of a person suggests for a case: an indication that a human confirms or sets aside."""

from dataclasses import dataclass, field
from datetime import datetime

from jatigi.agencies.models import Organisation
from jatigi.cases.codes import Track, Urgency
from jatigi.kernel.access import Access
from jatigi.people.codes import NO_COUNTRY
from jatigi.people.models import Person
from jatigi.questionnaires import results
from jatigi.questionnaires.codes import Indication, ToDo


@dataclass(frozen=True)
class Suggestion:
    """`urgency` "" where nobody screened; `at` when the answers were given; `asylum` asks for a hand-off."""

    urgency: str = ""
    tracks: list[str] = field(default_factory=list)
    asylum: bool = False
    at: datetime | None = None


def suggestion(access: Access, person: Person) -> Suggestion:
    """From the latest screening as far as `access` may see it, and from the nationality.

    Whoever sees only the outcome learns what must be done for a child, not why.
    """
    tracks = _by_nationality(person, Organisation.objects.get(pk=person.organisation_id).country_id)
    outcome = results.latest(access, person.pk)
    if outcome is None:
        return Suggestion(tracks=tracks)
    if ToDo.CHILD in (outcome.to_do or []):
        tracks.append(Track.UASC)
    result = results.result_of(access, outcome)
    asylum = result is not None and Indication.PROTECTION in (result.flags or [])
    return Suggestion(outcome.band if outcome.band in Urgency.values else "", tracks, asylum, outcome.at)


def _by_nationality(person: Person, home: str) -> list[str]:
    known = [code for code in person.nationalities if code not in NO_COUNTRY]
    if home in known:
        return [Track.RETURNING_NATIONAL]
    return [Track.INTERNATIONAL_MIGRANT] if known else []

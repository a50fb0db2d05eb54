"""What the latest screening of a person suggests for a case: an indication that a human confirms or sets aside."""

from dataclasses import dataclass, field
from datetime import datetime

from jatigi.agencies.models import Organisation
from jatigi.cases.codes import Track, Urgency
from jatigi.kernel.access import Access
from jatigi.people.codes import NO_COUNTRY
from jatigi.people.models import Person
from jatigi.questionnaires.models import Answer, Result

CHILD_ALONE = "child_alone"
INTERNATIONAL_PROTECTION = "international_protection"


@dataclass(frozen=True)
class Suggestion:
    """`urgency` "" where nobody screened; `at` when the answers were given; `asylum` asks for a hand-off."""

    urgency: str = ""
    tracks: list[str] = field(default_factory=list)
    asylum: bool = False
    at: datetime | None = None


def suggestion(access: Access, person: Person) -> Suggestion:
    """From the latest screening that `access` may see, and the nationality where there is none."""
    home = Organisation.objects.get(pk=person.organisation_id).country_id
    tracks = _by_nationality(person, home)
    answer = Answer.objects.visible_to(access).filter(subject_id=person.pk).order_by("-answered_at").first()
    result = (
        Result.objects.visible_to(access).filter(answer=answer).order_by("-computed_at").first()
        if answer
        else None
    )
    if answer is None or result is None:
        return Suggestion(tracks=tracks)
    if CHILD_ALONE in result.flags:
        tracks.append(Track.UASC)
    urgency = result.band if result.band in Urgency.values else ""
    return Suggestion(urgency, tracks, INTERNATIONAL_PROTECTION in result.flags, answer.answered_at)


def _by_nationality(person: Person, home: str) -> list[str]:
    known = [code for code in person.nationalities if code not in NO_COUNTRY]
    if home in known:
        return [Track.RETURNING_NATIONAL]
    return [Track.INTERNATIONAL_MIGRANT] if known else []

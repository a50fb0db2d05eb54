"""The story of a person at the house: came, was registered, stayed, left."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jatigi.kernel.access import Access
from jatigi.kernel.hooks import TimelineEntry
from jatigi.kernel.moving import Text
from jatigi.people import words
from jatigi.people.duplicates import family
from jatigi.people.models import Person, Stay, Visit

MOST = 50


def entries(access: Access, person: UUID) -> Iterator[TimelineEntry]:
    """Visits linked to the person, the registration, stays; in no order."""
    yield from _registered(access, person)
    for visit in Visit.objects.visible_to(access).filter(person=person).order_by("-at")[:MOST]:
        yield TimelineEntry(
            visit.at, gettext_lazy("Came to the desk"), words.wishes(visit.wishes), "door-open",
            author=visit.recorded_by_id, entered_at=visit.entered_at,
        )  # fmt: skip
    stays = (
        Stay.objects.visible_to(access)
        .filter(person=person)
        .select_related("from_country", "towards_country", "departed_to")
    )
    for stay in stays.order_by("-arrived_at")[:MOST]:
        yield from _stay(stay)


def _registered(access: Access, person: UUID) -> Iterator[TimelineEntry]:
    row = Person.objects.visible_to(access).filter(pk=person).first()
    if row is None:
        return
    yield _registration(row, gettext_lazy("Registered"))
    for joined in family.joined([person])[person]:
        yield _registration(joined, _("Registered under the code %(code)s") % {"code": joined.code})


def _registration(row: Person, title: Text) -> TimelineEntry:
    return TimelineEntry(
        row.registered_at, title, "", "user-plus", author=row.registered_by_id, entered_at=row.entered_at
    )


def _stay(stay: Stay) -> Iterator[TimelineEntry]:
    bed = _("bed %s") % stay.bed if stay.bed else ""
    text = ", ".join(part for part in (bed, words.journey(stay)) if part)
    yield TimelineEntry(
        stay.arrived_at, gettext_lazy("Arrived in the house"), text, "bed-double", entered_at=stay.entered_at
    )
    if stay.departed_at:
        yield TimelineEntry(
            stay.departed_at, gettext_lazy("Left the house"), words.departure(stay), "log-out"
        )

"""Who reads minutes in which state, who writes them, who adopts them."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from jatigi.coordination import rules
from jatigi.coordination.bodies import rules as bodies
from jatigi.coordination.events import rules as events
from jatigi.coordination.events.models import Event, Participant
from jatigi.coordination.minutes.models import (
    Mark,
    Minutes,
    MinutesState,
    MinutesVersion,
    Paragraph,
    ParagraphText,
)
from jatigi.kernel.access import Access, service_access
from jatigi.kernel.querysets import NOTHING, visible

KNOWING = service_access(
    "coordination.minutes",
    ["coordination.Minutes", "coordination.Paragraph", "coordination.ParagraphText", "coordination.Mark"],
)
"""Which minutes a paragraph belongs to, and what it says now, never depends on who asks."""


@visible(Minutes)
def minutes(access: Access) -> Q:
    """Whoever sees the event reads what was adopted; before that, those who meet there."""
    if not rules.may_see(access):
        return NOTHING
    return _meeting(access, "event_id") | Q(_seen(access, "event_id"), state=MinutesState.ADOPTED)


def _seen(access: Access, event: str) -> Exists:
    return Exists(Event.objects.visible_to(access).filter(pk=OuterRef(event)))


def _meeting(access: Access, event: str) -> Q:
    """Rows about an event at which the organisation of who asks meets the others; `event` leads to it."""
    seen = Event.objects.visible_to(access).filter(pk=OuterRef(event))
    there = Participant.objects.visible_to(access).filter(event_id=OuterRef("pk"), of_id=access.organisation)
    mine = Q(organisation_id=access.organisation) | rules.sits_in(access.organisation)
    return Q(Exists(seen.filter(mine | Q(body=None) & Q(Exists(there)))))


@visible(Paragraph)
def paragraphs(access: Access) -> Q:
    return Q(Exists(Minutes.objects.visible_to(access).filter(pk=OuterRef("minutes_id"))))


@visible(MinutesVersion)
def versions(access: Access) -> Q:
    """What was only circulated is for those who meet there; what was once adopted stays open to whoever sees the event."""
    if not rules.may_see(access):
        return NOTHING
    rows = Minutes.objects.visible_to(KNOWING).filter(pk=OuterRef("minutes_id"))
    here = Q(Exists(rows.filter(_meeting(access, "event_id"))))
    return here | Q(Exists(rows.filter(_seen(access, "event_id"))), state=MinutesState.ADOPTED)


@visible(ParagraphText)
def texts(access: Access) -> Q:
    """Who wrote what before it was adopted concerns those who write."""
    if not access.has(*rules.REPORTERS):
        return NOTHING
    return Q(Exists(Paragraph.objects.visible_to(access).filter(pk=OuterRef("paragraph_id"))))


@visible(Mark)
def marks(access: Access) -> Q:
    return Q(Exists(Paragraph.objects.visible_to(access).filter(pk=OuterRef("paragraph_id"))))


def may_begin(access: Access, event: Event) -> bool:
    """Write for an organisation that meets there; observers of a body read only."""
    if rules.keeps(access, event):
        return True
    if event.body_id is not None:
        return bodies.takes_part(access, bodies.body_of(event.body_id))
    return access.has(*rules.REPORTERS) and events.is_of_the_circle(access, event)


def may_write(access: Access, minutes: Minutes) -> bool:
    """The same of minutes that are begun."""
    return may_begin(access, events.event_of(minutes.event_id))


def may_write_paragraph(access: Access, paragraph: Paragraph) -> bool:
    """The same of one paragraph."""
    return may_write(access, minutes_of(paragraph))


def may_write_mark(access: Access, mark: Mark) -> bool:
    """The same of a passage of one."""
    return may_write_paragraph(access, Paragraph.objects.visible_to(KNOWING).get(pk=mark.paragraph_id))


def may_decide(access: Access, mark: Mark) -> bool:
    """The secretariat, which answers for what is written down as decided."""
    paragraph = Paragraph.objects.visible_to(KNOWING).get(pk=mark.paragraph_id)
    return keeps(access, minutes_of(paragraph))


def keeps(access: Access, minutes: Minutes) -> bool:
    """The secretariat: it circulates, and writes down that they were adopted."""
    return rules.keeps(access, events.event_of(minutes.event_id))


def minutes_of(paragraph: Paragraph) -> Minutes:
    """The minutes of a paragraph, whoever asks."""
    return Minutes.objects.visible_to(KNOWING).get(pk=paragraph.minutes_id)


def event_of(version: MinutesVersion) -> UUID:
    """The event that a version is about, whoever asks."""
    return Minutes.objects.visible_to(KNOWING).get(pk=version.minutes_id).event_id


def still_to_decide(body: UUID) -> Q:
    """Marks of a body's meetings by which something was put off and of which nothing became yet."""
    met = Event.objects.visible_to(events.KNOWING).filter(body_id=body)
    of_body = Minutes.objects.visible_to(KNOWING).filter(event__in=met.values("pk"))
    standing = Paragraph.objects.visible_to(KNOWING).filter(minutes__in=of_body.values("pk"), removed=False)
    return Q(kind="to_decide", commitment=None, paragraph__in=standing.values("pk"))

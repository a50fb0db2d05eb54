"""Every write of minutes. Nothing that somebody wrote is lost: texts are kept, also the one that came second."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jatigi.coordination import given
from jatigi.coordination import rules as room
from jatigi.coordination.bodies import rules as bodies
from jatigi.coordination.commitments.actions import record
from jatigi.coordination.commitments.models import CommitmentKind
from jatigi.coordination.commitments.saying import Named
from jatigi.coordination.events import rules as events
from jatigi.coordination.events.agenda import adopting
from jatigi.coordination.events.models import Event, EventState
from jatigi.coordination.minutes import rules
from jatigi.coordination.minutes.models import (
    Mark,
    MarkKind,
    Minutes,
    MinutesState,
    MinutesVersion,
    Paragraph,
    ParagraphText,
)
from jatigi.coordination.minutes.places import between
from jatigi.kernel import states
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action
from jatigi.kernel.errors import Conflict, Invalid
from jatigi.kernel.hooks import Notice
from jatigi.kernel.querysets import ProtectedQuerySet
from jatigi.kernel.text import NOTE_LENGTH, clean

if TYPE_CHECKING:
    from jatigi.kernel.hooks import Text

OVERSIGHT = Purpose.OVERSIGHT
MOST_PARAGRAPHS = 1_000


@action("minutes.begin", Event, allow=rules.may_begin, purpose=OVERSIGHT)
def begin(act: Act, event: Event) -> Minutes:
    """The minutes of an event, begun where there are none yet. Raises `Conflict` where it was cancelled."""
    if event.state == EventState.CANCELLED:
        raise Conflict(_("This event was cancelled: there is nothing to write down."), code="cancelled")
    found = Minutes.objects.visible_to(act.access).filter(event=event).first()
    if found is None:
        found = Minutes(organisation_id=event.organisation_id, event=event)
        found.save()
        act.touched("minutes")
    return found


@action("minutes.insert", Minutes, allow=rules.may_write, purpose=OVERSIGHT)
def insert(act: Act, minutes: Minutes, *, text: str, after: UUID | None = None) -> Paragraph:
    """A new paragraph after another one; at the end where none is named. Raises `Conflict` where they are not a draft.

    Two that come after the same paragraph at one moment stand one after the other, each whole.
    """
    _must_be_draft(minutes)
    written = clean(text, "text", limit=NOTE_LENGTH, needed=True, lines=True)
    rows = Paragraph.objects.visible_to(rules.KNOWING).filter(minutes=minutes)
    places = sorted(rows.values_list("place", flat=True))
    if len(places) >= MOST_PARAGRAPHS:
        raise Invalid(text=_("These minutes are too long: write the rest in other ones."))
    before = rows.filter(pk=after).values_list("place", flat=True).first() if after else None
    if after and before is None:
        raise Invalid(text=_("The paragraph before was not found. Insert it at another place."))
    low = before if before is not None else (places[-1] if places else "")
    place = between(low, next((one for one in places if one > low), ""))
    new = Paragraph(organisation_id=act.organisation, minutes=minutes, place=place, text=written)
    new.save()
    _keep(act, new, written, number=1, based_on=0)
    minutes.save()
    act.touched("text")
    return new


@action("minutes.save_paragraph", Paragraph, allow=rules.may_write_paragraph, purpose=OVERSIGHT)
def save_paragraph(act: Act, paragraph: Paragraph, *, text: str, based_on: int) -> ParagraphText:
    """Another text for a paragraph, by whoever saw its text number `based_on`.

    Where somebody saved in the meantime, that one holds and this one is kept `aside`; a person joins them. Raises
    `Conflict` where the minutes are not a draft.
    """
    minutes = _locked(paragraph)
    _must_be_draft(minutes)
    written = clean(text, "text", limit=NOTE_LENGTH, needed=True, lines=True)
    last = _texts(paragraph).order_by("-number").first()
    number = 1 + (last.number if last is not None else 0)
    stale = based_on != paragraph.number and written != paragraph.text
    kept = _keep(act, paragraph, written, number=number, based_on=based_on, aside=stale)
    if not stale:
        paragraph.number, paragraph.text, paragraph.removed = number, written, False
        paragraph.save()
    act.touched("text")
    act.details["aside"] = stale
    return kept


@action("minutes.remove_paragraph", Paragraph, allow=rules.may_write_paragraph, purpose=OVERSIGHT)
def remove_paragraph(act: Act, paragraph: Paragraph, *, based_on: int) -> Paragraph:
    """It does not belong there; its texts stay to be read and it can come back. Raises `Conflict` where it has changed."""
    _must_be_draft(_locked(paragraph))
    if based_on != paragraph.number:
        raise Conflict(_("Somebody changed this paragraph in the meantime. Read it first."), code="stale")
    if Mark.objects.visible_to(rules.KNOWING).filter(paragraph=paragraph, commitment__isnull=False).exists():
        raise Conflict(_("A decision was taken in this paragraph: it stays."), code="decided")
    paragraph.removed = True
    paragraph.save()
    act.touched("removed")
    return paragraph


@action("minutes.restore_paragraph", Paragraph, allow=rules.may_write_paragraph, purpose=OVERSIGHT)
def restore_paragraph(act: Act, paragraph: Paragraph) -> Paragraph:
    """It does belong there."""
    _must_be_draft(_locked(paragraph))
    paragraph.removed = False
    paragraph.save()
    act.touched("removed")
    return paragraph


@action("minutes.mark", Paragraph, allow=rules.may_write_paragraph, purpose=OVERSIGHT)
def mark(act: Act, paragraph: Paragraph, *, passage: str, kind: str = MarkKind.DECIDED) -> Mark:
    """A passage decides something, or puts it off to the next meeting, whose agenda takes it up.

    Raises `Invalid` where the passage does not stand in the paragraph word for word.
    """
    _must_be_draft(_locked(paragraph))
    exact = clean(passage, "passage", limit=NOTE_LENGTH, needed=True, lines=True)
    if exact not in paragraph.text:
        raise Invalid(passage=_("This does not stand in the paragraph word for word."))
    new = Mark(organisation_id=act.organisation, paragraph=paragraph, passage=exact)
    new.kind = given.choice(kind, MarkKind.values, "kind")
    new.save()
    act.touched("mark")
    return new


@action("minutes.unmark", Mark, allow=rules.may_write_mark, purpose=OVERSIGHT)
def unmark(act: Act, marked: Mark) -> None:
    """A passage was marked by mistake. Raises `Conflict` where a commitment came of it: that one is dropped instead."""
    paragraph = Paragraph.objects.visible_to(rules.KNOWING).get(pk=marked.paragraph_id)
    _must_be_draft(_locked(paragraph))
    if marked.commitment_id is not None:
        raise Conflict(_("A decision came of this passage already: change it there."), code="decided")
    marked.delete()


@action("minutes.decide", Mark, allow=rules.may_decide, purpose=OVERSIGHT)
def decide(
    act: Act,
    marked: Mark,
    *,
    deadline: date | None = None,
    deadline_precision: str = "",
    theme: str = "",
    addressees: Sequence[Named] = (),
) -> Mark:
    """A passage becomes a commitment, word for word, with the meeting as its source. Once only: raises `Conflict`."""
    if marked.commitment_id is not None:
        raise Conflict(_("A decision came of this passage already: change it there."), code="decided")
    paragraph = Paragraph.objects.visible_to(rules.KNOWING).get(pk=marked.paragraph_id)
    event = events.event_of(rules.minutes_of(paragraph).event_id)
    marked.commitment = record.within(
        act,
        kind=CommitmentKind.DECISION,
        text=marked.passage,
        body=event.body_id,
        event=event.pk,
        made_on=event.starts_on,
        deadline=deadline,
        deadline_precision=deadline_precision,
        theme=theme or event.theme,
        addressees=addressees,
    )
    marked.kind = MarkKind.DECIDED
    marked.save()
    act.touched("commitment")
    return marked


@action("minutes.circulate", Minutes, allow=rules.keeps, purpose=OVERSIGHT)
def circulate(act: Act, minutes: Minutes) -> Minutes:
    """Every member is asked to read them, and the next meeting to adopt them. Raises `Conflict` where they are empty."""
    states.advance(minutes, "circulate")
    _freeze(act, minutes)
    minutes.save()
    adopting.put_on_next(minutes)
    _tell(
        act, minutes, "minutes.circulated", _("Minutes were circulated: read them before they are adopted.")
    )
    return minutes


@action("minutes.take_back", Minutes, allow=rules.keeps, purpose=OVERSIGHT)
def take_back(act: Act, minutes: Minutes) -> Minutes:
    """Somebody found what must be corrected: they are written on, as the next version."""
    states.advance(minutes, "take_back")
    minutes.number += 1
    minutes.save()
    adopting.take_off(minutes)
    act.touched("state", "number")
    return minutes


@action("minutes.adopt", Minutes, allow=rules.keeps, purpose=OVERSIGHT)
def adopt(act: Act, minutes: Minutes, *, adopted_in: UUID | None = None) -> Minutes:
    """They hold as they were circulated. `adopted_in`: the meeting that adopted them, later than their own.

    Raises `Invalid` for "adopted_in".
    """
    states.advance(minutes, "adopt")
    minutes.adopted_in = _later(act, minutes, adopted_in)
    _freeze(act, minutes)
    minutes.save()
    adopting.adopted(minutes)
    _tell(act, minutes, "minutes.adopted", _("Minutes were adopted."))
    return minutes


@action("minutes.correct", Minutes, allow=rules.keeps, purpose=OVERSIGHT)
def correct(act: Act, minutes: Minutes) -> Minutes:
    """What was adopted stays as it was; a new version is written, circulated and adopted in its turn."""
    states.advance(minutes, "correct")
    minutes.number += 1
    minutes.adopted_in = None
    minutes.save()
    act.touched("state", "number", "adopted_in")
    return minutes


def _locked(paragraph: Paragraph) -> Minutes:
    """The minutes of a paragraph, which nobody circulates until this is written."""
    rows = Minutes.objects.visible_to(rules.KNOWING).select_for_update(of=("self",))
    return rows.get(pk=paragraph.minutes_id)


def _must_be_draft(minutes: Minutes) -> None:
    if minutes.state != MinutesState.DRAFT:
        sentence = _("These minutes are circulated or adopted: nobody writes in them now. Keep your text.")
        raise Conflict(sentence, code="not_draft")


def _texts(paragraph: Paragraph) -> ProtectedQuerySet[ParagraphText]:
    return ParagraphText.objects.visible_to(rules.KNOWING).filter(paragraph=paragraph)


def _keep(
    act: Act, paragraph: Paragraph, text: str, *, number: int, based_on: int, aside: bool = False
) -> ParagraphText:
    kept = ParagraphText(
        organisation_id=act.organisation,
        paragraph=paragraph,
        number=number,
        text=text,
        author_id=act.signed(),
        based_on=based_on,
        aside=aside,
    )
    kept.save()
    return kept


def _freeze(act: Act, minutes: Minutes) -> None:
    rows = Paragraph.objects.visible_to(rules.KNOWING).filter(minutes=minutes, removed=False)
    texts = [one.text for one in sorted(rows, key=lambda one: one.place)]
    if not texts:
        raise Conflict(_("These minutes are empty. Write a paragraph first."), code="empty")
    MinutesVersion(
        organisation_id=minutes.organisation_id,
        minutes=minutes,
        number=minutes.number,
        state=minutes.state,
        paragraphs=texts,
        by_id=act.signed(),
    ).save()
    act.touched("state")


def _later(act: Act, minutes: Minutes, pk: UUID | None) -> Event | None:
    if pk is None:
        return None
    own = events.event_of(minutes.event_id)
    found = Event.objects.visible_to(act.access).filter(pk=pk, starts_on__gte=own.starts_on).first()
    if found is None or found.pk == own.pk or found.body_id != own.body_id:
        raise Invalid(adopted_in=_("Choose a later meeting of the same body."))
    return found


def _tell(act: Act, minutes: Minutes, kind: str, text: "Text") -> None:
    """Those who speak for the members of the body; not the side that acts."""
    event = events.event_of(minutes.event_id)
    if event.body_id is None:
        return
    url = reverse("coordination:minutes", args=[event.pk])
    seated = bodies.seats(bodies.body_of(event.body_id)).values_list("organisation_id", flat=True)
    for organisation in set(seated) - {act.access.organisation}:
        act.tell(Notice(kind, text, url, organisation=organisation, roles=room.REPORTERS))

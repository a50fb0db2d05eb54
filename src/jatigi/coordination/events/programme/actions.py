"""Every write of sessions and contributions."""

from datetime import date, time
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.coordination import given
from jatigi.coordination.events import rules
from jatigi.coordination.events.models import Contribution, Event, Session
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action
from jatigi.kernel.errors import Invalid
from jatigi.kernel.text import LINE_LENGTH, NOTE_LENGTH, clean, clean_name

OVERSIGHT = Purpose.OVERSIGHT
TEXT_LENGTH = 200
MOST = 200


@action("session.add", Event, allow=rules.keeps, purpose=OVERSIGHT)
def add_session(
    act: Act,
    event: Event,
    *,
    title: str,
    day: date | None = None,
    starts_at: time | None = None,
    ends_at: time | None = None,
    moderator: str = "",
) -> Session:
    """A part of the programme, after those that are there. Raises `Invalid` by field."""
    order = Session.objects.visible_to(act.access).filter(event=event).count()
    if order >= MOST:
        raise Invalid(title=_("There are too many sessions already."))
    session = Session(organisation_id=event.organisation_id, event=event, order=order)
    return _write(act, event, session, title, day, starts_at, ends_at, moderator)


@action("session.change", Session, allow=rules.keeps_part, purpose=OVERSIGHT)
def change_session(
    act: Act,
    session: Session,
    *,
    title: str,
    day: date | None = None,
    starts_at: time | None = None,
    ends_at: time | None = None,
    moderator: str = "",
) -> Session:
    """Say it otherwise. Raises `Invalid` by field, `Stale`."""
    return _write(act, rules.event_of(session.event_id), session, title, day, starts_at, ends_at, moderator)


@action("session.remove", Session, allow=rules.keeps_part, purpose=OVERSIGHT)
def remove_session(act: Act, session: Session) -> None:
    """It does not take place; what was said in it goes with it. Raises `Invalid` where something was said."""
    if Contribution.objects.visible_to(act.access).filter(session=session).exists():
        raise Invalid(title=_("Something was said in this session: it stays."))
    session.delete()


@action("contribution.add", Event, allow=rules.keeps, purpose=OVERSIGHT)
def add_contribution(
    act: Act,
    event: Event,
    *,
    speaker: str,
    session: UUID | None = None,
    role: str = "",
    organisation_name: str = "",
    of: UUID | None = None,
    title: str = "",
    summary: str = "",
) -> Contribution:
    """What somebody said, with role and organisation as on that day. Raises `Invalid` by field."""
    new = Contribution(organisation_id=event.organisation_id, event=event)
    new.session = _session(act, event.pk, session)
    return _say(act, new, speaker, role, organisation_name, of, title, summary)


@action("contribution.change", Contribution, allow=rules.keeps_part, purpose=OVERSIGHT)
def change_contribution(
    act: Act,
    contribution: Contribution,
    *,
    speaker: str,
    session: UUID | None = None,
    role: str = "",
    organisation_name: str = "",
    of: UUID | None = None,
    title: str = "",
    summary: str = "",
) -> Contribution:
    """Say it otherwise. Raises `Invalid` by field, `Stale`."""
    contribution.session = _session(act, contribution.event_id, session)
    return _say(act, contribution, speaker, role, organisation_name, of, title, summary)


@action("contribution.remove", Contribution, allow=rules.keeps_part, purpose=OVERSIGHT)
def remove_contribution(act: Act, contribution: Contribution) -> None:
    """It was written down by mistake."""
    contribution.delete()


def _write(
    act: Act,
    event: Event,
    session: Session,
    title: str,
    day: date | None,
    starts_at: time | None,
    ends_at: time | None,
    moderator: str,
) -> Session:
    if day is not None and not event.starts_on <= day <= event.ends_on:
        raise Invalid(day=_("This day is not one of the event."))
    if starts_at and ends_at and ends_at <= starts_at:
        raise Invalid(ends_at=_("It ends before it begins."))
    session.title = clean(title, "title", limit=LINE_LENGTH, needed=True)
    session.day, session.starts_at, session.ends_at = day, starts_at, ends_at
    session.moderator = clean(moderator, "moderator", limit=TEXT_LENGTH)
    session.save()
    act.touched("title", "day", "starts_at", "ends_at", "moderator")
    return session


def _session(act: Act, event: UUID, pk: UUID | None) -> Session | None:
    if pk is None:
        return None
    found = Session.objects.visible_to(act.access).filter(event_id=event, pk=pk).first()
    if found is None:
        raise Invalid(session=_("Choose one of the listed answers."))
    return found


def _say(
    act: Act,
    one: Contribution,
    speaker: str,
    role: str,
    organisation_name: str,
    of: UUID | None,
    title: str,
    summary: str,
) -> Contribution:
    one.speaker = clean_name(speaker, "speaker", needed=True)
    one.role = clean(role, "role", limit=TEXT_LENGTH)
    one.of = given.organisation(of, "of")
    called = organisation_name or (one.of.full[:TEXT_LENGTH] if one.of else "")
    one.organisation_name = clean(called, "organisation_name", limit=TEXT_LENGTH)
    one.title = clean(title, "title", limit=LINE_LENGTH)
    one.summary = clean(summary, "summary", limit=NOTE_LENGTH, lines=True)
    one.save()
    act.touched("speaker", "role", "organisation_name", "of", "session", "title", "summary")
    return one

"""What becomes of a proposal that a person takes over: an event, somebody who was there, a commitment, a name that is known."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.agencies.aliases import normalised
from jatigi.agencies.aliases.actions import confirm_alias
from jatigi.agencies.models import Organisation
from jatigi.coordination.commitments import actions as commitments
from jatigi.coordination.commitments.naming import Names, addressees
from jatigi.coordination.events import actions as events
from jatigi.coordination.events.models import Event
from jatigi.coordination.events.programme import actions as programme
from jatigi.coordination.reading.models import Communique, ProposalKind
from jatigi.coordination.reading.proposing import first_day, last_day, precision
from jatigi.kernel import clock
from jatigi.kernel.actions import Act
from jatigi.kernel.errors import Conflict, Invalid

Said = Mapping[str, Any]
UNTITLED = 300


def take(act: Act, communique: Communique, kind: str, said: Said) -> UUID | None:
    """Write it; the id of what came of it. Raises `Invalid` by field, `Conflict` for people of an event that nobody took over."""
    return _TAKE[ProposalKind(kind)](act, communique, said)


def _event(act: Act, communique: Communique, said: Said) -> UUID:
    """A new event, or the one that a person says it is."""
    if communique.event_id:
        raise Conflict(_("The event of this text is known already."), code="event_known")
    if said.get("event"):
        found = Event.objects.visible_to(act.access).filter(pk=said["event"]).first()
        if found is None:
            raise Invalid(event=_("Choose one of the listed answers."))
    else:
        found = _new_event(act, communique, said)
    communique.event = found
    return found.pk


def _new_event(act: Act, communique: Communique, said: Said) -> Event:
    if not said.get("first"):
        raise Invalid(first=_("Say when it took place; the year at least."))
    if not said.get("kind"):
        raise Invalid(kind=_("Say what it was."))
    first = said["first"]
    last = said.get("last") or first
    starts_on = first_day(first)
    return events.create.within(
        act, title=said.get("title") or communique.title, kind=said["kind"], starts_on=starts_on, ends_on=last_day(last),
        precision=precision(first), body=communique.body_id, theme=said.get("theme", ""), city=said.get("city", ""),
        country=said.get("country", ""), held=starts_on <= clock.today(),
    )  # fmt: skip


def _theme(act: Act, communique: Communique, said: Said) -> UUID:
    """The event is about it as well."""
    event = _event_of(act, communique)
    return events.add_theme.within(act, event, theme=str(said.get("theme", ""))).pk


def _organisation(act: Act, communique: Communique, said: Said) -> UUID:
    """It was there; how it is called in this country is known afterwards, where a person said who is meant."""
    event = _event_of(act, communique)
    of, name = _uuid(said.get("of")), str(said.get("name", ""))
    if of and communique.country_id and said.get("remember", True):
        _remember(act, communique.country_id, of, name)
    return events.add_people.within(
        act, event, people=[{"name": "", "organisation_name": name, "of": of, "attendance": "came"}]
    )[0].pk


def _remember(act: Act, country: str, of: UUID, name: str) -> None:
    house = Organisation.objects.filter(pk=of).first()
    called = {normalised(one) for one in (house.name_fr, house.name_en, house.acronym)} if house else set()
    if house and normalised(name) and normalised(name) not in called and confirm_alias.may(act.access):
        confirm_alias.within(act, text=name, organisation=of, country=country)


def _person(act: Act, communique: Communique, said: Said) -> UUID:
    event = _event_of(act, communique)
    row: events.Attending = {
        "name": str(said.get("name", "")),
        "role": str(said.get("role", "")),
        "organisation_name": str(said.get("organisation_name", "")),
        "of": _uuid(said.get("of")),
        "attendance": "came",
    }
    return events.add_people.within(act, event, people=[row])[0].pk


def _session(act: Act, communique: Communique, said: Said) -> UUID:
    return programme.add_session.within(act, _event_of(act, communique), title=str(said.get("title", ""))).pk


def _commitment(act: Act, communique: Communique, said: Said) -> UUID:
    """Word for word, with the text as its source; nobody named: « qui ? »."""
    event = (
        Event.objects.visible_to(act.access).filter(pk=communique.event_id).first()
        if communique.event_id
        else None
    )
    names = [part for part in [str(said.get("addressee", "")).strip()] if part]
    deadline = said.get("deadline")
    made = commitments.record.within(
        act, kind=said.get("kind") or "recommendation", text=str(said.get("text", "")), event=communique.event_id,
        body=communique.body_id, source=communique.source or communique.title, made_on=event.ends_on if event else None,
        deadline=last_day(deadline) if deadline else None, deadline_precision=precision(deadline) if deadline else "",
        theme=said.get("theme", ""), country=communique.country_id or "",
        addressees=addressees(Names(communique.country_id or ""), names),
    )  # fmt: skip
    return made.pk


def _event_of(act: Act, communique: Communique) -> Event:
    event = (
        Event.objects.visible_to(act.access).filter(pk=communique.event_id).first()
        if communique.event_id
        else None
    )
    if event is None:
        raise Conflict(_("Take the event over first: what else was read is added to it."), code="no_event")
    return event


def _uuid(value: Any) -> UUID | None:
    try:
        return UUID(str(value)) if value else None
    except ValueError:
        raise Invalid(of=_("Choose an organisation from the list.")) from None


_TAKE = {
    ProposalKind.EVENT: _event,
    ProposalKind.THEME: _theme,
    ProposalKind.ORGANISATION: _organisation,
    ProposalKind.PERSON: _person,
    ProposalKind.SESSION: _session,
    ProposalKind.COMMITMENT: _commitment,
}

"""Every write of a body: what it is, who sits in it, who stands there for a member."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.agencies import who
from jatigi.coordination import given
from jatigi.coordination import rules as room
from jatigi.coordination.bodies import rules
from jatigi.coordination.bodies.models import (
    Body,
    BodyContact,
    BodyKind,
    BodyMember,
    BodyState,
    ContactKind,
    Office,
)
from jatigi.coordination.codes import Level
from jatigi.coordination.commitments.models import Commitment
from jatigi.coordination.events.models import Event
from jatigi.directory import shapes
from jatigi.kernel import clock, states
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.codes import free_code
from jatigi.kernel.errors import Conflict, Invalid
from jatigi.kernel.text import NOTE_LENGTH, clean, clean_name

OVERSIGHT = Purpose.OVERSIGHT
NAME_LENGTH = 200
CODE_LENGTH = 32
NOTICE_LENGTH = 500
PRESIDING = (Office.CHAIR,)
"""Offices that one organisation holds at a time: whoever takes it ends the one before."""


@creation("body.create", Body, allow=room.is_secretariat, purpose=OVERSIGHT)
def create(
    act: Act,
    *,
    name: str,
    kind: str,
    level: str,
    acronym: str = "",
    code: str = "",
    country: str = "",
    unit: str = "",
    parent: UUID | None = None,
    mandate: str = "",
    closed: bool = False,
    public: bool = False,
) -> Body:
    """Found a body; the own organisation keeps its secretariat. `code`: by which lists name it, made where none is given.

    Raises `Invalid` by field.
    """
    body = Body(organisation_id=act.organisation)
    body.code = _code(code)
    _write(act, body, name=name, acronym=acronym, kind=kind, level=level, country=country, unit=unit,
           parent=parent, mandate=mandate, closed=closed, public=public)  # fmt: skip
    body.save()
    BodyMember(
        organisation_id=act.organisation, body=body, office=Office.SECRETARIAT, from_on=clock.today()
    ).save()
    act.touched("code")
    return body


@action("body.change", Body, allow=rules.keeps, purpose=OVERSIGHT)
def change(
    act: Act,
    body: Body,
    *,
    name: str,
    kind: str,
    level: str,
    acronym: str = "",
    country: str = "",
    unit: str = "",
    parent: UUID | None = None,
    mandate: str = "",
    closed: bool = False,
    public: bool = False,
) -> Body:
    """Say it otherwise. What it did so far is as closed as the body is. Raises `Invalid` by field, `Stale`."""
    was = body.closed
    _write(act, body, name=name, acronym=acronym, kind=kind, level=level, country=country, unit=unit,
           parent=parent, mandate=mandate, closed=closed, public=public)  # fmt: skip
    body.save()
    if body.closed != was:
        _close_all(act, body)
    return body


@action("body.archive", Body, allow=rules.keeps, purpose=OVERSIGHT)
def archive(act: Act, body: Body, *, notice: str, on: date | None = None) -> Body:
    """It does not meet any more. `notice`: why, and who goes on with what it left. Raises `Invalid`, `Conflict`."""
    states.advance(body, "archive")
    day = on or clock.today()
    if day > clock.today():
        raise Invalid(on=_("This date is in the future."))
    body.archived_on = given.day(day, "on")
    body.archive_notice = clean(notice, "notice", limit=NOTICE_LENGTH, needed=True, lines=True)
    body.save()
    act.touched("state", "archived_on", "archive_notice")
    return body


@action("body.reopen", Body, allow=rules.keeps, purpose=OVERSIGHT)
def reopen(act: Act, body: Body) -> Body:
    """It meets again. The notice goes."""
    states.advance(body, "reopen")
    body.archived_on, body.archive_notice = None, ""
    body.save()
    act.touched("state", "archived_on", "archive_notice")
    return body


@action("body.seat", Body, allow=rules.keeps, purpose=OVERSIGHT)
def seat(
    act: Act,
    body: Body,
    *,
    organisation: UUID,
    office: str = Office.MEMBER,
    from_on: date | None = None,
    until: date | None = None,
) -> BodyMember:
    """An organisation sits in the body, in an office, from a day on. Whoever presided before ends the day before.

    Raises `Invalid` by field, also where it holds this office then already; `Conflict` for an archived body.
    """
    _must_work(body)
    found = given.organisation(organisation, "organisation", needed=True)
    given.choice(office, Office.values, "office")
    first = given.day(from_on or clock.today(), "from_on") or clock.today()
    given.period(first, given.day(until, "until"), "until")
    if office in PRESIDING:
        _hand_over(act, body, office, first)
    new = BodyMember(organisation=found, body=body, office=office, from_on=first, until=until)
    if any(_overlaps(one, new) for one in _seats(act, body).filter(organisation=found, office=office)):
        raise Invalid(from_on=_("This organisation holds this office then already."))
    new.save()
    act.touched("office", "from_on", "until")
    act.details["seat"] = str(new.pk)
    return new


@action("body.unseat", BodyMember, allow=rules.keeps_seat, purpose=OVERSIGHT)
def unseat(act: Act, seat: BodyMember, *, until: date | None = None) -> BodyMember:
    """The last day of an organisation in an office, today where none is given. What it was before stays to be read."""
    last = given.day(until or clock.today(), "until")
    given.period(seat.from_on, last, "until")
    seat.until = last
    seat.save()
    act.touched("until")
    return seat


@action("body.name_contact", Body, allow=rules.may_name, purpose=OVERSIGHT)
def name_contact(
    act: Act,
    body: Body,
    *,
    organisation: UUID,
    kind: str,
    account: UUID | None = None,
    name: str = "",
    function: str = "",
    email: str = "",
    phone: str = "",
) -> BodyContact:
    """Who stands for a member: an account of that organisation, or a name. The one before is replaced.

    Raises `Invalid` by field: no member, an account of somebody else, no name.
    """
    given.choice(kind, ContactKind.values, "kind")
    if not room.keeps(act.access, body) and organisation != act.organisation:
        raise Invalid(organisation=_("Each organisation names its own people."))
    if not rules.seats(body).filter(organisation_id=organisation).exists():
        raise Invalid(organisation=_("This organisation does not sit in the body today."))
    rows = BodyContact.objects.visible_to(act.access)
    contact = rows.filter(body=body, organisation_id=organisation, kind=kind).first()
    contact = contact or BodyContact(body=body, organisation_id=organisation, kind=kind)
    contact.account_id = _account(account, organisation)
    contact.name = clean_name(name, "name", needed=account is None)
    contact.function = clean(function, "function", limit=120)
    contact.email = shapes.email(email)
    contact.phone = shapes.phone(phone)
    contact.save()
    act.touched("kind", "account", "name", "function", "email", "phone")
    return contact


@action("body.remove_contact", Body, allow=rules.may_name, purpose=OVERSIGHT)
def remove_contact(act: Act, body: Body, *, contact: UUID) -> None:
    """Nobody stands there for the member any more. Raises `Invalid` for somebody else's."""
    found = BodyContact.objects.visible_to(act.access).filter(body=body, pk=contact).first()
    own = found is not None and found.organisation_id == act.organisation
    if found is None or not (own or room.keeps(act.access, body)):
        raise Invalid(organisation=_("Each organisation names its own people."))
    found.delete()
    act.touched("contact")


def _write(
    act: Act,
    body: Body,
    *,
    name: str,
    acronym: str,
    kind: str,
    level: str,
    country: str,
    unit: str,
    parent: UUID | None,
    mandate: str,
    closed: bool,
    public: bool,
) -> None:
    body.name = clean(name, "name", limit=NAME_LENGTH, needed=True)
    body.acronym = clean(acronym, "acronym", limit=CODE_LENGTH)
    body.kind = given.choice(kind, BodyKind.values, "kind")
    body.level = given.choice(level, Level.values, "level")
    body.country = given.country(country)
    body.unit = given.unit(act, body.country, unit)
    body.parent = _parent(act, body, parent)
    body.mandate = clean(mandate, "mandate", limit=NOTE_LENGTH, lines=True)
    if closed and public:
        raise Invalid(public=_("What is closed to others on the node cannot be open to everybody."))
    body.closed, body.public = closed, public
    act.touched(
        "name", "acronym", "kind", "level", "country", "unit", "parent", "mandate", "closed", "public"
    )


def _code(text: str) -> str:
    code = clean(text, "code", limit=CODE_LENGTH).upper()
    if code and Body.objects.visible_to(rules.KNOWING).filter(code=code).exists():
        raise Invalid(code=_("Another body has this code."))
    return code or free_code(Body)


def _parent(act: Act, body: Body, pk: UUID | None) -> Body | None:
    """The body above. Raises `Invalid` where this one stands above it already."""
    if pk is None:
        return None
    above = Body.objects.visible_to(act.access).filter(pk=pk).first()
    seen: Any = above
    while seen is not None and seen.pk != body.pk:
        seen = rules.body_of(seen.parent_id) if seen.parent_id else None
    if above is None or seen is not None:
        raise Invalid(parent=_("Choose one of the listed answers."))
    return above


def _close_all(act: Act, body: Body) -> None:
    """What was said there is as closed as the body; what is closed is not public."""
    for table in (Event, Commitment):
        rows: Any = table.objects.visible_to(act.access).filter(body=body)
        rows.update(**{"closed": body.closed} | ({"public": False} if body.closed else {}))


def _must_work(body: Body) -> None:
    if body.state != BodyState.ACTIVE:
        raise Conflict(_("This body is archived. Reopen it first."), code="archived")


def _seats(act: Act, body: Body) -> Any:
    return BodyMember.objects.visible_to(act.access).filter(body=body)


def _overlaps(one: BodyMember, other: BodyMember) -> bool:
    begins_before = other.until is None or one.from_on <= other.until
    return begins_before and (one.until is None or other.from_on <= one.until)


def _hand_over(act: Act, body: Body, office: str, first: date) -> None:
    """Whoever holds the office from an earlier day on ends it the day before."""
    for former in _seats(act, body).filter(office=office, from_on__lt=first):
        if former.until is None or former.until >= first:
            former.until = first - timedelta(days=1)
            former.save()


def _account(account: UUID | None, organisation: UUID) -> UUID | None:
    """Raises `Invalid` for somebody who does not work there."""
    if account is not None and account not in {one.account_id for one in who.working_for(organisation)}:
        raise Invalid(account=_("Choose somebody who works for this organisation."))
    return account

"""Every write of an event itself: planned, changed, held, cancelled, copied; and who was there."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import NotRequired
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict

from jatigi.coordination import given
from jatigi.coordination import rules as room
from jatigi.coordination.bodies.models import Body, BodyState
from jatigi.coordination.codes import Precision, Theme
from jatigi.coordination.events import rules
from jatigi.coordination.events.agenda import adopting
from jatigi.coordination.events.models import (
    AgendaItem,
    Attendance,
    Event,
    EventKind,
    ItemState,
    Participant,
)
from jatigi.kernel import clock, states
from jatigi.kernel.access import Purpose
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.errors import Conflict, Invalid, Refused
from jatigi.kernel.text import LINE_LENGTH, clean, clean_name

OVERSIGHT = Purpose.OVERSIGHT
CITY_LENGTH, TEXT_LENGTH = 120, 200
MOST_PEOPLE = 2_000


class Attending(TypedDict):
    """Somebody at an event, with role and organisation as on that day; `of`: that organisation where it is on the node.

    `name` "": an organisation that has not said whom it sends.
    """

    name: str
    role: NotRequired[str]
    organisation_name: NotRequired[str]
    of: NotRequired[UUID | None]
    invited: NotRequired[bool]
    attendance: NotRequired[str]


@creation("event.create", Event, allow=room.is_secretariat, purpose=OVERSIGHT)
def create(
    act: Act,
    *,
    title: str,
    kind: str,
    starts_on: date,
    ends_on: date | None = None,
    precision: str = Precision.DAY,
    starts_at: time | None = None,
    ends_at: time | None = None,
    body: UUID | None = None,
    theme: str = "",
    city: str = "",
    venue: str = "",
    country: str = "",
    unit: str = "",
    closed: bool = False,
    public: bool = False,
    held: bool = False,
) -> Event:
    """Call something together, for a body that one keeps or on one's own; `held`: it took place already.

    An event of a closed body is closed. `starts_on`, `ends_on` with a `precision` of month or year: first and last day
    of what is known. Raises `Invalid` by field, `Refused` for somebody else's body, `Conflict` for an archived one.
    """
    event = Event(organisation_id=act.organisation)
    event.body = _body(act, body)
    _write(act, event, title=title, kind=kind, starts_on=starts_on, ends_on=ends_on, precision=precision,
           starts_at=starts_at, ends_at=ends_at, theme=theme, city=city, venue=venue, country=country, unit=unit,
           closed=closed, public=public)  # fmt: skip
    if held:
        _must_have_begun(event)
        states.advance(event, "hold")
    event.save()
    adopting.put_all_on(event)
    act.touched("body", "state")
    return event


@action("event.change", Event, allow=rules.keeps, purpose=OVERSIGHT)
def change(
    act: Act,
    event: Event,
    *,
    title: str,
    kind: str,
    starts_on: date,
    ends_on: date | None = None,
    precision: str = Precision.DAY,
    starts_at: time | None = None,
    ends_at: time | None = None,
    theme: str = "",
    city: str = "",
    venue: str = "",
    country: str = "",
    unit: str = "",
    closed: bool = False,
    public: bool = False,
) -> Event:
    """Say it otherwise: another day, another place. Raises `Invalid` by field, `Stale`."""
    _write(act, event, title=title, kind=kind, starts_on=starts_on, ends_on=ends_on, precision=precision,
           starts_at=starts_at, ends_at=ends_at, theme=theme, city=city, venue=venue, country=country, unit=unit,
           closed=closed, public=public)  # fmt: skip
    event.save()
    return event


@action("event.add_theme", Event, allow=rules.keeps, purpose=OVERSIGHT)
def add_theme(act: Act, event: Event, *, theme: str) -> Event:
    """It was about this as well; the first theme is the one under which it is listed. Raises `Invalid`."""
    given.choice(theme, Theme.values, "theme")
    if not event.theme:
        event.theme = theme
    elif theme != event.theme and theme not in event.also:
        event.also = [*event.also, theme]
    event.save()
    act.touched("theme", "also")
    return event


@action("event.hold", Event, allow=rules.keeps, purpose=OVERSIGHT)
def hold(act: Act, event: Event) -> Event:
    """It took place. Raises `Invalid` before its first day."""
    _must_have_begun(event)
    return _turn(act, event, "hold")


@action("event.cancel", Event, allow=rules.keeps, purpose=OVERSIGHT)
def cancel(act: Act, event: Event, *, why: str) -> Event:
    """It does not take place; whoever reads the calendar sees why."""
    event.why = clean(why, "why", limit=LINE_LENGTH, needed=True)
    act.touched("why")
    return _turn(act, event, "cancel")


@action("event.plan_again", Event, allow=rules.keeps, purpose=OVERSIGHT)
def plan_again(act: Act, event: Event) -> Event:
    """It takes place after all."""
    event.why = ""
    return _turn(act, event, "plan")


@action("event.clone", Event, allow=rules.keeps, purpose=OVERSIGHT)
def clone(act: Act, event: Event, *, starts_on: date, ends_on: date | None = None) -> Event:
    """The same on another day: its typed agenda and the organisations invited are copied, no date and nobody's name.

    Raises `Invalid` by field.
    """
    same = ("body_id", "title", "kind", "theme", "starts_at", "ends_at", "city", "venue", "country_id", "unit_id",
            "closed", "public")  # fmt: skip
    copy = Event(organisation_id=event.organisation_id, **{name: getattr(event, name) for name in same})
    _days(copy, starts_on, ends_on, Precision.DAY)
    copy.save()
    adopting.put_all_on(copy)
    typed = AgendaItem.objects.visible_to(act.access).filter(
        event=event, commitment=None, work_line=None, adopts=None
    )
    for item in (
        typed.filter(carried=None, mark=None).exclude(state=ItemState.LEFT).order_by("order", "entered_at")
    ):
        AgendaItem(
            organisation_id=copy.organisation_id,
            event=copy,
            order=item.order,
            title=item.title,
            minutes=item.minutes,
        ).save()
    _invite_the_same(act, event, copy)
    act.details["copy"] = str(copy.pk)
    return copy


@action("event.add_people", Event, allow=rules.keeps, purpose=OVERSIGHT)
def add_people(act: Act, event: Event, *, people: Sequence[Attending]) -> list[Participant]:
    """Who is invited, or was there. Raises `Invalid` by `row_N_field`."""
    rows = list(people)
    if not 1 <= len(rows) <= MOST_PEOPLE:
        raise Invalid(people=_("Give 1 to %(most)d rows at a time.") % {"most": MOST_PEOPLE})
    made = [_participant(event, row, number) for number, row in enumerate(rows, 1)]
    for one in made:
        one.save()
    act.touched("people")
    return made


@action("event.change_participant", Participant, allow=rules.keeps_part, purpose=OVERSIGHT)
def change_participant(
    act: Act,
    participant: Participant,
    *,
    name: str,
    role: str = "",
    organisation_name: str = "",
    of: UUID | None = None,
) -> Participant:
    """Somebody was written down wrongly."""
    _say(participant, {"name": name, "role": role, "organisation_name": organisation_name, "of": of})
    participant.save()
    act.touched("name", "role", "organisation_name", "of")
    return participant


@action("event.remove_participant", Participant, allow=rules.keeps_part, purpose=OVERSIGHT)
def remove_participant(act: Act, participant: Participant) -> None:
    """Somebody was never invited and never there."""
    participant.delete()


@action("event.note_attendance", Event, allow=rules.keeps, purpose=OVERSIGHT)
def note_attendance(
    act: Act,
    event: Event,
    *,
    attendance: Mapping[str, str],
    women: int | None = None,
    men: int | None = None,
) -> Event:
    """Who came, was excused or stayed away (participant → one of `Attendance`, "" for not said), and how many in all.

    Women and men are counted for the report, never noted of anybody. Raises `Invalid`.
    """
    rows = Participant.objects.visible_to(act.access).filter(event=event, pk__in=list(attendance))
    for one in rows:
        one.attendance = given.choice(attendance[str(one.pk)], Attendance.values, "attendance", needed=False)
        one.save()
    for field, count in (("women", women), ("men", men)):
        if count is not None and not 0 <= count <= 100_000:
            raise Invalid({field: _("Write a number of people.")})
    event.women, event.men = women, men
    event.save()
    act.touched("attendance", "women", "men")
    return event


def _write(
    act: Act,
    event: Event,
    *,
    title: str,
    kind: str,
    starts_on: date,
    ends_on: date | None,
    precision: str,
    starts_at: time | None,
    ends_at: time | None,
    theme: str,
    city: str,
    venue: str,
    country: str,
    unit: str,
    closed: bool,
    public: bool,
) -> None:
    event.title = clean(title, "title", limit=LINE_LENGTH, needed=True)
    event.kind = given.choice(kind, EventKind.values, "kind")
    event.theme = given.choice(theme, Theme.values, "theme", needed=False)
    _days(event, starts_on, ends_on, precision)
    same_day = event.starts_on == event.ends_on
    if starts_at and ends_at and same_day and ends_at <= starts_at:
        raise Invalid(ends_at=_("It ends before it begins."))
    event.starts_at, event.ends_at = starts_at, ends_at if starts_at else None
    event.city = clean(city, "city", limit=CITY_LENGTH)
    event.venue = clean(venue, "venue", limit=TEXT_LENGTH)
    event.country = given.country(country)
    event.unit = given.unit(act, event.country, unit)
    of_closed_body = event.body_id is not None and _is_closed(act, event.body_id)
    event.closed = closed or of_closed_body
    if event.closed and public:
        raise Invalid(public=_("What is closed to others on the node cannot be open to everybody."))
    event.public = public
    act.touched("title", "kind", "theme", "starts_on", "ends_on", "precision", "starts_at", "ends_at", "city",
                "venue", "country", "unit", "closed", "public")  # fmt: skip


def _days(event: Event, starts_on: date, ends_on: date | None, precision: str) -> None:
    first = given.day(starts_on, "starts_on") or starts_on
    last = given.day(ends_on, "ends_on") or first
    given.period(first, last, "ends_on")
    event.starts_on, event.ends_on = first, last
    event.precision = given.choice(precision, Precision.values, "precision")


def _is_closed(act: Act, body: UUID) -> bool:
    """Whether a body is closed to who does not sit in it."""
    return Body.objects.visible_to(act.access).filter(pk=body, closed=True).exists()


def _body(act: Act, pk: UUID | None) -> Body | None:
    if pk is None:
        return None
    body = Body.objects.visible_to(act.access).filter(pk=pk).first()
    if body is None:
        raise Invalid(body=_("Choose one of the listed answers."))
    if not room.keeps(act.access, body):
        raise Refused(code="keeps")
    if body.state != BodyState.ACTIVE:
        raise Conflict(_("This body is archived. Reopen it first."), code="archived")
    return body


def _must_have_begun(event: Event) -> None:
    if event.starts_on > clock.today():
        raise Invalid(starts_on=_("Its first day has not come yet."))


def _turn(act: Act, event: Event, verb: str) -> Event:
    states.advance(event, verb)
    event.save()
    act.touched("state")
    return event


def _participant(event: Event, row: Attending, number: int) -> Participant:
    one = Participant(organisation_id=event.organisation_id, event=event)
    try:
        _say(one, row)
        one.attendance = given.choice(
            row.get("attendance", ""), Attendance.values, "attendance", needed=False
        )
    except Invalid as error:
        raise Invalid({f"row_{number}_{name}": text for name, text in error.errors.items()}) from None
    one.invited = row.get("invited", False)
    return one


def _say(one: Participant, row: Attending) -> None:
    """What is said of somebody; the name of an organisation of the node is written down as it is called that day."""
    one.role = clean(row.get("role", ""), "role", limit=TEXT_LENGTH)
    one.of = given.organisation(row.get("of"), "of")
    called = row.get("organisation_name", "") or (one.of.full[:TEXT_LENGTH] if one.of else "")
    one.organisation_name = clean(called, "organisation_name", limit=TEXT_LENGTH)
    one.name = clean_name(row["name"], "name", needed=not one.organisation_name)


def _invite_the_same(act: Act, event: Event, copy: Event) -> None:
    """One line for each organisation that was there, without the name of anybody."""
    rows = Participant.objects.visible_to(act.access).filter(event=event)
    seen: dict[tuple[str, UUID | None], None] = dict.fromkeys(
        rows.exclude(organisation_name="")
        .order_by("organisation_name")
        .values_list("organisation_name", "of_id")
    )
    for name, of in seen:
        Participant(
            organisation_id=copy.organisation_id,
            event=copy,
            organisation_name=name,
            of_id=of,
            invited=True,
        ).save()

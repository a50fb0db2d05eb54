"""What can be said of a commitment, checked field by field; every way in (page, import, reading) goes through here."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict

from jatigi.agencies.models import Organisation
from jatigi.algorithms.likeness import words
from jatigi.coordination.bodies.models import Body
from jatigi.coordination.codes import Level, Precision, Theme
from jatigi.coordination.commitments.models import NEVER, Commitment, CommitmentKind
from jatigi.coordination.events.models import Event
from jatigi.coordination.frameworks.models import FrameworkItem
from jatigi.coordination.rules import sits_in
from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.kernel.errors import Invalid
from jatigi.kernel.text import NOTE_LENGTH, clean
from jatigi.places.models import AdminUnit, Country

M = TypeVar("M", bound=Model)
EARLIEST, LATEST = date(1945, 1, 1), date(2150, 12, 31)
MOST_ADDRESSEES = 40
MOST_ITEMS = 40
NAME_LENGTH = 200
SOURCE_LENGTH = 300
URL_LENGTH = 500
WHY_LENGTH = 500


class Named(TypedDict, total=False):
    """An addressee: an organisation of the node by its id, or one that is not here by `name`."""

    organisation: UUID | None
    name: str
    lead: bool


Said = Mapping[str, Any]

FIELDS = (
    "kind", "text", "body", "event", "source", "source_url", "made_on", "deadline", "deadline_precision", "theme",
    "level", "country", "unit",
)  # fmt: skip
"""What `say` knows, by the names of the columns; `body` and `event` are ids, `country` a code, `unit` a number."""


class Known:
    """What fields point to, as far as `access` may know it; looked up once however many rows are said.

    all_at_once: everything that may be meant is read in four queries, for whoever says thousands of rows.
    """

    def __init__(self, access: Access, *, all_at_once: bool = False) -> None:
        self.access = access
        self._found: dict[tuple[type[Any], Any], Any] = {}
        self._whole = all_at_once
        if all_at_once:
            for rows in (self._bodies, self._events, self._countries, self._units):
                self._found |= {(type(row), row.pk): row for row in rows}

    @cached_property
    def _bodies(self) -> QuerySet[Body]:
        """Of a closed one whoever sits in it, or keeps it up, records what was said there."""
        mine = Q(closed=False) | Q(organisation_id=self.access.organisation)
        mine |= sits_in(self.access.organisation, "pk")
        return Body.objects.visible_to(self.access).filter(mine)

    @cached_property
    def _events(self) -> QuerySet[Event]:
        return Event.objects.visible_to(self.access)

    @cached_property
    def _countries(self) -> QuerySet[Country]:
        return Country.objects.all()

    @cached_property
    def _units(self) -> QuerySet[AdminUnit]:
        return AdminUnit.objects.all()

    def body(self, pk: Any) -> Body | None:
        return self._one(Body, pk, "_bodies")

    def event(self, pk: Any) -> Event | None:
        return self._one(Event, pk, "_events")

    def country(self, pk: Any) -> Country | None:
        return self._one(Country, pk, "_countries")

    def unit(self, pk: Any) -> AdminUnit | None:
        return self._one(AdminUnit, pk, "_units")

    def _one(self, model: type[M], pk: Any, rows: str) -> M | None:
        if (model, pk) not in self._found:
            self._found[model, pk] = None if self._whole else getattr(self, rows).filter(pk=pk).first()
        found: M | None = self._found[model, pk]
        return found


def say(known: Known, commitment: Commitment, said: Said) -> Commitment:
    """Put what is said on a commitment that is not saved yet. Raises `Invalid` with everything that is wrong."""
    wrong: dict[str, Any] = {}
    for name, value in said.items():
        try:
            if name not in _SAY:
                raise Invalid({name: _("A row has no such field.")})
            _SAY[name](known, commitment, value)
        except Invalid as error:
            wrong |= error.errors
    if wrong:
        raise Invalid(wrong)
    _fit(known, commitment, said)
    derive(commitment)
    return commitment


def derive(commitment: Commitment) -> None:
    """What follows from the rest: the words of a search, the place in a list by deadlines."""
    commitment.due = commitment.deadline or NEVER
    told = f"{commitment.reference} {commitment.text} {commitment.source}"
    commitment.words = f" {' '.join(words(told))}"


def last_day(year: int, month: int | None, day: int | None) -> tuple[date, str]:
    """The last day of what is said, and how exactly it is said."""
    if month is None:
        return date(year, 12, 31), Precision.YEAR
    if day is None:
        return date(year + month // 12, month % 12 + 1, 1) - date.resolution, Precision.MONTH
    return date(year, month, day), Precision.DAY


def named(given: Sequence[Named]) -> list[Named]:
    """Addressees as they are kept: nobody twice, one lead at most; the first leads where several are named and none does."""
    found: dict[UUID | str, Named] = {}
    for one in given:
        organisation = one.get("organisation")
        name = "" if organisation else clean(one.get("name", ""), "addressees", limit=NAME_LENGTH)
        if organisation is None and not name:
            continue
        key: UUID | str = organisation or " ".join(words(name))
        before = found.get(key)
        found[key] = Named(
            organisation=organisation,
            name=before["name"] if before else name,
            lead=bool(one.get("lead") or (before and before.get("lead"))),
        )
    if len(found) > MOST_ADDRESSEES:
        raise Invalid(addressees=_("Name %(most)d addressees at most.") % {"most": MOST_ADDRESSEES})
    if sum(1 for one in found.values() if one["lead"]) > 1:
        raise Invalid(addressees=_("Only one addressee can answer first."))
    _all_known(
        Organisation.objects.filter(active=True), [k for k in found if isinstance(k, UUID)], "addressees"
    )
    return list(found.values())


def items_of(given: Collection[UUID]) -> list[UUID]:
    """Items of frameworks that exist. Raises `Invalid`."""
    wanted = list(dict.fromkeys(given))
    if len(wanted) > MOST_ITEMS:
        raise Invalid(items=_("Choose %(most)d items at most.") % {"most": MOST_ITEMS})
    _all_known(FrameworkItem.objects.all(), wanted, "items")
    return wanted


def _all_known(rows: Any, wanted: Sequence[UUID], field: str) -> None:
    if wanted and rows.filter(pk__in=wanted).count() < len(set(wanted)):
        raise Invalid({field: _("Choose from the list.")})


def _kind(_known: Known, commitment: Commitment, value: Any) -> None:
    if value not in CommitmentKind.values:
        raise Invalid(kind=_("Choose from the list."))
    commitment.kind = value


def _text(_known: Known, commitment: Commitment, value: Any) -> None:
    commitment.text = clean(str(value or ""), "text", limit=NOTE_LENGTH, needed=True, lines=True)


def _body(known: Known, commitment: Commitment, value: Any) -> None:
    _must_be_known("body", value, known.body)
    commitment.body_id = value or None


def _event(known: Known, commitment: Commitment, value: Any) -> None:
    _must_be_known("event", value, known.event)
    commitment.event_id = value or None


def _must_be_known(name: str, value: Any, find: Callable[[Any], Any]) -> None:
    if value and find(value) is None:
        raise Invalid({name: _("Choose from the list.")})


def _line(name: str, limit: int) -> Callable[[Known, Commitment, Any], None]:
    def put(_known: Known, commitment: Commitment, value: Any) -> None:
        setattr(commitment, name, clean(str(value or ""), name, limit=limit))

    return put


def _url(_known: Known, commitment: Commitment, value: Any) -> None:
    text = clean(str(value or ""), "source_url", limit=URL_LENGTH)
    if text and not text.startswith(("https://", "http://")):
        raise Invalid(source_url=_("Write the whole address, with https."))
    commitment.source_url = text


def _day(name: str) -> Callable[[Known, Commitment, Any], None]:
    def put(_known: Known, commitment: Commitment, value: Any) -> None:
        if value is not None and not EARLIEST <= value <= LATEST:
            raise Invalid({name: _("Please check the year.")})
        setattr(commitment, name, value)

    return put


def _among(name: str, choices: Collection[str]) -> Callable[[Known, Commitment, Any], None]:
    def put(_known: Known, commitment: Commitment, value: Any) -> None:
        if value and value not in choices:
            raise Invalid({name: _("Choose from the list.")})
        setattr(commitment, name, value or "")

    return put


def _country(known: Known, commitment: Commitment, value: Any) -> None:
    _must_be_known("country", value, known.country)
    commitment.country_id = value or None


def _unit(known: Known, commitment: Commitment, value: Any) -> None:
    _must_be_known("unit", value, known.unit)
    commitment.unit_id = value or None


_SAY: dict[str, Callable[[Known, Commitment, Any], None]] = {
    "kind": _kind,
    "text": _text,
    "body": _body,
    "event": _event,
    "source": _line("source", SOURCE_LENGTH),
    "source_url": _url,
    "made_on": _day("made_on"),
    "deadline": _day("deadline"),
    "deadline_precision": _among("deadline_precision", Precision.values),
    "theme": _among("theme", Theme.values),
    "level": _among("level", Level.values),
    "country": _country,
    "unit": _unit,
}


def _fit(known: Known, commitment: Commitment, said: Said) -> None:
    """What must hold between fields. Raises `Invalid`."""
    event = known.event(commitment.event_id) if commitment.event_id else None
    if event is not None:
        commitment.body_id = commitment.body_id or event.body_id
        if event.body_id is not None and event.body_id != commitment.body_id:
            raise Invalid(event=_("This event was held by another body."))
        if commitment.made_on is None and "made_on" not in said:
            commitment.made_on = event.starts_on
    body = known.body(commitment.body_id) if commitment.body_id else None
    commitment.closed = bool((body and body.closed) or (event and event.closed))
    unit = known.unit(commitment.unit_id) if commitment.unit_id else None
    if unit is not None:
        commitment.country_id = commitment.country_id or unit.country_id
        if unit.country_id != commitment.country_id:
            raise Invalid(unit=_("Choose a region of this country."))
    if commitment.made_on is not None and commitment.made_on > clock.today():
        raise Invalid(made_on=_("This date is in the future."))
    _fit_deadline(commitment)


def _fit_deadline(commitment: Commitment) -> None:
    if commitment.deadline is None:
        commitment.deadline_precision = ""
        return
    commitment.deadline_precision = commitment.deadline_precision or Precision.DAY
    year, month = commitment.deadline.year, commitment.deadline.month
    if commitment.deadline_precision == Precision.YEAR:
        commitment.deadline = last_day(year, None, None)[0]
    elif commitment.deadline_precision == Precision.MONTH:
        commitment.deadline = last_day(year, month, None)[0]
    if commitment.made_on is not None and commitment.deadline < commitment.made_on:
        raise Invalid(deadline=_("The deadline lies before the day on which it was said."))

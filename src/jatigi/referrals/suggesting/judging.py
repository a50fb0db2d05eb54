"""What speaks for a service and what against it: plain judgements over one row, each with its words.

Many are judged and few are shown: what is judged is a row of few columns, and the words are said of the whole service,
once it is chosen.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jatigi.directory import cards, schedules, search
from jatigi.directory.codes import Reported, ServiceState
from jatigi.directory.models import Service
from jatigi.kernel.text import listed
from jatigi.protection.codes import LANGUAGES
from jatigi.referrals.suggesting.whom import Seeker

HERE, SERVED, COUNTRY, ELSEWHERE, UNKNOWN = range(5)
"""How near a service is; the last where it is not known where the person is."""
NEARNESS = {HERE: 40, SERVED: 30, COUNTRY: 10, ELSEWHERE: 0, UNKNOWN: 10}
QUICK, SLOW = 24, 14 * 24
LANGUAGE_NAMES = dict(LANGUAGES)


Words = Callable[[Service], str]
"""What is said of a service, once it is shown."""


@dataclass(slots=True)
class Row:
    """Of a service: what is judged."""

    pk: UUID
    state: str
    need: str
    minimum_age: int | None
    maximum_age: int | None
    sexes: Sequence[str]
    statuses: Sequence[str]
    nationalities: Sequence[str]
    languages: Sequence[str]
    places_free: int | None
    emergency: bool
    schedules: Any
    closures: Any
    closed_on_holidays: bool
    country_id: Any
    time_zone: str
    reported: str
    assured_at: date


COLUMNS = tuple(column.name for column in fields(Row))


@dataclass(slots=True)
class Judgement:
    """`no`: why it cannot help this person now. `why`, `but`: what speaks for and against it. Most points first."""

    row: Row
    points: int = 0
    no: list[Words] = field(default_factory=list)
    why: list[Words] = field(default_factory=list)
    but: list[Words] = field(default_factory=list)

    def adds(self, points: int, words: Words) -> None:
        self.points += points
        self.why.append(words)

    def takes(self, points: int, words: Words) -> None:
        self.points -= points
        self.but.append(words)


def judged(
    row: Row,
    seeker: Seeker,
    nearness: int,
    hours: int | None,
    now: datetime,
    *,
    urgent: bool,
    silent: bool = False,
) -> Judgement:
    """Judge one service. `hours`: median time of its answers; `silent`: it did not answer for this person before."""
    made = Judgement(row, NEARNESS[nearness])
    made.no += _not_for(row, seeker)
    if row.state != ServiceState.ACTIVE:
        made.no.append(lambda _service: _("suspended"))
    if silent:
        made.no.append(lambda _service: _("was asked for this person already"))
    _hours(made, now, urgent=urgent)
    _room(made)
    _place(made, nearness)
    _language(made, seeker)
    _speed(made, hours)
    _care(made, now)
    return made


def _not_for(row: Row, seeker: Seeker) -> list[Words]:
    """Why it is not for this person; what is not known of them excludes from nothing."""
    found: list[Words] = []
    if seeker.ages is not None:
        youngest, oldest = seeker.ages
        low, high = row.minimum_age, row.maximum_age
        if (low is not None and oldest < low) or (high is not None and youngest > high):
            found.append(lambda service: _("not for this age: %(whom)s") % {"whom": cards.whom(service)})
    if not search.receives(row, seeker.sex):
        found.append(lambda service: _("not for this sex: %(whom)s") % {"whom": cards.whom(service)})
    if row.statuses and seeker.statuses and seeker.statuses.isdisjoint(row.statuses):
        found.append(lambda service: _("not for this status: %(whom)s") % {"whom": cards.whom(service)})
    if row.nationalities and seeker.nationalities and seeker.nationalities.isdisjoint(row.nationalities):
        found.append(lambda _service: _("not for this nationality"))
    return found


def _hours(made: Judgement, now: datetime, *, urgent: bool) -> None:
    if made.row.emergency:
        made.adds(20, lambda _service: _("emergencies day and night"))
        return
    is_open = schedules.open_at(made.row, now)
    if is_open is None:
        made.but.append(lambda _service: _("opening hours not known"))
    elif is_open:
        made.adds(40 if urgent else 20, lambda _service: _("open now"))
    else:
        made.takes(20 if urgent else 0, lambda service: _closed(service, now))


def _closed(service: Service, now: datetime) -> str:
    """Such as “closed on Sunday; opens 23 November at 08:00”."""
    local = now.astimezone(schedules.zone_of(service))
    day = str(WEEKDAYS[local.weekday()]).lower()
    words = (
        _("closed now")
        if schedules.times_on(service, local.date())
        else _("closed on %(day)s") % {"day": day}
    )
    opens = schedules.next_opening(service, now)
    if opens is None:
        return words
    return listed([words, _("opens on %(when)s") % {"when": date_format(opens, "SHORT_DATETIME_FORMAT")}])


def _room(made: Judgement) -> None:
    free = made.row.places_free
    if free == 0:
        made.no.append(lambda _service: _("full"))
    elif free is not None:
        made.adds(15, lambda _service: ngettext("%(n)d place free", "%(n)d places free", free) % {"n": free})


def _place(made: Judgement, nearness: int) -> None:
    if nearness == HERE:
        made.why.append(lambda service: _("near: %(place)s") % {"place": cards.area(service)})
    elif nearness == SERVED:
        made.why.append(lambda _service: _("serves this region"))
    elif nearness != UNKNOWN:
        made.but.append(lambda service: _("far: %(place)s") % {"place": cards.area(service)})


def _language(made: Judgement, seeker: Seeker) -> None:
    spoken = [code for code in made.row.languages if code in seeker.languages]
    if spoken:
        made.adds(15, lambda _service: _("speaks %(languages)s") % {"languages": _named(spoken)})
    elif made.row.languages and seeker.languages:
        made.takes(10, lambda _service: _("an interpreter is needed"))


def _named(languages: Sequence[str]) -> str:
    return ", ".join(str(LANGUAGE_NAMES.get(code, code)) for code in languages)


def _speed(made: Judgement, hours: int | None) -> None:
    if hours is None:
        return

    def words(_service: Service) -> str:
        said = ngettext("usually answers within %(n)d hour", "usually answers within %(n)d hours", hours)
        return said % {"n": hours}

    if hours <= QUICK:
        made.adds(10, words)
    elif hours > SLOW:
        made.takes(10, words)
    else:
        made.why.append(words)


def _care(made: Judgement, now: datetime) -> None:
    """What somebody should make sure of first."""
    seen = made.row.reported
    if seen in (Reported.CLOSED, Reported.FULL, Reported.MOVED):
        label = Reported(seen).label
        made.takes(20, lambda _service: _("reported from the field: %(what)s") % {"what": label})
    if search.to_reconfirm(made.row, now.date()):
        made.takes(10, lambda _service: _("to be confirmed again"))

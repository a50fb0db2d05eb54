"""What speaks for a service and what against it: plain judgements over one row, each with its words."""

from dataclasses import dataclass, field
from datetime import datetime

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

HERE, SERVED, COUNTRY, ELSEWHERE = range(4)
NEARNESS = {HERE: 40, SERVED: 30, COUNTRY: 10, ELSEWHERE: 0}
QUICK, SLOW = 24, 14 * 24
LANGUAGE_NAMES = dict(LANGUAGES)


@dataclass(slots=True)
class Judgement:
    """`no`: why it cannot help this person now. `why`, `but`: what speaks for and against it. Most points first.

    closed: it is closed at this moment; `finished` says until when, of those that are shown.
    """

    service: Service
    points: int = 0
    closed: bool = False
    no: list[str] = field(default_factory=list)
    why: list[str] = field(default_factory=list)
    but: list[str] = field(default_factory=list)

    def adds(self, points: int, words: str) -> None:
        self.points += points
        self.why.append(words)

    def takes(self, points: int, words: str) -> None:
        self.points -= points
        self.but.append(words)


def judged(
    service: Service,
    seeker: Seeker,
    nearness: int,
    hours: int | None,
    now: datetime,
    *,
    urgent: bool,
    silent: bool = False,
) -> Judgement:
    """Judge one service. `hours`: median time of its answers; `silent`: it did not answer for this person before."""
    made = Judgement(service, NEARNESS[nearness])
    made.no += _not_for(service, seeker)
    if service.state != ServiceState.ACTIVE:
        made.no.append(_("suspended"))
    if silent:
        made.no.append(_("was asked for this person already"))
    _room(made, service)
    _place(made, service, nearness)
    _hours(made, service, now, urgent=urgent)
    _language(made, service, seeker)
    _speed(made, hours)
    _care(made, service, now)
    return made


def finished(one: Judgement, now: datetime) -> Judgement:
    """With what takes longer to say, for the few that are shown."""
    if one.closed:
        one.but.insert(0, _closed(one.service, now))
    return one


def _not_for(service: Service, seeker: Seeker) -> list[str]:
    """Why it is not for this person; what is not known of them excludes from nothing."""
    found = []
    if seeker.ages is not None:
        youngest, oldest = seeker.ages
        low, high = service.minimum_age, service.maximum_age
        if (low is not None and oldest < low) or (high is not None and youngest > high):
            found.append(_("not for this age: %(whom)s") % {"whom": cards.whom(service)})
    if not search.receives(service, seeker.sex):
        found.append(_("not for this sex: %(whom)s") % {"whom": cards.whom(service)})
    if service.statuses and seeker.statuses and seeker.statuses.isdisjoint(service.statuses):
        found.append(_("not for this status: %(whom)s") % {"whom": cards.whom(service)})
    if (
        service.nationalities
        and seeker.nationalities
        and seeker.nationalities.isdisjoint(service.nationalities)
    ):
        found.append(_("not for this nationality"))
    return found


def _room(made: Judgement, service: Service) -> None:
    if service.places_free == 0:
        made.no.append(_("full"))
    elif service.places_free is not None:
        places = ngettext("%(n)d place free", "%(n)d places free", service.places_free)
        made.adds(15, places % {"n": service.places_free})


def _place(made: Judgement, service: Service, nearness: int) -> None:
    where = cards.area(service)
    if nearness == HERE:
        made.why.append(_("near: %(place)s") % {"place": where})
    elif nearness == SERVED:
        made.why.append(_("serves this region"))
    else:
        made.but.append(_("far: %(place)s") % {"place": where})


def _hours(made: Judgement, service: Service, now: datetime, *, urgent: bool) -> None:
    if service.emergency:
        made.adds(20, _("emergencies day and night"))
        return
    is_open = schedules.open_at(service, now)
    if is_open is None:
        made.but.append(_("opening hours not known"))
    elif is_open:
        made.adds(40 if urgent else 20, _("open now"))
    else:
        made.closed = True
        made.points -= 20 if urgent else 0


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


def _language(made: Judgement, service: Service, seeker: Seeker) -> None:
    spoken = [code for code in service.languages if code in seeker.languages]
    if spoken:
        names = ", ".join(str(LANGUAGE_NAMES.get(code, code)) for code in spoken)
        made.adds(15, _("speaks %(languages)s") % {"languages": names})
    elif service.languages and seeker.languages:
        made.takes(10, _("an interpreter is needed"))


def _speed(made: Judgement, hours: int | None) -> None:
    if hours is None:
        return
    words = ngettext("usually answers within %(n)d hour", "usually answers within %(n)d hours", hours) % {
        "n": hours
    }
    if hours <= QUICK:
        made.adds(10, words)
    elif hours > SLOW:
        made.takes(10, words)
    else:
        made.why.append(words)


def _care(made: Judgement, service: Service, now: datetime) -> None:
    """What somebody should make sure of first."""
    if service.reported in (Reported.CLOSED, Reported.FULL, Reported.MOVED):
        seen = str(Reported(service.reported).label)
        made.takes(20, _("reported from the field: %(what)s") % {"what": seen})
    if search.to_reconfirm(service, now.date()):
        made.takes(10, _("to be confirmed again"))

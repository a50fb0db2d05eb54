"""The monthly report of a site: visits, arrivals, nights, needs, referrals and their answers."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from jatigi.cases.codes import ClosureReason
from jatigi.cases.models import Case, ServiceGiven
from jatigi.kernel import clock
from jatigi.people.codes import AgeGroup, Need, Sex, Wish
from jatigi.people.models import Person, Stay, Visit
from jatigi.places.models import Site
from jatigi.referrals.models import Reason, Referral, State
from jatigi.statistics.rules import COUNTING, sites_of_a_referral


@dataclass(frozen=True)
class Month:
    """A calendar month in a time zone."""

    first: date
    zone: ZoneInfo

    @property
    def following(self) -> date:
        return (self.first.replace(day=28) + timedelta(days=4)).replace(day=1)

    @property
    def start(self) -> datetime:
        return datetime(self.first.year, self.first.month, 1, tzinfo=self.zone)

    @property
    def end(self) -> datetime:
        return datetime(self.following.year, self.following.month, 1, tzinfo=self.zone)

    def of(self, column: str) -> Q:
        """The rows whose `column` lies in the month."""
        return Q(**{f"{column}__gte": self.start, f"{column}__lt": self.end})


@dataclass(frozen=True)
class Table:
    """One table of the report: rows of a label and as many numbers as `heads`; `note` says how it was counted."""

    key: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    note: str = ""


@dataclass(frozen=True)
class Report:
    site: Site
    month: Month
    totals: tuple[tuple[str, int], ...]
    tables: tuple[Table, ...]

    @property
    def anything(self) -> bool:
        """Whether anything at all happened."""
        return any(table.rows for table in self.tables)


def report(organisation: UUID, site: Site, month: Month) -> Report:
    """Everything counted anew from the rows; a bounded number of queries whatever their number.

    Over all sites of an organisation, and with the referrals of no site, each referral counts once.
    """
    visits, arrivals = _visits(organisation, site, month), _arrivals(organisation, site, month)
    nights = _nights(organisation, site, month)
    referrals = _referrals(organisation, site, month)
    totals: tuple[tuple[str, int], ...] = (
        (_("Visits"), visits["people"]),
        (_("Arrivals"), arrivals["all"]),
        (_("Nights"), nights),
        (_("Cases opened"), _cases(organisation, site, month).filter(month.of("opened_at")).count()),
        (_("Referrals sent"), sum(referrals["sent"].values())),
    )
    if referrals["nowhere"]:
        totals += ((_("Referrals of no site, not counted above"), referrals["nowhere"]),)
    tables = (
        _table(
            "wishes", _("Visits by wish"), Wish, visits["wishes"], _("One visit can have several wishes.")
        ),
        _crossed("visitors", _("Visitors by sex and age"), visits["crossed"]),
        _crossed("arrivals", _("Arrivals by sex and age"), arrivals["crossed"]),
        _needs(organisation, site, month, referrals),
        _answers(referrals),
        _table("declined", _("Reasons of refusal"), Reason, referrals["reasons"]),
        _closures(organisation, site, month),
    )
    return Report(site, month, totals, tables)


def _visits(organisation: UUID, site: Site, month: Month) -> dict[str, Any]:
    rows = (
        Visit.objects.visible_to(COUNTING)
        .filter(month.of("at"), organisation_id=organisation, site=site)
        .values_list("wishes", "sex", "age_group", "people")
    )
    wishes: Counter[str] = Counter()
    crossed: Counter[tuple[str, str]] = Counter()
    for wanted, sex, age, people in rows:
        wishes.update(dict.fromkeys(wanted, people))
        crossed[age, sex] += people
    return {"wishes": wishes, "crossed": crossed, "people": sum(crossed.values())}


def _arrivals(organisation: UUID, site: Site, month: Month) -> dict[str, Any]:
    arrived = (
        Stay.objects.visible_to(COUNTING)
        .filter(month.of("arrived_at"), organisation_id=organisation, site=site)
        .values("person_id")
        .annotate(times=Count("id"))
    )
    times = {row["person_id"]: row["times"] for row in arrived}
    crossed: Counter[tuple[str, str]] = Counter()
    people = Person.objects.visible_to(COUNTING).filter(organisation_id=organisation, pk__in=list(times))
    for pk, sex, age in people.values_list("pk", "sex", "age_group"):
        crossed[age, sex] += times[pk]
    return {"crossed": crossed, "all": sum(times.values())}


def _nights(organisation: UUID, site: Site, month: Month) -> int:
    """A night counts in the month in which it begins."""
    stays = (
        Stay.objects.visible_to(COUNTING)
        .filter(Q(departed_at=None) | Q(departed_at__gte=month.start), organisation_id=organisation)
        .filter(site=site, arrived_at__lt=month.end)
        .values_list("arrived_at", "departed_at")
    )
    return sum(nights(arrived, departed, month) for arrived, departed in stays)


def nights(arrived: datetime, departed: datetime | None, month: Month) -> int:
    """How many nights of a stay begin in the month; somebody still here sleeps until its end, or until today."""
    first = max(arrived.astimezone(month.zone).date(), month.first)
    leaves = (departed or clock.now()).astimezone(month.zone).date()
    return max(0, (min(leaves, month.following) - first).days)


def _cases(organisation: UUID, site: Site, _month: Month) -> Any:
    return Case.objects.visible_to(COUNTING).filter(organisation_id=organisation, site=site)


def _referrals(organisation: UUID, site: Site, month: Month) -> dict[str, Any]:
    """Each counts once: at the site of its case, of its person, or of its sender, whichever is known first."""
    every = (
        Referral.objects.visible_to(COUNTING)
        .filter(month.of("sent_at"), organisation_id=organisation)
        .exclude(state=State.DRAFT)
        .annotate(counts_at=Coalesce(*sites_of_a_referral()))
    )
    rows = every.filter(counts_at=site.pk).values_list("need", "state", "reason", "sent_at", "answered_at")
    sent: Counter[str] = Counter()
    states: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    hours: list[float] = []
    for need, state, reason, at, answered in rows:
        sent[need] += 1
        states[state] += 1
        if reason:
            reasons[reason] += 1
        if answered:
            hours.append((answered - at).total_seconds() / 3600)
    nowhere = every.filter(counts_at=None).count()
    return {"sent": sent, "states": states, "reasons": reasons, "hours": hours, "nowhere": nowhere}


def _needs(organisation: UUID, site: Site, month: Month, referrals: dict[str, Any]) -> Table:
    given = (
        ServiceGiven.objects.visible_to(COUNTING)
        .filter(month.of("given_at"), organisation_id=organisation, case__site=site)
        .values("need")
        .annotate(times=Sum("quantity"))
    )
    served = {row["need"]: row["times"] for row in given}
    rows = [
        (str(need.label), (served.get(need.value, 0), referrals["sent"].get(need.value, 0)))
        for need in Need
        if served.get(need.value) or referrals["sent"].get(need.value)
    ]
    return Table("needs", _("Needs"), (_("Services given here"), _("Referred elsewhere")), tuple(rows))


def _answers(referrals: dict[str, Any]) -> Table:
    hours: list[float] = referrals["hours"]
    note = _("Median time to an answer: %(hours)d hours.") % {"hours": round(median(hours))} if hours else ""
    return _table("answers", _("What became of the referrals"), State, referrals["states"], note)


def _closures(organisation: UUID, site: Site, month: Month) -> Table:
    closed = _cases(organisation, site, month).filter(month.of("closed_at"))
    counts = {
        row["closure_reason"]: row["n"] for row in closed.values("closure_reason").annotate(n=Count("id"))
    }
    return _table("closures", _("Cases closed, by reason"), ClosureReason, counts)


def _table(key: str, title: str, choices: Any, counts: Any, note: str = "") -> Table:
    rows = [(str(one.label), (counts[one.value],)) for one in choices if counts.get(one.value)]
    return Table(key, title, (_("Number"),), tuple(rows), note)


def _crossed(key: str, title: str, counts: Counter[tuple[str, str]]) -> Table:
    sexes = [sex for sex in Sex if any(sex.value == seen for _age, seen in counts)]
    rows = [
        (str(age.label), tuple(counts[age.value, sex.value] for sex in sexes))
        for age in AgeGroup
        if any(age.value == seen for seen, _sex in counts)
    ]
    return Table(key, title, tuple(str(sex.label) for sex in sexes), tuple(rows))


def months_until(today: date, count: int = 12) -> Iterable[date]:
    """The first days of this month and those before it, newest first."""
    first = today.replace(day=1)
    for _number in range(count):
        yield first
        first = (first - timedelta(days=1)).replace(day=1)

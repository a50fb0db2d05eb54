"""Needs seen in cases and services recommended in plans, by region, as bands."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.cache import cache

from jatigi.cases.models import Case, Goal, Plan, PlanAction, ServiceGiven
from jatigi.kernel import clock
from jatigi.people.codes import Need
from jatigi.places.models import AdminUnit, Site
from jatigi.referrals.models import Referral
from jatigi.statistics.coverage.rules import COUNTING

MONTHS = 12
LEAST, LEAST_CONFIDED = 5, 10
CONFIDED = frozenset({Need.TRAFFICKING, Need.GBV, Need.CHILD_PROTECTION, Need.FAMILY_LINKS})
"""Thresholds of codebook k: 10 where trafficking, gender-based violence, children or tracing are counted, else 5."""
BANDS = (5, 10, 25, 50, 100)
KEPT_FOR = 24 * 3600

Bands = dict[str, dict[str, int]]
"""Region by its French name → need → 0 where none was seen, -1 where too few to be told, else the band's lower end."""
Where = tuple[str, str]


def bands() -> tuple[Bands, Bands]:
    """(needs seen, services recommended) in the last twelve whole months. Counted once a day; only bands are kept."""
    first = clock.today().replace(day=1)
    found: Any = cache.get_or_set(f"coverage-{first}", lambda: _counted(first), KEPT_FOR)
    return found[0], found[1]


def band(count: int, need: str) -> int:
    """What may be told of a count: see `Bands`."""
    least = LEAST_CONFIDED if need in CONFIDED else LEAST
    if count == 0:
        return 0
    return -1 if count < least else BANDS[bisect_right(BANDS, count) - 1]


def _counted(first: date) -> tuple[Bands, Bands]:
    start, end = _moment(_months_before(first)), _moment(first)
    recommended = _recommended(start, end)
    seen = {key: set(cases) for key, cases in recommended.items()}
    for need, case in [*_given(start, end), *_referred(start, end)]:
        seen.setdefault(need, set()).add(case)
    regions = _regions(frozenset().union(*seen.values()) if seen else ())
    return _banded(seen, regions), _banded(recommended, regions)


def _recommended(start: datetime, end: datetime) -> dict[str, set[UUID]]:
    """Need → cases whose plan names it."""
    rows = PlanAction.objects.visible_to(COUNTING).exclude(need="").exclude(state="dropped")
    rows = rows.filter(entered_at__gte=start, entered_at__lt=end)
    goals = dict(Goal.objects.visible_to(COUNTING).values_list("pk", "plan_id"))
    plans = dict(Plan.objects.visible_to(COUNTING).values_list("pk", "case_id"))
    found: dict[str, set[UUID]] = defaultdict(set)
    for goal, need in rows.values_list("goal_id", "need"):
        found[need].add(plans[goals[goal]])
    return found


def _given(start: datetime, end: datetime) -> Iterable[tuple[str, UUID]]:
    rows = ServiceGiven.objects.visible_to(COUNTING).filter(given_at__gte=start, given_at__lt=end)
    return rows.values_list("need", "case_id").distinct()  # type: ignore[no-any-return]


def _referred(start: datetime, end: datetime) -> Iterable[tuple[str, UUID]]:
    rows = Referral.objects.visible_to(COUNTING).filter(sent_at__gte=start, sent_at__lt=end)
    return rows.exclude(case=None).values_list("need", "case_id").distinct()  # type: ignore[no-any-return]


def _regions(cases: Iterable[UUID]) -> Mapping[UUID, str]:
    """Case → the region of its site, by its name in French; cases without one are left out."""
    wanted = set(cases)
    of_site = dict(Site.objects.visible_to(COUNTING).exclude(unit=None).values_list("pk", "unit_id"))
    named = {unit.pk: region_of(unit) for unit in AdminUnit.objects.select_related("parent")}
    rows = Case.objects.visible_to(COUNTING).exclude(site=None).values_list("pk", "site_id")
    return {pk: named[of_site[site]] for pk, site in rows if pk in wanted and site in of_site}


def region_of(unit: AdminUnit | None) -> str:
    """The name in French of the region that a unit is, or lies in; "" for none."""
    while unit is not None and unit.level > 1:
        unit = unit.parent
    return f"{unit.country_id} {unit.name_fr}" if unit else ""


def _banded(cases: Mapping[str, set[UUID]], regions: Mapping[UUID, str]) -> Bands:
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for need, ids in cases.items():
        for pk in ids:
            if pk in regions:
                counts[regions[pk]][need] += 1
    return {name: {need: band(n, need) for need, n in of.items()} for name, of in counts.items()}


def _months_before(first: date) -> date:
    for _month in range(MONTHS):
        first = (first - timedelta(days=1)).replace(day=1)
    return first


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(settings.TIME_ZONE))


def words(said: Any, need: str) -> str:
    """A band as people read it: "0", "< 5", "25–49", "100+"."""
    if said in (0, None):
        return "0"
    if said == -1:
        return f"< {LEAST_CONFIDED if need in CONFIDED else LEAST}"
    above = [one for one in BANDS if one > said]
    return f"{said}–{above[0] - 1}" if above else f"{said}+"

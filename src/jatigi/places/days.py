"""The state of sites on a day, as it was noted last."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.places import zones
from jatigi.places.models import Site, SiteDay

REMEMBERED = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class State:
    """A site with what was noted of it last; `fresh`: it was noted today."""

    site: Site
    noted: SiteDay | None
    fresh: bool

    @property
    def beds_free(self) -> int | None:
        """Only today's word counts: a bed that was free yesterday is not promised to anybody."""
        return self.noted.beds_free if self.noted and self.fresh else None


def states(access: Access, sites: Iterable[Site]) -> list[State]:
    """The state of many sites in one query, in the order given."""
    listed = list(sites)
    last: dict[UUID, SiteDay] = {}
    for day in _since(access, [site.pk for site in listed]):
        last[day.site_id] = day
    return [_state(site, last.get(site.pk)) for site in listed]


def history(access: Access, site: Site) -> list[SiteDay]:
    """The last two weeks of one site, newest first."""
    return list(reversed(_since(access, [site.pk])))


def unnoted(access: Access, sites: Iterable[Site]) -> int:
    """How many of the given sites nobody has noted today: for the list of what must be done."""
    return sum(not state.fresh for state in states(access, sites))


def _since(access: Access, sites: list[UUID]) -> list[SiteDay]:
    start: date = (clock.now() - REMEMBERED).date()
    rows = SiteDay.objects.visible_to(access).filter(site_id__in=sites, day__gte=start)
    return list(rows.order_by("day"))


def _state(site: Site, noted: SiteDay | None) -> State:
    return State(site, noted, noted is not None and noted.day == zones.today_at(site))

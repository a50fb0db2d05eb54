"""Who can help at once: the services that an emergency on a code alone may go to."""

from collections.abc import Callable, Sequence

from jatigi.directory import cards, schedules, search
from jatigi.directory.cards import Card
from jatigi.directory.search import Narrow, Place, Wanted
from jatigi.kernel import clock
from jatigi.kernel.access import Access
from jatigi.people.codes import Answer, Need
from jatigi.people.models import Visit
from jatigi.places.models import AdminUnit
from jatigi.referrals.about import About
from jatigi.referrals.codes import NEEDS_OF_DANGER

MOST = 8
USUAL = (Need.HEALTH, Need.CHILD_PROTECTION, Need.GBV, Need.TRAFFICKING)
"""What an emergency is about where nobody was asked yet."""


def services(access: Access, near: Place | None, whom: About | None, visit: Visit | None) -> list[Card]:
    """At most eight: those that answer emergencies, else what is open now; near first, then what the danger asks for."""
    ages, sex = (whom.ages, whom.person.sex) if whom else (None, visit.sex if visit else "")
    now = clock.now()
    wanted = Wanted(ages=ages, sex=sex, without=access.organisation, emergency=True)
    found = search.narrow(access, wanted)
    if not found:
        anything = Wanted(ages=ages, sex=sex, without=access.organisation, place=near)
        found = [row for row in search.narrow(access, anything) if schedules.open_at(row, now)]
    first, here = _needs(visit) or USUAL, _near(near)
    found.sort(
        key=lambda row: (
            not here(row),
            _rank(row.need, first),
            row.places_free == 0,
            not schedules.open_at(row, now),
        )
    )
    return cards.cards(access, search.listed(access, [row.pk for row in found[:MOST]]))


def _needs(visit: Visit | None) -> list[str]:
    """Needs that the answers about danger point to, in their order."""
    said = visit.danger if visit else {}
    return [
        need
        for question, needs in NEEDS_OF_DANGER.items()
        if said.get(question) == Answer.YES
        for need in needs
    ]


def _rank(need: str, first: Sequence[str]) -> int:
    return first.index(need) if need in first else len(first)


def _near(near: Place | None) -> Callable[[Narrow], bool]:
    """Whether a service lies in the region, however an older list called it; where no region is known, in the country."""
    if near is None:
        return lambda _row: False
    country = near.country.pk
    if near.unit is None:
        return lambda row: bool(row.country_id == country)
    same = AdminUnit.objects.filter(country_id=country, name_fr=near.unit.name_fr)
    units = set(same.values_list("pk", flat=True))
    return lambda row: row.unit_id in units if row.unit_id else bool(row.country_id == country)

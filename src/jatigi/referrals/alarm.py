"""Who can help at once: the services that an emergency on a code alone may go to."""

from collections.abc import Sequence

from jatigi.directory import cards, search
from jatigi.directory.cards import Card
from jatigi.directory.search import Place, Wanted
from jatigi.kernel.access import Access
from jatigi.people.codes import Answer, Need
from jatigi.people.models import Visit
from jatigi.referrals.about import About
from jatigi.referrals.codes import NEEDS_OF_DANGER

MOST = 8
USUAL = (Need.HEALTH, Need.CHILD_PROTECTION, Need.GBV, Need.TRAFFICKING)
"""What an emergency is about where nobody was asked yet."""


def services(access: Access, near: Place | None, whom: About | None, visit: Visit | None) -> list[Card]:
    """At most eight: those that answer emergencies, else what is open now; near first, then what the danger asks for."""
    ages, sex = (whom.ages, whom.person.sex) if whom else (None, visit.sex if visit else "")
    wanted = Wanted(ages=ages, sex=sex, without=access.organisation, emergency=True)
    found = cards.cards(access, search.matching(access, wanted))
    if not found:
        anything = Wanted(ages=ages, sex=sex, without=access.organisation, place=near)
        found = [card for card in cards.cards(access, search.matching(access, anything)) if card.open_now]
    first = _needs(visit) or USUAL
    found.sort(
        key=lambda card: (
            not _is_near(card, near),
            _rank(card.service.need, first),
            card.full,
            not card.open_now,
        )
    )
    return found[:MOST]


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


def _is_near(card: Card, near: Place | None) -> bool:
    if near is None:
        return False
    unit = card.service.unit
    if near.unit is None or unit is None:
        return bool(card.service.country_id == near.country.pk)
    return unit.name_fr == near.unit.name_fr and unit.country_id == near.unit.country_id

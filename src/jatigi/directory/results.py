"""A page of found services, for the directory and for whoever chooses one to refer to."""

from dataclasses import dataclass

from django.http import QueryDict

from jatigi.directory import cards, search
from jatigi.directory.cards import Card
from jatigi.directory.search import Wanted
from jatigi.kernel.access import Access

PAGE = 20
LOOKED_AT = 150
"""A page lists the first so many; whoever has more chooses a place or writes a word."""


@dataclass(frozen=True, slots=True)
class Results:
    """`total` counts everything that was found; `next` and `previous` are queries, "" where there is nothing."""

    cards: list[Card]
    total: int
    next: str = ""
    previous: str = ""


def page(access: Access, wanted: Wanted, query: QueryDict, *, only_open: bool = False) -> Results:
    """Free before full, open before closed, then the most lately assured. As many queries for 3 as for 300.

    Of very many only the first `LOOKED_AT` are looked at, those that are not full and were assured last.
    """
    services = search.matching(access, wanted, LOOKED_AT)
    total = len(services) if wanted.words or len(services) < LOOKED_AT else search.count(access, wanted)
    found = cards.cards(access, services)
    if only_open:
        found = [card for card in found if card.open_now or card.service.emergency]
        total = len(found)
    found.sort(key=lambda card: (card.full, not card.open_now))
    start = _number(query.get("from", ""))
    return Results(
        cards=found[start : start + PAGE],
        total=total,
        next=_from(query, start + PAGE) if start + PAGE < len(found) else "",
        previous=_from(query, max(0, start - PAGE)) if start else "",
    )


def _from(query: QueryDict, start: int) -> str:
    changed = query.copy()
    changed["from"] = str(start)
    return f"?{changed.urlencode()}"


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0

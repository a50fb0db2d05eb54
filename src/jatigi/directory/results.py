"""A page of found services, for the directory and for whoever chooses one to refer to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict

from jatigi.directory import cards, schedules, search
from jatigi.directory.cards import Card
from jatigi.directory.search import Wanted
from jatigi.kernel import clock
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


def page(
    access: Access,
    wanted: Wanted,
    query: QueryDict,
    *,
    only_open: bool = False,
    size: int = PAGE,
    most: int = LOOKED_AT,
    known: Iterable[Card] = (),
) -> Results:
    """Free before full, open before closed, then the most lately assured. As many queries for 3 as for 300.

    Of very many only the first `most` are looked at, those that are not full and were assured last; only those
    that the page shows are read whole, if they are not `known` already.
    """
    found = search.narrow(access, wanted, most)
    total = len(found) if wanted.words or len(found) < most else search.count(access, wanted)
    now = clock.now()
    ranks = {row.pk: (row.places_free == 0, not schedules.open_at(row, now)) for row in found}
    if only_open:
        found = [row for row in found if row.emergency or not ranks[row.pk][1]]
        total = len(found)
    found.sort(key=lambda row: ranks[row.pk])
    start = _number(query.get("from", ""))
    shown = [row.pk for row in found[start : start + size]]
    return Results(
        cards=_cards(access, shown, {card.service.pk: card for card in known}),
        total=total,
        next=_from(query, start + size) if start + size < len(found) else "",
        previous=_from(query, max(0, start - size)) if start else "",
    )


def _cards(access: Access, shown: Sequence[UUID], known: Mapping[UUID, Card]) -> list[Card]:
    others = cards.cards(access, search.listed(access, [pk for pk in shown if pk not in known]))
    found = {**known, **{card.service.pk: card for card in others}}
    return [found[pk] for pk in shown if pk in found]


def _from(query: QueryDict, start: int) -> str:
    changed = query.copy()
    changed["from"] = str(start)
    return f"?{changed.urlencode()}"


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0

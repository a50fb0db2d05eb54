"""What feeds indicators and items of plans: the number with its date, its rule and its table, for any page to show."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from jatigi.coordination.evidence.models import EvidenceFeed
from jatigi.kernel.access import Access
from jatigi.publications import reading, showing
from jatigi.publications.reading import Cell, Figure, Standing


@dataclass(frozen=True, slots=True)
class Evidence:
    """A feed with its number as it is published today."""

    feed: EvidenceFeed
    figure: Figure

    @property
    def said(self) -> str:
        """The number as an office writes it; "" where nothing is published."""
        return showing.said(self.figure.value) if self.figure.standing == Standing.SHOWN else ""

    @property
    def withheld(self) -> bool:
        return self.figure.standing == Standing.WITHHELD

    @property
    def where(self) -> str:
        """Which number of the table."""
        return " · ".join(filter(None, (self.feed.row, self.feed.column)))

    @property
    def rule(self) -> str:
        return showing.rule(self.figure.edition) if self.figure.edition else ""


def of_indicators(access: Access, indicators: Collection[UUID]) -> dict[UUID, list[Evidence]]:
    """Indicator → what feeds it. Two queries, however many."""
    rows = EvidenceFeed.objects.visible_to(access).filter(indicator_id__in=list(indicators))
    return _by(rows, "indicator_id")


def of_items(access: Access, items: Collection[UUID]) -> dict[UUID, list[Evidence]]:
    """The same for items of frameworks and plans."""
    return _by(EvidenceFeed.objects.visible_to(access).filter(item_id__in=list(items)), "item_id")


def evidence(feeds: Sequence[EvidenceFeed]) -> list[Evidence]:
    """Feeds with their numbers. One query."""
    if not feeds:
        return []
    editions = reading.latest_of({feed.table for feed in feeds})
    return [
        Evidence(feed, reading.figure(editions.get(feed.table), Cell(feed.row, feed.column)))
        for feed in feeds
    ]


def _by(rows: Iterable[EvidenceFeed], name: str) -> dict[UUID, list[Evidence]]:
    found: dict[UUID, list[Evidence]] = defaultdict(list)
    for one in evidence(sorted(rows, key=lambda feed: feed.entered_at)):
        found[getattr(one.feed, name)].append(one)
    return found

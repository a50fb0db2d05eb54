"""What the cells of a row would say of a commitment as it stands: the way out of a workbook, and what the way in compares."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any
from uuid import UUID

from jatigi.coordination.commitments.books.columns import named
from jatigi.coordination.commitments.books.looking import Lists
from jatigi.coordination.commitments.lines import addressees_of
from jatigi.coordination.commitments.models import Addressee, Commitment
from jatigi.coordination.commitments.rules import KNOWING
from jatigi.coordination.commitments.saying import Named
from jatigi.coordination.frameworks.models import CommitmentLink

AT_ONCE = 500
SAME_NAME = (
    "reference",
    "version",
    "kind",
    "text",
    "made_on",
    "source",
    "source_url",
    "theme",
    "level",
    "state",
    "why",
)


class Standing:
    """The values of commitments by column, with their addressees and links read at once."""

    def __init__(self, lists: Lists, commitments: Collection[UUID]) -> None:
        self.lists = lists
        self.addressees: dict[UUID, list[Addressee]] = {}
        self.items: dict[UUID, list[UUID]] = defaultdict(list)
        wanted = list(commitments)
        for start in range(0, len(wanted), AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            self.addressees |= addressees_of(some)
            links = CommitmentLink.objects.visible_to(KNOWING).filter(commitment_id__in=some)
            for commitment, item in links.values_list("commitment_id", "item_id"):
                self.items[commitment].append(item)

    def value(self, key: str, row: Commitment) -> Any:
        """The value of a column, as its cell would be read."""
        if key in SAME_NAME:
            return getattr(row, key) or None
        if key in ("body", "event", "cluster"):
            return getattr(row, f"{key}_id")
        if key == "deadline":
            return (row.deadline, row.deadline_precision) if row.deadline else None
        if key == "place":
            return (row.country_id, row.unit_id) if row.country_id else None
        if key == "items":
            return sorted(self.items.get(row.pk, ()), key=lambda pk: self.lists.items.get(pk, "")) or None
        return self._named(row) or None

    def _named(self, row: Commitment) -> list[Named]:
        there = self.addressees.get(row.pk, [])
        return named([Named(organisation=one.addressed_id, name=one.name, lead=one.lead) for one in there])
